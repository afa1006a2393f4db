/* Comparing an assessment with what a worked case expects. */
#ifndef WZ_APP_COMPARE_H
#define WZ_APP_COMPARE_H

#include "base/buffer.h"
#include "model/assessment.h"
#include "model/expected.h"

/* Append a line for each difference. Returns how many there are. */
size_t wz_compare(wz_buffer *out, const wz_assessment *assessment, const wz_expected *expected, wz_lang lang);

#endif
