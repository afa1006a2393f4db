/* The job "keep a case": read it as the rules read it, and gather what can be searched. */
#include "wenze/case_store.h"

#include "app/law.h"
#include "base/alloc.h"
#include "load/load.h"
#include "load/vector.h"
#include "store/cases.h"

#include <string.h>

typedef struct {
    wz_vector texts; /* wz_kept_text */
    const wz_vocabulary *vocabulary;
    bool failed;
} gatherer;

static void add(gatherer *g, const char *kind, const char *text)
{
    if (!text || !*text)
        return;
    wz_kept_text *item = WZ_ADD(&g->texts, wz_kept_text);
    if (item)
        *item = (wz_kept_text){kind, text};
    else
        g->failed = true;
}

/* Facts in words: names of posts, organisations, trades; not the ids of enumerations. */
static void add_facts(gatherer *g, const wz_case_entity *entity)
{
    for (size_t i = 0; i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        const wz_attribute *attribute = &g->vocabulary->entities[entity->kind].attributes[fact->attribute];
        if (fact->attribute > 0 && !attribute->enumeration && !attribute->reference && fact->value.tag == FEEL_STRING)
            add(g, "fact", feel_str(fact->value)->text);
    }
}

static void add_entities(gatherer *g, const wz_case_entity *entities, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_facts(g, &entities[i]);
}

static void gather(gatherer *g, const wz_case *subject)
{
    add(g, "title", subject->title);
    add(g, "title", subject->id);
    for (size_t i = 0; i < subject->person_count; i++)
        add(g, "person", subject->persons[i].name);
    for (size_t i = 0; i < subject->evidence_count; i++) {
        add(g, "evidence", subject->evidence[i].title);
        add(g, "evidence", subject->evidence[i].document_no);
    }
    add_entities(g, subject->incidents, subject->incident_count);
    for (size_t i = 0; i < subject->person_count; i++) {
        const wz_case_person *person = &subject->persons[i];
        add_facts(g, &person->self);
        add_entities(g, person->posts, person->post_count);
        add_entities(g, person->sanctions, person->sanction_count);
        add_entities(g, person->duty_records, person->duty_record_count);
    }
}

static const char *given(const char *text)
{
    return text ? text : "";
}

static wz_kept_evidence *evidence_list(const wz_case *subject)
{
    wz_kept_evidence *list = wz_calloc(subject->evidence_count + 1, sizeof *list);
    for (size_t i = 0; list && i < subject->evidence_count; i++) {
        const wz_evidence *e = &subject->evidence[i];
        list[i] = (wz_kept_evidence){given(e->id), given(e->title), given(e->document_no), given(e->date)};
    }
    return list;
}

static int keep(wz_case_added *added, wz_store *store, const wz_case *subject, const wz_vocabulary *vocabulary,
                const wz_case_add_request *request, wz_diag *diag)
{
    gatherer g = {.vocabulary = vocabulary};
    wz_kept_evidence *evidence = evidence_list(subject);
    gather(&g, subject);
    int code = WZ_ENOMEM;
    if (evidence && !g.failed) {
        wz_case_input input = {.id = subject->id,
                               .title = given(subject->title),
                               .jurisdiction = given(subject->jurisdiction),
                               .bytes = request->bytes,
                               .length = request->size,
                               .evidence = evidence,
                               .evidence_count = subject->evidence_count,
                               .texts = g.texts.items,
                               .text_count = g.texts.count,
                               .over = request->over};
        wz_store_begin(store);
        added->version = wz_cases_put(store, &input, request->only_new, request->by, &added->unchanged);
        if (request->also && !wz_store_failed(store))
            request->also(subject->id, 0, diag, request->payload);
        code = wz_store_end(store, diag);
    }
    wz_free(evidence);
    wz_vector_free(&g.texts);
    return code;
}

int wz_case_add(char **id, wz_case_added *added, wz_store *store, const wz_rules *rules,
                const wz_case_add_request *request, wz_diag *diag)
{
    wz_case_added result = {0};
    wz_case *subject = NULL;
    const wz_vocabulary *vocabulary = rules->law->vocabulary;
    if (id)
        *id = NULL;
    int code = wz_load_case_memory(&subject, request->name, request->bytes, request->size, vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = keep(&result, store, subject, vocabulary, request, diag);
    if (code == WZ_OK && id) {
        wz_buffer text = {0};
        wz_buffer_puts(&text, subject->id);
        *id = text.data;
        code = text.failed ? WZ_ENOMEM : WZ_OK;
    }
    if (added)
        *added = result;
    wz_case_free(subject);
    return code;
}
