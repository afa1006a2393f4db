/* Random cases over any vocabulary. A case is a list of slots, each one fact or declaration of one entity; a slot is
 * left out (unknown), written weakly (bounds, a month, an allegation) or in full. So one case and its refinement
 * differ only in how their slots are written.  Left out on purpose: a sanction's standing and its replacement, which
 * are later decisions and correct earlier results; the days of a fact's conduct, which belong to the fact's statement.
 * Stated from the start or never: a post's place, a day that another stands in for, and that there was a rescission,
 * of which the day may be known weakly. */
#ifndef WZ_TESTS_RANDOM_CASE_H
#define WZ_TESTS_RANDOM_CASE_H

#include "base/buffer.h"
#include "base/date.h"
#include "load/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t state;
} dice;

static inline uint32_t roll(dice *d, uint32_t below)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)(d->state >> 20) % below;
}

typedef enum { SLOT_ABSENT, SLOT_WEAK, SLOT_FULL } slot_form;

enum { SLOT_TEXT = 320, SLOTS_MOST = 400, OWNERS_MOST = 24 };

typedef struct {
    int owner;                      /* index of its entity; -1 = the case */
    char full[SLOT_TEXT];
    char weak[SLOT_TEXT];           /* "" = has none */
    slot_form form;
    const char *group;              /* yes/no facts: their group, so that an examined group is not added to */
    bool joined;                    /* yes/no facts: others settle it, and it settles others */
    bool fixed;                     /* written in full from the start */
    bool stated;                    /* written from the start, weakly or in full */
} case_slot;

typedef struct {
    wz_entity_kind kind;
    char id[16];
    int person;                     /* owner of posts and so on; -1 */
    slot_form form;                 /* ABSENT: not a member of its list yet */
} case_owner;

typedef struct {
    dice dice;
    const wz_vocabulary *vocabulary;
    const char *jurisdiction;
    wz_day as_of;
    case_owner owners[OWNERS_MOST];
    int owner_count;
    case_slot slots[SLOTS_MOST];
    int slot_count;
    bool examined[2];               /* the case's groups, the persons' groups */
    bool closed_sanctions, closed_records, closed_incidents;
    char window[96];
} random_case;

static inline bool skipped(const wz_attribute *a)
{
    bool standing = a->enumeration && strcmp(a->enumeration, "sanction_status") == 0;
    return a->reference || standing || a->role == WZ_ROLE_SANCTION_WITHDRAWN || a->role == WZ_ROLE_JURISDICTION;
}

static inline case_slot *add_slot(random_case *c, int owner)
{
    if (c->slot_count == SLOTS_MOST)
        return NULL;
    case_slot *s = &c->slots[c->slot_count++];
    *s = (case_slot){.owner = owner};
    return s;
}

static inline void day_slot(random_case *c, case_slot *s, const char *id, wz_day day)
{
    char text[WZ_DAY_TEXT];
    wz_day_format(day, text);
    snprintf(s->full, SLOT_TEXT, "<fact name=\"%s\" value=\"%s\"/>", id, text);
    uint32_t way = roll(&c->dice, 6);
    if (way < 3) {
        char last[WZ_DAY_TEXT];
        wz_day_format(day - (wz_day)roll(&c->dice, 400), text);
        wz_day_format(day + (wz_day)roll(&c->dice, 400), last);
        int n = snprintf(s->weak, SLOT_TEXT, "<fact name=\"%s\"", id);
        if (way != 1)
            n += snprintf(s->weak + n, SLOT_TEXT - (size_t)n, " at-least=\"%s\"", text);
        if (way != 0)
            n += snprintf(s->weak + n, SLOT_TEXT - (size_t)n, " at-most=\"%s\"", last);
        snprintf(s->weak + n, SLOT_TEXT - (size_t)n, "/>");
    } else {
        text[roll(&c->dice, 3) ? 7 : 4] = '\0';
        snprintf(s->weak, SLOT_TEXT, "<fact name=\"%s\" value=\"%s\"/>", id, text);
    }
}

static inline void number_slot(random_case *c, case_slot *s, const char *id)
{
    uint32_t n = roll(&c->dice, roll(&c->dice, 2) ? 40 : 4), slack = roll(&c->dice, 5);
    snprintf(s->full, SLOT_TEXT, "<fact name=\"%s\" value=\"%u\"/>", id, n);
    snprintf(s->weak, SLOT_TEXT, "<fact name=\"%s\" %s=\"%u\"/>", id, slack % 2 ? "at-least" : "at-most",
             slack % 2 ? (n > slack ? n - slack : 0) : n + slack);
}

static inline void yes_no_slot(random_case *c, case_slot *s, const wz_attribute *a, const wz_law *law)
{
    bool yes = roll(&c->dice, 4) == 0;
    char under[64] = "";
    if (a->of_duties && roll(&c->dice, 3) == 0)
        snprintf(under, sizeof under, " under=\"%s\"",
                 law->rulebooks[roll(&c->dice, (uint32_t)law->rulebook_count)]->id);
    snprintf(s->full, SLOT_TEXT, "<fact name=\"%s\" value=\"%s\"%s/>", a->id, yes ? "true" : "false", under);
    snprintf(s->weak, SLOT_TEXT, "<fact name=\"%s\" value=\"%s\" standing=\"%s\"%s/>", a->id, yes ? "true" : "false",
             roll(&c->dice, 2) ? "alleged" : "disputed", under);
    s->group = a->group;
    const wz_vocabulary *v = c->vocabulary;
    for (size_t i = 0; i < v->bearing_count; i++)
        s->joined |= a == &v->entities[v->bearings[i].a_entity].attributes[v->bearings[i].a] ||
                     a == &v->entities[v->bearings[i].b_entity].attributes[v->bearings[i].b];
}

static inline wz_day some_day(random_case *c, int first_year, int years)
{
    return wz_day_from_civil((wz_civil){first_year + (int)roll(&c->dice, (uint32_t)years), 1 + (int)roll(&c->dice, 12),
                                        1 + (int)roll(&c->dice, 28)});
}

/* The day of a role: ends after beginnings, effects and rescissions after decisions. */
static inline wz_day day_for(random_case *c, const wz_attribute *a, wz_day *last)
{
    wz_day day = a->role == WZ_ROLE_POST_FROM       ? some_day(c, 2011, 9)
                 : a->role == WZ_ROLE_ACTIVITY_DATE ? c->as_of - (wz_day)roll(&c->dice, 900)
                 : a->role == WZ_ROLE_INCIDENT_DATE ? c->as_of - (wz_day)roll(&c->dice, 1200)
                                                    : some_day(c, 2014, 10);
    bool rescission = a->role == WZ_ROLE_SANCTION_RESCINDED;
    if (a->role == WZ_ROLE_POST_TO || a->role == WZ_ROLE_SANCTION_EFFECTIVE || strcmp(a->id, "term_to") == 0 || rescission)
        day = *last + 1 + (wz_day)roll(&c->dice, a->role == WZ_ROLE_POST_TO ? 2500 : rescission ? 600 : 40);
    *last = day;
    return day;
}

static inline void text_slot(random_case *c, case_slot *s, const wz_attribute *a)
{
    const char *value = a->role == WZ_ROLE_SANCTION_MATTER ? (roll(&c->dice, 2) ? "i0" : "else") : "甲";
    const wz_enumeration *e = a->enumeration ? wz_enumeration_find(c->vocabulary, a->enumeration) : NULL;
    if (e)
        value = e->values[roll(&c->dice, (uint32_t)e->count)].id;
    snprintf(s->full, SLOT_TEXT, "<fact name=\"%s\" value=\"%s\"/>", a->id, value);
}

static inline void add_facts(random_case *c, int owner, const wz_law *law)
{
    const wz_entity *entity = &c->vocabulary->entities[c->owners[owner].kind];
    wz_day last = some_day(c, 2014, 6);
    for (size_t i = 1; i < entity->count; i++) {
        const wz_attribute *a = &entity->attributes[i];
        const feel_type_kind kind = a->type->kind;
        /* what is concluded from other facts is seldom stated, too: it would mostly contradict them */
        bool concluded = a->derived || a->define_count > 0 || a->role == WZ_ROLE_SHORTFALL;
        bool rescission = a->role == WZ_ROLE_SANCTION_RESCINDED;
        bool left_out = skipped(a) || (concluded && roll(&c->dice, 8)) ||
                        ((a->default_from || rescission) && roll(&c->dice, rescission ? 3 : 2));
        case_slot *s = left_out ? NULL : add_slot(c, owner);
        if (!s)
            continue;
        if (a->role == WZ_ROLE_POST_TO && roll(&c->dice, 2))
            snprintf(s->full, SLOT_TEXT, "<to open=\"true\"/>");
        else if (kind == FEEL_T_BOOLEAN)
            yes_no_slot(c, s, a, law);
        else if (kind == FEEL_T_NUMBER)
            number_slot(c, s, a->id);
        else if (kind == FEEL_T_DATE)
            day_slot(c, s, a->id, day_for(c, a, &last));
        else if (kind == FEEL_T_STRING || kind == FEEL_T_LIST)
            text_slot(c, s, a);
        else
            c->slot_count--;
        /* a day that another stands in for is stated from the start or never: stating it later corrects */
        s->fixed = a->default_from != NULL;
        s->stated = rescission;
    }
}

/* Posts that some regulation bears on, as often as not: an office, its body and its level that go together. */
static inline void make_office(random_case *c, int owner)
{
    static const char *const offices[][3] = {
        {"gov_head", "government", "county"},          {"party_head", "party_committee", "county"},
        {"gov_deputy_safety", "government", "county"}, {"gov_head", "government", "township"},
        {"party_head", "party_committee", "township"}, {"dept_head", "gov_department", "county"},
        {"street_office_head", "street_office", "subdistrict"}, {"devzone_head", "devzone", "zone"},
    };
    static const char *const names[] = {"role", "body", "level"};
    const char *const *office = offices[roll(&c->dice, sizeof offices / sizeof *offices)];
    for (int i = 0; i < c->slot_count; i++)
        for (int k = 0; c->slots[i].owner == owner && k < 3; k++) {
            char start[32];
            snprintf(start, sizeof start, "<fact name=\"%s\"", names[k]);
            if (strncmp(c->slots[i].full, start, strlen(start)) == 0)
                snprintf(c->slots[i].full, SLOT_TEXT, "%s value=\"%s\"/>", start, office[k]);
        }
}

static inline int add_owner(random_case *c, wz_entity_kind kind, int person, bool perhaps, const wz_law *law)
{
    static const char letters[] = "ipocd";
    if (c->owner_count == OWNERS_MOST)
        return -1;
    int owner = c->owner_count++, n = 0;
    for (int i = 0; i < owner; i++)
        n += c->owners[i].kind == kind;
    c->owners[owner] = (case_owner){.kind = kind, .person = person, .form = perhaps ? SLOT_ABSENT : SLOT_FULL};
    snprintf(c->owners[owner].id, sizeof c->owners[owner].id, "%c%d", letters[kind], n);
    if (kind == WZ_POST) {
        case_slot *s = add_slot(c, owner);
        if (s) {
            s->fixed = true;
            snprintf(s->full, SLOT_TEXT, "<fact name=\"jurisdiction\" value=\"%s\"/>", c->jurisdiction);
        }
    }
    add_facts(c, owner, law);
    if (kind == WZ_POST && roll(&c->dice, 5))
        make_office(c, owner);
    return owner;
}

static inline void choose_forms(random_case *c)
{
    uint32_t density = 20 + roll(&c->dice, 75);
    for (int i = 0; i < c->slot_count; i++) {
        case_slot *s = &c->slots[i];
        bool key = s->owner >= 0 && (c->owners[s->owner].kind == WZ_POST || c->owners[s->owner].kind == WZ_SANCTION);
        uint32_t luck = roll(&c->dice, 100);
        s->form = s->fixed || luck < density || (key && luck < 88) ? SLOT_FULL
                  : s->weak[0] && (s->stated || luck % 2)          ? SLOT_WEAK
                                                                   : SLOT_ABSENT;
    }
}

static inline random_case *random_case_new(const wz_law *law, uint64_t seed)
{
    static const char *const places[] = {"北京市/通州区", "北京市/西城区", "宁夏回族自治区/石嘴山市/平罗县",
                                         "江苏省/苏州市/工业园区", "江苏省/苏州市", "四川省/成都市", "北京市"};
    random_case *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->dice.state = seed * 0x9E3779B97F4A7C15u + 1;
    c->vocabulary = law->vocabulary;
    do
        c->jurisdiction = places[roll(&c->dice, sizeof places / sizeof *places)];
    while (!wz_map_pointer(&law->vocabulary->index->places, c->jurisdiction));
    c->as_of = some_day(c, 2019, 5);
    add_owner(c, WZ_INCIDENT, -1, false, law);
    c->closed_incidents = roll(&c->dice, 3) == 0;
    if (roll(&c->dice, 2))
        add_owner(c, WZ_INCIDENT, -1, !c->closed_incidents && roll(&c->dice, 2), law);
    c->closed_sanctions = roll(&c->dice, 2);
    c->closed_records = roll(&c->dice, 2);
    int person = add_owner(c, WZ_PERSON, -1, false, law);
    for (uint32_t i = roll(&c->dice, 8) ? 1 + roll(&c->dice, 2) : 0; i-- > 0;)
        add_owner(c, WZ_POST, person, false, law);
    for (uint32_t i = roll(&c->dice, 4); i-- > 0;)
        add_owner(c, WZ_SANCTION, person, !c->closed_sanctions && roll(&c->dice, 3) == 0, law);
    for (uint32_t i = roll(&c->dice, 6); i-- > 0;)
        add_owner(c, WZ_DUTY_RECORD, person, !c->closed_records && roll(&c->dice, 3) == 0, law);
    c->examined[0] = roll(&c->dice, 4) == 0;
    c->examined[1] = roll(&c->dice, 3) == 0;
    if (roll(&c->dice, 2))
        snprintf(c->window, sizeof c->window, "<duty-window from=\"%d-01-01\" to=\"%d-12-31\"/>",
                 2018 + (int)roll(&c->dice, 2), 2020 + (int)roll(&c->dice, 2));
    choose_forms(c);
    return c;
}

/* --- writing --- */

static inline void write_slots(const random_case *c, int owner, wz_buffer *out, const int *order)
{
    for (int k = 0; k < c->slot_count; k++) {
        const case_slot *s = &c->slots[order ? order[k] : k];
        if (s->owner != owner || s->form == SLOT_ABSENT)
            continue;
        const char *text = s->form == SLOT_FULL ? s->full : s->weak;
        bool fact = strncmp(text, "<fact", 5) == 0;
        if (fact)
            wz_buffer_printf(out, "<fact id=\"x%d\"", order ? order[k] : k);
        wz_buffer_puts(out, fact ? text + 5 : text);
    }
}

static inline void write_examined(const random_case *c, wz_entity_kind kind, wz_buffer *out)
{
    const wz_entity *entity = &c->vocabulary->entities[kind];
    wz_buffer ids = {0};
    for (size_t i = 1; i < entity->count; i++)
        if (entity->attributes[i].type->kind == FEEL_T_BOOLEAN && entity->attributes[i].group &&
            strcmp(entity->attributes[i].group, "trigger") == 0)
            wz_buffer_printf(&ids, "%s ", entity->attributes[i].id);
    if (ids.length)
        wz_buffer_printf(out, "<examined facts=\"%s\" by=\"x\" on=\"2019-01-01\"/>", ids.data);
    wz_buffer_free(&ids);
}

static inline void write_inner(const random_case *c, int person, wz_buffer *out, const int *order)
{
    static const char *const elements[WZ_ENTITIES] = {"incident", "person", "post", "sanction", "duty-record"};
    for (int i = 0; i < c->owner_count; i++) {
        const case_owner *o = &c->owners[i];
        if (o->person != person || o->form == SLOT_ABSENT)
            continue;
        wz_buffer_printf(out, "<%s id=\"%s\">", elements[o->kind], o->id);
        write_slots(c, i, out, order);
        wz_buffer_printf(out, "</%s>\n", elements[o->kind]);
    }
}

#define COMPLETE "<complete list=\"%s\" from=\"1990-01-01\" to=\"%s\" by=\"x\" on=\"2019-01-01\"/>"
static inline void write_lists(const random_case *c, wz_buffer *out)
{
    char day[WZ_DAY_TEXT];
    wz_day_format(c->as_of + 3000, day);
    if (c->closed_sanctions)
        wz_buffer_printf(out, COMPLETE, "sanctions", day);
    if (c->closed_records)
        wz_buffer_printf(out, COMPLETE, "duty_records", day);
}

/* The case as XML; `order` shuffles the facts of each entity (NULL: as they are). */
static inline void random_case_write(const random_case *c, wz_buffer *out, const int *order)
{
    char day[WZ_DAY_TEXT];
    wz_day_format(c->as_of, day);
    wz_buffer_clear(out);
    wz_buffer_printf(out, "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"%s\" as-of=\"%s\">\n",
                     c->jurisdiction, day);
    for (int i = 0; i < c->owner_count; i++) {
        const case_owner *o = &c->owners[i];
        if (o->person >= 0 || o->form == SLOT_ABSENT)
            continue;
        bool person = o->kind == WZ_PERSON;
        wz_buffer_printf(out, "<%s id=\"%s\"%s>", person ? "person" : "incident", o->id,
                         i == 0 ? " subject=\"true\"" : "");
        write_slots(c, i, out, order);
        if (person) {
            write_inner(c, i, out, order);
            write_lists(c, out);
            wz_buffer_puts(out, c->window);
            if (c->examined[1])
                write_examined(c, WZ_PERSON, out);
        }
        wz_buffer_printf(out, "</%s>\n", person ? "person" : "incident");
    }
    if (c->closed_incidents)
        wz_buffer_printf(out, COMPLETE, "incidents", "2030-01-01");
    if (c->examined[0])
        write_examined(c, WZ_INCIDENT, out);
    wz_buffer_puts(out, "</case>\n");
}

/* --- refining --- */

/* Whether stating a slot would say more than a declaration of examination leaves open: of an examined fact, or of
 * one that an examined fact settles. What was examined yields to what is stated later, which is a correction. */
static inline bool examined_slot(const random_case *c, const case_slot *s)
{
    if (s->joined && (c->examined[0] || c->examined[1]))
        return true;
    if (s->owner < 0 || !s->group || strcmp(s->group, "trigger") != 0 || s->form == SLOT_WEAK)
        return false;
    wz_entity_kind kind = c->owners[s->owner].kind;
    return (kind == WZ_INCIDENT && c->examined[0]) || (kind == WZ_PERSON && c->examined[1]);
}

/* Say one thing more: a slot, a new member of an open list, or that a list is closed. False where there was nothing
 * left at the place that the dice chose. */
static inline bool refine_once(random_case *c)
{
    uint32_t way = roll(&c->dice, 20);
    if (way == 0 || way == 1) {
        for (int i = 0; i < c->owner_count; i++)
            if (c->owners[i].form == SLOT_ABSENT)
                return c->owners[i].form = SLOT_FULL, true;
        return false;
    }
    bool *flag = way == 2 ? &c->closed_sanctions : way == 3 ? &c->closed_records : way == 4 ? &c->closed_incidents
                 : way == 5 ? &c->examined[1] : NULL;
    if (flag)
        return *flag ? false : (*flag = true);
    case_slot *s = &c->slots[roll(&c->dice, (uint32_t)c->slot_count)];
    if (s->form == SLOT_FULL || examined_slot(c, s) || (s->owner >= 0 && c->owners[s->owner].form == SLOT_ABSENT))
        return false;
    s->form = SLOT_FULL;
    return true;
}

#endif
