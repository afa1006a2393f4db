/* A derivation tree as a picture: boxes from the conclusion on the left to the facts on the right, drawn by Graphviz from a
 * description in DOT. How a box stands is said in words, by its border (a true one solid, a false one dashed, an open one
 * dotted) and by a colour that tells blue from orange, so that it can be read in black and white and without telling colours.
 *
 * Invariant: whatever goes into a label is quoted by put_label(); nothing else of the case goes into the description. */
#include "report/proof_say.h"

#include "base/alloc.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    wz_teller t;
    wz_buffer *out;
    wz_buffer scratch;
    unsigned depth;
    size_t boxes;
    bool *shown; /* by number */
} picture;

enum {
    LABEL_COLUMNS = 34,
    COMFORTABLE = 70, /* boxes that a page can hold */
    MOST_BOXES = 600, /* beyond which drawing takes too long */
    DEEPEST = 24
};

/* --- labels --- */

static void start_label(picture *p)
{
    wz_buffer_clear(&p->scratch);
    p->t.prose.page = (wz_page){.out = &p->scratch, .width = LABEL_COLUMNS};
    wz_page_line(&p->t.prose.page, 0, 0);
}

/* The page's lines, each set to the left. A backslash would begin an escape of Graphviz, a quotation mark end the label. */
static void put_label(picture *p)
{
    wz_page_end(&p->t.prose.page);
    wz_buffer_puts(p->out, "label=\"");
    for (size_t i = 0; i < p->scratch.length && !p->scratch.failed; i++) {
        char c = p->scratch.data[i];
        if (c == '\n')
            wz_buffer_puts(p->out, "\\l");
        else if (c == '"' || c == '\\')
            wz_buffer_printf(p->out, "\\%c", c);
        else
            wz_buffer_putc(p->out, c);
    }
    wz_buffer_puts(p->out, "\"");
    p->out->failed |= p->scratch.failed;
}

/* --- boxes --- */

static const char *sign_of(const wz_proof_node *node)
{
    static const char *const signs[] = {[WZ_FALSE] = "✗ ", [WZ_UNKNOWN] = "? ", [WZ_TRUE] = "✓ "};
    return node->has_truth ? signs[node->truth] : "";
}

static void put_style(picture *p, const wz_proof_node *node)
{
    static const char *const borders[] = {[WZ_FALSE] = "dashed", [WZ_UNKNOWN] = "dotted", [WZ_TRUE] = "solid"};
    static const char *const fills[] = {[WZ_FALSE] = "#fdebd3", [WZ_UNKNOWN] = "#f2f2f2", [WZ_TRUE] = "#dcecf9"};
    static const char *const inks[] = {[WZ_FALSE] = "#a04000", [WZ_UNKNOWN] = "#555555", [WZ_TRUE] = "#0b4f8a"};
    bool fact = node->kind == WZ_PROOF_VALUE || node->kind == WZ_PROOF_STATED || node->kind == WZ_PROOF_EXAMINED;
    bool conclusion = node->link == WZ_LINK_ROOT;
    wz_buffer_printf(p->out, ",style=\"filled%s,%s\",fillcolor=\"%s\",color=\"%s\",penwidth=%s", fact ? ",rounded" : "",
                     node->has_truth ? borders[node->truth] : "solid", node->has_truth ? fills[node->truth] : "#ffffff",
                     node->has_truth ? inks[node->truth] : "#333333", conclusion ? "2.4" : "1.2");
}

/* Logic whose parts follow is only a sign that joins them. */
static bool is_joint(const wz_proof_node *node, bool opened)
{
    return opened && node->kind == WZ_PROOF_PART &&
           (node->piece == WZ_PIECE_AND || node->piece == WZ_PIECE_OR || node->piece == WZ_PIECE_NOT);
}

static void put_joint(picture *p, const wz_proof_node *node)
{
    static const char *const words[][2] = {
        [WZ_PIECE_AND] = {"且", "and"}, [WZ_PIECE_OR] = {"或", "or"}, [WZ_PIECE_NOT] = {"非", "not"}};
    start_label(p);
    wz_say_raw(&p->t.prose, sign_of(node));
    wz_tell(&p->t, words[node->piece][0], words[node->piece][1]);
    wz_page_end(&p->t.prose.page);
    if (p->scratch.length)
        p->scratch.data[--p->scratch.length] = '\0'; /* centred: no line end */
    put_label(p);
    wz_buffer_puts(p->out, ",shape=ellipse,margin=\"0.04,0.02\"");
}

static void put_box(picture *p, const wz_proof_node *node, uint32_t number, bool opened)
{
    p->boxes++;
    wz_buffer_printf(p->out, "  n%u [", number);
    if (is_joint(node, opened)) {
        put_joint(p, node);
    } else {
        start_label(p);
        wz_say_raw(&p->t.prose, sign_of(node));
        wz_tell_head(&p->t, node, opened);
        put_label(p);
    }
    put_style(p, node);
    wz_buffer_puts(p->out, "];\n");
}

static void put_edge(picture *p, uint32_t from, uint32_t to, const wz_proof_node *child)
{
    const char *how = child->link == WZ_LINK_EXCEPTION ? ",arrowtail=tee,style=dashed"
                      : !child->decides                ? ",arrowtail=empty,style=dotted"
                                                       : "";
    wz_buffer_printf(p->out, "  n%u -> n%u [dir=back%s];\n", from, to, how);
}

static void put_stub(picture *p, uint32_t parent, unsigned levels)
{
    p->boxes++;
    start_label(p);
    wz_tell(&p->t, "… 另有 ", "… ");
    wz_say_count(&p->t.prose, levels);
    wz_tell(&p->t, " 层", levels == 1 ? " more level" : " more levels");
    wz_buffer_printf(p->out, "  more%u [", parent);
    put_label(p);
    wz_buffer_printf(p->out, ",shape=plaintext,style=\"\"];\n  n%u -> more%u [dir=none,style=dotted];\n", parent,
                     parent);
}

/* A choice and its condition say one thing: the condition's parts stand at the choice's own box. */
static bool is_passed_over(const wz_proof_node *parent, const wz_proof_node *child)
{
    return parent->kind == WZ_PROOF_CHOICE && child->kind == WZ_PROOF_PART && child->link == WZ_LINK_CONDITION &&
           child->truth == parent->truth && child->child_count > 0;
}

static void draw(picture *p, const wz_proof_node *here, unsigned level);

static void draw_children(picture *p, uint32_t box, const wz_proof_node *here, unsigned level)
{
    for (size_t i = 0; i < here->child_count && !p->out->failed && p->boxes <= MOST_BOXES; i++) {
        const wz_proof_node *child = here->children[i];
        if (!wz_shows_child(&p->t, here, child))
            continue;
        if (is_passed_over(here, child)) {
            draw_children(p, box, child, level);
            continue;
        }
        const wz_proof_node *full = wz_full_node(child);
        if (!p->shown[full->number])
            draw(p, full, level + 1);
        put_edge(p, box, full->number, child);
    }
}

static void draw(picture *p, const wz_proof_node *here, unsigned level)
{
    p->shown[here->number] = true;
    bool any = wz_shown_children(&p->t, here) > 0, hidden = any && level + 1 >= p->depth;
    put_box(p, here, here->number, any && !hidden);
    if (hidden)
        put_stub(p, here->number, wz_shown_levels(&p->t, here, 100));
    else
        draw_children(p, here->number, here, level);
}

/* --- the description --- */

static void draw_all(picture *p)
{
    const char *title =
        "  graph [rankdir=LR,charset=\"UTF-8\",ranksep=0.45,nodesep=0.12,labelloc=t,fontsize=14,pad=0.2";
    wz_buffer_puts(p->out, "digraph proof {\n");
    wz_buffer_puts(p->out, title);
    wz_buffer_puts(p->out, ",fontname=\"Noto Sans CJK SC\",");
    start_label(p);
    p->t.prose.page.width = 3 * LABEL_COLUMNS;
    wz_tell_title(&p->t);
    wz_page_line(&p->t.prose.page, 0, 0);
    wz_tell(&p->t, "实线框：成立、是；虚线框：不成立、否；点线框：不能确定",
            "solid: holds, yes; dashed: does not hold, no; dotted: not known");
    put_label(p);
    wz_buffer_puts(p->out, "];\n  node [shape=box,fontname=\"Noto Sans CJK SC\",fontsize=10.5,margin=\"0.12,0.06\"];\n"
                           "  edge [color=\"#555555\",arrowsize=0.7];\n");
    draw(p, p->t.proof->root, 0);
    wz_buffer_puts(p->out, "}\n");
}

static int describe(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style, unsigned depth, size_t *boxes)
{
    picture p = {.out = out, .depth = depth};
    p.shown = wz_calloc((size_t)proof->nodes + 2, sizeof *p.shown);
    if (!p.shown)
        return WZ_ENOMEM;
    wz_teller_begin(&p.t, &p.scratch, proof, style);
    draw_all(&p);
    *boxes = p.boxes;
    wz_free(p.shown);
    wz_buffer_free(&p.scratch);
    return out->failed ? WZ_ENOMEM : p.boxes > MOST_BOXES ? WZ_ELIMIT : WZ_OK;
}

/* Without a depth, as many levels as a page holds well. */
int wz_proof_dot(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    size_t start = out->length, boxes = 0;
    if (style->depth || style->full)
        return describe(out, proof, style, style->full ? DEEPEST * DEEPEST : style->depth, &boxes);
    int code = WZ_OK;
    for (unsigned depth = DEEPEST; depth > 2; depth--) {
        out->length = start;
        code = describe(out, proof, style, depth, &boxes);
        if (code == WZ_ENOMEM || (code == WZ_OK && boxes <= COMFORTABLE))
            break;
    }
    return code;
}

/* --- drawing --- */

/* Graphviz keeps its state in globals. */
static pthread_mutex_t drawing = PTHREAD_MUTEX_INITIALIZER;

static int ignore(char *message)
{
    (void)message;
    return 0;
}

/* The text from one mark to behind another, within a piece; NULL where it does not stand there. */
static const char *behind(const char *at, const char *mark)
{
    const char *found = strstr(at, mark);
    return found ? found + strlen(mark) : NULL;
}

/* The element itself: what stands before it is an XML declaration, a DOCTYPE that names a place on the net, and a comment.
 * The boxes' own titles and ids go: they name nothing to a reader, and would stand twice where two pictures share a page. */
static void take_svg(wz_buffer *out, const char *data)
{
    static const char title[] = "<title>", group[] = "<g id=\"";
    const char *at = strstr(data, "<svg");
    out->failed |= !at;
    while (at && !out->failed) {
        const char *next = strstr(at, "<");
        while (next && strncmp(next, title, sizeof title - 1) != 0 && strncmp(next, group, sizeof group - 1) != 0)
            next = strstr(next + 1, "<");
        wz_buffer_add(out, at, next ? (size_t)(next - at) : strlen(at));
        if (!next)
            return;
        bool is_group = next[1] == 'g';
        wz_buffer_puts(out, is_group ? "<g" : "");
        at = is_group ? behind(next + sizeof group - 1, "\"") : behind(next, "</title>\n");
    }
}

/* The context lives as long as the process: Graphviz's text layout remembers the last font's name by a pointer into the
 * context's own list of fonts, beyond the end of one. */
static GVC_t *context;

/* As one of Graphviz's formats. A resolution other than its own of 72 is set before the layout. */
static int render(wz_buffer *out, char *dot, bool bitmap)
{
    char resolution[] = "dpi", dots[12];
    if (!context)
        context = gvContext();
    Agraph_t *graph = context ? agmemread(dot) : NULL;
    char *data = NULL;
    unsigned length = 0;
    snprintf(dots, sizeof dots, "%d", WZ_PROOF_PNG_DPI);
    if (graph && bitmap)
        agattr(graph, AGRAPH, resolution, dots);
    bool good = graph && gvLayout(context, graph, "dot") == 0, drawn = true;
    if (good) {
        good = drawn = gvRenderData(context, graph, bitmap ? "png:cairo" : "svg", &data, &length) == 0 && data;
        if (good && bitmap)
            wz_buffer_add(out, data, length);
        else if (good)
            take_svg(out, data);
        gvFreeLayout(context, graph);
    }
    if (data)
        gvFreeRenderData(data);
    if (graph)
        agclose(graph);
    if (bitmap && !drawn) /* no room, or no library that draws dots */
        return WZ_ELIMIT;
    return !good || out->failed ? WZ_ENOMEM : WZ_OK;
}

static int draw_as(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style, bool bitmap)
{
    wz_buffer dot = {0};
    int code = wz_proof_dot(&dot, proof, style);
    if (code == WZ_OK) {
        pthread_mutex_lock(&drawing);
        agseterrf(ignore);
        code = render(out, dot.data, bitmap);
        agseterrf(NULL);
        pthread_mutex_unlock(&drawing);
    }
    wz_buffer_free(&dot);
    return code;
}

int wz_proof_svg(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    return draw_as(out, proof, style, false);
}

int wz_proof_png(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    return draw_as(out, proof, style, true);
}
