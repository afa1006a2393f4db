/* Building a derivation tree: its nodes, its limits and its beginning and end. Each finding and each value is told once;
 * where it is met again the node points to the one that tells it, so that the tree cannot grow beyond what there is. */
#include "explain/proof.h"

#include "explain/build.h"
#include "explain/words.h"

#include <string.h>

const char *wz_proof_kind_name(wz_proof_kind kind)
{
    static const char *const names[] = {"about",    "field",      "choice", "scope",   "finding", "measure",
                                        "ban",      "window",     "duty",   "part",    "value",   "stated",
                                        "examined", "definition", "list",   "reading", "day",     "note"};
    return names[kind];
}

const char *wz_proof_link_name(wz_proof_link link)
{
    static const char *const names[] = {"root",        "condition", "part",      "source",  "exclusion",
                                        "implication", "instead",   "exception", "offered", "force",
                                        "reading",     "choice",    "conclusion"};
    return names[link];
}

const char *wz_piece_kind_name(wz_piece_kind piece)
{
    static const char *const names[] = {"whole", "and", "or", "not", "some", "every", "member", "comparison", "if"};
    return names[piece];
}

wz_proof_node *wz_build_node(wz_builder *b, wz_proof_kind kind, wz_proof_link link)
{
    wz_proof_node *node = wz_arena_alloc(b->arena, sizeof *node);
    if (!node) {
        b->failed = true;
        return NULL;
    }
    *node =
        (wz_proof_node){.kind = kind, .link = link, .number = ++b->numbers, .decides = true, .entity = WZ_NO_ENTITY};
    return node;
}

void wz_build_add(wz_builder *b, wz_proof_list *list, wz_proof_node *node)
{
    if (!node)
        return;
    wz_proof_node **grown = wz_arena_grow(b->arena, list->items, list->count, &list->capacity, sizeof *grown);
    if (!grown) {
        b->failed = true;
        return;
    }
    list->items = grown;
    list->items[list->count++] = node;
}

bool wz_build_down(wz_builder *b, wz_proof_node *node)
{
    if (b->depth + 1 < b->most_depth && b->numbers < b->most_nodes && !b->failed &&
        wz_memory_status(b->e->memory) == WZ_OK) {
        b->depth++;
        return true;
    }
    node->cut = true;
    b->cut = true;
    return false;
}

void wz_build_up(wz_builder *b, wz_proof_node *node, const wz_proof_list *children)
{
    b->depth--;
    node->children = children->items;
    node->child_count = children->count;
}

void wz_build_truth(wz_proof_node *node, feel_value value)
{
    node->has_truth = true;
    node->truth = wz_truth_of(value);
    node->marked = value.tag == FEEL_UNKNOWN && value.bits & FEEL_MARKED;
}

void wz_build_conjunction(wz_proof_node *whole, const wz_proof_list *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        wz_proof_node *part = parts->items[i];
        if (!part->has_truth || part->link == WZ_LINK_READING || part->link == WZ_LINK_OFFERED)
            continue;
        /* an exception counts by not holding */
        wz_truth truth = part->link == WZ_LINK_EXCEPTION ? wz_not(part->truth) : part->truth;
        part->decides = whole->truth == WZ_TRUE || truth == whole->truth;
    }
}

const char *wz_build_text(wz_builder *b, wz_buffer *buffer)
{
    const char *text =
        buffer->failed ? NULL : wz_arena_strndup(b->arena, buffer->length ? buffer->data : "", buffer->length);
    b->failed |= !text;
    wz_buffer_free(buffer);
    return text ? text : "";
}

wz_text wz_build_words(wz_builder *b, const char *zh, const char *en, ...)
{
    wz_text text = {0};
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        va_list args;
        va_start(args, en);
        text.in[lang] = wz_arena_vprintf(b->arena, lang == WZ_EN ? en : zh, args);
        va_end(args);
        b->failed |= !text.in[lang];
    }
    return text;
}

static void say_range(wz_buffer *out, wz_day_range range, bool last, wz_lang lang)
{
    if (!range.has_low && !range.has_high)
        wz_buffer_puts(out, lang == WZ_EN ? "an unknown day" : "日期不明");
    else if (range.has_low && range.has_high)
        wz_words_day(out, last ? range.high : range.low, lang);
    else
        wz_words_day(out, range.has_low ? range.low : range.high, lang);
}

wz_text wz_build_days(wz_builder *b, wz_day_range from, wz_day_range to)
{
    wz_text text;
    bool one = from.has_low && from.has_high && to.has_low && to.has_high && from.low == to.high;
    bool none = !from.has_low && !from.has_high && !to.has_low && !to.has_high;
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        wz_buffer buffer = {0};
        say_range(&buffer, from, false, (wz_lang)lang);
        if (!one && !none) {
            wz_buffer_puts(&buffer, lang == WZ_EN ? " to " : "至");
            say_range(&buffer, to, true, (wz_lang)lang);
        }
        text.in[lang] = wz_build_text(b, &buffer);
    }
    return text;
}

const wz_row *wz_build_bound(const wz_entry *e, uint32_t rule, uint32_t instance)
{
    wz_entity_kind kind = e->net->rules[rule].rule->for_each;
    return kind == WZ_NO_ENTITY || kind == WZ_INCIDENT ? NULL : wz_memory_row(e->memory, kind, instance);
}

static bool begin(wz_builder *b)
{
    const wz_entry *e = b->e;
    b->told_rules = wz_arena_array(b->arena, e->net->rule_count + 1, sizeof *b->told_rules);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        b->told_cells[kind] = wz_arena_array(
            b->arena,
            wz_memory_count(e->memory, (wz_entity_kind)kind) * wz_entry_vocabulary(e)->entities[kind].count + 1,
            sizeof *b->told_cells[kind]);
    for (uint32_t r = 0; b->told_rules && r < e->net->rule_count; r++)
        b->told_rules[r] = wz_arena_array(b->arena, wz_memory_instances(e->memory, r) + 1, sizeof *b->told_rules[r]);
    return !wz_arena_failed(b->arena);
}

static int build(wz_builder *b, wz_proof *proof)
{
    int code = wz_memory_status(b->e->memory);
    if (code != WZ_OK)
        return code;
    if (!begin(b))
        return WZ_ENOMEM;
    proof->root = wz_build_about(b, &proof->about);
    code = wz_memory_status(b->e->memory);
    if (b->failed || b->e->failed || !proof->root || wz_arena_failed(b->arena))
        return code == WZ_ELIMIT ? WZ_ELIMIT : WZ_ENOMEM;
    proof->nodes = b->numbers;
    proof->cut = b->cut;
    return code;
}

int wz_proof_build(const wz_proof **out, wz_arena *arena, wz_entry *e, const wz_about *about,
                   const wz_proof_options *options)
{
    *out = NULL;
    wz_proof *proof = wz_arena_alloc(arena, sizeof *proof);
    if (!proof)
        return WZ_ENOMEM;
    const wz_law *law = e->net->law;
    *proof = (wz_proof){.law = law,
                        .subject = e->subject,
                        .person = e->person,
                        .book = wz_entry_book(e),
                        .source = law->sources ? law->sources[e->book] : NULL,
                        .as_of = e->as_of,
                        .governing = e->governing,
                        .hypothetical = e->hypothetical,
                        .baseline = e->baseline,
                        .about = *about};
    wz_builder b = {.arena = arena,
                    .e = e,
                    .all = options && options->all,
                    .most_depth = options && options->depth ? options->depth : WZ_PROOF_DEPTH,
                    .most_nodes = options && options->nodes ? options->nodes : WZ_PROOF_NODES};
    wz_arena *before = e->arena; /* whatever is made on the way is the tree's */
    e->arena = arena;
    int code = build(&b, proof);
    if (code == WZ_OK && options && options->changes)
        code = wz_changes_find(&proof->changes, arena, e, about, options->trials);
    e->arena = before;
    if (code == WZ_OK)
        *out = proof;
    return code;
}

wz_entry *wz_proof_entry(const wz_work *w, const char *regime)
{
    const wz_law *law = wz_work_law(w);
    wz_entry *bearing = NULL, *first = NULL;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b])
            continue;
        if (regime ? strcmp(law->rulebooks[b]->id, regime) == 0 : e->governing)
            return e;
        if (!bearing && wz_entry_bears(e) && !e->hypothetical)
            bearing = e;
        if (!first)
            first = e;
    }
    return regime ? NULL : bearing ? bearing : first;
}
