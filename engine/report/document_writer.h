/* How the document is put on paper: elements with attributes, and words said by the prose functions and caught as an
 * element's text. Private to report/document*.c. */
#ifndef WZ_REPORT_DOCUMENT_WRITER_H
#define WZ_REPORT_DOCUMENT_WRITER_H

#include "report/document.h"
#include "report/prose.h"

typedef struct {
    wz_buffer *out;
    wz_buffer words;        /* what prose said since wz_doc_say(); freed with wz_doc_free() */
    wz_prose prose;
    unsigned depth;
    bool tag_open;          /* the last start tag can still take attributes */
    const wz_document_options *options;
} wz_doc;

void wz_doc_begin(wz_doc *d, wz_buffer *out, const wz_assessment *a, const wz_document_options *options);
void wz_doc_free(wz_doc *d);

/* An element with children, or with attributes alone. */
void wz_doc_open(wz_doc *d, const char *name);
void wz_doc_close(wz_doc *d, const char *name);

/* Attributes of the element opened last, before anything stands in it. NULL: none. */
void wz_doc_attribute(wz_doc *d, const char *name, const char *value);
void wz_doc_flag(wz_doc *d, const char *name, bool value);
void wz_doc_truth(wz_doc *d, const char *name, wz_truth value);
void wz_doc_number(wz_doc *d, const char *name, int64_t value);
void wz_doc_day(wz_doc *d, const char *name, wz_day day);
/* Settled, or nothing. */
void wz_doc_range(wz_doc *d, const char *name, wz_day_range range);
void wz_doc_ids(wz_doc *d, const char *name, wz_strings ids);

/* An element with text; nothing where there is none. What stands in it is made harmless as on a page (report/page.h). */
void wz_doc_text(wz_doc *d, const char *name, const char *text);
void wz_doc_label(wz_doc *d, const char *name, wz_text text);
void wz_doc_word(wz_doc *d, const char *name, wz_word word);

/* Begin to catch what the prose functions say; they are called with what is returned. */
wz_prose *wz_doc_say(wz_doc *d);
/* What they said as the text of an element; nothing where they said nothing. */
void wz_doc_said(wz_doc *d, const char *name);
/* What they said, line by line, as children of an element. */
void wz_doc_said_lines(wz_doc *d, const char *name, const char *line);

/* --- document_facts.c --- */
void wz_doc_case(wz_doc *d);
void wz_doc_person_facts(wz_doc *d, const wz_case_person *person);
/* A fact that a finding rests on. */
void wz_doc_reason(wz_doc *d, const wz_reason_fact *fact);

/* --- document_findings.c --- */
void wz_doc_findings(wz_doc *d);
/* The rule of an entry: its kind, what it cites and its label. */
void wz_doc_rule(wz_doc *d, const wz_rule *rule);
void wz_doc_words_of_law(wz_doc *d, const wz_rule *rule);

/* --- document_norms.c --- */
/* The norms still to be verified on which something that the result shows rests. */
void wz_doc_to_verify(wz_doc *d);

/* --- document_consequences.c --- */
void wz_doc_consequences(wz_doc *d);

#endif
