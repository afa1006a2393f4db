/* What is missing: open questions, most decisive first, each with what proves it and what its answer would change, to be
 * answered on the spot. An answer is a fact with its standing and evidence, and makes a new version of the case. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/ask.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 40, MOST_EVIDENCE = 4096 };

static int open_interview(wz_exchange *x, const wz_opened *opened, wz_interview **out, wz_diag *diag)
{
    wz_ask_request request = WZ_ASK_REQUEST_INIT;
    const char *person = wz_query(x, "person");
    request.person = *person ? person : NULL;
    request.today = wz_today(x);
    request.language = x->language;
    return wz_interview_open_memory(out, x->server->rules, "case.xml", opened->bytes, opened->size, &request, diag);
}

/* ---- a question ---- */

static void write_value(wz_exchange *x, const wz_open_question *q, size_t number)
{
    bool yes_no = strcmp(q->type, "boolean") == 0, choice = q->choice_count > 0;
    if (!yes_no && !choice) {
        wz_html(
            &x->body,
            "<p class=\"field\"><label for=\"v%zu\">%s</label><input id=\"v%zu\" name=\"value\" type=\"%s\" required "
            "maxlength=\"500\"></p>\n",
            number, wz_say(x, "答复", "Answer"), number, strcmp(q->type, "date") == 0 ? "date" : "text");
        return;
    }
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">", wz_say(x, "答复", "Answer"));
    if (yes_no)
        wz_html(&x->body,
                "<label><input type=\"radio\" name=\"value\" value=\"true\" required>%s</label>"
                "<label><input type=\"radio\" name=\"value\" value=\"false\">%s</label>",
                wz_say(x, "是", "yes"), wz_say(x, "否", "no"));
    for (size_t i = 0; i < q->choice_count; i++)
        if (q->many)
            wz_html(&x->body, "<label><input type=\"checkbox\" name=\"value\" value=\"%s\">%s</label>", q->choices[i],
                    q->choice_labels[i]);
        else
            wz_html(&x->body, "<label><input type=\"radio\" name=\"value\" value=\"%s\" required>%s</label>",
                    q->choices[i], q->choice_labels[i]);
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_standing(wz_exchange *x, size_t number)
{
    static const char *const ids[] = {"established", "refuted", "alleged", "disputed"};
    static const char *const zh[] = {"查实", "查否", "反映", "有争议"};
    static const char *const en[] = {"established", "refuted", "alleged", "disputed"};
    wz_html(&x->body, "<p class=\"field\"><label for=\"s%zu\">%s</label><select id=\"s%zu\" name=\"standing\">", number,
            wz_say(x, "查证情况", "Standing"), number);
    for (size_t i = 0; i < 4; i++)
        wz_html(&x->body, "<option value=\"%s\">%s</option>", ids[i], wz_say(x, zh[i], en[i]));
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static void write_evidence(wz_exchange *x, const wz_case_content *content)
{
    if (!content->evidence_count)
        return;
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">", wz_say(x, "证据", "Evidence"));
    for (size_t i = 0; i < content->evidence_count; i++)
        wz_html(&x->body, "<label><input type=\"checkbox\" name=\"evidence\" value=\"%s\">%s</label>",
                content->evidence[i].id,
                *content->evidence[i].title ? content->evidence[i].title : content->evidence[i].id);
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_effects(wz_exchange *x, const wz_open_question *q)
{
    if (!q->effect_count)
        return;
    wz_html(&x->body, "<details><summary>%s</summary><ul>\n", wz_say(x, "答复会改变什么", "What an answer changes"));
    for (size_t i = 0; i < q->effect_count; i++)
        wz_html(&x->body, "<li>%s</li>\n", q->effects[i]);
    wz_buffer_puts(&x->body, "</ul></details>\n");
}

static void write_question(wz_exchange *x, const wz_opened *opened, const wz_open_question *q, size_t number)
{
    wz_html(&x->body, "<section class=\"question\"><h3>%zu. %s</h3>\n<p class=\"hint\">%s · %s</p>\n", number + 1,
            q->question, q->name, q->label);
    if (*q->stated)
        wz_html(&x->body, "<p><span class=\"tag open\">%s</span> %s</p>\n", wz_say(x, "尚未查实", "not established"),
                q->stated);
    if (*q->proof)
        wz_html(&x->body, "<p>%s%s</p>\n", wz_say(x, "可凭：", "Proved by: "), q->proof);
    write_effects(x, q);
    if (x->account.roles & WZ_ACCOUNT_INVESTIGATOR) {
        wz_html(&x->body, "<details><summary>%s</summary>\n", wz_say(x, "答复", "Answer"));
        wz_form_begin(x, wz_arena_printf(x->arena, "%s/questions", wz_case_path(x, opened->content->id)), false);
        wz_html(&x->body,
                "<input type=\"hidden\" name=\"over\" value=\"%lld\"><input type=\"hidden\" name=\"of\" value=\"%s\">"
                "<input type=\"hidden\" name=\"fact\" value=\"%s\">\n",
                (long long)opened->version, q->of, q->fact);
        write_value(x, q, number);
        write_standing(x, number);
        write_evidence(x, opened->content);
        wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></details>\n",
                wz_say(x, "写入案件", "Put it into the case"));
    }
    wz_buffer_puts(&x->body, "</section>\n");
}

static void write_questions(wz_exchange *x, const wz_opened *opened, const wz_interview *interview)
{
    size_t settled, all, count = wz_interview_open_count(interview);
    wz_interview_progress(interview, &settled, &all);
    wz_html(&x->body,
            wz_say(x, "<p>已确定 %zu 项结论，共 %zu 项。</p>\n", "<p>%zu of %zu conclusions are settled.</p>\n"),
            settled, all);
    if (all)
        wz_html(&x->body, "<progress max=\"%zu\" value=\"%zu\" aria-label=\"%s\"></progress>\n", all, settled,
                wz_say(x, "已确定的结论", "Conclusions settled"));
    if (!count)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "没有未决问题：任何答复都不会再改变结论。",
                       "Nothing is open: no answer can change any conclusion any more."));
    for (size_t i = 0; i < count && i < MOST_SHOWN; i++)
        write_question(x, opened, wz_interview_question(interview, i), i);
    if (count > MOST_SHOWN)
        wz_html(&x->body,
                wz_say(x, "<p class=\"hint\">另有 %zu 个影响较小的问题，答完以上各题再看。</p>\n",
                       "<p class=\"hint\">%zu more, less decisive; answer these first.</p>\n"),
                count - MOST_SHOWN);
}

void wz_page_questions(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_interview *interview = NULL;
        wz_diag *diag = wz_diag_new();
        wz_case_head(x, &opened, "/questions");
        if (open_interview(x, &opened, &interview, diag) == WZ_OK)
            write_questions(x, &opened, interview);
        else
            wz_problems_list(x, diag);
        wz_interview_free(interview);
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

/* ---- an answer ---- */

/* The values of a form's fields of one name, joined by blanks; NULL where there is none. */
static const char *joined(wz_exchange *x, const char *name)
{
    const char *all = NULL;
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, name) == 0 && x->form.items[i].length)
            all = all ? wz_arena_printf(x->arena, "%s %s", all, x->form.items[i].value) : x->form.items[i].value;
    return all;
}

static int keep_answer(wz_exchange *x, const wz_opened *opened, wz_diag *diag)
{
    wz_interview *interview = NULL;
    char *bytes = NULL;
    size_t length = 0;
    wz_answer answer = WZ_ANSWER_INIT;
    answer.of = wz_form(x, "of");
    answer.fact = wz_form(x, "fact");
    answer.value = joined(x, "value");
    answer.standing = *wz_form(x, "standing") ? wz_form(x, "standing") : NULL;
    answer.evidence = joined(x, "evidence");
    int code = open_interview(x, opened, &interview, diag);
    if (code == WZ_OK)
        code = wz_interview_answer(interview, &answer, diag);
    if (code == WZ_OK)
        code = wz_interview_case(&bytes, &length, interview);
    if (code == WZ_OK) {
        wz_case_added added;
        wz_case_add_request request = WZ_CASE_ADD_INIT;
        request.bytes = bytes;
        request.size = length;
        request.by = x->account.name;
        request.over = opened->version;
        code = wz_case_add(NULL, &added, x->worker->store, x->server->rules, &request, diag);
    }
    wz_text_free(bytes);
    wz_interview_free(interview);
    return code;
}

void wz_do_question(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_diag *diag = wz_diag_new();
        if (strtoll(wz_form(x, "over"), NULL, 10) != opened.version) {
            wz_refuse(
                x, 409, "其间案件已有新版本，答复没有写入。请回到未决问题，按新版本作答。",
                "The case has a newer version by now, and the answer was not kept. Go back to the questions and answer "
                "that one.");
        } else {
            int code = keep_answer(x, &opened, diag);
            if (code == WZ_OK)
                wz_redirect(x, "answered", "%s/questions", wz_case_path(x, x->params[0]));
            else
                wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}
