/* Expressions to programs: conditions of rules, their dates and readings, the vocabulary's definitions and the frame's
 * fields. Every fault is reported at its line; compilation goes on, so that an author sees all of them at once. */
#include "chain/build.h"

#include "base/diag.h"

#include <string.h>

/* The place of a byte of an expression: lines counted from the place of its first character. */
static wz_place place_in(const char *text, size_t offset, wz_place start)
{
    for (size_t i = 0; i < offset && text[i]; i++) {
        if (text[i] == '\n') {
            start.line++;
            start.column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80 && start.column) {
            start.column++;
        }
    }
    return start;
}

/* Compile one expression; NULL text gives NULL. A fault marks the build as failed. Returns false when memory is short. */
static bool compile(wz_build *build, const char *text, wz_place place, feel_type_kind wanted, const feel_program **out)
{
    *out = NULL;
    if (!text)
        return true;
    feel_compile_options options = {.mode = FEEL_STRICT, .wanted = feel_type_plain(wanted)};
    if (wanted == FEEL_T_ANY)
        options.wanted = NULL;
    const feel_fault *faults = NULL;
    size_t count = 0;
    int code = feel_compile(out, build->arena, text, strlen(text), &build->scope, &options, &faults, &count);
    if (code == WZ_OK)
        return true;
    if (code == WZ_ENOMEM)
        return false;
    build->failed = true;
    for (size_t i = 0; i < count; i++)
        wz_diag_add(build->diag, WZ_ERROR, faults[i].id, place_in(text, faults[i].offset, place), "%s",
                    faults[i].message);
    return true;
}

static bool reads_input(const feel_program *program, int input)
{
    size_t count;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; reads && i < count; i++)
        if (reads[i].input == input)
            return true;
    return false;
}

/* A rule reads the entity that it is bound to, and no other. */
static void check_binding(wz_build *build, const feel_program *program, wz_entity_kind bound, const char *id,
                          wz_place place)
{
    static const struct {
        int input;
        wz_entity_kind kind;
        const char *name;
    } each[] = {
        {WZ_IN_POST, WZ_POST, "post"},
        {WZ_IN_SANCTION, WZ_SANCTION, "sanction"},
        {WZ_IN_DUTY_RECORD, WZ_DUTY_RECORD, "duty_record"},
    };
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        if (each[i].kind != bound && reads_input(program, each[i].input)) {
            build->failed = true;
            wz_diag_add(build->diag, WZ_ERROR, "CHECK-001", place,
                        "%s reads \"%s\" but is not bound to one; add for-each=\"%s\"", id, each[i].name, each[i].name);
        }
    static const int personal[] = {WZ_IN_PERSON,       WZ_IN_POSTS,        WZ_IN_SANCTIONS,
                                   WZ_IN_DUTY_RECORDS, WZ_IN_CONDUCT_FROM, WZ_IN_CONDUCT_TO};
    for (size_t i = 0; bound == WZ_INCIDENT && i < sizeof personal / sizeof *personal; i++)
        if (reads_input(program, personal[i])) {
            build->failed = true;
            wz_diag_add(build->diag, WZ_ERROR, "CHECK-002", place,
                        "%s is concluded once for everyone but reads \"%s\"; remove for-each=\"incident\"", id,
                        build->scope.inputs[personal[i]].name);
        }
}

static bool compile_list(wz_build *build, const feel_program ***out, size_t count)
{
    *out = count ? wz_arena_array(build->arena, count, sizeof **out) : NULL;
    return count == 0 || *out;
}

static bool compile_rule(wz_build *build, wz_network_rule *r)
{
    const wz_rule *rule = r->rule;
    const feel_program **versions, **readings;
    if (!compile(build, rule->when.text, rule->when.place, FEEL_T_BOOLEAN, &r->when) ||
        !compile(build, rule->from.text, rule->from.place, FEEL_T_DATE, &r->from) ||
        !compile(build, rule->to.text, rule->to.place, FEEL_T_DATE, &r->to) ||
        !compile(build, rule->starts.text, rule->starts.place, FEEL_T_BOOLEAN, &r->starts) ||
        !compile_list(build, &versions, rule->version_count) || !compile_list(build, &readings, rule->reading_count))
        return false;
    for (size_t i = 0; i < rule->version_count; i++) {
        const wz_expression *to = &rule->versions[i].to;
        if (!compile(build, to->text, to->place, FEEL_T_DATE, &versions[i]))
            return false;
    }
    for (size_t i = 0; i < rule->reading_count; i++) {
        const wz_expression *when = &rule->readings[i].when;
        if (!compile(build, when->text, when->place, FEEL_T_BOOLEAN, &readings[i]))
            return false;
        check_binding(build, readings[i], rule->for_each, rule->id, when->place);
    }
    r->versions = versions;
    r->readings = readings;
    check_binding(build, r->when, rule->for_each, rule->id, rule->when.place);
    return true;
}

/* What `findings` shows of a rule whatever the facts are. */
static bool constant_members(wz_build *build, wz_network_rule *r)
{
    const wz_rule *rule = r->rule;
    const char *modality = wz_modality_name(rule->modality);
    feel_value *reaches = wz_arena_array(build->arena, rule->reaches.count + 1, sizeof *reaches);
    if (!reaches)
        return false;
    for (size_t i = 0; i < rule->reaches.count; i++)
        reaches[i] = feel_string_new(build->arena, rule->reaches.items[i], strlen(rule->reaches.items[i]));
    r->constant[WZ_F_RULE] = feel_string_new(build->arena, rule->id, strlen(rule->id));
    r->constant[WZ_F_KIND] = feel_string_new(build->arena, rule->kind->id, strlen(rule->kind->id));
    r->constant[WZ_F_MODALITY] = modality ? feel_string_new(build->arena, modality, strlen(modality)) : feel_null();
    r->constant[WZ_F_REACHES] = feel_list_new(build->arena, reaches, rule->reaches.count);
    return !wz_arena_failed(build->arena);
}

/* Shared rules of every other regulation in force stand beside the own ones. */
static size_t count_rules(const wz_network *net, bool own)
{
    if (own)
        return net->book->rule_count;
    size_t count = 0;
    for (size_t b = 0; b < net->law->rulebook_count; b++) {
        const wz_rulebook *book = net->law->rulebooks[b];
        for (size_t i = 0; book != net->book && book->status == WZ_IN_FORCE && i < book->rule_count; i++)
            count += book->rules[i].shared;
    }
    return count;
}

static void list_rules(wz_build *build)
{
    wz_network *net = build->net;
    size_t n = 0;
    for (size_t i = 0; i < net->book->rule_count; i++)
        build->rules[n++] = (wz_network_rule){.rule = &net->book->rules[i], .own = true, .book = net->book};
    net->own_count = n;
    for (size_t b = 0; b < net->law->rulebook_count; b++) {
        const wz_rulebook *book = net->law->rulebooks[b];
        for (size_t i = 0; book != net->book && book->status == WZ_IN_FORCE && i < book->rule_count; i++)
            if (book->rules[i].shared)
                build->rules[n++] = (wz_network_rule){.rule = &book->rules[i], .own = false, .book = book};
    }
    net->rule_count = n;
}

/* The exceptions that reach each rule. An exception reaches rules of its own regulation only. */
static bool link_exceptions(wz_build *build)
{
    wz_network *net = build->net;
    for (size_t r = 0; r < net->rule_count; r++) {
        wz_network_rule *target = &build->rules[r];
        uint32_t *lists = wz_arena_array(build->arena, 2 * net->rule_count, sizeof *lists);
        if (!lists)
            return false;
        uint32_t *must = lists, *may = lists + net->rule_count;
        for (size_t e = 0; e < net->rule_count; e++) {
            const wz_rule *exception = build->rules[e].rule;
            bool reaches = false;
            for (size_t i = 0; build->rules[e].book == target->book && i < exception->reaches.count; i++)
                reaches |= strcmp(exception->reaches.items[i], target->rule->id) == 0;
            for (size_t i = 0; i < exception->overrides.count; i++)
                reaches |= strcmp(exception->overrides.items[i], target->rule->id) == 0;
            bool defeats = exception->overrides.count != 0 || exception->kind->part == WZ_PART_EXEMPTION;
            if (reaches && exception->modality == WZ_MAY)
                may[target->may_count++] = (uint32_t)e;
            else if (reaches && defeats)
                must[target->must_count++] = (uint32_t)e;
        }
        target->must = must;
        target->may = may;
    }
    return true;
}

bool wz_build_rules(wz_build *build)
{
    wz_network *net = build->net;
    size_t count = count_rules(net, true) + count_rules(net, false);
    build->rules = wz_arena_array(build->arena, count + 1, sizeof *build->rules);
    if (!build->rules)
        return false;
    list_rules(build);
    for (size_t i = 0; i < net->rule_count; i++) {
        if (!compile_rule(build, &build->rules[i]) || !constant_members(build, &build->rules[i]))
            return false;
        net->has_ground |= build->rules[i].own && build->rules[i].rule->kind->part == WZ_PART_GROUND;
    }
    net->rules = build->rules;
    return link_exceptions(build);
}

static bool compile_define(wz_build *build, wz_entity_kind entity, int attribute, const wz_define *define,
                           wz_network_define *out)
{
    const wz_attribute *a = &build->net->law->vocabulary->entities[entity].attributes[attribute];
    *out = (wz_network_define){.define = define, .entity = entity, .attribute = attribute, .value = feel_boolean(true)};
    feel_type_kind wanted = define->is ? a->type->kind : FEEL_T_BOOLEAN;
    if (!compile(build, define->is ? define->is : define->guard, define->place, wanted, &out->program))
        return false;
    if (define->value)
        out->value = wz_read_literal(build->arena, a->type, define->value);
    wz_entity_kind bound = entity == WZ_PERSON || entity == WZ_INCIDENT ? WZ_NO_ENTITY : entity;
    check_binding(build, out->program, bound, define->id, define->place);
    return !wz_arena_failed(build->arena);
}

bool wz_build_defines(wz_build *build)
{
    const wz_vocabulary *vocabulary = build->net->law->vocabulary;
    size_t count = 0, n = 0;
    for (int e = 0; e < WZ_ENTITIES; e++)
        for (size_t a = 0; a < vocabulary->entities[e].count; a++)
            count += vocabulary->entities[e].attributes[a].define_count;
    build->defines = wz_arena_array(build->arena, count + 1, sizeof *build->defines);
    if (!build->defines)
        return false;
    for (int e = 0; e < WZ_ENTITIES; e++)
        for (size_t a = 0; a < vocabulary->entities[e].count; a++) {
            const wz_attribute *attribute = &vocabulary->entities[e].attributes[a];
            for (size_t d = 0; d < attribute->define_count; d++)
                if (!compile_define(build, (wz_entity_kind)e, (int)a, &attribute->defines[d], &build->defines[n++]))
                    return false;
        }
    build->net->defines = build->defines;
    build->net->define_count = n;
    return true;
}

bool wz_build_frame(wz_build *build)
{
    const wz_frame *frame = build->net->law->frame;
    size_t values = 0, n = 0;
    for (size_t f = 0; f < frame->field_count; f++)
        values += frame->fields[f].count;
    const feel_program **fields, **warnings, **available;
    if (!compile_list(build, &fields, values) || !compile_list(build, &warnings, frame->warning_count) ||
        !compile_list(build, &available, frame->measure_count))
        return false;
    for (size_t f = 0; f < frame->field_count; f++)
        for (size_t v = 0; v < frame->fields[f].count; v++) {
            const wz_field_value *value = &frame->fields[f].values[v];
            if (!compile(build, value->when, value->place, FEEL_T_BOOLEAN, &fields[n++]))
                return false;
        }
    for (size_t i = 0; i < frame->warning_count; i++)
        if (!compile(build, frame->warnings[i].when, frame->warnings[i].place, FEEL_T_BOOLEAN, &warnings[i]))
            return false;
    for (size_t i = 0; i < frame->measure_count; i++)
        if (!compile(build, frame->measures[i].available, frame->measures[i].place, FEEL_T_BOOLEAN, &available[i]))
            return false;
    build->net->field_programs = fields;
    build->net->warning_programs = warnings;
    build->net->available = available;
    return true;
}
