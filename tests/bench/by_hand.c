/* The rules as a C programmer would write them by hand who knows that there will never be others: facts are bits of two
 * words, what is stated yes and what is stated no, and so are conclusions. Three-valued: a bit in neither word is unknown.
 * Invariant: no bit is in both. */
#include "bench.h"

typedef struct {
    uint64_t yes, no;
} words;

typedef struct {
    bool yes, no;
} answer;

/* Bits of the facts: x0..x31, i0..i3, then what is asked of the number of deaths. */
enum { I0 = 32, DEATHS_3 = 36, DEATHS_1_TO_9, DEATHS_OVER_30, DEATHS_10 };

#define X(i) ((uint64_t)1 << (i))
#define I(i) ((uint64_t)1 << (I0 + (i)))
#define BIT(i) ((uint64_t)1 << (i))

static const uint64_t ground_bits = BIT(GROUNDS) - 1;
static const uint64_t heavier_bits = (BIT(5) - 1) << HEAVIER_1;
static const uint64_t reached[MUST_EXEMPTIONS] = {BIT(0) | BIT(1) | BIT(2), BIT(2) | BIT(3) | BIT(4) | BIT(5),
                                                  BIT(6) | BIT(7) | BIT(8) | BIT(9)};

static inline answer all(words f, uint64_t mask)
{
    return (answer){(f.yes & mask) == mask, (f.no & mask) != 0};
}

static inline answer any(words f, uint64_t mask)
{
    return (answer){(f.yes & mask) != 0, (f.no & mask) == mask};
}

static inline answer none(words f, uint64_t mask)
{
    return (answer){(f.no & mask) == mask, (f.yes & mask) != 0};
}

static inline answer both(answer a, answer b)
{
    return (answer){a.yes && b.yes, a.no || b.no};
}

static inline answer either(answer a, answer b)
{
    return (answer){a.yes || b.yes, a.no && b.no};
}

static inline void conclude(words *out, int rule, answer a)
{
    out->yes |= (uint64_t)a.yes << rule;
    out->no |= (uint64_t)a.no << rule;
}

static inline void conclude_if(words *out, int rule, bool is)
{
    conclude(out, rule, (answer){is, !is});
}

/* What is known of one person. */
typedef struct {
    words facts;
    int status, role, level; /* -1 = not stated */
    int kinds[SANCTIONS_MOST];
} known;

static void state(words *facts, int bit, bool value)
{
    facts->yes |= (uint64_t)value << bit;
    facts->no |= (uint64_t)!value << bit;
}

static words read_incident(const bench_case *subject)
{
    words facts = {0, 0};
    for (uint32_t i = 0; i < subject->count; i++) {
        const bench_fact *fact = &subject->facts[i];
        int32_t n = fact->value;
        if (fact->attribute < DEATHS) {
            state(&facts, I0 + fact->attribute, n);
            continue;
        }
        state(&facts, DEATHS_3, n >= 3);
        state(&facts, DEATHS_1_TO_9, n >= 1 && n < 10);
        state(&facts, DEATHS_OVER_30, n > 30);
        state(&facts, DEATHS_10, n >= 10);
    }
    return facts;
}

static void read_person(const bench_person *person, words incident, known *out)
{
    *out = (known){.facts = incident, .status = -1, .role = -1, .level = -1, .kinds = {-1, -1, -1, -1, -1, -1}};
    for (uint32_t i = 0; i < person->count; i++) {
        const bench_fact *fact = &person->facts[i];
        if (fact->entity == ABOUT_SANCTION)
            out->kinds[fact->index] = fact->value;
        else if (fact->entity == ABOUT_POST && fact->attribute == 0)
            out->role = fact->value;
        else if (fact->entity == ABOUT_POST)
            out->level = fact->value;
        else if (fact->attribute == STATUS)
            out->status = fact->value;
        else
            state(&out->facts, fact->attribute, fact->value);
    }
}

static inline void ground_rules(words f, words *out)
{
    conclude(out, 0, all(f, X(0) | X(1)));
    conclude(out, 1, any(f, X(2) | X(3)));
    conclude(out, 2, both(all(f, X(4)), none(f, X(5))));
    conclude(out, 3, all(f, I(0) | X(6)));
    conclude(out, 4, all(f, BIT(DEATHS_3) | X(7)));
    conclude(out, 5, both(any(f, X(8) | X(9)), none(f, X(10))));
    conclude(out, 6, both(all(f, BIT(DEATHS_1_TO_9)), any(f, X(11) | I(1))));
    conclude(out, 7, all(f, X(12) | X(13) | X(14)));
    conclude(out, 8, both(none(f, X(15)), any(f, X(16) | X(17))));
    conclude(out, 9, both(all(f, I(2)), any(f, X(18) | BIT(DEATHS_OVER_30))));
}

static inline void weight_rules(words f, words *out)
{
    conclude(out, EXEMPTION_1, both(all(f, X(19)), none(f, X(20))));
    conclude(out, EXEMPTION_1 + 1, all(f, X(21)));
    conclude(out, EXEMPTION_1 + 2, all(f, X(22) | X(23) | I(3)));
    conclude(out, EXEMPTION_1 + 3, any(f, X(24) | X(25)));
    conclude(out, HEAVIER_1, all(f, X(26)));
    conclude(out, HEAVIER_1 + 1, all(f, X(27) | BIT(DEATHS_10)));
    conclude(out, HEAVIER_1 + 2, all(f, I(0) | I(1)));
    conclude(out, HEAVIER_1 + 3, any(f, X(28) | X(29)));
    conclude(out, HEAVIER_1 + 4, both(all(f, X(26)), none(f, X(30))));
    conclude(out, LIGHTER_1, all(f, X(20)));
    conclude(out, LIGHTER_1 + 1, both(all(f, X(30)), none(f, X(31))));
    conclude(out, LIGHTER_1 + 2, all(f, X(25) | X(31)));
    conclude(out, LIFETIME, any(f, BIT(DEATHS_10) | X(27)));
    conclude(out, REFERRAL, all(f, X(29) | I(2)));
}

/* A ground holds where its condition is true and no must-exemption that reaches it is. */
static inline words defeat(words condition)
{
    uint64_t defeated = 0, doubtful = 0;
    for (int e = 0; e < MUST_EXEMPTIONS; e++) {
        if (condition.yes >> (EXEMPTION_1 + e) & 1)
            defeated |= reached[e];
        else if (!(condition.no >> (EXEMPTION_1 + e) & 1))
            doubtful |= reached[e];
    }
    return (words){condition.yes & ~(defeated | doubtful), condition.no | defeated};
}

static inline answer is_status(int status, int wanted)
{
    return (answer){status == wanted, status >= 0 && status != wanted};
}

static inline void following_rules(const known *k, words *out)
{
    conclude(out, VETO, all(*out, BIT(4)));
    conclude(out, FORM, any(*out, ground_bits));
    conclude(out, PROCEDURE_1, all(*out, BIT(FORM)));
    conclude(out, PROCEDURE_1 + 1, both(is_status(k->status, 0), all(*out, BIT(VETO))));
    answer left = {k->status > 0, k->status == 0};
    conclude(out, PROCEDURE_1 + 2, both(left, all(*out, BIT(LIFETIME))));
    conclude(out, PROCEDURE_1 + 3, any(*out, heavier_bits));
    conclude(out, PROCEDURE_1 + 4, both(is_status(k->status, 3), all(*out, BIT(EXEMPTION_1))));
}

static inline void authority_rules(const known *k, words *out)
{
    answer chief = {k->role == 0 || k->role == 2, k->role >= 0 && k->role != 0 && k->role != 2};
    answer city = {k->level == 0, k->level > 0};
    answer below = {k->level == 1 || k->level == 2, k->level == 0 || k->level == 3};
    answer zone = {k->level == 3, k->level >= 0 && k->level != 3};
    answer deputy = {k->role == 1, k->role >= 0 && k->role != 1};
    conclude(out, AUTHORITY_1, both(chief, city));
    conclude(out, AUTHORITY_1 + 1, both(chief, below));
    conclude(out, AUTHORITY_1 + 2, either(deputy, zone));
    if (k->role >= 0)
        conclude_if(out, AUTHORITY_1 + 3, k->role > 2);
}

/* All rules but the bans. */
static inline words judge(const known *k, words *condition)
{
    *condition = (words){0, 0};
    ground_rules(k->facts, condition);
    weight_rules(k->facts, condition);
    words truth = defeat(*condition);
    following_rules(k, &truth);
    authority_rules(k, &truth);
    *condition = (words){(condition->yes & ground_bits) | (truth.yes & ~ground_bits),
                         (condition->no & ground_bits) | (truth.no & ~ground_bits)};
    return truth;
}

static inline uint8_t truth_of(words w, int bit)
{
    return w.yes >> bit & 1 ? IS_TRUE : w.no >> bit & 1 ? IS_FALSE : IS_UNKNOWN;
}

static inline uint32_t defeaters_of(int rule, words condition)
{
    uint32_t defeaters = 0;
    for (int e = 0; e < MUST_EXEMPTIONS; e++)
        if (reached[e] >> rule & 1 && !(condition.no >> (EXEMPTION_1 + e) & 1))
            defeaters |= 1u << e;
    return defeaters;
}

static size_t record_bans(const bench_person *person, uint32_t number, const known *k, bench_record *records)
{
    size_t n = 0;
    for (uint16_t s = 0; s < person->sanctions; s++) {
        int first = k->kinds[s] < 0 ? 0 : k->kinds[s], last = k->kinds[s] < 0 ? BANS - 1 : first;
        uint8_t truth = k->kinds[s] < 0 ? IS_UNKNOWN : IS_TRUE;
        for (int b = first; b <= last; b++)
            records[n++] = (bench_record){number, (uint16_t)(BAN_1 + b), s, truth, truth, 0, 0};
    }
    return n;
}

/* Every finding whose condition is not false, with what defeats it. */
size_t bench_by_hand(const bench_case *subject, bench_record *records)
{
    size_t n = 0;
    words incident = read_incident(subject);
    for (uint32_t p = 0; p < subject->people; p++) {
        known k;
        words condition;
        read_person(&subject->person[p], incident, &k);
        words truth = judge(&k, &condition);
        for (uint64_t left = ~condition.no & (BIT(BAN_1) - 1); left; left &= left - 1) {
            int rule = __builtin_ctzll(left);
            uint32_t defeaters = rule < GROUNDS ? defeaters_of(rule, condition) : 0;
            records[n++] =
                (bench_record){p, (uint16_t)rule, 0, truth_of(truth, rule), truth_of(condition, rule), 0, defeaters};
        }
        n += record_bans(&subject->person[p], p, &k, records + n);
    }
    return n;
}

/* The same without records: per person the words of what is true, the bans' above the others'. */
void bench_by_hand_bare(const bench_case *subject, uint64_t out[PEOPLE_MOST])
{
    words incident = read_incident(subject);
    for (uint32_t p = 0; p < subject->people; p++) {
        known k;
        words condition;
        read_person(&subject->person[p], incident, &k);
        out[p] = judge(&k, &condition).yes;
        for (uint32_t s = 0; s < subject->person[p].sanctions; s++)
            out[p] |= k.kinds[s] < 0 ? 0 : BIT(BAN_1 + k.kinds[s]);
    }
}

void bench_by_hand_truths(const bench_case *subject, bench_truths out)
{
    words incident = read_incident(subject);
    for (uint32_t p = 0; p < subject->people; p++) {
        known k;
        words condition;
        read_person(&subject->person[p], incident, &k);
        words truth = judge(&k, &condition);
        for (int rule = 0; rule < BAN_1; rule++)
            out[p][rule] = truth_of(truth, rule);
        for (uint32_t s = 0; s < subject->person[p].sanctions; s++)
            for (int b = 0; b < BANS; b++)
                out[p][BAN_1 + (int)s * BANS + b] = (uint8_t)(k.kinds[s] < 0    ? IS_UNKNOWN
                                                              : k.kinds[s] == b ? IS_TRUE
                                                                                : IS_FALSE);
    }
}
