/* Which of the reader's cases fire a rule: the newest of those that are open to the account are assessed, and each finding by
 * the rule is told with whom it is about. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/pages.h"
#include "wenze/law_view.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TRIED = 100, LONGEST_ID = 256 };

typedef struct {
    wz_exchange *x;
    char ids[MOST_TRIED][LONGEST_ID];
    size_t count;
} trying;

static bool keep(const wz_case_standing *standing, void *payload)
{
    trying *t = payload;
    if (standing->shared && strlen(standing->case_id) < LONGEST_ID)
        snprintf(t->ids[t->count++], LONGEST_ID, "%s", standing->case_id);
    return t->count < MOST_TRIED;
}

static void write_case(wz_exchange *x, const wz_opened *opened, bool holds)
{
    wz_html(&x->body, "<li><a href=\"%s/assessment\">%s</a> <span class=\"tag %s\">%s</span></li>\n",
            wz_case_path(x, opened->content->id),
            *opened->content->title ? opened->content->title : opened->content->id, holds ? "good" : "open",
            holds ? wz_say(x, "成立", "holds") : wz_say(x, "未决", "not settled"));
}

void wz_page_law_rule_cases(wz_exchange *x, const char *rule)
{
    if (!(x->account.roles & (WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION)))
        return;
    trying *t = wz_arena_alloc(x->arena, sizeof *t);
    if (!t || wz_case_standings(x->worker->store, NULL, x->account.id, keep, t, NULL) != WZ_OK)
        return;
    wz_html(&x->body, "<h2>%s</h2>\n<ul>\n", wz_say(x, "您的案件中适用本条的", "Your cases in which it fires"));
    size_t shown = 0;
    for (size_t i = 0; i < t->count; i++) {
        wz_opened opened = {0};
        if (wz_access_of(x, t->ids[i]) == WZ_ACCESS_OPEN && wz_access_open(x, t->ids[i], &opened)) {
            wz_rule_outcome outcome = WZ_RULE_ABSENT;
            wz_rule_fires(&outcome, x->worker->session, t->ids[i], opened.bytes, opened.size, wz_today(x), rule, NULL);
            if (outcome == WZ_RULE_TRUE || outcome == WZ_RULE_UNKNOWN) {
                write_case(x, &opened, outcome == WZ_RULE_TRUE);
                shown++;
            }
        }
        wz_access_close(&opened);
    }
    wz_html(&x->body, "</ul>\n");
    if (!shown)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "没有。", "None."));
    if (t->count == MOST_TRIED)
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
                wz_say(x, "只查了前 100 件。", "Only the first 100 were tried."));
}
