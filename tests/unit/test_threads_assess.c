/* One engine, several threads: each assesses the same cases with an assessor of its own, and all write the same bytes.
 * Run under ThreadSanitizer too. */
#include "base/alloc.h"
#include "law_common.h"
#include "random_case.h"
#include "report/report.h"

#include <CUnit/CUnit.h>
#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 4, CASES = 12 };

typedef struct {
    const wz_law *law;
    const wz_engine *engine;
    size_t first; /* where the thread begins in the round of cases */
    const char *texts[CASES];
    char *results[CASES];
    bool failed;
} work;

static char *assess_one(const work *w, wz_assessor *assessor, const char *text)
{
    static const wz_assess_options options;
    wz_case *subject = NULL;
    wz_assessment *result = NULL;
    wz_buffer out = {0};
    if (wz_load_case_memory(&subject, "case", text, strlen(text), w->law->vocabulary, NULL, NULL) == WZ_OK &&
        wz_assess_case(&result, assessor, subject, &options, NULL) == WZ_OK)
        wz_report_json(&out, result, WZ_ZH);
    wz_assessment_free(result);
    wz_case_free(subject);
    return out.data;
}

static void *thread(void *payload)
{
    work *w = payload;
    wz_assessor *assessor = wz_assessor_new(w->engine);
    w->failed = !assessor;
    for (size_t i = 0; assessor && i < CASES; i++) {
        size_t at = (w->first + i) % CASES;
        w->results[at] = assess_one(w, assessor, w->texts[at]);
    }
    wz_assessor_free(assessor);
    return NULL;
}

static void test_threads__one_engine_gives_all_threads_the_same(void)
{
    wz_law *law = NULL;
    wz_engine *engine = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_load_law(&law, "rules", NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_engine_build(&engine, law, NULL), WZ_OK);
    wz_buffer texts[CASES] = {0};
    for (size_t i = 0; i < CASES; i++) {
        random_case *c = random_case_new(law, 31 * i + 5);
        random_case_write(c, &texts[i], NULL);
        free(c);
    }
    pthread_t threads[THREADS];
    work works[THREADS] = {0};
    for (size_t t = 0; t < THREADS; t++) {
        works[t] = (work){.law = law, .engine = engine, .first = t * CASES / THREADS};
        for (size_t i = 0; i < CASES; i++)
            works[t].texts[i] = texts[i].data;
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[t], NULL, thread, &works[t]), 0);
    }
    for (size_t t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    for (size_t t = 0; t < THREADS; t++) {
        CU_ASSERT_FALSE(works[t].failed);
        for (size_t i = 0; i < CASES; i++) {
            CU_ASSERT_TRUE(works[t].results[i] && strcmp(works[t].results[i], works[0].results[i]) == 0);
            CU_ASSERT_TRUE(works[t].results[i] && strlen(works[t].results[i]) > 500);
        }
    }
    for (size_t t = 0; t < THREADS; t++)
        for (size_t i = 0; i < CASES; i++)
            wz_free(works[t].results[i]);
    for (size_t i = 0; i < CASES; i++)
        wz_buffer_free(&texts[i]);
    wz_engine_free(engine);
    wz_law_free(law);
}

CU_pSuite test_threads_assess_suite(void)
{
    CU_pSuite suite = CU_add_suite("threads: assessing", NULL, NULL);
    if (suite)
        CU_add_test(suite, "test_threads__one_engine_gives_all_threads_the_same",
                    test_threads__one_engine_gives_all_threads_the_same);
    return suite;
}
