/* What the tests of the engine share: small laws written as XML in the tests themselves.  A small law is one
 * vocabulary (below, with room for more), one frame (below) and the rulebooks of the test. Labels say nothing here,
 * so the macros give each thing its own name as its label. A test states facts in a working memory by attribute id
 * and reads findings by rule id, or assesses a case in XML and reads the result. */
#ifndef WZ_TESTS_LAW_COMMON_H
#define WZ_TESTS_LAW_COMMON_H

#include "assess/assess.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "chain/memory.h"
#include "load/load.h"

#include <stdio.h>
#include <string.h>

/* A law is one long literal; that C99 promises only 4095 characters does not matter to the compilers that we use. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#define LABEL(text) "<label xml:lang=\"zh-CN\">" text "</label><label xml:lang=\"en\">" text "</label>"
#define ATTRIBUTE(id, rest) "<attribute id=\"" id "\" " rest ">" LABEL(id) "</attribute>"
#define DEFINED(id, rest, defines) "<attribute id=\"" id "\" " rest ">" LABEL(id) defines "</attribute>"
#define VALUE(id) "<value id=\"" id "\">" LABEL(id) "</value>"
/* A rule whose kind needs nothing but a condition. */
#define RULE(kind, id, rest, when) "<" kind " id=\"" id "\" " rest ">" LABEL(id) "<when>" when "</when></" kind ">"
#define GROUND(id, when) RULE("ground", id, "modality=\"must\"", when)
#define PLAIN(id, concludes, when) RULE("note", id, "concludes=\"" concludes "\"", when)

#define VOCABULARY_BEFORE                                                                                              \
    "<vocabulary xmlns=\"urn:wenze:vocabulary:1\"><group id=\"g\">" LABEL("g") "</group><group id=\"h\">" LABEL("h")   \
    "</group><enumeration id=\"colour\">" LABEL("colour") VALUE("red") VALUE("green") VALUE("blue") "</enumeration>"   \
    "<enumeration id=\"kinds\">" LABEL("kinds") VALUE("mild") VALUE("strict") VALUE("last") "</enumeration>"           \
    "<enumeration id=\"activities\">" LABEL("activities") VALUE("meet") VALUE("inspect") "</enumeration>"              \
    "<places><place name=\"甲省\"><place name=\"乙市\"><place name=\"丙县\"/></place></place>"                         \
    "<place name=\"丁省\"/></places>"                                                                                  \
    "<entity id=\"incident\">" LABEL("incident") ATTRIBUTE("day", "type=\"date\" role=\"incident-date\"")              \
    ATTRIBUTE("deaths", "type=\"integer\" never-negative=\"true\"") ATTRIBUTE("a", "type=\"boolean\" group=\"g\"")     \
    ATTRIBUTE("b", "type=\"boolean\" group=\"g\"") ATTRIBUTE("derived", "type=\"boolean\" derived=\"true\"")           \
    "</entity><entity id=\"person\">" LABEL("person")                                                                  \
    ATTRIBUTE("p", "type=\"boolean\" in-incident=\"true\" group=\"g\"")                                                \
    ATTRIBUTE("q", "type=\"boolean\" in-incident=\"true\" group=\"g\"")                                                \
    ATTRIBUTE("r", "type=\"boolean\" in-incident=\"true\" group=\"h\"")                                                \
    ATTRIBUTE("s", "type=\"boolean\" in-incident=\"true\"") ATTRIBUTE("t", "type=\"boolean\" in-incident=\"true\"")    \
    ATTRIBUTE("shade", "type=\"colour\"") ATTRIBUTE("number", "type=\"integer\"")                                      \
    ATTRIBUTE("slack", "type=\"boolean\" in-incident=\"true\" of-duties=\"true\" group=\"g\"")                         \
    ATTRIBUTE("short", "type=\"boolean\" in-incident=\"true\" of-duties=\"true\" role=\"shortfall\"")

#define VOCABULARY_AFTER                                                                                               \
    "</entity><entity id=\"post\">" LABEL("post") ATTRIBUTE("office", "type=\"colour\" xml=\"role\"")                  \
    ATTRIBUTE("place", "type=\"text\" xml=\"jurisdiction\" role=\"jurisdiction\"")                                     \
    ATTRIBUTE("since", "type=\"date\" xml=\"from\" role=\"post-from\"")                                                \
    ATTRIBUTE("until", "type=\"date\" xml=\"to\" nullable=\"true\" role=\"post-to\"") "</entity>"                      \
    "<entity id=\"sanction\">" LABEL("sanction")                                                                       \
    ATTRIBUTE("kind", "type=\"kinds\" xml=\"kind\" role=\"sanction-kind\"") \
    ATTRIBUTE("decided", "type=\"date\" xml=\"decision-date\" role=\"sanction-decided\"")                              \
    ATTRIBUTE("effective",                                                                                             \
              "type=\"date\" xml=\"effective-date\" default-from=\"decided\" role=\"sanction-effective\"")             \
    ATTRIBUTE("matter", "type=\"text\" xml=\"matter\" role=\"sanction-matter\"")                                      \
    ATTRIBUTE("heavy", "type=\"boolean\"")                                                                             \
    ATTRIBUTE("rescinded", "type=\"date\" xml=\"rescinded-on\" role=\"sanction-rescinded\"")                           \
    ATTRIBUTE("probation", "type=\"date\"") "</entity><entity id=\"duty_record\">" LABEL("duty_record")                \
    ATTRIBUTE("activity", "type=\"activities\" xml=\"activity\" role=\"activity\"")                                    \
    ATTRIBUTE("date", "type=\"date\" xml=\"date\" role=\"activity-date\"")                                             \
    ATTRIBUTE("personally", "type=\"boolean\" xml=\"personally\" role=\"personally\"") "</entity>"

/* A vocabulary with more attributes of the person, and bearings of facts on each other. */
#define VOCABULARY(person, bearings) VOCABULARY_BEFORE person VOCABULARY_AFTER bearings "</vocabulary>"

#define KIND(id, part) "<kind id=\"" id "\" part=\"" part "\" reports=\"true\">" LABEL(id) "</kind>"
#define OUTCOME(name, when) "<value name=\"" name "\">" LABEL(name) "<when>" when "</when></value>"
#define ANY_GROUND "some f in findings[kind = \"ground\"] satisfies "
#define FRAME                                                                                                          \
    "<frame xmlns=\"urn:wenze:frame:1\">" KIND("scope", "scope") KIND("ground", "ground") KIND("heavier", "heavier")   \
    KIND("lighter", "lighter") KIND("exempt", "exemption") KIND("path", "path") KIND("life", "lifetime")               \
    KIND("veto", "veto") KIND("ways", "measure") KIND("refer", "referral") KIND("desk", "authority")                   \
    KIND("ban", "ban") KIND("duty", "duty") KIND("procedure", "procedure") KIND("praise", "commendation")              \
    KIND("note", "none") "<step id=\"up\" family=\"office\">" LABEL("up") "</step>"                                    \
    "<step id=\"over\" family=\"office\">" LABEL("over") "</step>"                                                     \
    "<step id=\"honour\" family=\"honour\">" LABEL("honour") "</step>"                                                 \
    "<measure id=\"mildly\" kinds=\"mild\">" LABEL("mildly") "</measure>"                                              \
    "<measure id=\"strictly\" kinds=\"strict last\">" LABEL("strictly")                                                \
    "<available>not(person.shade = \"blue\")</available></measure>"                                                    \
    "<term id=\"body\">" LABEL("body") "</term><term id=\"act\">" LABEL("act") "</term>"                               \
    "<field name=\"outcome\">"                                                                                         \
    OUTCOME("lightly", "(" ANY_GROUND "f.holds) and (some p in findings[kind = \"path\"] satisfies p.holds)")          \
    OUTCOME("guilty", ANY_GROUND "f.holds")                                                                            \
    OUTCOME("spared", "(" ANY_GROUND "f.condition) and not(" ANY_GROUND "f.holds)")                                    \
    OUTCOME("free", "every f in findings[kind = \"ground\"] satisfies not(f.condition)")                               \
    "</field><field name=\"route\">" OUTCOME("red", "person.shade = \"red\"")                                \
    OUTCOME("green", "person.shade = \"green\"") \
    "</field></frame>"

#define SCOPE_ALL(book) RULE("scope", book ".all", "applies=\"direct\" for-each=\"post\"", "post.office != \"blue\"")
#define BOOK_WITH(id, rest, rules)                                                                                     \
    "<rulebook xmlns=\"urn:wenze:rulebook:1\" id=\"" id "\" " rest ">"                                                 \
    "<title xml:lang=\"zh-CN\">" id "</title><title xml:lang=\"en\">" id "</title>"                                    \
    "<short-title xml:lang=\"zh-CN\">" id "</short-title><short-title xml:lang=\"en\">" id "</short-title>" rules      \
    "</rulebook>"
#define BOOK(id, rules) BOOK_WITH(id, "status=\"in_force\" from=\"2000-01-01\" jurisdiction=\"\"", rules)

enum { BOOKS_MOST = 6 };

typedef struct {
    wz_diag *diag;
    wz_vocabulary *vocabulary;
    wz_frame *frame;
    wz_rulebook *books[BOOKS_MOST];
    const wz_rulebook *listed[BOOKS_MOST];
    const wz_source *sources[BOOKS_MOST];
    wz_law law;
    wz_engine *engine;      /* NULL where something is wrong: see diag */
    int code;
} small_law;

static inline void small_law_close(small_law *l)
{
    wz_engine_free(l->engine);
    for (size_t i = 0; i < BOOKS_MOST; i++)
        wz_rulebook_free(l->books[i]);
    wz_frame_free(l->frame);
    wz_vocabulary_free(l->vocabulary);
    wz_diag_free(l->diag);
    *l = (small_law){0};
}

/* Load and compile a law; books in order of id, the list ended by NULL. */
static inline small_law small_law_open(const char *vocabulary, const char *const *books)
{
    small_law l = {.diag = wz_diag_new()};
    size_t n = 0;
    l.code = wz_load_vocabulary_memory(&l.vocabulary, "vocabulary.xml", vocabulary, strlen(vocabulary), l.diag);
    if (l.code == WZ_OK)
        l.code = wz_load_frame_memory(&l.frame, "frame.xml", FRAME, strlen(FRAME), l.vocabulary, l.diag);
    for (; l.code == WZ_OK && n < BOOKS_MOST && books[n]; n++) {
        l.code = wz_load_rulebook_memory(&l.books[n], "book.xml", books[n], strlen(books[n]), l.vocabulary, l.frame,
                                         l.diag);
        l.listed[n] = l.books[n];
    }
    if (l.code == WZ_OK)
        l.law = (wz_law){l.vocabulary, l.frame, NULL, NULL, n};
    return l;
}

/* The second half: the law's lists point into the structure, which must not move afterwards. */
static inline bool small_law_build(small_law *l)
{
    if (l->code != WZ_OK)
        return false;
    l->law.rulebooks = l->listed;
    l->law.sources = l->sources;
    l->code = wz_engine_build(&l->engine, &l->law, l->diag);
    return l->code == WZ_OK;
}

static inline void show_problems(const wz_diag *diag)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        if (wz_diag_at(diag, i)->severity == WZ_ERROR)
            fprintf(stderr, "    %s %s\n", wz_diag_at(diag, i)->id, wz_diag_at(diag, i)->message);
}

/* A law that must be right. */
static inline bool small_law_start(small_law *l, const char *vocabulary, const char *const *books)
{
    *l = small_law_open(vocabulary, books);
    if (small_law_build(l))
        return true;
    show_problems(l->diag);
    return false;
}

/* The first problem with an id, or NULL. */
static inline const wz_problem *find_problem(const wz_diag *diag, const char *id)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        if (strcmp(wz_diag_at(diag, i)->id, id) == 0)
            return wz_diag_at(diag, i);
    return NULL;
}

/* --- working memory by names --- */

static inline int attribute_of_id(const wz_network *net, wz_entity_kind kind, const char *id)
{
    return wz_attribute_find(net->law->vocabulary, kind, id);
}

static inline uint32_t rule_of_id(const wz_network *net, const char *id)
{
    uint32_t r = 0;
    while (r < net->rule_count && strcmp(net->rules[r].rule->id, id) != 0)
        r++;
    return r;
}

static inline void state_value(wz_memory *m, wz_entity_kind kind, uint32_t index, const char *id, feel_value value)
{
    wz_memory_state(m, kind, index, attribute_of_id(wz_memory_network(m), kind, id), WZ_STATED, value);
}

static inline void state_yes(wz_memory *m, wz_entity_kind kind, const char *id, bool yes)
{
    state_value(m, kind, 0, id, feel_boolean(yes));
}

static inline void withdraw(wz_memory *m, wz_entity_kind kind, const char *id)
{
    wz_memory_state(m, kind, 0, attribute_of_id(wz_memory_network(m), kind, id), WZ_UNSTATED, feel_null());
}

static inline feel_value cell_of(const wz_memory *m, wz_entity_kind kind, uint32_t index, const char *id)
{
    return wz_memory_row(m, kind, index)->cells[attribute_of_id(wz_memory_network(m), kind, id)];
}

/* 't', 'f', '?' or '!' (unknown because of a contradiction). */
static inline char sign_of(feel_value v)
{
    if (v.tag == FEEL_UNKNOWN)
        return v.bits & FEEL_MARKED ? '!' : '?';
    return v.tag != FEEL_BOOLEAN ? 'x' : v.as.integer ? 't' : 'f';
}

static inline char holds_sign(const wz_memory *m, const char *rule, uint32_t instance)
{
    return sign_of(wz_memory_fired(m, rule_of_id(wz_memory_network(m), rule), instance)->members[WZ_F_HOLDS]);
}

static inline char condition_sign(const wz_memory *m, const char *rule, uint32_t instance)
{
    return sign_of(wz_memory_fired(m, rule_of_id(wz_memory_network(m), rule), instance)->members[WZ_F_CONDITION]);
}

static inline wz_day day_of(int year, int month, int day)
{
    return wz_day_from_civil((wz_civil){year, month, day});
}

/* --- cases --- */

#define CASE(body)                                                                                                     \
    "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"甲省/乙市\" as-of=\"2020-06-30\">" body "</case>"
#define INCIDENT(facts) "<incident id=\"i\" subject=\"true\">" facts "</incident>"
#define FACT(name, value) "<fact name=\"" name "\" value=\"" value "\"/>"
#define PERSON(body) "<person id=\"x\" name=\"某\">" body "</person>"
#define POST(rest) "<post id=\"po\" role=\"red\" jurisdiction=\"甲省/乙市\" " rest "/>"
#define POST_OPEN                                                                                                      \
    "<post id=\"po\" role=\"red\" jurisdiction=\"甲省/乙市\" from=\"1980-01-01\"><to open=\"true\"/></post>"

typedef struct {
    wz_case *subject;
    wz_assessor *assessor;
    wz_assessment *result;
    wz_diag *diag;
    int code;
} assessed;

static inline assessed assess_text(const small_law *l, const char *text, const wz_assess_options *options)
{
    static const wz_assess_options none;
    assessed a = {.diag = wz_diag_new()};
    a.code = wz_load_case_memory(&a.subject, "case.xml", text, strlen(text), l->vocabulary, NULL, a.diag);
    if (a.code == WZ_OK)
        a.assessor = wz_assessor_new(l->engine);
    if (a.assessor)
        a.code = wz_assess_case(&a.result, a.assessor, a.subject, options ? options : &none, a.diag);
    if (a.code != WZ_OK)
        show_problems(a.diag);
    return a;
}

static inline void assessed_free(assessed *a)
{
    wz_assessment_free(a->result);
    wz_assessor_free(a->assessor);
    wz_case_free(a->subject);
    wz_diag_free(a->diag);
    *a = (assessed){0};
}

/* One regulation's result for the first person; NULL where it is not listed. */
static inline const wz_regime_result *regime_of(const assessed *a, const char *id)
{
    for (size_t i = 0; a->result && i < a->result->persons[0].regime_count; i++)
        if (strcmp(a->result->law->rulebooks[a->result->persons[0].regimes[i].rulebook]->id, id) == 0)
            return &a->result->persons[0].regimes[i];
    return NULL;
}

static inline const wz_finding *finding_of(const wz_regime_result *r, const char *rule, const char *bound)
{
    for (size_t i = 0; r && i < r->finding_count; i++)
        if (strcmp(r->findings[i].rule->id, rule) == 0 &&
            (!bound || (r->findings[i].bound.id && strcmp(r->findings[i].bound.id, bound) == 0)))
            return &r->findings[i];
    return NULL;
}

/* "true", "false", "unknown", or "none" where the finding is not listed. */
static inline const char *truth_in(const wz_regime_result *r, const char *rule)
{
    static const char *const names[] = {"false", "unknown", "true"};
    const wz_finding *f = finding_of(r, rule, NULL);
    return f ? names[f->truth] : "none";
}

static inline const wz_ban_result *ban_of(const wz_regime_result *r, const char *rule, const char *sanction)
{
    for (size_t i = 0; r && i < r->ban_count; i++)
        if (strcmp(r->bans[i].rule->id, rule) == 0 && strcmp(r->bans[i].sanction, sanction) == 0)
            return &r->bans[i];
    return NULL;
}

/* "2020-02-29", "2020-02-01..2020-02-29", "..2020-02-29" or "null"; in one of a few buffers in turn. */
static inline const char *range_text(wz_day_range day)
{
    static char texts[8][2 * WZ_DAY_TEXT + 4];
    static unsigned turn;
    char *out = texts[turn++ % 8], low[WZ_DAY_TEXT] = "", high[WZ_DAY_TEXT] = "";
    if (day.has_low)
        wz_day_format(day.low, low);
    if (day.has_high)
        wz_day_format(day.high, high);
    if (!day.has_low && !day.has_high)
        snprintf(out, sizeof texts[0], "null");
    else if (strcmp(low, high) == 0)
        snprintf(out, sizeof texts[0], "%s", low);
    else
        snprintf(out, sizeof texts[0], "%s..%s", low, high);
    return out;
}

static inline bool same_text(const char *a, const char *b)
{
    if (a == b || (a && b && strcmp(a, b) == 0))
        return true;
    fprintf(stderr, "    found %s, expected %s\n", a ? a : "(null)", b ? b : "(null)");
    return false;
}

#endif
