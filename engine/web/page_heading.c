/* The case's own words and its evidence: title, place, the day as of which it is assessed; what each paper is called. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"

#include <string.h>

enum { MOST_EDITS = 3 };

static void begin_form(wz_exchange *x, const wz_opened *opened, const char *what, const char *id)
{
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/heading", wz_case_path(x, opened->content->id)), false);
    wz_fill_over(x, opened);
    wz_html(&x->body,
            "<input type=\"hidden\" name=\"what\" value=\"%s\"><input type=\"hidden\" name=\"id\" value=\"%s\">\n",
            what, id);
}

static void write_heading(wz_exchange *x, const wz_opened *opened)
{
    const wz_case_content *c = opened->content;
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "案件", "The case"));
    begin_form(x, opened, "heading", "");
    wz_fill_line(x, "title", wz_say(x, "标题", "Title"), "text", c->title, "maxlength=\"200\"");
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    wz_fill_line(x, "jurisdiction", wz_say(x, "地区，从省级写起", "Place, from the province down"), "text",
                 c->jurisdiction, "maxlength=\"200\" placeholder=\"北京市/通州区\"");
    wz_fill_line(x, "as-of", wz_say(x, "以哪一天为准（不写：认定之日）", "As of (none: the day of assessing)"), "date",
                 c->as_of, "");
    wz_html(&x->body, "</div>\n<p><button class=\"main\">%s</button></p></form>\n", wz_say(x, "保存", "Save"));
}

static size_t used(const wz_case_content *c, const char *id)
{
    size_t count = 0, length = strlen(id);
    for (size_t i = 0; i < c->entity_count; i++)
        for (size_t f = 0; f < c->entities[i].fact_count; f++) {
            const char *list = c->entities[i].facts[f].evidence, *at = list;
            while ((at = strstr(at, id))) {
                bool whole = (at == list || at[-1] == ' ') && (!at[length] || at[length] == ' ');
                count += whole;
                if (whole)
                    break;
                at += length;
            }
        }
    return count;
}

static void write_piece(wz_exchange *x, const wz_opened *opened, const wz_evidence_view *e)
{
    wz_buffer link = {0};
    wz_html_url(&link, e->id);
    wz_html(&x->body,
            "<details class=\"add\"><summary><span class=\"mono\">%s</span> %s <small>%s %s</small></summary>\n", e->id,
            e->title, e->document_no, e->day);
    begin_form(x, opened, "evidence", e->id);
    wz_fill_line(x, "title", wz_say(x, "名称", "Title"), "text", e->title, "maxlength=\"300\"");
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    wz_fill_line(x, "document-no", wz_say(x, "文号", "Document number"), "text", e->document_no, "maxlength=\"200\"");
    wz_fill_line(x, "date", wz_say(x, "日期", "Date"), "text", e->day, "maxlength=\"40\" placeholder=\"2019-08-26\"");
    wz_html(&x->body,
            wz_say(x, "</div>\n<p class=\"hint\">作为 %zu 项事实的证据。</p>\n",
                   "</div>\n<p class=\"hint\">Evidence of %zu facts.</p>\n"),
            used(opened->content, e->id));
    wz_html(&x->body,
            "<p class=\"bar\"><button class=\"main\">%s</button> <a class=\"button\" "
            "href=\"%s/remove/%s\">%s</a></p></form>"
            "</details>\n",
            wz_say(x, "保存", "Save"), wz_case_path(x, opened->content->id), link.data ? link.data : "",
            wz_say(x, "删去 …", "Remove …"));
    wz_buffer_free(&link);
}

static void write_page(wz_exchange *x, const wz_opened *opened)
{
    const wz_case_content *c = opened->content;
    write_heading(x, opened);
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "证据", "Evidence"));
    for (size_t i = 0; i < c->evidence_count; i++)
        write_piece(x, opened, &c->evidence[i]);
    if (!c->evidence_count)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "还没有登记证据。", "No evidence is listed yet."));
    wz_html(&x->body, "<p><a class=\"button\" href=\"%s/add\">＋ %s</a></p>\n", wz_case_path(x, c->id),
            wz_say(x, "添加证据", "Add evidence"));
}

static void begin_page(wz_exchange *x, const wz_opened *opened)
{
    wz_case_head(x, opened, "/form");
    wz_fill_contents(x, opened->content, "/heading");
}

void wz_page_heading(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        if (wz_library_vocabulary(x)) {
            begin_page(x, &opened);
            write_page(x, &opened);
        } else {
            wz_not_found(x);
        }
    }
    wz_access_close(&opened);
}

/* An edit for a field that says something else than what stands; how many edits there are then. */
static size_t differ(wz_exchange *x, const char *of, const char *name, const char *stands, wz_edit *edits,
                     wz_edit_field *values, size_t count)
{
    const char *value = wz_fill_field(x, name);
    if (!wz_field_get(&x->form, name) || strcmp(value, stands) == 0)
        return count;
    values[count] = (wz_edit_field){"value", value};
    edits[count] = (wz_edit){1, WZ_EDIT_SET, NULL, of, name, &values[count], 1};
    return count + 1;
}

static const wz_evidence_view *find_piece(const wz_case_content *c, const char *id)
{
    for (size_t i = 0; i < c->evidence_count; i++)
        if (strcmp(c->evidence[i].id, id) == 0)
            return &c->evidence[i];
    return NULL;
}

static void save(wz_exchange *x, const wz_opened *opened, const wz_evidence_view *piece)
{
    const wz_case_content *c = opened->content;
    wz_edit edits[MOST_EDITS];
    wz_edit_field values[MOST_EDITS];
    const char *of = piece ? piece->id : NULL;
    size_t n = differ(x, of, "title", piece ? piece->title : c->title, edits, values, 0);
    n = piece ? differ(x, of, "document-no", piece->document_no, edits, values, n)
              : differ(x, of, "jurisdiction", c->jurisdiction, edits, values, n);
    n = piece ? differ(x, of, "date", piece->day, edits, values, n)
              : differ(x, of, "as-of", c->as_of, edits, values, n);
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    int code = wz_fill_save(x, opened, edits, n, &added, diag);
    if (code == WZ_OK) {
        wz_redirect(x, added.unchanged ? "case-same" : "case-saved", "%s/heading", wz_case_path(x, c->id));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        begin_page(x, opened);
        wz_problems_list(x, diag);
        write_page(x, opened);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_heading(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const wz_evidence_view *piece = find_piece(opened.content, wz_form(x, "id"));
        bool heading = strcmp(wz_form(x, "what"), "heading") == 0;
        bool evidence = piece && strcmp(wz_form(x, "what"), "evidence") == 0;
        if (!wz_library_vocabulary(x) || !(heading || evidence)) {
            wz_not_found(x);
        } else if (!wz_fill_is_newest(x, &opened)) {
            begin_page(x, &opened);
            wz_fill_conflict(x);
            write_page(x, &opened);
        } else {
            save(x, &opened, heading ? NULL : piece);
        }
    }
    wz_access_close(&opened);
}
