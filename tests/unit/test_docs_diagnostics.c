/* docs/diagnostics.md and the sources name the same ids. An id is a string literal "FORM-001" in engine/; its row in the
 * document begins with it. */
#include "load_common.h"

#include <CUnit/CUnit.h>
#include <ctype.h>
#include <ftw.h>

CU_pSuite test_docs_diagnostics_suite(void);

enum { MOST_IDS = 1000, ID_SIZE = 16 };

typedef struct {
    char ids[MOST_IDS][ID_SIZE];
    int count;
} id_set;

static struct {
    id_set sources, document;
} state;

static bool contains(const id_set *set, const char *id)
{
    for (int i = 0; i < set->count; i++) {
        if (strcmp(set->ids[i], id) == 0)
            return true;
    }
    return false;
}

/* The length of an id (capitals, a hyphen, three digits) at the beginning of the text; 0 if there is none. */
static size_t id_length(const char *text)
{
    size_t letters = 0;
    while (isupper((unsigned char)text[letters]))
        letters++;
    const char *digits = text + letters + 1;
    bool is_id = letters > 0 && letters < ID_SIZE - 5 && text[letters] == '-' && isdigit((unsigned char)digits[0]) &&
                 isdigit((unsigned char)digits[1]) && isdigit((unsigned char)digits[2]) &&
                 !isdigit((unsigned char)digits[3]);
    return is_id ? letters + 4 : 0;
}

/* Gathers every id that stands directly behind `before` and before `after`. */
static void gather(id_set *set, const char *text, const char *before, char after)
{
    size_t skip = strlen(before);
    for (const char *at = strstr(text, before); at; at = strstr(at + 1, before)) {
        size_t length = id_length(at + skip);
        char id[ID_SIZE] = "";
        memcpy(id, at + skip, length);
        if (length > 0 && at[skip + length] == after && !contains(set, id) && set->count < MOST_IDS)
            memcpy(set->ids[set->count++], id, sizeof id);
    }
}

static int visit_source(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    const char *dot = strrchr(path, '.');
    if (type != FTW_F || !dot || strcmp(dot, ".c") != 0)
        return 0;
    wz_buffer text = read_file(path);
    gather(&state.sources, text.length ? text.data : "", "\"", '"');
    wz_buffer_free(&text);
    return 0;
}

/* The ids of one set that the other has not, told and counted. */
static int missing(const id_set *from, const id_set *in, const char *where)
{
    int count = 0;
    for (int i = 0; i < from->count; i++) {
        if (!contains(in, from->ids[i])) {
            fprintf(stderr, "\n%s is not in %s\n", from->ids[i], where);
            count++;
        }
    }
    return count;
}

static void test_docs_diagnostics__every_id_is_explained(void)
{
    CU_ASSERT_EQUAL(missing(&state.sources, &state.document, "docs/diagnostics.md"), 0);
}

static void test_docs_diagnostics__every_row_is_of_an_id(void)
{
    CU_ASSERT_EQUAL(missing(&state.document, &state.sources, "engine/"), 0);
}

static int set_up(void)
{
    state.sources.count = state.document.count = 0;
    nftw("engine", visit_source, 8, FTW_PHYS);
    wz_buffer text = read_file("docs/diagnostics.md");
    gather(&state.document, text.length ? text.data : "", "\n| ", ' ');
    wz_buffer_free(&text);
    return state.sources.count >= 100 && state.document.count >= 100 ? 0 : 1;
}

CU_pSuite test_docs_diagnostics_suite(void)
{
    CU_pSuite suite = CU_add_suite("docs_diagnostics", set_up, NULL);
    if (suite) {
        CU_add_test(suite, "every id is explained", test_docs_diagnostics__every_id_is_explained);
        CU_add_test(suite, "every row is of an id", test_docs_diagnostics__every_row_is_of_an_id);
    }
    return suite;
}
