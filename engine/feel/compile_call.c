/* Calls and function definitions. Invariant: whether a call means a variable or a built-in is settled here, and a
 * built-in's rows are fitted to the arguments' number or names once. */
#include "feel/compile.h"

#include <string.h>

static bool named(feel_name name, const char *text)
{
    return strlen(text) == name.length && memcmp(name.text, text, name.length) == 0;
}

/* --- built-ins --- */

static const feel_type *union_of(const feel_alternatives *types)
{
    return types->count == 1 ? types->types[0] : feel_type_plain(FEEL_T_ANY);
}

/* The type of a call's result. */
static const feel_type *result_type(const feel_candidate *c, const feel_piece *parts, size_t count)
{
    const feel_type *any = feel_type_plain(FEEL_T_ANY);
    size_t first = c->from && c->parameter_count > 0 && c->from[0] != UINT32_MAX ? c->from[0] : 0;
    const feel_type *given = first < count ? parts[first].type : any;
    if (c->result_like == FEEL_RESULT_SAME)
        return given;
    if (c->result_like == FEEL_RESULT_ELEMENT && given->kind == FEEL_T_LIST)
        return given->element ? given->element : any;
    if (c->result_like == FEEL_RESULT_ELEMENT)
        return given;
    return union_of(&c->result);
}

static bool argument_fits(const feel_type *given, const feel_alternatives *wanted)
{
    for (size_t i = 0; i < wanted->count; i++) {
        const feel_type *type = wanted->types[i];
        bool one_for_list = type->kind == FEEL_T_LIST && given->kind != FEEL_T_LIST &&
                            (!type->element || feel_static_fits(given, type->element));
        if (feel_static_fits(given, type) || one_for_list)
            return true;
    }
    return false;
}

/* The first argument that the row does not take, or SIZE_MAX. */
static size_t misfit(const feel_candidate *c, const feel_piece *parts, size_t count)
{
    size_t total = c->from ? c->parameter_count : count;
    for (size_t p = 0; p < total; p++) {
        size_t argument = c->from ? c->from[p] : p;
        size_t of = p < c->parameter_count ? p : c->parameter_count - 1;
        if (argument < count && !argument_fits(parts[argument].type, &c->parameters[of]))
            return argument;
    }
    return SIZE_MAX;
}

static const feel_candidate *check_arguments(feel_compiler *c, const feel_ast *ast, const feel_call_site *site,
                                             const feel_piece *parts, size_t count)
{
    for (size_t i = 0; i < site->count; i++) {
        if (misfit(&site->candidates[i], parts, count) == SIZE_MAX)
            return &site->candidates[i];
    }
    size_t wrong = misfit(&site->candidates[0], parts, count);
    if (feel_strict(c))
        feel_fault_at(c, "FEEL-007", ast->items[wrong + 1]->offset, "%.*s() does not take %s here; see its parameters",
                      (int)ast->items[0]->name.length, ast->items[0]->name.text,
                      feel_type_text(c->arena, parts[wrong].type));
    return &site->candidates[0];
}

/* Functions that hand members on without looking into them. */
static bool looks_inside(feel_name name)
{
    static const char *const blind[] = {"count",   "append",  "concatenate", "insert before", "remove",
                                        "reverse", "sublist", "sort",        "flatten"};
    for (size_t i = 0; i < sizeof blind / sizeof *blind; i++) {
        if (named(name, blind[i]))
            return false;
    }
    return true;
}

/* Built-ins whose answer is not settled by their arguments. */
static bool volatile_function(feel_name name)
{
    return named(name, "now") || named(name, "today") || named(name, "random number");
}

/* The arguments; functions given to sort() and list replace() learn what they will be called with. */
static feel_piece *compile_arguments(feel_compiler *c, const feel_ast *ast, bool members)
{
    size_t count = ast->count - 1;
    feel_piece *parts = wz_arena_array(c->arena, count, sizeof *parts);
    for (size_t i = 0; parts && i < count; i++) {
        bool hint = members && i > 0 && parts[0].type->kind == FEEL_T_LIST;
        c->parameter_hint = hint ? parts[0].type->element : NULL;
        parts[i] = feel_compile_ast(c, ast->items[i + 1]);
        c->parameter_hint = NULL;
    }
    if (!parts)
        c->failed = true;
    return parts;
}

static feel_piece fail_call(feel_compiler *c, const feel_ast *ast, const feel_builtin *const *rows, size_t row_count)
{
    feel_name name = ast->items[0]->name;
    if (row_count == 0) {
        if (feel_strict(c))
            feel_fault_at(c, "FEEL-005", ast->offset, "there is no function `%.*s`; use one that FEEL has",
                          (int)name.length, name.text);
        return feel_failed_piece(c, "there is no function `%.*s`", (int)name.length, name.text);
    }
    const char *list = "";
    for (size_t i = 0; rows[0]->parameters[i] && list; i++)
        list = wz_arena_printf(c->arena, "%s%s%s", list, i ? ", " : "", rows[0]->parameters[i]);
    if (feel_strict(c))
        feel_fault_at(c, "FEEL-006", ast->offset, "%.*s() does not take these arguments; give it (%s)",
                      (int)name.length, name.text, list ? list : "");
    return feel_failed_piece(c, "%.*s() does not take these arguments", (int)name.length, name.text);
}

static feel_piece compile_builtin(feel_compiler *c, const feel_ast *ast)
{
    feel_name name = ast->items[0]->name;
    size_t count = ast->count - 1;
    feel_piece *parts = compile_arguments(c, ast, named(name, "sort") || named(name, "list replace"));
    const feel_builtin *rows[FEEL_MAX_ROWS];
    size_t row_count = feel_builtin_rows(name.text, name.length, rows);
    const feel_name *names = ast->names ? ast->names + 1 : NULL;
    const feel_call_site *site =
        parts && row_count ? feel_builtin_site(c->arena, name.text, name.length, names, count) : NULL;
    if (!site)
        return fail_call(c, ast, rows, row_count);
    const feel_candidate *fitting = check_arguments(c, ast, site, parts, count);
    for (size_t i = 0; i < count && looks_inside(name); i++)
        feel_read_all(c, parts[i].type);
    if (volatile_function(name) && feel_strict(c))
        feel_fault_at(c, "FEEL-013", ast->offset, "%.*s() has no place in a rule; take the day as an input",
                      (int)name.length, name.text);
    if (named(name, "list contains") && count == 2 && parts[0].type->kind == FEEL_T_LIST)
        feel_check_values(c, parts[0].type->element, ast->items[2]);
    feel_node node = {.kind = NODE_BUILTIN, .of.site = site};
    feel_add_children(c, &node, parts, count);
    const feel_type *type = result_type(fitting, parts, count);
    if (named(name, "flatten") && count == 1)
        type = parts[0].type;
    while (named(name, "flatten") && type->kind == FEEL_T_LIST && type->element && type->element->kind == FEEL_T_LIST)
        type = type->element;
    feel_piece piece = feel_add_node(c, node, type);
    return volatile_function(name) ? piece : feel_fold(c, piece, parts, count);
}

/* --- function values --- */

static const feel_type *check_value_call(feel_compiler *c, const feel_ast *ast, const feel_type *type,
                                         const feel_piece *parts)
{
    size_t count = ast->count - 1;
    const feel_type *any = feel_type_plain(FEEL_T_ANY);
    if (type->kind == FEEL_T_ANY || type->kind == FEEL_T_NULL)
        return any;
    if (type->kind != FEEL_T_FUNCTION) {
        if (feel_strict(c))
            feel_fault_at(c, "FEEL-005", ast->offset, "%s cannot be called; call a function",
                          feel_type_text(c->arena, type));
        return any;
    }
    if (feel_strict(c) && type->parameters && type->parameter_count != count)
        feel_fault_at(c, "FEEL-006", ast->offset, "the function takes %zu arguments; give it as many",
                      type->parameter_count);
    for (size_t i = 0; feel_strict(c) && type->parameters && !ast->names && i < count && i < type->parameter_count;
         i++) {
        if (type->parameters[i] && !feel_static_fits(parts[i].type, type->parameters[i]))
            feel_fault_at(c, "FEEL-007", ast->items[i + 1]->offset,
                          "the function wants %s here, this is %s; convert it",
                          feel_type_text(c->arena, type->parameters[i]), feel_type_text(c->arena, parts[i].type));
    }
    return type->element ? type->element : any;
}

static feel_piece compile_value_call(feel_compiler *c, const feel_ast *ast)
{
    size_t count = ast->count - 1;
    feel_piece callee = feel_compile_ast(c, ast->items[0]);
    feel_piece *parts = compile_arguments(c, ast, false);
    if (!parts)
        return callee;
    for (size_t i = 0; i < count; i++)
        feel_read_all(c, parts[i].type);
    feel_node node = {.kind = NODE_CALL, .a = callee.node, .of.names = ast->names ? ast->names + 1 : NULL};
    feel_add_children(c, &node, parts, count);
    return feel_add_node(c, node, check_value_call(c, ast, callee.type, parts));
}

feel_piece feel_compile_call(feel_compiler *c, const feel_ast *ast)
{
    const feel_ast *callee = ast->items[0];
    if (callee->kind != AST_NAME || feel_name_is_variable(c, callee->name))
        return compile_value_call(c, ast);
    return compile_builtin(c, ast);
}

/* --- definitions --- */

static const feel_type *function_type(feel_compiler *c, const feel_type *const *types, size_t count,
                                      const feel_type *result)
{
    feel_type *type = wz_arena_alloc(c->arena, sizeof *type);
    if (!type)
        return feel_type_plain(FEEL_T_FUNCTION);
    *type = (feel_type){.kind = FEEL_T_FUNCTION, .element = result, .parameters = types, .parameter_count = count};
    return type;
}

static bool repeated_parameter(const feel_ast *ast)
{
    for (size_t i = 1; i < ast->name_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (ast->names[i].length == ast->names[k].length &&
                memcmp(ast->names[i].text, ast->names[k].text, ast->names[i].length) == 0)
                return true;
        }
    }
    return false;
}

/* Compile the body in a frame of its own: parameters first, captures behind. */
static feel_function_code compile_body(feel_compiler *c, const feel_ast *ast, const feel_type *hint)
{
    feel_frame frame = {.parent = c->frame};
    c->frame = &frame;
    for (size_t i = 0; i < ast->name_count; i++) {
        const feel_type *type = ast->types[i] ? ast->types[i] : hint ? hint : feel_type_plain(FEEL_T_ANY);
        feel_declare(c, ast->names[i], type, false);
    }
    feel_piece body = feel_compile_ast(c, ast->items[0]);
    c->frame = frame.parent;
    return (feel_function_code){.body = body.node,
                                .frame = frame.slots,
                                .depth = ast->items[0]->depth,
                                .external = ast->external,
                                .names = ast->names,
                                .types = ast->types,
                                .count = ast->name_count,
                                .captures = frame.captures,
                                .capture_count = frame.capture_count,
                                .result = body.type};
}

feel_piece feel_compile_function(feel_compiler *c, const feel_ast *ast, feel_name own_name, uint32_t own_slot)
{
    const feel_type *hint = c->parameter_hint;
    c->parameter_hint = NULL;
    size_t locals = c->frame->count;
    if (own_name.text) {
        feel_local *grown = wz_arena_grow(c->arena, c->frame->locals, locals, &c->frame->room, sizeof *grown);
        if (!grown) {
            c->failed = true;
            return feel_constant(c, feel_null(), NULL);
        }
        c->frame->locals = grown;
        grown[c->frame->count++] =
            (feel_local){.name = own_name, .slot = own_slot, .type = feel_type_plain(FEEL_T_FUNCTION)};
    }
    if (repeated_parameter(ast) && feel_strict(c))
        feel_fault_at(c, "FEEL-014", ast->offset, "a parameter's name stands twice; keep one");
    feel_function_code code = compile_body(c, ast, hint);
    c->frame->count = locals;
    feel_function_code *grown =
        wz_arena_grow(c->arena, c->functions, c->function_count, &c->function_room, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return feel_constant(c, feel_null(), NULL);
    }
    c->functions = grown;
    c->functions[c->function_count] = code;
    feel_node node = {
        .kind = NODE_FUNCTION, .sub = own_name.text != NULL, .a = (uint32_t)c->function_count++, .b = own_slot};
    return feel_add_node(c, node, function_type(c, ast->types, ast->name_count, code.result));
}
