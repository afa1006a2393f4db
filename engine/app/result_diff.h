/* What differs between two results written down as JSON, one line for each difference, finding by finding. The members of a
 * list are matched by what they are about (person, regulation, rule and what it is bound to), not by their place. */
#ifndef WZ_APP_RESULT_DIFF_H
#define WZ_APP_RESULT_DIFF_H

#include "base/buffer.h"
#include "model/assessment.h"

typedef struct {
    const char *bytes;
    size_t length;
} wz_result_text;

typedef struct {
    wz_lang lang;
    bool brief;             /* only what a decision turns on: no reasons, readings, hashes */
    const wz_law *law;      /* whose labels are used; NULL = names as they stand */
} wz_diff_options;

/* Append the lines. *count (may be NULL) = how many there are. Returns WZ_OK; WZ_EINPUT where one is no JSON; WZ_ENOMEM. */
int wz_result_diff(wz_buffer *out, size_t *count, wz_result_text from, wz_result_text to, const wz_diff_options *options);

#endif
