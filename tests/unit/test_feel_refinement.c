/* The law of refinement as a property: random typed expressions over inputs that are unknown, bounded, open or
 * have possible members are evaluated, then again over many completions of the inputs. What was settled must stay,
 * and what was bounded must lie within. Deterministic; a failure prints its seed. Source: docs/semantics.md,
 * section 1. */
#include "feel_common.h"

#include "feel/number.h"

enum { EXPRESSIONS = 20000, COMPLETIONS = 6, FIRST_SEED = 1, DEPTH = 4, TEXT = 8192 };

/* --- random choice --- */

typedef struct {
    uint64_t state;
} dice;

static uint64_t roll(dice *d)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return d->state * UINT64_C(0x2545f4914f6cdd1d) >> 32;
}

static unsigned below(dice *d, unsigned n)
{
    return (unsigned)(roll(d) % n);
}

static int64_t between(dice *d, int64_t low, int64_t high)
{
    return low + (int64_t)(roll(d) % (uint64_t)(high - low + 1));
}

/* --- inputs: their types, and values with something left open --- */

enum { B1, B2, N1, N2, D1, D2, S1, L1, L2, M1, R1, REC, INPUTS };

static const feel_type *member_type(int i)
{
    static const feel_type_kind kinds[] = {FEEL_T_NUMBER, FEEL_T_STRING, FEEL_T_BOOLEAN, FEEL_T_DATE};
    return feel_type_plain(kinds[i]);
}

typedef struct {
    feel_input inputs[INPUTS];
    const char *member_names[4];
    const feel_type *member_types[4];
    feel_shape shape;
    feel_type record;
} world;

static void make_world(wz_arena *arena, world *w)
{
    static const char *const names[] = {"k", "s", "b", "d"};
    for (int i = 0; i < 4; i++) {
        w->member_names[i] = names[i];
        w->member_types[i] = member_type(i);
    }
    w->shape = (feel_shape){"thing", 4, w->member_names, w->member_types};
    w->record = (feel_type){.kind = FEEL_T_RECORD, .shape = &w->shape};
    const feel_type *number = feel_type_plain(FEEL_T_NUMBER), *boolean = feel_type_plain(FEEL_T_BOOLEAN);
    const feel_type *date = feel_type_plain(FEEL_T_DATE), *numbers = feel_type_list_of(arena, number);
    const feel_input inputs[INPUTS] = {[B1] = {.name = "b1", .type = boolean},
                                       [B2] = {.name = "b2", .type = boolean},
                                       [N1] = {.name = "n1", .type = number},
                                       [N2] = {.name = "n2", .type = number},
                                       [D1] = {.name = "d1", .type = date},
                                       [D2] = {.name = "d2", .type = date},
                                       [S1] = {.name = "s1", .type = feel_type_plain(FEEL_T_STRING)},
                                       [L1] = {.name = "l1", .type = numbers},
                                       [L2] = {.name = "l2", .type = numbers},
                                       [M1] = {.name = "m1", .type = feel_type_list_of(arena, boolean)},
                                       [R1] = {.name = "r1", .type = feel_type_list_of(arena, &w->record)},
                                       [REC] = {.name = "rec", .type = &w->record}};
    memcpy(w->inputs, inputs, sizeof inputs);
}

static const int64_t first_day = 18000;

static feel_value settled(wz_arena *arena, dice *d, feel_type_kind kind)
{
    static const char *const strings[] = {"a", "b", "ab"};
    switch (kind) {
    case FEEL_T_BOOLEAN: return feel_boolean(below(d, 2));
    case FEEL_T_NUMBER: return feel_integer(between(d, -3, 4));
    case FEEL_T_DATE: return feel_date(first_day + between(d, 0, 60));
    default: {
        const char *text = strings[below(d, 3)];
        return feel_string_new(arena, text, strlen(text));
    }
    }
}

/* A value that may be unknown, or a number or date with bounds on one or both sides. */
static feel_value scalar(wz_arena *arena, dice *d, feel_type_kind kind)
{
    feel_tag tag = feel_type_tag(feel_type_plain(kind));
    unsigned choice = below(d, 6);
    if (choice < 2)
        return settled(arena, d, kind);
    if (choice < 4 || kind == FEEL_T_BOOLEAN || kind == FEEL_T_STRING)
        return choice % 2 ? feel_marked(tag) : feel_unknown_of(tag);
    int64_t low = kind == FEEL_T_DATE ? first_day + between(d, 0, 60) : between(d, -3, 4);
    int64_t high = low + between(d, 0, 5);
    feel_value a = kind == FEEL_T_DATE ? feel_date(low) : feel_integer(low);
    feel_value b = kind == FEEL_T_DATE ? feel_date(high) : feel_integer(high);
    if (choice == 5)
        return below(d, 2) ? feel_bounded(arena, tag, a, feel_null()) : feel_bounded(arena, tag, feel_null(), b);
    return feel_bounded(arena, tag, a, b);
}

static feel_value record(wz_arena *arena, dice *d, const world *w)
{
    feel_record *made = wz_arena_alloc(arena, sizeof *made);
    feel_value *members = wz_arena_array(arena, 4, sizeof *members);
    for (int i = 0; i < 4; i++)
        members[i] = scalar(arena, d, w->member_types[i]->kind);
    *made = (feel_record){.shape = &w->shape, .members = members};
    return feel_from(FEEL_RECORD, made);
}

static feel_value member(wz_arena *arena, dice *d, const world *w, const feel_type *type)
{
    return type->kind == FEEL_T_RECORD ? record(arena, d, w) : scalar(arena, d, type->kind);
}

static feel_value list(wz_arena *arena, dice *d, const world *w, const feel_type *type)
{
    feel_value items[4];
    bool possible[4];
    unsigned count = below(d, 4);
    bool vague = below(d, 2);
    for (unsigned i = 0; i < count; i++) {
        items[i] = member(arena, d, w, type->element);
        possible[i] = vague && below(d, 3) == 0;
    }
    return feel_list_open(arena, items, possible, count, vague && below(d, 2));
}

static void make_inputs(wz_arena *arena, dice *d, const world *w, feel_value *values)
{
    for (int i = 0; i < INPUTS; i++) {
        const feel_type *type = w->inputs[i].type;
        values[i] = type->kind == FEEL_T_LIST ? list(arena, d, w, type) : member(arena, d, w, type);
    }
}

/* --- completions --- */

static feel_value complete(wz_arena *arena, dice *d, const world *w, feel_value v, const feel_type *type);

static feel_value complete_unknown(wz_arena *arena, dice *d, feel_value v, const feel_type *type)
{
    const feel_unknown *bounds = feel_bounds(v);
    if (!bounds)
        return settled(arena, d, type->kind);
    bool low = !feel_is(bounds->low, FEEL_NULL), high = !feel_is(bounds->high, FEEL_NULL);
    int64_t least = low ? bounds->low.as.integer : bounds->high.as.integer - 4;
    int64_t most = high ? bounds->high.as.integer : least + 4;
    int64_t chosen = between(d, least, most);
    return type->kind == FEEL_T_DATE ? feel_date(chosen) : feel_integer(chosen);
}

static feel_value complete_list(wz_arena *arena, dice *d, const world *w, const feel_list *from, const feel_type *type)
{
    feel_value items[8];
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (!(from->possible && from->possible[i] && below(d, 2)))
            items[count++] = complete(arena, d, w, from->items[i], type->element);
    }
    for (unsigned more = from->open ? below(d, 3) : 0; more > 0; more--)
        items[count++] = complete(arena, d, w, member(arena, d, w, type->element), type->element);
    return feel_list_new(arena, items, count);
}

static feel_value complete(wz_arena *arena, dice *d, const world *w, feel_value v, const feel_type *type)
{
    if (feel_is(v, FEEL_UNKNOWN))
        return complete_unknown(arena, d, v, type);
    if (feel_is(v, FEEL_LIST))
        return complete_list(arena, d, w, feel_items(v), type);
    if (!feel_is(v, FEEL_RECORD))
        return v;
    feel_record *made = wz_arena_alloc(arena, sizeof *made);
    feel_value *members = wz_arena_array(arena, 4, sizeof *members);
    for (int i = 0; i < 4; i++)
        members[i] = complete(arena, d, w, feel_rec(v)->members[i], w->member_types[i]);
    *made = (feel_record){.shape = &w->shape, .members = members};
    return feel_from(FEEL_RECORD, made);
}

/* --- expressions --- */

typedef enum { BOOLEAN, NUMBER, DATE, STRING, NUMBERS, RECORDS, KINDS } kind;

/* Templates: a letter behind % is a subexpression (B N D S L R, or X: a number that may name the variable x, Q: a
 * condition on the record q, I: a condition on `item`). */
static const char *const leaves[KINDS][6] = {[BOOLEAN] = {"b1", "b2", "rec.b", "true", "false", "b1"},
                                             [NUMBER] = {"n1", "n2", "rec.k", "1", "0", "3"},
                                             [DATE] = {"d1", "d2", "rec.d", "date(\"2019-05-01\")", "d1", "d2"},
                                             [STRING] = {"s1", "rec.s", "\"a\"", "\"b\"", "s1", "rec.s"},
                                             [NUMBERS] = {"l1", "l2", "[]", "[1, 2]", "l1", "l2"},
                                             [RECORDS] = {"r1", "r1", "r1", "r1", "[rec]", "r1"}};

static const char *const templates[] = {"B not(%B)",
                                        "B (%B and %B)",
                                        "B (%B or %B)",
                                        "B (%N < %N)",
                                        "B (%N >= %N)",
                                        "B (%N = %N)",
                                        "B (%N != %N)",
                                        "B (%N between %N and %N)",
                                        "B (%N in [%N..%N])",
                                        "B (%N in (%N, < %N))",
                                        "B (%N in ]0..2[)",
                                        "B (%D < %D)",
                                        "B (%D >= %D)",
                                        "B (%D = %D)",
                                        "B (%S = %S)",
                                        "B (%S in (\"a\", \"ab\"))",
                                        "B (%N in %L)",
                                        "B list contains(%L, %N)",
                                        "B (some x in %L satisfies %X > %X)",
                                        "B (every x in %L satisfies %X <= %X)",
                                        "B (some q in %R satisfies %Q)",
                                        "B (every q in %R satisfies %Q)",
                                        "B (some x in %L, y in %L satisfies x = y)",
                                        "B (%L = %L)",
                                        "B ([%N, %N] = [%N, %N])",
                                        "B ({a: %N, b: %B} = {a: %N, b: %B})",
                                        "B (count(%L) >= %N)",
                                        "B (if %B then %B else %B)",
                                        "B all(m1)",
                                        "B any(m1)",
                                        "B (%B = %B)",
                                        "B (%N = null)",
                                        "B (%L = null)",
                                        "B (every x in m1 satisfies x)",
                                        "B (%N instance of number)",
                                        "B contains(%S, \"a\")",
                                        "B (count(%R[%I]) > 0)",
                                        "B (%D in [%D..%D])",
                                        "B all([%B, %B])",
                                        "B any([%B, %B])",
                                        "N (%N + %N)",
                                        "N (%N - %N)",
                                        "N (%N * %N)",
                                        "N (-%N)",
                                        "N count(%L)",
                                        "N count(%R)",
                                        "N sum(%L)",
                                        "N min(%L)",
                                        "N max(%L)",
                                        "N (if %B then %N else %N)",
                                        "N %L[1]",
                                        "N %L[2]",
                                        "N %L[-1]",
                                        "N %L[%N]",
                                        "N %R[1].k",
                                        "N abs(%N)",
                                        "N (%N / %N)",
                                        "N %D.month",
                                        "N string length(%S)",
                                        "N sum(%R.k)",
                                        "N max(%N, %N)",
                                        "N min([%N, %N])",
                                        "N count(%R[%I])",
                                        "N mean(%L)",
                                        "N {a: %N}.a",
                                        "N (%D - %D).days",
                                        "N sum([%N, %N])",
                                        "N modulo(%N, 2)",
                                        "N count(for x in %L, y in %L return x)",
                                        "N (function(x) %X + 1)(%N)",
                                        "N (for x in [%N] return %X)[1]",
                                        "D (%D + duration(\"P1M\"))",
                                        "D (%D - duration(\"P10D\"))",
                                        "D (if %B then %D else %D)",
                                        "D max([%D, %D])",
                                        "S (%S + %S)",
                                        "S (if %B then %S else %S)",
                                        "S upper case(%S)",
                                        "S %R[1].s",
                                        "S string(%N)",
                                        "L [%N, %N]",
                                        "L %L[item > %N]",
                                        "L (for x in %L return %X)",
                                        "L %R.k",
                                        "L %R[%I].k",
                                        "L distinct values(%L)",
                                        "L sort(%L, function(x, y) x < y)",
                                        "L concatenate(%L, %L)",
                                        "L append(%L, %N)",
                                        "L reverse(%L)",
                                        "L sublist(%L, 1)",
                                        "L (for x in %L, y in %L return x + y)",
                                        "L (if %B then %L else %L)",
                                        "L (for x in 1..3 return %X)",
                                        "L union(%L, %L)",
                                        "L index of(%L, %N)",
                                        "L remove(%L, 1)",
                                        "L flatten([%L, %L])",
                                        "L (for x in %L return count(partial))",
                                        "R %R[%I]",
                                        "R %R[%B]",
                                        "R (for q in %R return q)",
                                        "R reverse(%R)"};

typedef struct {
    char text[TEXT];
    size_t length;
    dice *d;
    bool full;
} writer;

static void put(writer *w, const char *text)
{
    size_t length = strlen(text);
    if (w->length + length + 1 > TEXT) {
        w->full = true;
        return;
    }
    memcpy(w->text + w->length, text, length + 1);
    w->length += length;
}

static kind kind_of(char letter)
{
    static const char letters[] = "BNDSLR";
    return (kind)(strchr(letters, letter) - letters);
}

static void write_kind(writer *w, char letter, unsigned depth, bool x)
{
    if (letter == 'X') {
        if (below(w->d, 2))
            put(w, "x");
        else
            write_kind(w, 'N', depth, true);
        return;
    }
    static const char *const on_record[] = {"%.b",      "%.k > 0", "%.s = \"a\"", "%.d < d1", "not(%.b) or %.k = 1",
                                            "%.k <= n1"};
    static const char *const on_item[] = {"b", "k > 0", "s = \"a\"", "item.d < d1", "not(b) or k = 1", "k <= n1"};
    if (letter == 'Q' || letter == 'I') {
        const char *text = letter == 'I' ? on_item[below(w->d, 6)] : on_record[below(w->d, 6)];
        for (char one[2] = {0}; *text; text++) {
            one[0] = *text == '%' ? 'q' : *text;
            put(w, one);
        }
        return;
    }
    if (depth == 0 || below(w->d, 5) == 0) {
        put(w, x && letter == 'N' && below(w->d, 2) ? "x" : leaves[kind_of(letter)][below(w->d, 6)]);
        return;
    }
    const char *text;
    do
        text = templates[below(w->d, sizeof templates / sizeof *templates)];
    while (text[0] != letter);
    for (text += 2; *text; text++) {
        char one[2] = {*text, '\0'};
        if (*text == '%')
            write_kind(w, *++text, depth - 1, x);
        else
            put(w, one);
    }
}

/* --- the property --- */

static bool within(feel_value v, const feel_unknown *bounds)
{
    if (!bounds)
        return true;
    if (!feel_is(bounds->low, FEEL_NULL) && bounds->low.tag != v.tag)
        return false;
    if (!feel_is(bounds->high, FEEL_NULL) && bounds->high.tag != v.tag)
        return false;
    if (v.tag == FEEL_NUMBER)
        return (feel_is(bounds->low, FEEL_NULL) || feel_number_compare(bounds->low, v) <= 0) &&
               (feel_is(bounds->high, FEEL_NULL) || feel_number_compare(v, bounds->high) <= 0);
    return (feel_is(bounds->low, FEEL_NULL) || bounds->low.as.integer <= v.as.integer) &&
           (feel_is(bounds->high, FEEL_NULL) || v.as.integer <= bounds->high.as.integer);
}

static bool refines(feel_value before, feel_value after);

/* Possible members may be missing, and further ones follow if the list is open. */
static bool list_refines(const feel_list *before, size_t i, const feel_list *after, size_t k)
{
    if (i == before->count)
        return before->open || k == after->count;
    if (k < after->count && refines(before->items[i], after->items[k]) && list_refines(before, i + 1, after, k + 1))
        return true;
    return before->possible && before->possible[i] && list_refines(before, i + 1, after, k);
}

static bool refines(feel_value before, feel_value after)
{
    if (feel_is(after, FEEL_UNKNOWN))
        return false;
    if (feel_is(before, FEEL_UNKNOWN))
        return within(after, feel_bounds(before));
    if (before.tag != after.tag)
        return false;
    if (feel_is(before, FEEL_LIST))
        return list_refines(feel_items(before), 0, feel_items(after), 0);
    for (size_t i = 0; feel_is(before, FEEL_RECORD) && i < 4; i++) {
        if (!refines(feel_rec(before)->members[i], feel_rec(after)->members[i]))
            return false;
    }
    return feel_is(before, FEEL_RECORD) || feel_same(before, after);
}

static feel_value evaluate(wz_arena *arena, const feel_program *program, const feel_value *values, bool *good)
{
    feel_run run = {.arena = arena, .inputs = values, .steps = 1000 * 1000};
    feel_value result = feel_evaluate(program, &run);
    *good = *good && run.status == WZ_OK;
    return result;
}

static void report(uint64_t seed, const char *text, feel_value before, feel_value after, const feel_value *values)
{
    wz_buffer out = {0};
    feel_print(&out, before);
    wz_buffer_puts(&out, "  became  ");
    feel_print(&out, after);
    for (int i = 0; i < INPUTS; i++) {
        wz_buffer_puts(&out, "\n      ");
        feel_print(&out, values[i]);
    }
    printf("\n    seed %llu: %s\n    %s\n", (unsigned long long)seed, text, out.data);
    wz_buffer_free(&out);
}

/* One expression; true if its value was settled though something in its inputs was not. */
static bool try_expression(wz_arena *arena, const world *w, uint64_t seed)
{
    dice d = {.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
    writer text = {.d = &d};
    write_kind(&text, "BBBNNDSLR"[below(&d, 9)], DEPTH, false);
    feel_value values[INPUTS], completed[INPUTS];
    make_inputs(arena, &d, w, values);
    const feel_scope scope = {.inputs = w->inputs, .count = INPUTS};
    const feel_compile_options options = {.mode = FEEL_STRICT};
    const feel_program *program = NULL;
    const feel_fault *faults = NULL;
    size_t fault_count = 0;
    if (text.full)
        return false;
    int code = feel_compile(&program, arena, text.text, text.length, &scope, &options, &faults, &fault_count);
    if (code != WZ_OK)
        printf("\n    seed %llu: %s\n    %s\n", (unsigned long long)seed, text.text,
               fault_count ? faults[0].message : "");
    CU_ASSERT_EQUAL_FATAL(code, WZ_OK);
    bool good = true;
    feel_value before = evaluate(arena, program, values, &good);
    for (int n = 0; n < COMPLETIONS && good; n++) {
        for (int i = 0; i < INPUTS; i++)
            completed[i] = complete(arena, &d, w, values[i], w->inputs[i].type);
        feel_value after = evaluate(arena, program, completed, &good);
        bool holds = refines(before, after);
        if (!holds)
            report(seed, text.text, before, after, completed);
        CU_ASSERT(holds);
    }
    CU_ASSERT(good);
    return !feel_is(before, FEEL_UNKNOWN) && !feel_is(before, FEEL_NULL);
}

static void test_feel_refinement__settled_results_stay(void)
{
    unsigned settled_results = 0;
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + EXPRESSIONS; seed++) {
        world w;
        make_world(arena, &w);
        settled_results += try_expression(arena, &w, seed);
        wz_arena_reset(arena);
    }
    wz_arena_free(arena);
    CU_ASSERT(settled_results > EXPRESSIONS / 10); /* otherwise little was tested */
    CU_ASSERT(settled_results < EXPRESSIONS * 9 / 10);
}

CU_pSuite test_feel_refinement_suite(void);

CU_pSuite test_feel_refinement_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel refinement", NULL, NULL);
    if (suite)
        CU_add_test(suite, "settled results stay", test_feel_refinement__settled_results_stay);
    return suite;
}
