/* Settling: from what was stated, derived and examined to one value for each attribute, or a contradiction.
 *
 * A yes/no attribute has two literals. Asserted literals (stated facts, rules' conclusions) derive others through the
 * group's closed table of exclusions and implications. Where both literals of an attribute derive, it and every stated
 * fact in both derivations are contradicted and read as unknown, marked; what rests on them alone is unknown, marked,
 * too. An attribute that was only examined is false where nothing derived it. Source: docs/semantics.md, section 2. */
#include "chain/memory_private.h"

#include <string.h>

enum { WORDS = 2 * WZ_GROUP_MOST / 64 };

/* The state of one group while it is settled. Bits are literals: 2 * member + (true ? 1 : 0). */
typedef struct {
    wz_memory *memory;
    const wz_attribute_group *group;
    uint32_t instance;
    uint64_t asserted[WORDS];
    uint64_t stated[WORDS];  /* those of the asserted that somebody stated */
    uint64_t derived[WORDS]; /* by all asserted */
    uint64_t sound[WORDS];   /* by those asserted that are not contradicted */
    bool contradicted[WZ_GROUP_MOST];
    bool marked[WZ_GROUP_MOST]; /* a conclusion on it is unknown because of a contradiction elsewhere */
} settling;

static void set_bit(uint64_t *row, size_t bit)
{
    row[bit / 64] |= (uint64_t)1 << (bit % 64);
}
static void clear_bit(uint64_t *row, size_t bit)
{
    row[bit / 64] &= ~((uint64_t)1 << (bit % 64));
}
static bool get_bit(const uint64_t *row, size_t bit)
{
    return row[bit / 64] >> (bit % 64) & 1;
}

static wz_row *row_of(const settling *s, size_t member)
{
    wz_entity_kind kind = s->group->members[member].entity;
    bool single = kind == WZ_INCIDENT || kind == WZ_PERSON;
    return s->memory->rows[kind][single ? 0 : s->instance];
}

static const wz_attribute *attribute_of(const settling *s, size_t member)
{
    const wz_group_member *m = &s->group->members[member];
    return &s->memory->net->law->vocabulary->entities[m->entity].attributes[m->attribute];
}

static feel_value concluded(const settling *s, uint32_t rule, uint32_t *instance)
{
    wz_entity_kind per = s->memory->net->nodes[s->memory->net->rules[rule].node].per;
    uint32_t own = per == WZ_NO_ENTITY ? 0 : s->instance;
    if (instance)
        *instance = own;
    return s->memory->fired[rule][own]->members[WZ_F_HOLDS];
}

static bool concludes_true(const wz_rule *rule)
{
    return !rule->value || strcmp(rule->value, "true") == 0;
}

/* What rules, definitions and the duty periods say of a yes/no member: asserts a literal, or marks it. */
static void assert_conclusions(settling *s, size_t i)
{
    const wz_group_member *m = &s->group->members[i];
    const wz_attribute *a = attribute_of(s, i);
    bool all_false = m->rule_count + m->define_count > 0 && a->derived;
    for (size_t r = 0; r < m->rule_count; r++) {
        feel_value holds = concluded(s, m->rules[r], NULL);
        if (feel_is_true(holds))
            set_bit(s->asserted, 2 * i + concludes_true(s->memory->net->rules[m->rules[r]].rule));
        all_false &= feel_is_false(holds);
        s->marked[i] |= feel_is(holds, FEEL_UNKNOWN) && holds.bits & FEEL_MARKED;
    }
    for (size_t d = 0; d < m->define_count; d++) {
        const wz_network_define *define = &s->memory->net->defines[m->defines[d]];
        feel_value value = s->memory->defined[m->defines[d]][s->instance];
        s->marked[i] |= feel_is(value, FEEL_UNKNOWN) && value.bits & FEEL_MARKED;
        if (define->define->is && value.tag == FEEL_BOOLEAN)
            set_bit(s->asserted, 2 * i + (size_t)value.as.integer);
        else if (!define->define->is && feel_is_true(value))
            set_bit(s->asserted, 2 * i + (feel_is_true(define->value) != define->define->excludes));
        all_false &= define->define->is == NULL && feel_is_false(value);
    }
    if (a->role == WZ_ROLE_SHORTFALL && s->memory->shortfall) {
        feel_value value = s->memory->shortfall(s->memory->shortfall_payload, s->memory);
        s->marked[i] |= feel_is(value, FEEL_UNKNOWN) && value.bits & FEEL_MARKED;
        if (value.tag == FEEL_BOOLEAN)
            set_bit(s->asserted, 2 * i + (size_t)value.as.integer);
    }
    if (all_false)
        set_bit(s->asserted, 2 * i);
}

static void assert_stated(settling *s, size_t i)
{
    feel_value stated = row_of(s, i)->stated[s->group->members[i].attribute];
    wz_slot_state state = wz_slot(stated);
    if (state == WZ_CONFLICT)
        s->contradicted[i] = true;
    if (state != WZ_STATED || stated.tag != FEEL_BOOLEAN)
        return;
    set_bit(s->asserted, 2 * i + (size_t)stated.as.integer);
    set_bit(s->stated, 2 * i + (size_t)stated.as.integer);
}

/* All literals that a set of asserted ones derives. */
static void derive(const settling *s, const uint64_t *from, uint64_t *out)
{
    memset(out, 0, WORDS * sizeof *out);
    for (size_t literal = 0; literal < 2 * s->group->count; literal++)
        if (get_bit(from, literal))
            for (size_t w = 0; w < s->group->words; w++)
                out[w] |= s->group->reach[literal * s->group->words + w];
}

static bool derives(const settling *s, size_t from, size_t to)
{
    return get_bit(s->group->reach + from * s->group->words, to);
}

/* Find attributes of which both literals derive, and the stated facts in both derivations. */
static void contradict(settling *s)
{
    for (size_t i = 0; i < s->group->count; i++) {
        if (!get_bit(s->derived, 2 * i) || !get_bit(s->derived, 2 * i + 1))
            continue;
        s->contradicted[i] = true;
        for (size_t literal = 0; literal < 2 * s->group->count; literal++)
            if (get_bit(s->stated, literal) && (derives(s, literal, 2 * i) || derives(s, literal, 2 * i + 1)))
                s->contradicted[literal / 2] = true;
    }
    for (size_t m = 0; m < s->group->only_mark_count; m++) {
        const wz_member_pair *pair = &s->group->only_marks[m];
        if (get_bit(s->derived, 2 * pair->a + 1) && get_bit(s->derived, 2 * pair->b + 1))
            s->contradicted[pair->a] = s->contradicted[pair->b] = true;
    }
}

/* What still derives once contradicted literals are withdrawn; then what was only examined becomes false, unless something
 * makes it true. */
static void derive_sound(settling *s)
{
    uint64_t left[WORDS];
    memcpy(left, s->asserted, sizeof left);
    for (size_t i = 0; i < s->group->count; i++)
        if (s->contradicted[i]) {
            clear_bit(left, 2 * i);
            clear_bit(left, 2 * i + 1);
        }
    derive(s, left, s->sound);
    for (size_t i = 0; i < s->group->count; i++) {
        feel_value stated = row_of(s, i)->stated[s->group->members[i].attribute];
        bool open = !get_bit(s->derived, 2 * i + 1) && !s->contradicted[i];
        if (wz_slot(stated) == WZ_EXAMINED_FALSE && open)
            set_bit(left, 2 * i);
    }
    derive(s, left, s->sound);
}

static void gather(settling *s)
{
    for (size_t i = 0; i < s->group->count; i++) {
        assert_stated(s, i);
        assert_conclusions(s, i);
    }
    derive(s, s->asserted, s->derived);
    contradict(s);
    derive_sound(s);
}

static feel_value literal_value(const settling *s, size_t i)
{
    bool yes = get_bit(s->sound, 2 * i + 1), no = get_bit(s->sound, 2 * i);
    if (!s->contradicted[i] && yes != no)
        return feel_boolean(yes);
    bool rests = get_bit(s->derived, 2 * i) || get_bit(s->derived, 2 * i + 1) || s->marked[i] || (yes && no);
    return s->contradicted[i] || rests ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
}

/* The value that rules and definitions conclude for an attribute that is no yes/no: FEEL_UNKNOWN where none does. Sets
 * *conflict where two differ, or one is excluded, and the mark where one is unknown because of a contradiction. */
static feel_value concluded_value(settling *s, feel_value start, bool *conflict)
{
    const wz_group_member *m = &s->group->members[0];
    feel_value value = start;
    for (size_t d = 0; d < m->define_count; d++) {
        const wz_network_define *define = &s->memory->net->defines[m->defines[d]];
        feel_value found = s->memory->defined[m->defines[d]][s->instance];
        s->marked[0] |= feel_is(found, FEEL_UNKNOWN) && found.bits & FEEL_MARKED;
        if (define->define->is && found.tag == FEEL_UNKNOWN && feel_bounds(found) && value.tag == FEEL_UNKNOWN)
            value = found;
        if (found.tag == FEEL_UNKNOWN || define->define->excludes)
            continue;
        if (!define->define->is)
            found = feel_is_true(found) ? define->value : feel_unknown_of(FEEL_NULL);
        if (found.tag == FEEL_UNKNOWN || (define->define->is && found.tag == FEEL_NULL))
            continue;
        *conflict |= value.tag != FEEL_UNKNOWN && !feel_same(value, found);
        value = found;
    }
    for (size_t r = 0; r < m->rule_count; r++) {
        const wz_rule *rule = s->memory->net->rules[m->rules[r]].rule;
        feel_value holds = concluded(s, m->rules[r], NULL);
        s->marked[0] |= feel_is(holds, FEEL_UNKNOWN) && holds.bits & FEEL_MARKED;
        if (!feel_is_true(holds))
            continue;
        feel_value found =
            wz_read_literal(s->memory->run.arena, attribute_of(s, 0)->type, rule->value ? rule->value : "true");
        *conflict |= value.tag != FEEL_UNKNOWN && !feel_same(value, found);
        value = found;
    }
    for (size_t d = 0; d < m->define_count; d++) {
        const wz_network_define *define = &s->memory->net->defines[m->defines[d]];
        if (define->define->excludes && feel_is_true(s->memory->defined[m->defines[d]][s->instance]))
            *conflict |= value.tag != FEEL_UNKNOWN && feel_same(value, define->value);
    }
    return value;
}

/* The value of an attribute that is no yes/no: it stands in a group of its own. */
static feel_value single_value(settling *s, bool *conflict)
{
    const wz_group_member *m = &s->group->members[0];
    wz_row *row = row_of(s, 0);
    feel_value stated = row->stated[m->attribute];
    feel_tag tag = wz_attribute_tag(s->memory->net, m->entity, m->attribute);
    *conflict = wz_slot(stated) == WZ_CONFLICT;
    bool given = wz_slot(stated) == WZ_STATED;
    feel_value start = given && stated.tag != FEEL_UNKNOWN ? wz_unslot(stated) : feel_unknown_of(tag);
    feel_value value = concluded_value(s, start, conflict);
    if (value.tag == FEEL_UNKNOWN && given)
        value = wz_unslot(stated);
    else if (value.tag == FEEL_UNKNOWN && !feel_bounds(value) && m->default_from >= 0)
        value = row->cells[m->default_from];
    if (value.tag == FEEL_UNKNOWN && s->marked[0])
        value.bits = (uint16_t)(value.bits | FEEL_MARKED);
    return *conflict ? feel_marked(tag) : value;
}

static bool yes_no(const settling *s)
{
    return attribute_of(s, 0)->type->kind == FEEL_T_BOOLEAN;
}

void wz_settle(wz_memory *memory, const wz_attribute_group *group, uint32_t instance)
{
    settling s = {.memory = memory, .group = group, .instance = instance};
    if (!yes_no(&s)) {
        bool conflict;
        feel_value value = single_value(&s, &conflict);
        wz_memory_write_cell(memory, row_of(&s, 0), group->members[0].attribute, value);
        return;
    }
    gather(&s);
    for (size_t i = 0; i < group->count; i++)
        wz_memory_write_cell(memory, row_of(&s, i), group->members[i].attribute, literal_value(&s, i));
}

/* The settling of the group that an attribute stands in; false where it stands in none. */
static bool settle_again(wz_memory *memory, const wz_row *row, int attribute, settling *s, size_t *member)
{
    int32_t node = memory->net->attributes[row->kind][attribute].settle;
    if (node < 0)
        return false;
    *s = (settling){.memory = memory, .group = &memory->net->groups[memory->net->nodes[node].index]};
    s->instance = memory->net->nodes[node].per == WZ_NO_ENTITY ? 0 : row->index;
    for (*member = 0; *member < s->group->count; (*member)++)
        if (s->group->members[*member].entity == row->kind && s->group->members[*member].attribute == attribute)
            break;
    if (yes_no(s))
        gather(s);
    return true;
}

bool wz_memory_contradicted(wz_memory *memory, const wz_row *row, int attribute)
{
    settling s;
    size_t member;
    if (wz_slot(row->stated[attribute]) == WZ_CONFLICT)
        return true;
    if (!settle_again(memory, row, attribute, &s, &member))
        return false;
    if (yes_no(&s))
        return s.contradicted[member];
    bool conflict;
    single_value(&s, &conflict);
    return conflict;
}

/* Origins among rules and definitions that conclude a member. */
static size_t conclusion_origins(const settling *s, size_t member, wz_origin *out, size_t max)
{
    const wz_group_member *m = &s->group->members[member];
    size_t n = 0;
    for (size_t r = 0; r < m->rule_count && n < max; r++)
        if (!feel_is(concluded(s, m->rules[r], NULL), FEEL_UNKNOWN))
            out[n++] = (wz_origin){.source = WZ_FROM_RULE, .rule = m->rules[r]};
    for (size_t d = 0; d < m->define_count && n < max; d++)
        if (!feel_is(s->memory->defined[m->defines[d]][s->instance], FEEL_UNKNOWN))
            out[n++] = (wz_origin){.source = WZ_FROM_RULE, .rule = m->defines[d], .by_define = true};
    return n;
}

static wz_fact_source joined_by(const settling *s, size_t from, size_t to)
{
    /* A true literal that derives a true one, or a false one a false one, does so by implication alone. */
    (void)s;
    return (from & 1) == (to & 1) ? WZ_FROM_IMPLICATION : WZ_FROM_EXCLUSION;
}

size_t wz_memory_origins(wz_memory *memory, const wz_row *row, int attribute, wz_origin *out, size_t max)
{
    settling s;
    size_t member, n = 0;
    wz_slot_state state = wz_slot(row->stated[attribute]);
    if ((state == WZ_STATED || state == WZ_CONFLICT) && n < max)
        out[n++] = (wz_origin){.source = WZ_FROM_STATED, .entity = row->kind, .attribute = attribute};
    if (!settle_again(memory, row, attribute, &s, &member)) {
        if (state == WZ_EXAMINED_FALSE && n < max)
            out[n++] = (wz_origin){.source = WZ_FROM_EXAMINED, .entity = row->kind, .attribute = attribute};
        return n;
    }
    n += conclusion_origins(&s, member, out + n, max - n);
    bool any = false;
    for (size_t literal = 0; yes_no(&s) && literal < 2 * s.group->count; literal++) {
        size_t goal = derives(&s, literal, 2 * member) ? 2 * member : 2 * member + 1;
        if (literal / 2 == member || !get_bit(s.asserted, literal) || !derives(&s, literal, goal))
            continue;
        any = true;
        const wz_group_member *from = &s.group->members[literal / 2];
        if (n < max)
            out[n++] = (wz_origin){
                .source = joined_by(&s, literal, goal), .entity = from->entity, .attribute = from->attribute};
    }
    if (n == 0 && !any && state == WZ_EXAMINED_FALSE && max)
        out[n++] = (wz_origin){.source = WZ_FROM_EXAMINED, .entity = row->kind, .attribute = attribute};
    return n;
}
