/* Any bytes as a case, assessed under the whole law of rules/ as a user would: every form in both languages. No crash, no
 * hang, no leak; a problem is named whenever there is no result; JSON and XML can be read back by other people's parsers;
 * and a second session writes the same bytes. Runs from the project's root. */
#include "fuzz.h"
#include "wenze.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The law, and two sessions: one that has seen every input so far, and one that is made anew now and then. */
typedef struct {
    wz_rules *rules;
    wz_session *old;
    wz_session *fresh;
    unsigned runs;
} bench;

enum { RUNS_OF_A_FRESH_SESSION = 64 };

static bench *open_bench(void)
{
    static bench b;
    if (!b.rules && (wz_rules_open(&b.rules, "rules", NULL) != WZ_OK || wz_session_new(&b.old, b.rules) != WZ_OK))
        abort();
    if (b.runs++ % RUNS_OF_A_FRESH_SESSION == 0) {
        wz_session_free(b.fresh);
        if (wz_session_new(&b.fresh, b.rules) != WZ_OK)
            abort();
    }
    return &b;
}

static void check_json(const char *text, size_t length)
{
    json_error_t error;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fprintf(stderr, "JSON line %d: %s\n%s\n", error.line, error.text, text);
        abort();
    }
    json_decref(root);
}

static void check_xml(const char *text, size_t length)
{
    xmlDoc *document = xmlReadMemory(text, (int)length, "result", NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!document) {
        fprintf(stderr, "not well-formed\n%s\n", text);
        abort();
    }
    xmlFreeDoc(document);
}

/* Assesses once; NULL where there is no result, which must have been explained. */
static char *assess(wz_session *session, const uint8_t *data, size_t size, const wz_assess_request *request,
                    size_t *length)
{
    char *text = NULL;
    wz_diag *diag = wz_diag_new();
    int code = wz_session_assess_memory(&text, length, session, "fuzz", data, size, request, diag);
    if ((code == WZ_OK) != (text != NULL) || (code != WZ_OK) != (wz_diag_errors(diag) > 0) || code == WZ_EINTERNAL)
        abort();
    wz_diag_free(diag);
    if (text && strlen(text) != *length)
        abort();
    return text;
}

/* What another session makes of the same bytes. */
static void check_again(bench *b, const uint8_t *data, size_t size, const wz_assess_request *request, const char *text,
                        size_t length)
{
    size_t length_again = 0;
    char *again = assess(b->fresh, data, size, request, &length_again);
    if ((text != NULL) != (again != NULL) || (text && (length != length_again || memcmp(text, again, length) != 0))) {
        fprintf(stderr, "two sessions differ:\n%s\n%s\n", text ? text : "none", again ? again : "none");
        abort();
    }
    wz_text_free(again);
}

/* One form in one language; false where the case has no result. */
static bool try_form(bench *b, const uint8_t *data, size_t size, wz_format format, wz_language language)
{
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.today = "2026-01-01";
    request.format = format;
    request.language = language;
    request.reasons_all = language == WZ_LANGUAGE_EN;
    request.details = language == WZ_LANGUAGE_EN;
    size_t length = 0;
    char *text = assess(b->old, data, size, &request, &length);
    if (format == WZ_FORMAT_JSON)
        check_again(b, data, size, &request, text, length);
    bool made = text != NULL;
    if (made && format == WZ_FORMAT_JSON)
        check_json(text, length);
    if (made && format == WZ_FORMAT_XML)
        check_xml(text, length);
    wz_text_free(text);
    return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const wz_format formats[] = {WZ_FORMAT_JSON, WZ_FORMAT_XML, WZ_FORMAT_TEXT};
    bench *b = open_bench();
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!try_form(b, data, size, formats[i], WZ_LANGUAGE_ZH) ||
            !try_form(b, data, size, formats[i], WZ_LANGUAGE_EN))
            break;
    return 0;
}
