/* The bytes are an expression: it is compiled in both modes, evaluated, and its result printed. Nothing may crash, read
 * out of bounds, run without end or use memory without bound; and what was printed must read back to a value that prints
 * the same (docs/semantics.md, section 9). Names that the expression may use: n, s, b, l, and u, which is unknown. */
#include "feel/feel.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 64 << 20, STEPS = 200 * 1000, LONGEST_PRINT = 1 << 16 };

enum { INPUTS = 5 };

static const feel_value no_value;

/* Fills the scope's inputs and their values. */
static void make_inputs(wz_arena *arena, feel_input *inputs, feel_value *values)
{
    const feel_value members[] = {feel_integer(1), feel_integer(2), feel_integer(3)};
    values[0] = feel_integer(42);
    values[1] = feel_string_new(arena, "安全 first", strlen("安全 first"));
    values[2] = feel_boolean(true);
    values[3] = feel_list_new(arena, members, sizeof members / sizeof members[0]);
    values[4] = feel_unknown_of(FEEL_NUMBER);
    inputs[0] = (feel_input){.name = "n", .type = feel_type_plain(FEEL_T_NUMBER)};
    inputs[1] = (feel_input){.name = "s", .type = feel_type_plain(FEEL_T_STRING)};
    inputs[2] = (feel_input){.name = "b", .type = feel_type_plain(FEEL_T_BOOLEAN)};
    inputs[3] = (feel_input){.name = "l", .type = feel_type_list_of(arena, feel_type_plain(FEEL_T_NUMBER))};
    inputs[4] = (feel_input){.name = "u", .type = feel_type_plain(FEEL_T_NUMBER)};
}

/* Compiles and evaluates; false where the text does not compile or a limit ended the run. */
static bool value_of(wz_arena *arena, const char *text, size_t length, feel_mode mode, feel_value *out)
{
    feel_input inputs[INPUTS];
    feel_value values[INPUTS];
    make_inputs(arena, inputs, values);
    if (wz_arena_failed(arena))
        return false;

    const feel_scope scope = {.inputs = inputs, .count = INPUTS};
    const feel_compile_options options = {.mode = mode};
    const feel_program *program = NULL;
    const feel_fault *faults = NULL;
    size_t fault_count = 0;
    int status = feel_compile(&program, arena, text, length, &scope, &options, &faults, &fault_count);
    if (status == WZ_EINPUT && fault_count == 0)
        abort(); /* bad input without a word about what is bad */
    for (size_t i = 0; i < fault_count; i++) {
        if (faults[i].offset > length || !*faults[i].message)
            abort();
    }
    if (status != WZ_OK)
        return false;

    feel_run run = {.arena = arena, .inputs = values, .steps = STEPS};
    *out = feel_evaluate(program, &run);
    return run.status == WZ_OK && !wz_arena_failed(arena);
}

/* Whether a value's printed form means the same outside this run: no unknown, no function. */
static bool plain(feel_value value)
{
    switch (value.tag) {
    case FEEL_UNKNOWN:
    case FEEL_FUNCTION: return false;
    case FEEL_LIST: {
        const feel_list *list = value.as.pointer;
        bool all = !list->open && !list->possible;
        for (size_t i = 0; all && i < list->count; i++)
            all = plain(list->items[i]);
        return all;
    }
    case FEEL_CONTEXT: {
        const feel_context *context = value.as.pointer;
        bool all = true;
        for (size_t i = 0; all && i < context->count; i++)
            all = plain(context->values[i]);
        return all;
    }
    case FEEL_RANGE: {
        const feel_range *range = value.as.pointer;
        return plain(range->low) && plain(range->high);
    }
    default: return true;
    }
}

/* Prints a value, reads it back and prints that. */
static void check_print(wz_arena *arena, feel_value value)
{
    wz_buffer first = {0};
    wz_buffer second = {0};
    feel_print(&first, value);
    feel_value again = no_value;
    if (!first.failed && first.length < LONGEST_PRINT && plain(value) &&
        value_of(arena, first.data, first.length, FEEL_STANDARD, &again)) {
        feel_print(&second, again);
        if (!second.failed && (second.length != first.length || memcmp(first.data, second.data, first.length) != 0)) {
            fprintf(stderr, "printed %s\nread back %s\n", first.data, second.data);
            abort();
        }
    }
    wz_buffer_free(&first);
    wz_buffer_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const feel_mode modes[] = {FEEL_STANDARD, FEEL_STRICT};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        wz_arena *arena = wz_arena_new();
        if (!arena)
            return 0;
        wz_arena_limit(arena, MEMORY);
        feel_value value;
        if (value_of(arena, (const char *)data, size, modes[i], &value))
            check_print(arena, value);
        wz_arena_free(arena);
    }
    return 0;
}
