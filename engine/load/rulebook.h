/* The checks of a rule against its kind's part, which the rulebook loader runs for each rule. Private to this module. */
#ifndef WZ_LOAD_RULEBOOK_H
#define WZ_LOAD_RULEBOOK_H

#include "load/common.h"
#include "model/rulebook.h"

/* Attributes of a rule, in the order of its table, and its children, in the order of theirs. */
enum {
    RULE_ID, RULE_CITES, RULE_MODALITY, RULE_FROM, RULE_TO, RULE_FOR_EACH, RULE_REACHES, RULE_OVERRIDES, RULE_SHARED,
    RULE_VERIFY, RULE_CONCLUDES, RULE_VALUE, RULE_APPLIES, RULE_CONDUCT, RULE_ACTIVITIES, RULE_PERSONALLY, RULE_OF,
    RULE_OPEN, RULE_BODY, RULE_BARS, RULE_EXPELS, RULE_GROUNDS, RULE_RECIPIENT, RULE_ACTOR, RULE_ACT, RULE_ATTRIBUTES
};
enum {
    CHILD_LABEL, CHILD_WHEN, CHILD_FROM, CHILD_LASTS, CHILD_TO, CHILD_VERSION, CHILD_FREQUENCY, CHILD_MEASURE,
    CHILD_STARTS, CHILD_READING, CHILD_NORM, CHILD_NOTE, CHILD_COUNT
};

/* Report what the rule of this element has that its part does not know, and what it lacks. */
void wz_check_part(wz_report *report, const wz_element *element, const wz_rule *rule);

/* Check what the rules of a rulebook say of each other: ids, reaches, overrides, grounds. */
void wz_check_rules(wz_report *report, const wz_rulebook *rulebook);

#endif
