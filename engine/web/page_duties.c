/* Duties of the people of a case, as calendars of periods. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/duties.h"

#include <string.h>

static const char *label_of(const wz_entity_view *person)
{
    return *person->name ? person->name : person->id;
}

static void write_window(wz_exchange *x, const wz_opened *opened)
{
    wz_html(&x->body,
            "<form class=\"inline noprint\" method=\"get\" action=\"%s/duties\"><label>%s <input type=\"date\" "
            "name=\"from\" "
            "value=\"%s\"></label><label>%s <input type=\"date\" name=\"to\" "
            "value=\"%s\"></label><button>%s</button><span class=\"hint\">%s</span></form>\n",
            wz_case_path(x, opened->content->id), wz_say(x, "查看期间：自", "From"), wz_query(x, "from"),
            wz_say(x, "至", "to"), wz_query(x, "to"), wz_say(x, "查看", "Show"),
            wz_say(x, "不填：按案件所写，否则看事发当年和上一年",
                   "Empty: as the case says, else its year and the one before"));
}

static void write_person(wz_exchange *x, const wz_opened *opened, const wz_entity_view *person)
{
    char *html = NULL;
    wz_duties_request request = WZ_DUTIES_REQUEST_INIT;
    wz_diag *diag = wz_diag_new();
    request.file = "case.xml";
    request.bytes = opened->bytes;
    request.size = opened->size;
    request.person = person->id;
    request.today = wz_today(x);
    request.from = *wz_query(x, "from") ? wz_query(x, "from") : NULL;
    request.to = *wz_query(x, "to") ? wz_query(x, "to") : NULL;
    request.format = WZ_FORMAT_HTML;
    request.language = x->language;
    wz_html(&x->body, "<section class=\"duties\"><h2>%s</h2>\n", label_of(person));
    int code = wz_duties(&html, NULL, x->worker->session, &request, diag);
    if (code == WZ_OK)
        wz_buffer_puts(&x->body, html); /* HTML of the library's, which escapes what the case says */
    else
        wz_problems_list(x, diag);
    wz_buffer_puts(&x->body, "</section>\n");
    wz_text_free(html);
    wz_diag_free(diag);
}

void wz_page_duties(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        size_t people = 0;
        wz_case_head(x, &opened, "/duties");
        write_window(x, &opened);
        for (size_t i = 0; i < opened.content->entity_count; i++) {
            if (opened.content->entities[i].kind != WZ_VIEW_PERSON)
                continue;
            write_person(x, &opened, &opened.content->entities[i]);
            people++;
        }
        if (!people)
            wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                    wz_say(x, "案件里还没有人员。请先在“事实”里加上。",
                           "The case has nobody yet. Add people under “Facts”."));
    }
    wz_access_close(&opened);
}
