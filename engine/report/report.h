/* An assessment written down: as JSON and XML for programs, as text for people. The JSON is a byte contract
 * (docs/semantics.md, section 7); the XML has the same names and nesting (docs/formats.md, "The assessment"); the text
 * may change from version to version.
 *
 * All append to a buffer of the caller's and take no other memory. They only read the assessment, so that several threads
 * may write one down at once, each into a buffer of its own. */
#ifndef WZ_REPORT_REPORT_H
#define WZ_REPORT_REPORT_H

#include "base/buffer.h"
#include "model/assessment.h"

#define WZ_ASSESSMENT_NAMESPACE "urn:wenze:assessment:1"

/* One document, with a line feed at its end. `lang` is the language of the warnings' texts; nothing else depends on it.
 * Returns WZ_OK, or WZ_ENOMEM where the buffer could not grow (what it then holds is cut off). */
int wz_report_json(wz_buffer *out, const wz_assessment *assessment, wz_lang lang);
int wz_report_xml(wz_buffer *out, const wz_assessment *assessment, wz_lang lang);

typedef struct {
    unsigned width;     /* columns, a Chinese character being two; 0 = 80, less than 40 = 40 */
    bool colour;        /* bold and colours by ANSI escapes, for a terminal */
    size_t questions;   /* open questions to print for a regulation; 0 = 5 */
    bool details;       /* every bar of every measure instead of a summary */
    bool html;          /* paragraphs of HTML for a page instead of lines: width and colour do not matter */
} wz_text_options;

/* What an investigator reads first. `options` may be NULL. Returns as the others do. */
int wz_report_text(wz_buffer *out, const wz_assessment *assessment, wz_lang lang, const wz_text_options *options);

#endif
