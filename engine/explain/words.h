/* Conditions read out in words, from the labels of the vocabulary and of the rules. */
#ifndef WZ_EXPLAIN_WORDS_H
#define WZ_EXPLAIN_WORDS_H

#include "base/buffer.h"
#include "chain/network.h"
#include "feel/trace.h"

/* Append an expression of a network's rulebook in words, e.g. "发生生产安全事故，且对事故负有领导责任". An expression
 * that does not parse is appended as it stands. Returns WZ_OK or WZ_ENOMEM. */
int wz_words_of(wz_buffer *out, const wz_network *net, const char *expression, wz_lang lang);

/* An expression that is read out part by part: parsed once, kept in the arena. */
typedef struct {
    const wz_network *net;
    const char *text;
    const struct feel_ast *ast;     /* NULL where it does not parse */
} wz_spoken;
/* Returns WZ_OK or WZ_ENOMEM. */
int wz_words_open(wz_spoken *out, wz_arena *arena, const wz_network *net, const char *expression);
/* Append one part of it, as feel_trace() names it; a comparison with the values that it compares: "死亡人数 3，不少于 10".
 * The buffer tells of failure. */
void wz_words_part(wz_buffer *out, const wz_spoken *spoken, const feel_part *part, wz_lang lang);

/* Append a value of an attribute (NULL: of none): labels of enumerations, days as people write them, what is known of an
 * unknown. */
void wz_words_value(wz_buffer *out, const wz_vocabulary *vocabulary, const wz_attribute *attribute, feel_value value,
                    wz_lang lang);
void wz_words_day(wz_buffer *out, wz_day day, wz_lang lang);

#endif
