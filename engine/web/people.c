/* Words for accounts. */
#include "web/people.h"

#include <time.h>

static const char *const roles_zh[WZ_ACCOUNT_ROLES] = {"办案人员",   "组织人事人员", "培训教员",       "学员",
                                                       "规则维护员", "系统管理员",   "安全保密管理员", "安全审计员"};
static const char *const roles_en[WZ_ACCOUNT_ROLES] = {
    "investigator",         "organisation department", "trainer", "learner", "rule maintainer",
    "system administrator", "security administrator",  "auditor"};

const char *wz_people_role(const wz_exchange *x, size_t number)
{
    return wz_say(x, roles_zh[number], roles_en[number]);
}

void wz_people_roles(wz_exchange *x, unsigned roles)
{
    bool first = true;
    for (size_t i = 0; i < WZ_ACCOUNT_ROLES; i++) {
        if (!(roles & (1U << i)))
            continue;
        wz_html(&x->body, "%s%s", first ? "" : wz_say(x, "、", ", "), wz_people_role(x, i));
        first = false;
    }
}

void wz_people_time(wz_exchange *x, int64_t time)
{
    if (!time) {
        wz_buffer_puts(&x->body, "—");
        return;
    }
    char machine[32], human[32];
    time_t seconds = (time_t)(time / 1000);
    struct tm parts;
    strftime(machine, sizeof machine, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &parts));
    strftime(human, sizeof human, "%Y-%m-%d %H:%M", localtime_r(&seconds, &parts));
    wz_html(&x->body, "<time datetime=\"%s\">%s</time>", machine, human);
}
