/* Calls of functions: closures and built-ins. Invariant: a closure holds copies of what it captured, so it may
 * outlive the activation that made it. Source: DMN 1.5, 10.3.2.13 and 10.3.2.9.4. */
#include "feel/eval.h"

enum { ARGS_ON_STACK = 12 };

static feel_value *room_for(feel_run *run, feel_value *small, size_t have, size_t need)
{
    return need <= have ? small : feel_checked(run, wz_arena_array(run->arena, need, sizeof *small));
}

/* --- built-ins --- */

/* The value for a parameter, or for the argument of a variadic row. */
static feel_value argument_for(const feel_candidate *c, const feel_value *args, size_t parameter)
{
    if (!c->from)
        return args[parameter];
    return c->from[parameter] == UINT32_MAX ? feel_null() : args[c->from[parameter]];
}

static const feel_alternatives *parameter_types(const feel_candidate *c, size_t parameter)
{
    return &c->parameters[parameter < c->parameter_count ? parameter : c->parameter_count - 1];
}

static bool fits(feel_run *run, const feel_candidate *c, const feel_value *args, size_t count)
{
    size_t parameters = c->from ? c->parameter_count : count;
    for (size_t i = 0; i < parameters; i++) {
        feel_value v = argument_for(c, args, i);
        const feel_alternatives *wanted = parameter_types(c, i);
        if (v.tag != FEEL_UNKNOWN && !feel_takes(feel_convert_argument(run, v, wanted), wanted))
            return false;
    }
    return true;
}

/* The row for these arguments: the first that they conform to, else the first, which then says what is wrong. */
static const feel_candidate *choose(feel_run *run, const feel_call_site *site, const feel_value *args, size_t count)
{
    for (size_t i = 0; site->count > 1 && i < site->count; i++) {
        if (fits(run, &site->candidates[i], args, count))
            return &site->candidates[i];
    }
    return &site->candidates[0];
}

feel_value feel_call_site_apply(feel_run *run, const feel_call_site *site, const feel_value *args, size_t count)
{
    const feel_candidate *c = choose(run, site, args, count);
    size_t given = c->from ? c->parameter_count : count;
    feel_value small[ARGS_ON_STACK];
    feel_value *values = room_for(run, small, ARGS_ON_STACK, given);
    if (!values)
        return feel_null();
    feel_inspection found = {0};
    for (size_t i = 0; i < given; i++) {
        values[i] = feel_convert_argument(run, argument_for(c, args, i), parameter_types(c, i));
        feel_inspect(values[i], &found);
    }
    if (found.too_deep)
        return feel_stop(run, WZ_ELIMIT);
    if (!feel_spend(run, found.steps))
        return feel_null();
    if (found.unsettled && !c->row->sees_unknown) {
        /* of any type: for some values the function may have no result */
        return found.marked ? feel_marked(FEEL_NULL) : feel_unknown_of(FEEL_NULL);
    }
    return c->row->call(run, values, given);
}

feel_value feel_eval_builtin(feel_machine *m, const feel_node *node)
{
    feel_value small[ARGS_ON_STACK];
    feel_value *args = room_for(m->run, small, ARGS_ON_STACK, node->count);
    if (!args)
        return feel_null();
    for (uint32_t i = 0; i < node->count; i++)
        args[i] = feel_eval(m, m->program->children[node->first + i]);
    return m->run->status == WZ_OK ? feel_call_site_apply(m->run, node->of.site, args, node->count) : feel_null();
}

/* --- closures --- */

feel_value feel_eval_function(feel_machine *m, const feel_node *node)
{
    const feel_function_code *code = &m->program->functions[node->a];
    feel_function *function = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *function));
    feel_value *captured = feel_checked(m->run, wz_arena_array(m->run->arena, code->capture_count, sizeof *captured));
    if (!function || !captured)
        return feel_null();
    feel_value value = feel_from(FEEL_FUNCTION, function);
    for (size_t i = 0; i < code->capture_count; i++) {
        /* a context entry's function sees itself */
        bool itself = node->sub && code->captures[i].outer == node->b;
        captured[i] = itself ? value : m->frame[code->captures[i].outer];
    }
    *function = (feel_function){.program = m->program, .code = code, .captured = captured};
    return value;
}

static feel_value call_closure(feel_run *run, const feel_function *function, const feel_value *args)
{
    const feel_function_code *code = function->code;
    uint32_t cost = 1 + code->depth / FEEL_LEVELS_EACH_CALL;
    if (run->depth + cost > FEEL_MAX_CALLS)
        return feel_stop(run, WZ_ELIMIT);
    feel_value small[FEEL_FRAME_ON_STACK];
    feel_value *frame = room_for(run, small, FEEL_FRAME_ON_STACK, code->frame);
    if (!frame)
        return feel_null();
    for (size_t i = 0; i < code->count; i++)
        frame[i] = code->types[i] ? feel_convert(run, args[i], code->types[i]) : args[i];
    for (size_t i = 0; i < code->capture_count; i++)
        frame[code->captures[i].inner] = function->captured[i];
    feel_machine inner = {.program = function->program, .run = run, .frame = frame};
    run->depth += cost;
    feel_value result = feel_eval(&inner, code->body);
    run->depth -= cost;
    return result;
}

/* Put named arguments in the order of the parameters. */
static bool in_order(const feel_function_code *code, const feel_name *names, const feel_value *args, size_t count,
                     feel_value *out)
{
    for (size_t p = 0; p < code->count; p++) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++) {
            found = names[i].length == code->names[p].length &&
                    memcmp(names[i].text, code->names[p].text, names[i].length) == 0;
            if (found)
                out[p] = args[i];
        }
        if (!found)
            return false;
    }
    return count == code->count;
}

static feel_value call_builtin_value(feel_run *run, const char *name, const feel_name *names, const feel_value *args,
                                     size_t count)
{
    const feel_call_site *site = feel_builtin_site(run->arena, name, strlen(name), names, count);
    if (!site) {
        feel_complain(run, "%s() does not take these arguments", name);
        return feel_null();
    }
    return feel_call_site_apply(run, site, args, count);
}

static feel_value call_value(feel_run *run, feel_value callee, const feel_name *names, const feel_value *args,
                             size_t count)
{
    if (callee.tag == FEEL_UNKNOWN)
        return callee.bits & FEEL_MARKED ? feel_marked(FEEL_NULL) : feel_unknown_of(FEEL_NULL);
    if (callee.tag != FEEL_FUNCTION) {
        feel_complain(run, "what is called here is not a function");
        return feel_null();
    }
    const feel_function *function = callee.as.pointer;
    if (!function->program)
        return call_builtin_value(run, function->builtin, names, args, count);
    if (function->code->external) {
        feel_complain(run, "external functions are not supported");
        return feel_null();
    }
    feel_value small[ARGS_ON_STACK];
    feel_value *ordered = room_for(run, small, ARGS_ON_STACK, function->code->count);
    if (!ordered)
        return feel_null();
    if (names ? !in_order(function->code, names, args, count, ordered) : count != function->code->count) {
        feel_complain(run, "the function takes %zu arguments and other ones are given", function->code->count);
        return feel_null();
    }
    return call_closure(run, function, names ? ordered : args);
}

feel_value feel_call(feel_run *run, feel_value function, const feel_value *args, size_t count)
{
    return feel_spend(run, 1) ? call_value(run, function, NULL, args, count) : feel_null();
}

feel_value feel_eval_call(feel_machine *m, const feel_node *node)
{
    feel_value callee = feel_eval(m, node->a);
    feel_value small[ARGS_ON_STACK];
    feel_value *args = room_for(m->run, small, ARGS_ON_STACK, node->count);
    if (!args)
        return feel_null();
    for (uint32_t i = 0; i < node->count; i++)
        args[i] = feel_eval(m, m->program->children[node->first + i]);
    return m->run->status == WZ_OK ? call_value(m->run, callee, node->of.names, args, node->count) : feel_null();
}
