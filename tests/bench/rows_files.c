/* Rows 2 and 4 (people, duty records): case files through the public interface, against building a document tree of the
 * same bytes and nothing else. */
#include "rows.h"

#include "wenze/assess.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES = 2000, ROUNDS = 3 };

/* Bytes of the answer; the program ends where a case of ours is refused. */
static size_t assess(wz_session *session, const bench_text *text)
{
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.format = WZ_FORMAT_JSON;
    char *answer = NULL;
    size_t length = 0;
    wz_diag *diag = wz_diag_new();
    if (wz_session_assess_memory(&answer, &length, session, "case.xml", text->bytes, text->length, &request, diag) !=
        WZ_OK) {
        fprintf(stderr, "bench: a generated case is refused: %s\n",
                wz_diag_count(diag) ? wz_diag_at(diag, 0)->message : "no reason given");
        exit(1);
    }
    wz_text_free(answer);
    wz_diag_free(diag);
    return length;
}

static void build_tree(const bench_text *text)
{
    xmlDocPtr document = xmlReadMemory(text->bytes, (int)text->length, "case.xml", NULL, XML_PARSE_NONET);
    if (!document) {
        fprintf(stderr, "bench: libxml2 cannot read a generated case\n");
        exit(1);
    }
    xmlFreeDoc(document);
}

static wz_session *begin(const bench_bench *bench)
{
    wz_session *session = NULL;
    if (wz_session_new(&session, bench->rules) != WZ_OK) {
        fputs("bench: memory is short\n", stderr);
        exit(1);
    }
    return session;
}

void bench_files(const bench_bench *bench)
{
    bench_text *texts = malloc(FILES * sizeof *texts);
    wz_session *session = begin(bench);
    double seconds[2][ROUNDS];
    size_t in = 0, out = 0;
    if (!texts)
        exit(1);
    for (uint32_t i = 0; i < FILES; i++) {
        texts[i] = bench_case_text(i, 1 + i % 3, 2);
        in += texts[i].length;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_cpu();
        out = 0;
        for (uint32_t i = 0; i < FILES; i++)
            out += assess(session, &texts[i]);
        double middle = bench_cpu();
        for (uint32_t i = 0; i < FILES; i++)
            build_tree(&texts[i]);
        seconds[0][round] = (middle - start) / FILES;
        seconds[1][round] = (bench_cpu() - middle) / FILES;
    }
    double wenze = bench_median(seconds[0], ROUNDS), tree = bench_median(seconds[1], ROUNDS);
    printf("\n2  %d case files in one process, the real law, XML in (%zu bytes each), JSON out (%zu bytes each)\n",
           FILES, in / FILES, out / FILES);
    printf("  %-58s %9.1f us a file\n  %-58s %9.1f us a file\n", "wenze", wenze * 1e6, "libxml2 builds the tree",
           tree * 1e6);
    bench_row("part of the speed of building the tree", tree / wenze, 0.5, 1, true);
    for (uint32_t i = 0; i < FILES; i++)
        free(texts[i].bytes);
    free(texts);
    wz_session_free(session);
}

/* Seconds for one file with so many people or records: median of three, more where it is short. */
static double time_file(wz_session *session, const bench_text *text)
{
    enum { REPEATS = 3 };
    double seconds[REPEATS];
    for (int r = 0; r < REPEATS; r++) {
        uint32_t passes = 0;
        double start = bench_cpu(), now = start;
        for (; now - start < 0.05; passes++) {
            assess(session, text);
            now = bench_cpu();
        }
        seconds[r] = (now - start) / passes;
    }
    return bench_median(seconds, REPEATS);
}

/* Growth is what each further one costs: from one size to the next, against the first such step. */
static void grow(wz_session *session, const char *of, bool people, uint32_t from, uint32_t to)
{
    double before = 0, first = 0, each = 0;
    for (uint32_t n = from; n <= to; n *= 10) {
        bench_text text = bench_case_text(1, people ? n : 1, people ? 2 : n);
        double seconds = time_file(session, &text);
        if (n > from)
            each = (seconds - before) / ((double)n * 0.9);
        if (n == from * 10)
            first = each;
        printf("  %6u %-51s %9.3f ms in all", n, of, seconds * 1e3);
        if (n > from)
            printf(", %.3f us for each further one", each * 1e6);
        putchar('\n');
        before = seconds;
        free(text.bytes);
    }
    char what[80];
    snprintf(what, sizeof what, "%u %s: a further one, against the first step", to, of);
    bench_row(what, each / first, 1.2, 1.05, false);
}

void bench_growth_files(const bench_bench *bench)
{
    wz_session *session = begin(bench);
    grow(session, "people", true, 1, 10000);
    grow(session, "duty records", false, 10, 100000);
    wz_session_free(session);
}
