/* Problems in Chinese: recognising a text by its format, and that no problem of the engine lacks its Chinese. The formats
 * are read from the sources: the first text behind an id that stands in quotation marks. */
#include "base/diag_words.h"

#include "base/diag.h"
#include "load_common.h"
#include "wenze/law.h"

#include <CUnit/CUnit.h>
#include <ctype.h>
#include <dirent.h>
#include <ftw.h>
#include <inttypes.h>
#include <time.h>

CU_pSuite test_base_diag_words_suite(void);

static void matches(const char *format, const char *text, const char *arguments)
{
    wz_diag_hole holes[WZ_DIAG_HOLES];
    size_t count = 0;
    char found[256] = "no";
    if (wz_diag_match(format, text, strlen(text), holes, &count)) {
        size_t length = 0;
        for (size_t i = 0; i < count; i++)
            length +=
                (size_t)snprintf(found + length, sizeof found - length, "[%.*s]", (int)holes[i].length, holes[i].at);
        found[length] = '\0';
    }
    CU_ASSERT_STRING_EQUAL(found, arguments);
}

static void test_base_diag_words__texts_are_recognised(void)
{
    matches("nothing to fill", "nothing to fill", "");
    matches("nothing to fill", "nothing to fill in", "no");
    matches("the id '%s' is taken; choose another", "the id 'a' is taken; choose another", "[a]");
    matches("the id '%s' is taken; choose another", "the id 'a' is taken; choose 'b'", "no");
    matches("%s (%s) of %zu", "x (y) of 3", "[x][y][3]");
    matches("%.*s … %s", "a … b … c", "[a][b … c]");
    matches("%zu %% of %s", "5 % of all", "[5][all]");
    matches("%s%s", "ab", "[][ab]");
    matches("%s; %s", "no advice", "no");
    matches("", "", "");
    matches("%s", "", "[]");
    matches("%s, %s, %s", "a, b, c, d", "[a][b][c, d]");
    matches("%s: %s is no day; %s", "x: y is no day; is no day; z", "[x][y][is no day; z]");
    matches("%s 100%% of %s%%", "x 100% of 3%%", "[x][3%]");
    matches("%s ab", "ab", "no");
}

/* What a file says stands in problems: a text made of the pieces of a format must not be tried in every way. */
static void test_base_diag_words__a_text_of_pieces_takes_no_time(void)
{
    enum { PIECES = 1300 };
    wz_buffer text = {0};
    wz_diag_hole holes[WZ_DIAG_HOLES];
    for (int i = 0; i < PIECES; i++)
        wz_buffer_puts(&text, " a  b ");
    size_t count = 0;
    clock_t begun = clock();
    CU_ASSERT_FALSE(wz_diag_match("%s a %s b %s a %s c %s", text.data, text.length, holes, &count));
    CU_ASSERT_TRUE(clock() - begun < CLOCKS_PER_SEC);
    wz_buffer_free(&text);
}

/* A text cut by its bytes ends with a whole character; all that is whole stays. */
static void test_base_diag_words__a_cut_character_is_left_out(void)
{
    wz_diag *diag = wz_diag_new();
    wz_diag_add(diag, WZ_ERROR, "X-1", (wz_place){0}, "\"%.4s\" and \"%.5s\"; write \"%s\"", "青河镇", "青河镇",
                "é青𠀀\xFF.");
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->message, "\"青\" and \"青\"");
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->advice, "write \"é青𠀀\xFF.\"");
    wz_diag_free(diag);
}

/* ---- every format of the sources ---- */

static struct {
    wz_buffer missing;
    int formats;
} state;

static const wz_diag_word *find(const char *id, const char *english)
{
    for (size_t i = 0; i < wz_diag_chinese_count; i++)
        if (strcmp(wz_diag_chinese[i].id, id) == 0 && strcmp(wz_diag_chinese[i].english, english) == 0)
            return &wz_diag_chinese[i];
    return NULL;
}

/* Appends the literals that stand together at `at`, unescaped, PRId64 as ld; returns what is behind them. */
static const char *read_literals(const char *at, wz_buffer *out)
{
    static const char *const macros[][2] = {
        {"PRId64", PRId64}, {"PRIu64", PRIu64}, {"PRId32", PRId32}, {"PRIu32", PRIu32}};
    for (bool more = true; more;) {
        at += strspn(at, " \n");
        more = false;
        for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
            if (begins(at, macros[i][0])) {
                wz_buffer_puts(out, macros[i][1]);
                at += strlen(macros[i][0]);
                more = true;
            }
        if (*at != '"')
            continue;
        for (at++; *at && *at != '"'; at++) {
            if (*at == '\\')
                at++;
            wz_buffer_putc(out, *at == 'n' && at[-1] == '\\' ? '\n' : *at);
        }
        at += *at == '"';
        more = true;
    }
    return at;
}

static bool is_id(const char *text)
{
    size_t letters = 0;
    while (isupper((unsigned char)text[letters]))
        letters++;
    return letters > 1 && text[letters] == '-' && isdigit((unsigned char)text[letters + 1]) &&
           isdigit((unsigned char)text[letters + 2]) && isdigit((unsigned char)text[letters + 3]) &&
           text[letters + 4] == '"';
}

static void check_format(const char *path, const char *id, const char *format)
{
    state.formats++;
    if (!find(id, format))
        wz_buffer_printf(&state.missing, "%s: %s: %s\n", base_name(path), id, format);
}

static void read_source(const char *path, const char *text)
{
    for (const char *at = strchr(text, '"'); at; at = strchr(at + 1, '"')) {
        if (!is_id(at + 1))
            continue;
        char id[32];
        size_t length = strcspn(at + 1, "\"");
        snprintf(id, sizeof id, "%.*s", (int)length, at + 1);
        const char *behind = at + length + 2;
        const char *next = strchr(behind, '"'), *stop = strstr(behind, ";\n");
        if (!next || (stop && stop < next))
            continue;
        wz_buffer format = {0};
        const char *end = read_literals(next, &format);
        if (strchr(end, '"') && !strchr(format.length ? format.data : "", ' ')) { /* a file's name stood in between */
            wz_buffer_clear(&format);
            next = strchr(end, '"');
            if (!stop || next < stop)
                read_literals(next, &format);
        }
        if (format.length && (strchr(format.data, ' ') || strchr(format.data, '%')))
            check_format(path, id, format.data);
        wz_buffer_free(&format);
    }
}

/* Advice that a nearest name may take the place of goes into other texts as an argument: a fragment. */
static void read_advice(const char *path, const char *text)
{
    static const char call[] = "wz_nearest_advice(";
    for (const char *at = strstr(text, call); at; at = strstr(at + 1, call)) {
        const char *next = strchr(at, '"'), *stop = strstr(at, ";\n");
        wz_buffer advice = {0};
        if (next && stop && next < stop)
            read_literals(next, &advice);
        if (advice.length && strchr(advice.data, ' '))
            check_format(path, "", advice.data);
        wz_buffer_free(&advice);
    }
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    const char *dot = strrchr(path, '.');
    if (type != FTW_F || !dot || strcmp(dot, ".c") != 0 || strcmp(base_name(path), "diag_zh.c") == 0)
        return 0;
    wz_buffer text = read_file(path);
    if (text.length)
        read_source(path, text.data);
    if (text.length)
        read_advice(path, text.data);
    wz_buffer_free(&text);
    return 0;
}

static void test_base_diag_words__no_problem_lacks_its_chinese(void)
{
    CU_ASSERT_EQUAL(nftw("engine", visit, 16, FTW_PHYS), 0);
    CU_ASSERT_TRUE(state.formats > 200);
    if (state.missing.length)
        fprintf(stderr, "\nwithout Chinese in engine/base/diag_zh.c:\n%s", state.missing.data);
    CU_ASSERT_EQUAL(state.missing.length, 0);
    wz_buffer_free(&state.missing);
}

/* Every argument stands in the Chinese, and no other; it is Chinese; and nothing stands twice. */
static void test_base_diag_words__arguments_are_kept(void)
{
    for (size_t i = 0; i < wz_diag_chinese_count; i++) {
        const wz_diag_word *word = &wz_diag_chinese[i];
        char place[8];
        size_t holes = 0;
        for (const char *c = strchr(word->english, '%'); c; c = strchr(c + 2, '%'))
            holes += c[1] != '%';
        bool good = find(word->id, word->english) == word;
        for (size_t h = 1; h <= WZ_DIAG_HOLES; h++) {
            snprintf(place, sizeof place, "{%zu}", h);
            good &= (strstr(word->chinese, place) != NULL) == (h <= holes);
        }
        bool wide = false;
        for (const char *c = word->chinese; *c; c++)
            wide |= (unsigned char)*c >= 0xe4;
        if (!good || !wide)
            fprintf(stderr, "\n%s: %s -> %s\n", word->id, word->english, word->chinese);
        CU_ASSERT_TRUE(good && wide);
    }
}

/* What the loaders say of broken files is said in Chinese. */
static void test_base_diag_words__problems_of_broken_files(void)
{
    struct dirent **entries;
    int count = scandir("tests/bad", &entries, NULL, alphasort), said = 0;
    for (int i = 0; i < count; i++) {
        char path[512], *rest = NULL;
        snprintf(path, sizeof path, "tests/bad/%s", entries[i]->d_name);
        free(entries[i]);
        wz_buffer text = strstr(path, ".err") ? read_file(path) : (wz_buffer){0};
        for (char *line = text.length ? strtok_r(text.data, "\n", &rest) : NULL; line;
             line = strtok_r(NULL, "\n", &rest)) {
            char id[32];
            int at = 0;
            wz_buffer chinese = {0};
            if (sscanf(line, "%*s %31s %n", id, &at) != 1)
                continue;
            while (isdigit((unsigned char)line[at]) && strspn(line + at, "0123456789:") && strchr(line + at, ' ') &&
                   strcspn(line + at, " ") == strspn(line + at, "0123456789:"))
                at += (int)strcspn(line + at, " ") + 1;
            bool good = wz_diag_say_chinese(&chinese, id, line + at, strlen(line + at));
            if (!good)
                fprintf(stderr, "\n%s: not said in Chinese: %s: %s\n", path, id, line + at);
            CU_ASSERT_TRUE(good);
            said += good;
            wz_buffer_free(&chinese);
        }
        wz_buffer_free(&text);
    }
    if (count >= 0)
        free(entries);
    CU_ASSERT_TRUE(said > 100);
}

static void test_base_diag_words__what_has_no_chinese_stays(void)
{
    wz_diag *diag = wz_diag_new();
    wz_diag_add(diag, WZ_ERROR, "ZZZ-001", (wz_place){0}, "nobody says this; leave it");
    wz_diag_add(diag, WZ_ERROR, "TEST-001", (wz_place){0}, "the directory cannot be read; name one with worked cases");
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_problem_text(&text, wz_diag_at(diag, 0), WZ_LANGUAGE_ZH), WZ_OK);
    CU_ASSERT_STRING_EQUAL(text, "nobody says this; leave it");
    wz_text_free(text);
    CU_ASSERT_EQUAL(wz_problem_text(&text, wz_diag_at(diag, 1), WZ_LANGUAGE_EN), WZ_OK);
    CU_ASSERT_STRING_EQUAL(text, "the directory cannot be read; name one with worked cases");
    wz_text_free(text);
    CU_ASSERT_EQUAL(wz_problem_text(&text, wz_diag_at(diag, 1), WZ_LANGUAGE_ZH), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "目录"));
    wz_text_free(text);
    wz_diag_free(diag);
}

CU_pSuite test_base_diag_words_suite(void)
{
    CU_pSuite suite = CU_add_suite("base/diag_words", NULL, NULL);
    CU_add_test(suite, "texts are recognised", test_base_diag_words__texts_are_recognised);
    CU_add_test(suite, "a text of pieces takes no time", test_base_diag_words__a_text_of_pieces_takes_no_time);
    CU_add_test(suite, "a cut character is left out", test_base_diag_words__a_cut_character_is_left_out);
    CU_add_test(suite, "no problem lacks its Chinese", test_base_diag_words__no_problem_lacks_its_chinese);
    CU_add_test(suite, "arguments are kept", test_base_diag_words__arguments_are_kept);
    CU_add_test(suite, "problems of broken files", test_base_diag_words__problems_of_broken_files);
    CU_add_test(suite, "what has no Chinese stays", test_base_diag_words__what_has_no_chinese_stays);
    return suite;
}
