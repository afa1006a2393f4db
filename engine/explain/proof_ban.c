/* Bars and the veto: which rule over which sanction, from which day to which, and for the veto the sanctions that start its
 * time and the bar that decides for each step. Source: docs/semantics.md, section 5, "Bars". */
#include "explain/build.h"

#include <string.h>

static uint32_t sanction_row(const wz_entry *e, const char *id)
{
    uint32_t count = wz_memory_count(e->memory, WZ_SANCTION), s = 0;
    while (s < count && wz_memory_row(e->memory, WZ_SANCTION, s)->id != id)
        s++;
    return s;
}

/* The days that a bar is reckoned from: what the rule's own expressions read, else the day the sanction takes effect. */
static void add_days(wz_builder *b, wz_proof_list *children, const wz_network_rule *r, const wz_row *row)
{
    static const wz_role roles[] = {WZ_ROLE_SANCTION_EFFECTIVE, WZ_ROLE_SANCTION_RESCINDED};
    const wz_entity *entity = &wz_entry_vocabulary(b->e)->entities[WZ_SANCTION];
    if (r->from)
        wz_build_add(b, children, wz_build_expression(b, WZ_LINK_SOURCE, r->from, r->rule->from.text, row));
    if (r->to)
        wz_build_add(b, children, wz_build_expression(b, WZ_LINK_SOURCE, r->to, r->rule->to.text, row));
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        int attribute = entity->by_role[roles[i]];
        bool stated = attribute >= 0 && row->cells[attribute].tag != FEEL_UNKNOWN;
        if (attribute >= 0 && (roles[i] == WZ_ROLE_SANCTION_EFFECTIVE ? !r->from : stated))
            wz_build_add(b, children, wz_build_value(b, WZ_LINK_SOURCE, row, attribute));
    }
}

/* Where the node that tells a bar in full is kept: a bar stands in a window for every step that it bars. */
static wz_proof_node **told_ban(wz_builder *b, uint32_t rule, uint32_t sanction)
{
    uint32_t sanctions = wz_memory_count(b->e->memory, WZ_SANCTION);
    if (!b->told_bans)
        b->told_bans = wz_arena_array(b->arena, (size_t)b->e->net->rule_count * sanctions + 1, sizeof(wz_proof_node *));
    b->failed |= !b->told_bans;
    return b->told_bans ? &b->told_bans[(size_t)rule * sanctions + sanction] : NULL;
}

static wz_proof_node *ban_node(wz_builder *b, wz_proof_link link, const wz_ban_result *ban)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_BAN, link);
    if (!node)
        return NULL;
    uint32_t rule = wz_network_find(b->e->net, ban->rule->id), sanction = sanction_row(b->e, ban->sanction);
    node->ban = ban;
    node->rule = ban->rule;
    node->has_truth = true;
    node->truth = ban->truth;
    node->entity = WZ_SANCTION;
    node->of = ban->sanction;
    if (rule == UINT32_MAX || sanction >= wz_memory_count(b->e->memory, WZ_SANCTION))
        return node;
    node->book = b->e->net->rules[rule].book;
    wz_proof_list children = {0};
    wz_proof_node **told = told_ban(b, rule, sanction);
    if (told && *told && (*told)->ban->from.low == ban->from.low) {
        node->twin = *told;
    } else if (wz_build_down(b, node)) {
        if (told)
            *told = node;
        wz_build_add(b, &children, wz_build_finding(b, WZ_LINK_CONDITION, rule, sanction));
        add_days(b, &children, &b->e->net->rules[rule], wz_memory_row(b->e->memory, WZ_SANCTION, sanction));
        wz_build_up(b, node, &children);
    }
    return node;
}

static wz_proof_node *note(wz_builder *b, const char *zh, const char *en)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_NOTE, WZ_LINK_SOURCE);
    if (node)
        node->words = wz_build_words(b, zh, en);
    return node;
}

wz_proof_node *wz_build_bans(wz_builder *b, const char *rule)
{
    uint32_t number = wz_network_find(b->e->net, rule);
    wz_regime_result result = {0};
    wz_proof_node *root = wz_build_node(b, WZ_PROOF_ABOUT, WZ_LINK_ROOT);
    wz_proof_list children = {0};
    if (!root || number == UINT32_MAX || !wz_build_down(b, root))
        return root;
    wz_entry_bans(b->e, &result);
    root->rule = b->e->net->rules[number].rule;
    root->book = b->e->net->rules[number].book;
    root->has_truth = true;
    root->truth = WZ_FALSE;
    for (size_t i = 0; i < result.ban_count && !b->failed; i++)
        if (result.bans[i].rule == root->rule) {
            root->truth = wz_or(root->truth, result.bans[i].truth);
            wz_build_add(b, &children, ban_node(b, WZ_LINK_SOURCE, &result.bans[i]));
        }
    /* sanctions that the rule does not reach, and why */
    uint32_t count = wz_memory_instances(b->e->memory, number);
    for (uint32_t s = 0; s < count && (root->truth == WZ_FALSE || b->all) && !b->failed; s++)
        wz_build_add(b, &children, wz_build_finding(b, WZ_LINK_SOURCE, number, s));
    if (count == 0)
        wz_build_add(b, &children,
                     note(b, "案件没有写明该人员受过处理，没有可以起算的期间",
                          "the case gives no sanction of the person, so no bar runs"));
    for (size_t i = 0; i < children.count; i++)
        children.items[i]->decides = !children.items[i]->has_truth || children.items[i]->truth == root->truth;
    wz_build_up(b, root, &children);
    return root;
}

static void add_windows(wz_builder *b, wz_proof_list *children, const wz_regime_result *result)
{
    for (size_t i = 0; i < result->veto.window_count && !b->failed; i++) {
        const wz_veto_window *window = &result->veto.windows[i];
        wz_proof_node *node = wz_build_node(b, WZ_PROOF_WINDOW, WZ_LINK_SOURCE);
        if (!node)
            return;
        node->window = window;
        node->step = window->step;
        node->entity = window->sanction ? WZ_SANCTION : WZ_NO_ENTITY;
        node->of = window->sanction;
        wz_proof_list bans = {0};
        if (wz_build_down(b, node)) {
            for (size_t k = 0; k < result->ban_count; k++)
                if (result->bans[k].sanction == window->sanction && result->bans[k].truth == WZ_TRUE &&
                    result->bans[k].last_barred_day.has_high == window->last_barred_day.has_high &&
                    result->bans[k].last_barred_day.high == window->last_barred_day.high)
                    wz_build_add(b, &bans, ban_node(b, WZ_LINK_SOURCE, &result->bans[k]));
            wz_build_up(b, node, &bans);
        }
        wz_build_add(b, children, node);
    }
}

wz_proof_node *wz_build_veto(wz_builder *b)
{
    wz_entry *e = b->e;
    uint32_t r = 0;
    while (r < e->net->own_count && e->net->rules[r].rule->kind->part != WZ_PART_VETO)
        r++;
    wz_proof_node *root = wz_build_node(b, WZ_PROOF_ABOUT, WZ_LINK_ROOT);
    wz_proof_list children = {0};
    if (!root || r == e->net->own_count || !wz_build_down(b, root))
        return root;
    wz_regime_result result = {0};
    wz_entry_bans(e, &result);
    wz_entry_veto(e, &result);
    const wz_network_rule *rule = &e->net->rules[r];
    root->rule = rule->rule;
    root->book = rule->book;
    root->has_truth = true;
    root->truth = result.veto.truth;
    wz_build_add(b, &children, wz_build_finding(b, WZ_LINK_CONDITION, r, 0));
    for (uint32_t s = 0; root->truth != WZ_FALSE && rule->starts && s < wz_memory_count(e->memory, WZ_SANCTION); s++) {
        const wz_row *row = wz_memory_row(e->memory, WZ_SANCTION, s);
        wz_proof_node *starts = wz_build_expression(b, WZ_LINK_FORCE, rule->starts, rule->rule->starts.text, row);
        if (starts && !starts->of) {
            starts->entity = WZ_SANCTION;
            starts->of = row->id;
        }
        wz_build_add(b, &children, starts);
    }
    add_windows(b, &children, &result);
    if (result.veto.waits_for)
        wz_build_add(
            b, &children,
            note(b, "期间自相应处理决定生效起算，尚无该决定", "its time runs from a decision that has not been taken"));
    wz_build_up(b, root, &children);
    return root;
}
