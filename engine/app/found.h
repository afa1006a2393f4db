/* Private to app/: what an assessment found, as the strings that expected.xml uses. */
#ifndef WZ_APP_FOUND_H
#define WZ_APP_FOUND_H

#include "base/buffer.h"
#include "model/assessment.h"
#include "model/expected.h"

enum { WZ_FOUND_TEXT = 512 };   /* longer lists are cut, in both what is written and what is compared */

/* One thing, its values in the order of its form (or of a regime's head); those that are texts of its own stand in `texts`. */
typedef struct {
    const char *values[WZ_X_MOST_VALUES];
    char texts[WZ_X_MOST_VALUES][WZ_FOUND_TEXT];
} wz_found;

/* How many things of a kind a regulation's result holds, and one of them. *out must be all zero. */
size_t wz_found_count(const wz_regime_result *regime, wz_expected_kind kind);
void wz_found_read(const wz_law *law, const wz_regime_result *regime, wz_expected_kind kind, size_t i, wz_found *out);
/* The head of a regulation's result: its values by WZ_XR_. */
void wz_found_regime(const wz_law *law, const wz_regime_result *regime, wz_found *out);

/* Append an expected.xml that an assessment meets: everything that decides, and what follows from it. */
void wz_expected_write(wz_buffer *out, const wz_assessment *assessment);

#endif
