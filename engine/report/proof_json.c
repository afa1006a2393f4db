/* A derivation tree as JSON, in both languages: docs/formats.md, "Reasons". Members that say nothing are left out of a node,
 * so that a tree of thousands stays readable. */
#include "report/proof_say.h"

#include "base/alloc.h"
#include "feel/number.h"
#include "io/json_writer.h"

#include <limits.h>
#include <string.h>

typedef struct {
    wz_json_writer json;
    wz_teller tellers[WZ_LANGS];
    wz_proof_style styles[WZ_LANGS];
    wz_buffer scratch;
    const wz_proof *proof;
    unsigned depth;
    bool *written; /* by number */
} tree_json;

static void put_text(tree_json *w, const char *key, const char *text)
{
    if (text)
        wz_json_string(&w->json, key, text, strlen(text));
}

static void put_boolean(tree_json *w, const char *key, bool value)
{
    wz_json_literal(&w->json, key, value ? "true" : "false");
}

static void put_mark(tree_json *w, const char *key, bool set)
{
    if (set)
        put_boolean(w, key, true);
}

static void put_truth(tree_json *w, const char *key, wz_truth truth)
{
    wz_json_literal(&w->json, key, truth == WZ_TRUE ? "true" : truth == WZ_FALSE ? "false" : "null");
}

static void put_day(tree_json *w, const char *key, wz_day day)
{
    char text[WZ_DAY_TEXT];
    wz_day_format(day, text);
    put_text(w, key, text);
}

static void put_strings(tree_json *w, const char *key, wz_strings list)
{
    wz_json_open(&w->json, key, '[');
    for (size_t i = 0; i < list.count; i++)
        put_text(w, NULL, list.items[i]);
    wz_json_close(&w->json, ']');
}

/* A value; an open one with bounds as the object of its bounds, any other open one as null. */
static void put_value(tree_json *w, const char *key, feel_value value)
{
    char digits[FEEL_NUMBER_TEXT];
    const feel_unknown *bounds = value.tag == FEEL_UNKNOWN ? feel_bounds(value) : NULL;
    switch (value.tag) {
    case FEEL_BOOLEAN: put_boolean(w, key, feel_is_true(value)); return;
    case FEEL_DATE: put_day(w, key, value.as.integer); return;
    case FEEL_STRING: wz_json_string(&w->json, key, feel_str(value)->text, feel_str(value)->length); return;
    case FEEL_NUMBER:
        digits[feel_number_text(value, digits)] = '\0';
        /* beyond what readers hold exactly, as text */
        value.bits &FEEL_BIG ? put_text(w, key, digits) : wz_json_literal(&w->json, key, digits);
        return;
    case FEEL_LIST:
        wz_json_open(&w->json, key, '[');
        for (size_t i = 0; i < feel_items(value)->count; i++)
            put_value(w, NULL, feel_items(value)->items[i]);
        wz_json_close(&w->json, ']');
        return;
    default: break;
    }
    if (!bounds) {
        wz_json_literal(&w->json, key, "null");
        return;
    }
    wz_json_open(&w->json, key, '{');
    put_value(w, "at_least", bounds->low);
    put_value(w, "at_most", bounds->high);
    wz_json_close(&w->json, '}');
}

/* What a teller writes on one line, as a text in both languages. */
static void put_told(tree_json *w, const char *key, void (*tell)(wz_teller *, const void *), const void *what)
{
    static const char *const names[] = {[WZ_ZH] = "zh", [WZ_EN] = "en"};
    wz_json_open(&w->json, key, '{');
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        wz_teller *t = &w->tellers[lang];
        wz_buffer_clear(&w->scratch);
        t->prose.page = (wz_page){.out = &w->scratch, .width = 1u << 30};
        t->prose.norm = NULL;
        wz_page_line(&t->prose.page, 0, 0);
        tell(t, what);
        wz_page_end(&t->prose.page);
        const char *text = w->scratch.length ? w->scratch.data : "";
        text += strspn(text, "\n"); /* words of law begin lines of their own */
        size_t length = strlen(text);
        wz_json_string(&w->json, names[lang], text, length && text[length - 1] == '\n' ? length - 1 : length);
    }
    wz_json_close(&w->json, '}');
    w->json.out->failed |= w->scratch.failed;
}

static void tell_head(wz_teller *t, const void *node)
{
    wz_tell_head(t, node, false);
}

static void tell_law(wz_teller *t, const void *node)
{
    wz_tell_law(t, node, 0);
}

static void tell_set(wz_teller *t, const void *set)
{
    wz_tell_change_set(t, set);
}

/* --- nodes --- */

static const wz_attribute *attribute_of(const tree_json *w, wz_entity_kind entity, int attribute)
{
    return &w->proof->law->vocabulary->entities[entity].attributes[attribute];
}

static void put_rule(tree_json *w, const wz_proof_node *node)
{
    put_text(w, "rule", node->rule->id);
    put_text(w, "regime", node->book ? node->book->id : NULL);
    put_strings(w, "cites", node->rule->cites);
    if (node->kind == WZ_PROOF_FINDING)
        put_truth(w, "condition", node->condition);
}

static void put_range(tree_json *w, const char *key, wz_day_range range)
{
    if (range.has_low && range.has_high && range.low == range.high) {
        put_day(w, key, range.low);
        return;
    }
    if (!range.has_low && !range.has_high) {
        wz_json_literal(&w->json, key, "null");
        return;
    }
    wz_json_open(&w->json, key, '{');
    range.has_low ? put_day(w, "at_least", range.low) : wz_json_literal(&w->json, "at_least", "null");
    range.has_high ? put_day(w, "at_most", range.high) : wz_json_literal(&w->json, "at_most", "null");
    wz_json_close(&w->json, '}');
}

/* Members that belong to one kind of node. */
static void put_kind(tree_json *w, const wz_proof_node *node)
{
    switch (node->kind) {
    case WZ_PROOF_VALUE:
    case WZ_PROOF_STATED:
        put_text(w, "attribute", attribute_of(w, node->entity, node->attribute)->id);
        put_value(w, "value", node->value);
        if (node->kind == WZ_PROOF_VALUE) {
            put_text(w, "source", wz_fact_source_name(node->source));
        } else {
            put_text(w, "fact", node->fact->id);
            put_text(w, "standing", wz_standing_name(node->fact->standing));
            put_strings(w, "evidence", node->evidence);
        }
        break;
    case WZ_PROOF_EXAMINED: put_text(w, "declaration", node->examined->id); break;
    case WZ_PROOF_DEFINITION: put_text(w, "definition", node->define->id); break;
    case WZ_PROOF_READING: put_text(w, "reading", node->reading->id); break;
    case WZ_PROOF_BAN:
        put_range(w, "from", node->ban->from);
        put_range(w, "last_barred_day", node->ban->last_barred_day);
        break;
    case WZ_PROOF_WINDOW:
        put_text(w, "step", node->step->id);
        put_range(w, "from", node->window->from);
        put_range(w, "last_barred_day", node->window->last_barred_day);
        break;
    case WZ_PROOF_DUTY:
        put_day(w, "from", node->duty->from);
        put_day(w, "to", node->duty->to);
        wz_json_integer(&w->json, "required", node->duty->required);
        break;
    case WZ_PROOF_PART:
        put_text(w, "piece", wz_piece_kind_name(node->piece));
        if (!node->has_truth)
            put_value(w, "value", node->value);
        break;
    case WZ_PROOF_LIST:
        put_value(w, "members", node->value);
        put_boolean(w, "open", node->possible);
        break;
    default: break;
    }
}

static bool shown(const tree_json *w, const wz_proof_node *parent, const wz_proof_node *child)
{
    return w->tellers[0].style->full || wz_matters_to(parent, child);
}

static void put_children(tree_json *w, const wz_proof_node *node, unsigned level);

/* A node that stands for one told elsewhere carries that one's number; where that one is not told, it tells it itself, under
 * that number. */
static void put_node(tree_json *w, const char *key, const wz_proof_node *node, unsigned level)
{
    bool told = !node->twin || w->written[node->twin->number];
    wz_json_open(&w->json, key, '{');
    wz_json_integer(&w->json, "number", told ? node->number : node->twin->number);
    put_text(w, "kind", wz_proof_kind_name(node->kind));
    put_text(w, "as", wz_proof_link_name(node->link));
    put_told(w, "says", tell_head, node);
    if (node->has_truth)
        put_truth(w, "truth", node->truth);
    put_text(w, "name", node->name);
    if (node->rule)
        put_rule(w, node);
    if (node->of) {
        put_text(w, "entity", wz_entity_name(node->entity));
        put_text(w, "of", node->of);
    }
    put_kind(w, node);
    put_mark(w, "contradicted", node->marked);
    put_mark(w, "perhaps", node->possible && node->kind != WZ_PROOF_LIST);
    put_mark(w, "beside", !node->decides);
    put_mark(w, "cut", node->cut);
    if (node->left_out)
        wz_json_integer(&w->json, "left_out", (int64_t)node->left_out);
    const wz_proof_node *here = node->twin && !w->written[node->twin->number] ? node->twin : node;
    w->written[node->number] = w->written[here->number] = true;
    if (here->twin)
        wz_json_integer(&w->json, "same", here->twin->number);
    if (wz_tell_has_law(&w->tellers[0], here))
        put_told(w, "law", tell_law, here);
    put_children(w, here, level);
    wz_json_close(&w->json, '}');
}

static void put_children(tree_json *w, const wz_proof_node *node, unsigned level)
{
    size_t children = 0;
    for (size_t i = 0; i < node->child_count; i++)
        children += shown(w, node, node->children[i]);
    if (children && level + 1 >= w->depth) {
        put_boolean(w, "clipped", true);
    } else if (children) {
        wz_json_open(&w->json, "children", '[');
        for (size_t i = 0; i < node->child_count && !w->json.out->failed; i++)
            if (shown(w, node, node->children[i]))
                put_node(w, NULL, node->children[i], level + 1);
        wz_json_close(&w->json, ']');
    }
}

/* --- change sets --- */

static void put_change(tree_json *w, const wz_change *change)
{
    wz_json_open(&w->json, NULL, '{');
    put_text(w, "entity", wz_entity_name(change->entity));
    put_text(w, "of", change->of);
    put_text(w, "attribute", attribute_of(w, change->entity, change->attribute)->id);
    put_value(w, "before", change->before);
    put_value(w, "after", change->after);
    put_boolean(w, "supposed", change->supposed);
    wz_json_close(&w->json, '}');
}

static void put_changes(tree_json *w)
{
    const wz_changes *changes = w->proof->changes;
    if (!changes) {
        wz_json_literal(&w->json, "changes", "null");
        return;
    }
    wz_json_open(&w->json, "changes", '{');
    put_boolean(w, "open", changes->open);
    wz_json_integer(&w->json, "complete", changes->complete);
    put_boolean(w, "cut", changes->cut);
    wz_json_integer(&w->json, "candidates", (int64_t)changes->candidates);
    wz_json_integer(&w->json, "trials", (int64_t)changes->trials);
    wz_json_open(&w->json, "sets", '[');
    for (size_t i = 0; i < changes->count; i++) {
        const wz_change_set *set = &changes->sets[i];
        wz_json_open(&w->json, NULL, '{');
        put_told(w, "says", tell_set, set);
        set->name ? put_text(w, "becomes", set->name) : put_truth(w, "becomes", set->truth);
        wz_json_open(&w->json, "facts", '[');
        for (size_t k = 0; k < set->count; k++)
            put_change(w, &set->changes[k]);
        wz_json_close(&w->json, ']');
        wz_json_close(&w->json, '}');
    }
    wz_json_close(&w->json, ']');
    wz_json_close(&w->json, '}');
}

int wz_proof_json(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    tree_json w = {
        .json = {.out = out}, .proof = proof, .depth = style->depth && !style->full ? style->depth : UINT_MAX};
    w.written = wz_calloc((size_t)proof->nodes + 2, sizeof *w.written);
    if (!w.written)
        return WZ_ENOMEM;
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        w.styles[lang] = *style;
        w.styles[lang].lang = (wz_lang)lang;
        wz_teller_begin(&w.tellers[lang], &w.scratch, proof, &w.styles[lang]);
    }
    wz_json_open(&w.json, NULL, '{');
    put_text(&w, "case", proof->subject->id);
    put_text(&w, "person", proof->person->self.id);
    put_text(&w, "regime", proof->book->id);
    put_day(&w, "as_of", proof->as_of);
    put_boolean(&w, "governing", proof->governing);
    put_boolean(&w, "hypothetical", proof->hypothetical);
    put_boolean(&w, "cut", proof->cut);
    put_node(&w, "root", proof->root, 0);
    put_changes(&w);
    wz_json_close(&w.json, '}');
    wz_buffer_putc(out, '\n');
    wz_buffer_free(&w.scratch);
    wz_free(w.written);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
