/* Text cut for full-text search. The search knows words; Chinese does not part them. So a run of Chinese characters becomes
 * its overlapping pairs and its last character ("有限空间" = 有限 限空 空间 间), and a word that is looked for becomes the pairs
 * in a row: any word of two characters or more is found wherever it stands. Private to this module. */
#ifndef WZ_STORE_GRAMS_H
#define WZ_STORE_GRAMS_H

#include "base/buffer.h"

/* Append the text cut for keeping, and a blank. Full-width letters and digits become ordinary ones. */
void wz_grams_of(wz_buffer *out, const char *text);

/* Append the query for one text that a person typed: every word in it must be there. False where there is no word in it. */
bool wz_grams_query(wz_buffer *out, const char *text);

#endif
