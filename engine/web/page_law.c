/* The law: every regulation with its articles, and beside each the rules that model it, in words. */
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "wenze/check.h"

#include <string.h>

typedef struct {
    const wz_approval *list;
    bool confirmed;
    const char *sha256;
} looking;

static bool see_approval(const wz_approval *approval, void *payload)
{
    looking *l = payload;
    l->confirmed |= strcmp(approval->sha256, l->sha256) == 0 && approval->confirmed_by && !approval->withdrawn_by;
    return true;
}

static bool is_approved(wz_exchange *x, const char *sha256)
{
    looking l = {.sha256 = sha256};
    wz_approval_list(x->worker->store, see_approval, &l, NULL);
    return l.confirmed;
}

static void write_status(wz_exchange *x, const wz_regulation_view *r)
{
    wz_html(&x->body, "<span class=\"tag %s\">%s</span> ", r->draft ? "open" : "accent", r->status);
    bool approved = is_approved(x, r->sha256);
    wz_html(&x->body, "<span class=\"tag %s\">%s</span>", approved ? "good" : "",
            approved ? wz_say(x, "规则库已核准", "rulebook approved")
                     : wz_say(x, "规则库未核准", "rulebook not approved"));
}

void wz_page_law(wz_exchange *x)
{
    const wz_law_view *law = wz_library_law(x);
    if (!law) {
        wz_refuse_code(x, WZ_ENOMEM, NULL);
        return;
    }
    size_t count;
    const wz_regulation_view *list = wz_law_view_regulations(law, &count);
    wz_page_title(x, wz_say(x, "规定与规则", "Regulations"));
    if (!count)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "规则目录中没有规定。", "There is no regulation."));
    wz_html(
        &x->body,
        "<div class=\"table\" tabindex=\"0\"><table class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th "
        "class=\"number\">%s"
        "</th><th>%s</th></tr></thead><tbody>\n",
        wz_say(x, "规定", "Regulation"), wz_say(x, "适用地区", "Place"), wz_say(x, "施行", "In force"),
        wz_say(x, "规则", "Rules"), wz_say(x, "状态", "Status"));
    for (size_t i = 0; i < count; i++) {
        const wz_regulation_view *r = &list[i];
        wz_html(&x->body, "<tr><td><a href=\"/law/%s\">%s</a></td><td data-label=\"%s\">%s</td>", r->id, r->title,
                wz_say(x, "适用地区", "Place"),
                *r->jurisdiction ? r->jurisdiction : wz_say(x, "全国", "the whole country"));
        wz_html(&x->body, "<td data-label=\"%s\">%s%s%s</td><td class=\"number\" data-label=\"%s\">%zu</td><td>",
                wz_say(x, "施行", "In force"), *r->from ? r->from : "—", *r->to ? "—" : "", r->to,
                wz_say(x, "规则", "Rules"), r->rule_count);
        write_status(x, r);
        wz_buffer_puts(&x->body, "</td></tr>\n");
    }
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
}

static void write_readings(wz_exchange *x, const wz_reading_view *readings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const wz_reading_view *r = &readings[i];
        wz_html(&x->body, "<details><summary>%s %s%s</summary><p>%s</p>", wz_say(x, "读法", "Reading"), r->id,
                r->presumption ? wz_say(x, "（推定）", " (presumed)") : "", r->chosen);
        if (*r->alternative)
            wz_html(&x->body, "<p><b>%s</b>%s</p>", wz_say(x, "另一读法：", "Alternative: "), r->alternative);
        if (*r->when)
            wz_html(&x->body, "<p><b>%s</b>%s</p>", wz_say(x, "则当：", "Then when: "), r->when);
        wz_buffer_puts(&x->body, "</details>\n");
    }
}

static void write_norms(wz_exchange *x, const wz_rule_view *rule)
{
    for (size_t i = 0; i < rule->norm_count; i++) {
        const wz_norm_view *n = &rule->norms[i];
        wz_html(&x->body, "<p><small>%s%s%s%s%s", wz_say(x, "《", ""), n->title, wz_say(x, "》", ""),
                *n->article ? wz_say(x, "第", ", article ") : "", n->article);
        wz_html(&x->body, "%s %s%s</small></p>\n", *n->article ? wz_say(x, "条", "") : "",
                n->to_verify ? wz_say(x, "〔待核〕", "[to be verified] ") : "", n->text);
    }
}

static void write_pair(wz_exchange *x, const char *zh, const char *en, const char *text)
{
    if (*text)
        wz_html(&x->body, "<p><b>%s</b>%s</p>\n", wz_say(x, zh, en), text);
}

static void write_rule(wz_exchange *x, const wz_rule_view *rule)
{
    wz_html(&x->body, "<article class=\"rule\" id=\"%s\">\n<p class=\"head\"><b>%s</b> <span class=\"tag\">%s</span>",
            rule->id, rule->label, rule->kind);
    if (*rule->modality)
        wz_html(&x->body, " <span class=\"tag accent\">%s</span>", rule->modality);
    if (rule->verify)
        wz_html(&x->body, " <span class=\"tag open\">%s</span>", wz_say(x, "待核", "to be verified"));
    wz_html(&x->body, " <a class=\"mono\" href=\"/law/rule/%s\">%s</a></p>\n", rule->id, rule->id);
    write_pair(x, "当：", "When: ", rule->when);
    write_pair(x, "可采取：", "Measures: ", rule->measures);
    write_pair(x, "限制：", "Bars: ", rule->bars);
    write_pair(x, "及于：", "Reaches: ", rule->reaches);
    write_pair(x, "注：", "Note: ", rule->note);
    write_norms(x, rule);
    write_readings(x, rule->readings, rule->reading_count);
    if (*rule->feel)
        wz_html(&x->body, "<details><summary>FEEL</summary><code>%s</code></details>\n", rule->feel);
    wz_buffer_puts(&x->body, "</article>\n");
}

static void write_provision(wz_exchange *x, const wz_regulation_view *r, const wz_provision_view *p)
{
    bool chapter = strcmp(p->element, "chapter") == 0 || strcmp(p->element, "section") == 0;
    if (chapter) {
        wz_html(&x->body, "<h2 class=\"chapter\" id=\"%s\">%s</h2>\n", p->eid,
                wz_arena_printf(x->arena, "%s　%s", p->heading, p->text));
        return;
    }
    if (!*p->text && !p->rule_count)
        return;
    wz_html(&x->body,
            "<section class=\"provision\" id=\"%s\"><p class=\"num\">%s</p><p class=\"words\" lang=\"zh-CN\">%s</p>"
            "</section>\n<div class=\"beside\">",
            p->eid, p->heading, p->text);
    for (size_t i = 0; i < p->rule_count; i++)
        write_rule(x, &r->rules[p->rules[i]]);
    if (*p->not_modelled)
        wz_html(&x->body, "<p class=\"hint\">%s%s</p>", wz_say(x, "不建模：", "Not modelled: "), p->not_modelled);
    wz_buffer_puts(&x->body, "</div>\n");
}

static void write_heading(wz_exchange *x, const wz_regulation_view *r)
{
    wz_page_title(x, r->title);
    wz_html(&x->body, "<nav class=\"bar\"><a href=\"/law\">← %s</a></nav>\n", wz_say(x, "全部规定", "All regulations"));
    wz_html(&x->body, "<dl class=\"facts\"><dt>%s</dt><dd>", wz_say(x, "状态", "Status"));
    write_status(x, r);
    wz_html(&x->body, "</dd><dt>%s</dt><dd>%s</dd>", wz_say(x, "适用地区", "Place"),
            *r->jurisdiction ? r->jurisdiction : wz_say(x, "全国", "the whole country"));
    if (*r->from || *r->to)
        wz_html(&x->body, "<dt>%s</dt><dd>%s — %s</dd>", wz_say(x, "施行期间", "In force"), r->from, r->to);
    if (r->leaves)
        wz_html(&x->body, "<dt>%s</dt><dd>%zu / %zu %s %zu</dd>", wz_say(x, "条款覆盖", "Coverage"), r->modelled,
                r->leaves, wz_say(x, "条款已建模；声明不建模", "provisions modelled; declared not modelled:"),
                r->declared);
    wz_html(&x->body, "<dt>%s</dt><dd class=\"mono\">%s</dd></dl>\n", wz_say(x, "规则库 SHA-256", "Rulebook SHA-256"),
            r->sha256);
    write_readings(x, r->readings, r->reading_count);
}

void wz_page_regulation(wz_exchange *x)
{
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *r = law ? wz_law_view_regulation(law, x->params[0]) : NULL;
    if (!r) {
        wz_not_found(x);
        return;
    }
    write_heading(x, r);
    if (!r->provision_count)
        wz_html(
            &x->body, "<div class=\"notice\"><p>%s</p></div>\n",
            wz_say(
                x, "本规定没有收入原文；规则逐条列出，所依据的规范以本系统的文字概述。",
                "The words of these norms are not at hand; their rules are listed, with the norms described in words "
                "of our own."));
    wz_buffer_puts(&x->body, "<div class=\"law\">\n");
    for (size_t i = 0; i < r->provision_count; i++)
        write_provision(x, r, &r->provisions[i]);
    wz_buffer_puts(&x->body, "</div>\n");
    for (size_t i = 0; !r->provision_count && i < r->rule_count; i++)
        write_rule(x, &r->rules[i]);
}

static const wz_rule_view *find_rule(const wz_law_view *law, const char *id, const wz_regulation_view **book)
{
    size_t count;
    const wz_regulation_view *list = wz_law_view_regulations(law, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < list[i].rule_count; r++)
            if (strcmp(list[i].rules[r].id, id) == 0) {
                *book = &list[i];
                return &list[i].rules[r];
            }
    return NULL;
}

void wz_page_law_rule(wz_exchange *x)
{
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *book = NULL;
    const wz_rule_view *rule = law ? find_rule(law, x->params[0], &book) : NULL;
    if (!rule) {
        wz_not_found(x);
        return;
    }
    wz_page_title(x, rule->label);
    wz_html(&x->body, "<nav class=\"bar\"><a href=\"/law/%s#%s\">← %s</a></nav>\n", book->id, rule->id, book->title);
    for (size_t i = 0; i < book->provision_count; i++) {
        const wz_provision_view *p = &book->provisions[i];
        for (size_t k = 0; k < p->rule_count; k++)
            if (&book->rules[p->rules[k]] == rule)
                wz_html(&x->body,
                        "<section class=\"provision\"><p class=\"num\">%s</p><p class=\"words\" lang=\"zh-CN\">%s</p>"
                        "</section>\n",
                        p->heading, p->text);
    }
    write_rule(x, rule);
    wz_page_law_rule_cases(x, rule->id);
}
