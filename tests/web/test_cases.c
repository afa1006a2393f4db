/* The job of a case over HTTP: handing it in, filling in the form, two editors, drafts, assessing, reviewing, recusal. */
#include "client.h"
#include "small_case.h"
#include "store/store.h"
#include "suites.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_cases__are_handed_in_by_paste_upload_and_form(void)
{
    visitor v = web_account("c-in", "甲办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "in-paste", "周正");
    CU_ASSERT_EQUAL(status_of(get_of(&v, "in-paste", "")), 200);

    wz_buffer body = {0};
    wz_buffer_printf(&body,
                     "--bb\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n--bb\r\n"
                     "Content-Disposition: form-data; name=\"file\"; filename=\"case.xml\"\r\nContent-Type: "
                     "text/xml\r\n\r\n%s\r\n--bb--\r\n",
                     v.csrf, make_case("in-upload", "周正"));
    answer a = web_post_body(&v, "/cases/new", "multipart/form-data; boundary=bb", body.data, body.length);
    CU_ASSERT_EQUAL(a.status, 303);
    CU_ASSERT_STRING_EQUAL(a.location, "/cases/in-upload");
    answer_free(&a);
    wz_buffer_free(&body);

    a = web_post(&v, "/cases/new", "way", "form", "id", "in-form", "title", "表单案件", "jurisdiction", "北京市/通州区",
                 "incident_date", "2019-09", NULL);
    CU_ASSERT_EQUAL(a.status, 303);
    answer_free(&a);
    a = get_of(&v, "in-form", "/xml");
    CU_ASSERT_TRUE(answer_has(&a, "title=&quot;表单案件&quot;"));
    answer_free(&a);
    a = get_of(&v, "in-form", "/why"); /* nobody is in it yet: no problem, and the page says so */
    CU_ASSERT_TRUE(answer_has(&a, "<p class=\"empty\">案件里还没有人员"));
    CU_ASSERT_FALSE(answer_has(&a, "notice bad"));
    answer_free(&a);
    a = web_post(&v, "/cases/new", NULL); /* neither file nor text */
    CU_ASSERT_EQUAL(a.status, 400);
    CU_ASSERT_TRUE(answer_has(&a, "<li>这一步没有完成"));
    answer_free(&a);
    /* a number that is taken, also by a case that one may not see */
    visitor other = web_account("c-other", "乙办", WZ_ACCOUNT_INVESTIGATOR);
    CU_ASSERT_EQUAL(status_of(web_post(&other, "/cases/new", "xml", make_case("in-paste", "他"), NULL)), 400);
    CU_ASSERT_EQUAL(status_of(get_of(&other, "in-paste", "")), 404);
}

static void test_cases__show_problems_at_their_lines(void)
{
    visitor v = web_account("c-bad", "丙办", WZ_ACCOUNT_INVESTIGATOR);
    char text[4096];
    snprintf(text, sizeof text, "%s", make_case("bad", "周正"));
    char *wrong = strstr(text, "accident_occurred");
    memcpy(wrong, "accident_occurreX", 17);
    answer a = web_post(&v, "/cases/new", "xml", text, NULL);
    CU_ASSERT_EQUAL(a.status, 400);
    CU_ASSERT_TRUE(answer_has(&a, "<a href=\"#line-6\">"));
    CU_ASSERT_TRUE(
        answer_has(&a, "<li id=\"line-6\" value=\"6\" class=\"bad\"><code>    &lt;fact name=&quot;accident_occurreX"));
    /* what was pasted is still there to be mended */
    CU_ASSERT_TRUE(answer_has(&a, "spellcheck=\"false\" required>&lt;?xml"));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "bad", "")), 404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/new", "xml", "\x01 not xml", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/new", "xml", "", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/new", "way", "form", "id", "a b", "title", "x", NULL)), 400);
}

static void test_cases__are_listed_and_searched(void)
{
    visitor v = web_account("c-list", "丁办", WZ_ACCOUNT_INVESTIGATOR);
    answer a = web_get(&v, "/cases");
    CU_ASSERT_TRUE(answer_has(&a, "class=\"empty\""));
    answer_free(&a);
    hand_in(&v, "list-1", "欧阳小满");
    hand_in(&v, "list-2", "周正");
    a = web_get(&v, "/cases");
    CU_ASSERT_TRUE(answer_has(&a, "/cases/list-1\""));
    CU_ASSERT_TRUE(answer_has(&a, "/cases/list-2\""));
    CU_ASSERT_FALSE(answer_has(&a, "in-paste"));
    answer_free(&a);
    a = web_get(&v, "/cases?q=%E5%B0%8F%E6%BB%A1");
    CU_ASSERT_TRUE(answer_has(&a, "/cases/list-1\""));
    CU_ASSERT_FALSE(answer_has(&a, "/cases/list-2\""));
    answer_free(&a);
    a = web_get(&v, "/cases?place=%E6%B1%9F%E8%8B%8F%E7%9C%81");
    CU_ASSERT_TRUE(answer_has(&a, "class=\"empty\""));
    answer_free(&a);
}

static void test_cases__are_filled_in_by_a_form(void)
{
    visitor v = web_account("c-form", "戊办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "form", "周正");
    answer a = get_of(&v, "form", "/form/p1");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "name=\"v.took_remedial_measures\""));
    CU_ASSERT_TRUE(answer_has(&a, "data-autosave=\"/cases/form/form/p1/draft\""));
    answer_free(&a);
    /* one fact is stated, nothing else changes */
    a = web_post(&v, "/cases/form/form/p1", "over", "1", "v.took_remedial_measures", "true", "s.took_remedial_measures",
                 "alleged", "e.took_remedial_measures", "e1", "v.report_finds_leading_responsibility", "true",
                 "s.report_finds_leading_responsibility", "established", "e.report_finds_leading_responsibility", "e1",
                 NULL);
    CU_ASSERT_EQUAL(a.status, 303);
    answer_free(&a);
    a = get_of(&v, "form", "/xml/file");
    CU_ASSERT_TRUE(answer_has(&a, "name=\"took_remedial_measures\""));
    CU_ASSERT_TRUE(answer_has(&a, "standing=\"alleged\""));
    CU_ASSERT_TRUE(answer_has(&a, "<!-- a comment that stays -->"));
    CU_ASSERT_TRUE(answer_has(
        &a, "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"));
    answer_free(&a);
    /* withdrawn again: not known */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/form/form/p1", "over", "2", "v.took_remedial_measures", "", NULL)),
                    303);
    a = get_of(&v, "form", "/xml/file");
    CU_ASSERT_FALSE(answer_has(&a, "took_remedial_measures"));
    answer_free(&a);
    /* bounds, an incident's number */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/form/form/i1", "over", "3", "v.deaths", "1..2", "s.deaths",
                                       "established", NULL)),
                    303);
    a = get_of(&v, "form", "/xml/file");
    CU_ASSERT_TRUE(answer_has(&a, "at-least=\"1\""));
    CU_ASSERT_TRUE(answer_has(&a, "at-most=\"2\""));
    answer_free(&a);
    /* what will not do is said, and what was typed stays in the form */
    a = web_post(&v, "/cases/form/form/i1", "over", "4", "v.deaths", "三人", "s.deaths", "established", NULL);
    CU_ASSERT_EQUAL(a.status, 400);
    CU_ASSERT_TRUE(answer_has(&a, "value=\"三人\""));
    answer_free(&a);
    /* adding */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/form/add", "what", "person", "name", "新人", NULL)), 303);
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, "/cases/form/add", "what", "evidence", "title", "笔录", "date", "2019-11-01", NULL)),
        303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/form/add", "what", "post", "of", "p1", "office", "副区长", "from",
                                       "2020-01", NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/form/add", "what", "nonsense", NULL)), 400);
    a = get_of(&v, "form", "");
    CU_ASSERT_TRUE(answer_has(&a, "新人"));
    CU_ASSERT_TRUE(answer_has(&a, "笔录"));
    CU_ASSERT_TRUE(answer_has(&a, "副区长"));
    answer_free(&a);
}

static void test_cases__tell_the_second_of_two_editors(void)
{
    visitor a = web_account("c-two-a", "己办", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("c-two-b", "庚办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&a, "two", "周正");
    share("two", "c-two-b");
    CU_ASSERT_EQUAL(status_of(web_post(&a, "/cases/two/form/p1", "over", "1", "v.party_member", "true", NULL)), 303);
    answer late = web_post(&b, "/cases/two/form/p1", "over", "1", "v.nature_vile", "true", NULL);
    CU_ASSERT_EQUAL(late.status, 409);
    CU_ASSERT_TRUE(answer_has(&late, "name=\"onto\" value=\"2\""));
    answer_free(&late);
    /* confirmed, it goes on top: both facts are there */
    CU_ASSERT_EQUAL(
        status_of(web_post(&b, "/cases/two/form/p1", "over", "1", "onto", "2", "v.nature_vile", "true", NULL)), 303);
    answer xml = get_of(&a, "two", "/xml/file");
    CU_ASSERT_TRUE(answer_has(&xml, "party_member"));
    CU_ASSERT_TRUE(answer_has(&xml, "nature_vile"));
    answer_free(&xml);
    /* the same as XML */
    late = web_post(&b, "/cases/two/xml", "over", "1", "xml", make_case("two", "周正"), NULL);
    CU_ASSERT_EQUAL(late.status, 409);
    answer_free(&late);
    CU_ASSERT_EQUAL(status_of(web_post(&b, "/cases/two/xml", "over", "3", "xml", make_case("another", "周正"), NULL)),
                    400);
}

typedef struct {
    visitor v;
    const char *path, *name, *value;
    answer a;
} saving;

static void *save_beside(void *payload)
{
    saving *s = payload;
    s->a = web_post(&s->v, s->path, "over", "1", s->name, s->value, NULL);
    return NULL;
}

/* Both have found version 1 to be the newest when the store lets them write: one is kept, and the other told. */
static void tell_the_second(visitor a, visitor b, const char *id, const char *rest, const char *name,
                            const char *const values[2])
{
    char path[128];
    snprintf(path, sizeof path, "/cases/%s/%s", id, rest);
    hand_in(&a, id, "周正");
    share(id, "c-once-b");
    saving savings[2] = {{a, path, name, values[0], {0}}, {b, path, name, values[1], {0}}};
    pthread_t threads[2];
    CU_ASSERT_TRUE_FATAL(wz_store_begin(server.store));
    for (size_t i = 0; i < 2; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, save_beside, &savings[i]), 0);
    nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    CU_ASSERT_EQUAL(wz_store_end(server.store, NULL), WZ_OK);
    int kept = 0, told = 0;
    for (size_t i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        kept += savings[i].a.status == 303;
        /* 409: a busy machine let it look only after the first had saved */
        told += savings[i].a.status == 409 || (savings[i].a.status == 400 && answer_has(&savings[i].a, "STORE-053"));
        answer_free(&savings[i].a);
    }
    CU_ASSERT_EQUAL(kept, 1);
    CU_ASSERT_EQUAL(told, 1);
}

static void test_cases__tell_the_second_of_two_at_once(void)
{
    visitor a = web_account("c-once-a", "甲", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("c-once-b", "乙", WZ_ACCOUNT_INVESTIGATOR);
    tell_the_second(a, b, "once-form", "form/p1", "v.party_member", (const char *const[]){"true", "false"});
    char first[4096], second[4096];
    snprintf(first, sizeof first, "%s", make_case("once-xml", "赵一"));
    snprintf(second, sizeof second, "%s", make_case("once-xml", "钱二"));
    tell_the_second(a, b, "once-xml", "xml", "xml", (const char *const[]){first, second});
}

static void test_cases__keep_drafts(void)
{
    visitor a = web_account("c-draft-a", "辛办", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("c-draft-b", "壬办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&a, "draft", "周正");
    share("draft", "c-draft-b");
    answer saved = web_post(&a, "/cases/draft/form/p1/draft", "over", "1", "draft", "0", "v.nature_vile", "true", NULL);
    CU_ASSERT_EQUAL(saved.status, 200);
    CU_ASSERT_STRING_EQUAL(saved.body, "{\"version\":1}\n");
    answer_free(&saved);
    answer conflict =
        web_post(&b, "/cases/draft/form/p1/draft", "over", "1", "draft", "0", "v.party_member", "true", NULL);
    CU_ASSERT_EQUAL(conflict.status, 409);
    CU_ASSERT_STRING_EQUAL(conflict.body, "{\"conflict\":\"c-draft-a\"}\n");
    answer_free(&conflict);
    /* it stands in the form of whoever opens it, and is no part of the case */
    answer form = get_of(&b, "draft", "/form/p1");
    CU_ASSERT_TRUE(answer_has(&form, "name=\"draft\" value=\"1\""));
    CU_ASSERT_TRUE(answer_has(&form, "c-draft-a"));
    answer_free(&form);
    answer xml = get_of(&a, "draft", "/xml/file");
    CU_ASSERT_FALSE(answer_has(&xml, "nature_vile"));
    answer_free(&xml);
    CU_ASSERT_EQUAL(status_of(web_post(&b, "/cases/draft/form/p1/drop", NULL)), 303);
    form = get_of(&b, "draft", "/form/p1");
    CU_ASSERT_TRUE(answer_has(&form, "name=\"draft\" value=\"0\""));
    answer_free(&form);
}

static bool newest(const wz_assessment_row *row, void *payload)
{
    *(int64_t *)payload = row->id;
    return true;
}

/* The page keeps the very bytes that the command line prints. */
static void test_cases__are_assessed_as_on_the_command_line(void)
{
    visitor v = web_account("c-same", "癸办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "same", "周正");
    answer page = get_of(&v, "same", "/assessment");
    CU_ASSERT_EQUAL(page.status, 200);
    CU_ASSERT_TRUE(answer_has(&page, "周正"));
    CU_ASSERT_TRUE(answer_has(&page, "第十八条"));
    answer_free(&page);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/same/assessment", "over", "1", NULL)), 303);
    int64_t number = 0;
    CU_ASSERT_EQUAL(wz_case_assessments(server.store, "same", newest, &number, NULL), WZ_OK);
    CU_ASSERT_TRUE(number > 0);
    char *kept = NULL;
    wz_assess_request form = WZ_ASSESS_REQUEST_INIT;
    form.format = WZ_FORMAT_JSON;
    CU_ASSERT_EQUAL_FATAL(wz_case_result(&kept, NULL, server.store, number, &form, NULL), WZ_OK);

    char path[128];
    snprintf(path, sizeof path, "%s/same.xml", server.folder);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(make_case("same", "周正"), file);
    fclose(file);
    const char *const args[] = {"wenze", "assess", "--lang", "zh", "--format", "json", path, NULL};
    wz_buffer printed = {0};
    CU_ASSERT_TRUE(web_run(args, &printed));
    CU_ASSERT_TRUE(printed.length > 100);
    CU_ASSERT_STRING_EQUAL(printed.data, kept);
    wz_buffer_free(&printed);
    wz_text_free(kept);
    /* over a version that is no longer the newest, nothing is kept */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/same/assessment", "over", "7", NULL)), 409);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "same", "/assessment?as_of=nonsense")), 400);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "same", "/assessment?regime=nonsense")), 400);
}

/* A worker holds a case open from one call to the next: never another case's answer or another question's. */
static void test_cases__answer_what_if_each_for_itself(void)
{
    static const char *const facts[] = {"true", "false", "unknown"};
    visitor v = web_account("c-wi", "乙办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "wi-one", "周一");
    hand_in(&v, "wi-two", "吴二");
    answer first[2][3] = {0};
    for (int round = 0; round < 12; round++)
        for (int k = 0; k < 6; k++) {
            char rest[96];
            snprintf(rest, sizeof rest, "/what-if?set.p1.report_finds_leading_responsibility=%s&part=1", facts[k % 3]);
            answer a = get_of(&v, k % 2 ? "wi-two" : "wi-one", rest);
            answer *wanted = &first[k % 2][k % 3];
            CU_ASSERT_EQUAL(a.status, 200);
            if (k % 3) /* the first supposes what is so */
                CU_ASSERT_TRUE(answer_has(&a, k % 2 ? "吴二" : "周一"));
            CU_ASSERT_FALSE(answer_has(&a, k % 2 ? "周一" : "吴二"));
            if (round && (!wanted->body || strcmp(a.body, wanted->body) != 0))
                CU_FAIL("a what-if asked again gives another answer");
            if (!round)
                *wanted = a;
            else
                answer_free(&a);
        }
    for (int k = 0; k < 6; k++)
        answer_free(&first[k % 2][k % 3]);
}

/* Read cases are kept, rights are not: each call asks the store anew. */
static void test_cases__close_at_once_to_whom_they_are_closed(void)
{
    static const char ask[] = "/what-if?set.p1.report_finds_leading_responsibility=false&part=1";
    visitor v = web_account("c-close", "戊办", WZ_ACCOUNT_INVESTIGATOR);
    int64_t id = web_account_id("c-close");
    hand_in(&v, "close", "孙三");
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 200);
    CU_ASSERT_EQUAL(wz_case_share(server.store, "test", now_ms(), "close", id, false, NULL), WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 404);
    share("close", "c-close");
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 200);
    CU_ASSERT_EQUAL(wz_case_declare(server.store, "test", now_ms(), "close", id, WZ_RECUSAL_CONFLICT, "亲属", NULL),
                    WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 403);
    CU_ASSERT_EQUAL(wz_case_declare(server.store, "test", now_ms(), "close", id, WZ_RECUSAL_WITHDRAWN, "", NULL),
                    WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 200);
    /* his name turns out to be that of the one who is assessed */
    CU_ASSERT_EQUAL(wz_account_set_person(server.store, "test", now_ms(), id, "孙三", "", NULL), WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 403);
    CU_ASSERT_EQUAL(wz_account_set_person(server.store, "test", now_ms(), id, "戊办", "", NULL), WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 200);
    CU_ASSERT_EQUAL(wz_case_delete(server.store, "close", NULL, "test", NULL), WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", ask)), 404);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "close", "/assessment")), 404);
}

static void test_cases__are_reviewed_by_a_second_account(void)
{
    visitor a = web_account("c-rev-a", "子办", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("c-rev-b", "丑办", WZ_ACCOUNT_INVESTIGATOR),
            c = web_account("c-rev-c", "寅办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&a, "rev", "周正");
    share("rev", "c-rev-b");
    answer kept = web_post(&a, "/cases/rev/assessment", "over", "1", NULL);
    CU_ASSERT_EQUAL_FATAL(kept.status, 303);
    char path[512], pass[520], finish[520];
    snprintf(path, sizeof path, "%s", kept.location);
    snprintf(pass, sizeof pass, "%s/pass", path);
    snprintf(finish, sizeof finish, "%s/finish", path);
    answer_free(&kept);
    CU_ASSERT_EQUAL(status_of(web_get(&a, path)), 200);
    CU_ASSERT_EQUAL(status_of(web_post(&a, pass, "note", "自己", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&a, finish, NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&c, pass, "note", "x", NULL)), 404);
    answer waiting = web_get(&b, "/reviews");
    CU_ASSERT_TRUE(answer_has(&waiting, path));
    answer_free(&waiting);
    waiting = web_get(&c, "/reviews");
    CU_ASSERT_FALSE(answer_has(&waiting, path));
    answer_free(&waiting);
    CU_ASSERT_EQUAL(status_of(web_post(&b, pass, "note", "事实清楚", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&a, finish, NULL)), 303);
    answer final = web_get(&a, path);
    CU_ASSERT_TRUE(answer_has(&final, "已定稿"));
    CU_ASSERT_TRUE(answer_has(&final, "事实清楚"));
    answer_free(&final);
    /* an assessment's number under another case opens nothing */
    hand_in(&a, "rev-other", "周正");
    snprintf(path, sizeof path, "/cases/rev-other%s", strstr(pass, "/assessments"));
    *strstr(path, "/pass") = '\0';
    CU_ASSERT_EQUAL(status_of(web_get(&a, path)), 404);
}

static void test_cases__are_closed_to_the_recused(void)
{
    visitor owner = web_account("c-own", "卯办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&owner, "recusal", "王小强");
    visitor stranger = web_account("c-str", "辰办", WZ_ACCOUNT_INVESTIGATOR),
            namesake = web_account("c-name", "王小强", WZ_ACCOUNT_INVESTIGATOR),
            conflict = web_account("c-conf", "巳办", WZ_ACCOUNT_INVESTIGATOR),
            reader = web_account("c-read", "午办", WZ_ACCOUNT_ORGANISATION);
    share("recusal", "c-name");
    share("recusal", "c-conf");
    share("recusal", "c-read");
    CU_ASSERT_EQUAL(wz_case_declare(server.store, "t", now_ms(), "recusal", web_account_id("c-conf"),
                                    WZ_RECUSAL_CONFLICT, "亲属", NULL),
                    WZ_OK);
    size_t at = 0, pages = 0;
    for (const char *path = web_case_page("recusal", &at); *path; path = web_case_page("recusal", &at), pages++) {
        int statuses[] = {status_of(web_get(&stranger, path)), status_of(web_get(&namesake, path)),
                          status_of(web_get(&conflict, path))};
        if (statuses[0] != 404 || statuses[1] != 403 || statuses[2] != 403)
            fprintf(stderr, "\n%s: %d %d %d", path, statuses[0], statuses[1], statuses[2]);
        CU_ASSERT_EQUAL(statuses[0], 404);
        CU_ASSERT_EQUAL(statuses[1], 403);
        CU_ASSERT_EQUAL(statuses[2], 403);
    }
    CU_ASSERT_TRUE(pages > 10);
    CU_ASSERT_EQUAL(status_of(get_of(&reader, "recusal", "")), 200);
    CU_ASSERT_EQUAL(status_of(get_of(&reader, "recusal", "/assessment")), 200);
    CU_ASSERT_EQUAL(status_of(get_of(&reader, "recusal", "/form/p1")), 403);
    /* the list and the search show the recused the number alone */
    answer list = web_get(&namesake, "/cases?q=%E7%8E%8B%E5%B0%8F%E5%BC%BA");
    CU_ASSERT_TRUE(answer_has(&list, "recusal"));
    CU_ASSERT_FALSE(answer_has(&list, "测试案件"));
    answer_free(&list);
    CU_ASSERT_EQUAL(wz_case_declare(server.store, "t", now_ms(), "recusal", web_account_id("c-name"),
                                    WZ_RECUSAL_OTHER_PERSON, "同名", NULL),
                    WZ_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&namesake, "recusal", "")), 200);
    /* nor may one hand in a case about oneself */
    CU_ASSERT_EQUAL(status_of(web_post(&namesake, "/cases/new", "xml", make_case("own-case", "王小强"), NULL)), 403);
}

static void test_cases__are_shared_by_the_security_administrator(void)
{
    visitor secretary = web_account("c-sec", "安全", WZ_ACCOUNT_SECADMIN),
            a = web_account("c-sh-a", "未办", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("c-sh-b", "申办", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&a, "shared", "周正");
    CU_ASSERT_EQUAL(status_of(get_of(&b, "shared", "")), 404);
    CU_ASSERT_EQUAL(
        status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-b", "what", "share", NULL)),
        303);
    CU_ASSERT_EQUAL(status_of(get_of(&b, "shared", "")), 200);
    CU_ASSERT_EQUAL(status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-b", "what",
                                       "conflict", NULL)),
                    400);
    CU_ASSERT_EQUAL(status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-b", "what",
                                       "unshare", NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(get_of(&b, "shared", "")), 404);
    CU_ASSERT_EQUAL(status_of(get_of(&secretary, "shared", "")), 403);
    /* a form that does not say what is to be done does nothing: a declaration stands until it is withdrawn */
    CU_ASSERT_EQUAL(status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-a", "what",
                                       "conflict", "reason", "kin", NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-a", NULL)),
                    400);
    CU_ASSERT_EQUAL(status_of(get_of(&a, "shared", "")), 403);
    CU_ASSERT_EQUAL(status_of(web_post(&secretary, "/admin/sharing", "case", "shared", "account", "c-sh-a", "what",
                                       "withdraw", NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(get_of(&a, "shared", "")), 200);
}

static void test_admin__verifies_the_log_and_backs_up(void)
{
    visitor auditor = web_account("c-aud", "审计", WZ_ACCOUNT_AUDITOR),
            system = web_account("c-sys", "系统", WZ_ACCOUNT_SYSADMIN);
    answer log = web_get(&auditor, "/admin/audit");
    CU_ASSERT_EQUAL(log.status, 200);
    CU_ASSERT_TRUE(answer_has(&log, "account.add"));
    answer_free(&log);
    answer verified = web_post(&auditor, "/admin/audit/verify", "head", "", NULL);
    CU_ASSERT_TRUE(answer_has(&verified, "notice good"));
    answer_free(&verified);
    verified = web_post(&auditor, "/admin/audit/verify", "head",
                        "5:0000000000000000000000000000000000000000000000000000000000000000", NULL);
    CU_ASSERT_TRUE(answer_has(&verified, "STORE-034"));
    answer_free(&verified);
    answer backup = web_post(&system, "/admin/backup", NULL);
    CU_ASSERT_EQUAL(backup.status, 200);
    CU_ASSERT_TRUE(answer_has(&backup, "office.db.backup-"));
    answer_free(&backup);
}

static void test_admin__approves_by_two(void)
{
    visitor a = web_account("c-m1", "维护一", WZ_ACCOUNT_MAINTAINER),
            b = web_account("c-m2", "维护二", WZ_ACCOUNT_MAINTAINER);
    answer page = web_get(&a, "/approvals");
    const char *found = strstr(page.body, "<option value=\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    char hash[65] = "";
    memcpy(hash, found + 15, 64);
    answer_free(&page);
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, "/approvals", "what", "enter", "sha256", hash, "title", "2026 年第一次审定", NULL)),
        303);
    CU_ASSERT_EQUAL(status_of(web_post(&a, "/approvals", "what", "confirm", "sha256", hash, NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&b, "/approvals", "what", "confirm", "sha256", hash, NULL)), 303);
    page = web_get(&a, "/law");
    CU_ASSERT_TRUE(answer_has(&page, "规则库已核准"));
    answer_free(&page);
}

CU_pSuite cases_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/cases", NULL, NULL);
    CU_ADD_TEST(suite, test_cases__are_handed_in_by_paste_upload_and_form);
    CU_ADD_TEST(suite, test_cases__show_problems_at_their_lines);
    CU_ADD_TEST(suite, test_cases__are_listed_and_searched);
    CU_ADD_TEST(suite, test_cases__are_filled_in_by_a_form);
    CU_ADD_TEST(suite, test_cases__tell_the_second_of_two_editors);
    CU_ADD_TEST(suite, test_cases__tell_the_second_of_two_at_once);
    CU_ADD_TEST(suite, test_cases__keep_drafts);
    CU_ADD_TEST(suite, test_cases__are_assessed_as_on_the_command_line);
    CU_ADD_TEST(suite, test_cases__answer_what_if_each_for_itself);
    CU_ADD_TEST(suite, test_cases__close_at_once_to_whom_they_are_closed);
    CU_ADD_TEST(suite, test_cases__are_reviewed_by_a_second_account);
    CU_ADD_TEST(suite, test_cases__are_closed_to_the_recused);
    CU_ADD_TEST(suite, test_cases__are_shared_by_the_security_administrator);
    CU_ADD_TEST(suite, test_admin__verifies_the_log_and_backs_up);
    CU_ADD_TEST(suite, test_admin__approves_by_two);
    return suite;
}
