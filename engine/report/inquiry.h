/* Open questions written down: a list for people, JSON and XML for programs (docs/formats.md, "Open questions"). */
#ifndef WZ_REPORT_INQUIRY_H
#define WZ_REPORT_INQUIRY_H

#include "explain/inquiry.h"
#include "report/prose.h"

#define WZ_QUESTIONS_NAMESPACE "urn:wenze:questions:1"

typedef struct {
    const wz_assessment *assessment;
    const wz_inquiry *inquiry;
    const char *plan;           /* its name */
    size_t most;                /* questions to write; 0 = all */
} wz_inquiry_report;

/* Each appends; WZ_OK or WZ_ENOMEM. */
int wz_report_inquiry_json(wz_buffer *out, const wz_inquiry_report *report);
int wz_report_inquiry_xml(wz_buffer *out, const wz_inquiry_report *report);
int wz_report_inquiry_text(wz_buffer *out, const wz_inquiry_report *report, wz_lang lang, const wz_text_options *options);

/* Single pieces in words, in the arena: the question, whom or what it is about, what stands in the case of it ("" = nothing), and
 * a sentence for each answer and what it changes; returns how many sentences. "" or 0 when memory is short. */
const char *wz_inquiry_question(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena);
const char *wz_inquiry_name(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena);
const char *wz_inquiry_stated(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena);
size_t wz_inquiry_effects(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena,
                          const char *const **out);
/* "boolean", "number", "date", "duration", "choice", "text". */
const char *wz_inquiry_type(const wz_attribute *attribute);

#endif
