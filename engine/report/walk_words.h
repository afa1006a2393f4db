/* What a walk says of facts, rules and conclusions, in single lines without a line end, from the same wording as the text
 * form of an assessment. All append to a buffer; running short of memory shows in it. */
#ifndef WZ_REPORT_WALK_WORDS_H
#define WZ_REPORT_WALK_WORDS_H

#include "base/buffer.h"
#include "explain/walk.h"
#include "model/assessment.h"

/* Whose result is spoken of; regime NULL = none in particular. */
typedef struct {
    const wz_assessment *assessment;
    const wz_person_result *person;
    const wz_regime_result *regime;
    wz_lang lang;
} wz_speaking_of;

/* What has become known: whose, which attribute, the value, its standing and evidence. */
void wz_walk_say_news(wz_buffer *out, const wz_speaking_of *of, const wz_news *news);
/* The regulation's short title. */
void wz_walk_say_regime(wz_buffer *out, const wz_speaking_of *of);
/* A rule of the regime: its article and its label. */
void wz_walk_say_rule(wz_buffer *out, const wz_speaking_of *of, const wz_rule *rule);
/* Of a finding: for which of several posts or sanctions it stands; nothing where it is bound to none. */
void wz_walk_say_bound(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding);
void wz_walk_say_truth(wz_buffer *out, wz_truth truth, wz_lang lang);
/* An outcome by the frame's label; the possible ones where it is undetermined. */
void wz_walk_say_outcome(wz_buffer *out, const wz_speaking_of *of, const char *outcome);
void wz_walk_say_applicability(wz_buffer *out, wz_applicability applicability, wz_lang lang);
void wz_walk_say_career_step(wz_buffer *out, const wz_speaking_of *of, const char *step);
void wz_walk_say_day(wz_buffer *out, wz_day_range day, wz_lang lang);
/* Why a finding is what it is: the article's words and the facts that it rests on or lacks, each on a line of its own. */
void wz_walk_say_why(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding, unsigned width);

/* What an open finding lacks, on one line. */
void wz_walk_say_missing(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding);

#endif
