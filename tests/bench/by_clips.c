/* The rules as CLIPS runs them, in the way its guide calls fastest: facts are made in C field by field, not parsed, and
 * symbols are made once. Slots are numbered as law/rules.clp declares them. */
#include "bench.h"

#include <clips/clips.h>
#include <stdio.h>
#include <stdlib.h>

typedef void *symbol;

struct bench_clips {
    void *environment;
    void *incident[INCIDENT_FACTS], *person_facts[STATUS]; /* templates */
    void *person, *post, *sanction, *finding;
    symbol yes, no, roles[ROLES], levels[LEVELS], kinds[BANS], statuses[STATUSES];
};

/* A symbol that stays, whether or not a fact holds it. */
static symbol keep(void *environment, const char *text)
{
    symbol made = EnvAddSymbol(environment, text);
    IncrementSymbolCount(made);
    return made;
}

static void keep_all(void *environment, symbol *out, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++)
        out[i] = keep(environment, texts[i]);
}

static void find_templates(bench_clips *clips)
{
    char name[8];
    for (int i = 0; i < DEATHS; i++) {
        snprintf(name, sizeof name, "i%d", i);
        clips->incident[i] = EnvFindDeftemplate(clips->environment, name);
    }
    for (int i = 0; i < STATUS; i++) {
        snprintf(name, sizeof name, "x%d", i);
        clips->person_facts[i] = EnvFindDeftemplate(clips->environment, name);
    }
    clips->incident[DEATHS] = EnvFindDeftemplate(clips->environment, "deaths");
    clips->person = EnvFindDeftemplate(clips->environment, "person");
    clips->post = EnvFindDeftemplate(clips->environment, "post");
    clips->sanction = EnvFindDeftemplate(clips->environment, "sanction");
    clips->finding = EnvFindDeftemplate(clips->environment, "finding");
}

bench_clips *bench_clips_new(const char *rules)
{
    bench_clips *clips = calloc(1, sizeof *clips);
    if (!clips)
        return NULL;
    clips->environment = CreateEnvironment();
    if (!clips->environment || EnvLoad(clips->environment, rules) != 1) {
        fprintf(stderr, "%s: CLIPS cannot load it\n", rules);
        bench_clips_free(clips);
        return NULL;
    }
    find_templates(clips);
    clips->yes = keep(clips->environment, "yes");
    clips->no = keep(clips->environment, "no");
    keep_all(clips->environment, clips->roles, bench_roles, ROLES);
    keep_all(clips->environment, clips->levels, bench_levels, LEVELS);
    keep_all(clips->environment, clips->kinds, bench_kinds, BANS);
    keep_all(clips->environment, clips->statuses, bench_statuses, STATUSES);
    return clips;
}

void bench_clips_free(bench_clips *clips)
{
    if (!clips)
        return;
    if (clips->environment)
        DestroyEnvironment(clips->environment);
    free(clips);
}

static void set(struct fact *fact, int slot, int type, void *value)
{
    fact->theProposition.theFields[slot].type = (unsigned short)type;
    fact->theProposition.theFields[slot].value = value;
}

static void set_number(const bench_clips *clips, struct fact *fact, int slot, long long number)
{
    set(fact, slot, INTEGER, EnvAddLong(clips->environment, number));
}

static void assert_incident(const bench_clips *clips, const bench_case *subject)
{
    for (uint32_t i = 0; i < subject->count; i++) {
        const bench_fact *given = &subject->facts[i];
        struct fact *fact = EnvCreateFact(clips->environment, clips->incident[given->attribute]);
        if (given->attribute == DEATHS)
            set_number(clips, fact, 0, given->value);
        else
            set(fact, 0, SYMBOL, given->value ? clips->yes : clips->no);
        EnvAssert(clips->environment, fact);
    }
}

static void assert_person(const bench_clips *clips, const bench_person *person, uint32_t number)
{
    struct fact *self = EnvCreateFact(clips->environment, clips->person);
    struct fact *post = EnvCreateFact(clips->environment, clips->post);
    set_number(clips, self, 0, number);
    set_number(clips, post, 0, number);
    for (uint32_t i = 0; i < person->count; i++) {
        const bench_fact *given = &person->facts[i];
        struct fact *fact;
        if (given->entity == ABOUT_POST) {
            set(post, 1 + given->attribute, SYMBOL, (given->attribute ? clips->levels : clips->roles)[given->value]);
            continue;
        }
        if (given->entity == ABOUT_PERSON && given->attribute == STATUS) {
            set(self, 1, SYMBOL, clips->statuses[given->value]);
            continue;
        }
        if (given->entity == ABOUT_SANCTION) {
            fact = EnvCreateFact(clips->environment, clips->sanction);
            set_number(clips, fact, 1, given->index);
            set(fact, 2, SYMBOL, clips->kinds[given->value]);
        } else {
            fact = EnvCreateFact(clips->environment, clips->person_facts[given->attribute]);
            set(fact, 1, SYMBOL, given->value ? clips->yes : clips->no);
        }
        set_number(clips, fact, 0, number);
        EnvAssert(clips->environment, fact);
    }
    EnvAssert(clips->environment, self);
    EnvAssert(clips->environment, post);
}

static long long number_in(const struct fact *fact, int slot)
{
    return ValueToLong(fact->theProposition.theFields[slot].value);
}

/* Slots of a finding: of, rule, kind, number. */
static size_t read_findings(const bench_clips *clips, bench_truths out)
{
    size_t count = 0;
    for (struct fact *fact = NULL; (fact = EnvGetNextFactInTemplate(clips->environment, clips->finding, fact));
         count++) {
        long long rule = number_in(fact, 1), at = rule;
        if (rule >= BAN_1)
            at = BAN_1 + number_in(fact, 3) * BANS + (rule - BAN_1);
        if (out)
            out[number_in(fact, 0)][at] = IS_TRUE;
    }
    return count;
}

size_t bench_by_clips(bench_clips *clips, const bench_case *subject, bench_truths out)
{
    EnvReset(clips->environment);
    assert_incident(clips, subject);
    for (uint32_t p = 0; p < subject->people; p++)
        assert_person(clips, &subject->person[p], p);
    EnvRun(clips->environment, -1);
    return read_findings(clips, out);
}

int bench_clips_process(const char *rules)
{
    bench_case *subject = bench_cases_new(1);
    bench_clips *clips = subject ? bench_clips_new(rules) : NULL;
    if (!clips) {
        bench_cases_free(subject);
        return 1;
    }
    bench_truths truths = {{IS_FALSE}};
    bench_by_clips(clips, subject, truths);
    for (uint32_t p = 0; p < subject->people; p++)
        for (int i = 0; i < CONCLUSIONS; i++)
            if (truths[p][i] == IS_TRUE)
                printf("person %u: %d\n", p, i);
    bench_clips_free(clips);
    bench_cases_free(subject);
    return 0;
}
