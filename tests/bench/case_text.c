/* Case files for the real law, after a template: an accident in Tongzhou in 2019 and people of three usual posts. The
 * facts differ from case to case, the form does not; one to three people give about four kilobytes, as real ones do. */
#include "bench.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Facts that may stand beside one another in any mixture without contradiction. */
static const char *const fact_names[] = {"obstructed_investigation",
                                         "adverse_effect_caused",
                                         "took_remedial_measures",
                                         "losses_reduced",
                                         "social_impact_recovered",
                                         "nature_vile",
                                         "consequences_serious",
                                         "statutory_duties_fully_performed",
                                         "deployment_fully_implemented",
                                         "hazard_rectification_ineffective",
                                         "dereliction_of_duty",
                                         "work_ineffective",
                                         "suspected_duty_violation_or_crime"};
enum { FACT_NAMES = sizeof fact_names / sizeof *fact_names };

static const struct {
    const char *office, *role, *body, *level;
} posts[] = {{"区长", "gov_head", "government", "county"},
             {"镇党委书记", "party_head", "party_committee", "township"},
             {"区应急管理局副局长", "dept_deputy_safety", "gov_department", "county"}};
enum { POSTS = sizeof posts / sizeof *posts };

static void put_facts(FILE *out, uint64_t *random)
{
    fputs(bench_random(random, 2)
              ? "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" "
                "evidence=\"e-report\"/>\n"
              : "    <fact name=\"duty_performance_deficient\" in=\"i1\" value=\"true\" evidence=\"e-review\"/>\n",
          out);
    for (int i = 0; i < FACT_NAMES; i++) {
        uint32_t draw = bench_random(random, 4);
        if (draw >= 2)
            fprintf(out, "    <fact name=\"%s\" in=\"i1\" value=\"%s\" evidence=\"e-report\"/>\n", fact_names[i],
                    draw == 2 ? "true" : "false");
    }
}

/* Meetings, one a day and later again from the first day on. */
static void put_records(FILE *out, uint32_t person, uint32_t records)
{
    for (uint32_t i = 0; i < records; i++)
        fprintf(out,
                "    <duty-record id=\"d%" PRIu32 "-%" PRIu32 "\" activity=\"convene_meeting\" date=\"2019-%02" PRIu32
                "-%02" PRIu32 "\" personally=\"true\"/>\n",
                person, i, 1 + i / 28 % 12, 1 + i % 28);
}

static void put_person(FILE *out, uint32_t number, uint32_t records, uint64_t *random)
{
    uint32_t post = bench_random(random, POSTS);
    fprintf(out, "  <person id=\"p%" PRIu32 "\" name=\"某人%" PRIu32 "\">\n", number, number);
    fprintf(out,
            "    <post id=\"po%" PRIu32 "\" office=\"%s\" role=\"%s\" body=\"%s\" level=\"%s\" "
            "jurisdiction=\"北京市/通州区\" from=\"2017-01-10\"><to open=\"true\"/></post>\n",
            number, posts[post].office, posts[post].role, posts[post].body, posts[post].level);
    fputs("    <fact name=\"party_member\" value=\"true\"/>\n", out);
    put_facts(out, random);
    if (bench_random(random, 2))
        fprintf(out,
                "    <sanction id=\"s%" PRIu32 "\" kind=\"admonition\" decision-date=\"2019-08-%02" PRIu32
                "\" ground=\"accident_leadership\" matter=\"i1\" status=\"in_effect\"/>\n",
                number, 1 + bench_random(random, 31));
    put_records(out, number, records);
    fputs("    <complete list=\"duty_records\" of=\"convene_meeting\" from=\"2019-01-01\" to=\"2019-12-31\" "
          "by=\"办公室\" on=\"2020-01-06\"/>\n"
          "    <complete list=\"sanctions\" from=\"2015-01-01\" to=\"2020-01-15\" by=\"组织部\" on=\"2020-01-15\"/>\n"
          "    <examined facts=\"weight lifetime referral\" in=\"i1\" by=\"区纪委区监委\" on=\"2019-08-28\"/>\n"
          "  </person>\n",
          out);
}

static void put_head(FILE *out, uint64_t seed, uint64_t *random)
{
    fprintf(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<case xmlns=\"urn:wenze:case:1\" id=\"c%" PRIu64
        "\" title=\"一起生产安全事故\" jurisdiction=\"北京市/通州区\" as-of=\"2020-01-15\">\n"
        "  <evidence id=\"e-report\" title=\"事故调查报告\" document-no=\"通政函〔2019〕118号\" date=\"2019-08-26\"/>\n"
        "  <evidence id=\"e-review\" title=\"履职情况审查调查报告\" date=\"2019-08-28\"/>\n"
        "  <incident id=\"i1\" subject=\"true\" jurisdiction=\"北京市/通州区\">\n"
        "    <fact name=\"incident_date\" value=\"2019-07-%02" PRIu32 "\" evidence=\"e-report\"/>\n"
        "    <fact name=\"accident_occurred\" value=\"true\" evidence=\"e-report\"/>\n"
        "    <fact name=\"deaths\" value=\"%" PRIu32 "\"/>\n"
        "    <fact name=\"serious_injuries\" value=\"%" PRIu32 "\"/>\n"
        "    <fact name=\"direct_loss_wan\" value=\"485.6\" evidence=\"e-report\"/>\n"
        "  </incident>\n"
        "  <examined facts=\"trigger\" by=\"事故调查组\" on=\"2019-08-26\"/>\n",
        seed, 1 + bench_random(random, 31), bench_random(random, 12), bench_random(random, 20));
}

bench_text bench_case_text(uint64_t seed, uint32_t people, uint32_t records)
{
    bench_text text = {NULL, 0};
    uint64_t random = seed;
    FILE *out = open_memstream(&text.bytes, &text.length);
    if (out) {
        put_head(out, seed, &random);
        for (uint32_t p = 0; p < people; p++)
            put_person(out, p, p == 0 ? records : 0, &random);
        fputs("</case>\n", out);
    }
    if (!out || fclose(out) != 0) {
        fputs("bench: memory is short\n", stderr);
        exit(1);
    }
    return text;
}
