/* What the tests of FEEL share: evaluate a text and print its value. */
#ifndef WZ_TESTS_FEEL_COMMON_H
#define WZ_TESTS_FEEL_COMMON_H

#include "feel/feel.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *expression;
    const char *printed;
} feel_row;

static inline void feel_count_causes(void *payload, const char *message)
{
    (void)message;
    ++*(unsigned *)payload;
}

/* Evaluate in standard mode over a scope and print into `out`; "error ID" where the text does not compile and "stopped"
 * where the run ends early. Returns the number of causes of null that were told. */
static inline unsigned feel_print_over(const feel_scope *scope, const feel_value *inputs, const char *text, bool unary,
                                       char *out, size_t room)
{
    wz_arena *arena = wz_arena_new();
    const feel_program *program = NULL;
    const feel_fault *faults = NULL;
    size_t fault_count = 0;
    unsigned causes = 0;
    const feel_compile_options options = {.mode = FEEL_STANDARD, .unary_tests = unary};
    int code = feel_compile(&program, arena, text, strlen(text), scope, &options, &faults, &fault_count);
    if (code != WZ_OK) {
        snprintf(out, room, "error %s", fault_count ? faults[0].id : "without a fault");
    } else {
        feel_run run = {.arena = arena, .inputs = inputs, .steps = 1000 * 1000, .complain = feel_count_causes,
                        .payload = &causes};
        feel_value value = feel_evaluate(program, &run);
        wz_buffer printed = {0};
        feel_print(&printed, value);
        snprintf(out, room, "%s", run.status != WZ_OK ? "stopped" : printed.data ? printed.data : "");
        wz_buffer_free(&printed);
    }
    wz_arena_free(arena);
    return causes;
}

static inline void feel_check_rows(const feel_row *rows, size_t count, bool unary)
{
    char printed[4096];
    for (size_t i = 0; i < count; i++) {
        feel_print_over(NULL, NULL, rows[i].expression, unary, printed, sizeof printed);
        bool same = strcmp(printed, rows[i].printed) == 0;
        if (!same)
            printf("\n    %s\n      gives %s\n      not   %s\n", rows[i].expression, printed, rows[i].printed);
        CU_ASSERT(same);
    }
}

#define FEEL_CHECK_ROWS(rows) feel_check_rows(rows, sizeof(rows) / sizeof *(rows), false)

#endif
