/* Which of the reader's cases fire a rule. */
#include "web/pages.h"

void wz_page_law_rule_cases(wz_exchange *x, const char *rule)
{
    (void)x, (void)rule;
}
