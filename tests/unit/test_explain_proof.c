/* The derivation tree on random cases over the real law: every value in it is the one that the result rests on, every part
 * is what its parts make it, what decides is enough, nothing is told twice, and the working memory is left as it was. On a
 * failure the seed is printed. */
#include "explain/proof.h"

#include "base/alloc.h"
#include "explain/build.h"
#include "law_common.h"
#include "random_case.h"
#include "report/proof.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>

CU_pSuite test_explain_proof_suite(void);

static wz_law *law;
static wz_engine *engine;
static wz_assessor *assessor;

static int start(void)
{
    if (wz_load_law(&law, "rules", NULL) != WZ_OK || wz_engine_build(&engine, law, NULL) != WZ_OK)
        return 1;
    assessor = wz_assessor_new(engine);
    return assessor ? 0 : 1;
}

static int stop(void)
{
    wz_assessor_free(assessor);
    wz_engine_free(engine);
    wz_law_free(law);
    return 0;
}

/* A case with its first person open. */
typedef struct {
    wz_case *subject;
    wz_arena *arena;
    wz_assess_options options;
    wz_work work;
} opened;

static bool open_text(opened *o, const char *text, size_t length)
{
    *o = (opened){.arena = wz_arena_new()};
    wz_diag *diag = wz_diag_new();
    int code = wz_load_case_memory(&o->subject, "case", text, length, law->vocabulary, NULL, diag);
    o->work = (wz_work){.assessor = assessor, .arena = o->arena, .subject = o->subject, .options = &o->options};
    if (code == WZ_OK)
        code = wz_work_begin(&o->work, diag);
    if (code == WZ_OK)
        code = wz_open_person(&o->work, &o->subject->persons[0]);
    if (code != WZ_OK)
        show_problems(diag);
    wz_diag_free(diag);
    return code == WZ_OK;
}

static void close_case(opened *o)
{
    wz_case_free(o->subject);
    wz_arena_free(o->arena);
}

static bool open_random(opened *o, uint64_t seed)
{
    random_case *c = random_case_new(law, seed);
    wz_buffer text = {0};
    random_case_write(c, &text, NULL);
    bool good = open_text(o, text.data, text.length);
    wz_buffer_free(&text);
    free(c);
    return good;
}

/* --- what a tree must be --- */

typedef struct {
    const wz_entry *e;
    uint64_t seed;
    size_t parts, findings, values, faults;
    bool *numbers;
} checking;

static void fault(checking *c, const wz_proof_node *node, const char *what)
{
    if (c->faults++ < 10)
        printf("\n  seed %llu, %s, node %u (%s): %s: %s\n", (unsigned long long)c->seed, wz_entry_book(c->e)->id,
               node->number, wz_proof_kind_name(node->kind), what, wz_text_in(node->words, WZ_EN));
}

static const wz_row *row_of(const checking *c, const wz_proof_node *node)
{
    for (uint32_t i = 0; i < wz_memory_count(c->e->memory, node->entity); i++)
        if (wz_memory_row(c->e->memory, node->entity, i)->id == node->of)
            return wz_memory_row(c->e->memory, node->entity, i);
    return NULL;
}

static void check_value(checking *c, const wz_proof_node *node)
{
    const wz_row *row = row_of(c, node);
    c->values++;
    if (!row) {
        fault(c, node, "of nobody");
        return;
    }
    feel_value cell = row->cells[node->attribute];
    bool same = cell.tag == node->value.tag && (cell.tag == FEEL_UNKNOWN || cell.tag == FEEL_NULL ||
                                                cell.tag == FEEL_LIST || feel_same(cell, node->value));
    if (!same || (node->has_truth && node->truth != wz_truth_of(cell)))
        fault(c, node, "not the value in memory");
}

/* Kleene's: all parts of it were told. */
static bool is_whole(const wz_proof_node *node)
{
    bool whole = !node->cut && !node->left_out && node->child_count > 0;
    for (size_t i = 0; i < node->child_count; i++)
        whole &= node->children[i]->has_truth;
    return whole;
}

static wz_truth joined(const wz_proof_node *node, bool any)
{
    wz_truth truth = any ? WZ_FALSE : WZ_TRUE;
    for (size_t i = 0; i < node->child_count; i++)
        truth = any ? wz_or(truth, node->children[i]->truth) : wz_and(truth, node->children[i]->truth);
    return truth;
}

static void check_part(checking *c, const wz_proof_node *node)
{
    if (!node->has_truth || !is_whole(node))
        return;
    wz_truth truth;
    switch (node->piece) {
    case WZ_PIECE_AND: truth = joined(node, false); break;
    case WZ_PIECE_OR: truth = joined(node, true); break;
    case WZ_PIECE_NOT: truth = wz_not(node->children[0]->truth); break;
    case WZ_PIECE_MEMBER: truth = node->children[0]->truth; break;
    default: return;
    }
    c->parts++;
    if (truth != node->truth)
        fault(c, node, "not what its parts make it");
}

static void check_finding(checking *c, const wz_proof_node *node)
{
    uint32_t rule = wz_network_find(c->e->net, node->rule->id);
    bool found = false;
    for (uint32_t i = 0; i < wz_memory_instances(c->e->memory, rule); i++) {
        const wz_row *row = wz_build_bound(c->e, rule, i);
        if ((row ? row->id : NULL) != node->of)
            continue;
        found = true;
        if (wz_truth_of(wz_memory_fired(c->e->memory, rule, i)->members[WZ_F_HOLDS]) != node->truth)
            fault(c, node, "not the finding in memory");
    }
    if (!found)
        fault(c, node, "of nothing");
    if (node->twin || node->cut)
        return;
    c->findings++;
    wz_truth truth = WZ_TRUE;
    bool decided = node->child_count == 0;
    for (size_t i = 0; i < node->child_count; i++) {
        const wz_proof_node *child = node->children[i];
        bool counts = child->link != WZ_LINK_OFFERED && child->link != WZ_LINK_READING;
        if (!counts || !child->has_truth)
            continue;
        /* a post not held keeps a finding out of the result, not from holding */
        if (child->kind == WZ_PROOF_DAY && child->truth == WZ_FALSE && node->truth != WZ_FALSE)
            continue;
        truth = wz_and(truth, child->link == WZ_LINK_EXCEPTION ? wz_not(child->truth) : child->truth);
        decided |= child->decides;
    }
    if (truth != node->truth && !(node->truth != WZ_FALSE && truth == WZ_FALSE))
        fault(c, node, "not what its condition and exceptions make it");
    if (!decided && node->truth != WZ_TRUE)
        fault(c, node, "nothing decides it");
}

static void check_node(checking *c, const wz_proof_node *node)
{
    if (c->numbers[node->number])
        fault(c, node, "told twice");
    c->numbers[node->number] = true;
    if (node->twin && (node->twin->twin || node->child_count))
        fault(c, node, "a twin that tells something");
    if (node->kind == WZ_PROOF_VALUE)
        check_value(c, node);
    if (node->kind == WZ_PROOF_PART)
        check_part(c, node);
    if (node->kind == WZ_PROOF_FINDING)
        check_finding(c, node);
    if (node->has_truth && (!*wz_text_in(node->words, WZ_ZH) || !*wz_text_in(node->words, WZ_EN)) &&
        node->kind == WZ_PROOF_PART)
        fault(c, node, "without words");
    for (size_t i = 0; i < node->child_count; i++)
        check_node(c, node->children[i]);
}

static void check_proof(checking *c, wz_entry *e, wz_arena *arena, wz_about about, bool all)
{
    const wz_proof *proof = NULL;
    wz_proof_options options = {.all = all};
    c->e = e;
    CU_ASSERT_EQUAL(wz_proof_build(&proof, arena, e, &about, &options), WZ_OK);
    if (!proof)
        return;
    c->numbers = calloc((size_t)proof->nodes + 1, sizeof *c->numbers);
    check_node(c, proof->root);
    free(c->numbers);
}

static void check_entry(checking *c, wz_entry *e, wz_arena *arena)
{
    for (uint32_t r = 0; r < e->net->own_count; r++)
        check_proof(c, e, arena, (wz_about){.kind = WZ_ABOUT_RULE, .id = e->net->rules[r].rule->id}, true);
    static const char *const others[] = {"outcome", "route", "scope", "veto", "lifetime"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        wz_about about;
        for (int all = 0; all < 2; all++)
            if (wz_about_read(&about, e, others[i], NULL))
                check_proof(c, e, arena, about, all);
    }
}

static uint64_t first_seed(void)
{
    const char *text = getenv("WZ_SEED");
    return text ? strtoull(text, NULL, 10) : 1;
}

static uint64_t seeds(uint64_t few, uint64_t many)
{
    return getenv("WZ_SEED") ? 1 : getenv("WZ_LONG") ? many : few;
}

static void test_explain_proof__values_are_those_of_the_run(void)
{
    checking c = {0};
    for (uint64_t s = first_seed(), end = s + seeds(60, 3000); s < end && c.faults < 10; s++) {
        opened o;
        c.seed = s;
        if (open_random(&o, s))
            for (size_t b = 0; b < law->rulebook_count; b++)
                if (assessor->wanted[b])
                    check_entry(&c, &assessor->entries[b], o.arena);
        close_case(&o);
    }
    CU_ASSERT_EQUAL(c.faults, 0);
    if (!getenv("WZ_SEED")) {
        CU_ASSERT_TRUE(c.parts > 5000);
        CU_ASSERT_TRUE(c.findings > 5000);
        CU_ASSERT_TRUE(c.values > 5000);
    }
}

/* --- the memory stays --- */

static void write_memory(const wz_entry *e, wz_buffer *out)
{
    wz_buffer_printf(out, "%d\n", (int)e->applicability);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (uint32_t i = 0; i < wz_memory_count(e->memory, (wz_entity_kind)kind); i++) {
            const wz_row *row = wz_memory_row(e->memory, (wz_entity_kind)kind, i);
            for (size_t a = 0; a < wz_entry_vocabulary(e)->entities[kind].count; a++) {
                wz_buffer_printf(out, "%d.%u.%zu %d %d ", kind, i, a, (int)wz_memory_stated(row, (int)a),
                                 row->cells[a].bits);
                feel_print(out, row->cells[a]);
                wz_buffer_putc(out, '\n');
            }
        }
    for (uint32_t r = 0; r < e->net->rule_count; r++)
        for (uint32_t i = 0; i < wz_memory_instances(e->memory, r); i++)
            wz_buffer_printf(out, "%u.%u %d\n", r, i,
                             (int)wz_truth_of(wz_memory_fired(e->memory, r, i)->members[WZ_F_HOLDS]));
}

static void test_explain_proof__leaves_the_memory_as_it_was(void)
{
    for (uint64_t s = 500, end = s + seeds(12, 200); s < end; s++) {
        opened o;
        wz_buffer before = {0}, after = {0};
        wz_entry *e = open_random(&o, s) ? wz_proof_entry(&o.work, NULL) : NULL;
        const wz_proof *proof = NULL;
        wz_about about;
        if (e) {
            write_memory(e, &before);
            wz_about_read(&about, e, "outcome", NULL);
            wz_proof_options options = {.changes = true, .trials = 400};
            CU_ASSERT_EQUAL(wz_proof_build(&proof, o.arena, e, &about, &options), WZ_OK);
            write_memory(e, &after);
            CU_ASSERT_STRING_EQUAL(before.data, after.data);
            CU_ASSERT_PTR_EQUAL(e->arena, o.arena);
        }
        wz_buffer_free(&before);
        wz_buffer_free(&after);
        close_case(&o);
    }
}

/* --- limits --- */

static void test_explain_proof__stops_at_its_limits(void)
{
    opened o;
    CU_ASSERT_TRUE(open_random(&o, 7));
    wz_entry *e = wz_proof_entry(&o.work, NULL);
    wz_about about;
    wz_about_read(&about, e, NULL, NULL);
    const wz_proof *whole = NULL, *shallow = NULL, *small = NULL;
    CU_ASSERT_EQUAL(wz_proof_build(&whole, o.arena, e, &about, &(wz_proof_options){.all = true}), WZ_OK);
    CU_ASSERT_EQUAL(wz_proof_build(&shallow, o.arena, e, &about, &(wz_proof_options){.all = true, .depth = 3}), WZ_OK);
    CU_ASSERT_EQUAL(wz_proof_build(&small, o.arena, e, &about, &(wz_proof_options){.all = true, .nodes = 20}), WZ_OK);
    CU_ASSERT_FALSE(whole->cut);
    CU_ASSERT_TRUE(shallow->cut);
    CU_ASSERT_TRUE(small->cut);
    CU_ASSERT_TRUE(shallow->nodes < whole->nodes);
    CU_ASSERT_TRUE(small->nodes < 120); /* a node whose children were begun gets them all */
    close_case(&o);
}

/* --- questions --- */

static bool asks(const wz_entry *e, const char *text, wz_about_kind kind)
{
    wz_about about;
    return wz_about_read(&about, e, text, NULL) && about.kind == kind;
}

static void test_explain_proof__reads_what_is_asked_about(void)
{
    static const char text[] =
        "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"北京市/通州区\" as-of=\"2020-01-01\">"
        "<incident id=\"i1\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-08-01\"/></incident>"
        "<person id=\"p1\"><post id=\"o1\" role=\"gov_head\" body=\"government\" level=\"county\" "
        "jurisdiction=\"北京市/通州区\" from=\"2018-01-01\"><to open=\"true\"/></post></person></case>";
    opened o;
    CU_ASSERT_TRUE(open_text(&o, text, strlen(text)));
    const wz_entry *e = wz_proof_entry(&o.work, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(e);
    CU_ASSERT_TRUE(asks(e, NULL, WZ_ABOUT_FIELD));
    CU_ASSERT_TRUE(asks(e, "", WZ_ABOUT_FIELD));
    CU_ASSERT_TRUE(asks(e, "route", WZ_ABOUT_FIELD));
    CU_ASSERT_TRUE(asks(e, "scope", WZ_ABOUT_SCOPE));
    CU_ASSERT_TRUE(asks(e, "veto", WZ_ABOUT_VETO));
    CU_ASSERT_TRUE(asks(e, "bj2019.18.1", WZ_ABOUT_RULE));
    CU_ASSERT_TRUE(asks(e, "measure:admonition", WZ_ABOUT_MEASURE));
    CU_ASSERT_TRUE(asks(e, "incident.deaths", WZ_ABOUT_ATTRIBUTE));
    CU_ASSERT_TRUE(asks(e, "o1.role", WZ_ABOUT_ATTRIBUTE));
    CU_ASSERT_TRUE(asks(e, "nature_vile", WZ_ABOUT_ATTRIBUTE));
    static const char *const wrong[] = {"bj2019.99", "measure:x", "ban:bj2019.18.1", "o9.role", "o1.rule",
                                        "incident.", ".deaths",   "measure:",        "ban:",    "person.id",
                                        "o1.id"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        wz_diag *diag = wz_diag_new();
        wz_about about;
        CU_ASSERT_FALSE(wz_about_read(&about, e, wrong[i], diag));
        CU_ASSERT_EQUAL(wz_diag_count(diag), 1);
        wz_diag_free(diag);
    }
    CU_ASSERT_PTR_NULL(wz_proof_entry(&o.work, "pl2021"));
    close_case(&o);
}

/* --- short of memory --- */

static struct {
    size_t calls, fail_at;
    bool once;
} heap;

static void *counted(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    heap.calls++;
    if (heap.fail_at && (heap.once ? heap.calls == heap.fail_at : heap.calls >= heap.fail_at))
        return NULL;
    return realloc(ptr, size);
}

typedef int (*write_fn)(wz_buffer *, const wz_proof *, const wz_proof_style *);

/* Build and write while allocations fail; the case is opened before, and what is given back was taken within. */
static int build_and_write(wz_entry *e, write_fn write, size_t *length)
{
    const wz_proof *proof = NULL;
    wz_about about = {.kind = WZ_ABOUT_FIELD, .id = "outcome"};
    wz_proof_options options = {.changes = true, .trials = 60};
    wz_buffer out = {0};
    wz_arena *arena = wz_arena_new();
    int code = arena ? wz_proof_build(&proof, arena, e, &about, &options) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = write(&out, proof, &(wz_proof_style){.lang = WZ_ZH, .full = true});
    *length = code == WZ_OK ? out.length : 0;
    wz_buffer_free(&out);
    wz_arena_free(arena);
    return code;
}

static void refuse_in_turn(uint64_t seed, write_fn write, bool once)
{
    size_t wanted = 0, failures = 0;
    for (size_t at = 0;; at++) {
        opened o;
        CU_ASSERT_TRUE(open_random(&o, seed));
        wz_entry *e = wz_proof_entry(&o.work, NULL);
        size_t length = 0;
        heap.calls = 0;
        heap.fail_at = at; /* 0: none, to know what is wanted */
        heap.once = once;
        wz_alloc_set(counted, NULL);
        int code = build_and_write(e, write, &length);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_OK || code == WZ_ENOMEM);
        CU_ASSERT_TRUE(code != WZ_OK || at == 0 || length == wanted);
        wanted = at == 0 ? length : wanted;
        failures += code != WZ_OK;
        bool done = at > heap.calls;
        close_case(&o);
        if (done)
            break;
    }
    CU_ASSERT_TRUE(wanted > 0);
    CU_ASSERT_TRUE(failures > 20);
}

static void test_explain_proof__survives_refused_memory(void)
{
    static const write_fn writers[] = {wz_proof_text, wz_proof_html, wz_proof_json, wz_proof_dot};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        refuse_in_turn(3, writers[i], i % 2);
}

CU_pSuite test_explain_proof_suite(void)
{
    CU_pSuite suite = CU_add_suite("explain: the derivation tree", start, stop);
    if (!suite || !CU_add_test(suite, "values are those of the run", test_explain_proof__values_are_those_of_the_run) ||
        !CU_add_test(suite, "leaves the memory as it was", test_explain_proof__leaves_the_memory_as_it_was) ||
        !CU_add_test(suite, "stops at its limits", test_explain_proof__stops_at_its_limits) ||
        !CU_add_test(suite, "reads what is asked about", test_explain_proof__reads_what_is_asked_about) ||
        !CU_add_test(suite, "survives refused memory", test_explain_proof__survives_refused_memory))
        return NULL;
    return suite;
}
