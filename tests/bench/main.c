/* make bench: wenze, CLIPS and C by hand on the same cases in one run; `build/bench 1 3` measures only these rows. First all conclusions are compared; then each row
 * is measured and printed beside its goals. Only ratios within a run count. The exit status says whether the conclusions
 * agree, never whether a goal is met. */
#include "rows.h"

#include "chain/network.h"
#include "load/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say_difference(uint32_t number, uint32_t person, int conclusion, const char *engine, int truth, int by_hand)
{
    static const char *const words[] = {"false", "true", "unknown"};
    fprintf(stderr, "case %u, person %u, conclusion %d: %s says %s, C by hand %s\n", number, person, conclusion, engine,
            words[truth], words[by_hand]);
}

/* How many conclusions of one case differ from those by hand; of CLIPS only what is true is compared. */
static size_t compare(const bench_bench *bench, uint32_t number, size_t *conclusions, size_t *holding)
{
    const bench_case *subject = &bench->cases[number];
    bench_truths hand, wenze, clips;
    size_t differences = 0;
    memset(hand, 0, sizeof hand);
    memset(wenze, 0, sizeof wenze);
    memset(clips, 0, sizeof clips);
    bench_by_hand_truths(subject, hand);
    bench_by_wenze_truths(bench->wenze, subject, wenze);
    bench_by_clips(bench->clips, subject, clips);
    for (uint32_t p = 0; p < subject->people; p++) {
        int count = BAN_1 + BANS * (int)subject->person[p].sanctions;
        *conclusions += (size_t)count;
        for (int c = 0; c < count; c++) {
            *holding += hand[p][c] == IS_TRUE;
            if (wenze[p][c] != hand[p][c] && ++differences < 20)
                say_difference(number, p, c, "wenze", wenze[p][c], hand[p][c]);
            if ((clips[p][c] == IS_TRUE) != (hand[p][c] == IS_TRUE) && ++differences < 20)
                say_difference(number, p, c, "CLIPS", clips[p][c], hand[p][c]);
        }
    }
    return differences;
}

/* Records too: what is kept of each finding, bit by bit, in any order. */
static int by_place(const void *a, const void *b)
{
    const bench_record *x = a, *y = b;
    int by_person = (x->person > y->person) - (x->person < y->person);
    int by_rule = (x->rule > y->rule) - (x->rule < y->rule);
    int by_binding = (x->binding > y->binding) - (x->binding < y->binding);
    return by_person ? by_person : by_rule ? by_rule : by_binding;
}

static bool same_records(const bench_bench *bench, uint32_t number)
{
    static bench_record hand[RECORDS_MOST];
    size_t by_wenze = bench_by_wenze(bench->wenze, &bench->cases[number], bench->records);
    size_t by_hand = bench_by_hand(&bench->cases[number], hand);
    qsort(bench->records, by_wenze, sizeof *hand, by_place);
    qsort(hand, by_hand, sizeof *hand, by_place);
    bool same = by_wenze == by_hand && memcmp(hand, bench->records, by_hand * sizeof *hand) == 0;
    if (!same)
        fprintf(stderr, "case %u: the records of wenze and of C by hand differ\n", number);
    return same;
}

static bool agree(const bench_bench *bench)
{
    size_t differences = 0, conclusions = 0, holding = 0;
    for (uint32_t i = 0; i < CASES && differences < 20; i++)
        differences += compare(bench, i, &conclusions, &holding) + !same_records(bench, i);
    if (differences == 0)
        printf("%d cases, %zu conclusions, %.1f true ones a case: wenze, CLIPS and C by hand agree on all of them\n",
               CASES, conclusions, (double)holding / CASES);
    return differences == 0;
}

static wz_law *load_law(wz_network **network, wz_diag *diag)
{
    wz_law *law = NULL;
    if (wz_load_law(&law, BENCH_LAW, diag) == WZ_OK && law->rulebook_count == 1 &&
        wz_network_build(network, law, 0, diag) == WZ_OK)
        return law;
    wz_law_free(law);
    return NULL;
}

/* Rows named on the command line, all without any. */
static bool wanted(int count, char **rows, const char *row)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(rows[i], row) == 0)
            return true;
    }
    return count == 0;
}

static void measure(const bench_bench *bench, int count, char **rows, const char *self, const char *program)
{
    /* First, while this process is small: what a child is said to have taken at most counts its parent's memory, too. */
    if (wanted(count, rows, "7"))
        bench_screen_growth(program);
    if (wanted(count, rows, "1"))
        bench_memory(bench);
    if (wanted(count, rows, "2"))
        bench_files(bench);
    if (wanted(count, rows, "3"))
        bench_process(self, program);
    if (wanted(count, rows, "8"))
        bench_register(bench);
    if (wanted(count, rows, "4"))
        bench_growth_cases(bench);
    if (wanted(count, rows, "4"))
        bench_growth_files(bench);
    if (wanted(count, rows, "5"))
        bench_screen_memory(bench);
    if (wanted(count, rows, "6"))
        bench_screen_files(bench);
    if (wanted(count, rows, "9"))
        bench_what_if(bench);
    if (wanted(count, rows, "9"))
        bench_questions(bench);
    if (wanted(count, rows, "11"))
        bench_threads(bench);
}

/* Beside this program lies the one to be measured. */
static void find_program(char *out, size_t size, const char *self)
{
    const char *slash = strrchr(self, '/');
    snprintf(out, size, "%.*swenze", slash ? (int)(slash + 1 - self) : 0, self);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--clips-process") == 0)
        return bench_clips_process(BENCH_CLIPS);
    setvbuf(stdout, NULL, _IOLBF, 0);
    wz_diag *diag = wz_diag_new();
    wz_network *network = NULL;
    wz_law *law = load_law(&network, diag);
    bench_bench bench = {.cases = bench_cases_new(CASES),
                         .network = network,
                         .wenze = law ? bench_wenze_new(network) : NULL,
                         .clips = bench_clips_new(BENCH_CLIPS),
                         .records = malloc(RECORDS_MOST * sizeof(bench_record))};
    bool ready = bench.cases && bench.wenze && bench.clips && bench.records &&
                 wz_rules_open(&bench.rules, "rules", diag) == WZ_OK;
    bool same = ready && agree(&bench);
    char program[4096];
    find_program(program, sizeof program, argv[0]);
    if (!ready)
        fprintf(stderr, "bench: cannot begin%s%s\n", wz_diag_errors(diag) ? ": " : "",
                wz_diag_errors(diag) ? wz_diag_at(diag, wz_diag_count(diag) - 1)->message : "");
    if (same)
        measure(&bench, argc - 1, argv + 1, argv[0], program);
    wz_rules_close(bench.rules);
    free(bench.records);
    bench_clips_free(bench.clips);
    bench_wenze_free(bench.wenze);
    wz_network_free(network);
    wz_law_free(law);
    bench_cases_free(bench.cases);
    wz_diag_free(diag);
    return same ? 0 : 1;
}
