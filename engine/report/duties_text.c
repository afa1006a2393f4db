/* Duty periods for people: for each duty and post a calendar, a row a year and a column a month, in which each period is a
 * box with its mark; below it the periods one by one with what they came to. */
#include "report/duties.h"

#include "report/prose.h"

#include <stdio.h>
#include <string.h>

enum { MONTH = 5, MARGIN = 8, LABEL = 4 };

/* What became of a period, and its mark in the calendar. */
typedef enum { MET, SHORT, OPEN, PARTIAL_POST, PARTIAL_FORCE, NOT_ENDED, FATES } fate;

static const struct {
    const char *mark;
    const char *in[WZ_LANGS];
} fates[FATES] = {
    [MET] = {"✓", {"已按要求履行", "done as required"}},
    [SHORT] = {"✗", {"未达到要求次数", "fell short"}},
    [OPEN] = {"?", {"尚不能确定", "not settled"}},
    [PARTIAL_POST] = {"-", {"不计：任职不满该期", "does not count: the post was not held for all of it"}},
    [PARTIAL_FORCE] = {"-", {"不计：规定施行不满该期", "does not count: the rule was not in force for all of it"}},
    [NOT_ENDED] = {".", {"不计：该期尚未届满", "does not count: it has not ended yet"}},
};

static fate fate_of(const wz_shortfall *s)
{
    switch (s->counts) {
    case WZ_PARTIAL_POST: return PARTIAL_POST;
    case WZ_PARTIAL_FORCE: return PARTIAL_FORCE;
    case WZ_NOT_ENDED: return NOT_ENDED;
    case WZ_WHOLE: break;
    }
    return s->truth == WZ_TRUE ? SHORT : s->truth == WZ_FALSE ? MET : OPEN;
}

static const char *say(const wz_prose *prose, const char *zh, const char *en)
{
    return prose->lang == WZ_EN ? en : zh;
}

static void put(wz_prose *prose, const char *zh, const char *en)
{
    wz_page_put(&prose->page, say(prose, zh, en));
}

/* ---- the calendar ---- */

static unsigned months_of(const wz_shortfall *s)
{
    wz_civil first = wz_civil_from_day(s->from), last = wz_civil_from_day(s->to);
    return (unsigned)((last.year - first.year) * 12 + last.month - first.month + 1);
}

/* "1/2", "0-1/2" or "0+/2": done of required. */
static void counts_text(const wz_shortfall *s, char *out, size_t size)
{
    if (!s->has_done_high)
        snprintf(out, size, "%lld+/%lld", (long long)s->done_low, (long long)s->required);
    else if (s->done_high != s->done_low)
        snprintf(out, size, "%lld-%lld/%lld", (long long)s->done_low, (long long)s->done_high, (long long)s->required);
    else
        snprintf(out, size, "%lld/%lld", (long long)s->done_low, (long long)s->required);
}

static void box(wz_prose *prose, const wz_shortfall *s)
{
    char counts[96];
    unsigned room = months_of(s) * MONTH - 2;
    fate became = fate_of(s);
    counts_text(s, counts, sizeof counts);
    wz_page_put(&prose->page, "|");
    wz_page_style(&prose->page, became == SHORT ? WZ_BOLD : became > OPEN ? WZ_DIM : WZ_PLAIN);
    wz_page_put(&prose->page, fates[became].mark);
    bool fits = became <= OPEN && strlen(counts) <= room;
    if (fits)
        wz_page_put(&prose->page, counts);
    wz_page_style(&prose->page, WZ_PLAIN);
}

static void year_row(wz_prose *prose, const wz_shortfall *periods, size_t count, int year)
{
    char label[16];
    unsigned end = 0;
    wz_page_line(&prose->page, LABEL, 0);
    snprintf(label, sizeof label, "%d", year);
    wz_page_put(&prose->page, label);
    for (size_t i = 0; i < count; i++) {
        wz_civil first = wz_civil_from_day(periods[i].from);
        if (first.year != year)
            continue;
        unsigned start = LABEL + MARGIN + (unsigned)(first.month - 1) * MONTH;
        if (end > 0 && end < start) {
            wz_page_pad(&prose->page, end);
            wz_page_put(&prose->page, "|");
        }
        if (prose->page.column < start)
            wz_page_pad(&prose->page, start);
        box(prose, &periods[i]);
        end = start + months_of(&periods[i]) * MONTH;
    }
    wz_page_pad(&prose->page, end);
    wz_page_put(&prose->page, "|");
    wz_page_end(&prose->page);
}

static void month_heads(wz_prose *prose)
{
    wz_page_line(&prose->page, LABEL, 0);
    for (unsigned m = 1; m <= 12; m++) {
        char label[16];
        wz_page_pad(&prose->page, LABEL + MARGIN + (m - 1) * MONTH + 1);
        snprintf(label, sizeof label, say(prose, "%u月", "%02u"), m);
        wz_page_put(&prose->page, label);
    }
    wz_page_end(&prose->page);
}

/* ---- the calendar as a table ---- */

static void html_months(wz_prose *prose)
{
    wz_buffer *out = prose->page.out;
    wz_buffer_puts(out, "<div class=\"table\" tabindex=\"0\"><table class=\"duty\"><thead><tr><th></th>");
    for (unsigned m = 1; m <= 12; m++)
        wz_buffer_printf(out, say(prose, "<th>%u月</th>", "<th>%02u</th>"), m);
    wz_buffer_puts(out, "</tr></thead><tbody>\n");
}

static void html_blank(wz_buffer *out, int months)
{
    if (months > 0)
        wz_buffer_printf(out, "<td class=\"none\" colspan=\"%d\"></td>", months);
}

static void html_box(wz_prose *prose, const wz_shortfall *s)
{
    static const char *const classes[FATES] = {[MET] = "met",
                                               [SHORT] = "short",
                                               [OPEN] = "open",
                                               [PARTIAL_POST] = "partial",
                                               [PARTIAL_FORCE] = "partial",
                                               [NOT_ENDED] = "partial"};
    char counts[96];
    fate became = fate_of(s);
    counts_text(s, counts, sizeof counts);
    wz_buffer_printf(prose->page.out,
                     "<td class=\"%s\" colspan=\"%u\" title=\"%s\"><span aria-label=\"%s\">%s</span> %s</td>",
                     classes[became], months_of(s), fates[became].in[prose->lang], fates[became].in[prose->lang],
                     fates[became].mark, became <= OPEN ? counts : "");
}

static void html_calendar(wz_prose *prose, const wz_shortfall *periods, size_t count)
{
    wz_buffer *out = prose->page.out;
    int first = wz_civil_from_day(periods[0].from).year, last = wz_civil_from_day(periods[count - 1].from).year;
    html_months(prose);
    for (int year = first; year <= last; year++) {
        int month = 1;
        wz_buffer_printf(out, "<tr><th scope=\"row\">%d</th>", year);
        for (size_t i = 0; i < count; i++) {
            wz_civil begin = wz_civil_from_day(periods[i].from);
            if (begin.year != year)
                continue;
            html_blank(out, begin.month - month);
            html_box(prose, &periods[i]);
            month = begin.month + (int)months_of(&periods[i]);
        }
        html_blank(out, 13 - month);
        wz_buffer_puts(out, "</tr>\n");
    }
    wz_buffer_puts(out, "</tbody></table></div>\n");
}

static void calendar(wz_prose *prose, const wz_shortfall *periods, size_t count)
{
    if (prose->page.html) {
        html_calendar(prose, periods, count);
        return;
    }
    int first = wz_civil_from_day(periods[0].from).year, last = wz_civil_from_day(periods[count - 1].from).year;
    unsigned width = prose->page.width;
    enum { NEEDED = LABEL + MARGIN + 12 * MONTH + 1 };
    prose->page.width = width < NEEDED ? NEEDED : width; /* a calendar is not wrapped */
    month_heads(prose);
    for (int year = first; year <= last; year++)
        year_row(prose, periods, count, year);
    prose->page.width = width;
}

/* ---- one duty ---- */

static void say_period_row(wz_prose *prose, const wz_shortfall *s)
{
    char counts[96];
    fate became = fate_of(s);
    wz_page_line(&prose->page, LABEL, 4);
    wz_page_put(&prose->page, fates[became].mark);
    wz_page_put(&prose->page, " ");
    wz_say_period(prose, s->from, s->to);
    snprintf(counts, sizeof counts, say(prose, "：应 %lld 次，已 ", ": required %lld, done "), (long long)s->required);
    wz_page_put(&prose->page, counts);
    if (!s->has_done_high)
        snprintf(counts, sizeof counts, say(prose, "%lld 次以上", "%lld or more"), (long long)s->done_low);
    else if (s->done_high != s->done_low)
        snprintf(counts, sizeof counts, say(prose, "%lld 至 %lld 次", "%lld to %lld"), (long long)s->done_low,
                 (long long)s->done_high);
    else
        snprintf(counts, sizeof counts, say(prose, "%lld 次", "%lld"), (long long)s->done_low);
    wz_page_put(&prose->page, counts);
    put(prose, "，", "; ");
    wz_page_put(&prose->page, fates[became].in[prose->lang]);
    if (became <= OPEN && !s->log_complete)
        put(prose, "（台账未声明登记完整）", " (the log is not declared complete)");
    wz_page_end(&prose->page);
}

static bool same_duty(const wz_shortfall *a, const wz_shortfall *b)
{
    return a->rule == b->rule && strcmp(a->post, b->post) == 0;
}

/* The activities that count, by their labels. */
static void say_activities(wz_prose *prose, const wz_rule *rule)
{
    const wz_vocabulary *vocabulary = prose->a->law->vocabulary;
    const wz_entity *entity = &vocabulary->entities[WZ_DUTY_RECORD];
    int index = entity->by_role[WZ_ROLE_ACTIVITY];
    const char *id = index < 0 ? NULL : entity->attributes[index].enumeration;
    const wz_enumeration *enumeration = id ? wz_enumeration_find(vocabulary, id) : NULL;
    for (size_t i = 0; i < rule->activities.count; i++) {
        const wz_value_label *value = enumeration ? wz_enumeration_value(enumeration, rule->activities.items[i]) : NULL;
        if (i > 0)
            put(prose, "、", ", ");
        wz_page_put(&prose->page, value ? wz_text_in(value->label, prose->lang) : rule->activities.items[i]);
    }
}

static void say_frequency(wz_prose *prose, const wz_rule *rule)
{
    static const char *const per[][WZ_LANGS] = {
        [WZ_MONTH] = {"每月", "a month"},       [WZ_TWO_MONTHS] = {"每两个月", "in two months"},
        [WZ_QUARTER] = {"每季度", "a quarter"}, [WZ_HALF_YEAR] = {"每半年", "in half a year"},
        [WZ_YEAR] = {"每年", "a year"},         [WZ_UNQUANTIFIED] = {"未定次数", "no number given"}};
    char text[96];
    wz_page_line(&prose->page, LABEL, 4);
    put(prose, "要求：", "required: ");
    if (rule->frequency == WZ_UNQUANTIFIED)
        snprintf(text, sizeof text, "%s", per[WZ_UNQUANTIFIED][prose->lang]);
    else if (prose->lang == WZ_ZH)
        snprintf(text, sizeof text, "%s至少 %lld 次", per[rule->frequency][WZ_ZH], (long long)rule->required);
    else
        snprintf(text, sizeof text, "at least %lld %s", (long long)rule->required, per[rule->frequency][WZ_EN]);
    wz_page_put(&prose->page, text);
    put(prose, "，", ", ");
    say_activities(prose, rule);
    if (rule->personally)
        put(prose, "，须由本人主持、带队", ", in person");
    if (rule->of_body)
        put(prose, "（该义务属于集体，只列出，不作为个人问责的依据）",
            " (a duty of the body: shown, and no ground against the person)");
    if (rule->frequency_presumed)
        put(prose, "（次数是本系统的推定，不据以认定未履职）",
            " (the number is presumed here, so that nothing is proven by it)");
    wz_page_end(&prose->page);
}

static void say_duty(wz_prose *prose, const wz_shortfall *periods, size_t count)
{
    const wz_rule *rule = periods->rule;
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 2, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_rule(prose, rule);
    const char *label = wz_text_in(rule->label, prose->lang);
    if (*label && rule->cites.count > 0) {
        put(prose, "　", "  ");
        wz_page_put(&prose->page, label);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
    put(prose, "——", " - ");
    wz_say_post(prose, periods->post);
    wz_page_end(&prose->page);
    say_frequency(prose, rule);
    if (rule->frequency == WZ_UNQUANTIFIED)
        return;
    calendar(prose, periods, count);
    for (size_t i = 0; i < count; i++)
        say_period_row(prose, &periods[i]);
}

/* ---- a regulation, and the whole ---- */

static void say_regime(wz_prose *prose, const wz_regime_result *regime)
{
    prose->regime = regime;
    wz_page_gap(&prose->page);
    wz_page_rule(&prose->page, "─");
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_regime_title(prose, regime);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
    for (size_t i = 0; i < regime->shortfall_count;) {
        size_t end = i;
        while (end < regime->shortfall_count && same_duty(&regime->shortfalls[i], &regime->shortfalls[end]))
            end++;
        say_duty(prose, &regime->shortfalls[i], end - i);
        i = end;
    }
}

static void say_log(wz_prose *prose, const wz_duties_log *log)
{
    char text[160];
    const wz_case_person *person = prose->person->person;
    wz_page_line(&prose->page, 0, 2);
    snprintf(text, sizeof text, say(prose, "履职台账：共 %zu 条", "Activity log: %zu records"),
             person->duty_record_count);
    wz_page_put(&prose->page, text);
    if (log && log->file) {
        snprintf(
            text, sizeof text,
            say(prose, "，其中 %zu 条由所附台账读入（共 %zu 行", ", %zu of them from the log that was added (%zu rows"),
            log->taken, log->rows);
        wz_page_put(&prose->page, text);
        snprintf(text, sizeof text, say(prose, "，%zu 行有问题", ", %zu with problems"), log->bad);
        wz_page_put(&prose->page, log->bad ? text : "");
        snprintf(text, sizeof text, say(prose, "，%zu 行是他人的", ", %zu of other people"), log->others);
        wz_page_put(&prose->page, log->others ? text : "");
        put(prose, "）", ")");
    }
    wz_page_end(&prose->page);
}

static void say_legend(wz_prose *prose)
{
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 0, 2);
    put(prose,
        "图例：✓ 已按要求履行　✗ 未达到　? 尚不能确定　- 不是完整的一期　. 尚未届满；数字为“已/应”次数，0+ "
        "指台账未声明完整",
        "Legend: ✓ done  ✗ fell short  ? not settled  - not a whole period  . not ended; numbers are done/required, 0+ "
        "where "
        "the log is not declared complete");
    wz_page_end(&prose->page);
}

static void say_head(wz_prose *prose)
{
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    put(prose, "履职情况：", "Duties of ");
    wz_say_person(prose, prose->person->person);
    wz_page_style(&prose->page, WZ_PLAIN);
    put(prose, "　截至 ", ", as of ");
    wz_say_day(prose, prose->a->as_of);
    wz_page_end(&prose->page);
}

static int write_down(wz_page page, const wz_assessment *assessment, size_t person, const wz_duties_log *log,
                      wz_lang lang)
{
    wz_prose prose = {.page = page, .a = assessment, .lang = lang, .person = &assessment->persons[person]};
    bool any = false;
    say_head(&prose);
    say_log(&prose, log);
    for (size_t i = 0; i < prose.person->regime_count; i++) {
        if (prose.person->regimes[i].shortfall_count == 0)
            continue;
        any = true;
        say_regime(&prose, &prose.person->regimes[i]);
    }
    if (any) {
        say_legend(&prose);
    } else {
        wz_page_line(&prose.page, 0, 2);
        put(&prose, "没有可以按期计算的履职义务约束此人所任职务。",
            "No duty that can be counted by periods binds the posts of this person.");
        wz_page_end(&prose.page);
    }
    return page.out->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_report_duties_text(wz_buffer *out, const wz_assessment *assessment, size_t person, const wz_duties_log *log,
                          wz_lang lang, const wz_text_options *options)
{
    enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40 };
    unsigned width = options && options->width ? options->width : DEFAULT_WIDTH;
    wz_page page = {.out = out,
                    .width = width < LEAST_WIDTH ? LEAST_WIDTH : width,
                    .colour = options && options->colour,
                    .html = options && options->html};
    return write_down(page, assessment, person, log, lang);
}
