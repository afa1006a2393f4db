/* Runs the unit tests: every suite, or those named on the command line. The list of suites, one for each file
 * test_*.c of this folder, is written by the Makefile. Ends with CUnit's summary and one line for run-parts.sh; fails
 * when a test failed, when a suite could not be made, and when nothing was run. */
#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) CU_pSuite name##_suite(void);
#include "suites.inc"
#undef SUITE

static const struct {
    const char *name;
    CU_pSuite (*make)(void);
} suites[] = {
#define SUITE(name) {#name, name##_suite},
#include "suites.inc"
#undef SUITE
};

static bool wanted(const char *name, int count, char **names)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return count == 0;
}

/* Registers the wanted suites; false if one cannot be made or a name is not known. */
static bool register_suites(int count, char **names)
{
    int found = 0;
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++) {
        if (!wanted(suites[i].name, count, names))
            continue;
        found++;
        if (!suites[i].make()) {
            fprintf(stderr, "%s: the suite could not be made: %s\n", suites[i].name, CU_get_error_msg());
            return false;
        }
    }
    if (found < count)
        fprintf(stderr, "a suite named on the command line does not exist\n");
    return found >= count;
}

int main(int argc, char **argv)
{
    if (CU_initialize_registry() != CUE_SUCCESS || !register_suites(argc - 1, argv + 1))
        return EXIT_FAILURE;
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();

    unsigned run = CU_get_number_of_tests_run();
    unsigned failed = CU_get_number_of_tests_failed();
    unsigned broken = CU_get_number_of_suites_failed();
    CU_cleanup_registry();
    printf("\nwenze-part: unit passed=%u failed=%u\n", run - failed, failed + broken);
    return run > 0 && failed == 0 && broken == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
