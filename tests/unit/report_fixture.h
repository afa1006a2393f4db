/* A small assessment, built by hand, for the tests of engine/report/: one person under a regulation that governs, a draft
 * and one that does not apply, with something in every list of the result. The law is invented. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "base/alloc.h"
#include "feel/number.h"
#include "model/assessment.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define BOTH(zh, en) {{zh, en}}
#define STRINGS(...)                                                                                                   \
    {                                                                                                                  \
        .items = (const char *const[]){__VA_ARGS__}, .count = COUNT(((const char *const[]){__VA_ARGS__}))              \
    }
#define SHA(letter) letter letter letter letter letter letter letter letter
#define SHA64(letter) SHA(letter) SHA(letter) SHA(letter) SHA(letter) SHA(letter) SHA(letter) SHA(letter) SHA(letter)

/* ---- vocabulary ---- */

enum { I_ID, I_DATE, I_DEATHS, I_LOSS, I_REPORT_TIME };
enum { P_ID, P_DEFICIENT, P_LEADING, P_PERFORMED, P_VILE, P_SINCE };
enum { O_ID, O_ROLE, O_PLACE, O_FUNCTIONS, O_TO };
enum { S_ID, S_KIND, S_DECIDED };

static const feel_type type_boolean = {.kind = FEEL_T_BOOLEAN}, type_text = {.kind = FEEL_T_STRING},
                       type_date = {.kind = FEEL_T_DATE}, type_number = {.kind = FEEL_T_NUMBER},
                       type_money = {.kind = FEEL_T_NUMBER, .unit = "万元"},
                       type_months = {.kind = FEEL_T_YEARS_MONTHS};

static wz_attribute incident_attributes[] = {
    [I_ID] = {.id = "id", .type = &type_text},
    [I_DATE] = {.id = "incident_date", .type = &type_date, .label = BOTH("事故日期", "date of the accident")},
    [I_DEATHS] = {.id = "deaths", .type = &type_number, .label = BOTH("死亡人数", "deaths")},
    [I_LOSS] = {.id = "direct_loss", .type = &type_money, .label = BOTH("直接经济损失", "direct loss")},
    [I_REPORT_TIME] = {.id = "report_time", .type = &type_months, .label = BOTH("报告期限", "time to report")},
};
static wz_attribute person_attributes[] = {
    [P_ID] = {.id = "id", .type = &type_text},
    [P_DEFICIENT] = {.id = "duty_performance_deficient",
                     .type = &type_boolean,
                     .label = BOTH("履行职责不到位", "duties poorly performed")},
    [P_LEADING] = {.id = "leading_responsibility_for_accident",
                   .type = &type_boolean,
                   .label = BOTH("对事故负有领导责任", "leading responsibility for the accident")},
    [P_PERFORMED] = {.id = "duties_fully_performed",
                     .type = &type_boolean,
                     .label = BOTH("全面履行规定职责", "duties fully performed"),
                     .question = BOTH("是否全面履行了规定职责？", "Were the duties performed in full?"),
                     .proof = BOTH("履职台账、会议记录、调查报告", "duty log, minutes, the inquiry's report")},
    [P_VILE] = {.id = "nature_vile", .type = &type_boolean, .label = BOTH("失职性质恶劣", "vile neglect")},
    [P_SINCE] = {.id = "in_charge_since", .type = &type_date, .label = BOTH("分管起始日", "in charge since")},
};
static wz_attribute post_attributes[] = {
    [O_ID] = {.id = "id", .type = &type_text},
    [O_ROLE] = {.id = "role", .type = &type_text, .enumeration = "role", .label = BOTH("职务", "role")},
    [O_PLACE] = {.id = "jurisdiction", .type = &type_text, .role = WZ_ROLE_JURISDICTION},
    [O_FUNCTIONS] = {.id = "functions",
                     .type = &type_text,
                     .enumeration = "function",
                     .many = true,
                     .label = BOTH("部门职能", "functions")},
    [O_TO] = {.id = "post_to", .type = &type_date, .role = WZ_ROLE_POST_TO, .label = BOTH("任职止", "post ends")},
};
static wz_attribute sanction_attributes[] = {
    [S_ID] = {.id = "id", .type = &type_text},
    [S_KIND] = {.id = "kind", .type = &type_text, .enumeration = "sanction_kind", .role = WZ_ROLE_SANCTION_KIND},
    [S_DECIDED] = {.id = "decision_date", .type = &type_date, .role = WZ_ROLE_SANCTION_DECIDED},
};

static const wz_value_label role_values[] = {{.id = "head", .label = BOTH("政府主要负责人", "head of government")}};
static const wz_value_label function_values[] = {{.id = "supervising", .label = BOTH("负有监管职责", "supervising")},
                                                 {.id = "industry", .label = BOTH("行业主管", "industry")}};
static const wz_value_label kind_values[] = {{.id = "admonition", .label = BOTH("诫勉", "admonition")}};
static const wz_enumeration enumerations[] = {
    {.id = "role", .values = role_values, .count = COUNT(role_values)},
    {.id = "function", .values = function_values, .count = COUNT(function_values)},
    {.id = "sanction_kind", .values = kind_values, .count = COUNT(kind_values)},
};

/* Attributes without a role have index -1; the test's own roles are the only others. */
#define ROLES(...) {[WZ_ROLE_NONE] = -1, __VA_ARGS__}
static const wz_vocabulary fixture_vocabulary = {
    .entities =
        {
            [WZ_INCIDENT] = {.attributes = incident_attributes, .count = COUNT(incident_attributes)},
            [WZ_PERSON] = {.attributes = person_attributes, .count = COUNT(person_attributes)},
            [WZ_POST] = {.attributes = post_attributes,
                         .count = COUNT(post_attributes),
                         .by_role = ROLES([WZ_ROLE_JURISDICTION] = O_PLACE)},
            [WZ_SANCTION] = {.attributes = sanction_attributes,
                             .count = COUNT(sanction_attributes),
                             .by_role = ROLES([WZ_ROLE_SANCTION_KIND] = S_KIND, [WZ_ROLE_SANCTION_DECIDED] = S_DECIDED)},
        },
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};

/* ---- frame ---- */

enum { K_SCOPE, K_SITUATION, K_HEAVIER, K_EXEMPTION, K_LIFETIME, K_VETO, K_MEASURE, K_REFERRAL, K_BAN, K_DUTY, K_PROCEDURE };
static const wz_kind fixture_kinds[] = {
    [K_SCOPE] = {.id = "scope", .part = WZ_PART_SCOPE, .label = BOTH("适用范围", "Scope")},
    [K_SITUATION] = {.id = "situation", .part = WZ_PART_GROUND, .label = BOTH("问责情形", "Grounds")},
    [K_HEAVIER] = {.id = "aggravation", .part = WZ_PART_HEAVIER, .label = BOTH("从重情形", "Weighs heavier")},
    [K_EXEMPTION] = {.id = "exemption", .part = WZ_PART_EXEMPTION, .label = BOTH("不予追究的情形", "Exemptions")},
    [K_LIFETIME] = {.id = "lifetime", .part = WZ_PART_LIFETIME, .label = BOTH("终身问责", "Lifetime accountability")},
    [K_VETO] = {.id = "veto", .part = WZ_PART_VETO, .label = BOTH("一票否决", "Veto")},
    [K_MEASURE] = {.id = "measure", .part = WZ_PART_MEASURE, .label = BOTH("问责方式", "Measures")},
    [K_REFERRAL] = {.id = "referral", .part = WZ_PART_REFERRAL, .label = BOTH("移送", "Referral")},
    [K_BAN] = {.id = "ban", .part = WZ_PART_BAN, .label = BOTH("已有处理的影响期", "Bars of earlier sanctions")},
    [K_DUTY] = {.id = "duty", .part = WZ_PART_DUTY, .label = BOTH("量化职责", "Counted duties")},
    [K_PROCEDURE] = {.id = "procedure", .part = WZ_PART_PROCEDURE, .label = BOTH("程序与权利", "Procedure and rights")},
};
static const wz_step fixture_steps[] = {
    {.id = "promotion", .family = "office", .label = BOTH("提拔", "promotion")},
    {.id = "important_use", .family = "office", .label = BOTH("重用", "important use")},
    {.id = "commendation", .family = "honour", .label = BOTH("评优评先", "commendation")},
};
static const wz_measure fixture_measures[] = {
    {.id = "admonition", .label = BOTH("诫勉", "admonition")},
    {.id = "removal", .label = BOTH("免职", "removal from post")},
};
static const wz_term fixture_terms[] = {
    {.id = "discipline_organ", .label = BOTH("纪检监察机关", "discipline and supervision organs")},
    {.id = "organisation_department", .label = BOTH("组织人事部门", "organisation departments")},
    {.id = "appeal", .label = BOTH("申诉", "appeal")},
    {.id = "person", .label = BOTH("被问责人", "the person held to account")},
};
static const wz_field_value outcome_values[] = {
    {.name = "accountable", .label = BOTH("应当问责", "accountable")},
    {.name = "exempt", .label = BOTH("不予追究", "exempt")},
    {.name = "no_ground", .label = BOTH("未见问责情形", "no ground")},
};
static const wz_field_value route_values[] = {{.name = "retired", .label = BOTH("已退休", "retired")}};
static const wz_field fixture_fields[] = {
    {.name = "outcome", .values = outcome_values, .count = COUNT(outcome_values)},
    {.name = "route", .values = route_values, .count = COUNT(route_values)},
};
static const wz_frame fixture_frame = {
    .kinds = fixture_kinds,
    .kind_count = COUNT(fixture_kinds),
    .steps = fixture_steps,
    .step_count = COUNT(fixture_steps),
    .measures = fixture_measures,
    .measure_count = COUNT(fixture_measures),
    .terms = fixture_terms,
    .term_count = COUNT(fixture_terms),
    .fields = fixture_fields,
    .field_count = COUNT(fixture_fields),
};

/* ---- rulebooks and a source ---- */

static const wz_provision fixture_provisions[] = {
    {.eid = "art_6__point_2",
     .heading = "第六条（二）",
     .text = "每季度至少组织召开一次会议，研究解决突出问题；",
     .parent = -1},
    {.eid = "art_18__point_1", .heading = "第十八条（一）", .text = "履行本细则第二章规定职责不到位的；", .parent = -1},
    {.eid = "art_18__point_4",
     .heading = "第十八条（四）",
     .text = "依据事故调查处理报告，因履行职责不到位，对事故发生负有领导责任的；",
     .parent = -1},
    {.eid = "art_19",
     .heading = "第十九条",
     .text = "存在本细则第十八条情形的，应当根据情况采取诫勉、免职等方式问责；\n涉嫌违法犯罪的，依法移送。",
     .parent = -1},
    {.eid = "art_20", .heading = "第二十条", .text = "因发生事故被追究领导责任的，在规定时限内取消评优评先资格。", .parent = -1},
    {.eid = "art_21", .heading = "第二十一条", .text = "造成人员伤亡和经济损失扩大的，从重追究。", .parent = -1},
    {.eid = "art_23", .heading = "第二十三条", .text = "已全面履行职责的，不予追究领导责任。", .parent = -1},
    {.eid = "art_24", .heading = "第二十四条", .text = "不论是否调离、提拔或者退休，都应当严格追究。", .parent = -1},
};
static const wz_source fixture_source = {.provisions = fixture_provisions, .count = COUNT(fixture_provisions)};

static const wz_reading fixture_reading = {.id = "Q7",
                                           .presumption = true,
                                           .chosen = BOTH("“和”指两项俱备", "“and” means both"),
                                           .alternative = BOTH("任一项即可", "either is enough")};
static const wz_norm fixture_norm = {.title = "诫勉办法",
                                     .article = "16",
                                     .status = WZ_TO_VERIFY,
                                     .text = BOTH("受诫勉的，六个月内不得提拔、重用。", "Six months without promotion.")};

enum { R_SCOPE, R_DUTY, R_POOR, R_LEADING, R_MEASURES, R_REFERRAL, R_VETO, R_HEAVIER, R_EXEMPT, R_LIFETIME, R_APPEAL };
static const wz_rule demo_rules[] = {
    [R_SCOPE] = {.id = "demo.2", .kind = &fixture_kinds[K_SCOPE], .modality = WZ_NO_MODALITY},
    [R_DUTY] = {.id = "demo.6.2",
                .kind = &fixture_kinds[K_DUTY],
                .modality = WZ_MUST,
                .cites = STRINGS("art_6__point_2"),
                .label = BOTH("每季度召开会议", "a meeting each quarter")},
    [R_POOR] = {.id = "demo.18.1",
                .kind = &fixture_kinds[K_SITUATION],
                .modality = WZ_MUST,
                .cites = STRINGS("art_18__point_1"),
                .label = BOTH("履行职责不到位", "duties poorly performed")},
    [R_LEADING] = {.id = "demo.18.4",
                   .kind = &fixture_kinds[K_SITUATION],
                   .modality = WZ_MUST,
                   .cites = STRINGS("art_18__point_4"),
                   .label = BOTH("对事故负有领导责任", "leading responsibility for the accident")},
    [R_MEASURES] = {.id = "demo.19",
                    .kind = &fixture_kinds[K_MEASURE],
                    .modality = WZ_MUST,
                    .cites = STRINGS("art_19"),
                    .measures = STRINGS("admonition", "removal"),
                    .open = true},
    [R_REFERRAL] = {.id = "demo.19b",
                    .kind = &fixture_kinds[K_REFERRAL],
                    .modality = WZ_BY_REFERENCE,
                    .cites = STRINGS("art_19"),
                    .label = BOTH("涉嫌违法犯罪的依法移送", "suspected crimes are handed over"),
                    .recipient = "discipline_organ"},
    [R_VETO] = {.id = "demo.20",
                .kind = &fixture_kinds[K_VETO],
                .modality = WZ_MUST_NOT,
                .cites = STRINGS("art_20")},
    [R_HEAVIER] = {.id = "demo.21",
                   .kind = &fixture_kinds[K_HEAVIER],
                   .modality = WZ_MUST,
                   .cites = STRINGS("art_21"),
                   .readings = &fixture_reading,
                   .reading_count = 1},
    [R_EXEMPT] = {.id = "demo.23",
                  .kind = &fixture_kinds[K_EXEMPTION],
                  .modality = WZ_MUST_NOT,
                  .cites = STRINGS("art_23"),
                  .reaches = STRINGS("demo.18.1", "demo.18.4")},
    [R_LIFETIME] = {.id = "demo.24",
                    .kind = &fixture_kinds[K_LIFETIME],
                    .modality = WZ_MUST,
                    .cites = STRINGS("art_24")},
    [R_APPEAL] = {.id = "demo.30",
                  .kind = &fixture_kinds[K_PROCEDURE],
                  .modality = WZ_MAY,
                  .when = {.text = "sanction.appeal_allowed"},
                  .label = BOTH("不服决定的可以申诉", "an appeal may be made"),
                  .actor = "person",
                  .act = "appeal"},
};
enum { D_SITUATION, D_EXEMPTION };
static const wz_rule draft_rules[] = {
    [D_SITUATION] = {.id = "draft.20.1",
                     .kind = &fixture_kinds[K_SITUATION],
                     .modality = WZ_MUST,
                     .label = BOTH("草案所列情形", "the draft's ground")},
    [D_EXEMPTION] = {.id = "draft.26",
                     .kind = &fixture_kinds[K_EXEMPTION],
                     .modality = WZ_MAY,
                     .reaches = STRINGS("draft.20.1"),
                     .label = BOTH("可以不予追究", "may be exempted")},
};
static const wz_rule nation_rules[] = {{.id = "nation.admonition",
                                        .kind = &fixture_kinds[K_BAN],
                                        .modality = WZ_MUST_NOT,
                                        .shared = true,
                                        .label = BOTH("诫勉的影响期", "the bar of an admonition"),
                                        .norms = &fixture_norm,
                                        .norm_count = 1}};

/* 2019-06-04 and other days, by their number since 1970-01-01. */
enum { DAY_2019_01_01 = 17897, DAY_2019_03_31 = 17986, DAY_2019_04_01 = 17987, DAY_2019_06_04 = 18051, DAY_2019_06_30 = 18077,
       DAY_2019_07_01 = 18078, DAY_2019_08_31 = 18139, DAY_2019_09_30 = 18169, DAY_2020_02_29 = 18321, DAY_2020_03_01 = 18322 };

static const wz_rulebook demo_book = {.id = "demo",
                                      .sha256 = SHA64("a"),
                                      .status = WZ_IN_FORCE,
                                      .force = {.has_from = true, .from = DAY_2019_06_04},
                                      .short_title = BOTH("示例市细则", "Demo 2019"),
                                      .rules = demo_rules,
                                      .rule_count = COUNT(demo_rules)};
static const wz_rulebook draft_book = {.id = "draft",
                                       .sha256 = SHA64("b"),
                                       .status = WZ_DRAFT,
                                       .short_title = BOTH("示例县草案", "Demo draft"),
                                       .rules = draft_rules,
                                       .rule_count = COUNT(draft_rules)};
static const wz_rulebook far_book = {.id = "far",
                                     .sha256 = SHA64("c"),
                                     .status = WZ_REPEALED,
                                     .force = {.has_from = true, .has_to = true, .from = DAY_2019_01_01, .to = DAY_2020_02_29},
                                     .short_title = BOTH("外县细则", "Far county")};
static const wz_rulebook nation_book = {.id = "nation",
                                        .sha256 = SHA64("d"),
                                        .status = WZ_IN_FORCE,
                                        .short_title = BOTH("国家规定", "National"),
                                        .rules = nation_rules,
                                        .rule_count = COUNT(nation_rules)};
enum { B_DEMO, B_DRAFT, B_FAR, B_NATION };
static const wz_rulebook *const fixture_books[] = {&demo_book, &draft_book, &far_book, &nation_book};
static const wz_source *const fixture_sources[] = {&fixture_source, NULL, NULL, NULL};
static const size_t fixture_all[] = {B_DEMO, B_DRAFT, B_FAR, B_NATION};
static const wz_law fixture_law = {.vocabulary = &fixture_vocabulary,
                                   .frame = &fixture_frame,
                                   .rulebooks = fixture_books,
                                   .sources = fixture_sources,
                                   .rulebook_count = COUNT(fixture_books)};

/* ---- the case and the result ---- */

/* Everything that holds values, made anew for each test, which may then change it. */
typedef struct {
    wz_arena *arena;
    wz_fact person_facts[2], post_facts[3], sanction_facts[2], alleged;
    wz_case_entity post, sanction, incident;
    wz_case_person person;
    wz_evidence evidence;
    wz_case subject;
    wz_reason_fact facts[10];
    wz_because because_poor, because_leading, because_exempt;
    wz_reading_result reading;
    wz_finding findings[10], draft_findings[2];
    wz_choice choice, referral, procedure;
    wz_measure_bar bar;
    wz_measure_result measures[2];
    wz_veto_window windows[2];
    wz_ban_result ban;
    wz_shortfall shortfalls[4];
    wz_effect effects[3];
    wz_question question;
    wz_warning warning;
    wz_regime_result regimes[3];
    wz_person_result person_result;
    wz_contradiction contradiction;
    wz_allegation allegation;
    wz_assessment assessment;
} report_fixture;

static inline feel_value fixture_string(report_fixture *f, const char *text)
{
    return feel_string_new(f->arena, text, strlen(text));
}

static inline wz_day_range fixture_day(wz_day day)
{
    return (wz_day_range){.has_low = true, .has_high = true, .low = day, .high = day};
}

static inline void fixture_case(report_fixture *f)
{
    f->post_facts[0] = (wz_fact){.attribute = O_ROLE, .value = fixture_string(f, "head")};
    f->post_facts[1] = (wz_fact){.attribute = O_PLACE, .value = fixture_string(f, "示例市/甲区")};
    f->post_facts[2] = (wz_fact){.attribute = O_TO, .value = feel_null()};
    static const char *const evidence[] = {"e1"};
    f->person_facts[0] = (wz_fact){.id = "f1", .attribute = P_DEFICIENT, .value = feel_boolean(true),
                                   .evidence = {evidence, 1}};
    f->person_facts[1] = (wz_fact){.id = "f9", .attribute = P_PERFORMED, .value = feel_boolean(true)};
    f->post = (wz_case_entity){.id = "po1", .kind = WZ_POST, .facts = f->post_facts, .fact_count = 3};
    f->sanction_facts[0] = (wz_fact){.attribute = S_KIND, .value = fixture_string(f, "admonition")};
    f->sanction_facts[1] = (wz_fact){.attribute = S_DECIDED, .value = feel_date(DAY_2019_08_31)};
    f->sanction = (wz_case_entity){.id = "s1", .kind = WZ_SANCTION, .facts = f->sanction_facts, .fact_count = 2};
    f->incident = (wz_case_entity){.id = "i1", .kind = WZ_INCIDENT};
    f->person = (wz_case_person){.self = {.id = "p1", .kind = WZ_PERSON, .facts = f->person_facts, .fact_count = 2},
                                 .name = "张三",
                                 .posts = &f->post,
                                 .post_count = 1,
                                 .sanctions = &f->sanction,
                                 .sanction_count = 1};
    f->evidence = (wz_evidence){.id = "e1", .title = "事故调查报告", .document_no = "示安〔2019〕8号"};
    f->subject = (wz_case){.sha256 = SHA64("e"),
                           .id = "c1",
                           .title = "甲区某厂“7·1”事故",
                           .evidence = &f->evidence,
                           .evidence_count = 1,
                           .incidents = &f->incident,
                           .incident_count = 1,
                           .persons = &f->person,
                           .person_count = 1};
}

/* One fact of each type and of each source. */
static inline void fixture_facts(report_fixture *f)
{
    static const char *const evidence[] = {"e1"}, *const excluded[] = {"f1"};
    static const char *const declared[] = {"x1"}, *const read[] = {"demo.18.1"};
    const wz_strings proof = {evidence, 1};
    feel_value functions[] = {fixture_string(f, "supervising"), fixture_string(f, "industry")};
    f->facts[0] = (wz_reason_fact){.id = "f1", .of = "p1", .entity = WZ_PERSON, .attribute = P_DEFICIENT,
                                   .value = feel_boolean(true), .settled = true, .stated = true, .evidence = proof};
    f->facts[1] = (wz_reason_fact){.id = "f2", .of = "i1", .entity = WZ_INCIDENT, .attribute = I_DEATHS, .stated = true,
                                   .value = feel_bounded(f->arena, FEEL_NUMBER, feel_integer(3), feel_null())};
    f->facts[2] = (wz_reason_fact){.id = "f3", .of = "i1", .entity = WZ_INCIDENT, .attribute = I_LOSS, .settled = true,
                                   .stated = true, .value = feel_number_parse(f->arena, "12.50", 5)};
    f->facts[3] = (wz_reason_fact){.id = NULL, .of = "po1", .entity = WZ_POST, .attribute = O_FUNCTIONS, .settled = true,
                                   .source = WZ_FROM_RULE, .value = feel_list_new(f->arena, functions, 2)};
    f->facts[4] = (wz_reason_fact){.id = "f5", .of = "p1", .entity = WZ_PERSON, .attribute = P_SINCE, .stated = true,
                                   .value = feel_bounded(f->arena, FEEL_DATE, feel_date(DAY_2019_01_01),
                                                         feel_date(DAY_2019_03_31))};
    f->facts[5] = (wz_reason_fact){.id = "f6", .of = "i1", .entity = WZ_INCIDENT, .attribute = I_REPORT_TIME,
                                   .settled = true, .stated = true, .value = feel_months(18)};
    f->facts[6] = (wz_reason_fact){.of = "p1", .entity = WZ_PERSON, .attribute = P_VILE, .settled = true,
                                   .source = WZ_FROM_EXAMINED, .value = feel_boolean(false), .from = {declared, 1}};
    f->facts[7] = (wz_reason_fact){.id = "f4", .of = "p1", .entity = WZ_PERSON, .attribute = P_LEADING, .stated = true,
                                   .standing = WZ_ALLEGED, .value = feel_unknown_of(FEEL_BOOLEAN)};
    f->facts[8] = (wz_reason_fact){.of = "p1", .entity = WZ_PERSON, .attribute = P_PERFORMED, .from = {excluded, 1},
                                   .source = WZ_FROM_EXCLUSION, .value = feel_marked(FEEL_BOOLEAN)};
    f->facts[9] = (wz_reason_fact){.of = "p1", .entity = WZ_PERSON, .attribute = P_VILE,
                                   .value = feel_unknown_of(FEEL_BOOLEAN)};
    f->because_poor = (wz_because){.expression = "person.duty_performance_deficient", .value = WZ_TRUE,
                                   .facts = &f->facts[0], .fact_count = 7};
    f->because_leading = (wz_because){.expression = "person.leading_responsibility_for_accident", .value = WZ_UNKNOWN,
                                      .facts = &f->facts[7], .fact_count = 1};
    f->because_exempt = (wz_because){.expression = "person.duties_fully_performed", .value = WZ_UNKNOWN,
                                     .rules = {read, 1}, .facts = &f->facts[8], .fact_count = 2};
}

static inline void fixture_findings(report_fixture *f)
{
    static const char *const exempt[] = {"demo.23"}, *const presumed[] = {"Q7"}, *const offered[] = {"draft.26"};
    f->reading = (wz_reading_result){.reading = &fixture_reading, .has_truth_if = true, .truth_if = WZ_TRUE};
    const wz_binding none = {.kind = WZ_NO_ENTITY};
    const wz_finding findings[] = {
        {.rule = &demo_rules[R_SCOPE], .bound = {WZ_POST, "po1"}, .condition = WZ_TRUE, .truth = WZ_TRUE},
        {.rule = &demo_rules[R_POOR], .bound = none, .condition = WZ_TRUE, .truth = WZ_UNKNOWN, .contradicted = true,
         .defeated_by = {exempt, 1}, .because = &f->because_poor},
        {.rule = &demo_rules[R_LEADING], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN,
         .defeated_by = {exempt, 1}, .because = &f->because_leading},
        {.rule = &demo_rules[R_MEASURES], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN},
        {.rule = &demo_rules[R_REFERRAL], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN},
        {.rule = &demo_rules[R_VETO], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN},
        {.rule = &demo_rules[R_HEAVIER], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN,
         .readings = &f->reading, .reading_count = 1, .presumptions = {presumed, 1}},
        {.rule = &demo_rules[R_EXEMPT], .bound = none, .condition = WZ_UNKNOWN, .truth = WZ_UNKNOWN,
         .contradicted = true, .because = &f->because_exempt},
        {.rule = &demo_rules[R_LIFETIME], .bound = none, .condition = WZ_FALSE, .truth = WZ_FALSE},
        {.rule = &demo_rules[R_APPEAL], .bound = {WZ_SANCTION, "s1"}, .condition = WZ_TRUE, .truth = WZ_TRUE},
    };
    memcpy(f->findings, findings, sizeof findings);
    f->draft_findings[0] = (wz_finding){.rule = &draft_rules[D_SITUATION], .bound = none, .condition = WZ_TRUE,
                                        .truth = WZ_TRUE, .offered_by = {offered, 1}};
    f->draft_findings[1] = (wz_finding){.rule = &draft_rules[D_EXEMPTION], .bound = none, .condition = WZ_UNKNOWN,
                                        .truth = WZ_UNKNOWN};
    f->choice = (wz_choice){&draft_rules[D_EXEMPTION], WZ_UNKNOWN};
    f->referral = (wz_choice){&demo_rules[R_REFERRAL], WZ_UNKNOWN};
    f->procedure = (wz_choice){&demo_rules[R_APPEAL], WZ_TRUE};
}

static inline void fixture_consequences(report_fixture *f)
{
    static const char *const bodies[] = {"discipline_organ", "organisation_department"};
    static const char *const steps[] = {"promotion", "important_use"};
    f->bar = (wz_measure_bar){.rule = &nation_rules[0], .steps = {steps, 2}, .lasts = "P6M", .verify = true};
    f->measures[0] = (wz_measure_result){.rule = &demo_rules[R_MEASURES], .truth = WZ_UNKNOWN,
                                         .measure = &fixture_measures[0], .available = WZ_TRUE, .bodies = {bodies, 2},
                                         .bars = &f->bar, .bar_count = 1};
    f->measures[1] = (wz_measure_result){.rule = &demo_rules[R_MEASURES], .truth = WZ_UNKNOWN,
                                         .measure = &fixture_measures[1], .available = WZ_UNKNOWN};
    f->windows[0] = (wz_veto_window){.step = &fixture_steps[0], .sanction = "s1", .from = fixture_day(DAY_2019_08_31),
                                     .last_barred_day = fixture_day(DAY_2020_02_29)};
    f->windows[1] = (wz_veto_window){.step = &fixture_steps[2]};
    f->ban = (wz_ban_result){.rule = &nation_rules[0], .sanction = "s1", .truth = WZ_TRUE, .steps = {steps, 2},
                             .from = fixture_day(DAY_2019_08_31), .last_barred_day = fixture_day(DAY_2020_02_29),
                             .first_free_day = fixture_day(DAY_2020_03_01), .running = WZ_FALSE, .verify = true};
    const wz_shortfall row = {.rule = &demo_rules[R_DUTY], .post = "po1", .required = 1, .has_done_high = true,
                              .log_complete = true};
    for (size_t i = 0; i < COUNT(f->shortfalls); i++)
        f->shortfalls[i] = row;
    f->shortfalls[0].from = DAY_2019_01_01, f->shortfalls[0].to = DAY_2019_03_31;
    f->shortfalls[0].truth = WZ_TRUE;
    f->shortfalls[1].from = DAY_2019_04_01, f->shortfalls[1].to = DAY_2019_06_30;
    f->shortfalls[1].truth = WZ_FALSE, f->shortfalls[1].counts = WZ_PARTIAL_FORCE;
    f->shortfalls[2].from = DAY_2019_07_01, f->shortfalls[2].to = DAY_2019_09_30;
    f->shortfalls[2].truth = WZ_UNKNOWN, f->shortfalls[2].has_done_high = false, f->shortfalls[2].log_complete = false;
    f->shortfalls[3].from = DAY_2019_07_01, f->shortfalls[3].to = DAY_2019_09_30;
    f->shortfalls[3].done_low = f->shortfalls[3].done_high = 2, f->shortfalls[3].truth = WZ_FALSE;
    f->effects[0] = (wz_effect){"outcome", "true", "exempt"};
    f->effects[1] = (wz_effect){"outcome", "false", "accountable"};
    f->effects[2] = (wz_effect){"demo.23", NULL, NULL};
    f->question = (wz_question){"p1", WZ_PERSON, P_PERFORMED, f->effects, 3};
    f->warning = (wz_warning){"text-silent", "demo.24", BOTH("条文未作规定", "the text is silent")};
}

static inline void fixture_regimes(report_fixture *f)
{
    static const char *const possible[] = {"accountable", "exempt"};
    f->regimes[0] = (wz_regime_result){
        .rulebook = B_DEMO, .incident = "i1", .conduct_from = fixture_day(DAY_2019_07_01),
        .conduct_to = fixture_day(DAY_2019_07_01), .governing = true, .applicability = WZ_DIRECT, .post = "po1",
        .outcome = "contradictory", .outcome_label = BOTH("所依事实矛盾，尚不能作出结论", "contradictory facts, no result yet"),
        .possible_outcomes = {possible, 2}, .findings = f->findings, .finding_count = COUNT(f->findings),
        .measures_open = true, .measures = f->measures, .measure_count = COUNT(f->measures),
        .lifetime = {.rule = &demo_rules[R_LIFETIME], .truth = WZ_FALSE, .route = "unknown"},
        .veto = {.rule = &demo_rules[R_VETO], .truth = WZ_UNKNOWN, .waits_for = "decision", .windows = f->windows,
                 .window_count = COUNT(f->windows)},
        .referrals = &f->referral, .referral_count = 1, .procedure = &f->procedure, .procedure_count = 1,
        .bans = &f->ban, .ban_count = 1, .shortfalls = f->shortfalls, .shortfall_count = COUNT(f->shortfalls),
        .questions = &f->question, .question_count = 1, .warnings = &f->warning, .warning_count = 1};
    static const char *const heavier[] = {"draft.20.1"};
    f->regimes[1] = (wz_regime_result){
        .rulebook = B_DRAFT, .incident = "i1",
        .conduct_from = {.has_low = true, .has_high = true, .low = DAY_2019_06_04, .high = DAY_2019_07_01},
        .conduct_to = {.has_low = true, .low = DAY_2019_07_01}, .hypothetical = true, .applicability = WZ_SCOPE_UNKNOWN,
        .outcome = "undetermined", .outcome_label = BOTH("尚不能确定", "undetermined"), .reason = "applicability_unknown",
        .findings = f->draft_findings, .finding_count = COUNT(f->draft_findings), .heavier = {heavier, 1},
        .choices = &f->choice, .choice_count = 1};
    f->regimes[2] = (wz_regime_result){.rulebook = B_FAR, .incident = "i1", .applicability = WZ_OUT_OF_SCOPE};
}

/* Fills a fixture; its arena belongs to the caller, to be freed with wz_arena_free. */
static inline const wz_assessment *report_fixture_make(report_fixture *f)
{
    *f = (report_fixture){.arena = wz_arena_new()};
    fixture_case(f);
    fixture_facts(f);
    fixture_findings(f);
    fixture_consequences(f);
    fixture_regimes(f);
    f->person_result = (wz_person_result){.person = &f->person, .regimes = f->regimes, .regime_count = COUNT(f->regimes)};
    static const char *const stated[] = {"f1", "f9"};
    static const char *const pair[] = {"duty_performance_deficient", "duties_fully_performed"};
    f->contradiction = (wz_contradiction){.of = "p1", .entity = WZ_PERSON, .attribute = P_PERFORMED, .facts = {stated, 2},
                                          .exclusion = {pair, 2}};
    f->alleged = (wz_fact){.id = "f4", .attribute = P_LEADING, .value = feel_boolean(true), .standing = WZ_ALLEGED};
    f->allegation = (wz_allegation){.of = "p1", .entity = WZ_PERSON, .fact = &f->alleged};
    f->assessment = (wz_assessment){.arena = f->arena, .law = &fixture_law, .subject = &f->subject,
                                    .as_of = DAY_2020_03_01, .rulebooks = fixture_all,
                                    .rulebook_count = COUNT(fixture_all), .contradictions = &f->contradiction,
                                    .contradiction_count = 1, .allegations = &f->allegation, .allegation_count = 1,
                                    .persons = &f->person_result, .person_count = 1};
    return &f->assessment;
}

/* ---- what the tests share ---- */

/* A file's bytes, NUL-terminated; NULL where it cannot be read. */
static inline char *fixture_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    wz_buffer bytes = {0};
    char part[4096];
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
        wz_buffer_add(&bytes, part, got);
    fclose(file);
    return bytes.data;
}

/* Whether the output is the golden file; says where they part. */
static inline bool fixture_is_golden(const wz_buffer *out, const char *path)
{
    char *wanted = fixture_read(path);
    if (!wanted) {
        printf("\n%s cannot be read\n", path);
        return false;
    }
    unsigned line = 1;
    size_t at = 0;
    for (; out->data[at] == wanted[at] && wanted[at]; at++)
        line += wanted[at] == '\n';
    bool same = at == out->length && wanted[at] == '\0';
    if (!same)
        printf("\n%s: line %u differs: %.60s\n", path, line, out->data + at);
    wz_free(wanted);
    return same;
}

/* Refuses every allocation from the `left`-th on. */
static inline void *fixture_refuse(void *left, void *ptr, size_t size)
{
    size_t *count = left;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    if (*count == 0)
        return NULL;
    --*count;
    return realloc(ptr, size);
}

/* Whether a report ends cleanly wherever memory runs out, and well once there is enough. `write` fills the buffer. */
static inline bool fixture_survives(int (*write)(wz_buffer *out, const wz_assessment *a), const wz_assessment *a)
{
    int status = WZ_ENOMEM;
    size_t given = 0;
    for (; status == WZ_ENOMEM && given < 10000; given++) {
        size_t left = given;
        wz_buffer out = {0};
        wz_alloc_set(fixture_refuse, &left);
        status = write(&out, a);
        wz_alloc_set(NULL, NULL);
        wz_buffer_free(&out);
    }
    return status == WZ_OK && given > 5;
}

/* Bytes that a case file could bring into a text: quotes, markup, controls, a terminal escape, marks that turn the
 * direction, what XML cannot hold, and what is not UTF-8. */
#define HOSTILE "a\"\\</id><x>&amp;]]>\x01\x1b[31m\r\n\t\x7f\xE2\x80\xA8\xE2\x80\xAE\xEF\xBF\xBE\xC0\x80\xFF" "z"

#endif
