/* The line in front: what the whole result rests on that is not settled law. Drafts are named, presumptions named up
 * to a few, norms still to be verified counted by kind of rule, so that it stays one line. */
#include "report/prose.h"

#include <string.h>

/* Calls `test` for each result of each person until it says yes. */
static bool any_regime(const wz_prose *prose, bool (*test)(const wz_regime_result *, const void *), const void *what)
{
    for (size_t i = 0; i < prose->a->person_count; i++) {
        const wz_person_result *person = &prose->a->persons[i];
        for (size_t k = 0; k < person->regime_count; k++) {
            if (test(&person->regimes[k], what))
                return true;
        }
    }
    return false;
}

static bool contains(wz_strings strings, const char *text)
{
    for (size_t i = 0; i < strings.count; i++) {
        if (strcmp(strings.items[i], text) == 0)
            return true;
    }
    return false;
}

static bool presumes(const wz_regime_result *regime, const void *id)
{
    for (size_t i = 0; i < regime->finding_count; i++) {
        if (regime->findings[i].truth != WZ_FALSE && contains(regime->findings[i].presumptions, id))
            return true;
    }
    return false;
}

/* Whether a rule that is still to be verified gives something that the result shows. */
static bool leans_on(const wz_regime_result *regime, const void *rule)
{
    for (size_t i = 0; i < regime->finding_count; i++) {
        const wz_finding *f = &regime->findings[i];
        if (f->rule == rule && f->verify && f->truth != WZ_FALSE)
            return true;
    }
    for (size_t i = 0; i < regime->ban_count; i++) {
        if (regime->bans[i].rule == rule && regime->bans[i].verify && regime->bans[i].truth != WZ_FALSE)
            return true;
    }
    for (size_t i = 0; i < regime->measure_count; i++) {
        const wz_measure_result *m = &regime->measures[i];
        for (size_t k = 0; k < m->bar_count; k++) {
            if (m->bars[k].rule == rule && m->bars[k].verify && m->bars[k].steps.count > 0 && m->truth != WZ_FALSE)
                return true;
        }
    }
    return false;
}

/* The line in the making: its opening before the first part, separators between the parts. */
static void begin_part(wz_prose *prose, bool *begun)
{
    if (*begun) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        return;
    }
    wz_page_line(&prose->page, 0, 2);
    wz_say(prose, WZ_SAY_RESTS_ON);
    *begun = true;
}

static const wz_rulebook *book_at(const wz_prose *prose, size_t i)
{
    return prose->a->law->rulebooks[prose->a->rulebooks[i]];
}

/* ---- drafts ---- */

static bool assesses(const wz_regime_result *regime, const void *book_index)
{
    return regime->outcome && regime->hypothetical && regime->rulebook == *(const size_t *)book_index;
}

static void say_drafts(wz_prose *prose, bool *begun)
{
    bool any = false;
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        if (book->status != WZ_DRAFT || !any_regime(prose, assesses, &prose->a->rulebooks[i]))
            continue;
        if (!any)
            begin_part(prose, begun);
        wz_say(prose, any ? WZ_SAY_LIST : WZ_SAY_DRAFTS);
        wz_say_label(prose, book->short_title, book->id);
        any = true;
    }
    if (any)
        wz_say(prose, WZ_SAY_DRAFTS_END);
}

/* ---- presumptions ---- */

/* How many there are; with `say` they are named as well. */
typedef struct {
    wz_prose *prose;
    bool say;
    int64_t count;
} presumed;

static void presume(presumed *p, wz_text label, const char *id)
{
    enum { MOST = 4 };
    if (!any_regime(p->prose, presumes, id))
        return;
    p->count++;
    if (!p->say || p->count > MOST + 1)
        return;
    if (p->count > MOST) {
        wz_say(p->prose, WZ_SAY_AND_OTHERS);
        return;
    }
    if (p->count > 1)
        wz_say(p->prose, WZ_SAY_LIST);
    wz_say_label(p->prose, label, id);
}

/* Whether an earlier rule of the book has a reading with the same id: one is named once. */
static bool named_before(const wz_rulebook *book, size_t rule, const char *id)
{
    for (size_t i = 0; i < rule; i++) {
        for (size_t k = 0; k < book->rules[i].reading_count; k++) {
            if (strcmp(book->rules[i].readings[k].id, id) == 0)
                return true;
        }
    }
    return false;
}

/* A reading of several texts keeps its id. */
static bool named_in_book_before(const wz_prose *prose, size_t book, const char *id)
{
    for (size_t i = 0; i < book; i++) {
        const wz_rulebook *earlier = book_at(prose, i);
        if (named_before(earlier, earlier->rule_count, id))
            return true;
        for (size_t k = 0; k < earlier->reading_count; k++) {
            if (strcmp(earlier->readings[k].id, id) == 0)
                return true;
        }
    }
    return false;
}

static void presume_readings(presumed *p, size_t book_index)
{
    const wz_rulebook *book = book_at(p->prose, book_index);
    for (size_t i = 0; i <= book->rule_count; i++) {
        bool whole = i == book->rule_count;
        const wz_reading *readings = whole ? book->readings : book->rules[i].readings;
        size_t count = whole ? book->reading_count : book->rules[i].reading_count;
        for (size_t k = 0; k < count; k++) {
            if (!named_before(book, i, readings[k].id) && !named_in_book_before(p->prose, book_index, readings[k].id))
                presume(p, (wz_text){{0}}, readings[k].id);
        }
    }
}

static int64_t each_presumption(wz_prose *prose, bool say)
{
    presumed p = {.prose = prose, .say = say};
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        for (size_t k = 0; k < book->parameter_count; k++)
            presume(&p, book->parameters[k].label, book->parameters[k].id);
        presume_readings(&p, i);
    }
    return p.count;
}

static void say_presumptions(wz_prose *prose, bool *begun)
{
    int64_t count = each_presumption(prose, false);
    if (count == 0)
        return;
    begin_part(prose, begun);
    wz_say(prose, WZ_SAY_PRESUMPTIONS);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_PLACES);
    wz_say(prose, WZ_SAY_OPEN);
    each_presumption(prose, true);
    wz_say(prose, WZ_SAY_CLOSE);
}

/* ---- norms to be verified ---- */

static int64_t count_to_verify(const wz_prose *prose, const wz_kind *kind)
{
    int64_t count = 0;
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        for (size_t k = 0; k < book->rule_count; k++)
            count += (!kind || book->rules[k].kind == kind) && any_regime(prose, leans_on, &book->rules[k]);
    }
    return count;
}

static void say_to_verify(wz_prose *prose, bool *begun)
{
    const wz_frame *frame = prose->a->law->frame;
    int64_t count = count_to_verify(prose, NULL);
    bool any = false;
    if (count == 0)
        return;
    begin_part(prose, begun);
    wz_say(prose, WZ_SAY_TO_VERIFY);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_ITEMS);
    for (size_t i = 0; i < frame->kind_count; i++) {
        if (count_to_verify(prose, &frame->kinds[i]) == 0)
            continue;
        wz_say(prose, any ? WZ_SAY_LIST : WZ_SAY_OPEN);
        wz_say_label(prose, frame->kinds[i].label, frame->kinds[i].id);
        any = true;
    }
    if (any)
        wz_say(prose, WZ_SAY_CLOSE);
    wz_say(prose, WZ_SAY_MARKED_VERIFY);
}

bool wz_leans_on(const wz_prose *prose, const wz_rule *rule)
{
    return any_regime(prose, leans_on, rule);
}

void wz_text_rests_on(wz_prose *prose)
{
    bool begun = false;
    say_drafts(prose, &begun);
    say_presumptions(prose, &begun);
    say_to_verify(prose, &begun);
    if (begun)
        wz_say(prose, WZ_SAY_STOP);
    wz_page_end(&prose->page);
}
