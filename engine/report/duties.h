/* The duty periods of one person written down: as text with a calendar, and as JSON (docs/formats.md, "Duties"). */
#ifndef WZ_REPORT_DUTIES_H
#define WZ_REPORT_DUTIES_H

#include "report/report.h"

/* The activity log that was added to the case. */
typedef struct {
    const char *file;       /* NULL = none */
    size_t rows, taken, bad, others;
} wz_duties_log;

/* `person` is an index into the assessment's persons. As HTML the calendars are tables. Both return as
 * wz_report_text() does. */
int wz_report_duties_text(wz_buffer *out, const wz_assessment *assessment, size_t person, const wz_duties_log *log,
                          wz_lang lang, const wz_text_options *options);
int wz_report_duties_json(wz_buffer *out, const wz_assessment *assessment, size_t person, const wz_duties_log *log);

#endif
