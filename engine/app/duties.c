/* The job "duties": a case, with an activity log where one is given, and what became of each duty period. */
#include "wenze/duties.h"

#include "app/asking.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "load/activities.h"
#include "load/load.h"
#include "report/duties.h"

#include <string.h>

typedef struct {
    wz_session *session;
    const wz_duties_request *request;
    wz_diag *diag;
    wz_case *subject;
    size_t person;
    wz_duties_log log;
} job;

static int refuse(const job *j, const char *id, const char *format, const char *value)
{
    wz_diag_add(j->diag, WZ_ERROR, id, (wz_place){.file = j->request->file}, format, value);
    return WZ_EINPUT;
}

static int find_person(job *j)
{
    const wz_case *c = j->subject;
    if (!j->request->person) {
        j->person = 0;
        return c->person_count == 1 ? WZ_OK
               : c->person_count
                   ? refuse(j, "DUTIES-001", "the case has several people (%s …); name one of them",
                            c->persons[0].self.id)
                   : refuse(j, "DUTIES-002", "the case has nobody in it%s; add the person and the post", "");
    }
    for (j->person = 0; j->person < c->person_count; j->person++) {
        if (strcmp(c->persons[j->person].self.id, j->request->person) == 0)
            return WZ_OK;
    }
    return refuse(j, "DUTIES-003", "the case has no person '%.100s'; name one of its ids", j->request->person);
}

/* A pair of days of the request; *has is false where neither is given. */
static int read_period(const job *j, const char *from, const char *to, wz_period *out, bool *has)
{
    *out = (wz_period){.has_from = true, .has_to = true};
    *has = from || to;
    if (!*has)
        return WZ_OK;
    if (!from || !to)
        return refuse(j, "DUTIES-004", "only one end of a period is given (%s); give both", from ? from : to);
    if (!wz_day_parse(from, &out->from))
        return refuse(j, "DUTIES-005", "'%.40s' is no day; write it as in 2019-06-04", from);
    if (!wz_day_parse(to, &out->to))
        return refuse(j, "DUTIES-005", "'%.40s' is no day; write it as in 2019-06-04", to);
    return out->from <= out->to
               ? WZ_OK
               : refuse(j, "DUTIES-006", "the period ends before it begins (%s); exchange the days", from);
}

static int add_log(job *j)
{
    const wz_vocabulary *vocabulary = j->session->rules->law->vocabulary;
    wz_activity_count count;
    if (!j->request->log)
        return WZ_OK;
    int code = wz_case_add_activities(j->subject, j->person, vocabulary, j->request->log, &count, j->diag);
    if (code == WZ_OK)
        j->log = (wz_duties_log){j->request->log, count.rows, count.taken, count.bad, count.others};
    return code;
}

/* What the request says beyond the case: a declaration, the days to look at. */
static int add_periods(job *j)
{
    wz_period complete = {0}, window = {0};
    bool declared = false, bounded = false;
    int code = read_period(j, j->request->complete_from, j->request->complete_to, &complete, &declared);
    if (code == WZ_OK)
        code = read_period(j, j->request->from, j->request->to, &window, &bounded);
    if (code == WZ_OK && declared)
        code = wz_case_declare_log(j->subject, j->person, complete, j->request->complete_by);
    if (code == WZ_OK && bounded)
        code = wz_case_set_window(j->subject, j->person, window);
    return code;
}

static int write_down(const job *j, const wz_assessment *assessment, wz_buffer *out)
{
    wz_text_options text = {
        .width = j->request->width, .colour = j->request->colour, .html = j->request->format == WZ_FORMAT_HTML};
    wz_lang lang = wz_app_lang(j->request->language);
    return j->request->format == WZ_FORMAT_JSON
               ? wz_report_duties_json(out, assessment, j->person, &j->log)
               : wz_report_duties_text(out, assessment, j->person, &j->log, lang, &text);
}

static int answer(const job *j, wz_buffer *out)
{
    const wz_duties_request *request = j->request;
    wz_assess_options options = {.regimes = request->regimes, .regime_count = request->regime_count, .plain = true};
    if (!wz_app_day(j->subject, request->as_of, request->today, &options.has_as_of, &options.as_of, j->diag))
        return WZ_EINPUT;
    wz_assessment *assessment = NULL;
    int code = wz_assess_case(&assessment, j->session->assessor, j->subject, &options, j->diag);
    if (code == WZ_OK)
        code = write_down(j, assessment, out);
    wz_assessment_free(assessment);
    return code;
}

int wz_duties(char **out, size_t *length, wz_session *session, const wz_duties_request *request, wz_diag *diag)
{
    *out = NULL;
    job j = {.session = session, .request = request, .diag = diag};
    const wz_law *law = session->rules->law;
    wz_buffer buffer = {0};
    if (!wz_app_regimes(law, request->regimes, request->regime_count, diag))
        return WZ_EINPUT;
    int code = request->bytes ? wz_load_case_memory(&j.subject, request->file, request->bytes, request->size,
                                                    law->vocabulary, NULL, diag)
                              : wz_load_case(&j.subject, request->file, law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = find_person(&j);
    if (code == WZ_OK)
        code = add_log(&j);
    if (code == WZ_OK)
        code = add_periods(&j);
    if (code == WZ_OK)
        code = answer(&j, &buffer);
    wz_case_free(j.subject);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}
