/* What jobs on a case have in common: its day, its regulations, and opening one of its people. */
#include "app/asking.h"

#include "assess/limits.h"
#include "base/diag.h"
#include "load/load.h"

#include <string.h>

bool wz_app_day(const wz_case *subject, const char *as_of, const char *today, bool *has, wz_day *day, wz_diag *diag)
{
    const char *text = as_of ? as_of : subject->has_as_of ? NULL : today;
    *has = text != NULL;
    if (!text || wz_day_parse(text, day))
        return true;
    wz_diag_add(diag, WZ_ERROR, "ASSESS-002", (wz_place){0}, "\"%s\" is not a day; write YYYY-MM-DD", text);
    return false;
}

bool wz_app_regimes(const wz_law *law, const char *const *ids, size_t count, wz_diag *diag)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t b = 0; b < law->rulebook_count; b++)
            found |= strcmp(law->rulebooks[b]->id, ids[i]) == 0;
        if (!found)
            wz_diag_add(diag, WZ_ERROR, "ASSESS-003", (wz_place){0},
                        "there is no regulation \"%s\"; the ids are those of the rulebooks", ids[i]);
        good &= found;
    }
    return good;
}

/* The person by id, or the only one. */
static const wz_case_person *choose_person(const wz_case *subject, const char *id, wz_diag *diag)
{
    for (size_t i = 0; id && i < subject->person_count; i++)
        if (strcmp(subject->persons[i].self.id, id) == 0)
            return &subject->persons[i];
    wz_place place = {subject->file, 1, 1};
    if (id)
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-001", place,
                    "the case has no person \"%s\"; give the id of a <person> in it", id);
    else if (subject->person_count == 1)
        return &subject->persons[0];
    else if (subject->person_count)
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-002", place,
                    "the case has %zu persons, the first being \"%s\"; say which one is meant (--person)",
                    subject->person_count, subject->persons[0].self.id);
    else
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-003", place, "the case has no person; add a <person> to it");
    return NULL;
}

static int open_person(wz_asking *a, const wz_asked *asked, wz_diag *diag)
{
    const wz_law *law = wz_work_law(&a->work);
    const wz_case_person *person = NULL;
    a->options.regimes = asked->regimes;
    a->options.regime_count = asked->regime_count;
    if (!wz_app_regimes(law, asked->regimes, asked->regime_count, diag) ||
        !wz_app_day(a->subject, asked->as_of, asked->today, &a->options.has_as_of, &a->options.as_of, diag) ||
        !(person = choose_person(a->subject, asked->person, diag)))
        return WZ_EINPUT;
    int code = wz_work_begin(&a->work, diag);
    if (code != WZ_OK)
        return code;
    code = wz_open_person(&a->work, person);
    if (code == WZ_ENOMEM && wz_arena_limited(a->arena))
        code = WZ_ELIMIT;
    if (code == WZ_ELIMIT)
        wz_limit_reached(a->subject, person, wz_arena_limited(a->arena), diag);
    return code;
}

int wz_asking_open(wz_asking *out, wz_session *session, const wz_asked *asked, wz_diag *diag)
{
    const wz_vocabulary *vocabulary = session->rules->law->vocabulary;
    *out = (wz_asking){.arena = wz_arena_new()};
    int code = !out->arena ? WZ_ENOMEM
               : asked->bytes
                   ? wz_load_case_memory(&out->subject, asked->file, asked->bytes, asked->size, vocabulary, NULL, diag)
                   : wz_load_case(&out->subject, asked->file, vocabulary, NULL, diag);
    if (code == WZ_OK) {
        wz_arena_limit(out->arena, WZ_ASSESS_BYTES);
        out->work = (wz_work){
            .assessor = session->assessor, .arena = out->arena, .subject = out->subject, .options = &out->options};
        code = open_person(out, asked, diag);
    }
    if (code != WZ_OK)
        wz_asking_close(out);
    return code;
}

void wz_asking_close(wz_asking *asking)
{
    wz_case_free(asking->subject);
    wz_arena_free(asking->arena);
    *asking = (wz_asking){0};
}
