/* The document: an assessment with everything that is needed to read it, as one XML text from which stylesheets make
 * reports and pages (docs/formats.md, "The document"). It holds the result under the names of the published assessment and
 * beside each value its words in the language chosen: labels, the articles' own words, facts with standing and evidence,
 * and where everything comes from. A stylesheet needs nothing else. */
#ifndef WZ_REPORT_DOCUMENT_H
#define WZ_REPORT_DOCUMENT_H

#include "base/buffer.h"
#include "model/assessment.h"

#define WZ_DOCUMENT_NAMESPACE "urn:wenze:document:1"

typedef struct {
    wz_lang lang;
    wz_strings persons;         /* ids of those to write of; none = all */
    bool masked;                /* the case's names were replaced (report/mask.h): say so, and leave out its file */
    bool brief;                 /* for a page: without the case's list of facts and without the published assessment */
    const char *audit_head;     /* NULL = not given */
    /* Writes what else is known of a person's result, as elements in the document's namespace; NULL = nothing. */
    int (*annex)(wz_buffer *out, const wz_person_result *person, void *payload);
    void *payload;
} wz_document_options;

/* Append the document. Takes memory for scratch only. Returns WZ_OK, or WZ_ENOMEM where a buffer could not grow, or what
 * `annex` returned where that was not WZ_OK. */
int wz_document_write(wz_buffer *out, const wz_assessment *assessment, const wz_document_options *options);

#endif
