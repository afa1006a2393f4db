/* Opening a person's regulations: every regulation whose place is the case's or a post's is loaded into its working memory
 * and run once to see whether it bears; then it is known which one governs, and so which facts about duties count where.
 * What is open can be read as a result (assess.c), or asked on (explain/). Source: docs/semantics.md, sections 2 to 5. */
#include "assess/open.h"

#include "assess/limits.h"
#include "base/alloc.h"
#include "base/diag.h"

#include <string.h>

wz_assessor *wz_assessor_new(const wz_engine *engine)
{
    size_t count = engine->law->rulebook_count;
    wz_assessor *a = wz_calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->engine = engine;
    a->memories = wz_calloc(count + 1, sizeof *a->memories);
    a->entries = wz_calloc(count + 1, sizeof *a->entries);
    a->wanted = wz_calloc(count + 1, sizeof *a->wanted);
    if (!a->memories || !a->entries || !a->wanted) {
        wz_assessor_free(a);
        return NULL;
    }
    return a;
}

void wz_assessor_free(wz_assessor *assessor)
{
    if (!assessor)
        return;
    for (size_t i = 0; assessor->memories && i < assessor->engine->law->rulebook_count; i++)
        wz_memory_free(assessor->memories[i]);
    wz_free(assessor->memories);
    wz_free(assessor->entries);
    wz_free(assessor->wanted);
    wz_free(assessor);
}

bool wz_asked_for(const wz_assess_options *options, const char *id)
{
    for (size_t i = 0; i < options->regime_count; i++)
        if (strcmp(options->regimes[i], id) == 0)
            return true;
    return false;
}

/* Whether a regulation's place is the case's or one of the person's posts'. */
static bool reaches_place(const wz_work *w, const wz_rulebook *book)
{
    const wz_vocabulary *vocabulary = wz_work_law(w)->vocabulary;
    int attribute = vocabulary->entities[WZ_POST].by_role[WZ_ROLE_JURISDICTION];
    if (!book->jurisdiction || !*book->jurisdiction)
        return true;
    if (w->subject->jurisdiction && wz_place_under(w->subject->jurisdiction, book->jurisdiction))
        return true;
    for (size_t p = 0; p < w->person->post_count; p++)
        for (size_t i = 0; i < w->person->posts[p].fact_count; i++) {
            const wz_fact *fact = &w->person->posts[p].facts[i];
            if (fact->attribute == attribute && fact->value.tag == FEEL_STRING &&
                wz_place_under(feel_str(fact->value)->text, book->jurisdiction))
                return true;
        }
    return false;
}

static int open_entry(wz_work *w, size_t book, bool as_if)
{
    wz_assessor *a = w->assessor;
    if (!a->memories[book] && !(a->memories[book] = wz_memory_new(a->engine->networks[book])))
        return WZ_ENOMEM;
    const wz_rulebook *text = wz_work_law(w)->rulebooks[book];
    wz_entry *e = &a->entries[book];
    *e = (wz_entry){.subject = w->subject,
                    .person = w->person,
                    .net = a->engine->networks[book],
                    .memory = a->memories[book],
                    .arena = w->arena,
                    .book = book,
                    .as_of = w->as_of,
                    .hypothetical = text->status == WZ_DRAFT,
                    .reasons_all = w->options->reasons_all,
                    .plain = w->options->plain};
    e->as_if = as_if;
    e->duty_facts = e->hypothetical || as_if;
    /* facts first; the days of the conduct are read from them */
    wz_memory_set_budget(e->memory, &a->steps);
    int code = wz_entry_load(e);
    if (code == WZ_OK)
        code = wz_memory_run(e->memory);
    if (code != WZ_OK)
        return code;
    wz_entry_conduct(e);
    code = wz_memory_run(e->memory);
    wz_entry_applicability(e);
    return e->failed ? WZ_ENOMEM : code;
}

/* Load one regulation's entry and see whether it bears on the person. */
int wz_open_entry(wz_work *w, size_t book)
{
    int code = open_entry(w, book, false);
    bool as_if = w->options->as_if && wz_asked_for(w->options, wz_work_law(w)->rulebooks[book]->id);
    return code == WZ_OK && as_if && !wz_entry_bears(&w->assessor->entries[book]) ? open_entry(w, book, true) : code;
}

/* Whether a regulation is only supposed to bear: a draft, or applied as if it did. */
static bool supposed(const wz_entry *e)
{
    return e->hypothetical || e->as_if;
}

/* Whether another regulation that bears, too, goes before this one. */
static bool preceded(const wz_work *w, size_t book)
{
    const wz_law *law = wz_work_law(w);
    for (size_t b = 0; b < law->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == book || supposed(e) || !wz_entry_bears(e))
            continue;
        const wz_strings *precedes = &law->rulebooks[b]->precedes;
        for (size_t i = 0; i < precedes->count; i++)
            if (strcmp(precedes->items[i], law->rulebooks[book]->id) == 0)
                return true;
    }
    return false;
}

static size_t depth(const char *path)
{
    size_t n = path && *path ? 1 : 0;
    for (; path && *path; path++)
        n += *path == '/';
    return n;
}

/* Of two local regulations that both could govern, the one of the nearer place does; then the one first by id. */
static bool nearer(const wz_work *w, size_t a, size_t b)
{
    return depth(wz_work_law(w)->rulebooks[a]->jurisdiction) > depth(wz_work_law(w)->rulebooks[b]->jurisdiction);
}

/* The local regulation that governs: in force on the conduct's last day, with grounds, bearing on the person. */
static size_t choose_governing(const wz_work *w)
{
    const wz_law *law = wz_work_law(w);
    size_t chosen = law->rulebook_count;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == w->assessor->engine->baseline || supposed(e) || !wz_entry_bears(e) ||
            !e->net->has_ground || wz_force_on(law->rulebooks[b]->force, e->conduct_to, e->conduct_to) == WZ_FALSE ||
            preceded(w, b))
            continue;
        if (chosen == law->rulebook_count || nearer(w, b, chosen))
            chosen = b;
    }
    return chosen;
}

/* Whether some local regulation in force with a ground surely, or perhaps, bears on the person. */
static wz_truth locally_governed(const wz_work *w)
{
    wz_truth any = WZ_FALSE;
    for (size_t b = 0; b < wz_work_law(w)->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == w->assessor->engine->baseline || supposed(e) || !e->net->has_ground)
            continue;
        if (wz_entry_bears(e))
            any = wz_or(any, e->applicability == WZ_SCOPE_UNKNOWN ? WZ_UNKNOWN : WZ_TRUE);
    }
    return any;
}

/* The baseline stands in where no local regulation bears; where that is unknown, so is whether it applies. */
static int open_baseline(wz_work *w, size_t *governing)
{
    wz_assessor *a = w->assessor;
    size_t book = a->engine->baseline, none = wz_work_law(w)->rulebook_count;
    bool asked = book < none && wz_asked_for(w->options, wz_work_law(w)->rulebooks[book]->id);
    wz_truth local = locally_governed(w);
    if (book >= none || (local == WZ_TRUE && !asked))
        return WZ_OK;
    int code = wz_open_entry(w, book);
    wz_entry *e = &a->entries[book];
    if (code != WZ_OK)
        return code;
    a->wanted[book] = asked || e->applicability != WZ_OUT_OF_SCOPE || *governing == none;
    if (local == WZ_UNKNOWN && e->applicability < WZ_SCOPE_UNKNOWN)
        e->applicability = WZ_SCOPE_UNKNOWN;
    if (*governing == none && local == WZ_FALSE && wz_entry_bears(e)) {
        *governing = book;
        e->baseline = true;
    }
    return WZ_OK;
}

/* Facts about duties that name no text speak for the governing regulation, and for drafts. */
static int give_duty_facts(wz_work *w, size_t governing)
{
    if (governing >= wz_work_law(w)->rulebook_count)
        return WZ_OK;
    wz_entry *e = &w->assessor->entries[governing];
    e->governing = true;
    wz_entry_load_duty_facts(e);
    return wz_memory_run(e->memory);
}

static bool names_rulebook(const wz_law *law, const char *id)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (strcmp(law->rulebooks[b]->id, id) == 0)
            return true;
    return false;
}

/* Whether an id is a rule's or a provision's of some regulation. */
static bool names_provision(const wz_law *law, const char *id)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (wz_rule_find(law->rulebooks[b], id) || (law->sources[b] && wz_source_find(law->sources[b], id) >= 0))
            return true;
    return false;
}

/* What facts about duties name must be there: a slip would let them count for another regulation. */
static bool check_duties(const wz_case *c, const wz_law *law, wz_diag *diag)
{
    bool good = true;
    for (size_t p = 0; p < c->person_count; p++)
        for (size_t i = 0; i < c->persons[p].self.fact_count; i++) {
            const wz_fact *fact = &c->persons[p].self.facts[i];
            bool duty = !fact->duty || names_provision(law, fact->duty);
            bool under = !fact->under || names_rulebook(law, fact->under);
            if (!duty)
                wz_diag_add(diag, WZ_ERROR, "ASSESS-004", fact->place,
                            "duty=\"%s\" is neither a rule nor a provision of any regulation; see wenze show",
                            fact->duty);
            if (!under)
                wz_diag_add(diag, WZ_ERROR, "ASSESS-005", fact->place,
                            "under=\"%s\" is no regulation; use the id of a rulebook", fact->under);
            good &= duty && under;
        }
    return good;
}

int wz_work_begin(wz_work *w, wz_diag *diag)
{
    if (!w->options->has_as_of && !w->subject->has_as_of) {
        wz_diag_add(
            diag, WZ_ERROR, "ASSESS-001", (wz_place){w->subject->file, 1, 1},
            "the case does not say for which day it is asked; add as-of=\"YYYY-MM-DD\" to <case> or use --as-of");
        return WZ_EINPUT;
    }
    if (!check_duties(w->subject, wz_work_law(w), diag))
        return WZ_EINPUT;
    if (!wz_within_limits(w->subject, diag))
        return WZ_ELIMIT;
    w->as_of = w->options->has_as_of ? w->options->as_of : w->subject->as_of;
    w->assessor->steps = WZ_ASSESS_STEPS;
    return WZ_OK;
}

bool wz_entry_shown(const wz_work *w, size_t book)
{
    return w->assessor->wanted[book] &&
           (!w->options->regime_count || wz_asked_for(w->options, wz_work_law(w)->rulebooks[book]->id));
}

int wz_open_person(wz_work *w, const wz_case_person *person)
{
    const wz_law *law = wz_work_law(w);
    w->person = person;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        w->assessor->wanted[b] =
            b != w->assessor->engine->baseline &&
            (reaches_place(w, law->rulebooks[b]) || wz_asked_for(w->options, law->rulebooks[b]->id));
        int code = w->assessor->wanted[b] ? wz_open_entry(w, b) : WZ_OK;
        if (code != WZ_OK)
            return code;
    }
    size_t governing = choose_governing(w);
    int code = open_baseline(w, &governing);
    return code == WZ_OK ? give_duty_facts(w, governing) : code;
}
