/* Rows 5, 6, 7 and 4 (rosters): screening in memory against C by hand and CLIPS on the same sanctions, from file to file
 * against a program that only copies the rows, and its memory. The step is promotion under the real law; sanctions are of every
 * kind but one (a probation's bars need its days, which these rows do not have) and of any day of twenty years. Answers and last
 * barred days are compared first. */
#include "rows.h"

#include "app/law.h"
#include "screen/screen.h"
#include "wenze/screen.h"

#include <clips/clips.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PEOPLE = 1000000, CLIPS_PEOPLE = 20000, KINDS = 19, PROBATION = 11, TIMES = 5 };
enum {
    DAY_ASKED = 20745,
    DAY_KNOWN = 20785,
    FIRST_DAY = 13514,
    DAYS = DAY_ASKED - FIRST_DAY
}; /* 2026-10-19, 2026-11-28, 2007-01-01 */

typedef struct {
    wz_screen_sanction *items;
    uint32_t *first;
    int32_t *complete;
    uint8_t *answers, *by_hand;
    int32_t *last, *last_by_hand;
} roster;

static void *take(size_t count, size_t size)
{
    void *made = calloc(count, size);
    if (!made) {
        fputs("bench: memory is short\n", stderr);
        exit(1);
    }
    return made;
}

static uint32_t how_many(uint64_t *state)
{
    static const uint32_t upto[] = {50, 75, 87, 93, 96, 98, 100};
    uint32_t r = bench_random(state, 100), n = 0;
    while (r >= upto[n])
        n++;
    return n;
}

static roster make_roster(void)
{
    uint64_t state = 20261119;
    roster r = {take((size_t)PEOPLE * SANCTIONS_MOST, sizeof *r.items),
                take(PEOPLE + 1, sizeof *r.first),
                take(PEOPLE, sizeof *r.complete),
                take(PEOPLE, 1),
                take(PEOPLE, 1),
                take(PEOPLE, sizeof *r.last),
                take(PEOPLE, sizeof *r.last)};
    for (uint32_t i = 0; i < PEOPLE; i++) {
        uint32_t n = how_many(&state);
        r.first[i + 1] = r.first[i] + n;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t kind = bench_random(&state, KINDS - 1);
            r.items[r.first[i] + k] = (wz_screen_sanction){(uint16_t)(kind + (kind >= PROBATION)),
                                                           (int32_t)(FIRST_DAY + bench_random(&state, DAYS))};
        }
        r.complete[i] = bench_random(&state, 10) < 7 ? DAY_ASKED + 3 : INT32_MIN;
    }
    return r;
}

static void free_roster(roster *r)
{
    free(r->items);
    free(r->first);
    free(r->complete);
    free(r->answers);
    free(r->by_hand);
    free(r->last);
    free(r->last_by_hand);
}

/* ---- C by hand: the table of periods as a programmer would write it ---- */

typedef struct {
    int32_t since; /* first version; earlier decisions are left open */
    int months;    /* 0 = bars nothing, -1 = expelled */
} period;

/* By kind, as the vocabulary orders them. Days are 2015-06-30, 2021-03-19, 2019-03-03, 2016-01-01, 2007-06-01. */
static const period periods[KINDS] = {{INT32_MIN, 0}, {16616, 6},     {INT32_MIN, 0},  {18705, 12},    {17958, 24},
                                      {17958, 24},    {18705, 24},    {17958, 24},     {16801, 12},    {16801, 18},
                                      {16801, 24},    {INT32_MIN, 0}, {INT32_MIN, -1}, {13665, 6},     {13665, 12},
                                      {13665, 18},    {13665, 24},    {13665, 24},     {INT32_MIN, -1}};

static int32_t add_months(int32_t day, int months)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t z = day + 719468, era = z / 146097;
    int64_t doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int d = (int)(doy - (153 * mp + 2) / 5 + 1), m = (int)(mp < 10 ? mp + 3 : mp - 9);
    int64_t y = yoe + era * 400 + (m <= 2);
    int64_t total = y * 12 + m - 1 + months;
    y = total / 12;
    m = (int)(total % 12) + 1;
    int length = lengths[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
    d = d < length ? d : length;
    y -= m <= 2;
    era = y / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (int32_t)(era * 146097 + doe - 719468);
}

static void by_hand(const roster *r, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool barred = false, open = false;
        int32_t latest = INT32_MIN;
        for (uint32_t k = r->first[i]; k < r->first[i + 1]; k++) {
            const period *p = &periods[r->items[k].kind];
            int32_t day = r->items[k].day;
            if (p->months == 0)
                continue;
            if (p->months < 0 || day < p->since) {
                open = true;
                continue;
            }
            int32_t last = add_months(day, p->months);
            if (last >= DAY_ASKED) {
                barred = true;
                latest = last > latest ? last : latest;
            }
        }
        r->by_hand[i] = barred ? WZ_BARRED : !open && r->complete[i] >= DAY_ASKED ? WZ_ELIGIBLE : WZ_UNDETERMINED;
        r->last_by_hand[i] = !barred ? 0 : open ? INT32_MAX : latest;
    }
}

/* ---- CLIPS: a fact a sanction, a fact a kind with the first day whose period still runs ---- */

static void build(void *clips, const char *text)
{
    if (!EnvBuild(clips, text)) {
        fputs("bench: CLIPS does not take a construct of ours\n", stderr);
        exit(1);
    }
}

static void *make_clips(void)
{
    void *clips = CreateEnvironment();
    build(clips, "(deftemplate sanction (slot person) (slot kind) (slot day))");
    build(clips, "(deftemplate bar (slot kind) (slot from))");
    build(clips, "(deftemplate barred (slot person))");
    build(clips,
          "(defrule barred (sanction (person ?p) (kind ?k) (day ?d)) (bar (kind ?k) (from ?f)) (test (>= ?d ?f)) => "
          "(assert (barred (person ?p))))");
    return clips;
}

static void put(void *clips, void *fact, const char *slot, int64_t value)
{
    DATA_OBJECT data;
    SetType(data, INTEGER);
    SetValue(data, EnvAddLong(clips, value));
    EnvPutFactSlot(clips, fact, slot, &data);
}

static void assert_bars(void *clips)
{
    void *template = EnvFindDeftemplate(clips, "bar");
    for (int kind = 0; kind < KINDS; kind++) {
        if (periods[kind].months <= 0)
            continue;
        int32_t from = DAY_ASKED - 800;
        while (add_months(from, periods[kind].months) < DAY_ASKED)
            from++;
        void *fact = EnvCreateFact(clips, template);
        put(clips, fact, "kind", kind);
        put(clips, fact, "from", from > periods[kind].since ? from : periods[kind].since);
        EnvAssert(clips, fact);
    }
}

/* How many of the first people CLIPS finds barred: all asserted at once, one run. */
static size_t by_clips(void *clips, const roster *r)
{
    EnvReset(clips);
    assert_bars(clips);
    void *template = EnvFindDeftemplate(clips, "sanction"), *barred = EnvFindDeftemplate(clips, "barred");
    for (uint32_t i = 0; i < CLIPS_PEOPLE; i++)
        for (uint32_t k = r->first[i]; k < r->first[i + 1]; k++) {
            void *fact = EnvCreateFact(clips, template);
            put(clips, fact, "person", i);
            put(clips, fact, "kind", r->items[k].kind);
            put(clips, fact, "day", r->items[k].day);
            EnvAssert(clips, fact);
        }
    EnvRun(clips, -1);
    size_t count = 0;
    for (void *f = EnvGetNextFactInTemplate(clips, barred, NULL); f; f = EnvGetNextFactInTemplate(clips, barred, f))
        count++;
    return count;
}

/* ---- row 5 ---- */

static wz_screen_table *make_table(const bench_bench *bench, size_t *step)
{
    wz_screen_table *table = NULL;
    *step = (size_t)(wz_step_find(bench->rules->law->frame, "promotion") - bench->rules->law->frame->steps);
    wz_screen_options options = {.steps = step, .step_count = 1, .ask = {.on = DAY_ASKED, .known_on = DAY_KNOWN}};
    if (wz_screen_table_new(&table, bench->rules->engine, &options, NULL) != WZ_OK) {
        fputs("bench: no table of the law\n", stderr);
        exit(1);
    }
    return table;
}

static void compare(const roster *r)
{
    for (uint32_t i = 0; i < PEOPLE; i++)
        if (r->answers[i] != r->by_hand[i] || r->last[i] != r->last_by_hand[i]) {
            fprintf(stderr, "bench: person %u: wenze says %d to %d, C by hand %d to %d\n", i, r->answers[i], r->last[i],
                    r->by_hand[i], r->last_by_hand[i]);
            exit(1);
        }
}

void bench_screen_memory(const bench_bench *bench)
{
    roster r = make_roster();
    size_t step;
    double begun = bench_cpu();
    wz_screen_table *table = make_table(bench, &step);
    double making = bench_cpu() - begun, hand[TIMES], wenze[TIMES], clips_time[TIMES];
    wz_screen_rows rows = {r.items, r.first, r.complete, PEOPLE};
    by_hand(&r, PEOPLE);
    wz_screen_rows_answer(table, 0, &rows, r.answers, r.last);
    compare(&r);
    void *clips = make_clips();
    size_t barred = 0;
    for (uint32_t i = 0; i < CLIPS_PEOPLE; i++)
        barred += r.answers[i] == WZ_BARRED;
    for (int t = 0; t < TIMES; t++) {
        begun = bench_cpu();
        by_hand(&r, PEOPLE);
        hand[t] = PEOPLE / (bench_cpu() - begun);
        begun = bench_cpu();
        wz_screen_rows_answer(table, 0, &rows, r.answers, r.last);
        wenze[t] = PEOPLE / (bench_cpu() - begun);
        begun = bench_cpu();
        size_t found = by_clips(clips, &r);
        clips_time[t] = CLIPS_PEOPLE / (bench_cpu() - begun);
        if (found != barred) {
            fprintf(stderr, "bench: CLIPS finds %zu barred, not %zu\n", found, barred);
            exit(1);
        }
    }
    double by_wenze = bench_median(wenze, TIMES), by_c = bench_median(hand, TIMES),
           by_peer = bench_median(clips_time, TIMES);
    printf("screening in memory: %d people, %u sanctions; answers and last days agree; the table took %.1f ms\n",
           PEOPLE, r.first[PEOPLE], making * 1e3);
    printf("  people a second: wenze %.3g, C by hand %.3g, CLIPS %.3g\n", by_wenze, by_c, by_peer);
    bench_row("5  screening in memory / C by hand", by_wenze / by_c, 1.0 / 3, 1, true);
    for (uint32_t part = 10000; part <= PEOPLE; part *= 10) {
        rows.count = part;
        int rounds = (int)(PEOPLE / part);
        begun = bench_cpu();
        for (int i = 0; i < rounds; i++)
            wz_screen_rows_answer(table, 0, &rows, r.answers, r.last);
        printf("  %8u people: %.3g a second\n", part, PEOPLE / (bench_cpu() - begun));
    }
    DestroyEnvironment(clips);
    wz_screen_table_free(table);
    free_roster(&r);
}

/* ---- rows 6 and 7: files ---- */

static void write_rows(FILE *out, uint32_t count)
{
    static const char *const kinds[KINDS] = {"通报",         "诫勉",     "停职检查", "调整职务", "引咎辞职",
                                             "责令辞职",     "降职",     "免职",     "党内警告", "党内严重警告",
                                             "撤销党内职务", "留党察看", "开除党籍", "政务警告", "政务记过",
                                             "政务记大过",   "政务降级", "政务撤职", "政务开除"};
    uint64_t state = 77;
    fputs("person_id,name,records_complete_to", out);
    for (int i = 1; i <= SANCTIONS_MOST; i++)
        fprintf(out, ",kind_%d,date_%d", i, i);
    fputs("\r\n", out);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t n = how_many(&state);
        fprintf(out, "P%08u,某某,%s", i, bench_random(&state, 10) < 7 ? "2026-11-01" : "");
        for (uint32_t k = 0; k < SANCTIONS_MOST; k++) {
            uint32_t kind = bench_random(&state, KINDS - 1), day = bench_random(&state, 7000);
            kind += kind >= PROBATION;
            if (k < n)
                fprintf(out, ",%s,%04u-%02u-%02u", kinds[kind], 2007 + day / 365, 1 + day % 12, 1 + day % 28);
            else
                fputs(",,", out);
        }
        fputs("\r\n", out);
    }
}

static void screen_file(const bench_bench *bench, const char *from, const char *to, unsigned threads)
{
    static const char *const steps[] = {"promotion"};
    wz_screen_request request = WZ_SCREEN_REQUEST_INIT;
    char *text = NULL;
    request.roster = from;
    request.output = to;
    request.steps = steps;
    request.step_count = 1;
    request.on = "2026-10-19";
    request.today = "2026-11-28";
    request.threads = threads;
    if (wz_screen(&text, NULL, bench->rules, &request, NULL) != WZ_OK) {
        fputs("bench: a generated roster is refused\n", stderr);
        exit(1);
    }
    wz_text_free(text);
}

void bench_screen_files(const bench_bench *bench)
{
    enum { ROWS = 1000000 };
    char from[] = "/tmp/wenze-bench-XXXXXX", to[sizeof from + 8];
    int handle = mkstemp(from);
    FILE *out = handle >= 0 ? fdopen(handle, "w") : NULL;
    if (!out) {
        fputs("bench: no temporary file\n", stderr);
        exit(1);
    }
    write_rows(out, ROWS);
    fclose(out);
    snprintf(to, sizeof to, "%s.out", from);
    double copy[TIMES], one[TIMES], all[TIMES], copy_cpu[TIMES], one_cpu[TIMES];
    for (int t = 0; t < TIMES; t++) {
        double begun = bench_wall(), cpu = bench_cpu();
        bench_csv_copy(from, to);
        copy[t] = ROWS / (bench_wall() - begun);
        copy_cpu[t] = ROWS / (bench_cpu() - cpu);
        begun = bench_wall();
        cpu = bench_cpu();
        screen_file(bench, from, to, 1);
        one[t] = ROWS / (bench_wall() - begun);
        one_cpu[t] = ROWS / (bench_cpu() - cpu);
        begun = bench_wall();
        screen_file(bench, from, to, 0);
        all[t] = ROWS / (bench_wall() - begun);
    }
    double copied = bench_median(copy, TIMES), by_all = bench_median(all, TIMES), by_one = bench_median(one, TIMES);
    printf("screening from file to file, %d rows: copying only %.3g rows a second, wenze %.3g (one thread %.3g)\n",
           ROWS, copied, by_all, by_one);
    bench_row("6  screening from CSV to CSV / copying the rows", by_all / copied, 0.5, 0.9, true);
    bench_row("6  the same by processor time, one thread", bench_median(one_cpu, TIMES) / bench_median(copy_cpu, TIMES),
              0.5, 0.9, true);
    unlink(from);
    unlink(to);
}

/* A process that screens what another writes into it; what it took at most. */
static long screened_in_kib(const char *program, uint32_t count, double *seconds)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    double begun = bench_wall();
    pid_t writer = fork();
    if (writer == 0) {
        close(ends[0]);
        FILE *out = fdopen(ends[1], "w");
        if (out)
            write_rows(out, count);
        _exit(out && fclose(out) == 0 ? 0 : 1);
    }
    pid_t screener = fork();
    if (screener == 0) {
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        close(ends[1]);
        FILE *quiet = freopen("/dev/null", "w", stdout), *still = freopen("/dev/null", "w", stderr);
        if (quiet && still)
            execl(program, program, "screen", "-", "--on", "2026-10-19", "--known-on", "2026-11-28", "--step",
                  "promotion", "-o", "-", (char *)NULL);
        _exit(127);
    }
    close(ends[0]);
    close(ends[1]);
    struct rusage used;
    int status;
    waitpid(writer, NULL, 0);
    wait4(screener, &status, 0, &used);
    *seconds = bench_wall() - begun;
    return status == 0 ? used.ru_maxrss : -1;
}

void bench_screen_growth(const char *program)
{
    long most = 0;
    puts("screening through pipes, by rows:");
    for (uint32_t count = 10000; count <= 10000000; count *= 10) {
        double seconds = 0;
        long kib = screened_in_kib(program, count, &seconds);
        if (kib < 0) {
            fprintf(stderr, "bench: %s could not screen %u rows\n", program, count);
            exit(1);
        }
        printf("  %8u rows: %8.0f rows a second, %.1f MB\n", count, count / seconds, (double)kib / 1024);
        most = kib;
    }
    bench_row("7  memory while screening ten million rows, MB", (double)most / 1024, 64, 32, false);
}
