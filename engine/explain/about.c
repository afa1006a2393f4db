/* Reading what is asked about. Names are those of the result, the rules, the frame and the vocabulary; a slip is answered
 * with what comes nearest. */
#include "explain/proof.h"

#include "base/diag.h"
#include "explain/build.h"

#include <string.h>

static bool starts_with(const char *text, const char *prefix, const char **rest)
{
    size_t length = strlen(prefix);
    *rest = text + length;
    return strncmp(text, prefix, length) == 0;
}

static bool has_part(const wz_entry *e, wz_part part)
{
    for (uint32_t r = 0; r < e->net->own_count; r++)
        if (e->net->rules[r].rule->kind->part == part)
            return true;
    return false;
}

/* The kind of entity of an id in the case; WZ_NO_ENTITY where there is none. Sets the case's own string. */
static wz_entity_kind entity_of(const wz_entry *e, const char *id, size_t length, const char **found)
{
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (uint32_t i = 0; i < wz_memory_count(e->memory, (wz_entity_kind)kind); i++) {
            const char *own = wz_memory_row(e->memory, (wz_entity_kind)kind, i)->id;
            if (own && strlen(own) == length && memcmp(own, id, length) == 0) {
                *found = own;
                return (wz_entity_kind)kind;
            }
        }
    return WZ_NO_ENTITY;
}

static bool read_attribute(wz_about *out, const wz_entry *e, const char *text)
{
    const wz_vocabulary *vocabulary = wz_entry_vocabulary(e);
    const char *dot = strchr(text, '.');
    out->kind = WZ_ABOUT_ATTRIBUTE;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        const char *name = wz_entity_name((wz_entity_kind)kind);
        bool named = dot && strlen(name) == (size_t)(dot - text) && strncmp(text, name, strlen(name)) == 0;
        int found = dot ? (named ? wz_attribute_find(vocabulary, (wz_entity_kind)kind, dot + 1) : -1)
                        : wz_attribute_find(vocabulary, (wz_entity_kind)kind, text);
        if (found > 0) {
            out->entity = (wz_entity_kind)kind;
            out->attribute = found;
            return true;
        }
    }
    if (!dot)
        return false;
    out->entity = entity_of(e, text, (size_t)(dot - text), &out->of);
    out->attribute = out->entity == WZ_NO_ENTITY ? -1 : wz_attribute_find(vocabulary, out->entity, dot + 1);
    return out->attribute > 0;
}

/* --- what comes nearest --- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits from one word to another, cut off at a length beyond which nobody would call them near. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t row[MOST + 1], m = strlen(a), n = strlen(b);
    if (m > MOST || n > MOST)
        return MOST;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t before = row[j];
            row[j] = least(diagonal + (a[i - 1] != b[j - 1]), least(row[j], row[j - 1]) + 1);
            diagonal = before;
        }
    }
    return row[n];
}

typedef struct {
    const char *text, *best;
    size_t distance;
} nearest;

static void consider(nearest *n, const char *candidate)
{
    size_t d = distance(n->text, candidate);
    if (d < n->distance) {
        n->distance = d;
        n->best = candidate;
    }
}

static const char *nearest_name(const wz_entry *e, const char *text)
{
    nearest n = {.text = text, .best = "outcome", .distance = 1 + strlen(text) / 2};
    const wz_vocabulary *vocabulary = wz_entry_vocabulary(e);
    for (uint32_t r = 0; r < e->net->rule_count; r++)
        consider(&n, e->net->rules[r].rule->id);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (size_t i = 1; i < vocabulary->entities[kind].count; i++)
            consider(&n, vocabulary->entities[kind].attributes[i].id);
    return n.best;
}

static bool read_measure(wz_about *out, const wz_entry *e, const char *id, wz_diag *diag)
{
    const wz_frame *frame = e->net->law->frame;
    const wz_measure *measure = wz_measure_find(frame, id);
    nearest n = {.text = id, .best = frame->measure_count ? frame->measures[0].id : "", .distance = SIZE_MAX};
    for (size_t i = 0; !measure && i < frame->measure_count; i++)
        consider(&n, frame->measures[i].id);
    if (!measure)
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-005", (wz_place){0},
                    "there is no measure \"%s\"; the nearest is measure:%s", id, n.best);
    *out = (wz_about){.kind = WZ_ABOUT_MEASURE, .id = measure ? measure->id : NULL};
    return measure != NULL;
}

static bool read_ban(wz_about *out, const wz_entry *e, const char *id, wz_diag *diag)
{
    uint32_t rule = wz_network_find(e->net, id);
    bool ban = rule != UINT32_MAX && e->net->rules[rule].rule->kind->part == WZ_PART_BAN &&
               e->net->rules[rule].rule->for_each == WZ_SANCTION;
    nearest n = {.text = id, .best = "", .distance = SIZE_MAX};
    for (uint32_t r = 0; !ban && r < e->net->rule_count; r++)
        if (e->net->rules[r].rule->kind->part == WZ_PART_BAN)
            consider(&n, e->net->rules[r].rule->id);
    if (!ban)
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-006", (wz_place){0},
                    "no rule \"%s\" bars anything after a sanction under \"%s\"; the nearest is ban:%s", id,
                    wz_entry_book(e)->id, n.best);
    *out = (wz_about){.kind = WZ_ABOUT_BAN, .id = ban ? e->net->rules[rule].rule->id : NULL};
    return ban;
}

/* A clause that a regulation has at most one of. */
static bool read_clause(wz_about *out, const wz_entry *e, const char *text, wz_about_kind kind, wz_part part,
                        wz_diag *diag)
{
    *out = (wz_about){.kind = kind};
    if (has_part(e, part))
        return true;
    wz_diag_add(diag, WZ_ERROR, "EXPLAIN-007", (wz_place){0},
                "\"%s\" has no such clause as \"%s\"; ask about another regulation (--regime), or about the outcome",
                wz_entry_book(e)->id, text);
    return false;
}

bool wz_about_read(wz_about *out, const wz_entry *e, const char *text, wz_diag *diag)
{
    const char *rest;
    *out = (wz_about){.kind = WZ_ABOUT_FIELD, .id = "outcome", .entity = WZ_NO_ENTITY};
    if (!text || !*text)
        return true;
    const wz_field *field = wz_field_find(e->net->law->frame, text);
    if (field) {
        out->id = field->name;
        return true;
    }
    if (strcmp(text, "outcome") == 0)
        return true;
    if (strcmp(text, "scope") == 0 || strcmp(text, "all") == 0) {
        out->kind = *text == 'a' ? WZ_ABOUT_ALL : WZ_ABOUT_SCOPE;
        return true;
    }
    if (strcmp(text, wz_part_name(WZ_PART_VETO)) == 0)
        return read_clause(out, e, text, WZ_ABOUT_VETO, WZ_PART_VETO, diag);
    if (strcmp(text, wz_part_name(WZ_PART_LIFETIME)) == 0)
        return read_clause(out, e, text, WZ_ABOUT_LIFETIME, WZ_PART_LIFETIME, diag);
    if (starts_with(text, "measure:", &rest))
        return read_measure(out, e, rest, diag);
    if (starts_with(text, "ban:", &rest))
        return read_ban(out, e, rest, diag);
    uint32_t rule = wz_network_find(e->net, text);
    if (rule != UINT32_MAX) {
        *out = (wz_about){.kind = WZ_ABOUT_RULE, .id = e->net->rules[rule].rule->id, .entity = WZ_NO_ENTITY};
        return true;
    }
    if (read_attribute(out, e, text))
        return true;
    wz_diag_add(diag, WZ_ERROR, "EXPLAIN-004", (wz_place){0},
                "under \"%s\" there is no rule, attribute or part of the result called \"%s\"; the nearest is \"%s\"",
                wz_entry_book(e)->id, text, nearest_name(e, text));
    return false;
}
