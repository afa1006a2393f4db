/* What makes a result less than certain, as text: in front what it rests on that is a draft, a presumption or still to be
 * verified, and the facts that contradict each other or are not established; behind, what should be asked next. */
#include "report/prose.h"

#include <string.h>

/* ---- what the result rests on ---- */

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
            if (m->bars[k].rule == rule && m->bars[k].verify && m->truth != WZ_FALSE)
                return true;
        }
    }
    return false;
}

/* A list in the making: the line's opening before the first item of all, its own intro before its first, separators
 * between. Beyond `most` items it only counts. */
typedef struct {
    wz_word intro;
    int64_t count, most;
    bool *begun;
} item_list;

static bool next_item(wz_prose *prose, item_list *list)
{
    list->count++;
    if (list->count > list->most)
        return false;
    if (list->count > 1) {
        wz_say(prose, WZ_SAY_LIST);
        return true;
    }
    if (!*list->begun) {
        wz_page_line(&prose->page, 0, 2);
        wz_say(prose, WZ_SAY_RESTS_ON);
    } else {
        wz_say(prose, WZ_SAY_SEMICOLON);
    }
    *list->begun = true;
    wz_say(prose, list->intro);
    return true;
}

static void end_list(wz_prose *prose, const item_list *list)
{
    if (list->count <= list->most)
        return;
    wz_say(prose, WZ_SAY_AND_OTHERS);
    wz_say_count(prose, list->count);
    wz_say(prose, WZ_SAY_ITEMS);
}

static void say_named(wz_prose *prose, wz_text label, const char *id)
{
    const char *text = wz_text_in(label, prose->lang);
    wz_say_raw(prose, *text ? text : id);
}

static const wz_rulebook *book_at(const wz_prose *prose, size_t i)
{
    return prose->a->law->rulebooks[prose->a->rulebooks[i]];
}

static void say_drafts(wz_prose *prose, bool *begun)
{
    item_list list = {.intro = WZ_SAY_DRAFTS, .most = INT64_MAX, .begun = begun};
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        if (book->status == WZ_DRAFT && next_item(prose, &list))
            say_named(prose, book->short_title, book->id);
    }
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

static void say_presumed_readings(wz_prose *prose, const wz_rulebook *book, item_list *list)
{
    for (size_t i = 0; i < book->rule_count; i++) {
        for (size_t k = 0; k < book->rules[i].reading_count; k++) {
            const char *id = book->rules[i].readings[k].id;
            if (!named_before(book, i, id) && any_regime(prose, presumes, id) && next_item(prose, list))
                wz_say_raw(prose, id);
        }
    }
    for (size_t k = 0; k < book->reading_count; k++) {
        const char *id = book->readings[k].id;
        if (!named_before(book, book->rule_count, id) && any_regime(prose, presumes, id) && next_item(prose, list))
            wz_say_raw(prose, id);
    }
}

static void say_presumptions(wz_prose *prose, bool *begun)
{
    item_list list = {.intro = WZ_SAY_PRESUMPTIONS, .most = INT64_MAX, .begun = begun};
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        for (size_t k = 0; k < book->parameter_count; k++) {
            const wz_parameter *parameter = &book->parameters[k];
            if (any_regime(prose, presumes, parameter->id) && next_item(prose, &list))
                say_named(prose, parameter->label, parameter->id);
        }
        say_presumed_readings(prose, book, &list);
    }
}

static void say_to_verify(wz_prose *prose, bool *begun)
{
    item_list list = {.intro = WZ_SAY_TO_VERIFY, .most = 3, .begun = begun};
    for (size_t i = 0; i < prose->a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(prose, i);
        for (size_t k = 0; k < book->rule_count; k++) {
            if (any_regime(prose, leans_on, &book->rules[k]) && next_item(prose, &list))
                say_named(prose, book->rules[k].label, book->rules[k].id);
        }
    }
    end_list(prose, &list);
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

/* ---- contradictions and what is not established ---- */

static void say_attribute(wz_prose *prose, const char *of, const wz_attribute *attribute)
{
    wz_page_line(&prose->page, 2, 2);
    wz_say_raw(prose, "· ");
    wz_say_holder(prose, of);
    wz_say(prose, WZ_SAY_COLON);
    say_named(prose, attribute->label, attribute->id);
}

static void say_attribute_id(wz_prose *prose, const char *id)
{
    const wz_vocabulary *vocabulary = prose->a->law->vocabulary;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        int index = wz_attribute_find(vocabulary, (wz_entity_kind)kind, id);
        if (index >= 0) {
            say_named(prose, vocabulary->entities[kind].attributes[index].label, id);
            return;
        }
    }
    wz_say_raw(prose, id);
}

static const wz_fact *fact_in(const wz_case_entity *entities, size_t count, const char *id, wz_entity_kind *kind)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < entities[i].fact_count; k++) {
            const wz_fact *fact = &entities[i].facts[k];
            if (fact->id && strcmp(fact->id, id) == 0) {
                *kind = entities[i].kind;
                return fact;
            }
        }
    }
    return NULL;
}

/* A stated fact of the case by its id. */
static const wz_fact *find_stated(const wz_case *c, const char *id, wz_entity_kind *kind)
{
    const wz_fact *found = fact_in(c->incidents, c->incident_count, id, kind);
    for (size_t i = 0; i < c->person_count && !found; i++) {
        const wz_case_person *person = &c->persons[i];
        found = fact_in(&person->self, 1, id, kind);
        if (!found)
            found = fact_in(person->posts, person->post_count, id, kind);
        if (!found)
            found = fact_in(person->sanctions, person->sanction_count, id, kind);
        if (!found)
            found = fact_in(person->duty_records, person->duty_record_count, id, kind);
    }
    return found;
}

/* A stated fact on a line of its own: its id, and what it says on what evidence. */
static void say_stated(wz_prose *prose, const char *id)
{
    wz_entity_kind kind = WZ_NO_ENTITY;
    const wz_fact *fact = find_stated(prose->a->subject, id, &kind);
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "- ");
    wz_say_raw(prose, id);
    if (!fact)
        return;
    const wz_attribute *attribute = wz_prose_attribute(prose, kind, fact->attribute);
    wz_say_raw(prose, " ");
    say_named(prose, attribute->label, attribute->id);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_value(prose, attribute, fact->value);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say(prose, wz_standing_word(fact->standing));
    if (fact->evidence.count > 0) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_evidence(prose, fact->evidence);
    }
    wz_say(prose, WZ_SAY_CLOSE);
}

static void say_exclusion(wz_prose *prose, wz_strings exclusion)
{
    if (exclusion.count != 2)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    say_attribute_id(prose, exclusion.items[0]);
    wz_say(prose, WZ_SAY_AND);
    say_attribute_id(prose, exclusion.items[1]);
    wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
    wz_say(prose, WZ_SAY_EXCLUDE_EACH_OTHER);
    wz_say(prose, WZ_SAY_CLOSE);
}

void wz_text_contradictions(wz_prose *prose)
{
    if (prose->a->contradiction_count > 0)
        wz_heading_word(prose, 0, WZ_SAY_CONTRADICTIONS);
    for (size_t i = 0; i < prose->a->contradiction_count; i++) {
        const wz_contradiction *c = &prose->a->contradictions[i];
        say_attribute(prose, c->of, wz_prose_attribute(prose, c->entity, c->attribute));
        say_exclusion(prose, c->exclusion);
        for (size_t k = 0; k < c->facts.count; k++)
            say_stated(prose, c->facts.items[k]);
        wz_page_end(&prose->page);
    }
}

void wz_text_allegations(wz_prose *prose)
{
    if (prose->a->allegation_count > 0)
        wz_heading_word(prose, 0, WZ_SAY_ALLEGATIONS);
    for (size_t i = 0; i < prose->a->allegation_count; i++) {
        const wz_allegation *allegation = &prose->a->allegations[i];
        const wz_fact *fact = allegation->fact;
        const wz_attribute *attribute = wz_prose_attribute(prose, allegation->entity, fact->attribute);
        say_attribute(prose, allegation->of, attribute);
        wz_say(prose, WZ_SAY_COLON);
        wz_say_value(prose, attribute, fact->value);
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_raw(prose, fact->id);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, wz_standing_word(fact->standing));
        if (fact->evidence.count > 0) {
            wz_say(prose, WZ_SAY_SEMICOLON);
            wz_say_evidence(prose, fact->evidence);
        }
        wz_say(prose, WZ_SAY_CLOSE);
        wz_page_end(&prose->page);
    }
}

/* ---- what to ask next, and warnings ---- */

/* What the outcome becomes where the fact is so. */
static void say_effect(wz_prose *prose, const wz_question *q, wz_word intro, const char *value)
{
    for (size_t i = 0; i < q->affect_count; i++) {
        const wz_effect *effect = &q->affects[i];
        if (strcmp(effect->rule, "outcome") != 0 || !effect->if_value || strcmp(effect->if_value, value) != 0)
            continue;
        wz_page_line(&prose->page, 7, 2);
        wz_say(prose, intro);
        if (!effect->becomes || strcmp(effect->becomes, prose->regime->outcome ? prose->regime->outcome : "") == 0) {
            wz_say(prose, WZ_SAY_STILL_OPEN);
        } else {
            wz_say(prose, WZ_SAY_OUTCOME_BECOMES);
            wz_say_outcome(prose, effect->becomes);
        }
        wz_page_end(&prose->page);
    }
}

static void say_question(wz_prose *prose, const wz_question *q, int64_t number)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, q->entity, q->attribute);
    const char *words = wz_text_in(attribute->question, prose->lang);
    const char *proof = wz_text_in(attribute->proof, prose->lang);
    wz_page_line(&prose->page, 4, 3);
    wz_say_count(prose, number);
    wz_say_raw(prose, ". ");
    if (*words)
        wz_say_raw(prose, words);
    else
        say_named(prose, attribute->label, attribute->id);
    if (strcmp(q->of, prose->person->person->self.id) != 0) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_holder(prose, q->of);
        wz_say(prose, WZ_SAY_CLOSE);
    }
    wz_page_end(&prose->page);
    if (*proof) {
        wz_page_line(&prose->page, 7, 2);
        wz_say(prose, WZ_SAY_PROVED_BY);
        wz_say_raw(prose, proof);
        wz_page_end(&prose->page);
    }
    say_effect(prose, q, WZ_SAY_IF_TRUE, "true");
    say_effect(prose, q, WZ_SAY_IF_FALSE, "false");
}

void wz_text_questions(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->question_count == 0)
        return;
    wz_heading_word(prose, 2, WZ_SAY_QUESTIONS);
    for (size_t i = 0; i < regime->question_count && i < prose->questions; i++)
        say_question(prose, &regime->questions[i], (int64_t)i + 1);
    if (regime->question_count > prose->questions) {
        wz_page_line(&prose->page, 4, 2);
        wz_say(prose, WZ_SAY_MORE_QUESTIONS);
        wz_say_count(prose, (int64_t)(regime->question_count - prose->questions));
        wz_say(prose, WZ_SAY_ITEMS_ONLY);
        wz_page_end(&prose->page);
    }
}

void wz_text_warnings(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->warning_count > 0)
        wz_heading_word(prose, 2, WZ_SAY_WARNINGS);
    for (size_t i = 0; i < regime->warning_count; i++) {
        const wz_warning *warning = &regime->warnings[i];
        wz_page_line(&prose->page, 4, 2);
        wz_say_raw(prose, "! ");
        say_named(prose, warning->text, warning->id);
        if (warning->rule) {
            wz_say(prose, WZ_SAY_OPEN);
            wz_say_rules(prose, (wz_strings){.items = &warning->rule, .count = 1});
            wz_say(prose, WZ_SAY_CLOSE);
        }
        wz_page_end(&prose->page);
    }
}
