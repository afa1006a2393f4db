/* An import reads ahead in a thread of its own: what comes out is the same however the threads meet. */
#include "register_common.h"

CU_pSuite test_threads_register_suite(void);

static void test_threads_register__reads_ahead(void)
{
    enum { ROWS = 6000, ROOM = ROWS * 40, BAD_EVERY = 1000 };
    desk d = open_desk();
    char *text = malloc(ROOM);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    size_t length = (size_t)snprintf(text, ROOM, "person_id,kind,decision_date\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, ROOM - length, "P%05d,%s,2020-01-02\n", i,
                                   i % BAD_EVERY == 1 ? "nothing" : "admonition");
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.keep_good = true;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_EINPUT);
    CU_ASSERT_EQUAL(d.tally.rows, ROWS);
    CU_ASSERT_EQUAL(d.tally.bad, ROWS / BAD_EVERY);
    CU_ASSERT_EQUAL(people(&d), ROWS - ROWS / BAD_EVERY);
    /* a file that breaks off in quotes */
    snprintf(text + length, ROOM - length, "\"Q1,admonition,2020-01-02\n");
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_EINPUT);
    free(text);
    close_desk(&d);
}

CU_pSuite test_threads_register_suite(void)
{
    CU_pSuite suite = CU_add_suite("threads_register", NULL, NULL);
    CU_ADD_TEST(suite, test_threads_register__reads_ahead);
    return suite;
}
