/* The job "report on a case": load it, assess it, mask it where asked, put everything into one document, and let a
 * stylesheet make the form of it that is wanted. */
#include "wenze/report.h"

#include "app/assessing.h"
#include "app/replay.h"
#include "app/report_annex.h"
#include "base/alloc.h"
#include "load/load.h"
#include "report/document.h"
#include "report/docx.h"
#include "report/mask.h"
#include "report/page.h"
#include "report/xslt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef WZ_DATADIR
#define WZ_DATADIR "/usr/local/share"
#endif

struct wz_stylesheets {
    wz_sheets *sheets;
};

/* A report longer than this is not written. */
static const size_t longest_report = (size_t)1 << 30;

/* ---- stylesheets ---- */

const char *wz_stylesheets_directory(void)
{
    const char *named = getenv("WENZE_XSL");
    if (named && *named)
        return named;
    return access("engine/report/xsl/page.xsl", R_OK) == 0 ? "engine/report/xsl" : WZ_DATADIR "/wenze/xsl";
}

int wz_stylesheets_open(wz_stylesheets **out, const char *directory, const char *own, wz_diag *diag)
{
    *out = NULL;
    wz_stylesheets *sheets = wz_calloc(1, sizeof *sheets);
    if (!sheets)
        return WZ_ENOMEM;
    int code = wz_sheets_open(&sheets->sheets, directory ? directory : wz_stylesheets_directory(), own, diag);
    if (code == WZ_OK)
        *out = sheets;
    else
        wz_free(sheets);
    return code;
}

void wz_stylesheets_close(wz_stylesheets *sheets)
{
    if (!sheets)
        return;
    wz_sheets_close(sheets->sheets);
    wz_free(sheets);
}

/* ---- forms ---- */

/* The lines of a text, wrapped as on a page; what continues a line stands below its first words. */
static int wrap(wz_buffer *out, const char *text, size_t length)
{
    enum { WIDTH = 80 };
    wz_page page = {.out = out, .width = WIDTH};
    for (size_t at = 0; at < length;) {
        const char *line = text + at;
        size_t run = strcspn(line, "\n"), indent = strspn(line, " ");
        if (indent >= run) {
            wz_page_gap(&page);
        } else {
            bool item = strncmp(line + indent, "· ", strlen("· ")) == 0 || strncmp(line + indent, "- ", 2) == 0;
            wz_page_line(&page, (unsigned)indent, item ? 2 : 0);
            wz_page_put_bytes(&page, line + indent, run - indent);
            wz_page_end(&page);
        }
        at += run + 1;
    }
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

static int make_form(wz_buffer *out, const wz_stylesheets *sheets, wz_report_format format, const wz_buffer *document,
                     wz_diag *diag)
{
    static const wz_sheet of[] = {WZ_SHEET_HTML, WZ_SHEET_DOCX, WZ_SHEET_TEXT};
    if (format == WZ_REPORT_XML) {
        wz_buffer_add(out, document->data, document->length);
        return out->failed ? WZ_ENOMEM : WZ_OK;
    }
    if (format == WZ_REPORT_HTML)
        return wz_sheet_apply(out, sheets->sheets, WZ_SHEET_HTML, document->data, document->length, diag);
    wz_buffer flat = {.limit = longest_report};
    int code = wz_sheet_apply(&flat, sheets->sheets, of[format], document->data, document->length, diag);
    if (code == WZ_OK)
        code = format == WZ_REPORT_DOCX ? wz_docx_pack(out, flat.data, flat.length, diag)
                                        : wrap(out, flat.data, flat.length);
    wz_buffer_free(&flat);
    return code;
}

/* ---- the document ---- */

/* A report in the making. */
typedef struct {
    wz_session *session;
    const wz_stylesheets *sheets;
    const wz_report_request *request;
    bool page; /* the page form, not a report */
    wz_order order;
    const wz_case *subject;
    wz_diag *diag;
} job;

/* The persons asked for by the ids that they have in the case that is shown. */
static int find_persons(const job *j, const wz_case *shown, const char **ids)
{
    for (size_t i = 0; i < j->request->person_count; i++) {
        size_t at = 0;
        while (at < j->subject->person_count && strcmp(j->subject->persons[at].self.id, j->request->persons[i]) != 0)
            at++;
        if (at == j->subject->person_count) {
            wz_diag_add(j->diag, WZ_ERROR, "REPORT-007", (wz_place){j->subject->file, 0, 0},
                        "there is no person \"%s\" in the case; name one by the id it has there",
                        j->request->persons[i]);
            return WZ_EINPUT;
        }
        ids[i] = shown->persons[at].self.id;
    }
    return WZ_OK;
}

static int write_form(wz_buffer *out, const job *j, const wz_assessment *assessment)
{
    static const wz_annex_picture pictures[] = {[WZ_REPORT_HTML] = WZ_PICTURE_SVG,
                                                [WZ_REPORT_DOCX] = WZ_PICTURE_PNG,
                                                [WZ_REPORT_TEXT] = WZ_PICTURE_NONE,
                                                [WZ_REPORT_XML] = WZ_PICTURE_SVG};
    const wz_report_request *request = j->request;
    const char **ids = wz_calloc(request->person_count + 1, sizeof *ids);
    wz_buffer document = {.limit = longest_report};
    if (!ids)
        return WZ_ENOMEM;
    wz_document_options options = {.lang = wz_app_lang(request->language),
                                   .persons = {ids, request->person_count},
                                   .masked = request->mask,
                                   .brief = j->page,
                                   .audit_head = request->audit_head};
    wz_annex annex = {.session = j->session,
                      .subject = assessment->subject,
                      .order = &j->order,
                      .lang = options.lang,
                      .picture = pictures[request->format],
                      .diag = j->diag};
    if (request->annex && !j->page) {
        options.annex = wz_annex_write;
        options.payload = &annex;
    }
    int code = find_persons(j, assessment->subject, ids);
    if (code == WZ_OK)
        code = wz_document_write(&document, assessment, &options);
    if (code == WZ_OK && j->page)
        code = wz_sheet_apply(out, j->sheets->sheets, WZ_SHEET_PAGE, document.data, document.length, j->diag);
    else if (code == WZ_OK)
        code = make_form(out, j->sheets, request->format, &document, j->diag);
    if (code == WZ_ENOMEM && (out->length > longest_report / 2 || document.length > longest_report / 2)) {
        wz_diag_add(j->diag, WZ_ERROR, "REPORT-008", (wz_place){j->subject->file, 0, 0},
                    "the report is longer than %zu MiB; name the persons to report on, or divide the case",
                    longest_report >> 20);
        code = WZ_ELIMIT;
    }
    wz_buffer_free(&document);
    wz_free(ids);
    return code;
}

/* Assess the case with its names taken out, and see that nothing of the result came from them. */
static int write_masked(wz_buffer *out, const job *j, const wz_assessment *plain)
{
    wz_assessment *assessment = NULL;
    wz_case *masked = wz_case_masked(j->subject, j->session->rules->law->vocabulary, wz_app_lang(j->request->language));
    if (!masked)
        return WZ_ENOMEM;
    int code = wz_app_assess(&assessment, j->session, masked, &j->order, j->diag);
    if (code == WZ_OK && !wz_mask_keeps(plain, assessment)) {
        wz_diag_add(j->diag, WZ_ERROR, "REPORT-009", (wz_place){j->subject->file, 0, 0},
                    "a rule reads words of the case that masking leaves out, so the masked report would say something "
                    "else; write it without masking");
        code = WZ_EINPUT;
    }
    if (code == WZ_OK)
        code = write_form(out, j, assessment);
    wz_assessment_free(assessment);
    wz_case_free(masked);
    return code;
}

static int write_report(char **out, size_t *length, job *j)
{
    wz_assessment *assessment = NULL;
    wz_buffer buffer = {.limit = longest_report};
    int code = wz_app_assess(&assessment, j->session, j->subject, &j->order, j->diag);
    if (code == WZ_OK)
        code = j->request->mask ? write_masked(&buffer, j, assessment) : write_form(&buffer, j, assessment);
    wz_assessment_free(assessment);
    if (code == WZ_OK && buffer.length == 0)
        wz_buffer_puts(&buffer, "\n"); /* a stylesheet may give nothing */
    if (code != WZ_OK || buffer.failed) {
        wz_buffer_free(&buffer);
        return code != WZ_OK ? code : WZ_ENOMEM;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

/* ---- public ---- */

static job begin(wz_session *session, const wz_stylesheets *sheets, const wz_report_request *request, wz_diag *diag)
{
    return (job){.session = session,
                 .sheets = sheets,
                 .request = request,
                 .order = {request->as_of, request->today, request->regimes, request->regime_count, false},
                 .diag = diag};
}

static int report_memory(char **out, size_t *length, job *j, const char *name, const void *bytes, size_t size)
{
    wz_case *subject = NULL;
    *out = NULL;
    int code = wz_load_case_memory(&subject, name, bytes, size, j->session->rules->law->vocabulary, NULL, j->diag);
    j->subject = subject;
    if (code == WZ_OK)
        code = write_report(out, length, j);
    wz_case_free(subject);
    return code;
}

int wz_report_memory(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *name,
                     const void *bytes, size_t size, const wz_report_request *request, wz_diag *diag)
{
    job j = begin(session, sheets, request, diag);
    return report_memory(out, length, &j, name, bytes, size);
}

int wz_report_page(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *name,
                   const void *bytes, size_t size, const wz_report_request *request, wz_diag *diag)
{
    job j = begin(session, sheets, request, diag);
    j.page = true;
    return report_memory(out, length, &j, name, bytes, size);
}

int wz_report(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *file,
              const char *case_file, const wz_report_request *request, wz_diag *diag)
{
    job j = begin(session, sheets, request, diag);
    wz_replay replay = {0};
    *out = NULL;
    int code = wz_replay_open(&replay, file, case_file, session, diag);
    if (code == WZ_OK) {
        j.subject = replay.subject;
        if (replay.is_assessment)
            j.order = replay.order;
        code = write_report(out, length, &j);
    }
    wz_replay_close(&replay);
    return code;
}
