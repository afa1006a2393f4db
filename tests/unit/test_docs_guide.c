/* The documentation keeps to the program. Every file that a document links to is there, and what docs/investigators.md
 * quotes still stands where it comes from: a block ```xml FILE in that file, a block ```text CASE in the Chinese text of the
 * assessment of that case. A block's lines are looked for in their order, blanks at both ends aside. */
#include "load_common.h"
#include "wenze/assess.h"

#include <CUnit/CUnit.h>
#include <dirent.h>
#include <unistd.h>

CU_pSuite test_docs_guide_suite(void);

/* --- links --- */

/* The number of links of one document that lead to no file, each of them told. */
static int broken_links(const char *path)
{
    wz_buffer text = read_file(path);
    int folder = (int)(base_name(path) - path), broken = 0;
    for (const char *at = text.length ? strstr(text.data, "](") : NULL; at; at = strstr(at + 2, "](")) {
        int length = (int)strcspn(at + 2, ")#\n ");
        char target[512];
        snprintf(target, sizeof target, "%.*s%.*s", folder, path, length, at + 2);
        if (length == 0 || begins(at + 2, "http") || access(target, R_OK) == 0)
            continue;
        fprintf(stderr, "\n%s links to %s, which is not there\n", path, target);
        broken++;
    }
    CU_ASSERT_TRUE(text.length > 0);
    wz_buffer_free(&text);
    return broken;
}

static int is_document(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".md") == 0;
}

static void test_docs_guide__links_lead_somewhere(void)
{
    struct dirent **entries;
    int count = scandir("docs", &entries, is_document, alphasort);
    CU_ASSERT_TRUE_FATAL(count > 0);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "docs/%s", entries[i]->d_name);
        CU_ASSERT_EQUAL(broken_links(path), 0);
        free(entries[i]);
    }
    free(entries);
    CU_ASSERT_EQUAL(broken_links("README.md"), 0);
}

/* --- what the guide quotes --- */

typedef struct {
    const char *text;
    size_t length;
} line;

/* The next line of a text without blanks at its ends; false at the end. */
static bool next_line(const char **text, line *out)
{
    if (!**text)
        return false;
    size_t length = strcspn(*text, "\n");
    *out = (line){*text, length};
    *text += length + ((*text)[length] == '\n');
    while (out->length > 0 && *out->text == ' ')
        out->text++, out->length--;
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        out->length--;
    return true;
}

/* Moves `text` behind the first of its lines that is `wanted`. */
static bool find_line(const char **text, line wanted)
{
    line found;
    while (next_line(text, &found)) {
        if (found.length == wanted.length && memcmp(found.text, wanted.text, wanted.length) == 0)
            return true;
    }
    return false;
}

/* Whether the lines of the block at *guide stand in `source`; moves *guide behind the block. */
static bool block_stands_in(const char **guide, const char *source)
{
    line quoted;
    bool found = true;
    while (next_line(guide, &quoted) && !(quoted.length == 3 && begins(quoted.text, "```"))) {
        if (found && quoted.length > 0 && !find_line(&source, quoted)) {
            fprintf(stderr, "\nnot found: %.*s\n", (int)quoted.length, quoted.text);
            found = false;
        }
    }
    return found;
}

/* The Chinese text of a case's assessment, 80 columns wide; free with wz_text_free(). */
static char *assess(wz_session *session, const char *path)
{
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.language = WZ_LANGUAGE_ZH;
    request.width = 80;
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_session_assess(&text, NULL, session, path, &request, diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 0);
    wz_diag_free(diag);
    return text;
}

/* One block: its opening line has been read and names where it comes from. */
static bool check_block(wz_session *session, const char **guide, line opening)
{
    bool is_text = begins(opening.text, "```text ");
    char path[256];
    size_t skip = strlen(is_text ? "```text " : "```xml ");
    snprintf(path, sizeof path, "%.*s", (int)(opening.length - skip), opening.text + skip);
    if (is_text) {
        char *text = assess(session, path);
        bool stands = block_stands_in(guide, text ? text : "");
        wz_text_free(text);
        return stands;
    }
    wz_buffer file = read_file(path);
    bool stands = block_stands_in(guide, file.length ? file.data : "");
    wz_buffer_free(&file);
    return stands;
}

static void test_docs_guide__quotations_stand(void)
{
    wz_rules *rules = NULL;
    wz_session *session = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&rules, "rules", diag), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_session_new(&session, rules), WZ_OK);
    wz_buffer guide = read_file("docs/investigators.md");
    const char *at = guide.length ? guide.data : "";
    int blocks = 0;
    for (line opening; next_line(&at, &opening);) {
        if (begins(opening.text, "```text ") || begins(opening.text, "```xml ")) {
            CU_ASSERT_TRUE(check_block(session, &at, opening));
            blocks++;
        }
    }
    CU_ASSERT_TRUE(blocks >= 15);
    wz_buffer_free(&guide);
    wz_session_free(session);
    wz_rules_close(rules);
    wz_diag_free(diag);
}

CU_pSuite test_docs_guide_suite(void)
{
    CU_pSuite suite = CU_add_suite("docs_guide", NULL, NULL);
    if (suite) {
        CU_add_test(suite, "links lead somewhere", test_docs_guide__links_lead_somewhere);
        CU_add_test(suite, "quotations stand", test_docs_guide__quotations_stand);
    }
    return suite;
}
