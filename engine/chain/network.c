/* Building a network, step by step: names, rules, definitions, the frame's fields, groups of attributes, the graph, and
 * what must not be (two rules that conclude different values of one attribute without an order). */
#include "chain/network.h"

#include "base/alloc.h"
#include "base/diag.h"
#include "chain/build.h"

#include <string.h>

/* Whether two rules are kept apart by the days on which they are in force. */
static bool apart_in_time(const wz_rule *a, const wz_rule *b)
{
    return (a->force.has_to && b->force.has_from && a->force.to < b->force.from) ||
           (b->force.has_to && a->force.has_from && b->force.to < a->force.from);
}

static bool yields(const wz_rule *a, const wz_rule *to)
{
    for (size_t i = 0; i < to->overrides.count; i++)
        if (strcmp(to->overrides.items[i], a->id) == 0)
            return true;
    return false;
}

/* The literal that a condition of plain conjunctions demands of a name: finds `name = "literal"`. */
static const char *demanded(const char *condition, const char *name, size_t length, size_t *size)
{
    for (const char *at = strstr(condition, name); at; at = strstr(at + 1, name)) {
        if (strncmp(at + length, " = \"", 4) != 0)
            continue;
        *size = strcspn(at + length + 4, "\"");
        return at + length + 4;
    }
    return NULL;
}

/* Whether a condition is a conjunction whose names mean the same in every condition: no disjunction or negation, and no
 * variable over a list, of which each condition may have its own member in mind. */
static bool plain_conjunction(const char *condition)
{
    static const char *const others[] = {" or ", "not(", "satisfies", "[", "return"};
    for (size_t i = 0; condition && i < sizeof others / sizeof *others; i++)
        if (strstr(condition, others[i]))
            return false;
    return condition != NULL;
}

/* Both conditions are conjunctions that demand different literals of one name: `x.kind = "a"` and `x.kind = "b"`. */
static bool apart_by_enumeration(const wz_rule *a, const wz_rule *b)
{
    const char *left = a->when.text, *right = b->when.text;
    if (!plain_conjunction(left) || !plain_conjunction(right))
        return false;
    for (const char *at = strstr(left, " = \""); at; at = strstr(at + 1, " = \"")) {
        char name[128];
        size_t length = 0;
        while (at - length > left && length < sizeof name - 1 && !strchr(" \n\t(", at[-1 - (ptrdiff_t)length]))
            length++;
        memcpy(name, at - length, length);
        name[length] = '\0';
        size_t size = 0, mine = strcspn(at + 4, "\"");
        const char *other = length ? demanded(right, name, length, &size) : NULL;
        if (other && (size != mine || strncmp(other, at + 4, mine) != 0))
            return true;
    }
    return false;
}

static void check_conflicts(wz_build *build)
{
    const wz_network *net = build->net;
    for (size_t i = 0; i < net->rule_count; i++) {
        const wz_rule *a = net->rules[i].rule;
        for (size_t k = i + 1; a->concludes_entity != WZ_NO_ENTITY && k < net->rule_count; k++) {
            const wz_rule *b = net->rules[k].rule;
            const char *left = a->value ? a->value : "true", *right = b->value ? b->value : "true";
            if (b->concludes_entity != a->concludes_entity || b->concludes != a->concludes ||
                strcmp(left, right) == 0 || yields(a, b) || yields(b, a) || apart_in_time(a, b) ||
                apart_by_enumeration(a, b))
                continue;
            wz_place places[] = {a->place, b->place};
            wz_diag_add_at(build->diag, WZ_ERROR, "CHECK-004", places, 2,
                           "%s and %s conclude different values of one attribute; say which one overrides the other",
                           a->id, b->id);
            build->failed = true;
        }
    }
}

/* Presumptions of ours that a rule uses: its readings so marked, and the parameters that its condition names. */
static bool note_presumptions(wz_build *build, wz_network_rule *r)
{
    const wz_rulebook *book = r->book;
    const char **ids = wz_arena_array(build->arena, r->rule->reading_count + book->parameter_count + 1, sizeof *ids);
    if (!ids)
        return false;
    for (size_t i = 0; i < book->parameter_count; i++)
        if (book->parameters[i].presumption && r->rule->when.text && strstr(r->rule->when.text, book->parameters[i].id))
            ids[r->presumptions.count++] = book->parameters[i].id;
    for (size_t i = 0; i < r->rule->reading_count; i++)
        if (r->rule->readings[i].presumption)
            ids[r->presumptions.count++] = r->rule->readings[i].id;
    r->presumptions.items = ids;
    return true;
}

static bool build_all(wz_build *build)
{
    if (!wz_build_scope(build) || !wz_build_rules(build) || !wz_build_defines(build) || !wz_build_frame(build) ||
        !wz_build_groups(build))
        return false;
    for (size_t i = 0; i < build->net->rule_count; i++)
        if (!note_presumptions(build, &build->rules[i]))
            return false;
    check_conflicts(build);
    build->net->scope =
        (feel_scope){.inputs = build->scope.inputs, .count = build->scope.count, .known = build->scope.known};
    return wz_build_graph(build);
}

int wz_network_build(wz_network **out, const wz_law *law, size_t book_index, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_network *net = arena ? wz_arena_alloc(arena, sizeof *net) : NULL;
    if (!net) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    net->arena = arena;
    net->law = law;
    net->book_index = book_index;
    net->book = law->rulebooks[book_index];
    wz_build build = {.net = net, .arena = arena, .diag = diag};
    bool whole = build_all(&build) && !wz_arena_failed(arena);
    if (whole && !build.failed) {
        *out = net;
        return WZ_OK;
    }
    wz_arena_free(arena);
    return whole ? WZ_EINPUT : WZ_ENOMEM;
}

uint32_t wz_network_find(const wz_network *network, const char *id)
{
    /* its own rules stand first, in the order of the book */
    const wz_rule *own = wz_rule_find(network->book, id);
    size_t at = own ? (size_t)(own - network->book->rules) : network->own_count;
    for (; !own && at < network->rule_count; at++)
        if (strcmp(network->rules[at].rule->id, id) == 0)
            break;
    return at < network->rule_count ? (uint32_t)at : UINT32_MAX;
}

void wz_network_free(wz_network *network)
{
    if (network)
        wz_arena_free(network->arena);
}
