/* Whether a case fires a rule. */
#include "wenze/law_view.h"

#include "app/assessing.h"
#include "load/load.h"

#include <string.h>

static wz_rule_outcome of_truth(wz_truth truth)
{
    return truth == WZ_TRUE ? WZ_RULE_TRUE : truth == WZ_UNKNOWN ? WZ_RULE_UNKNOWN : WZ_RULE_FALSE;
}

static void raise(wz_rule_outcome *out, wz_truth truth)
{
    if (of_truth(truth) > *out)
        *out = of_truth(truth);
}

static void look(wz_rule_outcome *out, const wz_regime_result *regime, const char *rule)
{
    for (size_t i = 0; i < regime->finding_count; i++)
        if (strcmp(regime->findings[i].rule->id, rule) == 0)
            raise(out, regime->findings[i].truth);
    for (size_t i = 0; i < regime->ban_count; i++)
        if (strcmp(regime->bans[i].rule->id, rule) == 0)
            raise(out, regime->bans[i].truth);
}

int wz_rule_fires(wz_rule_outcome *out, wz_session *session, const char *name, const void *bytes, size_t size,
                  const char *today, const char *rule, wz_diag *diag)
{
    *out = WZ_RULE_ABSENT;
    wz_case *subject = NULL;
    wz_assessment *assessment = NULL;
    wz_order order = {.today = today};
    int code = wz_load_case_memory(&subject, name, bytes, size, session->rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = wz_app_assess(&assessment, session, subject, &order, diag);
    for (size_t p = 0; code == WZ_OK && p < assessment->person_count; p++)
        for (size_t r = 0; r < assessment->persons[p].regime_count; r++)
            look(out, &assessment->persons[p].regimes[r], rule);
    wz_assessment_free(assessment);
    wz_case_free(subject);
    return code;
}
