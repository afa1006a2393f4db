/* An expression's parts as nodes of the tree. A part that is nothing but the reading of one attribute or finding stands for
 * what it reads: the node is that value or finding itself. */
#include "explain/build.h"

#include "explain/words.h"

#include <string.h>

typedef struct {
    wz_builder *b;
    wz_spoken spoken;
} part_builder;

static wz_proof_node *from_part(part_builder *p, wz_proof_link link, const feel_part *part);

static wz_text words_of(part_builder *p, const feel_part *part)
{
    wz_text text = {0};
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        wz_buffer buffer = {0};
        wz_words_part(&buffer, &p->spoken, part, (wz_lang)lang);
        text.in[lang] = wz_build_text(p->b, &buffer);
    }
    return text;
}

static bool is_finding(const wz_builder *b, const feel_record *record)
{
    return record && record->shape == &b->e->net->finding_shape;
}

/* What a part read: an attribute of an entity, or a finding. NULL for days and lists, which the words name. */
static wz_proof_node *read_node(wz_builder *b, wz_proof_link link, const feel_part *read)
{
    if (!read->record || !read->record->owner)
        return NULL;
    if (is_finding(b, read->record)) {
        const wz_fired *fired = read->record->owner;
        return wz_build_finding(b, link, fired->rule, fired->instance);
    }
    const wz_row *row = read->record->owner;
    return row->index == UINT32_MAX || read->member == 0 ? NULL : wz_build_value(b, link, row, read->member);
}

/* A part that only reads a yes/no member: the value stands for the part, unless the member is a finding's other than that
 * it holds. */
static bool stands_for_read(const wz_builder *b, const feel_part *part)
{
    if (part->kind != FEEL_PART_READ || !part->record || !part->record->owner)
        return false;
    if (is_finding(b, part->record))
        return part->member == WZ_F_HOLDS;
    const wz_row *row = part->record->owner;
    return row->index != UINT32_MAX && part->member > 0;
}

static wz_piece_kind piece_of(feel_part_kind kind)
{
    static const wz_piece_kind pieces[] = {
        [FEEL_PART_AND] = WZ_PIECE_AND,       [FEEL_PART_OR] = WZ_PIECE_OR,
        [FEEL_PART_NOT] = WZ_PIECE_NOT,       [FEEL_PART_IF] = WZ_PIECE_IF,
        [FEEL_PART_SOME] = WZ_PIECE_SOME,     [FEEL_PART_EVERY] = WZ_PIECE_EVERY,
        [FEEL_PART_MEMBER] = WZ_PIECE_MEMBER, [FEEL_PART_COMPARE] = WZ_PIECE_COMPARISON};
    return (size_t)kind < sizeof pieces / sizeof *pieces ? pieces[kind] : WZ_PIECE_WHOLE;
}

/* findings[rule = "x"].holds reads the findings of one rule: they stand for the part where there is just one. */
static wz_proof_node *only_read(part_builder *p, wz_proof_link link, const feel_part *part)
{
    if (part->kind != FEEL_PART_OTHER || part->count != 1 || part->value.tag == FEEL_LIST)
        return NULL;
    const feel_part *read = part->parts[0];
    if (!is_finding(p->b, read->record) || read->member != WZ_F_HOLDS)
        return NULL;
    const wz_fired *fired = read->record->owner;
    const feel_value holds = fired->members[WZ_F_HOLDS];
    if (holds.tag != part->value.tag || (holds.tag == FEEL_BOOLEAN && holds.as.integer != part->value.as.integer))
        return NULL;
    return read_node(p->b, link, read);
}

/* The list that a quantifier runs over: told where its being open, empty or unknown matters. */
static wz_proof_node *list_node(part_builder *p, const feel_part *part)
{
    if (!part->decides && !p->b->all)
        return NULL;
    wz_proof_node *node = wz_build_node(p->b, WZ_PROOF_LIST, WZ_LINK_PART);
    if (!node)
        return NULL;
    node->words = words_of(p, part);
    node->value = part->value.tag == FEEL_LIST ? feel_integer((int64_t)feel_items(part->value)->count) : part->value;
    node->possible = part->value.tag == FEEL_LIST && feel_items(part->value)->open;
    node->decides = part->decides;
    return node;
}

/* Whether a part asks nothing but findings. */
static bool asks_findings(const wz_builder *b, const feel_part *part)
{
    if (part->kind == FEEL_PART_READ)
        return is_finding(b, part->record);
    for (size_t i = 0; i < part->count; i++)
        if (!asks_findings(b, part->parts[i]))
            return false;
    return part->count > 0 || part->kind == FEEL_PART_CONSTANT;
}

/* Whether the body is that the finding holds, or that its condition is met, or the contrary. */
static bool is_bare(const feel_part *body)
{
    if (body->kind == FEEL_PART_NOT && body->count == 1)
        body = body->parts[0];
    return body->kind == FEEL_PART_READ && (body->member == WZ_F_HOLDS || body->member == WZ_F_CONDITION);
}

/* The finding that tells what a member of a list comes to; NULL where it would not. */
static const wz_fired *finding_at_hand(const wz_builder *b, const feel_part *member)
{
    if (member->item_count != 1 || member->items[0].tag != FEEL_RECORD || !asks_findings(b, member) ||
        !is_finding(b, feel_rec(member->items[0])))
        return NULL;
    const wz_fired *fired = feel_rec(member->items[0])->owner;
    bool same = wz_truth_of(fired->members[WZ_F_HOLDS]) == wz_truth_of(member->value);
    return is_bare(member->parts[0]) || same ? fired : NULL;
}

/* One member of a list: a finding stands for itself, an entity is named. */
static wz_proof_node *member_node(part_builder *p, const feel_part *part)
{
    wz_builder *b = p->b;
    const feel_part *body = part->count ? part->parts[0] : NULL;
    const wz_fired *fired = finding_at_hand(b, part);
    wz_proof_node *node = fired ? wz_build_finding(b, WZ_LINK_PART, fired->rule, fired->instance) : NULL;
    if (node)
        return node;
    node = wz_build_node(b, WZ_PROOF_PART, WZ_LINK_PART);
    if (!node)
        return NULL;
    node->piece = WZ_PIECE_MEMBER;
    node->decides = part->decides;
    node->possible = part->possible;
    wz_build_truth(node, part->value);
    if (body)
        node->words = words_of(p, body);
    for (size_t i = 0; i < part->item_count && !node->of; i++) {
        const feel_record *record = part->items[i].tag == FEEL_RECORD ? feel_rec(part->items[i]) : NULL;
        if (!record || !record->owner || is_finding(b, record))
            continue;
        const wz_row *row = record->owner;
        node->entity = row->kind;
        node->of = row->id;
    }
    wz_proof_list children = {0};
    if (body && wz_build_down(b, node)) {
        wz_build_add(b, &children, from_part(p, WZ_LINK_PART, body));
        wz_build_up(b, node, &children);
    }
    return node;
}

static void add_part(part_builder *p, wz_proof_list *children, const feel_part *part)
{
    if (!p->b->all && (part->kind == FEEL_PART_CONSTANT || !part->decides))
        return;
    wz_proof_node *node = part->kind == FEEL_PART_DOMAIN   ? list_node(p, part)
                          : part->kind == FEEL_PART_MEMBER ? member_node(p, part)
                          : part->kind == FEEL_PART_READ   ? read_node(p->b, WZ_LINK_PART, part)
                                                           : from_part(p, WZ_LINK_PART, part);
    if (node)
        node->decides = part->decides;
    wz_build_add(p->b, children, node);
}

static wz_proof_node *from_part(part_builder *p, wz_proof_link link, const feel_part *part)
{
    wz_builder *b = p->b;
    wz_proof_node *node = stands_for_read(b, part) ? read_node(b, link, part) : only_read(p, link, part);
    if (node)
        return node;
    node = wz_build_node(b, WZ_PROOF_PART, link);
    if (!node)
        return NULL;
    node->piece = piece_of(part->kind);
    node->words = words_of(p, part);
    node->left_out = part->left_out;
    node->value = wz_keep_value(b->arena, part->value);
    if (part->value.tag == FEEL_BOOLEAN || part->value.tag == FEEL_NULL ||
        (part->value.tag == FEEL_UNKNOWN && (part->value.sub == FEEL_BOOLEAN || part->value.sub == FEEL_NULL)))
        wz_build_truth(node, part->value);
    wz_proof_list children = {0};
    if (part->count && wz_build_down(b, node)) {
        for (size_t i = 0; i < part->count && !b->failed; i++)
            add_part(p, &children, part->parts[i]);
        wz_build_up(b, node, &children);
    }
    return node;
}

wz_proof_node *wz_build_expression(wz_builder *b, wz_proof_link link, const feel_program *program, const char *text,
                                   const wz_row *bound)
{
    if (!program)
        return NULL;
    const feel_part *part = wz_memory_trace(b->e->memory, program, bound);
    part_builder p = {.b = b};
    if (!part) {
        b->failed |= wz_memory_status(b->e->memory) == WZ_ENOMEM;
        return NULL;
    }
    if (wz_words_open(&p.spoken, b->arena, b->e->net, text) != WZ_OK) {
        b->failed = true;
        return NULL;
    }
    return from_part(&p, link, part);
}
