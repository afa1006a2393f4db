/* What changes from one result to another, written down: JSON and XML for programs (docs/formats.md, "What changes"), text for
 * people. */
#ifndef WZ_REPORT_DIFF_H
#define WZ_REPORT_DIFF_H

#include "explain/differ.h"
#include "report/prose.h"

#define WZ_CHANGES_NAMESPACE "urn:wenze:changes:1"

/* All borrowed. */
typedef struct {
    const wz_law *law;
    const wz_case *before, *after;  /* for names; may be the same */
    wz_day as_of_before, as_of_after;
    const wz_diffs *diffs;
    const wz_strings *through;      /* for each difference; NULL = not known */
    const char *const *edits;       /* in their textual form */
    size_t edit_count;
} wz_diff_report;

/* Append a document, with a line feed at its end. Returns WZ_OK or WZ_ENOMEM. */
int wz_report_diff_json(wz_buffer *out, const wz_diff_report *report);
int wz_report_diff_xml(wz_buffer *out, const wz_diff_report *report);
int wz_report_diff_text(wz_buffer *out, const wz_diff_report *report, wz_lang lang, const wz_text_options *options);

/* The value of a difference's field in words; NULL: what is said of nothing. `prose` needs its assessment's law and case, and its
 * regime where the difference is under one. */
void wz_say_diff_value(wz_prose *prose, const wz_diff *diff, const char *value);
/* What differs: the part by its name, the rule as people cite it, the item. */
void wz_say_diff_subject(wz_prose *prose, const wz_diff *diff);
/* Names on the way to a difference, in words, with arrows between. */
void wz_say_through(wz_prose *prose, wz_strings names);

#endif
