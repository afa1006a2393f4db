/* The tests of the web page over HTTP. Without arguments every suite; else those named. WENZE names the program to serve. */
#include "client.h"
#include "suites.h"

#include <CUnit/Basic.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (CU_initialize_registry() != CUE_SUCCESS)
        return EXIT_FAILURE;
    const struct {
        const char *name;
        CU_pSuite (*make)(void);
    } suites[] = {{"pieces", pieces_suite},
                  {"routes", routes_suite},
                  {"signin", signin_suite},
                  {"cases", cases_suite},
                  {"filling", filling_suite},
                  {"keeping", keeping_suite},
                  {"answers", answers_suite},
                  {"attacks", attacks_suite},
                  {"tls", tls_suite},
                  {"browser", browser_suite},
                  {"browser-fill", browser_fill_suite},
                  {"browser-desk", browser_desk_suite},
                  {"browser-office", browser_office_suite},
                  {"browser-admin", browser_admin_suite}};
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
        for (int a = 1; a < argc || (argc == 1 && a == 1); a++)
            if (argc == 1 || strcmp(argv[a], suites[i].name) == 0)
                suites[i].make();
    if (!server_start()) {
        fprintf(stderr, "web: the server did not start; its log is in %s\n", server.folder);
        return EXIT_FAILURE;
    }
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();
    unsigned run = CU_get_number_of_tests_run(), failed = CU_get_number_of_tests_failed();
    CU_cleanup_registry();
    bool stopped = server_stop() == 0;
    if (!stopped)
        fprintf(stderr, "web: the server did not end well; its log is in %s\n", server.folder);
    else
        server_remove();
    printf("\nwenze-part: web-http passed=%u failed=%u\n", run - failed + stopped, failed + !stopped);
    return run > 0 && failed == 0 && stopped ? EXIT_SUCCESS : EXIT_FAILURE;
}
