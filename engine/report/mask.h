/* A case without the names in it: the same facts, days, posts by their kinds and evidence by its numbers, so that its
 * assessment is the same; but no name, title, document number or other free word of the case, and no id but ours. Places are
 * kept as far down as the vocabulary declares them, since whose law applies rests on them. */
#ifndef WZ_REPORT_MASK_H
#define WZ_REPORT_MASK_H

#include "model/assessment.h"
#include "model/case.h"

/* What stands for free words. */
#define WZ_MASKED "×××"

/* The case masked. Persons become 甲, 乙 … or A, B …; persons, posts, sanctions and duty records keep their order. Free with
 * wz_case_free(); borrows nothing of the case. NULL when memory is short. */
wz_case *wz_case_masked(const wz_case *c, const wz_vocabulary *vocabulary, wz_lang lang);

/* Whether two assessments of a case, plain and masked, say the same: they do unless a rule reads free words. */
bool wz_mask_keeps(const wz_assessment *plain, const wz_assessment *masked);

#endif
