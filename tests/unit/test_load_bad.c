/* Broken files and exactly what is said of them.
 *
 * tests/bad/<name>.xml is loaded as the beginning of its name says (case-, rulebook-, vocabulary-, frame-, scenario-) against the law
 * in tests/bad/law, and <name>.err has the problems in the order found, one a line:
 *
 *     severity ID line:column… message; advice
 *
 * with every place in turn (load_common.h). What cannot lie in the tree (huge, endless, unreadable) is made here. */
#include "load_common.h"

#include <CUnit/CUnit.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

CU_pSuite test_load_bad_suite(void);

static wz_law *law;

static int is_xml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".xml") == 0;
}

/* Compare what is found in one file with what is written beside it. */
static void check_file(const char *path)
{
    wz_diag *diag = wz_diag_new();
    wz_buffer found = {0};
    char beside[512];
    snprintf(beside, sizeof beside, "%.*s.err", (int)(strlen(path) - 4), path);
    int code = load_by_name(path, law, diag);
    write_problems(diag, &found);
    wz_buffer expected = read_file(beside);
    bool same =
        found.length > 0 && found.length == expected.length && memcmp(found.data, expected.data, found.length) == 0;
    if (!same)
        fprintf(stderr, "\n%s:\n%s-- expected:\n%s", path, found.length ? found.data : "(nothing)\n",
                expected.length ? expected.data : "(nothing)\n");
    CU_ASSERT_TRUE(same);
    CU_ASSERT_EQUAL(code != WZ_OK, wz_diag_errors(diag) > 0);
    wz_buffer_free(&found);
    wz_buffer_free(&expected);
    wz_diag_free(diag);
}

static void test_load_bad__files_are_reported_exactly(void)
{
    struct dirent **entries;
    int count = scandir("tests/bad", &entries, is_xml, alphasort), checked = 0;
    for (int i = 0; i < count; i++) {
        static const char *const sorts[] = {"case-", "rulebook-", "vocabulary-", "frame-", "scenario-"};
        char path[512];
        snprintf(path, sizeof path, "tests/bad/%s", entries[i]->d_name);
        for (size_t sort = 0; sort < 5; sort++) {
            if (begins(entries[i]->d_name, sorts[sort])) {
                check_file(path);
                checked++;
            }
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    CU_ASSERT_TRUE(checked >= 60);
}

/* Whether docs/diagnostics.md has a row for the id in a line "severity ID …". */
static bool is_documented(const char *line, const char *docs)
{
    char id[32], row[40];
    if (sscanf(line, "%*s %31s", id) != 1)
        return false;
    snprintf(row, sizeof row, "\n| %s ", id);
    return strstr(docs, row) != NULL;
}

/* Every id that a file of tests/bad is reported with stands in docs/diagnostics.md. */
static void test_load_bad__ids_are_documented(void)
{
    wz_buffer docs = read_file("docs/diagnostics.md");
    struct dirent **entries;
    int count = scandir("tests/bad", &entries, NULL, alphasort);
    CU_ASSERT_TRUE_FATAL(docs.length > 0 && count > 0);
    for (int i = 0; i < count; i++) {
        char path[512], *rest = NULL;
        snprintf(path, sizeof path, "tests/bad/%s", entries[i]->d_name);
        free(entries[i]);
        if (!strstr(path, ".err"))
            continue;
        wz_buffer problems = read_file(path);
        CU_ASSERT_TRUE(problems.length > 0);
        char *line = problems.data ? strtok_r(problems.data, "\n", &rest) : NULL;
        for (; line; line = strtok_r(NULL, "\n", &rest))
            CU_ASSERT_TRUE(is_documented(line, docs.data ? docs.data : ""));
        wz_buffer_free(&problems);
    }
    free(entries);
    wz_buffer_free(&docs);
}

/* --- made here --- */

/* Load bytes as a case and compare the one problem reported, by its beginning. */
static void expect(const char *bytes, size_t length, const wz_case_limits *limits, int code, const char *problem)
{
    wz_diag *diag = wz_diag_new();
    wz_case *made = NULL;
    wz_buffer found = {0};
    CU_ASSERT_EQUAL(wz_load_case_memory(&made, "case", bytes, length, law->vocabulary, limits, diag), code);
    CU_ASSERT_PTR_NULL(made);
    write_problems(diag, &found);
    bool same = found.length && begins(found.data, problem);
    if (!same)
        fprintf(stderr, "\nexpected %s, found:\n%s", problem, found.length ? found.data : "(nothing)\n");
    CU_ASSERT_TRUE(same);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 1);
    wz_buffer_free(&found);
    wz_diag_free(diag);
    wz_case_free(made);
}

static const char head[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c1\">";

static void test_load_bad__deep_nesting(void)
{
    wz_buffer text = {0}, whole = {0}, found = {0};
    wz_buffer_puts(&text, head);
    for (int i = 0; i < 100000; i++)
        wz_buffer_puts(&text, "<x>");
    wz_diag *diag = wz_diag_new();
    wz_case *none = NULL;
    CU_ASSERT_EQUAL(wz_load_case_memory(&none, "case", text.data, text.length, law->vocabulary, NULL, diag), WZ_ELIMIT);
    write_problems(diag, &found);
    CU_ASSERT_STRING_EQUAL(found.length ? found.data : "",
                           "error FORM-001 1:40 <x> cannot stand in <case>; take it out, or put it where it belongs\n"
                           "error LIMIT-002 1:229 elements stand in each other more than 64 deep; "
                           "check that each one is closed\n");
    wz_buffer_clear(&found);
    wz_diag_free(diag);
    wz_buffer_clear(&text);
    for (int i = 0; i < 100000; i++)
        wz_buffer_puts(&text, "<place name='x'>");
    diag = wz_diag_new();
    wz_vocabulary *made = NULL;
    wz_buffer_printf(&whole, "<vocabulary xmlns=\"urn:wenze:vocabulary:1\"><places>%s", text.data);
    CU_ASSERT_EQUAL(wz_load_vocabulary_memory(&made, "v", whole.data, whole.length, diag), WZ_ELIMIT);
    write_problems(diag, &found);
    CU_ASSERT_STRING_EQUAL(found.length ? found.data : "",
                           "error LIMIT-002 1:1044 elements stand in each other more than 64 deep; "
                           "check that each one is closed\n");
    wz_diag_free(diag);
    wz_buffer_free(&text);
    wz_buffer_free(&whole);
    wz_buffer_free(&found);
}

static void test_load_bad__long_values(void)
{
    wz_buffer text = {0};
    wz_buffer_puts(&text, "<case xmlns=\"urn:wenze:case:1\" id=\"c1\" title=\"");
    for (int i = 0; i < 300000; i++)
        wz_buffer_puts(&text, "abcdefgh");
    wz_buffer_puts(&text, "\"/>");
    expect(text.data, text.length, NULL, WZ_ELIMIT,
           "error LIMIT-003 1:1 a value of <case> is longer than 1048576 bytes");
    for (int i = 0; i < 1500000; i++)
        wz_buffer_puts(&text, "abcdefgh");
    text.data[text.length - 8 * 1500000 - 3] = 'x'; /* now the value goes on, past what libxml2 takes */
    expect(text.data, text.length, NULL, WZ_ELIMIT, "error LIMIT-003");
    wz_buffer_free(&text);
}

static void test_load_bad__many_attributes(void)
{
    wz_buffer text = {0};
    wz_buffer_puts(&text, "<case xmlns=\"urn:wenze:case:1\"");
    for (int i = 0; i < 1000000; i++)
        wz_buffer_printf(&text, " a%d=''", i);
    wz_buffer_puts(&text, "/>");
    expect(text.data, text.length, NULL, WZ_ELIMIT, "error LIMIT-004 1:1 the element has more than 256 attributes");
    wz_buffer_free(&text);
}

static void test_load_bad__many_names_and_namespaces(void)
{
    wz_buffer text = {0};
    wz_buffer_puts(&text, "<case xmlns=\"urn:wenze:case:1\" id=\"c1\"");
    for (int i = 0; i < 100; i++)
        wz_buffer_printf(&text, " xmlns:a%d='urn:%d'", i, i);
    wz_buffer_puts(&text, "/>");
    expect(text.data, text.length, NULL, WZ_ELIMIT,
           "error LIMIT-005 1:1 the file has more than 64 declarations of namespaces");
    wz_buffer_clear(&text);
    wz_buffer_puts(&text, head);
    for (int i = 0; i < 1000000; i++)
        wz_buffer_printf(&text, "<?n%d?>", i);
    expect(text.data, text.length, NULL, WZ_ELIMIT, "error LIMIT-005 1:");
    wz_buffer_free(&text);
}

static void test_load_bad__many_entities_facts_and_bytes(void)
{
    wz_case_limits limits = {.entities = 3, .facts = 2};
    static const char entities[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c1\"><incident id=\"i\" subject=\"true\"/>\n"
                                   "<person id=\"a\"/><person id=\"b\"/><person id=\"c\"/></case>";
    static const char facts[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c1\"><incident id=\"i\" subject=\"true\">\n"
                                "<fact name=\"deaths\" value=\"1\"/><fact name=\"deaths\" value=\"1\"/>\n"
                                "<fact name=\"deaths\" value=\"1\"/></incident></case>";
    expect(entities, sizeof entities - 1, &limits, WZ_ELIMIT, "error LIMIT-006 2:33 the case has more than 3 entities");
    expect(facts, sizeof facts - 1, &limits, WZ_ELIMIT, "error LIMIT-006 3:1 the case has more than 2 facts");
    limits.bytes = sizeof facts - 2;
    expect(facts, sizeof facts - 1, &limits, WZ_ELIMIT, "error LIMIT-001 0:0 the file has more than");
}

/* A million broken facts cost no more than their reading, and a thousand problems are told. */
static void test_load_bad__many_problems(void)
{
    wz_buffer text = {0};
    wz_buffer_printf(&text, "%s<incident id=\"i\" subject=\"true\">", head);
    for (int i = 0; i < 1000000; i++)
        wz_buffer_puts(&text, "<fact name=\"dead\" value=\"1\"/>\n");
    wz_diag *diag = wz_diag_new();
    wz_case *made = NULL;
    int code = wz_load_case_memory(&made, "case", text.data, text.length, law->vocabulary, NULL, diag);
    CU_ASSERT_EQUAL(code, WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_diag_count(diag), WZ_DIAG_MAX);
    wz_diag_free(diag);
    wz_buffer_free(&text);
}

/* --- files that cannot be read --- */

static void expect_file(const char *path, int code, const char *problem)
{
    wz_diag *diag = wz_diag_new();
    wz_case *made = NULL;
    wz_buffer found = {0};
    CU_ASSERT_EQUAL(wz_load_case(&made, path, law->vocabulary, NULL, diag), code);
    write_problems(diag, &found);
    CU_ASSERT_TRUE(found.length && begins(found.data, problem));
    wz_buffer_free(&found);
    wz_diag_free(diag);
}

static void test_load_bad__files_that_cannot_be_read(void)
{
    expect_file("tests/bad/no-such-file.xml", WZ_EIO, "error IO-001 0:0 there is no such file");
    expect_file("tests/bad/case-empty.xml/x", WZ_EIO, "error IO-001 0:0 there is no such file");
    expect_file("tests/bad", WZ_EIO, "error IO-003 0:0 this is a directory");
    char path[] = "/tmp/wenze-unreadable-XXXXXX";
    int fd = mkstemp(path);
    CU_ASSERT_TRUE_FATAL(fd >= 0);
    fchmod(fd, 0);
    close(fd);
    bool root = geteuid() == 0; /* who may read all files; somebody else may not */
    CU_ASSERT_EQUAL_FATAL(root ? seteuid(65534) : 0, 0);
    expect_file(path, WZ_EIO, "error IO-002 0:0 the file may not be read");
    CU_ASSERT_EQUAL_FATAL(root ? seteuid(0) : 0, 0);
    unlink(path);
}

/* Feeds a value of one gigabyte into a pipe until the reader closes it. */
static void *feed(void *user)
{
    int fd = *(int *)user;
    static char chunk[65536];
    memset(chunk, 'a', sizeof chunk);
    static const char start[] = "<case xmlns=\"urn:wenze:case:1\" id=\"";
    size_t sent = 0;
    if (write(fd, start, sizeof start - 1) > 0) {
        ssize_t wrote = 1;
        while (sent < (size_t)1 << 30 && (wrote = write(fd, chunk, sizeof chunk)) > 0)
            sent += (size_t)wrote;
    }
    close(fd);
    return NULL;
}

static void test_load_bad__a_gigabyte_through_a_pipe(void)
{
    int ends[2];
    pthread_t feeder;
    signal(SIGPIPE, SIG_IGN);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&feeder, NULL, feed, &ends[1]), 0);
    char path[64];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    expect_file(path, WZ_ELIMIT, "error LIMIT-001 0:0 the file has more than 67108864 bytes");
    close(ends[0]);
    pthread_join(feeder, NULL);
}

/* A vocabulary may leave out roles; what needs them then says so. */
static void test_load_bad__roles_that_nothing_has(void)
{
    static const char bare[] = "<vocabulary xmlns=\"urn:wenze:vocabulary:1\"/>";
    static const char case_text[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c\"><incident id=\"i\" subject=\"true\"/>"
                                    "<person id=\"p\">\n<post id=\"o\"><to open=\"true\"/></post></person></case>";
    static const char frame_text[] = "<frame xmlns=\"urn:wenze:frame:1\"><kind id=\"k\" part=\"none\">"
                                     "<label xml:lang=\"en\">K</label><label xml:lang=\"zh-CN\">K</label></kind>\n"
                                     "<measure id=\"m\" kinds=\"x\"><label xml:lang=\"en\">K</label>"
                                     "<label xml:lang=\"zh-CN\">K</label></measure></frame>";
    wz_diag *diag = wz_diag_new();
    wz_vocabulary *vocabulary = NULL;
    wz_case *made = NULL;
    wz_frame *frame = NULL;
    wz_buffer found = {0};
    CU_ASSERT_EQUAL_FATAL(wz_load_vocabulary_memory(&vocabulary, "v", bare, sizeof bare - 1, diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_load_case_memory(&made, "c", case_text, sizeof case_text - 1, vocabulary, NULL, diag),
                    WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_load_frame_memory(&frame, "f", frame_text, sizeof frame_text - 1, vocabulary, diag), WZ_EINPUT);
    write_problems(diag, &found);
    CU_ASSERT_STRING_EQUAL(found.length ? found.data : "",
                           "error REF-032 2:14 the vocabulary does not know open ends of posts; "
                           "give an attribute role=\"post-to\" and nullable=\"true\"\n"
                           "error REF-015 2:24 no attribute of sanction has role=\"sanction-kind\"; "
                           "add it to the vocabulary, or leave out kinds=\n");
    wz_buffer_free(&found);
    wz_vocabulary_free(vocabulary);
    wz_diag_free(diag);
}

/* A source with every problem that a source can have of its own. */
static void test_load_bad__sources(void)
{
    static const char text[] = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body>\n"
                               "<article eId=\"art_1\"/><article eId=\"art_1\"/></body></act></akomaNtoso>";
    static const char none[] = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"/>";
    wz_diag *diag = wz_diag_new();
    wz_source *made = NULL;
    wz_buffer found = {0};
    CU_ASSERT_EQUAL(wz_load_source_memory(&made, "s", text, sizeof text - 1, diag), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_load_source_memory(&made, "s", none, sizeof none - 1, diag), WZ_EINPUT);
    write_problems(diag, &found);
    CU_ASSERT_STRING_EQUAL(
        found.length ? found.data : "",
        "error REF-001 2:23 the eId 'art_1' stands twice; give each provision its own\n"
        "error REF-019 1:1 the text has no provision with an eId; mark it up as docs/sources.md says\n");
    wz_buffer_free(&found);
    wz_diag_free(diag);
}

static int set_up(void)
{
    return wz_load_law(&law, "tests/bad/law", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_law_free(law);
    return 0;
}

CU_pSuite test_load_bad_suite(void)
{
    CU_pSuite suite = CU_add_suite("load_bad", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "files are reported exactly", test_load_bad__files_are_reported_exactly);
        CU_add_test(suite, "ids are documented", test_load_bad__ids_are_documented);
        CU_add_test(suite, "deep nesting", test_load_bad__deep_nesting);
        CU_add_test(suite, "long values", test_load_bad__long_values);
        CU_add_test(suite, "many attributes", test_load_bad__many_attributes);
        CU_add_test(suite, "many names and namespaces", test_load_bad__many_names_and_namespaces);
        CU_add_test(suite, "many entities, facts and bytes", test_load_bad__many_entities_facts_and_bytes);
        CU_add_test(suite, "many problems", test_load_bad__many_problems);
        CU_add_test(suite, "files that cannot be read", test_load_bad__files_that_cannot_be_read);
        CU_add_test(suite, "a gigabyte through a pipe", test_load_bad__a_gigabyte_through_a_pipe);
        CU_add_test(suite, "roles that nothing has", test_load_bad__roles_that_nothing_has);
        CU_add_test(suite, "sources", test_load_bad__sources);
    }
    return suite;
}
