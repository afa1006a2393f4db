/* Open questions: facts that are unknown and read along a chain of unknown subexpressions from an unknown reported
 * conclusion. What an answer would change is found by giving it: the working memory is marked, the fact is stated, the
 * rules run, the conclusions are looked at, and all is undone. Source: docs/semantics.md, section 5, "Open questions". */
#include "assess/entry.h"

#include <stdlib.h>
#include <string.h>

/* A conclusion that is unknown: the outcome (rule = UINT32_MAX) or a finding. */
typedef struct {
    uint32_t rule, instance;
} conclusion;

typedef struct {
    const wz_row *row;
    int attribute;
    size_t under; /* how many conclusions it appears under */
    bool under_outcome;
    size_t last;       /* the last conclusion counted, plus one */
    uint64_t *appears; /* by conclusion, a bit each */
} open_fact;

typedef struct {
    wz_entry *e;
    conclusion *conclusions;
    size_t conclusion_count;
    open_fact *facts;
    size_t fact_count, fact_capacity;
    uint32_t *places[WZ_ENTITIES]; /* by row and attribute: the fact's place in `facts`, plus one */
    size_t at;                     /* the conclusion being followed */
    bool *rule_seen;               /* by network rule, within one conclusion */
    bool *settled;                 /* by conclusion: by an answer to the question at hand */
    size_t trials;                 /* how many questions may still be tried */
} search;

/* Trying an answer runs the rules again, and the more there is in a case the longer that takes. So that a case with very
 * much in it ends, too, only the first questions are tried; cases have some tens. */
enum { MOST_TRIALS = 1000 };

static void follow_rule(search *s, uint32_t rule, uint32_t instance);
static void follow_cell(search *s, const wz_row *row, int attribute);
static void follow_closing(search *s);

static void visit(void *payload, const feel_record *record, int member, feel_value value)
{
    search *s = payload;
    if (!record && member == WZ_IN_SANCTIONS && value.tag == FEEL_LIST && feel_items(value)->open)
        follow_closing(s);
    if (!record || value.tag != FEEL_UNKNOWN)
        return;
    if (record->shape == &s->e->net->finding_shape) {
        const wz_fired *fired = record->owner;
        follow_rule(s, fired->rule, fired->instance);
        return;
    }
    follow_cell(s, record->owner, member);
}

/* Where the place of a row's attribute among the open facts is kept. */
static uint32_t *place_of(const search *s, const wz_row *row, int attribute)
{
    return &s->places[row->kind][row->index * wz_entry_vocabulary(s->e)->entities[row->kind].count + (size_t)attribute];
}

static void note_fact(search *s, const wz_row *row, int attribute)
{
    uint32_t *place = place_of(s, row, attribute);
    if (!*place) {
        open_fact *grown = wz_arena_grow(s->e->arena, s->facts, s->fact_count, &s->fact_capacity, sizeof *grown);
        uint64_t *appears = wz_arena_array(s->e->arena, s->conclusion_count / 64 + 1, sizeof *appears);
        if (!grown || !appears) {
            s->e->failed = true;
            return;
        }
        s->facts = grown;
        s->facts[s->fact_count] = (open_fact){.row = row, .attribute = attribute, .appears = appears};
        *place = (uint32_t)++s->fact_count;
    }
    open_fact *fact = &s->facts[*place - 1];
    if (fact->last == s->at + 1)
        return;
    fact->last = s->at + 1;
    fact->under++;
    fact->appears[s->at / 64] |= (uint64_t)1 << (s->at % 64);
    fact->under_outcome |= s->conclusions[s->at].rule == UINT32_MAX;
}

static void follow_unknown(search *s, const wz_row *row, int attribute)
{
    if (attribute >= 0 && row->cells[attribute].tag == FEEL_UNKNOWN)
        follow_cell(s, row, attribute);
}

/* The day of what happened, from which the engine itself reads what was in force and which posts were held. */
static void follow_day(search *s)
{
    follow_unknown(s, wz_memory_row(s->e->memory, WZ_INCIDENT, 0),
                   wz_entry_vocabulary(s->e)->entities[WZ_INCIDENT].by_role[WZ_ROLE_INCIDENT_DATE]);
}

/* A list of sanctions declared complete counts as closed once the days are known that the declaration must cover. */
static void follow_closing(search *s)
{
    const wz_case_person *person = s->e->person;
    int decided = wz_entry_vocabulary(s->e)->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_DECIDED];
    bool declared = false;
    for (size_t i = 0; i < person->closure_count; i++)
        declared |= strcmp(person->closures[i].list, "sanctions") == 0;
    if (!declared)
        return;
    follow_day(s);
    for (uint32_t i = 0; i < wz_memory_count(s->e->memory, WZ_SANCTION); i++)
        follow_unknown(s, wz_memory_row(s->e->memory, WZ_SANCTION, i), decided);
}

/* What the engine itself reads of a post: its days and its place. */
static void follow_post(search *s, uint32_t post)
{
    static const wz_role roles[] = {WZ_ROLE_POST_FROM, WZ_ROLE_POST_TO, WZ_ROLE_JURISDICTION};
    const wz_row *row = wz_memory_row(s->e->memory, WZ_POST, post);
    const char *place = wz_entry_book(s->e)->jurisdiction;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (roles[i] != WZ_ROLE_JURISDICTION || (place && *place))
            follow_unknown(s, row, wz_entry_vocabulary(s->e)->entities[WZ_POST].by_role[roles[i]]);
}

/* What the counting of duties reads. */
static void follow_counting(search *s)
{
    const wz_network *net = s->e->net;
    const wz_entity *record = &wz_entry_vocabulary(s->e)->entities[WZ_DUTY_RECORD];
    follow_day(s);
    for (uint32_t p = 0; p < wz_memory_count(s->e->memory, WZ_POST); p++)
        follow_post(s, p);
    for (uint32_t d = 0; d < wz_memory_count(s->e->memory, WZ_DUTY_RECORD); d++)
        for (int role = WZ_ROLE_ACTIVITY; role <= WZ_ROLE_PERSONALLY; role++)
            follow_unknown(s, wz_memory_row(s->e->memory, WZ_DUTY_RECORD, d), record->by_role[role]);
    for (uint32_t r = 0; r < net->own_count; r++) {
        wz_part part = net->rules[r].rule->kind->part;
        for (uint32_t i = 0;
             (part == WZ_PART_DUTY || part == WZ_PART_SCOPE) && i < wz_memory_instances(s->e->memory, r); i++)
            if (wz_memory_fired(s->e->memory, r, i)->members[WZ_F_HOLDS].tag == FEEL_UNKNOWN)
                follow_rule(s, r, i);
    }
}

/* Unknown attributes that would settle this one through exclusions and implications. */
static void follow_joined(search *s, const wz_attribute_group *group, size_t member, const wz_row *row)
{
    for (size_t literal = 0; literal < 2 * group->count; literal++) {
        const wz_group_member *from = &group->members[literal / 2];
        uint64_t both = (uint64_t)3 << (2 * member % 64);
        if (literal / 2 == member || !(group->reach[literal * group->words + 2 * member / 64] & both))
            continue;
        follow_unknown(s, from->entity == row->kind ? row : wz_memory_row(s->e->memory, from->entity, 0),
                       from->attribute);
    }
}

/* An unknown attribute: itself a question, and so is whatever its definitions and rules lack. */
static void follow_cell(search *s, const wz_row *row, int attribute)
{
    const wz_network *net = s->e->net;
    if (row->index == UINT32_MAX || attribute == 0)
        return;
    uint32_t place = *place_of(s, row, attribute);
    if (place && s->facts[place - 1].last == s->at + 1)
        return;
    note_fact(s, row, attribute);
    if (s->e->failed)
        return; /* not noted: following on could come round to it for ever */
    int32_t settle = net->attributes[row->kind][attribute].settle;
    if (settle < 0)
        return;
    const wz_attribute_group *group = &net->groups[net->nodes[settle].index];
    for (size_t m = 0; m < group->count; m++) {
        const wz_group_member *member = &group->members[m];
        if (member->entity != row->kind || member->attribute != attribute)
            continue;
        for (size_t i = 0; i < member->rule_count; i++) {
            bool single = net->nodes[net->rules[member->rules[i]].node].per == WZ_NO_ENTITY;
            follow_rule(s, member->rules[i], single ? 0 : row->index);
        }
        for (size_t i = 0; i < member->define_count; i++) {
            const wz_network_define *define = &net->defines[member->defines[i]];
            bool single = net->nodes[define->node].per == WZ_NO_ENTITY;
            wz_memory_support(s->e->memory, define->program, single ? NULL : row, false, visit, s);
        }
        follow_unknown(s, row, member->default_from);
        follow_joined(s, group, m, row);
        if (wz_entry_vocabulary(s->e)->entities[row->kind].attributes[attribute].role == WZ_ROLE_SHORTFALL)
            follow_counting(s);
    }
}

/* An unknown finding: what its condition lacks, and what its unknown exceptions lack. */
static void follow_rule(search *s, uint32_t rule, uint32_t instance)
{
    const wz_network_rule *r = &s->e->net->rules[rule];
    const wz_fired *fired = wz_memory_fired(s->e->memory, rule, instance);
    if (s->rule_seen[rule] && wz_memory_instances(s->e->memory, rule) == 1)
        return;
    s->rule_seen[rule] = true;
    wz_entity_kind bound = r->rule->for_each;
    const wz_row *row =
        bound == WZ_NO_ENTITY || bound == WZ_INCIDENT ? NULL : wz_memory_row(s->e->memory, bound, instance);
    if (wz_memory_force(s->e->memory, rule) == WZ_UNKNOWN)
        follow_day(s);
    if (fired->perhaps) {
        follow_day(s);
        follow_post(s, instance);
    }
    if (r->when && fired->members[WZ_F_CONDITION].tag == FEEL_UNKNOWN)
        wz_memory_support(s->e->memory, r->when, row, false, visit, s);
    if (fired->members[WZ_F_HOLDS].tag != FEEL_UNKNOWN)
        return;
    for (size_t i = 0; i < r->must_count; i++)
        for (uint32_t k = 0; k < wz_memory_instances(s->e->memory, r->must[i]); k++)
            if (wz_memory_fired(s->e->memory, r->must[i], k)->members[WZ_F_HOLDS].tag == FEEL_UNKNOWN)
                follow_rule(s, r->must[i], k);
}

static void follow_applicability(search *s)
{
    const wz_entry *e = s->e;
    follow_day(s);
    for (uint32_t p = 0; p < wz_memory_count(e->memory, WZ_POST); p++)
        follow_post(s, p);
    for (uint32_t r = 0; r < e->net->own_count; r++)
        for (uint32_t i = 0;
             e->net->rules[r].rule->kind->part == WZ_PART_SCOPE && i < wz_memory_instances(e->memory, r); i++)
            if (wz_memory_fired(e->memory, r, i)->members[WZ_F_HOLDS].tag == FEEL_UNKNOWN)
                follow_rule(s, r, i);
}

static void follow_outcome(search *s)
{
    wz_entry *e = s->e;
    const wz_frame *frame = e->net->law->frame;
    const wz_field *field = wz_field_find(frame, "outcome");
    size_t program = 0;
    for (const wz_field *f = frame->fields; field && f != field; f++)
        program += f->count;
    for (size_t i = 0; field && e->net->has_ground && i < field->count; i++, program++) {
        if (!e->net->field_programs[program])
            break;
        feel_value value = wz_memory_evaluate(e->memory, e->net->field_programs[program], NULL);
        if (value.tag == FEEL_UNKNOWN)
            wz_memory_support(e->memory, e->net->field_programs[program], NULL, false, visit, s);
        if (feel_is_true(value))
            break;
    }
    if (e->applicability == WZ_SCOPE_UNKNOWN)
        follow_applicability(s);
}

static bool list_conclusions(search *s)
{
    wz_entry *e = s->e;
    size_t most = 1;
    for (uint32_t r = 0; r < e->net->own_count; r++)
        most += wz_memory_instances(e->memory, r);
    s->conclusions = wz_arena_array(e->arena, most, sizeof *s->conclusions);
    s->rule_seen = wz_arena_array(e->arena, e->net->rule_count + 1, sizeof *s->rule_seen);
    s->settled = wz_arena_array(e->arena, most, sizeof *s->settled);
    size_t entities = 0;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        entities += wz_memory_count(e->memory, (wz_entity_kind)kind);
        s->places[kind] = wz_arena_array(
            e->arena, wz_memory_count(e->memory, (wz_entity_kind)kind) * wz_entry_vocabulary(e)->entities[kind].count,
            sizeof *s->places[kind]);
    }
    s->trials = MOST_TRIALS / (1 + entities / MOST_TRIALS);
    if (wz_arena_failed(e->arena))
        return false;
    if ((e->net->has_ground || e->applicability == WZ_SCOPE_UNKNOWN) && !wz_entry_outcome_name(e))
        s->conclusions[s->conclusion_count++] = (conclusion){UINT32_MAX, 0};
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_kind *kind = e->net->rules[r].rule->kind;
        for (uint32_t i = 0; kind->part != WZ_PART_NONE && kind->reports && i < wz_memory_instances(e->memory, r);
             i++) {
            const wz_fired *fired = wz_memory_fired(e->memory, r, i);
            if (fired->bound && fired->members[WZ_F_HOLDS].tag == FEEL_UNKNOWN)
                s->conclusions[s->conclusion_count++] = (conclusion){r, i};
        }
    }
    return true;
}

/* Most conclusions first, those under the outcome first among equals, then the vocabulary's order. */
static int by_weight(const void *a, const void *b)
{
    const open_fact *x = a, *y = b;
    if (x->under != y->under)
        return x->under > y->under ? -1 : 1;
    if (x->under_outcome != y->under_outcome)
        return x->under_outcome ? -1 : 1;
    if (x->row->kind != y->row->kind)
        return x->row->kind < y->row->kind ? -1 : 1;
    if (x->attribute != y->attribute)
        return x->attribute < y->attribute ? -1 : 1;
    return (x->row->index > y->row->index) - (x->row->index < y->row->index);
}

static bool appears_under(const open_fact *fact, size_t conclusion)
{
    return fact->appears[conclusion / 64] >> (conclusion % 64) & 1;
}

static const char *state_of(wz_entry *e, const conclusion *c)
{
    if (c->rule == UINT32_MAX)
        return wz_entry_outcome_name(e);
    feel_value holds = wz_memory_fired(e->memory, c->rule, c->instance)->members[WZ_F_HOLDS];
    return holds.tag != FEEL_BOOLEAN ? NULL : holds.as.integer ? "true" : "false";
}

typedef struct {
    wz_effect *items;
    size_t count;
} effect_list;

static void add_effect(search *s, effect_list *list, const conclusion *c, const char *answer, const char *becomes)
{
    const char *rule = c->rule == UINT32_MAX ? "outcome" : s->e->net->rules[c->rule].rule->id;
    list->items[list->count++] = (wz_effect){rule, answer, becomes};
}

/* Give a yes/no fact both answers in turn and note what each settles. */
static void try_answers(search *s, const open_fact *fact, effect_list *list)
{
    static const char *const names[] = {"false", "true"};
    for (int answer = 1; answer >= 0; answer--) {
        size_t mark = wz_memory_mark(s->e->memory);
        wz_memory_state(s->e->memory, fact->row->kind, fact->row->index, fact->attribute, WZ_STATED,
                        feel_boolean(answer));
        s->e->failed |= wz_memory_run(s->e->memory) == WZ_ENOMEM;
        for (size_t c = 0; c < s->conclusion_count; c++) {
            const char *becomes = appears_under(fact, c) ? state_of(s->e, &s->conclusions[c]) : NULL;
            if (!becomes)
                continue;
            s->settled[c] = true;
            add_effect(s, list, &s->conclusions[c], names[answer], becomes);
        }
        wz_memory_undo(s->e->memory, mark);
    }
}

static bool yes_no(const search *s, const open_fact *fact)
{
    const wz_attribute *a = &wz_entry_vocabulary(s->e)->entities[fact->row->kind].attributes[fact->attribute];
    return a->type->kind == FEEL_T_BOOLEAN && a->role != WZ_ROLE_SHORTFALL;
}

static wz_question ask(search *s, const open_fact *fact)
{
    wz_question question = {.of = fact->row->id, .entity = fact->row->kind, .attribute = fact->attribute};
    effect_list list = {wz_arena_array(s->e->arena, 2 * fact->under, sizeof(wz_effect)), 0};
    if (!list.items) {
        s->e->failed = true;
        return question;
    }
    memset(s->settled, 0, s->conclusion_count * sizeof *s->settled);
    if (yes_no(s, fact) && s->trials) {
        s->trials--;
        try_answers(s, fact, &list);
    }
    for (size_t c = 0; c < s->conclusion_count; c++)
        if (appears_under(fact, c) && !s->settled[c])
            add_effect(s, &list, &s->conclusions[c], NULL, NULL);
    question.affects = list.items;
    question.affect_count = list.count;
    return question;
}

void wz_entry_questions(wz_entry *e, wz_regime_result *out)
{
    search s = {.e = e};
    if (!list_conclusions(&s)) {
        e->failed = true;
        return;
    }
    for (s.at = 0; s.at < s.conclusion_count; s.at++) {
        memset(s.rule_seen, 0, e->net->rule_count * sizeof *s.rule_seen);
        const conclusion *c = &s.conclusions[s.at];
        if (c->rule == UINT32_MAX)
            follow_outcome(&s);
        else
            follow_rule(&s, c->rule, c->instance);
    }
    if (s.fact_count)
        qsort(s.facts, s.fact_count, sizeof *s.facts, by_weight);
    wz_question *questions = wz_arena_array(e->arena, s.fact_count, sizeof *questions);
    if (!questions) {
        e->failed = true;
        return;
    }
    for (size_t i = 0; i < s.fact_count; i++)
        questions[i] = ask(&s, &s.facts[i]);
    out->questions = questions;
    out->question_count = s.fact_count;
}
