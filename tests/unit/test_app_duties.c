/* Duties period by period through the public call: a worked case with a log put to it from a table. */
#include "wenze/duties.h"

#include "load_common.h"

#include <CUnit/CUnit.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

CU_pSuite test_app_duties_suite(void);

static const char case_file[] = "cases/bj2019/duty-logs/case.xml";
static wz_rules *rules;
static wz_session *session;
static char log_file[] = "/tmp/wenze-log-XXXXXX";

static int open_law(void)
{
    int handle = mkstemp(log_file);
    if (handle < 0 || wz_rules_open(&rules, "rules", NULL) != WZ_OK)
        return 1;
    close(handle);
    return wz_session_new(&session, rules);
}

static int close_law(void)
{
    wz_session_free(session);
    wz_rules_close(rules);
    return unlink(log_file);
}

static void write_log(const char *text)
{
    FILE *file = fopen(log_file, "w");
    fputs(text, file);
    fclose(file);
}

static wz_duties_request request_for(const char *person)
{
    wz_duties_request request = WZ_DUTIES_REQUEST_INIT;
    request.file = case_file;
    request.person = person;
    request.language = WZ_LANGUAGE_EN;
    return request;
}

/* The periods of the person's first duty under the first regulation, as "from done/required short counts" in lines. */
static char *periods_of(const wz_duties_request *request, char *out, size_t size)
{
    char *text = NULL;
    wz_duties_request json = *request;
    json.format = WZ_FORMAT_JSON;
    *out = '\0';
    if (wz_duties(&text, NULL, session, &json, NULL) != WZ_OK)
        return out;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    json_t *regime = json_array_get(json_object_get(root, "regimes"), 0);
    json_t *duty = json_array_get(json_object_get(regime, "duties"), 0), *period;
    size_t i, at = 0;
    json_array_foreach(json_object_get(duty, "periods"), i, period)
    {
        json_t *done = json_object_get(period, "done"), *high = json_array_get(done, 1);
        at += (size_t)snprintf(
            out + at, size - at, "%s %d-%s %s %s\n", json_string_value(json_object_get(period, "from")),
            (int)json_integer_value(json_array_get(done, 0)),
            json_is_null(high)         ? ""
            : json_integer_value(high) ? "1"
                                       : "0",
            json_string_value(json_object_get(period, "short")), json_string_value(json_object_get(period, "counts")));
    }
    json_decref(root);
    wz_text_free(text);
    return out;
}

static void test_app_duties__the_case_alone(void)
{
    char out[2048];
    wz_duties_request request = request_for("p1");
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out), "2019-01-01 0- false partial_force\n"
                                                                  "2019-07-01 1-1 false whole\n"
                                                                  "2020-01-01 0- unknown whole\n"
                                                                  "2020-07-01 0- unknown whole\n"
                                                                  "2021-01-01 0- false not_ended\n");
    request.from = "2020-01-01";
    request.to = "2020-06-30";
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out), "2020-01-01 0- unknown whole\n");
}

/* The case without its record of which only the year is known. */
static char *settled_case(void)
{
    wz_buffer bytes = read_file(case_file);
    char *record = bytes.length ? strstr(bytes.data, "<duty-record id=\"p1-c\"") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(record);
    memset(record, ' ', (size_t)(strstr(record, "/>") + 2 - record));
    return bytes.data;
}

/* By hand: a meeting in March 2020 meets the first half-year. With the log complete for the year the second fell short, but not
 * while a row of it cannot be read, which may have been that meeting. */
static void test_app_duties__a_log_settles_periods(void)
{
    char out[2048], *bytes = settled_case();
    wz_duties_request request = request_for("p1");
    request.bytes = bytes;
    request.size = strlen(bytes);
    request.log = log_file;
    request.from = "2020-01-01";
    request.to = "2020-12-31";
    write_log("日期,活动,person_id\n2020年3月2日,召开会议,p1\n2020-09-01,召开会议,p2\n2020-10-01,喝茶,p1\n");
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out),
                           "2020-01-01 1- false whole\n2020-07-01 0- unknown whole\n");
    request.complete_from = "2020-01-01";
    request.complete_to = "2020-12-31";
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out),
                           "2020-01-01 1-1 false whole\n2020-07-01 0-1 unknown whole\n");
    char *text = NULL;
    wz_diag *diag = wz_diag_new();
    request.width = 120;
    CU_ASSERT_FATAL(wz_duties(&text, NULL, session, &request, diag) == WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "|✓1/1                         |?0-1/1                       |"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "3 rows, 1 with problems, 1 of other people"));
    CU_ASSERT(wz_diag_count(diag) == 1 && wz_diag_errors(diag) == 0);
    CU_ASSERT_EQUAL(wz_diag_at(diag, 0)->places[0].line, 4);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, "RECORD-017");
    wz_text_free(text);
    wz_diag_free(diag);
    write_log("日期,活动\n2020年3月2日,召开会议\n");
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out),
                           "2020-01-01 1-1 false whole\n2020-07-01 0-0 true whole\n");
    write_log("日期,活动\n2020年3月2日,召开会议\n2020-08-01,\"召开会议\n");
    CU_ASSERT_STRING_EQUAL(periods_of(&request, out, sizeof out),
                           "2020-01-01 1-1 false whole\n2020-07-01 0-1 unknown whole\n");
    wz_free(bytes);
}

static void expect_refusal(const wz_duties_request *request, const char *id, int wanted)
{
    char *text;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_duties(&text, NULL, session, request, diag), wanted);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_STRING_EQUAL(wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "", id);
    wz_diag_free(diag);
}

static void test_app_duties__what_is_wrong_is_said(void)
{
    wz_duties_request request = request_for(NULL);
    expect_refusal(&request, "DUTIES-001", WZ_EINPUT);
    request = request_for("nobody");
    expect_refusal(&request, "DUTIES-003", WZ_EINPUT);
    request = request_for("p1");
    request.from = "2020-01-01";
    expect_refusal(&request, "DUTIES-004", WZ_EINPUT);
    request.to = "2020-13-01";
    expect_refusal(&request, "DUTIES-005", WZ_EINPUT);
    request.to = "2019-01-01";
    expect_refusal(&request, "DUTIES-006", WZ_EINPUT);
    request = request_for("p1");
    request.log = "nowhere.csv";
    expect_refusal(&request, "IO-001", WZ_EIO);
    request.log = log_file;
    write_log("活动\n召开会议\n");
    expect_refusal(&request, "RECORD-001", WZ_EINPUT);
}

CU_pSuite test_app_duties_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/duties", open_law, close_law);
    if (!suite || !CU_add_test(suite, "the case alone", test_app_duties__the_case_alone) ||
        !CU_add_test(suite, "a log settles periods", test_app_duties__a_log_settles_periods) ||
        !CU_add_test(suite, "what is wrong is said", test_app_duties__what_is_wrong_is_said))
        return NULL;
    return suite;
}
