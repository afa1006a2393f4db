/* Duty periods as text: for each duty and post the periods that fall short, one a line; all other periods share one
 * line, which counts them by what they came to or why they do not count. */
#include "report/prose.h"

#include <string.h>

/* What became of a period. */
typedef enum { SHORT, OPEN, MET, PARTIAL_POST, PARTIAL_FORCE, NOT_ENDED, FATES } fate;

static fate fate_of(const wz_shortfall *s)
{
    switch (s->counts) {
    case WZ_PARTIAL_POST: return PARTIAL_POST;
    case WZ_PARTIAL_FORCE: return PARTIAL_FORCE;
    case WZ_NOT_ENDED: return NOT_ENDED;
    case WZ_WHOLE: break;
    }
    return s->truth == WZ_TRUE ? SHORT : s->truth == WZ_FALSE ? MET : OPEN;
}

void wz_say_done(wz_prose *prose, const wz_shortfall *s)
{
    wz_say(prose, WZ_SAY_DONE);
    wz_say_count(prose, s->done_low);
    if (!s->has_done_high) {
        wz_say(prose, WZ_SAY_OR_MORE);
        return;
    }
    if (s->done_high != s->done_low) {
        wz_say(prose, WZ_SAY_TO);
        wz_say_count(prose, s->done_high);
    }
    wz_say(prose, WZ_SAY_TIMES);
}

static void say_row(wz_prose *prose, const wz_shortfall *s)
{
    const unsigned numbers = prose->lang == WZ_ZH ? 38 : 44;
    wz_page_line(&prose->page, 6, 2);
    wz_say_raw(prose, "- ");
    wz_say_period(prose, s->from, s->to);
    wz_page_pad(&prose->page, numbers);
    wz_say(prose, WZ_SAY_REQUIRED);
    wz_say_count(prose, s->required);
    wz_say(prose, WZ_SAY_TIMES);
    wz_say(prose, WZ_SAY_COMMA);
    wz_say_done(prose, s);
    wz_say(prose, WZ_SAY_COMMA);
    wz_say(prose, WZ_SAY_SHORT);
    wz_page_end(&prose->page);
}

/* ---- the other periods ---- */

/* What the periods of all duties came to. */
typedef struct {
    int64_t periods[FATES];
    bool log_open;
} tally;

static void say_tally_part(wz_prose *prose, bool *begun, wz_word intro, int64_t count)
{
    wz_say(prose, *begun ? WZ_SAY_SEMICOLON : WZ_SAY_COLON);
    wz_say(prose, intro);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_PERIODS);
    *begun = true;
}

static void say_tally(wz_prose *prose, const tally *t)
{
    static const wz_word intro[FATES] = {[OPEN] = WZ_SAY_OPEN_PERIODS,
                                         [MET] = WZ_SAY_MET,
                                         [PARTIAL_POST] = WZ_SAY_UNCOUNTED,
                                         [PARTIAL_FORCE] = WZ_SAY_UNCOUNTED,
                                         [NOT_ENDED] = WZ_SAY_UNCOUNTED};
    static const wz_word why[FATES] = {[OPEN] = WZ_SAY_LOG_OPEN,
                                       [PARTIAL_POST] = WZ_SAY_PARTIAL_POST,
                                       [PARTIAL_FORCE] = WZ_SAY_PARTIAL_FORCE,
                                       [NOT_ENDED] = WZ_SAY_NOT_ENDED};
    static const fate order[] = {MET, OPEN, PARTIAL_POST, PARTIAL_FORCE, NOT_ENDED};
    bool begun = false;
    wz_say(prose, t->periods[SHORT] > 0 ? WZ_SAY_OTHER_PERIODS : WZ_SAY_NO_SHORTFALL);
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        fate i = order[k];
        if (t->periods[i] == 0)
            continue;
        say_tally_part(prose, &begun, intro[i], t->periods[i]);
        if (i == MET || (i == OPEN && !t->log_open))
            continue;
        wz_say(prose, WZ_SAY_OPEN);
        wz_say(prose, why[i]);
        wz_say(prose, WZ_SAY_CLOSE);
    }
}

static void count(tally *t, const wz_shortfall *s)
{
    fate became = fate_of(s);
    t->periods[became]++;
    t->log_open |= became == OPEN && !s->log_complete;
}

bool wz_say_other_periods(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    tally t = {0};
    for (size_t i = 0; i < regime->shortfall_count; i++)
        count(&t, &regime->shortfalls[i]);
    if ((size_t)t.periods[SHORT] == regime->shortfall_count)
        return false;
    say_tally(prose, &t);
    return true;
}

/* ---- groups ---- */

static bool same_group(const wz_shortfall *a, const wz_shortfall *b)
{
    return a->rule == b->rule && (a->post == b->post || (a->post && b->post && strcmp(a->post, b->post) == 0));
}

static void say_duty(wz_prose *prose, const wz_shortfall *head)
{
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_rule(prose, head->rule);
    const char *label = wz_text_in(head->rule->label, prose->lang);
    if (*label && head->rule->cites.count > 0) {
        wz_say(prose, WZ_SAY_GAP);
        wz_say_raw(prose, label);
    }
    wz_say_post_id(prose, head->post);
    wz_page_end(&prose->page);
}

bool wz_shortfall_is_proven(const wz_shortfall *s)
{
    return fate_of(s) == SHORT;
}

/* Periods of one duty in one post follow each other. Prints those that fall short; returns the index behind the last of
 * them. */
static size_t say_group(wz_prose *prose, size_t first)
{
    const wz_regime_result *regime = prose->regime;
    const wz_shortfall *head = &regime->shortfalls[first];
    bool named = false;
    size_t i = first;
    for (; i < regime->shortfall_count && same_group(head, &regime->shortfalls[i]); i++) {
        const wz_shortfall *s = &regime->shortfalls[i];
        if (!wz_shortfall_is_proven(s))
            continue;
        wz_heading_kind(prose, head->rule->kind, false);
        if (!named)
            say_duty(prose, head);
        named = true;
        say_row(prose, s);
    }
    return i;
}

void wz_text_shortfalls(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    size_t proven = 0;
    for (size_t i = 0; i < regime->shortfall_count;)
        i = say_group(prose, i);
    for (size_t i = 0; i < regime->shortfall_count; i++)
        proven += wz_shortfall_is_proven(&regime->shortfalls[i]);
    if (proven == regime->shortfall_count || prose->brief)
        return;
    wz_heading_kind(prose, regime->shortfalls[0].rule->kind, false);
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_other_periods(prose);
    wz_page_end(&prose->page);
}
