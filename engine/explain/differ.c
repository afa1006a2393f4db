/* Lists are walked in step: both stand in one order, so that an item that is not the other's next is missing there or new
 * here. Values are written as text only where they differ. */
#include "explain/differ.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Where differences are noted: what they have in common. */
typedef struct {
    wz_diffs *out;
    wz_diff at;
} noting;

const char *wz_diff_part_name(wz_diff_part part)
{
    static const char *const names[WZ_DIFF_PARTS] = {"person",    "regime",  "outcome",   "finding", "weight",
                                                     "choice",    "measure", "lifetime",  "veto",    "referral",
                                                     "procedure", "ban",     "shortfall", "warning", "contradiction"};
    return names[part];
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void add(noting *n, const char *field, const char *before, const char *after)
{
    wz_diffs *out = n->out;
    wz_diff *grown = wz_arena_grow(out->arena, out->items, out->count, &out->capacity, sizeof *grown);
    if (!grown)
        return;
    out->items = grown;
    n->at.field = field;
    n->at.before = before;
    n->at.after = after;
    out->items[out->count++] = n->at;
}

static void text(noting *n, const char *field, const char *before, const char *after)
{
    if (!same(before, after))
        add(n, field, before, after);
}

/* A truth that may be missing where the item is. */
static const char *truth_name(const wz_truth *truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return truth ? names[*truth] : NULL;
}

static const char *known_name(const wz_truth *truth)
{
    return !truth || *truth == WZ_UNKNOWN ? NULL : truth_name(truth);
}

static void truth(noting *n, const char *field, const wz_truth *before, const wz_truth *after)
{
    text(n, field, truth_name(before), truth_name(after));
}

static void yes_no(noting *n, const char *field, const bool *before, const bool *after)
{
    text(n, field, before ? (*before ? "true" : "false") : NULL, after ? (*after ? "true" : "false") : NULL);
}

/* --- texts of values that differ --- */

static const char *joined(wz_arena *arena, wz_strings list)
{
    const char *text = NULL;
    for (size_t i = 0; i < list.count; i++)
        text = text ? wz_arena_printf(arena, "%s %s", text, list.items[i]) : list.items[i];
    return text;
}

static void strings(noting *n, const char *field, wz_strings before, wz_strings after)
{
    bool differ = before.count != after.count;
    for (size_t i = 0; !differ && i < before.count; i++)
        differ = strcmp(before.items[i], after.items[i]) != 0;
    if (differ)
        add(n, field, joined(n->out->arena, before), joined(n->out->arena, after));
}

static bool same_range(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static const char *day_text(wz_arena *arena, bool has, wz_day day)
{
    char text[WZ_DAY_TEXT] = "";
    if (has)
        wz_day_format(day, text);
    return wz_arena_strdup(arena, text);
}

static const char *range_text(wz_arena *arena, wz_day_range range)
{
    if (!range.has_low && !range.has_high)
        return NULL;
    if (range.has_low && range.has_high && range.low == range.high)
        return day_text(arena, true, range.low);
    const char *low = day_text(arena, range.has_low, range.low), *high = day_text(arena, range.has_high, range.high);
    return low && high ? wz_arena_printf(arena, "%s..%s", low, high) : NULL;
}

/* No range stands for an item that is not there. */
static void range(noting *n, const char *field, const wz_day_range *before, const wz_day_range *after)
{
    const wz_day_range none = {0};
    before = before ? before : &none;
    after = after ? after : &none;
    if (!same_range(*before, *after))
        add(n, field, range_text(n->out->arena, *before), range_text(n->out->arena, *after));
}

/* --- lists in step --- */

typedef bool (*same_fn)(const void *a, const void *b);
typedef void (*visit_fn)(noting *n, const void *a, const void *b);

typedef struct {
    const void *items;
    size_t count, element;
} list;

#define LIST(array, number) ((list){(array), (number), sizeof *(array)})

static const void *item(const list *l, size_t i)
{
    return (const char *)l->items + i * l->element;
}

static void in_step(noting *n, list before, list after, same_fn matches, visit_fn visit)
{
    size_t j = 0;
    if (before.items == after.items && before.count == after.count)
        return;
    for (size_t i = 0; i < before.count; i++) {
        size_t k = j;
        while (k < after.count && !matches(item(&before, i), item(&after, k)))
            k++;
        if (k == after.count) {
            visit(n, item(&before, i), NULL);
            continue;
        }
        for (; j < k; j++)
            visit(n, NULL, item(&after, j));
        visit(n, item(&before, i), item(&after, j++));
    }
    for (; j < after.count; j++)
        visit(n, NULL, item(&after, j));
}

/* Rules of two versions of a law are other rules of the same id. */
static bool same_rule(const wz_rule *a, const wz_rule *b)
{
    return a == b || (a && b && strcmp(a->id, b->id) == 0);
}

static void about(noting *n, wz_diff_part part, const wz_rule *rule, const char *item)
{
    n->at.part = part;
    n->at.rule = rule;
    n->at.rule_id = rule ? rule->id : NULL;
    n->at.item = item;
    n->at.entity = WZ_NO_ENTITY;
    n->at.has_period = false;
}

/* --- findings --- */

static bool same_finding(const void *a, const void *b)
{
    const wz_finding *x = a, *y = b;
    return same_rule(x->rule, y->rule) && same(x->bound.id, y->bound.id);
}

static const wz_reading_result *reading_of(const wz_finding *f, const char *id)
{
    for (size_t i = 0; f && i < f->reading_count; i++)
        if (strcmp(f->readings[i].reading->id, id) == 0)
            return &f->readings[i];
    return NULL;
}

static void readings(noting *n, const wz_finding *a, const wz_finding *b)
{
    const wz_finding *all = b ? b : a;
    const char *item = n->at.item;
    for (size_t i = 0; i < all->reading_count; i++) {
        const char *id = all->readings[i].reading->id;
        const wz_reading_result *before = reading_of(a, id), *after = reading_of(b, id);
        n->at.item = id;
        truth(n, "reading", before && before->has_truth_if ? &before->truth_if : NULL,
              after && after->has_truth_if ? &after->truth_if : NULL);
    }
    n->at.item = item;
}

/* A finding that is false and missing on the other side says nothing. */
static void finding(noting *n, const void *before, const void *after)
{
    const wz_finding *a = before, *b = after, *any = b ? b : a;
    assert(any);
    /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) alike byte for byte is the same; the rest is looked at below */
    if (a && b ? memcmp(a, b, sizeof *a) == 0 : any->condition == WZ_FALSE)
        return; /* the same, or nothing */
    about(n, WZ_DIFF_FINDING, any->rule, any->bound.id);
    n->at.entity = any->bound.kind;
    truth(n, "condition", a ? &a->condition : NULL, b ? &b->condition : NULL);
    truth(n, "truth", a ? &a->truth : NULL, b ? &b->truth : NULL);
    strings(n, "defeated_by", a ? a->defeated_by : (wz_strings){0}, b ? b->defeated_by : (wz_strings){0});
    strings(n, "offered_by", a ? a->offered_by : (wz_strings){0}, b ? b->offered_by : (wz_strings){0});
    bool a_contradicted = a && a->contradicted, b_contradicted = b && b->contradicted;
    yes_no(n, "contradicted", &a_contradicted, &b_contradicted);
    if (a && b)
        readings(n, a, b);
}

static bool lists_rule(wz_strings rules, const char *id)
{
    for (size_t i = 0; i < rules.count; i++)
        if (strcmp(rules.items[i], id) == 0)
            return true;
    return false;
}

/* Rules that weigh in one of the two only. */
static void weight(noting *n, const char *field, wz_strings before, wz_strings after)
{
    about(n, WZ_DIFF_WEIGHT, NULL, NULL);
    for (size_t i = 0; i < before.count; i++) {
        n->at.rule_id = before.items[i];
        if (!lists_rule(after, before.items[i]))
            add(n, field, "true", NULL);
    }
    for (size_t i = 0; i < after.count; i++) {
        n->at.rule_id = after.items[i];
        if (!lists_rule(before, after.items[i]))
            add(n, field, NULL, "true");
    }
}

/* --- what follows --- */

static bool same_choice(const void *a, const void *b)
{
    return same_rule(((const wz_choice *)a)->rule, ((const wz_choice *)b)->rule);
}

static void choice(noting *n, wz_diff_part part, const wz_choice *a, const wz_choice *b)
{
    /* cppcheck-suppress nullPointerRedundantCheck ; one of the two is always there */
    about(n, part, b ? b->rule : a->rule, NULL);
    truth(n, "truth", a ? &a->truth : NULL, b ? &b->truth : NULL);
}

static void discretion(noting *n, const void *a, const void *b)
{
    choice(n, WZ_DIFF_CHOICE, a, b);
}

static void referral(noting *n, const void *a, const void *b)
{
    choice(n, WZ_DIFF_REFERRAL, a, b);
}

static void procedure(noting *n, const void *a, const void *b)
{
    choice(n, WZ_DIFF_PROCEDURE, a, b);
}

static bool same_measure(const void *a, const void *b)
{
    const wz_measure_result *x = a, *y = b;
    return same_rule(x->rule, y->rule) && strcmp(x->measure->id, y->measure->id) == 0;
}

static bool same_bars(const wz_measure_result *a, const wz_measure_result *b)
{
    bool equal = a->bar_count == b->bar_count;
    for (size_t i = 0; equal && i < a->bar_count; i++)
        equal = same_rule(a->bars[i].rule, b->bars[i].rule) && same(a->bars[i].lasts, b->bars[i].lasts);
    return equal;
}

static const char *bars_text(wz_arena *arena, const wz_measure_result *m)
{
    const char *text = NULL;
    for (size_t i = 0; i < m->bar_count; i++)
        text = wz_arena_printf(arena, "%s%s%s%s%s", text ? text : "", text ? " " : "", m->bars[i].rule->id,
                               m->bars[i].lasts ? ":" : "", m->bars[i].lasts ? m->bars[i].lasts : "");
    return text;
}

static void measure(noting *n, const void *before, const void *after)
{
    const wz_measure_result *a = before, *b = after, *any = b ? b : a;
    about(n, WZ_DIFF_MEASURE, any->rule, any->measure->id);
    truth(n, "truth", a ? &a->truth : NULL, b ? &b->truth : NULL);
    if (!a || !b)
        return;
    text(n, "available", known_name(&a->available), known_name(&b->available));
    strings(n, "bodies", a->bodies, b->bodies);
    if (!same_bars(a, b))
        add(n, "bars", bars_text(n->out->arena, a), bars_text(n->out->arena, b));
}

static bool same_window(const void *a, const void *b)
{
    return strcmp(((const wz_veto_window *)a)->step->id, ((const wz_veto_window *)b)->step->id) == 0;
}

static void window(noting *n, const void *before, const void *after)
{
    const wz_veto_window *a = before, *b = after;
    n->at.item = (b ? b : a)->step->id;
    text(n, "sanction", a ? a->sanction : NULL, b ? b->sanction : NULL);
    range(n, "from", a ? &a->from : NULL, b ? &b->from : NULL);
    range(n, "last_barred_day", a ? &a->last_barred_day : NULL, b ? &b->last_barred_day : NULL);
}

static void clause(noting *n, wz_diff_part part, const wz_clause *a, const wz_clause *b)
{
    const wz_rule *rule = b && b->rule ? b->rule : a ? a->rule : NULL;
    if (!rule)
        return;
    about(n, part, rule, NULL);
    truth(n, "truth", a && a->rule ? &a->truth : NULL, b && b->rule ? &b->truth : NULL);
    if (part == WZ_DIFF_LIFETIME) {
        text(n, "route", a ? a->route : NULL, b ? b->route : NULL);
        return;
    }
    text(n, "waits_for", a ? a->waits_for : NULL, b ? b->waits_for : NULL);
    in_step(n, a ? LIST(a->windows, a->window_count) : (list){0}, b ? LIST(b->windows, b->window_count) : (list){0},
            same_window, window);
}

static bool same_ban(const void *a, const void *b)
{
    const wz_ban_result *x = a, *y = b;
    return same_rule(x->rule, y->rule) && same(x->sanction, y->sanction);
}

static void ban(noting *n, const void *before, const void *after)
{
    const wz_ban_result *a = before, *b = after, *any = b ? b : a;
    about(n, WZ_DIFF_BAN, any->rule, any->sanction);
    truth(n, "truth", a ? &a->truth : NULL, b ? &b->truth : NULL);
    strings(n, "steps", a ? a->steps : (wz_strings){0}, b ? b->steps : (wz_strings){0});
    range(n, "from", a ? &a->from : NULL, b ? &b->from : NULL);
    range(n, "last_barred_day", a ? &a->last_barred_day : NULL, b ? &b->last_barred_day : NULL);
    range(n, "first_free_day", a ? &a->first_free_day : NULL, b ? &b->first_free_day : NULL);
    text(n, "running", known_name(a ? &a->running : NULL), known_name(b ? &b->running : NULL));
    if (a && b)
        yes_no(n, "verify", &a->verify, &b->verify);
}

static bool same_shortfall(const void *a, const void *b)
{
    const wz_shortfall *x = a, *y = b;
    return same_rule(x->rule, y->rule) && same(x->post, y->post) && x->from == y->from && x->to == y->to;
}

static const char *done_text(wz_arena *arena, const wz_shortfall *s)
{
    return s->has_done_high ? wz_arena_printf(arena, "%lld..%lld", (long long)s->done_low, (long long)s->done_high)
                            : wz_arena_printf(arena, "%lld..", (long long)s->done_low);
}

static const char *count_text(wz_arena *arena, int64_t count)
{
    return count > 0 ? wz_arena_printf(arena, "%lld", (long long)count) : NULL;
}

static void shortfall(noting *n, const void *before, const void *after)
{
    const wz_shortfall *a = before, *b = after, *any = b ? b : a;
    about(n, WZ_DIFF_SHORTFALL, any->rule, any->post);
    n->at.has_period = true;
    n->at.from = any->from;
    n->at.to = any->to;
    truth(n, "truth", a ? &a->truth : NULL, b ? &b->truth : NULL);
    if (!a || !b)
        return;
    wz_arena *arena = n->out->arena;
    if (a->required != b->required)
        add(n, "required", count_text(arena, a->required), count_text(arena, b->required));
    if (a->done_low != b->done_low || a->has_done_high != b->has_done_high ||
        (a->has_done_high && a->done_high != b->done_high))
        add(n, "done", done_text(arena, a), done_text(arena, b));
    text(n, "counts", wz_period_counts_name(a->counts), wz_period_counts_name(b->counts));
    yes_no(n, "log_complete", &a->log_complete, &b->log_complete);
}

static bool same_warning(const void *a, const void *b)
{
    const wz_warning *x = a, *y = b;
    return strcmp(x->id, y->id) == 0 && same(x->rule, y->rule);
}

static void warning(noting *n, const void *before, const void *after)
{
    const wz_warning *a = before, *b = after, *any = b ? b : a;
    if ((a && b) || !any)
        return;
    about(n, WZ_DIFF_WARNING, NULL, any->id);
    n->at.rule_id = any->rule;
    add(n, "warning", a ? "true" : NULL, b ? "true" : NULL);
}

/* --- a regulation, a person, the whole --- */

static void head(noting *n, const wz_regime_result *a, const wz_regime_result *b)
{
    about(n, WZ_DIFF_REGIME, NULL, NULL);
    if (!a || !b)
        add(n, "regime", a ? "true" : NULL, b ? "true" : NULL);
    text(n, "applicability", a ? wz_applicability_name(a->applicability) : NULL,
         b ? wz_applicability_name(b->applicability) : NULL);
    bool flags[] = {a && a->governing, b && b->governing, a && a->baseline, b && b->baseline};
    yes_no(n, "governing", &flags[0], &flags[1]);
    yes_no(n, "baseline", &flags[2], &flags[3]);
    text(n, "post", a ? a->post : NULL, b ? b->post : NULL);
    range(n, "conduct_from", a ? &a->conduct_from : NULL, b ? &b->conduct_from : NULL);
    range(n, "conduct_to", a ? &a->conduct_to : NULL, b ? &b->conduct_to : NULL);
    about(n, WZ_DIFF_OUTCOME, NULL, NULL);
    text(n, "outcome", a ? a->outcome : NULL, b ? b->outcome : NULL);
    strings(n, "possible_outcomes", a ? a->possible_outcomes : (wz_strings){0},
            b ? b->possible_outcomes : (wz_strings){0});
    text(n, "reason", a ? a->reason : NULL, b ? b->reason : NULL);
}

#define BOTH(member, number) \
    a ? LIST(a->member, a->number) : (list){0}, b ? LIST(b->member, b->number) : (list) \
    { \
        0 \
    }

static void consequences(noting *n, const wz_regime_result *a, const wz_regime_result *b)
{
    in_step(n, BOTH(choices, choice_count), same_choice, discretion);
    bool open[] = {a && a->measures_open, b && b->measures_open};
    about(n, WZ_DIFF_MEASURE, NULL, NULL);
    yes_no(n, "measures_open", &open[0], &open[1]);
    in_step(n, BOTH(measures, measure_count), same_measure, measure);
    clause(n, WZ_DIFF_LIFETIME, a ? &a->lifetime : NULL, b ? &b->lifetime : NULL);
    clause(n, WZ_DIFF_VETO, a ? &a->veto : NULL, b ? &b->veto : NULL);
    in_step(n, BOTH(referrals, referral_count), same_choice, referral);
    in_step(n, BOTH(procedure, procedure_count), same_choice, procedure);
    in_step(n, BOTH(bans, ban_count), same_ban, ban);
    in_step(n, BOTH(shortfalls, shortfall_count), same_shortfall, shortfall);
    in_step(n, BOTH(warnings, warning_count), same_warning, warning);
}

void wz_diff_regime(wz_diffs *diffs, const wz_law *law, const char *person, const wz_regime_result *before,
                    const wz_regime_result *after)
{
    const wz_regime_result *a = before, *b = after, *any = b ? b : a;
    assert(any);
    noting n = {.out = diffs, .at = {.person = person, .regime = law->rulebooks[any->rulebook]->id}};
    head(&n, a, b);
    in_step(&n, BOTH(findings, finding_count), same_finding, finding);
    weight(&n, "heavier", a ? a->heavier : (wz_strings){0}, b ? b->heavier : (wz_strings){0});
    weight(&n, "lighter", a ? a->lighter : (wz_strings){0}, b ? b->lighter : (wz_strings){0});
    consequences(&n, a, b);
}

static const wz_regime_result *regime_called(const wz_law *law, const wz_person_result *person, const char *id)
{
    for (size_t i = 0; i < person->regime_count; i++)
        if (strcmp(law->rulebooks[person->regimes[i].rulebook]->id, id) == 0)
            return &person->regimes[i];
    return NULL;
}

void wz_diff_person(wz_diffs *diffs, const wz_law *before_law, const wz_person_result *before, const wz_law *after_law,
                    const wz_person_result *after)
{
    size_t i = 0, j = 0;
    const char *person = before->person->self.id;
    while (i < before->regime_count || j < after->regime_count) {
        const wz_regime_result *a = i < before->regime_count ? &before->regimes[i] : NULL;
        const wz_regime_result *b = j < after->regime_count ? &after->regimes[j] : NULL;
        const char *a_id = a ? before_law->rulebooks[a->rulebook]->id : NULL;
        const char *b_id = b ? after_law->rulebooks[b->rulebook]->id : NULL;
        if (a && b && strcmp(a_id, b_id) != 0) { /* of one of them only, or both orders differ */
            if (!regime_called(after_law, after, a_id))
                b = NULL;
            else
                a = NULL;
        }
        i += a != NULL;
        j += b != NULL;
        wz_diff_regime(diffs, b ? after_law : before_law, person, a, b);
    }
}

static bool same_contradiction(const void *a, const void *b)
{
    const wz_contradiction *x = a, *y = b;
    return x->entity == y->entity && x->attribute == y->attribute && strcmp(x->of, y->of) == 0;
}

static void contradiction(noting *n, const void *before, const void *after)
{
    const wz_contradiction *a = before, *b = after, *any = b ? b : a;
    if ((a && b) || !any)
        return;
    about(n, WZ_DIFF_CONTRADICTION, NULL, any->of);
    n->at.entity = any->entity;
    n->at.attribute = any->attribute;
    add(n, "contradiction", a ? "true" : NULL, b ? "true" : NULL);
}

void wz_diff_contradictions(wz_diffs *diffs, const wz_contradiction *before, size_t before_count,
                            const wz_contradiction *after, size_t after_count)
{
    noting n = {.out = diffs};
    in_step(&n, LIST(before, before_count), LIST(after, after_count), same_contradiction, contradiction);
}

void wz_diff_person_alone(wz_diffs *diffs, const char *id, bool before)
{
    noting n = {.out = diffs, .at = {.person = id}};
    about(&n, WZ_DIFF_PERSON, NULL, NULL);
    add(&n, "person", before ? "true" : NULL, before ? NULL : "true");
}

static const wz_person_result *person_called(const wz_assessment *a, const char *id)
{
    for (size_t i = 0; i < a->person_count; i++)
        if (strcmp(a->persons[i].person->self.id, id) == 0)
            return &a->persons[i];
    return NULL;
}

void wz_diff_assessments(wz_diffs *diffs, const wz_assessment *before, const wz_assessment *after)
{
    for (size_t i = 0; i < before->person_count; i++) {
        const wz_person_result *a = &before->persons[i], *b = person_called(after, a->person->self.id);
        if (b)
            wz_diff_person(diffs, before->law, a, after->law, b);
        else
            wz_diff_person_alone(diffs, a->person->self.id, true);
    }
    for (size_t i = 0; i < after->person_count; i++)
        if (!person_called(before, after->persons[i].person->self.id))
            wz_diff_person_alone(diffs, after->persons[i].person->self.id, false);
    wz_diff_contradictions(diffs, before->contradictions, before->contradiction_count, after->contradictions,
                           after->contradiction_count);
}
