/* Conditions read out in words, from the labels of the vocabulary and of the rules. */
#ifndef WZ_EXPLAIN_WORDS_H
#define WZ_EXPLAIN_WORDS_H

#include "base/buffer.h"
#include "chain/network.h"

/* Append an expression of a network's rulebook in words, e.g. "发生生产安全事故，且对事故负有领导责任". An expression
 * that does not parse is appended as it stands. Returns WZ_OK or WZ_ENOMEM. */
int wz_words_of(wz_buffer *out, const wz_network *net, const char *expression, wz_lang lang);

#endif
