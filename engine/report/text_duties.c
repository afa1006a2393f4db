/* Duty periods as text: for each duty and post the periods that fall short, one a line; the others are only counted, by
 * why they do not count or what they came to. */
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

static void say_done(wz_prose *prose, const wz_shortfall *s)
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
    say_done(prose, s);
    wz_say(prose, WZ_SAY_COMMA);
    wz_say(prose, WZ_SAY_SHORT);
    wz_page_end(&prose->page);
}

static void say_fate_count(wz_prose *prose, wz_word intro, int64_t count)
{
    if (count == 0)
        return;
    wz_page_line(&prose->page, 6, 2);
    wz_say(prose, intro);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_PERIODS);
    wz_page_end(&prose->page);
}

static void say_uncounted(wz_prose *prose, const int64_t counts[FATES])
{
    static const wz_word why[FATES] = {
        [PARTIAL_POST] = WZ_SAY_PARTIAL_POST, [PARTIAL_FORCE] = WZ_SAY_PARTIAL_FORCE, [NOT_ENDED] = WZ_SAY_NOT_ENDED};
    for (int i = PARTIAL_POST; i < FATES; i++) {
        if (counts[i] == 0)
            continue;
        wz_page_line(&prose->page, 6, 2);
        wz_say(prose, WZ_SAY_UNCOUNTED);
        wz_say_count(prose, counts[i]);
        wz_say(prose, WZ_SAY_PERIODS);
        wz_say(prose, WZ_SAY_OPEN);
        wz_say(prose, why[i]);
        wz_say(prose, WZ_SAY_CLOSE);
        wz_page_end(&prose->page);
    }
}

static bool same_group(const wz_shortfall *a, const wz_shortfall *b)
{
    return a->rule == b->rule && (a->post == b->post || (a->post && b->post && strcmp(a->post, b->post) == 0));
}

/* Periods of one duty in one post stand together; returns the index behind the last of them. */
static size_t say_group(wz_prose *prose, size_t first)
{
    const wz_regime_result *regime = prose->regime;
    const wz_shortfall *head = &regime->shortfalls[first];
    int64_t counts[FATES] = {0};
    bool log_open = false;
    wz_heading_kind(prose, head->rule->kind);
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_rule(prose, head->rule);
    const char *label = wz_text_in(head->rule->label, prose->lang);
    if (*label && head->rule->cites.count > 0) {
        wz_say(prose, WZ_SAY_GAP);
        wz_say_raw(prose, label);
    }
    if (head->post) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_raw(prose, head->post);
        wz_say(prose, WZ_SAY_CLOSE);
    }
    wz_page_end(&prose->page);
    size_t i = first;
    for (; i < regime->shortfall_count && same_group(head, &regime->shortfalls[i]); i++) {
        const wz_shortfall *s = &regime->shortfalls[i];
        counts[fate_of(s)]++;
        log_open |= fate_of(s) == OPEN && !s->log_complete;
        if (fate_of(s) == SHORT)
            say_row(prose, s);
    }
    say_fate_count(prose, WZ_SAY_MET, counts[MET]);
    say_fate_count(prose, WZ_SAY_OPEN_PERIODS, counts[OPEN]);
    if (log_open) {
        wz_page_line(&prose->page, 8, 2);
        wz_say(prose, WZ_SAY_LOG_OPEN);
        wz_page_end(&prose->page);
    }
    say_uncounted(prose, counts);
    return i;
}

void wz_text_shortfalls(wz_prose *prose)
{
    for (size_t i = 0; i < prose->regime->shortfall_count;)
        i = say_group(prose, i);
}
