/* A derivation tree as a fragment of HTML that is well-formed XML, too: lists within lists, each node with more below it
 * folded by <details>. No script, no style; classes say what a node is and how it stands, so that a page can show it its own
 * way. Nothing of the case or the law goes into the fragment but through escaping. */
#include "report/proof_say.h"

#include "base/alloc.h"
#include "report/xml_writer.h"

#include <limits.h>
#include <string.h>

typedef struct {
    wz_teller t;
    wz_buffer *out;
    wz_buffer scratch;
    const char *prefix;
    unsigned depth;
    bool *shown; /* by number */
} tree_html;

enum { OPEN_LEVELS = 3 };

static void start_page(tree_html *w)
{
    wz_buffer_clear(&w->scratch);
    w->t.prose.page = (wz_page){.out = &w->scratch, .width = 1u << 30, .colour = true};
    wz_page_line(&w->t.prose.page, 0, 0);
}

/* What the page holds, its styles becoming elements. A text cannot hold an escape: the page replaces them. */
static void put_line(tree_html *w, const char *at, size_t length)
{
    static const char bold[] = "\033[1m", plain[] = "\033[0m", dim[] = "\033[2m";
    bool inside = false;
    const char *end = at + length;
    while (at < end) {
        const char *escape = memchr(at, '\033', (size_t)(end - at));
        size_t run = (size_t)((escape ? escape : end) - at);
        wz_xml_escape(w->out, at, run);
        at += run;
        if (!escape)
            break;
        bool strong = strncmp(at, bold, sizeof bold - 1) == 0;
        if (inside)
            wz_buffer_puts(w->out, "</strong>");
        if (strong)
            wz_buffer_puts(w->out, "<strong>");
        inside = strong;
        at += strong ? sizeof bold - 1 : strncmp(at, dim, sizeof dim - 1) == 0 ? sizeof dim - 1 : sizeof plain - 1;
    }
    if (inside)
        wz_buffer_puts(w->out, "</strong>");
}

static void put_page(tree_html *w, const char *before, const char *after)
{
    wz_page_end(&w->t.prose.page);
    for (const char *at = w->scratch.length ? w->scratch.data : ""; *at && !w->scratch.failed;) {
        size_t length = strcspn(at, "\n");
        wz_buffer_puts(w->out, before);
        put_line(w, at, length);
        wz_buffer_puts(w->out, after);
        at += length + (at[length] == '\n');
    }
    w->out->failed |= w->scratch.failed;
}

static void put_id(tree_html *w, const char *attribute, uint32_t number)
{
    wz_buffer_printf(w->out, " %s", attribute);
    for (const char *c = w->prefix; *c; c++) /* what could end the attribute, or is no part of a name, does not go in */
        wz_buffer_putc(w->out, strchr("\"'<>& \t\n", *c) ? '_' : *c);
    wz_buffer_printf(w->out, "-%u\"", number);
}

static void put_classes(tree_html *w, const wz_proof_node *node)
{
    static const char *const truths[] = {[WZ_FALSE] = "false", [WZ_UNKNOWN] = "unknown", [WZ_TRUE] = "true"};
    wz_buffer_printf(w->out, " class=\"wz-node wz-%s wz-as-%s", wz_proof_kind_name(node->kind),
                     wz_proof_link_name(node->link));
    if (node->has_truth)
        wz_buffer_printf(w->out, " wz-%s", truths[node->truth]);
    if (node->marked)
        wz_buffer_puts(w->out, " wz-contradicted");
    if (!node->decides)
        wz_buffer_puts(w->out, " wz-beside");
    wz_buffer_puts(w->out, "\"");
}

static void put_head(tree_html *w, const wz_proof_node *node, const wz_proof_node *here, bool opened)
{
    wz_buffer_puts(w->out, "<span class=\"wz-head\">");
    start_page(w);
    wz_tell_head(&w->t, node, opened);
    put_page(w, "", "");
    if (node->twin && here == node && wz_shown_children(&w->t, node->twin)) {
        wz_buffer_puts(w->out, " <a class=\"wz-same\"");
        put_id(w, "href=\"#", node->twin->number);
        wz_buffer_puts(w->out, w->t.style->lang == WZ_EN ? ">reasons there</a>" : ">理由见该处</a>");
    }
    wz_buffer_puts(w->out, "</span>");
}

static void write_node(tree_html *w, const wz_proof_node *node, unsigned level);

static void write_below(tree_html *w, const wz_proof_node *here, unsigned level, bool opened)
{
    if (wz_tell_has_law(&w->t, here)) {
        wz_buffer_puts(w->out, "<blockquote class=\"wz-law\">");
        wz_buffer_clear(&w->scratch);
        w->t.prose.page = (wz_page){.out = &w->scratch, .width = 1u << 30};
        wz_tell_law(&w->t, here, 0);
        put_page(w, "<p>", "</p>");
        wz_buffer_puts(w->out, "</blockquote>");
    }
    if (opened) {
        wz_buffer_puts(w->out, "<ul>");
        for (size_t i = 0; i < here->child_count && !w->out->failed; i++)
            if (wz_shows_child(&w->t, here, here->children[i]))
                write_node(w, here->children[i], level + 1);
        wz_buffer_puts(w->out, "</ul>\n");
    }
    if (here->cut)
        wz_buffer_puts(w->out, w->t.style->lang == WZ_EN ? "<p class=\"wz-cut\">cut here</p>"
                                                         : "<p class=\"wz-cut\">以下从略</p>");
}

/* Levels that are not shown, as a line. */
static void write_hidden(tree_html *w, unsigned levels)
{
    wz_buffer_puts(w->out, "<p class=\"wz-cut\">");
    wz_buffer_printf(w->out,
                     w->t.style->lang != WZ_EN ? "… 另有 %u 层"
                     : levels == 1             ? "… %u more level"
                                               : "… %u more levels",
                     levels);
    wz_buffer_puts(w->out, "</p>");
}

static void write_node(tree_html *w, const wz_proof_node *node, unsigned level)
{
    const wz_proof_node *here = node->twin && !w->shown[node->twin->number] ? node->twin : node;
    bool any = wz_shown_children(&w->t, here) > 0, hidden = any && level + 1 >= w->depth;
    bool opened = any && !hidden;
    bool folds = opened || hidden || wz_tell_has_law(&w->t, here) || here->cut;
    w->shown[node->number] = w->shown[here->number] = true;
    wz_buffer_puts(w->out, "<li");
    put_classes(w, node);
    put_id(w, "id=\"", here->number);
    wz_buffer_puts(w->out, ">");
    if (folds)
        wz_buffer_puts(w->out, level < OPEN_LEVELS ? "<details open=\"open\"><summary>" : "<details><summary>");
    put_head(w, node, here, opened);
    if (folds) {
        wz_buffer_puts(w->out, "</summary>");
        write_below(w, here, level, opened);
        if (hidden)
            write_hidden(w, wz_shown_levels(&w->t, here, 100));
        wz_buffer_puts(w->out, "</details>");
    }
    wz_buffer_puts(w->out, "</li>\n");
}

static void write_changes(tree_html *w)
{
    const wz_changes *changes = w->t.proof->changes;
    if (!changes)
        return;
    wz_buffer_puts(w->out, "<div class=\"wz-changes\">");
    if (changes->count) {
        start_page(w);
        wz_tell_changes_intro(&w->t);
        put_page(w, "<p>", "</p><ul>");
    }
    for (size_t i = 0; i < changes->count; i++) {
        start_page(w);
        wz_tell_change_set(&w->t, &changes->sets[i]);
        put_page(w, "<li class=\"wz-change\">", "</li>");
    }
    wz_buffer_puts(w->out, changes->count ? "</ul>" : "");
    start_page(w);
    wz_tell_changes_end(&w->t);
    put_page(w, "<p class=\"wz-complete\">", "</p>");
    wz_buffer_puts(w->out, "</div>\n");
}

int wz_proof_html(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    tree_html w = {.out = out,
                   .prefix = style->prefix ? style->prefix : "proof",
                   .depth = style->depth && !style->full ? style->depth : UINT_MAX};
    w.shown = wz_calloc((size_t)proof->nodes + 2, sizeof *w.shown);
    if (!w.shown)
        return WZ_ENOMEM;
    wz_teller_begin(&w.t, &w.scratch, proof, style);
    wz_buffer_printf(out, "<section class=\"wz-proof\" lang=\"%s\">", style->lang == WZ_EN ? "en" : "zh-CN");
    start_page(&w);
    wz_tell_title(&w.t);
    put_page(&w, "<p class=\"wz-title\">", "</p>\n");
    wz_buffer_puts(out, "<ul class=\"wz-tree\">");
    write_node(&w, proof->root, 0);
    wz_buffer_puts(out, "</ul>\n");
    write_changes(&w);
    if (proof->cut) {
        start_page(&w);
        wz_tell(&w.t, "推导过大，部分内容从略。", "The derivation is too large to be shown whole.");
        put_page(&w, "<p class=\"wz-cut\">", "</p>");
    }
    wz_buffer_puts(out, "</section>\n");
    wz_free(w.shown);
    wz_buffer_free(&w.scratch);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
