/* A derivation tree as text: a line or more for each node, joined by box-drawing characters. A node's words are first
 * wrapped on a page as wide as is left beside the branches, then set line by line behind them. */
#include "report/proof_say.h"

#include "base/alloc.h"

#include <limits.h>
#include <string.h>

typedef struct {
    wz_teller t;
    wz_buffer *out;
    wz_buffer scratch; /* one node's lines */
    wz_buffer prefix;  /* the branches left of the node at hand */
    unsigned columns;  /* that they take */
    unsigned width, depth;
    bool *shown; /* by number */
} tree_text;

enum { NARROWEST = 24, STEP = 3, FEW = 3 /* children that take no more room than saying that they are left out */ };

static void start_page(tree_text *w, unsigned used)
{
    wz_buffer_clear(&w->scratch);
    unsigned width = w->width > used + NARROWEST ? w->width - used : NARROWEST;
    w->t.prose.page = (wz_page){.out = &w->scratch, .width = width, .colour = w->t.style->colour};
}

/* Set the page's lines behind the branches: `first` before the first line, `rest` before all others; dimmed where the page
 * holds no styles of its own. */
static void set_lines_as(tree_text *w, const char *first, const char *rest, bool dim)
{
    wz_page_end(&w->t.prose.page);
    const char *at = w->scratch.length ? w->scratch.data : "";
    const char *lead = first;
    while (*at && !w->scratch.failed) {
        size_t length = strcspn(at, "\n");
        wz_buffer_add(w->out, w->prefix.length ? w->prefix.data : "", w->prefix.length);
        wz_buffer_puts(w->out, lead);
        wz_buffer_puts(w->out, dim ? "\033[2m" : "");
        wz_buffer_add(w->out, at, length);
        wz_buffer_puts(w->out, dim ? "\033[0m" : "");
        wz_buffer_putc(w->out, '\n');
        at += length + (at[length] == '\n');
        lead = rest;
    }
    w->out->failed |= w->scratch.failed || w->prefix.failed;
}

static void set_lines(tree_text *w, const char *first, const char *rest)
{
    set_lines_as(w, first, rest, false);
}

static void push(tree_text *w, const char *branch)
{
    wz_buffer_puts(&w->prefix, branch);
    w->columns += STEP;
}

static void pop(tree_text *w, size_t length)
{
    w->prefix.length = length;
    if (w->prefix.data)
        w->prefix.data[length] = '\0';
    w->columns -= STEP;
}

static void write_note(tree_text *w, const char *first, const char *zh, const char *en, unsigned count)
{
    start_page(w, w->columns + STEP);
    wz_page_line(&w->t.prose.page, 0, 2);
    wz_page_style(&w->t.prose.page, WZ_DIM);
    wz_tell(&w->t, zh, en);
    wz_say_count(&w->t.prose, count);
    wz_tell(&w->t, " 层（用 --depth 或 --full 展开）",
            count == 1 ? " more level (--depth or --full shows it)" : " more levels (--depth or --full shows them)");
    wz_page_style(&w->t.prose.page, WZ_PLAIN);
    set_lines(w, first, "   ");
}

static void write_node(tree_text *w, const wz_proof_node *node, unsigned level, const char *first, const char *rest);

/* A twin whose full telling is not on the page yet is told here. */
static const wz_proof_node *told_here(const tree_text *w, const wz_proof_node *node)
{
    return node->twin && !w->shown[node->twin->number] ? node->twin : node;
}

/* Whether all that stands below a node has been told above. */
static bool told_above(const tree_text *w, const wz_proof_node *node)
{
    size_t children = 0;
    for (size_t i = 0; i < node->child_count; i++) {
        const wz_proof_node *child = node->children[i];
        if (!wz_shows_child(&w->t, node, child))
            continue;
        children++;
        bool twin = child->twin && w->shown[child->twin->number];
        bool part = !child->twin && (child->kind == WZ_PROOF_PART || child->kind == WZ_PROOF_LIST);
        if (!twin && !(part && (child->kind == WZ_PROOF_LIST || told_above(w, child))))
            return false;
    }
    return children > 0;
}

static void write_children(tree_text *w, const wz_proof_node *node, unsigned level)
{
    size_t left = wz_shown_children(&w->t, node);
    if (left && level + 1 >= w->depth && (left > FEW || wz_shown_levels(&w->t, node, 2) > 1)) {
        write_note(w, "└─ ", "… 另有 ", "… ", wz_shown_levels(&w->t, node, 100));
        return;
    }
    for (size_t i = 0; i < node->child_count && !w->out->failed; i++) {
        if (!wz_shows_child(&w->t, node, node->children[i]))
            continue;
        left--;
        write_node(w, node->children[i], level + 1, left ? "├─ " : "└─ ", left ? "│  " : "   ");
    }
}

static void write_node(tree_text *w, const wz_proof_node *node, unsigned level, const char *first, const char *rest)
{
    const wz_proof_node *here = told_here(w, node);
    bool above = !w->t.style->full && node->kind == WZ_PROOF_CHOICE && told_above(w, node);
    bool opened = !above && wz_shown_children(&w->t, here) > 0;
    bool branch = level > 0;
    start_page(w, w->columns + (branch ? STEP : 0));
    wz_page_line(&w->t.prose.page, 0, 2);
    wz_tell_head(&w->t, node, opened);
    bool again = node->twin && here == node && wz_shown_children(&w->t, node->twin);
    if (again || above)
        wz_tell(&w->t, "〔理由见上〕", " [reasons above]");
    if (here->cut)
        wz_tell(&w->t, "〔以下从略〕", " [cut here]");
    set_lines(w, first, rest);
    w->shown[node->number] = true;
    if (here != node)
        w->shown[here->number] = true;
    size_t length = w->prefix.length;
    if (branch)
        push(w, rest);
    if (wz_tell_has_law(&w->t, here)) {
        start_page(w, w->columns + STEP);
        w->t.prose.page.colour = false;
        wz_tell_law(&w->t, here, 0);
        set_lines_as(w, opened ? "│  " : "   ", opened ? "│  " : "   ", w->t.style->colour);
    }
    if (here->child_count && !above)
        write_children(w, here, level);
    if (branch)
        pop(w, length);
}

static void write_changes(tree_text *w)
{
    const wz_changes *changes = w->t.proof->changes;
    if (!changes)
        return;
    wz_buffer_putc(w->out, '\n');
    start_page(w, 0);
    wz_page_line(&w->t.prose.page, 0, 0);
    if (changes->count)
        wz_tell_changes_intro(&w->t);
    for (size_t i = 0; i < changes->count; i++) {
        wz_page_line(&w->t.prose.page, 2, 2);
        wz_say_raw(&w->t.prose, "· ");
        wz_tell_change_set(&w->t, &changes->sets[i]);
    }
    wz_page_line(&w->t.prose.page, changes->count ? 2 : 0, 2);
    wz_page_style(&w->t.prose.page, WZ_DIM);
    wz_tell_changes_end(&w->t);
    wz_page_style(&w->t.prose.page, WZ_PLAIN);
    set_lines(w, "", "");
}

int wz_proof_text(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    tree_text w = {.out = out,
                   .width = style->width ? style->width : 80,
                   .depth = style->depth && !style->full ? style->depth : UINT_MAX};
    w.shown = wz_calloc((size_t)proof->nodes + 2, sizeof *w.shown);
    if (!w.shown)
        return WZ_ENOMEM;
    wz_teller_begin(&w.t, &w.scratch, proof, style);
    start_page(&w, 0);
    wz_page_line(&w.t.prose.page, 0, 2);
    wz_page_style(&w.t.prose.page, WZ_BOLD);
    wz_tell_title(&w.t);
    wz_page_style(&w.t.prose.page, WZ_PLAIN);
    set_lines(&w, "", "");
    write_node(&w, proof->root, 0, "", "");
    write_changes(&w);
    if (proof->cut) {
        start_page(&w, 0);
        wz_page_line(&w.t.prose.page, 0, 0);
        wz_tell(&w.t, "推导过大，部分内容从略。", "The derivation is too large to be shown whole.");
        set_lines(&w, "", "");
    }
    wz_free(w.shown);
    wz_buffer_free(&w.scratch);
    wz_buffer_free(&w.prefix);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
