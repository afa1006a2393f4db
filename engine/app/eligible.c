/* The job "may this person be promoted": find the person's record, read its bars, answer, write it down. */
#include "wenze/eligible.h"

#include "app/eligible.h"
#include "app/law.h"
#include "assess/record_case.h"
#include "base/diag.h"
#include "load/load.h"
#include "load/records.h"
#include "report/eligible.h"
#include "store/register.h"

#include <string.h>

/* ---- what is asked ---- */

static bool read_day(const char *text, wz_day *out, wz_diag *diag)
{
    if (wz_day_parse(text, out))
        return true;
    wz_diag_add(diag, WZ_ERROR, "ASSESS-002", (wz_place){0}, "\"%s\" is not a day; write YYYY-MM-DD", text);
    return false;
}

static const char *known_steps(wz_arena *arena, const wz_frame *frame)
{
    const char *list = "";
    for (size_t i = 0; list && i < frame->step_count; i++)
        list = wz_arena_printf(arena, "%s%s%s (%s)", list, i ? ", " : "", frame->steps[i].id,
                               wz_text_in(frame->steps[i].label, WZ_ZH));
    return list ? list : "";
}

bool wz_app_steps(const size_t **out, size_t *count, wz_arena *arena, const wz_frame *frame, const char *const *ids,
                  size_t id_count, wz_diag *diag)
{
    size_t *steps = wz_arena_array(arena, frame->step_count + id_count + 1, sizeof *steps);
    bool good = steps != NULL;
    *out = steps;
    *count = 0;
    for (size_t i = 0; good && id_count == 0 && i < frame->step_count; i++)
        steps[(*count)++] = i;
    for (size_t i = 0; steps && i < id_count; i++) {
        const wz_step *found = wz_step_find(frame, ids[i]);
        bool twice = false;
        for (size_t k = 0; found && k < *count; k++)
            twice |= steps[k] == (size_t)(found - frame->steps);
        if (found && !twice)
            steps[(*count)++] = (size_t)(found - frame->steps);
        if (!found)
            wz_diag_add(diag, WZ_ERROR, "ELIGIBLE-001", (wz_place){0}, "\"%s\" is no step; there are %s", ids[i],
                        known_steps(arena, frame));
        good &= found != NULL;
    }
    return good;
}

bool wz_app_ask(wz_ask *out, const char *on, const char *known_on, const char *today, const char *complete_to,
                wz_diag *diag)
{
    *out = (wz_ask){0};
    const char *known = known_on ? known_on : today;
    if (!known) {
        wz_diag_add(diag, WZ_ERROR, "ELIGIBLE-002", (wz_place){0},
                    "nobody says which day it is; give the day of knowledge");
        return false;
    }
    if (!read_day(known, &out->known_on, diag) || !read_day(on ? on : known, &out->on, diag))
        return false;
    out->has_complete_to = complete_to != NULL;
    return !complete_to || read_day(complete_to, &out->complete_to, diag);
}

/* What one call carries along. */
typedef struct {
    wz_session *session;
    const wz_eligible_request *request;
    wz_diag *diag;
    wz_arena *arena;
    wz_assess_options options;
    wz_step_answer *steps;
    wz_eligible_answer answer;
    wz_assessment **assessments;
    size_t assessment_count;
} job;

static const wz_law *law_of(const job *j)
{
    return j->session->rules->law;
}

static int begin(job *j)
{
    const wz_eligible_request *r = j->request;
    const size_t *steps = NULL;
    size_t count = 0;
    wz_eligible_answer *a = &j->answer;
    if (!wz_app_regimes(law_of(j), r->regimes, r->regime_count, j->diag) ||
        !wz_app_steps(&steps, &count, j->arena, law_of(j)->frame, r->steps, r->step_count, j->diag) ||
        !wz_app_ask(&a->ask, r->on, r->known_on, r->today, r->complete_to, j->diag))
        return wz_arena_failed(j->arena) ? WZ_ENOMEM : WZ_EINPUT;
    j->steps = wz_arena_array(j->arena, count + 1, sizeof *j->steps);
    for (size_t i = 0; j->steps && i < count; i++)
        j->steps[i].step = steps[i];
    a->law = law_of(j);
    a->calendar = r->on == NULL;
    a->step_count = count;
    j->options = (wz_assess_options){
        .has_as_of = true, .as_of = a->ask.on, .regimes = r->regimes, .regime_count = r->regime_count};
    return j->steps ? WZ_OK : WZ_ENOMEM;
}

/* ---- the answer ---- */

/* Assess a case for what the bars do not say: procedure, vetoes, questions. Regulations named are added to, not chosen from,
 * what place and days bring. */
static int assess(job *j, const wz_case *subject)
{
    wz_assess_options options = j->options;
    wz_assessment *assessment = NULL;
    int code = wz_assess_case(&assessment, j->session->assessor, subject, &options, j->diag);
    if (code == WZ_OK)
        j->assessments[j->assessment_count++] = assessment;
    return code;
}

static int answer(job *j, const wz_case *subject, const wz_case_person *person, const wz_bars *bars)
{
    wz_eligible_answer *a = &j->answer;
    a->subject = subject;
    a->person = person;
    a->bars = bars;
    a->assessments = (const wz_assessment *const *)j->assessments;
    a->assessment_count = j->assessment_count;
    return wz_eligible_work_out(a, j->arena, j->session->rules->engine, j->steps, a->step_count) ? WZ_OK : WZ_ENOMEM;
}

static bool room_for_assessments(job *j, size_t count)
{
    j->assessments = wz_arena_array(j->arena, count + 1, sizeof *j->assessments);
    return j->assessments != NULL;
}

/* ---- from a record ---- */

/* The declaration that counts: the record's own, or the caller's where that reaches further. */
static void take_completeness(job *j, const wz_person_record *record)
{
    wz_ask *ask = &j->answer.ask;
    const wz_record_complete *own = &record->complete;
    if (!own->stated || record->returns || (ask->has_complete_to && ask->complete_to >= own->to))
        return;
    ask->has_complete_to = true;
    ask->complete_to = own->to;
    j->answer.complete_by = own->by;
    j->answer.complete_on = own->on;
}

static int answer_record(job *j, const wz_person_record *record, const char *file)
{
    take_completeness(j, record);
    const wz_ask *ask = &j->answer.ask;
    wz_record_asked asked = {.file = file,
                             .jurisdiction = j->request->jurisdiction,
                             .on = ask->on,
                             .has_complete_to = ask->has_complete_to,
                             .complete_to = ask->complete_to};
    const wz_record_subject *subjects = NULL;
    size_t count = 0;
    wz_bars *bars = wz_arena_alloc(j->arena, sizeof *bars);
    wz_case *review = wz_case_of_record(j->arena, law_of(j)->vocabulary, record, &asked);
    bool places = j->request->jurisdiction || j->request->regime_count > 0;
    if (!bars || !review)
        return WZ_ENOMEM;
    int code = wz_record_subjects(&subjects, &count, j->arena, law_of(j)->vocabulary, record, &asked, places, j->diag);
    if (code == WZ_OK && !room_for_assessments(j, count + 1))
        code = WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_bars_of_subjects(bars, j->arena, j->session->assessor, subjects, count, &j->options, j->diag);
    if (code == WZ_OK)
        code = assess(j, review);
    for (size_t i = 0; code == WZ_OK && i < count; i++)
        if (subjects[i].vetoes == WZ_VETOES_ALL)
            code = assess(j, subjects[i].subject);
    return code == WZ_OK ? answer(j, review, review->persons, bars) : code;
}

static int no_such_person(const job *j, const char *where, const char *person)
{
    wz_diag_add(j->diag, WZ_ERROR, "ELIGIBLE-003", (wz_place){where, 0, 0},
                "it says nothing of \"%s\"; check the number, which is the office's own or the identity number",
                person);
    return WZ_EINPUT;
}

static int write_down(char **out, size_t *length, const job *j)
{
    wz_buffer buffer = {0};
    const wz_eligible_request *r = j->request;
    wz_text_options text = {.width = r->width, .colour = r->colour};
    wz_lang lang = wz_app_lang(r->language);
    int code = r->format == WZ_FORMAT_JSON   ? wz_eligible_json(&buffer, &j->answer)
               : r->format == WZ_FORMAT_HTML ? wz_eligible_html(&buffer, &j->answer, lang)
                                             : wz_eligible_text(&buffer, &j->answer, lang, &text);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

/* What a source gives: the answer is written down before the source is closed, since it borrows from it. */
typedef struct {
    char **out;
    size_t *length;
} written;

/* ---- a table of records ---- */

/* Problems of the rows read since the last record: those of other people's rows are not told. */
typedef struct {
    job *j;
    const char *file;
    struct waiting {
        struct waiting *next;
        size_t row;
        const char *id, *text;
    } * first;
} problem_list;

static void keep_problem(const wz_cell_problem *problem, void *payload)
{
    problem_list *list = payload;
    struct waiting *w = wz_arena_alloc(list->j->arena, sizeof *w);
    if (!w)
        return;
    w->row = problem->row;
    w->id = wz_arena_strdup(list->j->arena, problem->id);
    w->text = wz_arena_printf(list->j->arena, "%s%s%s%s%s; %s", problem->column ? problem->column : "",
                              problem->column ? ": " : "", problem->value ? problem->value : "",
                              problem->value ? ": " : "", problem->message, problem->advice ? problem->advice : "");
    w->next = list->first;
    list->first = w;
}

/* The last row that a record came from. */
static size_t last_row(const wz_person_record *record)
{
    size_t row = record->row;
    for (size_t i = 0; i < record->sanction_count; i++)
        row = record->sanctions[i].item.row > row ? record->sanctions[i].item.row : row;
    for (size_t i = 0; i < record->post_count; i++)
        row = record->posts[i].row > row ? record->posts[i].row : row;
    return row;
}

/* Tell those of a record's own rows; of nobody's (NULL), all. */
static void tell_problems(const problem_list *list, const wz_person_record *record)
{
    for (const struct waiting *w = list->first; w; w = w->next)
        if ((!record || (w->row >= record->row && w->row <= last_row(record))) && w->id && w->text)
            wz_diag_add(list->j->diag, WZ_WARNING, w->id, (wz_place){list->file, (unsigned)w->row, 0}, "%s", w->text);
}

static int find_record(job *j, wz_table *table, const wz_record_columns *columns, const char *person, written w)
{
    wz_records *records = NULL;
    problem_list problems = {.j = j, .file = wz_table_file(table)};
    int code = wz_records_new(&records, table, columns, keep_problem, &problems);
    const wz_person_record *record = NULL;
    bool found = false;
    while (code == WZ_OK && !found && (code = wz_records_next(records, &record)) == WZ_OK && record)
        found = strcmp(record->person_id, person) == 0;
    tell_problems(&problems, found && code == WZ_OK ? record : NULL);
    if (code == WZ_OK && !found)
        code = no_such_person(j, wz_table_file(table), person);
    if (code == WZ_OK)
        code = answer_record(j, record, wz_table_file(table));
    if (code == WZ_OK)
        code = write_down(w.out, w.length, j);
    wz_records_free(records);
    return code;
}

static int from_records(job *j, const wz_eligible_source *source, written w)
{
    wz_table *table = NULL;
    wz_record_columns *columns = NULL;
    int code = wz_table_open(&table, source->records, NULL, j->diag);
    if (code == WZ_OK)
        code = wz_record_columns_new(&columns, table, law_of(j)->vocabulary, NULL, j->diag);
    if (code == WZ_OK)
        code = find_record(j, table, columns, source->person, w);
    wz_record_columns_free(columns);
    wz_table_close(table);
    return code;
}

/* ---- a register ---- */

static int from_register(job *j, const wz_eligible_source *source, written w)
{
    wz_reg *reg = NULL;
    const wz_person_record *record = NULL;
    int code = wz_reg_open(&reg, source->store, law_of(j)->vocabulary);
    if (code == WZ_OK)
        code = wz_reg_record(reg, source->person, j->answer.ask.known_on, &record, j->diag);
    if (code == WZ_OK && !record)
        code = no_such_person(j, NULL, source->person);
    if (code == WZ_OK && wz_record_is_bare(record))
        wz_diag_add(j->diag, WZ_WARNING, "ELIGIBLE-007", (wz_place){0},
                    "the register has nothing on \"%s\" but the declaration on the whole register; check the number",
                    source->person);
    if (code == WZ_OK)
        code = answer_record(j, record, NULL);
    if (code == WZ_OK)
        code = write_down(w.out, w.length, j);
    wz_reg_close(reg);
    return code;
}

/* ---- a case ---- */

/* The latest day to which the case declares the person's sanctions complete. A declaration that begins too late says nothing of
 * older sanctions that may still bar. */
static bool case_completeness(job *j, const wz_case_person *person)
{
    wz_ask *ask = &j->answer.ask;
    wz_day needed;
    if (!wz_bars_reach_back(&needed, j->arena, law_of(j), ask->on))
        return false;
    for (size_t i = 0; i < person->closure_count; i++) {
        const wz_closure *c = &person->closures[i];
        if (strcmp(c->list, "sanctions") != 0 || (c->period.has_from && c->period.from > needed))
            continue;
        wz_day to = c->period.has_to ? c->period.to : ask->known_on;
        if (ask->has_complete_to && ask->complete_to >= to)
            continue;
        ask->has_complete_to = true;
        ask->complete_to = to;
        j->answer.complete_by = c->by;
        j->answer.complete_on = c->on;
    }
    return true;
}

static const wz_case_person *person_of(const job *j, const wz_case *subject, const char *id)
{
    for (size_t i = 0; i < subject->person_count; i++)
        if ((!id && subject->person_count == 1) || (id && strcmp(subject->persons[i].self.id, id) == 0))
            return &subject->persons[i];
    if (id)
        no_such_person(j, subject->file, id);
    else
        wz_diag_add(j->diag, WZ_ERROR, "ELIGIBLE-004", (wz_place){subject->file, 1, 1},
                    "the case has %zu persons; say which one is meant", subject->person_count);
    return NULL;
}

/* The case with that one person only: the others have no part in the answer. */
static int answer_case(job *j, const wz_case *subject, const char *id)
{
    const wz_case_person *person = person_of(j, subject, id);
    if (!person)
        return WZ_EINPUT;
    wz_case *alone = wz_arena_alloc(j->arena, sizeof *alone);
    wz_bars *bars = wz_arena_alloc(j->arena, sizeof *bars);
    if (!case_completeness(j, person) || !alone || !bars || !room_for_assessments(j, 1))
        return WZ_ENOMEM;
    *alone = *subject;
    alone->persons = person;
    alone->person_count = 1;
    int code = wz_bars_read(bars, j->arena, j->session->assessor, alone, person, &j->options, WZ_VETOES_ALL, j->diag);
    if (code == WZ_OK)
        code = assess(j, alone);
    return code == WZ_OK ? answer(j, alone, person, bars) : code;
}

static int from_case(job *j, const wz_eligible_source *source, written w)
{
    wz_case *subject = NULL;
    int code = wz_load_case(&subject, source->case_file, law_of(j)->vocabulary, NULL, j->diag);
    if (code == WZ_OK)
        code = answer_case(j, subject, source->person);
    if (code == WZ_OK)
        code = write_down(w.out, w.length, j);
    wz_case_free(subject);
    return code;
}

/* ---- the public call ---- */

static int check_source(const wz_eligible_source *source, wz_diag *diag)
{
    int given = (source->case_file != NULL) + (source->records != NULL) + (source->store != NULL);
    if (given == 1 && (source->case_file || source->person))
        return WZ_OK;
    wz_diag_add(
        diag, WZ_ERROR, "ELIGIBLE-005", (wz_place){0},
        "the person's record must come from one place; give a case, a table of records or a register, and the person");
    return WZ_EINPUT;
}

int wz_eligible(char **out, size_t *length, wz_answer_code *answered, wz_session *session,
                const wz_eligible_source *source, const wz_eligible_request *request, wz_diag *diag)
{
    *out = NULL;
    job j = {.session = session, .request = request, .diag = diag, .arena = wz_arena_new()};
    if (!j.arena)
        return WZ_ENOMEM;
    written w = {out, length};
    int code = check_source(source, diag);
    if (code == WZ_OK)
        code = begin(&j);
    if (code == WZ_OK)
        code = source->case_file ? from_case(&j, source, w)
               : source->records ? from_records(&j, source, w)
                                 : from_register(&j, source, w);
    if (code == WZ_OK && answered)
        *answered = (wz_answer_code)j.answer.answer;
    for (size_t i = 0; i < j.assessment_count; i++)
        wz_assessment_free(j.assessments[i]);
    wz_arena_free(j.arena);
    return code;
}
