/* Laying down the table. The law is asked through the ordinary engine: one person with a sanction of every kind, all of one
 * day, once for the first and once for the last day of every run of days between two versions. What both answers agree on,
 * and what by the compiled conditions depends on nothing but kind and day, goes into the table; the rest is the engine's. */
#include "screen/table.h"

#include "base/alloc.h"
#include "chain/memory.h"
#include "feel/temporal.h"

#include <stdlib.h>
#include <string.h>

/* Days before the first norm that anybody could know of, and how far back ends by day are reckoned. */
enum { EARLIEST = -200000, RECKONED_YEARS = 30 };

typedef struct {
    wz_screen_table *screen;
    wz_arena *arena; /* the table's */
    wz_arena *scratch;
    wz_assessor *assessor;
    const wz_vocabulary *vocabulary;
    const wz_enumeration *kinds;
    wz_day *borders; /* first days of runs, in order */
    size_t border_count, border_capacity;
    bool failed;
    wz_diag *diag;
} maker;

static const wz_law *law_of(const maker *m)
{
    return m->screen->engine->law;
}

/* ---- what conditions read ---- */

/* The value of a kind, and the day that it took effect: all that the table knows of a sanction. */
static bool is_known(const wz_screen_table *screen, int attribute)
{
    return attribute == screen->kind_attribute || attribute == screen->decided_attribute ||
           attribute == screen->effective_attribute;
}

/* Whether a program reads nothing but a sanction's kind and, where `days`, its days. NULL reads nothing. */
static bool reads_only_known(const maker *m, const feel_program *program, bool days)
{
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    const feel_shape *sanction = &m->vocabulary->entities[WZ_SANCTION].shape;
    for (size_t i = 0; i < count; i++) {
        if (reads[i].input == WZ_IN_SANCTION)
            continue;
        if (reads[i].input >= 0 || reads[i].shape != sanction || !is_known(m->screen, reads[i].member) ||
            (!days && reads[i].member != m->screen->kind_attribute))
            return false;
    }
    return true;
}

static bool is_ban(const wz_network_rule *r)
{
    return r->rule->kind->part == WZ_PART_BAN && r->rule->for_each == WZ_SANCTION;
}

static const wz_network_rule *compiled(const maker *m, const wz_bar *bar)
{
    const wz_network *net = m->screen->engine->networks[bar->rulebook];
    for (size_t r = 0; r < net->rule_count; r++)
        if (net->rules[r].rule == bar->rule)
            return &net->rules[r];
    return NULL;
}

/* Mark every attribute of a sanction that some program reads, with those that its definitions read. */
static void mark_attribute(const maker *m, bool *read, int attribute);

static void mark_program(const maker *m, bool *read, const feel_program *program)
{
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (reads[i].input < 0 && reads[i].shape == &m->vocabulary->entities[WZ_SANCTION].shape)
            mark_attribute(m, read, reads[i].member);
}

static void mark_attribute(const maker *m, bool *read, int attribute)
{
    if (attribute < 0 || read[attribute])
        return;
    read[attribute] = true;
    const wz_network *net = m->screen->engine->networks[0];
    for (size_t d = 0; d < net->define_count; d++)
        if (net->defines[d].entity == WZ_SANCTION && net->defines[d].attribute == attribute)
            mark_program(m, read, net->defines[d].program);
}

/* Every attribute that can bear on a bar in force. */
static bool *attributes_read(const maker *m)
{
    const wz_entity *entity = &m->vocabulary->entities[WZ_SANCTION];
    bool *read = wz_arena_array(m->scratch, entity->count + 1, sizeof *read);
    const wz_law *law = law_of(m);
    for (size_t b = 0; read && b < law->rulebook_count; b++) {
        const wz_network *net = m->screen->engine->networks[b];
        for (size_t r = 0; law->rulebooks[b]->status != WZ_DRAFT && r < net->rule_count; r++) {
            if (!is_ban(&net->rules[r]))
                continue;
            mark_program(m, read, net->rules[r].when);
            mark_program(m, read, net->rules[r].from);
            mark_program(m, read, net->rules[r].to);
            for (size_t v = 0; v < net->rules[r].rule->version_count; v++)
                mark_program(m, read, net->rules[r].versions[v]);
        }
    }
    for (int role = WZ_ROLE_SANCTION_KIND; read && role <= WZ_ROLE_SANCTION_WITHDRAWN; role++)
        if (role != WZ_ROLE_SANCTION_MATTER)
            mark_attribute(m, read, entity->by_role[role]);
    return read;
}

/* ---- runs of days ---- */

static void add_border(maker *m, bool has, wz_day day)
{
    if (!has)
        return;
    wz_day *grown = wz_arena_grow(m->arena, m->borders, m->border_count, &m->border_capacity, sizeof *grown);
    m->failed |= !grown;
    if (grown) {
        m->borders = grown;
        m->borders[m->border_count++] = day;
    }
}

static void add_period(maker *m, wz_period period)
{
    add_border(m, period.has_from, period.from);
    add_border(m, period.has_to, period.to + 1);
}

static int by_day(const void *a, const void *b)
{
    wz_day x = *(const wz_day *)a, y = *(const wz_day *)b;
    return (x > y) - (x < y);
}

/* First days of the runs: wherever a rulebook, a ban or a version of one begins or has ended. */
static void find_borders(maker *m)
{
    const wz_law *law = law_of(m);
    add_border(m, true, EARLIEST);
    for (size_t b = 0; b < law->rulebook_count; b++) {
        add_period(m, law->rulebooks[b]->force);
        for (size_t r = 0; r < law->rulebooks[b]->rule_count; r++) {
            const wz_rule *rule = &law->rulebooks[b]->rules[r];
            if (rule->kind->part != WZ_PART_BAN)
                continue;
            add_period(m, rule->force);
            for (size_t v = 0; v < rule->version_count; v++)
                add_period(m, rule->versions[v].force);
        }
    }
    if (m->failed)
        return;
    qsort(m->borders, m->border_count, sizeof *m->borders, by_day);
    size_t kept = 0;
    for (size_t i = 0; i < m->border_count; i++)
        if (m->borders[i] <= m->screen->options.ask.on && (kept == 0 || m->borders[i] != m->borders[kept - 1]))
            m->borders[kept++] = m->borders[i];
    m->border_count = kept;
}

/* ---- asking the law ---- */

/* A record with one sanction of each kind, perhaps with one more value stated; all of one day. NULL when memory is short. */
static const wz_person_record *of_each_kind(maker *m, wz_day day, int extra, const char *extra_value)
{
    const wz_screen_table *s = m->screen;
    wz_person_record *record = wz_arena_alloc(m->scratch, sizeof *record);
    size_t count = m->kinds->count;
    wz_record_sanction *sanctions = wz_arena_array(m->scratch, count, sizeof *sanctions);
    wz_record_value *values = wz_arena_array(m->scratch, 3 * count, sizeof *values);
    char *text = wz_arena_alloc(m->scratch, WZ_DAY_TEXT);
    if (!record || !sanctions || !values || !text)
        return NULL;
    wz_day_format(day, text);
    for (size_t k = 0; k < count; k++) {
        wz_record_value *v = &values[3 * k];
        v[0] = (wz_record_value){.attribute = s->kind_attribute, .text = m->kinds->values[k].id};
        v[1] = (wz_record_value){.attribute = s->effective_attribute, .text = text};
        v[2] = (wz_record_value){.attribute = extra, .text = extra_value};
        sanctions[k].item =
            (wz_record_item){.id = wz_arena_printf(m->scratch, "%zu", k), .values = v, .count = extra_value ? 3 : 2};
    }
    *record = (wz_person_record){.person_id = "#", .sanctions = sanctions, .sanction_count = count};
    return record;
}

/* The bars of such a record, vetoes apart. */
static int ask_law(maker *m, wz_bars *out, wz_day day, int extra, const char *extra_value)
{
    const wz_screen_table *s = m->screen;
    const wz_person_record *record = of_each_kind(m, day, extra, extra_value);
    wz_record_asked asked = {.jurisdiction = s->options.jurisdiction, .on = s->options.ask.on};
    wz_case *subject = record ? wz_case_of_record(m->scratch, m->vocabulary, record, &asked) : NULL;
    wz_assess_options options = {.has_as_of = true,
                                 .as_of = s->options.ask.on,
                                 .regimes = s->options.regimes,
                                 .regime_count = s->options.regime_count};
    return subject ? wz_bars_read(out, m->scratch, m->assessor, subject, subject->persons, &options, WZ_VETOES_NONE,
                                  m->diag)
                   : WZ_ENOMEM;
}

static uint64_t asked_steps(const wz_screen_table *screen, uint64_t frame_steps)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < screen->options.step_count; i++)
        bits |= (frame_steps >> screen->options.steps[i] & 1) << i;
    return bits;
}

static bool counts(const wz_screen_table *screen, const wz_bar *bar)
{
    return !bar->hypothetical && asked_steps(screen, bar->steps) != 0;
}

static bool is_of_kind(const wz_bar *bar, size_t kind)
{
    return bar->sanction && strtoul(bar->sanction, NULL, 10) == kind;
}

/* The next bar of a kind on the steps asked about, from *at on; NULL behind the last. */
static const wz_bar *next_of_kind(const wz_screen_table *screen, const wz_bars *bars, size_t kind, size_t *at)
{
    while (*at < bars->count) {
        const wz_bar *bar = &bars->bars[(*at)++];
        if (counts(screen, bar) && is_of_kind(bar, kind))
            return bar;
    }
    return NULL;
}

/* Whether a kind's bars are the same by rule, version and truth on two days. */
static bool agree(const wz_screen_table *screen, const wz_bars *a, const wz_bars *b, size_t kind)
{
    size_t i = 0, k = 0;
    for (;;) {
        const wz_bar *x = next_of_kind(screen, a, kind, &i), *y = next_of_kind(screen, b, kind, &k);
        if (!x || !y)
            return !x && !y;
        bool same_end = x->lasts && y->lasts ? strcmp(x->lasts, y->lasts) == 0 : x->lasts == y->lasts;
        if (x->rule != y->rule || x->version != y->version || x->truth != y->truth || x->why != y->why ||
            x->steps != y->steps || !same_end)
            return false;
    }
}

/* ---- one bar ---- */

/* Last days for every effective day of a piece, by the law's own expression. */
static const int32_t *ends_by_day(maker *m, const wz_network *net, const feel_program *to, wz_day first, wz_day last)
{
    size_t count = (size_t)(last - first + 1);
    int32_t *ends = wz_arena_array(m->arena, count, sizeof *ends);
    wz_memory *memory = wz_memory_new(net);
    wz_census census = {.count = {1, 1, 0, 0, 0}};
    bool good = ends && memory && wz_memory_begin(memory, &census) == WZ_OK;
    wz_row *row = good ? wz_memory_spare_row(memory, WZ_SANCTION) : NULL;
    for (size_t i = 0; row && i < count; i++) {
        row->cells[m->screen->effective_attribute] = feel_date(first + (wz_day)i);
        feel_value end = wz_memory_evaluate(memory, to, row);
        good &= end.tag == FEEL_DATE && end.as.integer > INT32_MIN && end.as.integer < INT32_MAX;
        ends[i] = good ? (int32_t)end.as.integer : 0;
    }
    wz_memory_free(memory);
    return good && row ? ends : NULL;
}

static const feel_program *end_program(const wz_network_rule *r, const wz_bar *bar)
{
    for (size_t v = 0; bar->version && v < r->rule->version_count; v++)
        if (&r->rule->versions[v] == bar->version && r->versions[v])
            return r->versions[v];
    return r->to;
}

/* Put a bar, as the law told it for a sanction of this day, into a piece. False where it is the engine's. */
static bool lay_bar(maker *m, wz_table_piece *piece, wz_table_bar *out, const wz_bar *bar, wz_day day)
{
    const wz_network_rule *r = compiled(m, bar);
    if (!r || bar->veto || !reads_only_known(m, r->when, false) || !reads_only_known(m, r->from, true) ||
        !bar->from.has_low || !bar->from.has_high || bar->from.low != day || bar->from.high != day || bar->rescinded)
        return false;
    *out = (wz_table_bar){.rule = bar->rule,
                          .version = bar->version,
                          .steps = asked_steps(m->screen, bar->steps),
                          .certain = bar->truth == WZ_TRUE && bar->why != WZ_WHY_EXPELLED,
                          .why = bar->why,
                          .end = WZ_END_UNKNOWN};
    if (bar->why == WZ_WHY_EXPELLED || bar->why == WZ_WHY_NO_VERSION)
        return !bar->last.has_high;
    if (bar->why != WZ_WHY_NONE)
        return false;
    if (bar->lasts) {
        feel_value duration = feel_parse_duration(m->scratch, bar->lasts, strlen(bar->lasts));
        out->end = WZ_END_LASTS;
        out->in_months = duration.tag == FEEL_YEARS_MONTHS;
        out->length = out->in_months ? duration.as.integer : duration.as.integer / 86400;
        return out->in_months || duration.tag == FEEL_DAYS_TIME;
    }
    const feel_program *to = end_program(r, bar);
    if (!to || !reads_only_known(m, to, true))
        return false;
    out->end = WZ_END_BY_DAY;
    out->ends = ends_by_day(m, m->screen->engine->networks[bar->rulebook], to, piece->reckoned_from, piece->last);
    return out->ends != NULL;
}

static void lay_piece(maker *m, wz_table_piece *piece, const wz_bars *first, const wz_bars *last, size_t kind)
{
    wz_table_bar *bars = wz_arena_array(m->arena, first->count + 1, sizeof *bars);
    m->failed |= !bars;
    piece->bars = bars;
    piece->by_engine = !agree(m->screen, first, last, kind);
    size_t at = 0;
    const wz_bar *bar;
    while (bars && !piece->by_engine && (bar = next_of_kind(m->screen, last, kind, &at)) != NULL)
        if (lay_bar(m, piece, &bars[piece->count], bar, piece->last))
            piece->count++;
        else
            piece->by_engine = true;
}

/* ---- pieces ---- */

static wz_day reckoned_from(const maker *m, wz_day first)
{
    wz_day earliest = wz_day_add_months(m->screen->options.ask.on, -12 * RECKONED_YEARS);
    return first > earliest ? first : earliest;
}

static int lay_pieces(maker *m)
{
    wz_screen_table *s = m->screen;
    size_t runs = m->border_count;
    wz_table_piece **pieces = wz_arena_array(m->arena, s->kind_count + 1, sizeof *pieces);
    size_t *piece_counts = wz_arena_array(m->arena, s->kind_count + 1, sizeof *piece_counts);
    for (size_t k = 0; pieces && piece_counts && k < s->kind_count; k++) {
        pieces[k] = wz_arena_array(m->arena, runs + 1, sizeof **pieces);
        m->failed |= !pieces[k];
    }
    if (!pieces || !piece_counts || m->failed)
        return WZ_ENOMEM;
    s->pieces = (const wz_table_piece *const *)pieces;
    s->piece_counts = piece_counts;
    for (size_t i = 0; i < runs; i++) {
        wz_day first = m->borders[i], last = i + 1 < runs ? m->borders[i + 1] - 1 : s->options.ask.on;
        wz_bars at_first, at_last;
        int code = ask_law(m, &at_first, first, 0, NULL);
        if (code == WZ_OK)
            code = ask_law(m, &at_last, last, 0, NULL);
        if (code != WZ_OK)
            return code;
        for (size_t k = 0; k < s->kind_count; k++) {
            wz_table_piece *piece = &pieces[k][piece_counts[k]++];
            *piece = (wz_table_piece){.first = first, .last = last, .reckoned_from = reckoned_from(m, first)};
            lay_piece(m, piece, &at_first, &at_last, k);
        }
        wz_arena_reset(m->scratch);
    }
    return m->failed ? WZ_ENOMEM : WZ_OK;
}

const wz_table_piece *wz_table_piece_for(const wz_screen_table *screen, size_t kind, wz_day day)
{
    size_t i = screen->piece_counts[kind] - 1;
    while (i > 0 && day < screen->pieces[kind][i].first)
        i--;
    return &screen->pieces[kind][i];
}

bool wz_table_end(const wz_table_piece *piece, const wz_table_bar *bar, wz_day day, wz_day *last)
{
    if (bar->end == WZ_END_UNKNOWN)
        return false;
    if (bar->end == WZ_END_BY_DAY)
        *last = bar->ends[day - piece->reckoned_from];
    else
        *last = bar->in_months ? wz_day_add_months(day, bar->length) : day + bar->length;
    return true;
}

/* ---- lines: kind and step ---- */

/* What a sanction of this kind that took effect on a day means for a step on the day asked. */
static uint8_t state_on(const wz_screen_table *s, const wz_table_piece *piece, size_t step, wz_day day)
{
    uint8_t state = WZ_DAY_FREE;
    if (piece->by_engine)
        return WZ_DAY_ENGINE;
    for (size_t i = 0; i < piece->count; i++) {
        const wz_table_bar *bar = &piece->bars[i];
        wz_day last;
        if (!(bar->steps >> step & 1))
            continue;
        if (bar->end == WZ_END_BY_DAY && day < piece->reckoned_from)
            return WZ_DAY_ENGINE;
        bool ends = wz_table_end(piece, bar, day, &last);
        if (ends && last < s->options.ask.on)
            continue;
        uint8_t found = bar->certain && ends ? WZ_DAY_BARRED : WZ_DAY_PERHAPS;
        state = found > state ? found : state;
    }
    return state;
}

typedef struct {
    wz_day days[4 * WZ_SEGMENTS];
    size_t count;
    bool full;
} day_list;

static void add_day(day_list *list, wz_day day)
{
    if (list->count == sizeof list->days / sizeof *list->days)
        list->full = true;
    else
        list->days[list->count++] = day;
}

/* The days of a piece on which a bar's state may change: where its end first reaches the day asked. */
static void add_changes(const wz_screen_table *s, const wz_table_piece *piece, const wz_table_bar *bar, day_list *out)
{
    wz_day on = s->options.ask.on;
    if (bar->end == WZ_END_LASTS) {
        enum { AROUND = 4 };
        wz_day near = bar->in_months ? wz_day_add_months(on, -bar->length) : on - bar->length;
        for (wz_day day = near - AROUND; day <= near + AROUND; day++)
            if (day > piece->first && day <= piece->last)
                add_day(out, day);
    } else if (bar->end == WZ_END_BY_DAY) {
        add_day(out, piece->reckoned_from);
        for (wz_day day = piece->reckoned_from + 1; day <= piece->last; day++) {
            int32_t before = bar->ends[day - 1 - piece->reckoned_from], now = bar->ends[day - piece->reckoned_from];
            if ((before < on) != (now < on))
                add_day(out, day);
        }
    }
}

static bool add_segment(wz_table_line *line, wz_day day, uint8_t state, size_t piece)
{
    if (line->count > 0 && line->state[line->count - 1] == state)
        return true;
    if (line->count == WZ_SEGMENTS || piece > UINT8_MAX)
        return false;
    line->start[line->count] = line->count == 0 ? INT32_MIN : (int32_t)day;
    line->piece[line->count] = (uint8_t)piece;
    line->state[line->count++] = state;
    return true;
}

static void lay_line(const wz_screen_table *s, wz_table_line *line, size_t kind, size_t step)
{
    bool good = true;
    for (size_t p = 0; good && p < s->piece_counts[kind]; p++) {
        const wz_table_piece *piece = &s->pieces[kind][p];
        day_list changes = {.count = 0};
        add_day(&changes, piece->first);
        for (size_t i = 0; !piece->by_engine && i < piece->count; i++)
            if (piece->bars[i].steps >> step & 1)
                add_changes(s, piece, &piece->bars[i], &changes);
        good = !changes.full;
        qsort(changes.days, changes.count, sizeof *changes.days, by_day);
        for (size_t i = 0; good && i < changes.count; i++)
            good = add_segment(line, changes.days[i], state_on(s, piece, step, changes.days[i]), p);
    }
    if (!good) {
        line->count = 0;
        add_segment(line, 0, WZ_DAY_ENGINE, 0);
    }
}

static int lay_lines(maker *m)
{
    wz_screen_table *s = m->screen;
    wz_table_line *lines = wz_arena_array(m->arena, s->kind_count * s->options.step_count + 1, sizeof *lines);
    s->brief = true;
    for (size_t k = 0; lines && k < s->kind_count; k++)
        for (size_t i = 0; i < s->options.step_count; i++) {
            wz_table_line *line = &lines[k * s->options.step_count + i];
            lay_line(s, line, k, i);
            for (size_t n = line->count; n < WZ_SEGMENTS; n++)
                line->start[n] = INT32_MAX;
            s->brief &= line->count <= WZ_BRIEF;
        }
    s->lines = lines;
    return lines ? WZ_OK : WZ_ENOMEM;
}

/* ---- what else may be stated of a sanction ---- */

static bool same_bars(const wz_screen_table *screen, const wz_bars *a, const wz_bars *b, size_t kinds)
{
    for (size_t k = 0; k < kinds; k++)
        if (!agree(screen, a, b, k))
            return false;
    size_t i = 0;
    for (; i < a->count && i < b->count; i++) {
        const wz_day_range *x = &a->bars[i].last, *y = &b->bars[i].last;
        if (x->has_low != y->has_low || x->has_high != y->has_high || x->low != y->low || x->high != y->high)
            return false;
    }
    return a->count == b->count;
}

/* An enumeration's values are tried one by one on the day asked; one that changes no bar there changes none on another day,
 * since conditions of the table read no such attribute. */
static int try_values(maker *m, wz_table_effect *effect, int attribute)
{
    const wz_attribute *a = &m->vocabulary->entities[WZ_SANCTION].attributes[attribute];
    const wz_enumeration *values = a->enumeration ? wz_enumeration_find(m->vocabulary, a->enumeration) : NULL;
    bool *changes = values ? wz_arena_array(m->arena, values->count + 1, sizeof *changes) : NULL;
    effect->kind = WZ_EFFECT_ENGINE;
    wz_bars plain, with;
    if (!changes || a->many)
        return values && !changes ? WZ_ENOMEM : WZ_OK;
    int code = ask_law(m, &plain, m->screen->options.ask.on, 0, NULL);
    for (size_t i = 0; code == WZ_OK && i < values->count; i++) {
        code = ask_law(m, &with, m->screen->options.ask.on, attribute, values->values[i].id);
        changes[i] = code != WZ_OK || !same_bars(m->screen, &plain, &with, m->screen->kind_count);
    }
    effect->kind = WZ_EFFECT_BY_VALUE;
    effect->changes = changes;
    return code;
}

static int find_effects(maker *m)
{
    const wz_entity *entity = &m->vocabulary->entities[WZ_SANCTION];
    wz_arena_reset(m->scratch);
    const bool *read = attributes_read(m);
    wz_table_effect *effects = wz_arena_array(m->arena, entity->count + 1, sizeof *effects);
    int code = read && effects ? WZ_OK : WZ_ENOMEM;
    for (size_t a = 0; code == WZ_OK && a < entity->count; a++)
        if (read[a] && !is_known(m->screen, (int)a))
            code = try_values(m, &effects[a], (int)a);
    m->screen->effects = effects;
    return code;
}

/* ---- what starts the time of a veto ---- */

/* Every attribute but the matter that the starts of vetoes read. */
static bool *read_by_starts(const maker *m)
{
    const wz_entity *entity = &m->vocabulary->entities[WZ_SANCTION];
    bool *read = wz_arena_array(m->arena, entity->count + 1, sizeof *read);
    const wz_law *law = law_of(m);
    for (size_t b = 0; read && b < law->rulebook_count; b++)
        for (size_t r = 0; r < m->screen->engine->networks[b]->rule_count; r++)
            mark_program(m, read, m->screen->engine->networks[b]->rules[r].starts);
    if (read && entity->by_role[WZ_ROLE_SANCTION_MATTER] >= 0)
        read[entity->by_role[WZ_ROLE_SANCTION_MATTER]] = false;
    return read;
}

/* Whether the matter is enough: a veto of any regulation starts where nothing else that its start reads is stated. */
static int try_the_matter_alone(maker *m)
{
    const wz_law *law = law_of(m);
    int matter = m->vocabulary->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_MATTER];
    wz_day on = m->screen->options.ask.on;
    const char **all = wz_arena_array(m->scratch, law->rulebook_count + 1, sizeof *all);
    const wz_person_record *record = of_each_kind(m, on, matter, "#matter");
    wz_record_asked asked = {.on = on, .incident = "#matter"};
    wz_case *subject = record ? wz_case_of_record(m->scratch, m->vocabulary, record, &asked) : NULL;
    if (!all || !subject)
        return WZ_ENOMEM;
    for (size_t b = 0; b < law->rulebook_count; b++)
        all[b] = law->rulebooks[b]->id;
    wz_assess_options options = {.has_as_of = true, .as_of = on, .regimes = all, .regime_count = law->rulebook_count};
    wz_bars bars;
    int code =
        wz_bars_read(&bars, m->scratch, m->assessor, subject, subject->persons, &options, WZ_VETOES_STARTED, m->diag);
    for (size_t i = 0; code == WZ_OK && i < bars.count; i++)
        m->screen->always_starts |= bars.bars[i].veto;
    return code;
}

static int find_starts(maker *m)
{
    m->screen->starts = read_by_starts(m);
    return !m->screen->starts                                                          ? WZ_ENOMEM
           : m->vocabulary->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_MATTER] < 0 ? WZ_OK
                                                                                       : try_the_matter_alone(m);
}

/* ---- the whole ---- */

/* Bans of a regulation's own can bear on some people and not on others: then everybody is the engine's. */
static bool has_own_bans(const wz_law *law)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        for (size_t r = 0; law->rulebooks[b]->status != WZ_DRAFT && r < law->rulebooks[b]->rule_count; r++)
            if (law->rulebooks[b]->rules[r].kind->part == WZ_PART_BAN && !law->rulebooks[b]->rules[r].shared)
                return true;
    return false;
}

static int make(maker *m)
{
    wz_screen_table *s = m->screen;
    const wz_entity *entity = &m->vocabulary->entities[WZ_SANCTION];
    s->kind_attribute = entity->by_role[WZ_ROLE_SANCTION_KIND];
    s->decided_attribute = entity->by_role[WZ_ROLE_SANCTION_DECIDED];
    s->effective_attribute = entity->by_role[WZ_ROLE_SANCTION_EFFECTIVE];
    const char *kinds = s->kind_attribute < 0 ? NULL : entity->attributes[s->kind_attribute].enumeration;
    m->kinds = kinds ? wz_enumeration_find(m->vocabulary, kinds) : NULL;
    s->by_engine = s->options.always_engine || !m->kinds || s->effective_attribute < 0 || s->decided_attribute < 0 ||
                   s->options.ask.on <= EARLIEST || s->options.ask.on > -10 * EARLIEST || has_own_bans(law_of(m));
    if (s->by_engine)
        return WZ_OK;
    s->kind_count = m->kinds->count;
    find_borders(m);
    int code = m->failed ? WZ_ENOMEM : lay_pieces(m);
    if (code == WZ_OK)
        code = lay_lines(m);
    if (code == WZ_OK)
        code = find_effects(m);
    return code == WZ_OK ? find_starts(m) : code;
}

int wz_screen_table_new(wz_screen_table **out, const wz_engine *engine, const wz_screen_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_screen_table *screen = arena ? wz_arena_alloc(arena, sizeof *screen) : NULL;
    maker m = {.screen = screen,
               .arena = arena,
               .scratch = wz_arena_new(),
               .assessor = wz_assessor_new(engine),
               .vocabulary = engine->law->vocabulary,
               .diag = diag};
    int code = WZ_ENOMEM;
    if (screen && m.scratch && m.assessor) {
        *screen = (wz_screen_table){.arena = arena, .engine = engine, .options = *options};
        code = make(&m);
    }
    wz_arena_free(m.scratch);
    wz_assessor_free(m.assessor);
    if (code == WZ_OK)
        *out = screen;
    else
        wz_arena_free(arena);
    return code;
}

void wz_screen_table_free(wz_screen_table *screen)
{
    if (screen)
        wz_arena_free(screen->arena);
}
