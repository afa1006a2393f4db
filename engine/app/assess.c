/* The job "assess a case": load it, assess it, write it down. */
#include "wenze/assess.h"

#include "app/asking.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "load/load.h"
#include "report/report.h"

#include <string.h>

int wz_session_new(wz_session **out, const wz_rules *rules)
{
    *out = NULL;
    wz_session *session = wz_calloc(1, sizeof *session);
    if (!session)
        return WZ_ENOMEM;
    session->rules = rules;
    session->assessor = wz_assessor_new(rules->engine);
    if (!session->assessor) {
        wz_free(session);
        return WZ_ENOMEM;
    }
    *out = session;
    return WZ_OK;
}

void wz_session_free(wz_session *session)
{
    if (!session)
        return;
    wz_assessor_free(session->assessor);
    wz_free(session);
}

/* A result longer than this is not written: ids and titles of the case can stand in it many times. */
static const size_t longest_result = (size_t)1 << 30;

static int write_down(char **out, size_t *length, const wz_assessment *assessment, const wz_assess_request *request,
                      wz_diag *diag)
{
    wz_buffer buffer = {.limit = longest_result};
    wz_lang lang = wz_app_lang(request->language);
    wz_text_options text = {.width = request->width, .colour = request->colour, .details = request->details};
    int code = request->format == WZ_FORMAT_JSON  ? wz_report_json(&buffer, assessment, lang)
               : request->format == WZ_FORMAT_XML ? wz_report_xml(&buffer, assessment, lang)
                                                  : wz_report_text(&buffer, assessment, lang, &text);
    if (code == WZ_ENOMEM && buffer.length > longest_result / 2) {
        wz_diag_add(diag, WZ_ERROR, "ASSESS-010", (wz_place){assessment->subject->file, 1, 1},
                    "the result is longer than %zu MiB; divide the case, or use shorter ids and titles",
                    longest_result >> 20);
        code = WZ_ELIMIT;
    }
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

static int assess(char **out, size_t *length, wz_session *session, const wz_case *subject,
                  const wz_assess_request *request, wz_diag *diag)
{
    wz_assess_options options = {
        .regimes = request->regimes, .regime_count = request->regime_count, .reasons_all = request->reasons_all};
    if (!wz_app_day(subject, request->as_of, request->today, &options.has_as_of, &options.as_of, diag))
        return WZ_EINPUT;
    wz_assessment *assessment = NULL;
    int code = wz_assess_case(&assessment, session->assessor, subject, &options, diag);
    if (code == WZ_OK)
        code = write_down(out, length, assessment, request, diag);
    wz_assessment_free(assessment);
    return code;
}

int wz_session_assess(char **out, size_t *length, wz_session *session, const char *file,
                      const wz_assess_request *request, wz_diag *diag)
{
    *out = NULL;
    wz_case *subject = NULL;
    if (!wz_app_regimes(session->rules->law, request->regimes, request->regime_count, diag))
        return WZ_EINPUT;
    int code = wz_load_case(&subject, file, session->rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = assess(out, length, session, subject, request, diag);
    wz_case_free(subject);
    return code;
}

int wz_session_assess_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes,
                             size_t size, const wz_assess_request *request, wz_diag *diag)
{
    *out = NULL;
    wz_case *subject = NULL;
    if (!wz_app_regimes(session->rules->law, request->regimes, request->regime_count, diag))
        return WZ_EINPUT;
    int code = wz_load_case_memory(&subject, name, bytes, size, session->rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = assess(out, length, session, subject, request, diag);
    wz_case_free(subject);
    return code;
}
