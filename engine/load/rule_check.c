/* What a rule may and must have, by the part of the result that its kind fills; and what rules say of each other. A schema
 * cannot say this: which kinds there are is data in frame.xml. */
#include "load/rulebook.h"

#define A(name) (UINT32_C(1) << RULE_##name)
#define C(name) (UINT32_C(1) << CHILD_##name)

/* Besides what every rule may have. */
static const struct {
    uint32_t may, must;           /* attributes */
    uint32_t may_hold, must_hold; /* children */
} parts[WZ_PARTS] = {
    [WZ_PART_NONE] = {A(CONCLUDES) | A(VALUE), 0, 0, 0},
    [WZ_PART_SCOPE] = {A(APPLIES), A(APPLIES), 0, 0},
    [WZ_PART_GROUND] = {A(CONDUCT), 0, 0, 0},
    [WZ_PART_EXEMPTION] = {A(REACHES), 0, 0, 0},
    [WZ_PART_PATH] = {A(REACHES), 0, 0, 0},
    [WZ_PART_VETO] = {A(BARS) | A(GROUNDS), A(BARS) | A(GROUNDS), C(STARTS), C(STARTS)},
    [WZ_PART_MEASURE] = {A(OPEN), 0, C(MEASURE), C(MEASURE)},
    [WZ_PART_REFERRAL] = {A(RECIPIENT), A(RECIPIENT), 0, 0},
    [WZ_PART_AUTHORITY] = {A(BODY), A(BODY), C(MEASURE), 0},
    [WZ_PART_BAN] = {A(BARS) | A(EXPELS), A(FOR_EACH), C(FROM) | C(LASTS) | C(TO) | C(VERSION), 0},
    [WZ_PART_DUTY] = {A(ACTIVITIES) | A(PERSONALLY) | A(OF), A(ACTIVITIES), C(FREQUENCY), C(FREQUENCY)},
    [WZ_PART_PROCEDURE] = {A(ACTOR) | A(ACT), A(ACT), 0, 0},
    [WZ_PART_COMMENDATION] = {A(ACT), A(ACT), 0, 0},
};
static const uint32_t common_attributes =
    A(ID) | A(CITES) | A(MODALITY) | A(FROM) | A(TO) | A(FOR_EACH) | A(OVERRIDES) | A(SHARED) | A(VERIFY);
static const uint32_t common_children = C(LABEL) | C(WHEN) | C(READING) | C(NORM) | C(NOTE);

/* Whether an attribute was written, be its value right or not. */
static bool given(const wz_element *element, size_t attribute)
{
    return element->present >> attribute & 1;
}

static void check_attributes(wz_report *report, const wz_element *element, wz_part part)
{
    uint32_t may = common_attributes | parts[part].may;
    for (size_t i = 0; i < RULE_ATTRIBUTES; i++) {
        const char *name = element->rule->attributes[i].name;
        bool has = given(element, i);
        if (has && !(may >> i & 1))
            wz_report_error(report, "RULE-001", element->place,
                            "<%s> has %s=, which rules of the part %s do not have; %s", element->name, name,
                            wz_part_name(part), "leave it out, or use another kind");
        if (!has && (parts[part].must >> i & 1))
            wz_report_error(report, "RULE-002", element->place, "<%s> needs %s=, as a rule of the part %s; add it",
                            element->name, name, wz_part_name(part));
    }
}

static void check_children(wz_report *report, const wz_element *element, wz_part part)
{
    uint32_t may = common_children | parts[part].may_hold;
    for (size_t i = 0; i < CHILD_COUNT; i++) {
        const char *name = element->rule->children[i].element->name;
        if (element->counts[i] && !(may >> i & 1))
            wz_report_error(report, "RULE-003", element->place,
                            "<%s> holds <%s>, which rules of the part %s do not hold; take it out, or use another kind",
                            element->name, name, wz_part_name(part));
        if (!element->counts[i] && (parts[part].must_hold >> i & 1))
            wz_report_error(report, "RULE-004", element->place, "<%s> needs <%s>, as a rule of the part %s; add it",
                            element->name, name, wz_part_name(part));
    }
}

static void check_ban(wz_report *report, const wz_element *element, const wz_rule *rule)
{
    unsigned ends = element->counts[CHILD_LASTS] + element->counts[CHILD_TO];
    bool versions = element->counts[CHILD_VERSION] > 0;
    if (given(element, RULE_FOR_EACH) && rule->for_each != WZ_SANCTION)
        wz_report_error(report, "RULE-005", element->place,
                        "a ban follows from a sanction; write for-each=\"sanction\"");
    if (!rule->expels && !element->counts[CHILD_FROM])
        wz_report_error(report, "RULE-005", element->place, "the ban does not say when it begins; add <from>");
    if (!rule->expels && (versions ? ends != 0 : ends != 1))
        wz_report_error(report, "RULE-005", element->place,
                        "the ban's end is not clear; give it <lasts> or <to>, or <version>s, or expels=\"true\"");
    if (!rule->expels && !versions && rule->bars.count == 0)
        wz_report_error(report, "RULE-005", element->place, "the ban does not say which steps it bars; add bars=");
    for (size_t i = 0; i < rule->version_count; i++) {
        if (rule->versions[i].bars.count == 0)
            wz_report_error(report, "RULE-005", rule->versions[i].place,
                            "the version does not say which steps it bars; add bars= here or to the ban");
    }
}

/* A decision falls under one version at most. */
static void check_versions(wz_report *report, const wz_rule *rule)
{
    for (size_t i = 1; i < rule->version_count; i++) {
        const wz_ban_version *a = &rule->versions[i - 1], *b = &rule->versions[i];
        if (a->force.has_to && b->force.has_from && a->force.to < b->force.from)
            continue;
        wz_report_both(report, "RULE-006", b->place, a->place,
                       "the versions overlap, or are not in the order of their days; %s",
                       "let each begin after the one before has ended");
    }
}

static void check_duty(wz_report *report, const wz_element *element, const wz_rule *rule)
{
    if (element->counts[CHILD_FREQUENCY] && rule->frequency != WZ_UNQUANTIFIED && rule->required == 0)
        wz_report_error(report, "RULE-007", element->place, "the frequency does not say how often; add count= to it");
}

static bool has_modality(wz_part part)
{
    return part != WZ_PART_NONE && part != WZ_PART_SCOPE;
}

void wz_check_part(wz_report *report, const wz_element *element, const wz_rule *rule)
{
    wz_part part = rule->kind->part;
    check_attributes(report, element, part);
    check_children(report, element, part);
    if (part == WZ_PART_BAN)
        check_ban(report, element, rule);
    check_versions(report, rule);
    if (part == WZ_PART_DUTY)
        check_duty(report, element, rule);
    if (has_modality(part) && !given(element, RULE_MODALITY))
        wz_report_error(report, "RULE-008", element->place, "<%s> has no modality=; write must, may, must_not or %s",
                        element->name, "by_reference");
    if (given(element, RULE_VALUE) && !given(element, RULE_CONCLUDES))
        wz_report_error(report, "RULE-009", element->place, "value= stands without concludes=; add it");
    bool cited = given(element, RULE_CITES) || rule->norm_count;
    for (size_t i = 0; i < rule->version_count; i++)
        cited |= rule->versions[i].norm_count > 0;
    if (!cited)
        wz_report_warning(report, "RULE-010", element->place, "<%s> cites no provision; add cites= or a <norm>",
                          element->name);
}

/* --- rules among each other --- */

static void no_rule(wz_report *report, const wz_rulebook *rulebook, const wz_rule *rule, const char *list,
                    const char *id)
{
    if (!wz_report_open(report)) {
        report->errors++;
        return;
    }
    size_t prefix = strlen(rulebook->id);
    bool elsewhere = strncmp(id, rulebook->id, prefix) != 0 || id[prefix] != '.';
    wz_nearest nearest = wz_nearest_to(id);
    for (size_t i = 0; i < rulebook->rule_count; i++)
        wz_nearest_try(&nearest, rulebook->rules[i].id);
    wz_report_error(
        report, "REF-020", rule->place, "%s= of '%s' names %s, which is no rule of '%s'; %s", list, rule->id,
        wz_shown(report, id), rulebook->id,
        wz_nearest_advice(report, &nearest,
                          elsewhere ? "a rule bears on rules of its own regulation only" : "correct the id"));
}

static bool same_conclusion(const wz_rule *a, const wz_rule *b)
{
    return a->concludes_entity == b->concludes_entity && a->concludes == b->concludes;
}

/* The rule that an id in a list names, reported where there is none. */
static const wz_rule *named(wz_report *report, const wz_rulebook *rulebook, const wz_map *ids, const wz_rule *rule,
                            const char *list, const char *id)
{
    const wz_rule *found = wz_map_pointer(ids, id);
    if (!found)
        no_rule(report, rulebook, rule, list, id);
    else if (found == rule)
        wz_report_error(report, "REF-021", rule->place, "%s= of '%s' names the rule itself; name another", list, id);
    return found == rule ? NULL : found;
}

static void check_rule(wz_report *report, const wz_rulebook *rulebook, const wz_map *ids, const wz_rule *rule)
{
    for (size_t i = 0; i < rule->reaches.count; i++)
        named(report, rulebook, ids, rule, "reaches", rule->reaches.items[i]);
    for (size_t i = 0; i < rule->overrides.count; i++) {
        const wz_rule *other = named(report, rulebook, ids, rule, "overrides", rule->overrides.items[i]);
        if (other && (rule->concludes_entity == WZ_NO_ENTITY || !same_conclusion(rule, other)))
            wz_report_both(report, "RULE-011", rule->place, other->place,
                           "'%s' overrides '%s', but they do not conclude the same; use reaches=, or leave it out",
                           rule->id, other->id);
    }
    for (size_t i = 0; i < rule->grounds.count; i++) {
        const wz_rule *ground = named(report, rulebook, ids, rule, "grounds", rule->grounds.items[i]);
        if (ground && ground->kind && ground->kind->part != WZ_PART_GROUND)
            wz_report_both(report, "RULE-012", rule->place, ground->place, "'%s' in grounds= is no ground; name one",
                           ground->id);
    }
}

void wz_check_rules(wz_report *report, const wz_rulebook *rulebook)
{
    wz_map ids;
    wz_map_init(&ids, report->arena);
    size_t prefix = strlen(rulebook->id);
    for (size_t i = 0; i < rulebook->rule_count; i++) {
        const wz_rule *rule = &rulebook->rules[i];
        const wz_rule *other = wz_map_pointer(&ids, rule->id);
        if (other)
            wz_report_both(report, "REF-001", rule->place, other->place, "the rule '%s' stands twice; rename one",
                           rule->id);
        else
            wz_map_add_pointer(&ids, rule->id, rule);
        if (strncmp(rule->id, rulebook->id, prefix) != 0 || rule->id[prefix] != '.')
            wz_report_error(report, "REF-022", rule->place, "the id '%s' does not begin with '%s.'; rename it",
                            rule->id, rulebook->id);
    }
    for (size_t i = 0; i < rulebook->rule_count; i++)
        check_rule(report, rulebook, &ids, &rulebook->rules[i]);
}
