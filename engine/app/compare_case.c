/* The job "compare": assess a case as often as there are columns, and set the results side by side. */
#include "wenze/compare.h"

#include "app/asking.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "load/edit.h"
#include "load/load.h"
#include "report/table.h"

#include <string.h>

enum { MOST_COLUMNS = 16 };
static const size_t longest = (size_t)256 << 20;

/* What the columns are made of. */
typedef struct {
    const wz_session *session;
    const wz_compare_request *request;
    wz_case_bytes from;
    wz_arena *arena;
    wz_diag *diag;
    wz_column columns[MOST_COLUMNS];
    size_t count;
    wz_case *cases[MOST_COLUMNS + 1];
    wz_assessment *results[2 * MOST_COLUMNS + 1];
    wz_assessor *assessors[MOST_COLUMNS];
    size_t case_count, result_count, assessor_count;
} comparing;

static int refuse(const comparing *c, const char *message)
{
    wz_diag_add(c->diag, WZ_ERROR, "COMPARE-001", (wz_place){.file = c->from.name}, "%s; see wenze compare --help",
                message);
    return WZ_EINPUT;
}

static int load(comparing *c, const wz_rules *rules, const wz_case **out)
{
    bool again = c->case_count > 0;
    int code = wz_load_case_memory(&c->cases[c->case_count], c->from.name, c->from.bytes, c->from.size,
                                   rules->law->vocabulary, NULL, again ? NULL : c->diag);
    if (again && code == WZ_EINPUT)
        wz_load_case_memory(&c->cases[c->case_count], c->from.name, c->from.bytes, c->from.size, rules->law->vocabulary,
                            NULL, c->diag);
    if (code == WZ_OK)
        *out = c->cases[c->case_count++];
    return code;
}

/* Assess on a day (NULL: the request's, the case's own, today). */
static int assess(comparing *c, wz_assessor *assessor, const wz_case *subject, const char *day, bool as_if,
                  const wz_assessment **out)
{
    const wz_compare_request *q = c->request;
    const char *const *regimes = q->regime_count ? q->regimes : q->regime ? &q->regime : NULL;
    wz_assess_options options = {.regimes = regimes,
                                 .regime_count = q->regime_count ? q->regime_count
                                                 : q->regime     ? 1
                                                                 : 0,
                                 .as_if = as_if,
                                 .plain = true};
    if (!wz_app_day(subject, day ? day : q->as_of, q->today, &options.has_as_of, &options.as_of, c->diag))
        return WZ_EINPUT;
    int code = wz_assess_case(&c->results[c->result_count], assessor, subject, &options, c->diag);
    if (code == WZ_OK)
        *out = c->results[c->result_count++];
    return code;
}

static const wz_person_result *person_in(const comparing *c, const wz_assessment *a, const char *id)
{
    for (size_t i = 0; i < a->person_count; i++)
        if (!id ? a->person_count == 1 : strcmp(a->persons[i].person->self.id, id) == 0)
            return &a->persons[i];
    wz_place place = {c->from.name, 1, 1};
    if (id)
        wz_diag_add(c->diag, WZ_ERROR, "EXPLAIN-001", place,
                    "the case has no person \"%s\"; give the id of a <person> in it", id);
    else if (a->person_count)
        wz_diag_add(c->diag, WZ_ERROR, "EXPLAIN-002", place,
                    "the case has %zu persons, the first being \"%s\"; say which one is meant (--person)",
                    a->person_count, a->persons[0].person->self.id);
    else
        wz_diag_add(c->diag, WZ_ERROR, "EXPLAIN-003", place, "the case has no person; add a <person> to it");
    return NULL;
}

/* A regulation's result by id, or (NULL) the one that governs, else the first that bears. */
static const wz_regime_result *regime_in(const wz_assessment *a, const wz_person_result *person, const char *id)
{
    const wz_regime_result *first = NULL;
    for (size_t i = 0; i < person->regime_count; i++) {
        const wz_regime_result *r = &person->regimes[i];
        if (id ? strcmp(a->law->rulebooks[r->rulebook]->id, id) == 0 : r->governing)
            return r;
        if (!id && !first && r->applicability <= WZ_SCOPE_UNKNOWN)
            first = r;
    }
    return first;
}

static void add_column(comparing *c, const char *name, const wz_assessment *a, const wz_person_result *person,
                       const wz_regime_result *regime)
{
    c->columns[c->count++] = (wz_column){
        .name = name, .law = a->law, .subject = a->subject, .person = person, .regime = regime, .as_of = a->as_of};
}

/* --- the four kinds --- */

static int compare_regimes(comparing *c)
{
    const wz_compare_request *q = c->request;
    const wz_case *subject;
    const wz_assessment *plain, *supposed;
    if (!wz_app_regimes(c->session->rules->law, q->regimes, q->regime_count, c->diag))
        return WZ_EINPUT;
    int code = load(c, c->session->rules, &subject);
    if (code == WZ_OK)
        code = assess(c, c->session->assessor, subject, NULL, false, &plain);
    if (code == WZ_OK)
        code = assess(c, c->session->assessor, subject, NULL, true, &supposed);
    if (code != WZ_OK)
        return code;
    const wz_person_result *as_is = person_in(c, plain, q->person);
    const wz_person_result *as_if = as_is ? person_in(c, supposed, q->person) : NULL;
    for (size_t i = 0; as_if && i < q->regime_count; i++) {
        const wz_regime_result *bears = regime_in(plain, as_is, q->regimes[i]);
        bool supposing = !bears || bears->applicability > WZ_SCOPE_UNKNOWN;
        const wz_regime_result *shown = supposing ? regime_in(supposed, as_if, q->regimes[i]) : bears;
        add_column(c, NULL, supposing ? supposed : plain, supposing ? as_if : as_is, shown);
        c->columns[c->count - 1].as_if = supposing;
        c->columns[c->count - 1].bears = bears ? bears->applicability : WZ_OUT_OF_SCOPE;
    }
    return as_if ? WZ_OK : WZ_EINPUT;
}

static int compare_dates(comparing *c)
{
    const wz_compare_request *q = c->request;
    const wz_case *subject;
    int code = load(c, c->session->rules, &subject);
    for (size_t i = 0; i < q->date_count && code == WZ_OK; i++) {
        const wz_assessment *a;
        code = assess(c, c->session->assessor, subject, q->dates[i], false, &a);
        const wz_person_result *person = code == WZ_OK ? person_in(c, a, q->person) : NULL;
        if (person)
            add_column(c, q->dates[i], a, person, regime_in(a, person, q->regime));
        else if (code == WZ_OK)
            code = WZ_EINPUT;
    }
    return code;
}

static int compare_laws(comparing *c)
{
    const wz_compare_request *q = c->request;
    int code = WZ_OK;
    for (size_t i = 0; i < q->law_count && code == WZ_OK; i++) {
        const wz_case *subject;
        const wz_assessment *a;
        wz_assessor *assessor = c->assessors[c->assessor_count++] = wz_assessor_new(q->laws[i]->engine);
        code = !assessor ? WZ_ENOMEM : load(c, q->laws[i], &subject);
        if (code == WZ_OK)
            code = assess(c, assessor, subject, NULL, false, &a);
        const wz_person_result *person = code == WZ_OK ? person_in(c, a, q->person) : NULL;
        if (person)
            add_column(c, q->law_names ? q->law_names[i] : NULL, a, person, regime_in(a, person, q->regime));
        else if (code == WZ_OK)
            code = WZ_EINPUT;
    }
    return code;
}

static int compare_persons(comparing *c)
{
    const wz_compare_request *q = c->request;
    const wz_case *subject;
    const wz_assessment *a;
    int code = load(c, c->session->rules, &subject);
    if (code == WZ_OK)
        code = assess(c, c->session->assessor, subject, NULL, false, &a);
    for (size_t i = 0; i < q->person_count && code == WZ_OK; i++) {
        const wz_person_result *person = person_in(c, a, q->persons[i]);
        if (person)
            add_column(c, person->person->name ? person->person->name : person->person->self.id, a, person,
                       regime_in(a, person, q->regime));
        else
            code = WZ_EINPUT;
    }
    return code;
}

static int make_columns(comparing *c)
{
    const wz_compare_request *q = c->request;
    unsigned kinds = 0U + (q->regime_count > 0) + (q->date_count > 0) + (q->law_count > 0) + (q->person_count > 0);
    size_t columns = q->regime_count + q->date_count + q->law_count + q->person_count;
    if (kinds != 1)
        return refuse(c, "name what is to be compared: regulations, days, laws or people, one kind of them");
    if (columns < 2 || columns > MOST_COLUMNS)
        return refuse(c, "name two to sixteen of them");
    if (q->regime && !wz_app_regimes(c->session->rules->law, &q->regime, 1, c->diag))
        return WZ_EINPUT;
    return q->regime_count ? compare_regimes(c)
           : q->date_count ? compare_dates(c)
           : q->law_count  ? compare_laws(c)
                           : compare_persons(c);
}

static int write_down(wz_buffer *out, const comparing *c)
{
    const wz_compare_request *q = c->request;
    wz_table_style style = {wz_app_lang(q->language), q->width, q->colour, q->differences};
    const wz_table *table = wz_table_build(c->columns, c->count, q->regime_count || q->person_count, c->arena);
    if (!table)
        return WZ_ENOMEM;
    switch (q->format) {
    case WZ_COMPARE_JSON: return wz_table_json(out, table, &style);
    case WZ_COMPARE_HTML: return wz_table_html(out, table, &style);
    case WZ_COMPARE_TEXT: break;
    }
    return wz_table_text(out, table, &style);
}

static int compare(char **out, size_t *length, comparing *c)
{
    wz_buffer buffer = {.limit = longest};
    int code = make_columns(c);
    if (code == WZ_OK)
        code = write_down(&buffer, c);
    for (size_t i = 0; i < c->result_count; i++)
        wz_assessment_free(c->results[i]);
    for (size_t i = 0; i < c->case_count; i++)
        wz_case_free(c->cases[i]);
    for (size_t i = 0; i < c->assessor_count; i++)
        wz_assessor_free(c->assessors[i]);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

int wz_compare_case(char **out, size_t *length, wz_session *session, const char *file,
                    const wz_compare_request *request, wz_diag *diag)
{
    *out = NULL;
    comparing c = {.session = session, .request = request, .arena = wz_arena_new(), .diag = diag};
    if (!c.arena)
        return WZ_ENOMEM;
    int code = wz_case_bytes_read(&c.from, file, c.arena, diag);
    if (code == WZ_OK)
        code = compare(out, length, &c);
    wz_arena_free(c.arena);
    return code;
}

int wz_compare_case_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes,
                           size_t size, const wz_compare_request *request, wz_diag *diag)
{
    *out = NULL;
    comparing c = {
        .session = session, .request = request, .from = {name, bytes, size}, .arena = wz_arena_new(), .diag = diag};
    if (!c.arena)
        return WZ_ENOMEM;
    int code = compare(out, length, &c);
    wz_arena_free(c.arena);
    return code;
}
