/* The answer of `wenze eligible` written down: as JSON, a contract (docs/formats.md, rules/schema/eligible.schema.json), and as
 * text for people, which may change. Both append to a buffer of the caller's. */
#ifndef WZ_REPORT_ELIGIBLE_H
#define WZ_REPORT_ELIGIBLE_H

#include "assess/eligible.h"
#include "base/buffer.h"
#include "report/report.h"

/* Return WZ_OK, or WZ_ENOMEM where the buffer could not grow. `options` may be NULL. */
int wz_eligible_json(wz_buffer *out, const wz_eligible_answer *answer);
int wz_eligible_text(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang, const wz_text_options *options);
/* A fragment to stand in a page: a section a step, then the rest, and the calendar as an inline picture. No script, no style;
 * every text escaped. Classes are described in docs/formats.md, "The page". */
int wz_eligible_html(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang);
int wz_eligible_svg(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang);

/* Whether a bar's end fell on a month's last day because that month has no day of the first day's number. */
bool wz_bar_clamped(const wz_bar *bar);

#endif
