/* Accounts, sessions, throttling, who may open a case, reviews, approvals, drafts: what may be done and what may not. */
#include "store_common.h"

#include "store/cases.h"
#include "wenze/accounts.h"

#include <pthread.h>
#include <time.h>

CU_pSuite test_store_accounts_suite(void);

static const int64_t NOW = 1800000000000;
static const char *const PASSWORD = "correct horse battery";

static int64_t add(wz_store *store, const char *name, unsigned roles)
{
    int64_t id = 0;
    CU_ASSERT_EQUAL_FATAL(wz_account_add(&id, store, "test", NOW, name, name, "", roles, NULL), WZ_OK);
    return id;
}

static wz_account_record record(wz_store *store, const char *name)
{
    wz_account_record account;
    CU_ASSERT_EQUAL_FATAL(wz_account_find(&account, store, name, NULL), WZ_OK);
    return account;
}

static wz_signin try_name(wz_store *store, int64_t now, const char *name, const char *password, const char *address,
                          char *session)
{
    wz_signin result;
    int64_t wait;
    wz_signin_attempt attempt = {.name = name, .password = password, .address = address};
    CU_ASSERT_EQUAL(wz_account_signin(&result, session, &wait, store, now, &attempt, NULL), WZ_OK);
    CU_ASSERT_EQUAL(*session != '\0', result == WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(wait > 0, result == WZ_SIGNIN_WAIT);
    return result;
}

static wz_signin try_link(wz_store *store, int64_t now, const char *secret, char *session)
{
    wz_signin result;
    int64_t wait;
    wz_signin_attempt attempt = {.link = secret, .address = "::1"};
    CU_ASSERT_EQUAL(wz_account_signin(&result, session, &wait, store, now, &attempt, NULL), WZ_OK);
    return result;
}

static bool alive(wz_store *store, int64_t now, const char *session)
{
    wz_account_record account;
    return wz_account_resume(&account, store, now, session, NULL) == WZ_OK;
}

/* A call fails with this problem. */
#define REFUSED(call, problem) \
    do { \
        wz_diag *diag = wz_diag_new(); \
        CU_ASSERT_EQUAL(call, WZ_EINPUT); \
        CU_ASSERT_TRUE(diag_has(diag, problem)); \
        wz_diag_free(diag); \
    } while (0)

static void test_accounts__keep_the_three_apart(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    for (unsigned roles = 0; roles <= 256; roles++) {
        unsigned apart = roles & 224;
        bool good = roles > 0 && roles < 256 && (apart == 0 || roles == 32 || roles == 64 || roles == 128);
        char name[16];
        snprintf(name, sizeof name, "a%u", roles);
        wz_diag *diag = wz_diag_new();
        int code = wz_account_add(NULL, store, "test", NOW, name, name, "", roles, diag);
        CU_ASSERT_EQUAL(code, good ? WZ_OK : WZ_EINPUT);
        CU_ASSERT_EQUAL(diag_has(diag, "ACCOUNT-003"), !good);
        wz_diag_free(diag);
    }
    int64_t id = record(store, "a64").id;
    REFUSED(wz_account_set_roles(store, "test", NOW, id, 64 | 128, diag), "ACCOUNT-003");
    REFUSED(wz_account_set_roles(store, "test", NOW, id, 64 | 1, diag), "ACCOUNT-003");
    REFUSED(wz_account_set_roles(store, "test", NOW, id, 1, diag), "ACCOUNT-006");
    REFUSED(wz_account_set_disabled(store, "test", NOW, id, true, diag), "ACCOUNT-006");
    CU_ASSERT_EQUAL(record(store, "a64").roles, 64);
    wz_store_close(store);
    /* nor by any other way into the file */
    sqlite3 *db = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(place.path, &db), SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_exec(db, "UPDATE account SET roles = 96 WHERE name = 'a64'", NULL, NULL, NULL),
                    SQLITE_CONSTRAINT);
    sqlite3_close(db);
    remove_place(&place);
}

static void test_accounts__refuse_bad_names(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    add(store, "李敏", 1);
    add(store, "Li", 1);
    REFUSED(wz_account_add(NULL, store, "t", NOW, "li", "x", "", 1, diag), "ACCOUNT-002");
    const char *const bad[] = {"", "a b", "<b>", "a\nb", "../x", "a\xff", "'", "%00"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        REFUSED(wz_account_add(NULL, store, "t", NOW, bad[i], "x", "", 1, diag), "ACCOUNT-001");
    char longest[80];
    memset(longest, 'a', 65);
    longest[65] = '\0';
    REFUSED(wz_account_add(NULL, store, "t", NOW, longest, "x", "", 1, diag), "ACCOUNT-001");
    longest[64] = '\0';
    add(store, longest, 1);
    REFUSED(wz_account_add(NULL, store, "t", NOW, "b", "", "", 1, diag), "ACCOUNT-004");
    REFUSED(wz_account_add(NULL, store, "t", NOW, "b", "x\ty", "", 1, diag), "ACCOUNT-004");
    wz_store_close(store);
    remove_place(&place);
}

static void test_accounts__sign_in_by_password(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET], second[WZ_ACCOUNT_SECRET];
    int64_t id = add(store, "li", 1);
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", "", "::1", session), WZ_SIGNIN_REFUSED);
    const char *const bad[] = {"short", "aaaaaaaaaaaa", "my name is Li ok", "password123", "1234567890"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        REFUSED(wz_account_set_password(store, "t", NOW, id, bad[i], NULL, diag), "ACCOUNT-007");
    CU_ASSERT_EQUAL(wz_account_set_password(store, "t", NOW, id, PASSWORD, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", "correct horse batterY", "::1", session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(try_name(store, NOW, "nobody", PASSWORD, "::1", session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", PASSWORD, "::1", session), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(try_name(store, NOW, "LI", PASSWORD, "::1", second), WZ_SIGNIN_DONE);
    CU_ASSERT_STRING_NOT_EQUAL(session, second);
    CU_ASSERT_EQUAL(strlen(session), 43);
    /* a new password ends every session but the one that is kept */
    CU_ASSERT_EQUAL(wz_account_set_password(store, "t", NOW, id, "another long one", second, NULL), WZ_OK);
    CU_ASSERT_FALSE(alive(store, NOW, session));
    CU_ASSERT_TRUE(alive(store, NOW, second));
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", PASSWORD, "::1", session), WZ_SIGNIN_REFUSED);
    /* so do other roles, and closing the account */
    CU_ASSERT_EQUAL(wz_account_set_disabled(store, "t", NOW, id, true, NULL), WZ_EINPUT); /* no secadmin yet */
    add(store, "sec", 64);
    CU_ASSERT_EQUAL(wz_account_set_roles(store, "t", NOW, id, 2, NULL), WZ_OK);
    CU_ASSERT_FALSE(alive(store, NOW, second));
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", "another long one", "::1", second), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(wz_account_set_disabled(store, "t", NOW, id, true, NULL), WZ_OK);
    CU_ASSERT_FALSE(alive(store, NOW, second));
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", "another long one", "::1", second), WZ_SIGNIN_REFUSED);
    wz_store_close(store);
    remove_place(&place);
}

typedef struct {
    const char *path;
    char session[WZ_ACCOUNT_SECRET];
    int code;
} signing_in;

static void *sign_in_beside(void *payload)
{
    signing_in *s = payload;
    wz_store *store = NULL;
    wz_signin result;
    int64_t wait;
    wz_signin_attempt attempt = {.name = "li", .password = PASSWORD, .address = "::1"};
    s->code = wz_store_open(&store, s->path, NULL, NULL);
    if (s->code == WZ_OK)
        s->code = wz_account_signin(&result, s->session, &wait, store, NOW, &attempt, NULL);
    wz_store_close(store);
    return NULL;
}

/* An account that is closed while its password is being hashed has no session afterwards, also once it is opened again. */
static void test_accounts__closed_meanwhile_begin_no_session(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    int64_t id = add(store, "li", WZ_ACCOUNT_INVESTIGATOR);
    add(store, "sec", WZ_ACCOUNT_SECADMIN);
    CU_ASSERT_EQUAL(wz_account_set_password(store, "t", NOW, id, PASSWORD, NULL, NULL), WZ_OK);
    char session[WZ_ACCOUNT_SECRET];
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", PASSWORD, "::1", session), WZ_SIGNIN_DONE); /* the first is slower */
    for (int i = 0; i < 4; i++) {
        signing_in s = {.path = place.path};
        pthread_t thread;
        CU_ASSERT_EQUAL_FATAL(pthread_create(&thread, NULL, sign_in_beside, &s), 0);
        nanosleep(&(struct timespec){.tv_nsec = 10000000L * (i + 1)}, NULL);
        CU_ASSERT_EQUAL(wz_account_set_disabled(store, "t", NOW, id, true, NULL), WZ_OK);
        pthread_join(thread, NULL);
        CU_ASSERT_EQUAL(s.code, WZ_OK);
        CU_ASSERT_EQUAL(wz_account_set_disabled(store, "t", NOW, id, false, NULL), WZ_OK);
        CU_ASSERT_FALSE(alive(store, NOW + 1, s.session));
    }
    CU_ASSERT_EQUAL(try_name(store, NOW, "li", PASSWORD, "::1", session), WZ_SIGNIN_DONE);
    wz_store_close(store);
    remove_place(&place);
}

static void test_accounts__end_sessions_in_time(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET], link[WZ_ACCOUNT_SECRET];
    int64_t id = add(store, "li", 1);
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW, link, session), WZ_SIGNIN_DONE);
    CU_ASSERT_TRUE(alive(store, NOW + WZ_SESSION_IDLE - 1, session));
    CU_ASSERT_FALSE(alive(store, NOW + 2 * WZ_SESSION_IDLE, session));
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW, link, session), WZ_SIGNIN_DONE);
    int64_t at = NOW;
    for (; at < NOW + WZ_SESSION_LASTS; at += WZ_SESSION_IDLE / 2)
        CU_ASSERT_TRUE(alive(store, at, session));
    CU_ASSERT_FALSE(alive(store, NOW + WZ_SESSION_LASTS, session));
    CU_ASSERT_FALSE(alive(store, NOW, ""));
    CU_ASSERT_FALSE(alive(store, NOW, "x"));
    /* signing out */
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW, link, session), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(wz_account_signout(store, NOW, session, NULL), WZ_OK);
    CU_ASSERT_FALSE(alive(store, NOW, session));
    CU_ASSERT_EQUAL(wz_account_signout(store, NOW, session, NULL), WZ_OK);
    wz_store_close(store);
    remove_place(&place);
}

static void test_accounts__links_work_once_and_ten_minutes(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET], link[WZ_ACCOUNT_SECRET];
    int64_t id = add(store, "li", 1);
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW + WZ_SIGNIN_LINK_LASTS, link, session), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(try_link(store, NOW + WZ_SIGNIN_LINK_LASTS, link, session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW + WZ_SIGNIN_LINK_LASTS + 1, link, session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(try_link(store, NOW, "", session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(wz_account_link(link, store, "t", NOW, 999, NULL), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(link, "");
    wz_store_close(store);
    /* the file holds no secret */
    FILE *file = fopen(place.path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    static char bytes[1 << 20];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    CU_ASSERT_PTR_NULL(memmem(bytes, length, session, 43));
    remove_place(&place);
}

static void test_accounts__slow_down_guessing_without_locking_out(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET];
    int64_t id = add(store, "li", 1), at = NOW;
    CU_ASSERT_EQUAL(wz_account_set_password(store, "t", at, id, PASSWORD, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_name(store, at, "li", PASSWORD, "10.0.0.1", session), WZ_SIGNIN_DONE);
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(try_name(store, at, "li", "wrong", "10.0.0.9", session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(try_name(store, at, "li", PASSWORD, "10.0.0.9", session), WZ_SIGNIN_WAIT);
    /* the owner, from where he was before, and anybody else there */
    CU_ASSERT_EQUAL(try_name(store, at, "li", PASSWORD, "10.0.0.1", session), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(try_name(store, at + 1001, "li", "wrong", "10.0.0.9", session), WZ_SIGNIN_REFUSED);
    CU_ASSERT_EQUAL(try_name(store, at + 2000, "li", PASSWORD, "10.0.0.9", session), WZ_SIGNIN_WAIT);
    CU_ASSERT_EQUAL(try_name(store, at + 3002, "li", PASSWORD, "10.0.0.9", session), WZ_SIGNIN_DONE);
    /* guessing from many addresses: new places wait, never for long, known ones do not */
    for (int i = 0; i < 20; i++) {
        char address[24];
        snprintf(address, sizeof address, "10.1.0.%d", i);
        CU_ASSERT_EQUAL(try_name(store, at, "li", "wrong", address, session), WZ_SIGNIN_REFUSED);
    }
    CU_ASSERT_EQUAL(try_name(store, at, "li", PASSWORD, "10.2.0.1", session), WZ_SIGNIN_WAIT);
    CU_ASSERT_EQUAL(try_name(store, at + 61000, "li", PASSWORD, "10.2.0.1", session), WZ_SIGNIN_DONE);
    wz_store_close(store);
    remove_place(&place);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A wrong name costs a hash like a wrong password: whole tenths of a second against microseconds without. */
static void test_accounts__take_as_long_for_nobody(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET];
    int64_t id = add(store, "li", 1);
    add(store, "new", 1);
    CU_ASSERT_EQUAL(wz_account_set_password(store, "t", NOW, id, PASSWORD, NULL, NULL), WZ_OK);
    try_name(store, NOW, "nobody", "x", "10.0.0.1", session);
    const char *const names[] = {"li", "nobody", "new"};
    double least[3] = {9, 9, 9};
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 3; i++) {
            double begun = seconds();
            try_name(store, NOW, names[i], "wrong password", "10.0.0.1", session);
            double took = seconds() - begun;
            least[i] = took < least[i] ? took : least[i];
        }
    CU_ASSERT_TRUE(least[1] > least[0] / 4 && least[1] < least[0] * 4);
    CU_ASSERT_TRUE(least[2] > least[0] / 4 && least[2] < least[0] * 4);
    wz_store_close(store);
    remove_place(&place);
}

static void keep_case(wz_store *store, const char *bytes)
{
    wz_case_input input = {.id = "case-1", .title = "", .jurisdiction = "", .bytes = bytes, .length = strlen(bytes)};
    wz_store_begin(store);
    wz_cases_put(store, &input, false, "t", NULL);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
}

static wz_admission admission_of(wz_store *store, const char *name)
{
    wz_admission admission;
    wz_account_record account = record(store, name);
    CU_ASSERT_EQUAL(wz_case_admission(&admission, store, &account, "case-1", NULL), WZ_OK);
    return admission;
}

static wz_access access_of(wz_store *store, const char *name, const wz_assessed *people, size_t count)
{
    wz_admission admission = admission_of(store, name);
    wz_account_record account = record(store, name);
    return wz_case_admits(&admission, &account, people, count);
}

static void test_access__is_for_those_it_is_shared_with(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    keep_case(store, "<x/>");
    const unsigned reading[] = {1, 2, 3, 4, 8, 16, 32, 64, 128};
    for (size_t i = 0; i < sizeof reading / sizeof reading[0]; i++) {
        char name[16];
        snprintf(name, sizeof name, "r%u", reading[i]);
        int64_t id = add(store, name, reading[i]);
        bool reads = reading[i] & 3;
        CU_ASSERT_EQUAL(access_of(store, name, NULL, 0), reads ? WZ_ACCESS_NOT_SHARED : WZ_ACCESS_ROLE);
        CU_ASSERT_EQUAL(wz_case_share(store, "sec", NOW, "case-1", id, true, NULL), WZ_OK);
        CU_ASSERT_EQUAL(access_of(store, name, NULL, 0), reads ? WZ_ACCESS_OPEN : WZ_ACCESS_ROLE);
        CU_ASSERT_EQUAL(wz_case_share(store, "sec", NOW, "case-1", id, false, NULL), WZ_OK);
        CU_ASSERT_EQUAL(access_of(store, name, NULL, 0), reads ? WZ_ACCESS_NOT_SHARED : WZ_ACCESS_ROLE);
    }
    wz_store_close(store);
    remove_place(&place);
}

static void test_access__is_barred_by_recusal(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    keep_case(store, "<x/>");
    int64_t id = 0;
    CU_ASSERT_EQUAL(wz_account_add(&id, store, "t", NOW, "wang", "王强", "P-7", 1, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_case_share(store, "sec", NOW, "case-1", id, true, NULL), WZ_OK);
    const wz_assessed himself[] = {{"林知远", NULL}, {"王小强", "P-7"}};
    const wz_assessed namesake[] = {{"王强", NULL}};
    const wz_assessed other[] = {{"王强", "P-8"}};
    CU_ASSERT_EQUAL(access_of(store, "wang", himself, 2), WZ_ACCESS_ASSESSED);
    CU_ASSERT_EQUAL(access_of(store, "wang", himself, 1), WZ_ACCESS_OPEN);
    CU_ASSERT_EQUAL(access_of(store, "wang", namesake, 1), WZ_ACCESS_SAME_NAME);
    /* a case's ids need not be the register's: another number alone says nothing */
    CU_ASSERT_EQUAL(access_of(store, "wang", other, 1), WZ_ACCESS_SAME_NAME);
    REFUSED(wz_case_declare(store, "sec", NOW, "case-1", id, WZ_RECUSAL_CONFLICT, "", diag), "ACCESS-002");
    CU_ASSERT_EQUAL(wz_case_declare(store, "sec", NOW, "case-1", id, WZ_RECUSAL_OTHER_PERSON, "同名", NULL), WZ_OK);
    CU_ASSERT_EQUAL(access_of(store, "wang", namesake, 1), WZ_ACCESS_OPEN);
    CU_ASSERT_EQUAL(access_of(store, "wang", himself, 2), WZ_ACCESS_ASSESSED);
    CU_ASSERT_EQUAL(wz_case_declare(store, "sec", NOW, "case-1", id, WZ_RECUSAL_CONFLICT, "亲属", NULL), WZ_OK);
    CU_ASSERT_EQUAL(access_of(store, "wang", NULL, 0), WZ_ACCESS_CONFLICT);
    CU_ASSERT_EQUAL(wz_case_declare(store, "sec", NOW, "case-1", id, WZ_RECUSAL_WITHDRAWN, "", NULL), WZ_OK);
    CU_ASSERT_EQUAL(access_of(store, "wang", NULL, 0), WZ_ACCESS_OPEN);
    wz_store_close(store);
    remove_place(&place);
}

/* Which version, which bytes: said of the newest, to whom it is shared, and of no case that was deleted. */
static void test_access__names_the_newest_version(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char hex[WZ_BLOB_HEX];
    int64_t id = add(store, "li", 1), seen = -1;
    bool deleted = true;
    CU_ASSERT_EQUAL(wz_case_share(store, "sec", NOW, "case-1", id, true, NULL), WZ_OK);
    CU_ASSERT_EQUAL(admission_of(store, "li").access, WZ_ACCESS_NOT_SHARED); /* no such case */
    keep_case(store, "<x/>");
    keep_case(store, "<y/>");
    wz_blob_hash("<y/>", 4, hex);
    CU_ASSERT_EQUAL(admission_of(store, "li").version, 2);
    CU_ASSERT_STRING_EQUAL(admission_of(store, "li").sha256, hex);
    add(store, "wang", 1);
    CU_ASSERT_EQUAL(admission_of(store, "wang").access, WZ_ACCESS_NOT_SHARED);
    CU_ASSERT_STRING_EQUAL(admission_of(store, "wang").sha256, "");
    CU_ASSERT_EQUAL(admission_of(store, "wang").version, 0);
    CU_ASSERT_EQUAL(wz_case_deleted(&deleted, &seen, store, NULL), WZ_OK);
    CU_ASSERT_FALSE(deleted);
    CU_ASSERT_TRUE(seen > 0);
    CU_ASSERT_EQUAL(wz_case_delete(store, "case-1", NULL, "t", NULL), WZ_OK);
    CU_ASSERT_EQUAL(admission_of(store, "li").access, WZ_ACCESS_NOT_SHARED);
    CU_ASSERT_EQUAL(wz_case_deleted(&deleted, &seen, store, NULL), WZ_OK);
    CU_ASSERT_TRUE(deleted);
    add(store, "zhao", 1);
    CU_ASSERT_EQUAL(wz_case_deleted(&deleted, &seen, store, NULL), WZ_OK);
    CU_ASSERT_FALSE(deleted);
    wz_store_close(store);
    remove_place(&place);
}

static bool keep_state(const wz_review *review, void *payload)
{
    wz_review_state *states = payload;
    states[review->assessment] = review->state;
    return true;
}

static void test_reviews__need_a_second_account(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    add(store, "a", 1);
    add(store, "b", 1);
    wz_account_record a = record(store, "a"), b = record(store, "b");
    wz_review_state states[4];
    CU_ASSERT_EQUAL(wz_review_open(store, &a, NOW, "case-1", 1, NULL), WZ_OK);
    REFUSED(wz_review_open(store, &a, NOW, "case-1", 1, diag), "REVIEW-002");
    REFUSED(wz_review_pass(store, &a, NOW, 1, "", diag), "REVIEW-001");
    REFUSED(wz_review_finish(store, &a, NOW, 1, diag), "REVIEW-003");
    REFUSED(wz_review_pass(store, &b, NOW, 2, "", diag), "REVIEW-002");
    CU_ASSERT_EQUAL(wz_review_pass(store, &b, NOW, 1, "事实清楚", NULL), WZ_OK);
    REFUSED(wz_review_pass(store, &b, NOW, 1, "", diag), "REVIEW-002");
    CU_ASSERT_EQUAL(wz_review_finish(store, &a, NOW, 1, NULL), WZ_OK);
    REFUSED(wz_review_finish(store, &a, NOW, 1, diag), "REVIEW-003");
    CU_ASSERT_EQUAL(wz_review_open(store, &b, NOW, "case-1", 2, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_review_open(store, &b, NOW, "case-2", 3, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_review_pass(store, &a, NOW, 2, "", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_review_list(store, NULL, keep_state, states, NULL), WZ_OK);
    CU_ASSERT_EQUAL(states[1], WZ_REVIEW_FINAL);
    CU_ASSERT_EQUAL(wz_review_finish(store, &b, NOW, 2, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_review_list(store, NULL, keep_state, states, NULL), WZ_OK);
    CU_ASSERT_EQUAL(states[1], WZ_REVIEW_SUPERSEDED);
    CU_ASSERT_EQUAL(states[2], WZ_REVIEW_FINAL);
    CU_ASSERT_EQUAL(states[3], WZ_REVIEW_DRAFT);
    wz_store_close(store);
    remove_place(&place);
}

static bool count_confirmed(const wz_approval *approval, void *payload)
{
    *(int *)payload += approval->confirmed_by != 0 && approval->withdrawn_by == 0;
    return true;
}

static void test_approvals__need_a_second_account(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    add(store, "a", 16);
    add(store, "b", 16);
    wz_account_record a = record(store, "a"), b = record(store, "b");
    const char *hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    int confirmed = 0;
    REFUSED(wz_approval_enter(store, &a, NOW, "abc", "x", diag), "APPROVAL-001");
    REFUSED(wz_approval_confirm(store, &b, NOW, hash, diag), "APPROVAL-003");
    CU_ASSERT_EQUAL(wz_approval_enter(store, &a, NOW, hash, "北京 2019", NULL), WZ_OK);
    REFUSED(wz_approval_enter(store, &b, NOW, hash, "again", diag), "APPROVAL-004");
    REFUSED(wz_approval_confirm(store, &a, NOW, hash, diag), "APPROVAL-002");
    CU_ASSERT_EQUAL(wz_approval_confirm(store, &b, NOW, hash, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_approval_list(store, count_confirmed, &confirmed, NULL), WZ_OK);
    CU_ASSERT_EQUAL(confirmed, 1);
    CU_ASSERT_EQUAL(wz_approval_withdraw(store, &a, NOW, hash, NULL), WZ_OK);
    REFUSED(wz_approval_withdraw(store, &a, NOW, hash, diag), "APPROVAL-003");
    CU_ASSERT_EQUAL(wz_approval_enter(store, &b, NOW, hash, "again", NULL), WZ_OK);
    confirmed = 0;
    CU_ASSERT_EQUAL(wz_approval_list(store, count_confirmed, &confirmed, NULL), WZ_OK);
    CU_ASSERT_EQUAL(confirmed, 0);
    wz_store_close(store);
    remove_place(&place);
}

static void see_draft(const wz_draft *draft, void *payload)
{
    snprintf(payload, 64, "%lld %s %.*s", (long long)draft->version, draft->saved_by_name, (int)draft->size,
             (const char *)draft->bytes);
}

static void test_drafts__tell_the_second_of_two(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    add(store, "a", 1);
    add(store, "b", 1);
    wz_account_record a = record(store, "a"), b = record(store, "b");
    int64_t version = 0;
    char seen[64] = "";
    CU_ASSERT_EQUAL(wz_draft_save(&version, store, &a, NOW, "case:1", 0, "one", 3, NULL), WZ_OK);
    CU_ASSERT_EQUAL(version, 1);
    REFUSED(wz_draft_save(&version, store, &b, NOW, "case:1", 0, "two", 3, diag), "DRAFT-001");
    CU_ASSERT_EQUAL(version, 1);
    CU_ASSERT_EQUAL(wz_draft_read(store, "case:1", see_draft, seen, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(seen, "1 a one");
    CU_ASSERT_EQUAL(wz_draft_save(&version, store, &b, NOW, "case:1", 1, "two", 3, NULL), WZ_OK);
    CU_ASSERT_EQUAL(version, 2);
    CU_ASSERT_EQUAL(wz_draft_read(store, "case:1", see_draft, seen, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(seen, "2 b two");
    CU_ASSERT_EQUAL(wz_draft_drop(store, &a, NOW, "case:1", NULL), WZ_OK);
    seen[0] = '\0';
    CU_ASSERT_EQUAL(wz_draft_read(store, "case:1", see_draft, seen, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(seen, "");
    wz_store_close(store);
    remove_place(&place);
}

static bool gather(const wz_audit_entry *entry, void *payload)
{
    char *text = payload;
    snprintf(text + strlen(text), 2048 - strlen(text), "%s %s %s\n", entry->who, entry->what, entry->subject);
    return true;
}

/* Every change of this header has its entry, with who; nothing that was typed to sign in stands there. */
static void test_accounts__leave_their_trace(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    char session[WZ_ACCOUNT_SECRET], link[WZ_ACCOUNT_SECRET], text[2048] = "";
    int64_t id = add(store, "li", 1);
    CU_ASSERT_EQUAL(wz_account_link(link, store, "sec", NOW, id, NULL), WZ_OK);
    CU_ASSERT_EQUAL(try_link(store, NOW, link, session), WZ_SIGNIN_DONE);
    CU_ASSERT_EQUAL(wz_account_set_password(store, "li", NOW, id, PASSWORD, NULL, NULL), WZ_OK);
    try_name(store, NOW, "my secret typed as a name", "x", "::1", session);
    CU_ASSERT_EQUAL(wz_case_share(store, "sec", NOW, "case-1", id, true, NULL), WZ_OK);
    wz_audit_each(store, 1, NULL, gather, text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "test account.add li\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "sec account.link li\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "li account.enter li\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "li account.password li\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "- account.refuse \n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "sec case.share case-1\n"));
    CU_ASSERT_PTR_NULL(strstr(text, "secret"));
    CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, NULL, NULL), WZ_OK);
    wz_store_close(store);
    remove_place(&place);
}

CU_pSuite test_store_accounts_suite(void)
{
    CU_pSuite suite = CU_add_suite("store/accounts", NULL, NULL);
    CU_ADD_TEST(suite, test_accounts__keep_the_three_apart);
    CU_ADD_TEST(suite, test_accounts__refuse_bad_names);
    CU_ADD_TEST(suite, test_accounts__sign_in_by_password);
    CU_ADD_TEST(suite, test_accounts__closed_meanwhile_begin_no_session);
    CU_ADD_TEST(suite, test_accounts__end_sessions_in_time);
    CU_ADD_TEST(suite, test_accounts__links_work_once_and_ten_minutes);
    CU_ADD_TEST(suite, test_accounts__slow_down_guessing_without_locking_out);
    CU_ADD_TEST(suite, test_accounts__take_as_long_for_nobody);
    CU_ADD_TEST(suite, test_access__is_for_those_it_is_shared_with);
    CU_ADD_TEST(suite, test_access__is_barred_by_recusal);
    CU_ADD_TEST(suite, test_access__names_the_newest_version);
    CU_ADD_TEST(suite, test_reviews__need_a_second_account);
    CU_ADD_TEST(suite, test_approvals__need_a_second_account);
    CU_ADD_TEST(suite, test_drafts__tell_the_second_of_two);
    CU_ADD_TEST(suite, test_accounts__leave_their_trace);
    return suite;
}
