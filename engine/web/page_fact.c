/* All statements of one fact: two papers may contradict each other, and each statement has its own value, standing, evidence, days
 * of the conduct, and for facts about duties the provision that it speaks of. Each is changed or removed by itself. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"

#include <string.h>

enum { MOST_FIELDS = 12 };

/* What the page is of. */
typedef struct {
    const wz_case_content *c;
    const wz_entity_view *e;
    const wz_attribute_view *a;
    size_t count; /* statements there are */
} topic;

static bool is_of(const topic *t, size_t i)
{
    return strcmp(t->e->facts[i].attribute, t->a->id) == 0;
}

/* False where there is no such entity or attribute. */
static bool find_topic(wz_exchange *x, const wz_opened *opened, topic *t)
{
    const wz_vocabulary_view *v = wz_library_vocabulary(x);
    *t = (topic){.c = opened->content, .e = wz_fill_entity(opened->content, x->params[1])};
    if (!v || !t->e || !(t->a = wz_vocabulary_attribute(v, t->e->kind, x->params[2])))
        return false;
    for (size_t i = 0; i < t->e->fact_count; i++)
        t->count += is_of(t, i);
    return true;
}

static const char *encoded(wz_exchange *x, const char *text)
{
    wz_buffer out = {0};
    wz_html_url(&out, text);
    const char *kept = wz_arena_strdup(x->arena, out.data ? out.data : "");
    wz_buffer_free(&out);
    return kept ? kept : "";
}

static const char *page_path(wz_exchange *x, const topic *t)
{
    const char *path = wz_arena_printf(x->arena, "%s/facts/%s/%s", wz_case_path(x, t->c->id), encoded(x, t->e->id),
                                       encoded(x, t->a->id));
    return path ? path : "";
}

static const char *form_path(wz_exchange *x, const topic *t, const char *incident)
{
    bool other = *incident && strcmp(incident, wz_fill_subject(t->c)) != 0;
    const char *path = wz_arena_printf(x->arena, "%s/form/%s%s%s", wz_case_path(x, t->c->id), encoded(x, t->e->id),
                                       other ? "?in=" : "", other ? encoded(x, incident) : "");
    return path ? path : "";
}

/* --- drawing --- */

/* A part of the statement `id` ("" = the new one) as it was typed, where it was this one that was sent; else as it stands. */
static const char *shown(const wz_exchange *x, const char *what, const char *id, const char *name, const char *stands)
{
    bool mine = x->method == WZ_POST && x->status == 400 && strcmp(wz_form(x, "what"), what) == 0 &&
                strcmp(wz_form(x, "id"), id) == 0;
    const char *value = mine ? wz_field_get(&x->form, name) : NULL;
    return value ? value : stands;
}

static void write_incident(wz_exchange *x, const topic *t, const char *chosen)
{
    if (!t->a->in_incident || !wz_fill_more_incidents(t->c))
        return;
    const char *id = wz_arena_printf(x->arena, "in-%zu", x->body.length);
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"in\">", id,
            wz_say(x, "事件", "Incident"), id);
    for (size_t i = 0; i < t->c->entity_count; i++)
        if (t->c->entities[i].kind == WZ_VIEW_INCIDENT)
            wz_fill_option(x, t->c->entities[i].id, wz_fill_name(x, &t->c->entities[i]), chosen);
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static void write_days(wz_exchange *x, const char *from, const char *to)
{
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    wz_fill_line(x, "from", wz_say(x, "行为自", "Conduct from"), "date", from, "");
    wz_fill_line(x, "to", wz_say(x, "行为至", "Conduct to"), "date", to, "");
    wz_html(&x->body, "</div>\n<p class=\"hint\">%s</p>\n",
            wz_say(x, "行为在哪一天，两处就写同一天；不写即为事件当日。阻挠调查、迟报一类的行为应当写明。",
                   "For conduct on one day give that day twice; where nothing is given it is the day of the incident. "
                   "Give it for conduct such as late reporting or hindering the investigation."));
}

/* Of which provision or regulation a fact about duties speaks. */
static void write_provision(wz_exchange *x, const char *duty, const char *under)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    const char *id = wz_arena_printf(x->arena, "under-%zu", x->body.length);
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    wz_fill_line(x, "duty", wz_say(x, "所指职责条款", "Duty it speaks of"), "text", duty,
                 "list=\"duties\" maxlength=\"200\" placeholder=\"bj2019.6.2a\"");
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"under\">", id,
            wz_say(x, "所指规定", "Regulation it speaks of"), id);
    wz_fill_option(x, "", wz_say(x, "不限", "any"), under);
    bool known = !*under;
    for (size_t i = 0; i < count; i++) {
        known |= strcmp(list[i].id, under) == 0;
        wz_fill_option(x, list[i].id, list[i].short_title, under);
    }
    if (!known)
        wz_fill_option(x, under, under, under);
    wz_html(&x->body, "</select></p></div>\n<p class=\"hint\">%s</p>\n",
            wz_say(x, "查实的是哪一条职责、或者哪一部规定的职责；不写，即泛指其职责。",
                   "Which duty, or the duties of which regulation, this was found of; otherwise duties in general."));
}

static void write_duties(wz_exchange *x)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    wz_buffer_puts(&x->body, "<datalist id=\"duties\">");
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < list[i].rule_count; r++)
            if (list[i].rules[r].is_duty)
                wz_html(&x->body, "<option value=\"%s\">%s</option>", list[i].rules[r].id, list[i].rules[r].label);
    wz_buffer_puts(&x->body, "</datalist>\n");
}

/* The inputs of a statement, with what `f` says (NULL: of a new one). */
static void write_inputs(wz_exchange *x, const topic *t, const char *what, const wz_fact_view *f)
{
    const char *id = f ? f->id : "", *name = wz_arena_printf(x->arena, "standing-%zu", x->body.length);
    const char *incident = f ? f->incident : *wz_query(x, "in") ? wz_query(x, "in") : wz_fill_subject(t->c);
    const char *value = wz_arena_printf(x->arena, "value-%zu", x->body.length);
    wz_html(&x->body, "<div class=\"row\"><div class=\"field\"><label for=\"%s\">%s</label>", value,
            wz_say(x, "内容", "Value"));
    wz_fill_value(x, t->a, value ? value : "", "value", shown(x, what, id, "value", wz_fill_stated(x, f)));
    wz_html(&x->body, "</div>\n<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"standing\">",
            name, wz_say(x, "状态", "Standing"), name);
    wz_fill_standings(x, shown(x, what, id, "standing", f ? f->standing : "established"));
    wz_buffer_puts(&x->body, "</select></p>\n");
    wz_fill_line(x, "evidence", wz_say(x, "证据编号", "Evidence"), "text",
                 shown(x, what, id, "evidence", f ? f->evidence : ""),
                 "list=\"evidence\" maxlength=\"500\" placeholder=\"e1 e2\"");
    wz_buffer_puts(&x->body, "</div>\n");
    write_incident(x, t, shown(x, what, id, "in", incident));
    write_days(x, shown(x, what, id, "from", f ? f->from : ""), shown(x, what, id, "to", f ? f->to : ""));
    if (t->a->of_duties)
        write_provision(x, shown(x, what, id, "duty", f ? f->duty : ""),
                        shown(x, what, id, "under", f ? f->under : ""));
}

static void begin_statement(wz_exchange *x, const wz_opened *opened, const topic *t, const char *id, const char *legend)
{
    wz_form_begin(x, page_path(x, t), false);
    wz_fill_over(x, opened);
    wz_html(&x->body, "<input type=\"hidden\" name=\"id\" value=\"%s\">\n<fieldset><legend>%s</legend>\n", id, legend);
}

static void write_statement(wz_exchange *x, const wz_opened *opened, const topic *t, const wz_fact_view *f,
                            size_t number)
{
    const char *legend = wz_arena_printf(x->arena, wz_say(x, "第 %zu 种说法", "Statement %zu"), number);
    if (!*f->id && t->count > 1) { /* no edit tells it from the others */
        wz_html(
            &x->body,
            "<fieldset><legend>%s</legend><p>%s <span class=\"tag\">%s</span></p><p class=\"hint\">%s</p></fieldset>\n",
            legend, f->words, wz_fill_standing(x, f->standing),
            wz_say(x, "这一说法写在对象本身的属性里；要改它，请先删去其他说法，或者在“XML”中修改。",
                   "This one is written as an attribute of its element: to change it, remove the others first, or "
                   "use the XML tab."));
        return;
    }
    begin_statement(x, opened, t, f->id, legend);
    write_inputs(x, t, "change", f);
    wz_html(&x->body,
            "<p class=\"bar\"><button class=\"main\" name=\"what\" value=\"change\">%s</button> <button name=\"what\" "
            "value=\"remove\">%s</button></p></fieldset></form>\n",
            wz_say(x, "保存这一说法", "Save this statement"), wz_say(x, "删去这一说法", "Remove this statement"));
}

static void write_new(wz_exchange *x, const wz_opened *opened, const topic *t)
{
    bool typed = x->status == 400 && strcmp(wz_form(x, "what"), "add") == 0;
    wz_html(&x->body,
            typed || !t->count ? "<details class=\"add\" open><summary>%s</summary>\n"
                               : "<details class=\"add\"><summary>%s</summary>\n",
            t->count ? wz_say(x, "添加另一说法", "Add another statement") : wz_say(x, "填写", "State it"));
    if (t->count)
        wz_html(
            &x->body, "<p class=\"hint\">%s</p>\n",
            wz_say(x,
                   "另一份材料说得不同的，写在这里，不要改掉先前的说法。都标“查实”而内容相反的，按“事实相互矛盾”处理"
                   "；标“反映”“有争议”的另行列出，不算矛盾。",
                   "Where another paper says otherwise, put it here rather than over the first. Two that are both "
                   "established and differ are a contradiction; what is alleged or disputed is listed apart and is "
                   "none."));
    begin_statement(x, opened, t, "", wz_say(x, "新的说法", "New statement"));
    write_inputs(x, t, "add", NULL);
    wz_html(&x->body,
            "<p><button class=\"main\" name=\"what\" value=\"add\">%s</button></p></fieldset></form></details>\n",
            wz_say(x, "添加", "Add"));
}

static void begin_page(wz_exchange *x, const wz_opened *opened, const topic *t)
{
    wz_case_head(x, opened, "/form");
    wz_fill_contents(x, opened->content, t->e->id);
}

static void write_page(wz_exchange *x, const wz_opened *opened, const topic *t)
{
    const char *incident = t->a->in_incident ? wz_query(x, "in") : "";
    wz_html(&x->body, "<h2>%s：%s</h2>\n", wz_fill_name(x, t->e), t->a->label);
    if (*t->a->question || *t->a->proof)
        wz_html(&x->body, "<p>%s</p><p class=\"hint\">%s%s</p>\n", t->a->question,
                *t->a->proof ? wz_say(x, "凭证：", "Proof: ") : "", t->a->proof);
    size_t number = 0;
    for (size_t i = 0; i < t->e->fact_count; i++)
        if (is_of(t, i))
            write_statement(x, opened, t, &t->e->facts[i], ++number);
    write_new(x, opened, t);
    wz_fill_evidence(x, t->c);
    if (t->a->of_duties)
        write_duties(x);
    wz_html(&x->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n", form_path(x, t, incident),
            wz_say(x, "回到全部事实", "Back to all facts"));
}

void wz_page_fact(wz_exchange *x)
{
    wz_opened opened;
    topic t;
    if (wz_access_open(x, x->params[0], &opened)) {
        if (find_topic(x, &opened, &t)) {
            begin_page(x, &opened, &t);
            write_page(x, &opened, &t);
        } else {
            wz_not_found(x);
        }
    }
    wz_access_close(&opened);
}

/* --- saving --- */

/* The statement of the form: by its id, or the only one. */
static const wz_fact_view *find_statement(wz_exchange *x, const topic *t)
{
    const char *id = wz_form(x, "id");
    for (size_t i = 0; i < t->e->fact_count; i++)
        if (is_of(t, i) && (*id ? strcmp(t->e->facts[i].id, id) == 0 : t->count == 1 && !*t->e->facts[i].id))
            return &t->e->facts[i];
    return NULL;
}

/* The fields of a statement as the form has them. What is empty is left out where `whole` is false: it then was not there before. */
static size_t read_fields(wz_exchange *x, const topic *t, bool whole, wz_edit_field fields[MOST_FIELDS])
{
    static const char *const more[] = {"in", "from", "to", "duty", "under"};
    const char *standing = *wz_form(x, "standing") ? wz_form(x, "standing") : "established";
    size_t n = wz_fill_statement(x, fields, t->a, wz_fill_field(x, "value"), standing, wz_fill_field(x, "evidence"));
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        const char *value = wz_fill_field(x, more[i]);
        bool incident = i > 0 || t->a->in_incident, provision = i < 3 || t->a->of_duties;
        if (incident && provision && wz_field_get(&x->form, more[i]) && (whole || *value))
            fields[n++] = (wz_edit_field){more[i], value};
    }
    return n;
}

static void save(wz_exchange *x, const wz_opened *opened, const topic *t, const wz_edit *edits, size_t count)
{
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    int code = wz_fill_save(x, opened, edits, count, &added, diag);
    bool last = edits[0].verb == WZ_EDIT_UNSET && t->count == 1;
    if (code == WZ_OK) {
        wz_redirect(x, added.unchanged ? "case-same" : "case-saved", "%s",
                    last ? form_path(x, t, "") : page_path(x, t));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        begin_page(x, opened, t);
        wz_problems_list(x, diag);
        write_page(x, opened, t);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

static void change(wz_exchange *x, const wz_opened *opened, const topic *t, bool removed)
{
    const wz_fact_view *f = find_statement(x, t);
    wz_edit_field fields[MOST_FIELDS];
    if (!f) {
        wz_not_found(x);
        return;
    }
    wz_edit edit = {.version = 1,
                    .verb = removed ? WZ_EDIT_UNSET : WZ_EDIT_SET,
                    .of = *f->id ? f->id : t->e->id,
                    .name = *f->id ? NULL : t->a->id,
                    .fields = fields};
    if (!removed)
        edit.field_count = read_fields(x, t, *f->id != '\0', fields);
    save(x, opened, t, &edit, 1);
}

/* One statement more. A first one that is written as an attribute of its element becomes a <fact>, so that each can be told from the
 * other; only that a post is held to this day cannot be written so. */
static void add(wz_exchange *x, const wz_opened *opened, const topic *t)
{
    wz_edit_field apart[5], fields[MOST_FIELDS + 1];
    wz_edit edits[2];
    size_t count = 0;
    const wz_fact_view *first = NULL;
    for (size_t i = 0; i < t->e->fact_count && !first; i++)
        if (is_of(t, i))
            first = &t->e->facts[i];
    if (first && !*first->id && t->count == 1 && strcmp(first->value, "null") != 0) {
        size_t n = wz_fill_statement(x, apart, t->a, wz_fill_stated(x, first), first->standing, first->evidence);
        apart[n++] = (wz_edit_field){"from", ""};
        edits[count++] = (wz_edit){1, WZ_EDIT_SET, NULL, t->e->id, t->a->id, apart, n};
    }
    fields[0] = (wz_edit_field){"name", t->a->id};
    size_t n = 1 + read_fields(x, t, false, fields + 1);
    edits[count++] = (wz_edit){1, WZ_EDIT_ADD, NULL, t->e->id, "fact", fields, n};
    save(x, opened, t, edits, count);
}

/* Whether what the form names as a duty is a rule or provision of some regulation, or nothing. */
static bool is_provision(wz_exchange *x, const char *duty)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    bool known = !*duty;
    for (size_t i = 0; i < count && !known; i++) {
        for (size_t r = 0; r < list[i].rule_count && !known; r++)
            known = strcmp(list[i].rules[r].id, duty) == 0;
        for (size_t p = 0; p < list[i].provision_count && !known; p++)
            known = strcmp(list[i].provisions[p].eid, duty) == 0;
    }
    return known;
}

/* What is wrong with what was typed, as far as the loader does not say it; NULL where nothing is. */
static const char *fault(wz_exchange *x, const topic *t)
{
    const char *under = wz_fill_field(x, "under");
    if (!*wz_fill_field(x, "value"))
        return wz_say(x, "请写明内容；不再成立的说法，请用“删去”。",
                      "Give a value; a statement that no longer stands is removed by its own button.");
    if (t->a->of_duties && !is_provision(x, wz_fill_field(x, "duty")))
        return wz_say(
            x, "“所指职责条款”不是任何规定的条款：请从提示中选，或者在“规定与规则”里查编号。",
            "The duty is no rule or provision of any regulation: choose one that is suggested, or look its id "
            "up under 'Regulations'.");
    const wz_law_view *law = wz_library_law(x);
    if (t->a->of_duties && *under && !(law && wz_law_view_regulation(law, under)))
        return wz_say(x, "“所指规定”不在规则库里：请重新选择。", "There is no such regulation: choose one.");
    return NULL;
}

static void refuse_here(wz_exchange *x, const wz_opened *opened, const topic *t, const char *why)
{
    begin_page(x, opened, t);
    if (why) {
        x->status = 400;
        wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", why);
    } else {
        wz_fill_conflict(x);
    }
    write_page(x, opened, t);
}

void wz_do_fact(wz_exchange *x)
{
    wz_opened opened;
    topic t;
    const char *what = wz_form(x, "what");
    bool removed = strcmp(what, "remove") == 0, changed = strcmp(what, "change") == 0, added = strcmp(what, "add") == 0;
    if (wz_access_open(x, x->params[0], &opened)) {
        bool there = find_topic(x, &opened, &t) && (removed || changed || added);
        const char *why = there && !removed ? fault(x, &t) : NULL;
        if (!there)
            wz_not_found(x);
        else if (!wz_fill_is_newest(x, &opened))
            refuse_here(x, &opened, &t, NULL);
        else if (why)
            refuse_here(x, &opened, &t, why);
        else if (added)
            add(x, &opened, &t);
        else
            change(x, &opened, &t, removed);
    }
    wz_access_close(&opened);
}
