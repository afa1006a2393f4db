/* Names: variables, captures, members of a filter's item, inputs, built-ins; and paths. Invariant: a name means the
 * innermost thing of that name; a built-in only where nothing else has it. */
#include "feel/compile.h"

#include "feel/temporal.h"

#include <string.h>

static bool same_name(feel_name name, const char *text)
{
    return strlen(text) == name.length && memcmp(name.text, text, name.length) == 0;
}

static bool same_names(feel_name a, feel_name b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* --- scopes --- */

uint32_t feel_declare(feel_compiler *c, feel_name name, const feel_type *type, bool item)
{
    feel_frame *frame = c->frame;
    feel_local *grown = wz_arena_grow(c->arena, frame->locals, frame->count, &frame->room, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return 0;
    }
    frame->locals = grown;
    frame->locals[frame->count++] = (feel_local){.name = name, .slot = frame->slots, .type = type, .item = item};
    return frame->slots++;
}

/* The slot in the frame `inner` of what stands in `slot` of the frame `owner` around it. */
static uint32_t captured(feel_compiler *c, feel_frame *inner, const feel_frame *owner, uint32_t slot)
{
    if (inner == owner)
        return slot;
    uint32_t outer = captured(c, inner->parent, owner, slot);
    for (size_t i = 0; i < inner->capture_count; i++) {
        if (inner->captures[i].outer == outer)
            return inner->captures[i].inner;
    }
    feel_capture *grown =
        wz_arena_grow(c->arena, inner->captures, inner->capture_count, &inner->capture_room, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return 0;
    }
    inner->captures = grown;
    inner->captures[inner->capture_count++] = (feel_capture){.outer = outer, .inner = inner->slots};
    return inner->slots++;
}

static feel_piece local_piece(feel_compiler *c, const feel_frame *owner, const feel_local *local)
{
    uint32_t slot = captured(c, c->frame, owner, local->slot);
    return feel_add_node(c, (feel_node){.kind = NODE_LOCAL, .a = slot}, local->type);
}

int feel_input_named(const feel_compiler *c, feel_name name)
{
    for (size_t i = 0; i < c->scope->count; i++) {
        if (same_name(name, c->scope->inputs[i].name))
            return (int)i;
    }
    return -1;
}

/* --- reads --- */

static void add_read(feel_compiler *c, feel_read read)
{
    for (size_t i = 0; i < c->read_count; i++) {
        const feel_read *r = &c->reads[i];
        if (r->input == read.input && r->shape == read.shape && r->member == read.member)
            return;
    }
    feel_read *grown = wz_arena_grow(c->arena, c->reads, c->read_count, &c->read_room, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return;
    }
    c->reads = grown;
    c->reads[c->read_count++] = read;
}

void feel_read_input(feel_compiler *c, uint32_t slot)
{
    add_read(c, (feel_read){.input = (int)slot, .member = -1});
}

static void read_member(feel_compiler *c, const feel_shape *shape, int member)
{
    add_read(c, (feel_read){.input = -1, .shape = shape, .member = member});
}

void feel_read_all(feel_compiler *c, const feel_type *type)
{
    while (type->kind == FEEL_T_LIST && type->element)
        type = type->element;
    if ((type->kind != FEEL_T_RECORD && type->kind != FEEL_T_CONTEXT) || !type->shape)
        return;
    bool record = type->kind == FEEL_T_RECORD;
    for (size_t i = 0; i < type->shape->count; i++) {
        size_t before = c->read_count;
        if (record)
            read_member(c, type->shape, (int)i);
        /* a shape met again has been gone through */
        if ((!record || c->read_count > before) && type->shape->types[i])
            feel_read_all(c, type->shape->types[i]);
    }
}

/* --- members --- */

static int member_named(const feel_shape *shape, feel_name name)
{
    for (size_t i = 0; shape && i < shape->count; i++) {
        if (same_name(name, shape->names[i]))
            return (int)i;
    }
    return -1;
}

static const feel_type *member_type(const feel_shape *shape, int member)
{
    const feel_type *type = shape->types[member];
    return type ? type : feel_type_plain(FEEL_T_ANY);
}

/* base . name where the type of base is known to have the member. */
static feel_piece member_piece(feel_compiler *c, feel_piece base, feel_name name, const feel_type *holder, int member)
{
    feel_node node = {.kind = NODE_PATH, .a = base.node, .value = feel_interned(c, name.text, name.length)};
    const feel_type *type = member >= 0 ? member_type(holder->shape, member) : feel_type_plain(FEEL_T_ANY);
    if (member >= 0 && holder->kind == FEEL_T_RECORD) {
        node.shape = holder->shape;
        node.b = (uint32_t)member;
        read_member(c, holder->shape, member);
        if (!c->failed && c->nodes[base.node].kind == NODE_INPUT) {
            node.kind = NODE_INPUT_MEMBER;
            node.a = c->nodes[base.node].a;
        }
    }
    return feel_add_node(c, node, type);
}

/* The type of a property that all values of a kind have, NULL where there is none. */
static const feel_type *property_type(const feel_type *type, feel_name name)
{
    static const struct {
        const char *name;
        feel_type_kind kind;
        unsigned of; /* bits of the kinds that have it */
    } properties[] = {
#define OF(kind) (1u << (kind))
        {"year", FEEL_T_NUMBER, OF(FEEL_T_DATE) | OF(FEEL_T_DATE_TIME)},
        {"month", FEEL_T_NUMBER, OF(FEEL_T_DATE) | OF(FEEL_T_DATE_TIME)},
        {"day", FEEL_T_NUMBER, OF(FEEL_T_DATE) | OF(FEEL_T_DATE_TIME)},
        {"weekday", FEEL_T_NUMBER, OF(FEEL_T_DATE) | OF(FEEL_T_DATE_TIME)},
        {"hour", FEEL_T_NUMBER, OF(FEEL_T_TIME) | OF(FEEL_T_DATE_TIME)},
        {"minute", FEEL_T_NUMBER, OF(FEEL_T_TIME) | OF(FEEL_T_DATE_TIME)},
        {"second", FEEL_T_NUMBER, OF(FEEL_T_TIME) | OF(FEEL_T_DATE_TIME)},
        {"time offset", FEEL_T_DAYS_TIME, OF(FEEL_T_TIME) | OF(FEEL_T_DATE_TIME)},
        {"timezone", FEEL_T_STRING, OF(FEEL_T_TIME) | OF(FEEL_T_DATE_TIME)},
        {"years", FEEL_T_NUMBER, OF(FEEL_T_YEARS_MONTHS)},
        {"months", FEEL_T_NUMBER, OF(FEEL_T_YEARS_MONTHS)},
        {"days", FEEL_T_NUMBER, OF(FEEL_T_DAYS_TIME)},
        {"hours", FEEL_T_NUMBER, OF(FEEL_T_DAYS_TIME)},
        {"minutes", FEEL_T_NUMBER, OF(FEEL_T_DAYS_TIME)},
        {"seconds", FEEL_T_NUMBER, OF(FEEL_T_DAYS_TIME)},
        {"start included", FEEL_T_BOOLEAN, OF(FEEL_T_RANGE)},
        {"end included", FEEL_T_BOOLEAN, OF(FEEL_T_RANGE)}};
    bool endpoint = same_name(name, "start") || same_name(name, "end");
    if (type->kind == FEEL_T_RANGE && endpoint)
        return type->element ? type->element : feel_type_plain(FEEL_T_ANY);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (same_name(name, properties[i].name) && (properties[i].of & OF(type->kind)))
            return feel_type_plain(properties[i].kind);
    }
#undef OF
    return NULL;
}

static void fault_member(feel_compiler *c, const feel_ast *ast, const feel_type *type)
{
    if (!feel_strict(c))
        return;
    const feel_shape *shape = type->shape;
    feel_fault_at(
        c, "FEEL-004", ast->offset, "`%.*s` is not a member of %s; %s", (int)ast->name.length, ast->name.text,
        feel_type_text(c->arena, type),
        feel_suggestion(c, ast->name.text, ast->name.length, shape ? shape->names : NULL, shape ? shape->count : 0));
}

feel_piece feel_compile_path(feel_compiler *c, const feel_ast *ast)
{
    feel_piece base = feel_compile_ast(c, ast->items[0]);
    const feel_type *holder = base.type;
    unsigned lists = 0;
    for (; holder->kind == FEEL_T_LIST && holder->element; lists++)
        holder = holder->element;
    int member = member_named(holder->shape, ast->name);
    feel_piece piece = member_piece(c, base, ast->name, holder, member);
    const feel_type *property = member < 0 ? property_type(holder, ast->name) : NULL;
    bool open = holder->kind == FEEL_T_ANY || holder->kind == FEEL_T_NULL ||
                ((holder->kind == FEEL_T_CONTEXT || holder->kind == FEEL_T_RECORD) && !holder->shape);
    if (property)
        piece.type = property;
    else if (member < 0 && !open)
        fault_member(c, ast, holder);
    for (; lists > 0; lists--)
        piece.type = feel_type_list_of(c->arena, piece.type);
    if (!c->failed)
        c->nodes[piece.node].type = (uint8_t)feel_type_tag(piece.type);
    return feel_fold(c, piece, &base, 1);
}

/* --- names --- */

static feel_piece missing_name(feel_compiler *c, const feel_ast *ast)
{
    size_t count = c->scope->count;
    const char **known = wz_arena_array(c->arena, count + 1, sizeof *known);
    for (size_t i = 0; known && i < count; i++)
        known[i] = c->scope->inputs[i].name;
    if (feel_strict(c))
        feel_fault_at(c, "FEEL-003", ast->offset, "there is no name `%.*s`; %s", (int)ast->name.length, ast->name.text,
                      feel_suggestion(c, ast->name.text, ast->name.length, known, known ? count : 0));
    return feel_failed_piece(c, "there is no name `%.*s`", (int)ast->name.length, ast->name.text);
}

static feel_piece input_piece(feel_compiler *c, const feel_ast *ast, int index)
{
    const feel_input *input = &c->scope->inputs[index];
    const feel_type *type = input->type ? input->type : feel_type_plain(FEEL_T_ANY);
    if (input->indexed && feel_strict(c))
        feel_fault_at(c, "FEEL-012", ast->offset, "`%s` is read only as %s[member = \"literal\"]; add such a filter",
                      input->name, input->name);
    if (input->constant)
        return feel_constant(c, input->value, type);
    feel_read_input(c, (uint32_t)index);
    return feel_add_node(c, (feel_node){.kind = NODE_INPUT, .a = (uint32_t)index}, type);
}

/* What a name means where no variable has it. */
static feel_piece global_piece(feel_compiler *c, const feel_ast *ast)
{
    int input = feel_input_named(c, ast->name);
    if (input >= 0)
        return input_piece(c, ast, input);
    const feel_builtin *rows[FEEL_MAX_ROWS];
    if (feel_builtin_rows(ast->name.text, ast->name.length, rows) > 0)
        return feel_add_node(c, (feel_node){.kind = NODE_BUILTIN_VALUE, .of.text = rows[0]->name},
                             feel_type_plain(FEEL_T_FUNCTION));
    if (!feel_strict(c) && same_name(ast->name, "unknown"))
        return feel_constant(c, feel_unknown_of(FEEL_NULL), NULL);
    return missing_name(c, ast);
}

static bool is_open_context(const feel_compiler *c, const feel_type *type)
{
    return type->kind == FEEL_T_ANY || (type->kind == FEEL_T_CONTEXT && (!type->shape || !feel_strict(c)));
}

static feel_piece resolve(feel_compiler *c, const feel_ast *ast, feel_frame *frame, size_t below);

/* A name in a filter that may be a member of the item; what it means otherwise (`itself`: the item) is compiled as
 * well. */
static feel_piece dynamic_piece(feel_compiler *c, const feel_ast *ast, feel_frame *frame, size_t at, bool itself)
{
    const feel_local *item = &frame->locals[at];
    feel_piece local = itself ? local_piece(c, frame, item) : (feel_piece){0};
    uint32_t slot = captured(c, c->frame, frame, item->slot);
    bool strict_alone = feel_strict(c) && !feel_name_is_variable(c, ast->name);
    feel_piece other = itself ? local
                       : strict_alone
                           ? feel_failed_piece(c, "there is no member `%.*s`", (int)ast->name.length, ast->name.text)
                           : resolve(c, ast, frame, at);
    return feel_add_node(c,
                         (feel_node){.kind = NODE_DYNAMIC,
                                     .a = slot,
                                     .b = other.node,
                                     .value = feel_interned(c, ast->name.text, ast->name.length)},
                         NULL);
}

/* The meaning of a name among the locals below `below` of the frame, then further out. */
static feel_piece resolve(feel_compiler *c, const feel_ast *ast, feel_frame *frame, size_t below)
{
    for (; frame; frame = frame->parent, below = frame ? frame->count : 0) {
        for (size_t i = below; i-- > 0;) {
            const feel_local *local = &frame->locals[i];
            bool itself = same_names(local->name, ast->name);
            if (!local->item && !itself)
                continue;
            if (local->item && is_open_context(c, local->type))
                return dynamic_piece(c, ast, frame, i, itself);
            int member = local->item ? member_named(local->type->shape, ast->name) : -1;
            if (member >= 0)
                return member_piece(c, local_piece(c, frame, local), ast->name, local->type, member);
            if (itself)
                return local_piece(c, frame, local);
        }
    }
    return global_piece(c, ast);
}

feel_piece feel_compile_name(feel_compiler *c, const feel_ast *ast)
{
    return resolve(c, ast, c->frame, c->frame->count);
}

bool feel_name_is_variable(const feel_compiler *c, feel_name name)
{
    for (const feel_frame *frame = c->frame; frame; frame = frame->parent) {
        for (size_t i = frame->count; i-- > 0;) {
            if (same_names(frame->locals[i].name, name))
                return true;
            if (frame->locals[i].item && member_named(frame->locals[i].type->shape, name) >= 0)
                return true;
        }
    }
    return feel_input_named(c, name) >= 0;
}
