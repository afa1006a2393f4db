/* What the tests of written reports share: the real law with a session and the stylesheets, a report as bytes, and the
 * parts of a DOCX read back. */
#ifndef WZ_TESTS_WRITTEN_COMMON_H
#define WZ_TESTS_WRITTEN_COMMON_H

#include "wenze/report.h"

#include <CUnit/CUnit.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct {
    wz_rules *rules;
    wz_session *session;
    wz_stylesheets *sheets;
    wz_diag *diag;
} writer;

static inline void writer_open(writer *w)
{
    *w = (writer){.diag = wz_diag_new()};
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&w->rules, "rules", w->diag), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_session_new(&w->session, w->rules), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_stylesheets_open(&w->sheets, "engine/report/xsl", NULL, w->diag), WZ_OK);
}

static inline void writer_close(writer *w)
{
    wz_session_free(w->session);
    wz_stylesheets_close(w->sheets);
    wz_rules_close(w->rules);
    wz_diag_free(w->diag);
}

static inline wz_report_request request_of(wz_report_format format, wz_language language)
{
    wz_report_request request = WZ_REPORT_REQUEST_INIT;
    request.format = format;
    request.language = language;
    request.today = "2026-01-01";
    return request;
}

/* A report on a case in memory; NULL, with the problems printed, where there is none. Free with wz_text_free(). */
static inline char *written(writer *w, const char *text, const wz_report_request *request, size_t *length)
{
    char *out = NULL;
    size_t before = wz_diag_count(w->diag);
    if (wz_report_memory(&out, length, w->session, w->sheets, "case.xml", text, strlen(text), request, w->diag) != WZ_OK)
        for (size_t i = before; i < wz_diag_count(w->diag); i++)
            printf("\n%s %s\n", wz_diag_at(w->diag, i)->id, wz_diag_at(w->diag, i)->message);
    return out;
}

static inline char *file_bytes(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    rewind(file);
    size_t got = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
    if (bytes)
        bytes[got] = '\0';
    if (length)
        *length = got;
    fclose(file);
    return bytes;
}

/* A member of an archive in memory, NUL-terminated; NULL where there is none. Free with free(). */
static inline char *zip_member(const char *bytes, size_t length, const char *name)
{
    char *out = NULL;
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    zip_stat_t found;
    if (zip && zip_stat(zip, name, 0, &found) == 0 && (out = malloc(found.size + 1)) != NULL) {
        zip_file_t *file = zip_fopen(zip, name, 0);
        zip_int64_t got = file ? zip_fread(file, out, found.size) : 0;
        out[got > 0 ? got : 0] = '\0';
        if (file)
            zip_fclose(file);
    }
    if (zip)
        zip_discard(zip);
    else
        zip_source_free(source);
    return out;
}

static inline bool is_well_formed(const char *text)
{
    xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), "out", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    xmlFreeDoc(doc);
    return doc != NULL;
}

/* How often a text stands in another. */
static inline unsigned times_in(const char *text, const char *what)
{
    unsigned count = 0;
    for (const char *at = text; at && (at = strstr(at, what)) != NULL; at += strlen(what))
        count++;
    return count;
}

#endif
