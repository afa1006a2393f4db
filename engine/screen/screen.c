/* Answering by the table, and by the ordinary engine what the table does not hold. The table's answer is the engine's by
 * construction of its parts: days on which the day asked is certainly barred, possibly barred or free, and for the barred the
 * earliest and the latest end (see assess/eligibility.c, whose unions these are where every sanction took effect by the day
 * asked: runs of barred days that hold it all overlap, and the latest end of any is the end of their union). */
#include "screen/table.h"

#include "base/alloc.h"

#include <string.h>

struct wz_screener {
    const wz_screen_table *screen;
    wz_assessor *assessor; /* made when first needed */
    wz_arena *arena;
    size_t by_engine;
};

wz_screener *wz_screener_new(const wz_screen_table *screen)
{
    wz_screener *s = wz_calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->screen = screen;
    s->arena = wz_arena_new();
    if (!s->arena) {
        wz_free(s);
        return NULL;
    }
    return s;
}

void wz_screener_free(wz_screener *screener)
{
    if (!screener)
        return;
    wz_assessor_free(screener->assessor);
    wz_arena_free(screener->arena);
    wz_free(screener);
}

size_t wz_screener_by_engine(const wz_screener *screener)
{
    return screener->by_engine;
}

/* ---- what the record declares ---- */

static wz_ask ask_of(const wz_screen_table *screen, const wz_person_record *record)
{
    wz_ask ask = screen->options.ask;
    const wz_record_complete *own = &record->complete;
    if (record->returns)
        ask.has_complete_to = false;
    else if (own->stated && (!ask.has_complete_to || own->to > ask.complete_to)) {
        ask.has_complete_to = true;
        ask.complete_to = own->to;
    }
    return ask;
}

/* ---- by the engine ---- */

static int answer_by_engine(wz_screener *s, const wz_person_record *record, wz_screen_answer *answers, wz_diag *diag)
{
    const wz_screen_table *screen = s->screen;
    wz_ask ask = ask_of(screen, record);
    wz_record_asked asked = {.jurisdiction = screen->options.jurisdiction,
                             .on = ask.on,
                             .has_complete_to = ask.has_complete_to,
                             .complete_to = ask.complete_to};
    wz_assess_options options = {.has_as_of = true,
                                 .as_of = ask.on,
                                 .regimes = screen->options.regimes,
                                 .regime_count = screen->options.regime_count};
    const wz_record_subject *subjects = NULL;
    size_t count = 0;
    wz_bars bars;
    bool places = screen->options.jurisdiction || screen->options.regime_count > 0;
    s->by_engine++;
    if (!s->assessor && !(s->assessor = wz_assessor_new(screen->engine)))
        return WZ_ENOMEM;
    int code =
        wz_record_subjects(&subjects, &count, s->arena, screen->engine->law->vocabulary, record, &asked, places, diag);
    if (code == WZ_OK)
        code = wz_bars_of_subjects(&bars, s->arena, s->assessor, subjects, count, &options, diag);
    for (size_t i = 0; code == WZ_OK && i < screen->options.step_count; i++) {
        wz_verdict verdict;
        if (!wz_verdict_on(&verdict, s->arena, &bars, screen->options.steps[i], &ask, false))
            return WZ_ENOMEM;
        answers[i] = (wz_screen_answer){.answer = verdict.answer,
                                        .why = verdict.why,
                                        .last_barred_day = verdict.last_barred_day,
                                        .deciding = verdict.deciding ? verdict.deciding->rule : NULL,
                                        .version = verdict.deciding ? verdict.deciding->version : NULL};
    }
    return code;
}

/* ---- by the table ---- */

/* The days on which a sanction may have taken effect; false where the table cannot tell. */
static bool effective_days(const wz_screen_table *screen, const wz_record_sanction *s, wz_day *first, wz_day *last)
{
    const wz_record_day *day = s->effective.stated ? &s->effective : &s->decided;
    *first = day->first;
    *last = day->last;
    return day->stated && day->last <= screen->options.ask.on && day->first > INT32_MIN;
}

/* Whether what else is stated of a sanction leaves its bars as they are. */
static bool is_plain(const wz_screen_table *screen, const wz_record_sanction *s)
{
    const wz_vocabulary *v = screen->engine->law->vocabulary;
    if (s->rescinded.stated)
        return false;
    for (size_t i = 0; i < s->item.count; i++) {
        const wz_record_value *value = &s->item.values[i];
        const wz_table_effect *effect = &screen->effects[value->attribute];
        if (effect->kind == WZ_EFFECT_NONE)
            continue;
        if (effect->kind == WZ_EFFECT_ENGINE || value->null)
            return false;
        const wz_attribute *a = &v->entities[WZ_SANCTION].attributes[value->attribute];
        const wz_enumeration *values = wz_enumeration_find(v, a->enumeration);
        const wz_value_label *found = values ? wz_enumeration_value(values, value->text) : NULL;
        if (!found || effect->changes[found - values->values])
            return false;
    }
    return true;
}

/* Whether a sanction may start the time of a veto in its matter, be that stated or not. */
static bool may_start(const wz_screen_table *screen, const wz_record_sanction *s)
{
    if (screen->always_starts || (s->matter && *s->matter))
        return true;
    for (size_t i = 0; i < s->item.count; i++)
        if (screen->starts[s->item.values[i].attribute])
            return true;
    return false;
}

/* Whether a matter makes a veto possible, so that the engine must be asked. */
static bool has_matter(const wz_screen_table *screen, const wz_person_record *record)
{
    bool places = screen->options.jurisdiction || screen->options.regime_count > 0 || record->post_count > 0;
    if (!places)
        return false;
    if (record->matter_count > 0)
        return true;
    for (size_t i = 0; i < record->sanction_count; i++)
        if (may_start(screen, &record->sanctions[i]))
            return true;
    return false;
}

/* What the bars read so far say of one step on the day asked. */
typedef struct {
    bool barred;
    wz_day least; /* barred: the earliest end that is sure */
    bool perhaps, endless;
    wz_day most; /* the latest end that is possible, unless endless */
    wz_why why;  /* the weightiest among bars that only may stand */
    const wz_table_bar *turns_on;
    const wz_table_bar *deciding; /* barred: of the bars that surely are, the one that ends last */
    bool deciding_endless;
    wz_day deciding_end;
} tally;

static bool comes_before(const wz_table_bar *a, const wz_table_bar *b)
{
    return strcmp(a->rule->id, b->rule->id) < 0;
}

static void count_deciding(tally *t, const wz_table_bar *bar, bool ends, wz_day end)
{
    bool later =
        !t->deciding || (!ends && !t->deciding_endless) || (ends && !t->deciding_endless && end > t->deciding_end);
    bool even = t->deciding && t->deciding_endless == !ends && (!ends || end == t->deciding_end);
    if (!later && !(even && comes_before(bar, t->deciding)))
        return;
    t->deciding = bar;
    t->deciding_endless = !ends;
    t->deciding_end = end;
}

/* One bar over a sanction that took effect on first..last (all within one piece). */
static void count_bar(const wz_screen_table *screen, tally *t, const wz_table_piece *piece, const wz_table_bar *bar,
                      wz_day first, wz_day last)
{
    wz_day on = screen->options.ask.on, end_first = 0, end_last = 0;
    bool ends = wz_table_end(piece, bar, first, &end_first) && wz_table_end(piece, bar, last, &end_last);
    if (ends && end_last < on)
        return;
    t->endless |= !ends;
    if (ends && end_last > t->most)
        t->most = end_last;
    bool certain = bar->certain && ends && end_first >= on;
    if (bar->certain)
        count_deciding(t, bar, ends, end_last);
    if (certain) {
        t->least = !t->barred || end_first > t->least ? end_first : t->least;
        t->barred = true;
        return;
    }
    wz_why why = bar->why != WZ_WHY_NONE ? bar->why : WZ_WHY_DAYS_UNKNOWN;
    if (!t->perhaps || why < t->why || (why == t->why && comes_before(bar, t->turns_on))) {
        t->why = why;
        t->turns_on = bar;
    }
    t->perhaps = true;
}

static wz_screen_answer conclude(const tally *t, const wz_ask *ask)
{
    if (t->barred)
        return (wz_screen_answer){.answer = WZ_BARRED,
                                  .last_barred_day = {true, !t->endless, t->least, t->endless ? 0 : t->most},
                                  .deciding = t->deciding ? t->deciding->rule : NULL,
                                  .version = t->deciding ? t->deciding->version : NULL};
    if (t->perhaps)
        return (wz_screen_answer){
            .answer = WZ_UNDETERMINED, .why = t->why, .deciding = t->turns_on->rule, .version = t->turns_on->version};
    if (wz_complete_enough(ask))
        return (wz_screen_answer){.answer = WZ_ELIGIBLE};
    return (wz_screen_answer){.answer = WZ_UNDETERMINED, .why = WZ_WHY_NOTHING_RECORDED};
}

/* An end that the law reckons from the day itself is the engine's where that day is not known exactly. */
static bool ends_by_day(const wz_table_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++)
        if (piece->bars[i].end == WZ_END_BY_DAY)
            return true;
    return false;
}

/* Whether the table holds all that bears on the record, for every step asked about. */
static bool table_holds(const wz_screen_table *screen, const wz_person_record *record)
{
    if (screen->by_engine || has_matter(screen, record))
        return false;
    for (size_t i = 0; i < record->sanction_count; i++) {
        const wz_record_sanction *s = &record->sanctions[i];
        wz_day first, last;
        if (s->kind < 0 || (size_t)s->kind >= screen->kind_count || !effective_days(screen, s, &first, &last) ||
            !is_plain(screen, s))
            return false;
        const wz_table_piece *piece = first < last ? wz_table_piece_for(screen, (size_t)s->kind, first) : NULL;
        if (piece && (piece->by_engine || last > piece->last || ends_by_day(piece)))
            return false; /* where the day is known, the lines say all of this */
        for (size_t k = 0; k < screen->options.step_count; k++)
            if (wz_table_state(&screen->lines[(size_t)s->kind * screen->options.step_count + k], (int32_t)first) ==
                WZ_DAY_ENGINE)
                return false;
    }
    return true;
}

static void answer_by_table(const wz_screen_table *screen, const wz_person_record *record, wz_screen_answer *answers)
{
    wz_ask ask = ask_of(screen, record);
    for (size_t k = 0; k < screen->options.step_count; k++) {
        tally t = {.most = INT64_MIN};
        for (size_t i = 0; i < record->sanction_count; i++) {
            const wz_record_sanction *s = &record->sanctions[i];
            wz_day first, last;
            if (!effective_days(screen, s, &first, &last))
                continue;
            const wz_table_line *line = &screen->lines[(size_t)s->kind * screen->options.step_count + k];
            if (first == last && wz_table_state(line, (int32_t)first) == WZ_DAY_FREE)
                continue;
            const wz_table_piece *piece = wz_table_piece_for(screen, (size_t)s->kind, first);
            for (size_t b = 0; b < piece->count; b++)
                if (piece->bars[b].steps >> k & 1)
                    count_bar(screen, &t, piece, &piece->bars[b], first, last);
        }
        answers[k] = conclude(&t, &ask);
    }
}

bool wz_screen_record_by_table(const wz_screener *screener, const wz_person_record *record, wz_screen_answer *answers)
{
    if (!table_holds(screener->screen, record))
        return false;
    answer_by_table(screener->screen, record, answers);
    return true;
}

int wz_screen_record(wz_screener *screener, const wz_person_record *record, wz_screen_answer *answers, wz_diag *diag)
{
    if (wz_screen_record_by_table(screener, record, answers))
        return WZ_OK;
    wz_arena_reset(screener->arena);
    int code = answer_by_engine(screener, record, answers, diag);
    return code == WZ_OK && wz_arena_failed(screener->arena) ? WZ_ENOMEM : code;
}

/* ---- rows in memory ---- */

/* The latest end of a piece's bars for a day; false where one has no known end. Of bars that last so many months the longest
 * is enough. */
static bool latest_end(const wz_table_piece *piece, size_t step, wz_day day, wz_day *latest)
{
    const wz_table_bar *longest = NULL;
    for (size_t b = 0; b < piece->count; b++) {
        const wz_table_bar *bar = &piece->bars[b];
        wz_day end;
        if (!(bar->steps >> step & 1))
            continue;
        if (bar->end == WZ_END_LASTS && bar->in_months) {
            longest = !longest || bar->length > longest->length ? bar : longest;
            continue;
        }
        if (!wz_table_end(piece, bar, day, &end))
            return false;
        *latest = end > *latest ? end : *latest;
    }
    wz_day end = longest ? wz_day_add_months(day, longest->length) : *latest;
    *latest = end > *latest ? end : *latest;
    return true;
}

/* The last barred day over a person's sanctions, one of which surely bars the day asked. Sanctions that are free of it say
 * nothing. */
static int32_t last_day(const wz_screen_table *screen, size_t step, const wz_screen_sanction *items, size_t count)
{
    wz_day latest = INT32_MIN;
    for (size_t i = 0; i < count; i++) {
        const wz_table_line *line = &screen->lines[(size_t)items[i].kind * screen->options.step_count + step];
        unsigned segment = wz_table_segment(line, items[i].day);
        if (line->state[segment] == WZ_DAY_FREE)
            continue;
        const wz_table_piece *piece = &screen->pieces[items[i].kind][line->piece[segment]];
        while (items[i].day > piece->last)
            piece++;
        if (!latest_end(piece, step, items[i].day, &latest))
            return INT32_MAX;
    }
    return latest > INT32_MAX ? INT32_MAX : (int32_t)latest;
}

void wz_screen_rows_answer(const wz_screen_table *screen, size_t step, const wz_screen_rows *rows, uint8_t *answers,
                           int32_t *last_barred_day)
{
    static const uint8_t by_worst[] = {WZ_UNDETERMINED, WZ_UNDETERMINED, WZ_BARRED, WZ_SCREEN_ASK};
    const wz_ask *ask = &screen->options.ask;
    /* Everything that the loop reads stands in locals: bytes that it writes could otherwise be any of it. */
    const wz_day wanted = ask->on < ask->known_on ? ask->on : ask->known_on, on = ask->on;
    const bool all_complete = wz_complete_enough(ask);
    const wz_table_line *lines = screen->lines + step;
    const size_t stride = screen->options.step_count, kinds = screen->kind_count, people = rows->count;
    const wz_screen_sanction *items = rows->items;
    const uint32_t *first = rows->first;
    const int32_t *complete_to = rows->complete_to;
    const bool brief = screen->brief;
    const uint8_t best = screen->by_engine ? WZ_DAY_ENGINE : WZ_DAY_FREE;
    for (size_t i = 0; i < people; i++) {
        uint8_t worst = best;
        for (uint32_t k = first[i]; k < first[i + 1]; k++) {
            int32_t day = items[k].day;
            size_t kind = items[k].kind;
            if (kind >= kinds || day > on) {
                worst = WZ_DAY_ENGINE;
                break;
            }
            const wz_table_line *line = &lines[kind * stride];
            uint8_t state = line->state[brief ? wz_table_brief_segment(line, day) : wz_table_segment(line, day)];
            worst = state > worst ? state : worst;
        }
        bool complete = all_complete || complete_to[i] >= wanted;
        answers[i] = worst == WZ_DAY_FREE && complete ? WZ_ELIGIBLE : by_worst[worst];
        last_barred_day[i] =
            worst == WZ_DAY_BARRED ? last_day(screen, step, items + first[i], first[i + 1] - first[i]) : 0;
    }
}
