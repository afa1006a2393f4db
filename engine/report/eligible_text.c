/* The answer of `wenze eligible` for people: for each step the answer and what decides it, then every bar with its norm and
 * how its end was found; then what bars nothing, what is missing, drafts, vetoes and procedure. Without a day asked about, the
 * calendar comes first, drawn in text. */
#include "report/eligible.h"

#include "assess/record_case.h"
#include "report/prose.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    wz_prose prose;
    const wz_eligible_answer *a;
} paper;

static void put(paper *p, const char *zh, const char *en)
{
    wz_page_put(&p->prose.page, p->prose.lang == WZ_EN ? en : zh);
}

static void begin(paper *p, unsigned indent, unsigned hang)
{
    wz_page_line(&p->prose.page, indent, hang);
}

static void heading(paper *p, const char *zh, const char *en)
{
    wz_page_gap(&p->prose.page);
    begin(p, 0, 2);
    wz_page_style(&p->prose.page, WZ_BOLD);
    put(p, zh, en);
    wz_page_style(&p->prose.page, WZ_PLAIN);
    wz_page_end(&p->prose.page);
}

static bool is_day(wz_day_range range)
{
    return range.has_low && range.has_high && range.low == range.high;
}

static wz_day_range next(wz_day_range day)
{
    day.low++;
    day.high++;
    return day;
}

static void say_step(paper *p, size_t step)
{
    wz_say_label(&p->prose, p->a->law->frame->steps[step].label, p->a->law->frame->steps[step].id);
}

/* ---- the head ---- */

static void say_head(paper *p)
{
    const wz_eligible_answer *a = p->a;
    begin(p, 0, 2);
    wz_page_style(&p->prose.page, WZ_BOLD);
    put(p, "任用资格：", "Eligibility: ");
    wz_say_person(&p->prose, a->person);
    wz_page_style(&p->prose.page, WZ_PLAIN);
    begin(p, 2, 2);
    if (!a->calendar) {
        put(p, "所问之日：", "day asked about: ");
        wz_say_day(&p->prose, a->ask.on);
        put(p, "　", "; ");
    }
    put(p, "掌握情况截至：", "known on: ");
    wz_say_day(&p->prose, a->ask.known_on);
    begin(p, 2, 2);
    if (a->ask.has_complete_to) {
        put(p, "处理处分记录声明查全至：", "record of sanctions declared complete to: ");
        wz_say_day(&p->prose, a->ask.complete_to);
        if (a->complete_by) {
            wz_say(&p->prose, WZ_SAY_OPEN);
            wz_page_put(&p->prose.page, a->complete_by);
            wz_page_put(&p->prose.page, a->complete_on ? " " : "");
            wz_page_put(&p->prose.page, a->complete_on ? a->complete_on : "");
            wz_say(&p->prose, WZ_SAY_CLOSE);
        }
    } else {
        put(p, "处理处分记录未声明查全", "record of sanctions not declared complete");
    }
    wz_page_end(&p->prose.page);
    if (a->ask.on > a->ask.known_on) {
        begin(p, 2, 2);
        put(p, "所问之日尚未到来：假定此前没有新的处理、处分。",
            "That day is yet to come: assumed that nothing new is imposed before it.");
        wz_page_end(&p->prose.page);
    }
}

/* ---- an answer ---- */

static void say_why(paper *p, wz_why why)
{
    static const char *const zh[WZ_WHYS] = {"",
                                            "已开除，无从谈起",
                                            "决定早于所载最早版本的规定，影响期不明",
                                            "起止日期不明或者不确切",
                                            "限制是否成立取决于尚缺的事实",
                                            "一票否决已成立，追责决定尚未作出，期间未起算",
                                            "一票否决是否成立尚不能确定",
                                            "没有记载当日起作用的限制，但记录未声明查全到应查之日"};
    static const char *const en[WZ_WHYS] = {
        "",
        "expelled, so that no step can be spoken of",
        "decided before the first version recorded, so that its period is unknown",
        "the days of a bar are not known, or not exactly",
        "whether a bar applies turns on facts that are missing",
        "a veto holds; the decision that starts its time has not been taken",
        "whether a veto holds is not known",
        "nothing recorded bars on that day, but the record is not declared complete to the day that counts"};
    put(p, zh[why], en[why]);
}

static void say_last(paper *p, const wz_verdict *v)
{
    put(p, "；最后受限日", "; last barred day ");
    if (!v->last_barred_day.has_high) {
        put(p, "不明（至少到", "unknown (at least ");
        wz_say_day(&p->prose, v->last_barred_day.low);
        wz_say(&p->prose, WZ_SAY_CLOSE);
        return;
    }
    wz_say_range(&p->prose, v->last_barred_day);
    put(p, "，", ", free from ");
    wz_say_range(&p->prose, next(v->last_barred_day));
    put(p, "起不再受限", "");
}

static void say_verdict(paper *p, const wz_verdict *v)
{
    static const char *const zh[] = {"不受限", "受限", "不能确定"}, *const en[] = {"eligible", "barred",
                                                                                   "undetermined"};
    wz_page_style(&p->prose.page, WZ_BOLD);
    put(p, zh[v->answer], en[v->answer]);
    wz_page_style(&p->prose.page, WZ_PLAIN);
    if (v->answer == WZ_BARRED)
        say_last(p, v);
    if (v->why != WZ_WHY_NONE) {
        wz_say(&p->prose, WZ_SAY_SEMICOLON);
        say_why(p, v->why);
    }
}

/* ---- a bar ---- */

static void say_bar_name(paper *p, const wz_bar *bar)
{
    if (bar->veto) {
        wz_say_rule(&p->prose, bar->rule);
        if (!bar->sanction)
            return;
        wz_say(&p->prose, WZ_SAY_COMMA);
    }
    wz_say_sanction(&p->prose, bar->sanction);
}

/* 2019-08-31 + 6个月 = 2020-02-29（该月无31日，取月末） */
static void say_end(paper *p, const wz_bar *bar)
{
    if (bar->lasts && is_day(bar->from) && is_day(bar->last) && !bar->rescinded) {
        wz_say_day(&p->prose, bar->from.low);
        wz_page_put(&p->prose.page, " + ");
        wz_say_duration(&p->prose, bar->lasts);
        wz_page_put(&p->prose.page, " = ");
        wz_say_day(&p->prose, bar->last.low);
        if (wz_bar_clamped(bar)) {
            put(p, "（该月无", " (that month has no day ");
            wz_say_count(&p->prose, wz_civil_from_day(bar->from.low).day);
            put(p, "日，取月末）", ": its last is taken)");
        }
        return;
    }
    wz_say(&p->prose, WZ_SAY_FROM);
    wz_say_range(&p->prose, bar->from);
    wz_say(&p->prose, WZ_SAY_FROM_END);
    if (bar->lasts) {
        wz_say(&p->prose, WZ_SAY_COMMA);
        wz_say_duration(&p->prose, bar->lasts);
    }
    put(p, "，最后受限日", ", last barred day ");
    wz_say_range(&p->prose, bar->last);
    if (bar->to) {
        wz_say(&p->prose, WZ_SAY_OPEN);
        wz_say_label(&p->prose, bar->rule->label, bar->rule->id);
        wz_say(&p->prose, WZ_SAY_CLOSE);
    }
    if (bar->rescinded)
        put(p, "（因撤销而终止）", " (ended by rescission)");
}

/* ---- bars that say one thing: the same days for one sanction ---- */

static bool same_days(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static bool says_the_same(const wz_bar *a, const wz_bar *b)
{
    bool same_sanction =
        a->sanction && b->sanction ? strcmp(a->sanction, b->sanction) == 0 : a->sanction == b->sanction;
    bool alike = same_sanction && a->veto == b->veto && (!a->veto || a->rule == b->rule) &&
                 a->hypothetical == b->hypothetical && a->why == b->why;
    /* what rests on facts that are missing is said once of a sanction: without its days */
    bool days_said = a->why != WZ_WHY_CONDITION_UNKNOWN && a->why != WZ_WHY_VETO_OPEN;
    return alike && (!days_said || (same_days(a->from, b->from) && same_days(a->last, b->last)));
}

/* The first bar of the step that says the same as this one. */
static const wz_bar *first_of(const wz_eligible_answer *a, const wz_bar *bar, size_t step)
{
    const wz_bar *first = a->bars->bars;
    while (first != bar && !(first->steps >> step & 1 && says_the_same(first, bar)))
        first++;
    return first;
}

/* ---- the norms behind a bar ---- */

/* What was given under the bar in hand already. */
typedef struct {
    const wz_norm *items[16];
    size_t count;
    const wz_rule *words; /* the last whose article's words were */
} norms_said;

static bool is_new_norm(norms_said *said, const wz_norm *norm)
{
    for (size_t i = 0; i < said->count; i++) {
        const wz_norm *other = said->items[i];
        bool same_article = norm->article && other->article ? strcmp(norm->article, other->article) == 0
                                                            : norm->article == other->article;
        if (strcmp(other->title, norm->title) == 0 && same_article)
            return false;
    }
    if (said->count < sizeof said->items / sizeof *said->items)
        said->items[said->count++] = norm;
    return true;
}

static void say_norm(paper *p, const wz_norm *norm)
{
    begin(p, 6, 2);
    wz_page_put(&p->prose.page, "《");
    wz_page_put(&p->prose.page, norm->title);
    wz_page_put(&p->prose.page, "》");
    bool numbered = norm->article && norm->article[0] >= '0' && norm->article[0] <= '9';
    if (norm->article) {
        put(p, numbered ? "第" : "", ", ");
        put(p, "", numbered ? "art. " : "");
        wz_page_put(&p->prose.page, norm->article);
        put(p, numbered ? "条" : "", "");
    }
    wz_say(&p->prose, WZ_SAY_COLON);
    wz_say_text(&p->prose, norm->text);
    if (norm->status != WZ_CONFIRMED)
        wz_say_mark(&p->prose, WZ_SAY_VERIFY);
    wz_page_end(&p->prose.page);
}

static void say_norms(paper *p, const wz_bar *bar, norms_said *said)
{
    const wz_ban_version *v = bar->version && bar->version->norm_count && !bar->veto ? bar->version : NULL;
    const wz_norm *norms = v ? v->norms : bar->rule->norms;
    size_t count = v ? v->norm_count : bar->rule->norm_count;
    if (bar->rule->cites.count) {
        if (said->words != bar->rule)
            wz_say_words_of_law(&p->prose, bar->rule, 6);
        said->words = bar->rule;
        return;
    }
    wz_page_style(&p->prose.page, WZ_DIM);
    for (size_t i = 0; i < count; i++)
        if (is_new_norm(said, &norms[i]))
            say_norm(p, &norms[i]);
    wz_page_style(&p->prose.page, WZ_PLAIN);
}

/* The words of a veto stand once in a step, under its first bar. */
static bool words_stand_above(const wz_eligible_answer *a, const wz_bar *bar, size_t step, wz_day day)
{
    for (const wz_bar *other = a->bars->bars; bar->veto && other != bar; other++)
        if (other->steps >> step & 1 && other->rule == bar->rule && (a->calendar || wz_bar_on(other, day) != WZ_FALSE))
            return true;
    return false;
}

/* A bar, with those that say the same. */
static void say_bar(paper *p, const wz_bar *bar, size_t step, const wz_verdict *verdict)
{
    const wz_bar *deciding = verdict->deciding;
    bool barred = verdict->answer == WZ_BARRED;
    const wz_eligible_answer *a = p->a;
    bool decides = deciding && first_of(a, deciding, step) == bar, verify = false;
    for (size_t i = 0; i < a->bars->count; i++)
        if (a->bars->bars[i].steps >> step & 1 && says_the_same(&a->bars->bars[i], bar))
            verify |= a->bars->bars[i].verify;
    begin(p, 4, 2);
    wz_page_put(&p->prose.page, "· ");
    say_bar_name(p, bar);
    wz_say(&p->prose, WZ_SAY_COLON);
    if (bar->why == WZ_WHY_NONE || bar->why == WZ_WHY_DAYS_UNKNOWN)
        say_end(p, bar);
    else
        say_why(p, bar->why);
    if (decides && barred)
        put(p, "〔届满最晚，以此为准〕", " [ends last, and decides]");
    else if (decides)
        put(p, "〔取决于此〕", " [it turns on this]");
    if (verify)
        wz_say_mark(&p->prose, WZ_SAY_VERIFY);
    wz_page_end(&p->prose.page);
    norms_said said = {.count = 0};
    if (words_stand_above(a, bar, step, a->ask.on) || bar->why == WZ_WHY_CONDITION_UNKNOWN)
        return;
    for (size_t i = 0; i < a->bars->count; i++)
        if (a->bars->bars[i].steps >> step & 1 && says_the_same(&a->bars->bars[i], bar))
            say_norms(p, &a->bars->bars[i], &said);
}

/* The bars of a step that count on the day, or for the calendar all of them. */
static void say_bars(paper *p, const wz_step_answer *s, const wz_verdict *verdict, bool drafts)
{
    const wz_eligible_answer *a = p->a;
    p->prose.norm = NULL;
    for (size_t i = 0; i < a->bars->count; i++) {
        const wz_bar *bar = &a->bars->bars[i];
        bool counts = a->calendar || wz_bar_on(bar, a->ask.on) != WZ_FALSE || bar == verdict->deciding;
        if (bar->steps >> s->step & 1 && bar->hypothetical == drafts && counts && first_of(a, bar, s->step) == bar)
            say_bar(p, bar, s->step, verdict);
    }
}

/* ---- the calendar ---- */

static void say_span(paper *p, const wz_span *span)
{
    begin(p, 4, 2);
    wz_page_put(&p->prose.page, p->prose.page.html ? "" : span->truth == WZ_TRUE ? "# " : "? ");
    if (span->has_from)
        wz_say_day(&p->prose, span->from);
    else
        put(p, "起日不明", "since a day unknown");
    put(p, " 至 ", " to ");
    if (span->has_last)
        wz_say_day(&p->prose, span->last);
    else
        put(p, "届满日不明", "a day unknown");
    put(p, span->truth == WZ_TRUE ? "：受限" : "：可能受限", span->truth == WZ_TRUE ? ": barred" : ": perhaps barred");
    wz_page_end(&p->prose.page);
}

/* The years that the drawing covers: from the first day to behind the last, with the day of knowledge in it. */
static void drawn_years(const wz_eligible_answer *a, int *first, int *last)
{
    *first = *last = wz_civil_from_day(a->ask.on).year;
    for (size_t i = 0; i < a->step_count; i++)
        for (size_t k = 0; k < a->steps[i].span_count; k++) {
            const wz_span *span = &a->steps[i].spans[k];
            int from = span->has_from ? wz_civil_from_day(span->from).year : *first;
            int to = wz_civil_from_day(span->has_last ? span->last : span->has_from ? span->from : a->ask.on).year;
            *first = from < *first ? from : *first;
            *last = to > *last ? to : *last;
        }
}

static char mark_of(const wz_step_answer *s, wz_day from, wz_day last)
{
    char mark = '.';
    for (size_t k = 0; k < s->span_count; k++) {
        const wz_span *span = &s->spans[k];
        if ((span->has_from && span->from > last) || (span->has_last && span->last < from))
            continue;
        if (span->truth == WZ_TRUE)
            return '#';
        mark = '?';
    }
    return mark;
}

/* A character a month, or a quarter where there are many years. */
static void draw(paper *p)
{
    enum { MOST_BY_MONTH = 5, MOST_YEARS = 16 };
    const wz_eligible_answer *a = p->a;
    int first, last;
    drawn_years(a, &first, &last);
    if (last - first >= MOST_YEARS)
        first = last - MOST_YEARS + 1;
    int months = last - first < MOST_BY_MONTH ? 1 : 3;
    unsigned label = 4;
    for (size_t i = 0; i < a->step_count; i++) {
        unsigned columns = wz_page_columns(wz_text_in(a->law->frame->steps[a->steps[i].step].label, p->prose.lang));
        label = columns + 5 > label ? columns + 5 : label;
    }
    begin(p, 2, 0);
    wz_page_pad(&p->prose.page, label);
    for (int year = first; year <= last; year++) {
        char text[16];
        snprintf(text, sizeof text, "|%-*d", 12 / months - 1 > 0 ? 12 / months - 1 : 1,
                 year % (months == 3 ? 100 : 10000));
        wz_page_put(&p->prose.page, text);
    }
    wz_page_end(&p->prose.page);
    for (size_t i = 0; i < a->step_count; i++) {
        begin(p, 2, 0);
        say_step(p, a->steps[i].step);
        wz_page_pad(&p->prose.page, label);
        for (int month = 0; month < (last - first + 1) * 12; month += months) {
            wz_civil civil = {first + month / 12, month % 12 + 1, 1};
            wz_day from = wz_day_from_civil(civil);
            char text[2] = {mark_of(&a->steps[i], from, wz_day_add_months(from, months) - 1), '\0'};
            wz_page_put(&p->prose.page, text);
        }
        wz_page_end(&p->prose.page);
    }
    begin(p, 2, 2);
    put(p, months == 1 ? "一格一个月：# 受限，? 可能受限，. 不受限" : "一格一个季度：# 受限，? 可能受限，. 不受限",
        months == 1 ? "one mark a month: # barred, ? perhaps, . free"
                    : "one mark a quarter: # barred, ? perhaps, . free");
    wz_page_end(&p->prose.page);
}

/* ---- the rest ---- */

static void say_step_answer(paper *p, const wz_step_answer *s)
{
    wz_page_gap(&p->prose.page);
    begin(p, 0, 2);
    wz_page_style(&p->prose.page, WZ_BOLD);
    wz_page_put(&p->prose.page, p->prose.page.html ? "" : "◆ ");
    say_step(p, s->step);
    wz_say(&p->prose, WZ_SAY_COLON);
    wz_page_style(&p->prose.page, WZ_PLAIN);
    if (p->a->calendar) {
        wz_say_day(&p->prose, p->a->ask.on);
        put(p, "，", ", ");
    }
    say_verdict(p, &s->verdict);
    wz_page_end(&p->prose.page);
    for (size_t i = 0; p->a->calendar && i < s->span_count; i++)
        say_span(p, &s->spans[i]);
    say_bars(p, s, &s->verdict, false);
}

static void say_drafts(paper *p)
{
    const wz_eligible_answer *a = p->a;
    bool any = false;
    for (size_t i = 0; i < a->step_count; i++) {
        const wz_step_answer *s = &a->steps[i];
        bool here = false;
        for (size_t b = 0; b < a->bars->count; b++)
            here |= a->bars->bars[b].hypothetical && a->bars->bars[b].steps >> s->step & 1 &&
                    (a->calendar || wz_bar_on(&a->bars->bars[b], a->ask.on) != WZ_FALSE);
        if (!here)
            continue;
        if (!any)
            heading(p, "假设：若草案已经施行（草案尚未施行，不得作为依据）",
                    "Hypothetical: as if drafts were in force (they are not, and are no basis for a decision)");
        any = true;
        begin(p, 2, 2);
        say_step(p, s->step);
        wz_say(&p->prose, WZ_SAY_COLON);
        say_verdict(p, &s->with_drafts);
        wz_page_end(&p->prose.page);
        say_bars(p, s, &s->with_drafts, true);
    }
}

static void say_idle(paper *p)
{
    static const char *const zh[] = {"没有规定影响期，不产生限制", "不限制所问事项", "影响期已满", "已撤销",
                                     "当日尚未开始"};
    static const char *const en[] = {"no period is laid down for it, so no bar follows", "bars other steps only",
                                     "its period is over", "rescinded", "not yet begun on that day"};
    const wz_eligible_answer *a = p->a;
    if (a->idle_count)
        heading(p, "不产生限制的处理、处分", "Sanctions that bar nothing here");
    for (size_t i = 0; i < a->idle_count; i++) {
        begin(p, 2, 2);
        wz_page_put(&p->prose.page, "· ");
        wz_say_sanction(&p->prose, a->idle[i].sanction->id);
        wz_say(&p->prose, WZ_SAY_COLON);
        put(p, zh[a->idle[i].why], en[a->idle[i].why]);
        if (a->idle[i].last.has_high && a->idle[i].why == WZ_IDLE_ENDED) {
            put(p, "，最后受限日", ", last barred day ");
            wz_say_range(&p->prose, a->idle[i].last);
        }
        wz_page_end(&p->prose.page);
    }
}

static void say_missing(paper *p)
{
    const wz_eligible_answer *a = p->a;
    bool record = false;
    for (size_t i = 0; i < a->step_count; i++)
        record |= a->steps[i].verdict.why == WZ_WHY_NOTHING_RECORDED;
    if (a->missing_count || record)
        heading(p, "尚缺", "Missing");
    for (size_t i = 0; i < a->missing_count; i++) {
        const wz_missing_fact *m = &a->missing[i];
        const wz_attribute *attribute = &a->law->vocabulary->entities[m->entity].attributes[m->attribute];
        begin(p, 2, 2);
        wz_page_put(&p->prose.page, "· ");
        if (m->entity == WZ_SANCTION) {
            wz_say_sanction(&p->prose, m->of);
            wz_say(&p->prose, WZ_SAY_COLON);
        }
        wz_say_label(&p->prose, attribute->label, attribute->id);
        if (*wz_text_in(attribute->proof, p->prose.lang)) {
            wz_say(&p->prose, WZ_SAY_SEMICOLON);
            wz_say(&p->prose, WZ_SAY_PROVED_BY);
            wz_say_text(&p->prose, attribute->proof);
        }
        wz_page_end(&p->prose.page);
    }
    if (record) {
        begin(p, 2, 2);
        wz_page_put(&p->prose.page, "· ");
        put(p, "声明处理处分记录已查全到", "a declaration that the record of sanctions is complete to ");
        wz_say_day(&p->prose, a->ask.on < a->ask.known_on ? a->ask.on : a->ask.known_on);
        put(p, "（何人、何日声明）", " (by whom, on which day)");
        wz_page_end(&p->prose.page);
    }
}

static void say_veto(paper *p, const wz_regime_result *regime)
{
    begin(p, 2, 2);
    wz_page_put(&p->prose.page, "· ");
    wz_say_rule(&p->prose, regime->veto.rule);
    wz_say(&p->prose, WZ_SAY_COLON);
    wz_say_state(&p->prose, regime->veto.truth);
    if (regime->hypothetical)
        put(p, "（草案）", " (a draft)");
    if (regime->veto.waits_for) {
        wz_say(&p->prose, WZ_SAY_SEMICOLON);
        wz_say(&p->prose, WZ_SAY_WAITS);
    }
    wz_page_end(&p->prose.page);
}

static void say_vetoes(paper *p)
{
    bool any = false;
    for (size_t i = 0; i < p->a->assessment_count; i++)
        for (size_t r = 0; r < p->a->assessments[i]->persons[0].regime_count; r++) {
            const wz_regime_result *regime = &p->a->assessments[i]->persons[0].regimes[r];
            if (!regime->veto.rule || regime->veto.truth == WZ_FALSE ||
                wz_case_is_review(p->a->assessments[i]->subject))
                continue;
            if (!any)
                heading(p, "一票否决", "Veto");
            any = true;
            say_veto(p, regime);
        }
}

static void say_act(paper *p, const wz_regime_result *regime, const wz_choice *choice)
{
    begin(p, 2, 2);
    wz_page_put(&p->prose.page, "· ");
    wz_say_rule(&p->prose, choice->rule);
    wz_say(&p->prose, WZ_SAY_COLON);
    wz_say_label(&p->prose, choice->rule->label, choice->rule->id);
    if (choice->rule->actor) {
        wz_say(&p->prose, WZ_SAY_OPEN);
        wz_say_term(&p->prose, choice->rule->actor);
        wz_say(&p->prose, WZ_SAY_CLOSE);
    }
    if (regime->hypothetical)
        put(p, "（草案）", " (a draft)");
    if (choice->truth == WZ_UNKNOWN)
        wz_say_mark(&p->prose, WZ_SAY_UNSETTLED);
    wz_page_end(&p->prose.page);
}

/* What is owed, by regulation; the review of the record comes first, and what it says is not said again. */
static void say_procedure(paper *p)
{
    bool any = false;
    const wz_assessment *a = p->a->assessment_count ? p->a->assessments[0] : NULL;
    for (size_t r = 0; a && r < a->persons[0].regime_count; r++) {
        const wz_regime_result *regime = &a->persons[0].regimes[r];
        p->prose.regime = NULL;
        for (size_t i = 0; i < regime->procedure_count; i++) {
            if (!any)
                heading(p, "应当履行的程序", "Procedure owed");
            any = true;
            say_act(p, regime, &regime->procedure[i]);
        }
    }
}

int wz_eligible_text(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang, const wz_text_options *options)
{
    enum { NARROWEST = 40, USUAL = 80 };
    unsigned width = options && options->width ? options->width : USUAL;
    if (answer->assessment_count == 0)
        return WZ_ENOMEM;
    wz_person_result person = {.person = answer->person};
    paper p = {.prose = {.page = {.out = out,
                                  .width = width < NARROWEST ? NARROWEST : width,
                                  .colour = options && options->colour},
                         .a = answer->assessments[0],
                         .lang = lang,
                         .person = &person},
               .a = answer};
    say_head(&p);
    if (answer->calendar) {
        heading(&p, "日历", "Calendar");
        draw(&p);
    }
    for (size_t i = 0; i < answer->step_count; i++)
        say_step_answer(&p, &answer->steps[i]);
    say_drafts(&p);
    say_vetoes(&p);
    say_idle(&p);
    say_missing(&p);
    say_procedure(&p);
    wz_page_end(&p.prose.page);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

/* ---- as a page ---- */

static void open_section(paper *p, const char *class)
{
    wz_page_end(&p->prose.page);
    wz_buffer_printf(p->prose.page.out, "<section class=\"%s\">\n", class);
}

static void close_section(paper *p)
{
    wz_page_end(&p->prose.page);
    wz_buffer_puts(p->prose.page.out, "</section>\n");
}

/* A part that may be empty: then nothing of it stays. */
static void section(paper *p, void (*say)(paper *p))
{
    wz_buffer *out = p->prose.page.out;
    size_t before = out->length;
    open_section(p, "more");
    size_t inside = out->length;
    say(p);
    wz_page_end(&p->prose.page);
    if (out->length == inside && !out->failed) {
        out->length = before;
        out->data[before] = '\0';
    } else {
        close_section(p);
    }
}

int wz_eligible_html(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang)
{
    if (answer->assessment_count == 0)
        return WZ_ENOMEM;
    wz_person_result person = {.person = answer->person};
    paper p = {.prose = {.page = {.out = out, .width = 80, .html = true},
                         .a = answer->assessments[0],
                         .lang = lang,
                         .person = &person},
               .a = answer};
    open_section(&p, "head");
    say_head(&p);
    close_section(&p);
    wz_buffer_puts(out, "<figure class=\"picture\">");
    wz_eligible_svg(out, answer, lang);
    wz_buffer_puts(out, "</figure>\n");
    for (size_t i = 0; i < answer->step_count; i++) {
        wz_buffer class = {0};
        wz_buffer_printf(&class, "step %s", wz_answer_name(answer->steps[i].verdict.answer));
        open_section(&p, class.data ? class.data : "step");
        wz_buffer_free(&class);
        say_step_answer(&p, &answer->steps[i]);
        close_section(&p);
    }
    section(&p, say_drafts);
    section(&p, say_vetoes);
    section(&p, say_idle);
    section(&p, say_missing);
    section(&p, say_procedure);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
