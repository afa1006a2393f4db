/* From tree to nodes. Invariant: children are added before their parent, so a node's number is greater than
 * theirs; faults never stop compiling, so that all of them are found. */
#include "feel/compile.h"

#include "feel/eval.h"
#include "feel/parser.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FAULTS = 100, MAX_INTERNED = 512, FOLD_STEPS = 2000 };

void feel_fault_at(feel_compiler *c, const char *id, size_t offset, const char *format, ...)
{
    if (c->fault_count >= MAX_FAULTS)
        return;
    va_list args;
    va_start(args, format);
    const char *message = wz_arena_vprintf(c->arena, format, args);
    va_end(args);
    feel_fault *grown = wz_arena_grow(c->arena, c->faults, c->fault_count, &c->fault_room, sizeof *grown);
    if (!grown || !message) {
        c->failed = true;
        return;
    }
    c->faults = grown;
    c->faults[c->fault_count++] = (feel_fault){.id = id, .offset = offset, .message = message};
}

/* --- nodes --- */

feel_piece feel_add_node(feel_compiler *c, feel_node node, const feel_type *type)
{
    if (!type)
        type = feel_type_plain(FEEL_T_ANY);
    node.type = (uint8_t)feel_type_tag(type);
    node.nullable = type->nullable;
    feel_node *grown = wz_arena_grow(c->arena, c->nodes, c->node_count, &c->node_room, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return (feel_piece){0, type};
    }
    c->nodes = grown;
    c->nodes[c->node_count] = node;
    return (feel_piece){(uint32_t)c->node_count++, type};
}

void feel_add_children(feel_compiler *c, feel_node *node, const feel_piece *pieces, size_t count)
{
    node->first = (uint32_t)c->child_count;
    node->count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        uint32_t *grown = wz_arena_grow(c->arena, c->children, c->child_count, &c->child_room, sizeof *grown);
        if (!grown) {
            c->failed = true;
            node->count = 0;
            return;
        }
        c->children = grown;
        c->children[c->child_count++] = pieces[i].node;
    }
}

feel_value feel_interned(feel_compiler *c, const char *text, size_t length)
{
    for (size_t i = 0; i < c->string_count; i++) {
        if (c->strings[i]->length == length && memcmp(c->strings[i]->text, text, length) == 0)
            return feel_from(FEEL_STRING, c->strings[i]);
    }
    feel_value made = feel_string_new(c->arena, text, length);
    if (feel_is(made, FEEL_NULL))
        c->failed = true;
    if (feel_is(made, FEEL_NULL) || c->string_count >= MAX_INTERNED)
        return made;
    const feel_string **grown = wz_arena_grow(c->arena, c->strings, c->string_count, &c->string_room, sizeof *grown);
    if (!grown)
        return made;
    c->strings = grown;
    c->strings[c->string_count++] = feel_str(made);
    return made;
}

feel_piece feel_constant(feel_compiler *c, feel_value value, const feel_type *type)
{
    return feel_add_node(c, (feel_node){.kind = NODE_CONSTANT, .value = value}, type);
}

feel_piece feel_failed_piece(feel_compiler *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = wz_arena_vprintf(c->arena, format, args);
    va_end(args);
    return feel_add_node(c, (feel_node){.kind = NODE_FAILED, .of.text = message ? message : ""}, NULL);
}

bool feel_is_constant(const feel_compiler *c, feel_piece piece)
{
    return !c->failed && c->nodes[piece.node].kind == NODE_CONSTANT;
}

/* --- folding --- */

static void note_complaint(void *payload, const char *message)
{
    (void)message;
    *(bool *)payload = true;
}

feel_piece feel_fold(feel_compiler *c, feel_piece piece, const feel_piece *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!feel_is_constant(c, parts[i]))
            return piece;
    }
    if (c->failed)
        return piece;
    bool complained = false;
    feel_program program = {.nodes = c->nodes,
                            .children = c->children,
                            .functions = c->functions,
                            .root = piece.node,
                            .frame = c->frame->slots};
    feel_run run = {.arena = c->arena, .steps = FOLD_STEPS, .complain = note_complaint, .payload = &complained};
    feel_value value = feel_evaluate(&program, &run);
    if (run.status != WZ_OK || complained || feel_is(value, FEEL_NULL))
        return piece;
    c->nodes[piece.node] = (feel_node){.kind = NODE_CONSTANT, .type = c->nodes[piece.node].type, .value = value};
    return piece;
}

/* --- literals and structures --- */

const feel_type *feel_literal_type(feel_compiler *c, feel_value value)
{
    static const feel_type_kind kinds[] = {[FEEL_NULL] = FEEL_T_NULL,
                                           [FEEL_BOOLEAN] = FEEL_T_BOOLEAN,
                                           [FEEL_NUMBER] = FEEL_T_NUMBER,
                                           [FEEL_STRING] = FEEL_T_STRING,
                                           [FEEL_DATE] = FEEL_T_DATE,
                                           [FEEL_TIME] = FEEL_T_TIME,
                                           [FEEL_DATE_TIME] = FEEL_T_DATE_TIME,
                                           [FEEL_DAYS_TIME] = FEEL_T_DAYS_TIME,
                                           [FEEL_YEARS_MONTHS] = FEEL_T_YEARS_MONTHS};
    if (value.tag < sizeof kinds / sizeof *kinds)
        return feel_type_plain(kinds[value.tag]);
    return feel_type_of_value(c->arena, value);
}

static feel_piece compile_literal(feel_compiler *c, const feel_ast *ast)
{
    feel_value value = ast->value;
    if (feel_is(value, FEEL_STRING))
        value = feel_interned(c, feel_str(value)->text, feel_str(value)->length);
    return feel_constant(c, value, feel_literal_type(c, value));
}

static feel_piece compile_list(feel_compiler *c, const feel_ast *ast)
{
    feel_piece *parts = wz_arena_array(c->arena, ast->count, sizeof *parts);
    const feel_type *element = NULL;
    for (size_t i = 0; parts && i < ast->count; i++) {
        parts[i] = feel_compile_ast(c, ast->items[i]);
        element = i == 0 ? parts[i].type : feel_join(element, parts[i].type);
    }
    feel_node node = {.kind = NODE_LIST};
    feel_add_children(c, &node, parts, parts ? ast->count : 0);
    feel_piece piece =
        feel_add_node(c, node, feel_type_list_of(c->arena, element ? element : feel_type_plain(FEEL_T_ANY)));
    return feel_fold(c, piece, parts, parts ? ast->count : 0);
}

static int by_name(const void *a, const void *b)
{
    const feel_name *x = a, *y = b;
    size_t shorter = x->length < y->length ? x->length : y->length;
    int head = memcmp(x->text, y->text, shorter);
    return head ? head : (x->length > y->length) - (x->length < y->length);
}

/* Whether a key stands twice; *out is that key. */
static bool duplicate_key(feel_compiler *c, const feel_ast *ast, feel_name *out)
{
    feel_name *sorted = wz_arena_array(c->arena, ast->count, sizeof *sorted);
    if (!sorted || ast->count == 0)
        return false;
    memcpy(sorted, ast->names, ast->count * sizeof *sorted);
    qsort(sorted, ast->count, sizeof *sorted, by_name);
    for (size_t i = 1; i < ast->count; i++) {
        *out = sorted[i];
        if (by_name(&sorted[i - 1], &sorted[i]) == 0)
            return true;
    }
    return false;
}

/* The value of the last entry of that key. */
static size_t last_entry(const feel_ast *ast, feel_name key)
{
    size_t at = ast->count - 1;
    while (at > 0 && by_name(&ast->names[at], &key) != 0)
        at--;
    return at;
}

/* The entries take neighbouring slots, all reserved before any entry is compiled; a name is declared behind its
 * entry. */
static bool compile_entries(feel_compiler *c, const feel_ast *ast, feel_piece *parts, const feel_string **keys,
                            feel_node *node)
{
    node->a = c->frame->slots;
    c->frame->slots += (uint32_t)ast->count;
    for (size_t i = 0; i < ast->count; i++) {
        uint32_t slot = node->a + (uint32_t)i;
        feel_value key = feel_interned(c, ast->names[i].text, ast->names[i].length);
        if (feel_is(key, FEEL_NULL))
            return false;
        keys[i] = feel_str(key);
        bool function = ast->items[i]->kind == AST_FUNCTION;
        parts[i] = function ? feel_compile_function(c, ast->items[i], ast->names[i], slot)
                            : feel_compile_ast(c, ast->items[i]);
        feel_local *locals =
            wz_arena_grow(c->arena, c->frame->locals, c->frame->count, &c->frame->room, sizeof *locals);
        if (!locals)
            return false;
        c->frame->locals = locals;
        locals[c->frame->count++] = (feel_local){.name = ast->names[i], .slot = slot, .type = parts[i].type};
    }
    return true;
}

static const feel_type *context_type(feel_compiler *c, const feel_piece *parts, const feel_string *const *keys,
                                     size_t count)
{
    const char **names = wz_arena_array(c->arena, count, sizeof *names);
    const feel_type **types = wz_arena_array(c->arena, count, sizeof *types);
    feel_shape *shape = wz_arena_alloc(c->arena, sizeof *shape);
    feel_type *type = wz_arena_alloc(c->arena, sizeof *type);
    if (!names || !types || !shape || !type)
        return feel_type_plain(FEEL_T_CONTEXT);
    for (size_t i = 0; i < count; i++) {
        names[i] = keys[i]->text;
        types[i] = parts[i].type;
    }
    *shape = (feel_shape){.name = "context", .count = count, .names = names, .types = types};
    *type = (feel_type){.kind = FEEL_T_CONTEXT, .shape = shape};
    return type;
}

static feel_piece compile_context(feel_compiler *c, const feel_ast *ast)
{
    feel_name twice = {0};
    if (duplicate_key(c, ast, &twice)) {
        if (feel_strict(c))
            feel_fault_at(c, "FEEL-014", ast->items[last_entry(ast, twice)]->offset,
                          "the key `%.*s` stands twice; keep one", (int)twice.length, twice.text);
        return feel_failed_piece(c, "the key `%.*s` stands twice in a context", (int)twice.length, twice.text);
    }
    feel_piece *parts = wz_arena_array(c->arena, ast->count, sizeof *parts);
    const feel_string **keys = wz_arena_array(c->arena, ast->count, sizeof *keys);
    size_t locals = c->frame->count;
    feel_node node = {.kind = NODE_CONTEXT, .of.keys = keys};
    if (!parts || !keys || !compile_entries(c, ast, parts, keys, &node)) {
        c->failed = true;
        return feel_constant(c, feel_null(), NULL);
    }
    c->frame->count = locals;
    feel_add_children(c, &node, parts, ast->count);
    feel_piece piece = feel_add_node(c, node, context_type(c, parts, keys, ast->count));
    return feel_fold(c, piece, parts, ast->count);
}

static feel_piece compile_if(feel_compiler *c, const feel_ast *ast)
{
    feel_piece parts[3] = {feel_compile_condition(c, ast->items[0]), feel_compile_ast(c, ast->items[1]),
                           feel_compile_ast(c, ast->items[2])};
    const feel_type *type = feel_join(parts[1].type, parts[2].type);
    if (type->kind == FEEL_T_ANY) {
        feel_read_all(c, parts[1].type);
        feel_read_all(c, parts[2].type);
    }
    feel_node node = {.kind = NODE_IF};
    feel_add_children(c, &node, parts, 3);
    return feel_add_node(c, node, type);
}

static feel_piece compile_instance(feel_compiler *c, const feel_ast *ast)
{
    feel_piece value = feel_compile_ast(c, ast->items[0]);
    feel_read_all(c, value.type);
    if (!ast->type && feel_strict(c))
        feel_fault_at(c, "FEEL-015", ast->offset, "`instance of` names an unknown type; use a type of FEEL");
    return feel_add_node(c, (feel_node){.kind = NODE_INSTANCE, .a = value.node, .of.type = ast->type},
                         feel_type_plain(FEEL_T_BOOLEAN));
}

static feel_piece compile_kind(feel_compiler *c, const feel_ast *ast)
{
    switch ((feel_ast_kind)ast->kind) {
    case AST_LITERAL: return compile_literal(c, ast);
    case AST_NAME: return feel_compile_name(c, ast);
    case AST_PATH: return feel_compile_path(c, ast);
    case AST_FILTER: return feel_compile_filter(c, ast);
    case AST_CALL: return feel_compile_call(c, ast);
    case AST_IN: return feel_compile_in(c, ast);
    case AST_UNARY_TESTS: return feel_compile_unary_tests(c, ast);
    case AST_TEST:
    case AST_RANGE: return feel_compile_range(c, ast);
    case AST_LIST: return compile_list(c, ast);
    case AST_CONTEXT: return compile_context(c, ast);
    case AST_IF: return compile_if(c, ast);
    case AST_FOR:
    case AST_SOME:
    case AST_EVERY: return feel_compile_iteration(c, ast);
    case AST_INSTANCE: return compile_instance(c, ast);
    case AST_FUNCTION: return feel_compile_function(c, ast, (feel_name){0}, 0);
    default: return feel_compile_operator(c, ast);
    }
}

feel_piece feel_compile_ast(feel_compiler *c, const feel_ast *ast)
{
    feel_piece piece = compile_kind(c, ast);
    if (piece.node < c->node_count && !c->failed)
        c->nodes[piece.node].syntax = ast->number;
    return piece;
}

/* --- the whole --- */

static int by_place(const void *a, const void *b)
{
    const feel_read *x = a, *y = b;
    if (x->input != y->input)
        return x->input < y->input ? -1 : 1;
    if (x->shape != y->shape) {
        int names = strcmp(x->shape->name, y->shape->name);
        return names ? names : x->shape < y->shape ? -1 : 1;
    }
    return (x->member > y->member) - (x->member < y->member);
}

static void sort_reads(feel_compiler *c)
{
    if (c->read_count == 0)
        return;
    qsort(c->reads, c->read_count, sizeof *c->reads, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < c->read_count; i++) {
        if (by_place(&c->reads[i], &c->reads[kept - 1]) != 0)
            c->reads[kept++] = c->reads[i];
    }
    c->read_count = kept;
}

static int by_offset(const void *a, const void *b)
{
    const feel_fault *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return strcmp(x->id, y->id);
}

static int finish(feel_compiler *c, feel_piece root, const feel_program **out)
{
    feel_program *program = wz_arena_alloc(c->arena, sizeof *program);
    char *text = wz_arena_strndup(c->arena, c->text, c->length);
    if (!program || !text || c->failed || wz_arena_failed(c->arena))
        return WZ_ENOMEM;
    sort_reads(c);
    *program = (feel_program){.text = text,
                              .length = c->length,
                              .type = root.type,
                              .nodes = c->nodes,
                              .children = c->children,
                              .functions = c->functions,
                              .root = root.node,
                              .frame = c->frame->slots,
                              .reads = c->reads,
                              .read_count = c->read_count,
                              .input_count = c->scope ? c->scope->count : 0};
    *out = program;
    return WZ_OK;
}

int feel_compile(const feel_program **out, wz_arena *arena, const char *text, size_t length, const feel_scope *scope,
                 const feel_compile_options *options, const feel_fault **faults, size_t *fault_count)
{
    static const feel_scope nothing = {.inputs = NULL};
    feel_frame frame = {.parent = NULL};
    feel_compiler c = {.arena = arena,
                       .scope = scope ? scope : &nothing,
                       .options = options,
                       .frame = &frame,
                       .text = text,
                       .length = length};
    feel_fault fault = {0};
    int status = WZ_OK;
    *out = NULL;
    *faults = NULL;
    *fault_count = 0;
    feel_ast *ast = feel_parse(arena, text, length, c.scope, options, &fault, &status);
    if (!ast) {
        if (status == WZ_OK || status == WZ_ENOMEM)
            return WZ_ENOMEM;
        feel_fault_at(&c, fault.id, fault.offset, "%s", fault.message);
    } else {
        feel_piece root = feel_compile_ast(&c, ast);
        feel_check_wanted(&c, ast, root.type);
        const feel_type *wanted = feel_strict(&c) ? options->wanted : NULL;
        bool one = wanted && wanted->kind != FEEL_T_LIST && wanted->kind != FEEL_T_ANY;
        if (one && root.type->kind == FEEL_T_LIST)
            root = feel_add_node(&c, (feel_node){.kind = NODE_SINGLE, .a = root.node}, options->wanted);
        status = c.fault_count ? WZ_EINPUT : finish(&c, root, out);
    }
    if (c.fault_count)
        qsort(c.faults, c.fault_count, sizeof *c.faults, by_offset);
    *faults = c.faults;
    *fault_count = c.fault_count;
    return status;
}

const feel_type *feel_program_type(const feel_program *program)
{
    return program->type;
}

const char *feel_program_text(const feel_program *program)
{
    return program->text;
}

const feel_read *feel_program_reads(const feel_program *program, size_t *count)
{
    *count = program->read_count;
    return program->reads;
}
