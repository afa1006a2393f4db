/* Everything that is concluded about a person, as one tree in which each reason is told once: the outcome, whether the
 * regulation bears, what exempts, weighs, opens measures, vetoes and reaches over a lifetime. What does not hold is left
 * out, and so are the bars of single sanctions, which are asked about by themselves. */
#include "explain/build.h"

#include <string.h>

static wz_truth held_anywhere(const wz_entry *e, uint32_t rule)
{
    wz_truth any = WZ_FALSE;
    for (uint32_t i = 0; i < wz_memory_instances(e->memory, rule); i++)
        if (wz_memory_fired(e->memory, rule, i)->bound)
            any = wz_or(any, wz_truth_of(wz_memory_fired(e->memory, rule, i)->members[WZ_F_HOLDS]));
    return any;
}

static void add(wz_builder *b, wz_proof_list *list, wz_about about)
{
    wz_proof_node *node = wz_build_about(b, &about);
    if (node)
        node->link = WZ_LINK_CONCLUSION;
    wz_build_add(b, list, node);
}

/* Rules of a part that hold; of exemptions, which turn what holds, those that are open, too. */
static void add_part(wz_builder *b, wz_proof_list *list, wz_part part)
{
    const wz_entry *e = b->e;
    for (uint32_t r = 0; r < e->net->own_count && !b->failed; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        wz_truth holds = rule->kind->part == part ? held_anywhere(e, r) : WZ_FALSE;
        if (holds == WZ_TRUE || (holds == WZ_UNKNOWN && part == WZ_PART_EXEMPTION))
            add(b, list, (wz_about){.kind = WZ_ABOUT_RULE, .id = rule->id, .entity = WZ_NO_ENTITY});
    }
}

/* Whether a rule that holds opens the measure. */
static bool is_opened(const wz_entry *e, const char *id)
{
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        bool opens = rule->kind->part == WZ_PART_MEASURE || rule->kind->part == WZ_PART_PATH;
        for (size_t i = 0; opens && i < rule->measures.count; i++)
            if (strcmp(rule->measures.items[i], id) == 0 && held_anywhere(e, r) == WZ_TRUE)
                return true;
    }
    return false;
}

/* The rules that open measures say why they are open; of each that is opened and yet cannot be taken, why not. */
static void add_measures(wz_builder *b, wz_proof_list *list)
{
    const wz_entry *e = b->e;
    const wz_frame *frame = e->net->law->frame;
    add_part(b, list, WZ_PART_MEASURE);
    for (size_t m = 0; e->net->available && m < frame->measure_count && !b->failed; m++) {
        const feel_program *program = e->net->available[m];
        if (program && !feel_is_true(wz_memory_evaluate(e->memory, program, NULL)) &&
            is_opened(e, frame->measures[m].id))
            add(b, list, (wz_about){.kind = WZ_ABOUT_MEASURE, .id = frame->measures[m].id, .entity = WZ_NO_ENTITY});
    }
}

/* The clause of a part that a regulation has at most one of. */
static void add_clause(wz_builder *b, wz_proof_list *list, wz_part part, wz_about_kind kind, bool open)
{
    const wz_entry *e = b->e;
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        if (e->net->rules[r].rule->kind->part != part)
            continue;
        wz_truth holds = held_anywhere(e, r);
        if (holds == WZ_TRUE || (open && holds == WZ_UNKNOWN))
            add(b, list, (wz_about){.kind = kind, .entity = WZ_NO_ENTITY});
        return;
    }
}

wz_proof_node *wz_build_all(wz_builder *b)
{
    wz_proof_node *root = wz_build_node(b, WZ_PROOF_ABOUT, WZ_LINK_ROOT);
    wz_proof_list list = {0};
    if (!root)
        return NULL;
    root->words = wz_build_words(b, "各项结论", "All conclusions");
    if (!wz_build_down(b, root))
        return root;
    add(b, &list, (wz_about){.kind = WZ_ABOUT_FIELD, .id = "outcome", .entity = WZ_NO_ENTITY});
    add(b, &list, (wz_about){.kind = WZ_ABOUT_SCOPE, .entity = WZ_NO_ENTITY});
    if (wz_entry_bears(b->e)) {
        add_part(b, &list, WZ_PART_EXEMPTION);
        add_part(b, &list, WZ_PART_HEAVIER);
        add_part(b, &list, WZ_PART_LIGHTER);
        add_part(b, &list, WZ_PART_PATH);
        add_measures(b, &list);
        add_clause(b, &list, WZ_PART_VETO, WZ_ABOUT_VETO, true);
        add_clause(b, &list, WZ_PART_LIFETIME, WZ_ABOUT_LIFETIME, false);
    }
    wz_build_up(b, root, &list);
    return root;
}
