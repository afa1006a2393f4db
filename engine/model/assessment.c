/* Names of what an assessment says, as the published result writes them. */
#include "model/assessment.h"

const char *wz_fact_source_name(wz_fact_source source)
{
    static const char *const names[] = {"stated", "examined", "exclusion", "implication", "rule"};
    return names[source];
}

const char *wz_period_counts_name(wz_period_counts counts)
{
    static const char *const names[] = {"whole", "partial_post", "partial_force", "not_ended"};
    return names[counts];
}

const char *wz_applicability_name(wz_applicability applicability)
{
    static const char *const names[] = {"direct", "by_reference", "unknown", "out_of_scope", "not_in_force"};
    return names[applicability];
}

void wz_assessment_free(wz_assessment *assessment)
{
    if (assessment)
        wz_arena_free(assessment->arena);
}
