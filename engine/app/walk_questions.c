/* What a learner is asked at a step, and how the answer is marked: against the result that the engine gives of what is
 * known there, with the reason for each miss taken from that result. */
#include "app/walk_private.h"

#include "assess/eligibility.h"
#include "base/alloc.h"
#include "base/diag.h"

#include <stdio.h>
#include <string.h>

/* One question with what it is about. */
typedef struct {
    wz_walk *walk;
    const wz_prediction *asked;
    wz_speaking_of of;
    bool failed;
} asking;

static const char *say(const asking *a, const char *zh, const char *en)
{
    return a->of.lang == WZ_EN ? en : zh;
}

static asking begin(wz_walk *walk, const wz_prediction *asked)
{
    asking a = {.walk = walk, .asked = asked, .of = {.assessment = walk->now, .lang = walk->lang}};
    for (size_t p = 0; p < walk->now->person_count; p++) {
        const wz_person_result *person = &walk->now->persons[p];
        if (!a.of.person || (asked->person && strcmp(person->person->self.id, asked->person) == 0))
            a.of.person = person;
    }
    const wz_law *law = walk->rules->law;
    for (size_t i = 0; a.of.person && i < a.of.person->regime_count; i++) {
        const wz_regime_result *regime = &a.of.person->regimes[i];
        bool wanted =
            asked->regime ? strcmp(law->rulebooks[regime->rulebook]->id, asked->regime) == 0 : regime->governing;
        if (wanted || (!asked->regime && !a.of.regime))
            a.of.regime = regime;
    }
    return a;
}

/* ---- the question ---- */

static void say_whom(const asking *a, wz_buffer *text)
{
    if (!a->of.person)
        return;
    const wz_case_person *person = a->of.person->person;
    wz_buffer_puts(text, person->name ? person->name : person->self.id);
    if (!a->of.regime)
        return;
    wz_buffer_puts(text, say(a, "，按", ", under "));
    wz_walk_say_regime(text, &a->of);
    wz_buffer_puts(text, say(a, "：", ": "));
}

static const char *question_text(asking *a)
{
    static const char *const texts[WZ_ASK_BARS][2] = {
        [WZ_ASK_APPLICABILITY] = {"该规定是否适用？", "does it apply?"},
        [WZ_ASK_OUTCOME] = {"就目前所知，结论是什么？", "what is the outcome on what is known?"},
        [WZ_ASK_GROUNDS] = {"就目前所知，哪些问责情形成立？（可多选，也可能都不成立）",
                            "which grounds hold on what is known? (any number, perhaps none)"},
        [WZ_ASK_EXEMPTION] = {"是否有应当免责的条款成立？", "does a mandatory exemption hold?"},
    };
    wz_buffer text = {0};
    say_whom(a, &text);
    if (a->asked->ask < WZ_ASK_BARS) {
        wz_buffer_puts(&text, texts[a->asked->ask][a->of.lang == WZ_EN]);
    } else {
        wz_buffer_puts(&text, say(a, "在案件所问之日，“", "on the day asked about, is “"));
        wz_walk_say_career_step(&text, &a->of, a->asked->career);
        wz_buffer_puts(&text, say(a,
                                  "”是否受限？受限的，最后受限到哪一天（当日仍受限）？答 YYYY-MM-DD；不受限答“无”，"
                                  "是否受限或者到哪天不能确定答“不明”",
                                  "” barred, and until which day, that day included? YYYY-MM-DD; none; or unknown"));
    }
    const char *kept = wz_walk_keep(a->walk, &text);
    a->failed |= !kept;
    return kept;
}

typedef struct {
    wz_walk_choice *items;
    size_t count, capacity;
} choice_list;

static void add_choice(asking *a, choice_list *list, const char *id, wz_buffer *text)
{
    wz_walk_choice *grown = wz_arena_grow(a->walk->arena, list->items, list->count, &list->capacity, sizeof *grown);
    const char *kept = wz_walk_keep(a->walk, text);
    a->failed |= !grown || !kept;
    if (a->failed)
        return;
    list->items = grown;
    list->items[list->count++] = (wz_walk_choice){id, kept};
}

static void list_applicabilities(asking *a, choice_list *list)
{
    for (int i = WZ_DIRECT; i <= WZ_NOT_IN_FORCE; i++) {
        wz_buffer text = {0};
        wz_walk_say_applicability(&text, (wz_applicability)i, a->of.lang);
        add_choice(a, list, wz_applicability_name((wz_applicability)i), &text);
    }
}

static void list_outcomes(asking *a, choice_list *list)
{
    const wz_field *field = wz_field_find(a->walk->rules->law->frame, "outcome");
    for (size_t i = 0; field && i < field->count; i++) {
        wz_buffer text = {0};
        wz_walk_say_outcome(&text, &a->of, field->values[i].name);
        add_choice(a, list, field->values[i].name, &text);
    }
    static const char *const others[] = {"undetermined", "contradictory", "no_sanction_rule"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        wz_buffer text = {0};
        bool known = false;
        for (size_t k = 0; field && k < field->count; k++)
            known |= strcmp(field->values[k].name, others[i]) == 0;
        wz_walk_say_outcome(&text, &a->of, others[i]);
        if (known)
            wz_buffer_free(&text);
        else
            add_choice(a, list, others[i], &text);
    }
}

static bool is_ground(const wz_finding *f)
{
    return f->rule->kind->part == WZ_PART_GROUND;
}

static void list_grounds(asking *a, choice_list *list)
{
    for (size_t i = 0; a->of.regime && i < a->of.regime->finding_count; i++) {
        const wz_finding *f = &a->of.regime->findings[i];
        bool again = i > 0 && a->of.regime->findings[i - 1].rule == f->rule;
        if (!is_ground(f) || again)
            continue;
        wz_buffer text = {0};
        wz_walk_say_rule(&text, &a->of, f->rule);
        add_choice(a, list, f->rule->id, &text);
    }
}

static void list_truths(asking *a, choice_list *list)
{
    static const char *const ids[] = {"true", "false", "unknown"};
    static const wz_truth truths[] = {WZ_TRUE, WZ_FALSE, WZ_UNKNOWN};
    for (size_t i = 0; i < 3; i++) {
        wz_buffer text = {0};
        wz_walk_say_truth(&text, truths[i], a->of.lang);
        add_choice(a, list, ids[i], &text);
    }
}

static choice_list choices_of(asking *a)
{
    choice_list list = {0};
    switch (a->asked->ask) {
    case WZ_ASK_APPLICABILITY: list_applicabilities(a, &list); break;
    case WZ_ASK_OUTCOME: list_outcomes(a, &list); break;
    case WZ_ASK_GROUNDS: list_grounds(a, &list); break;
    case WZ_ASK_EXEMPTION: list_truths(a, &list); break;
    case WZ_ASK_BARS:
    case WZ_ASKS: break;
    }
    return list;
}

/* ---- what would be right ---- */

static wz_truth exemption_truth(const asking *a)
{
    wz_truth any = WZ_FALSE;
    for (size_t i = 0; a->of.regime && i < a->of.regime->finding_count; i++) {
        const wz_finding *f = &a->of.regime->findings[i];
        if (f->rule->kind->part == WZ_PART_EXEMPTION && f->rule->modality != WZ_MAY)
            any = wz_or(any, f->truth);
    }
    return any;
}

static const wz_finding *ground_that_holds(const asking *a, const char *rule)
{
    const wz_finding *found = NULL;
    for (size_t i = 0; a->of.regime && i < a->of.regime->finding_count; i++) {
        const wz_finding *f = &a->of.regime->findings[i];
        if (is_ground(f) && strcmp(f->rule->id, rule) == 0 && (!found || f->truth > found->truth))
            found = f;
    }
    return found;
}

/* The answers to a question with one choice. */
static const char *right_choice(const asking *a)
{
    static const char *const truths[] = {[WZ_FALSE] = "false", [WZ_UNKNOWN] = "unknown", [WZ_TRUE] = "true"};
    switch (a->asked->ask) {
    case WZ_ASK_APPLICABILITY:
        return wz_applicability_name(a->of.regime ? a->of.regime->applicability : WZ_OUT_OF_SCOPE);
    case WZ_ASK_OUTCOME: return a->of.regime && a->of.regime->outcome ? a->of.regime->outcome : "";
    case WZ_ASK_EXEMPTION: return truths[exemption_truth(a)];
    default: return NULL;
    }
}

/* ---- marking ---- */

enum { MOST_CHOSEN = 64 };

typedef struct {
    unsigned points, of;
    const char *verdict;
} mark;

/* The next word of an answer; its length, 0 at the end. */
static size_t next_word(const char **at)
{
    static const char blanks[] = " ,\t\r\n";
    *at += strspn(*at, blanks);
    return strcspn(*at, blanks);
}

/* Index of a choice by its id or number, or the count of choices. */
static size_t find_choice(const wz_walk_question *question, const char *word, size_t length)
{
    size_t number = 0;
    bool digits = length > 0 && length < 4;
    for (size_t i = 0; i < length && digits; i++) {
        digits = word[i] >= '0' && word[i] <= '9';
        number = number * 10 + (size_t)(word[i] - '0');
    }
    if (digits && number >= 1 && number <= question->choice_count)
        return number - 1;
    for (size_t i = 0; i < question->choice_count; i++)
        if (strlen(question->choices[i].id) == length && strncmp(question->choices[i].id, word, length) == 0)
            return i;
    return question->choice_count;
}

static bool is_word(const char *word, size_t length, const char *one, const char *other)
{
    return (strlen(one) == length && strncmp(word, one, length) == 0) ||
           (strlen(other) == length && strncmp(word, other, length) == 0);
}

/* Reads which choices an answer takes; false where a word is none. */
static bool read_chosen(const wz_walk_question *question, const char *answer, bool *chosen, size_t *count)
{
    *count = 0;
    for (size_t length; (length = next_word(&answer)) > 0; answer += length) {
        if (question->many && is_word(answer, length, "none", "无"))
            continue;
        size_t i = find_choice(question, answer, length);
        if (i == question->choice_count || i >= MOST_CHOSEN)
            return false;
        *count += !chosen[i];
        chosen[i] = true;
    }
    return question->many || *count == 1;
}

static void say_reason(const asking *a, wz_buffer *text, const char *intro, const wz_finding *finding)
{
    wz_buffer_puts(text, text->length ? "\n" : "");
    wz_buffer_puts(text, intro);
    wz_walk_say_rule(text, &a->of, finding->rule);
    wz_buffer_puts(text, a->of.lang == WZ_EN ? ": " : "：");
    wz_walk_say_truth(text, finding->truth, a->of.lang);
    if (finding->truth == WZ_UNKNOWN && finding->condition == WZ_UNKNOWN && !*intro) {
        wz_walk_say_missing(text, &a->of, finding);
        return;
    }
    wz_buffer_puts(text, "\n");
    wz_walk_say_why(text, &a->of, finding, 0);
    while (text->length && text->data[text->length - 1] == '\n')
        text->data[--text->length] = '\0';
}

/* One point for each ground that holds and was named, one lost for each named that does not hold; at least none. */
static mark mark_grounds(asking *a, const wz_walk_question *question, const bool *chosen)
{
    wz_buffer text = {0};
    unsigned hits = 0, holding = 0, wrong = 0;
    for (size_t i = 0; i < question->choice_count && i < MOST_CHOSEN; i++) {
        const wz_finding *f = ground_that_holds(a, question->choices[i].id);
        bool holds = f && f->truth == WZ_TRUE;
        holding += holds;
        hits += holds && chosen[i];
        wrong += !holds && chosen[i];
        if (f && holds != chosen[i])
            say_reason(a, &text, holds ? say(a, "漏选：", "Missed: ") : say(a, "多选：", "Not so: "), f);
    }
    mark m = {.of = holding ? holding : 1};
    m.points = holding ? (hits > wrong ? hits - wrong : 0) : !wrong;
    if (!text.length)
        wz_buffer_puts(&text, say(a, "正确。", "Right."));
    m.verdict = wz_walk_keep(a->walk, &text);
    a->failed |= !m.verdict;
    return m;
}

/* The findings that an answer with one choice rests on: scope, grounds and exemptions that are not false. */
static void say_findings_behind(const asking *a, wz_buffer *text)
{
    for (size_t i = 0; a->of.regime && i < a->of.regime->finding_count; i++) {
        const wz_finding *f = &a->of.regime->findings[i];
        wz_part part = f->rule->kind->part;
        bool wanted = a->asked->ask == WZ_ASK_APPLICABILITY ? part == WZ_PART_SCOPE
                      : a->asked->ask == WZ_ASK_EXEMPTION
                          ? part == WZ_PART_EXEMPTION && f->rule->modality != WZ_MAY
                          : part == WZ_PART_GROUND || part == WZ_PART_EXEMPTION || part == WZ_PART_PATH;
        if (wanted && (f->truth != WZ_FALSE || a->asked->ask == WZ_ASK_EXEMPTION))
            say_reason(a, text, "", f);
    }
}

static mark mark_single(asking *a, const wz_walk_question *question, const bool *chosen)
{
    const char *right = right_choice(a);
    mark m = {.of = 1};
    wz_buffer text = {0};
    for (size_t i = 0; i < question->choice_count && i < MOST_CHOSEN; i++) {
        bool is_right = strcmp(question->choices[i].id, right) == 0;
        m.points |= is_right && chosen[i];
        if (is_right && !chosen[i]) {
            wz_buffer_puts(&text, say(a, "应为：", "It is: "));
            wz_buffer_puts(&text, question->choices[i].text);
        }
    }
    if (m.points)
        wz_buffer_puts(&text, say(a, "正确。", "Right."));
    else
        say_findings_behind(a, &text);
    m.verdict = wz_walk_keep(a->walk, &text);
    a->failed |= !m.verdict;
    return m;
}

/* ---- bars ---- */

/* How the step stands on the day that the case asks about; false when it cannot be told. Drafts bar nothing. */
static bool bar_verdict(const asking *a, wz_verdict *out)
{
    wz_walk *walk = a->walk;
    wz_bars bars;
    const wz_step *step = wz_step_find(walk->rules->law->frame, a->asked->career);
    wz_ask day = {.on = walk->now->as_of, .known_on = walk->now->as_of};
    return step && a->of.person &&
           wz_bars_read(&bars, walk->arena, walk->assessor, walk->now->subject, a->of.person->person, &walk->options,
                        WZ_VETOES_ALL, NULL) == WZ_OK &&
           wz_verdict_on(out, walk->arena, &bars, (size_t)(step - walk->rules->law->frame->steps), &day, false);
}

static void say_right_bar(const asking *a, wz_buffer *text, const wz_verdict *verdict, bool open)
{
    bool barred = verdict->answer == WZ_BARRED;
    if (!barred)
        wz_buffer_puts(text, open ? say(a, "应为：不能确定。", "It is: unknown.")
                                  : say(a, "应为：当日不受限。", "It is: not barred on that day."));
    if (barred) {
        wz_buffer_puts(text, say(a, "应为：", "It is: "));
        wz_walk_say_day(text, verdict->last_barred_day, a->of.lang);
    }
    if (verdict->deciding) {
        wz_buffer_puts(text, a->of.lang == WZ_EN ? " – " : "——");
        wz_speaking_of of = a->of;
        wz_walk_say_rule(text, &of, verdict->deciding->rule);
    }
}

static mark mark_bars(asking *a, const char *answer)
{
    wz_verdict verdict = {0};
    a->failed |= !bar_verdict(a, &verdict);
    wz_day_range last = verdict.last_barred_day;
    bool barred = verdict.answer == WZ_BARRED, settled = last.has_low && last.has_high && last.low == last.high;
    bool open = barred ? !settled : verdict.answer == WZ_UNDETERMINED && verdict.why != WZ_WHY_NOTHING_RECORDED;
    size_t length = next_word(&answer);
    char word[16] = "";
    wz_day day = 0;
    memcpy(word, answer, length < sizeof word ? length : 0);
    bool right = open     ? is_word(answer, length, "unknown", "不明")
                 : barred ? wz_day_parse(word, &day) && day == last.high
                          : is_word(answer, length, "none", "无");
    wz_buffer text = {0};
    if (right)
        wz_buffer_puts(&text, say(a, "正确。", "Right."));
    else
        say_right_bar(a, &text, &verdict, open);
    mark m = {.points = right, .of = 1, .verdict = wz_walk_keep(a->walk, &text)};
    a->failed |= !m.verdict;
    return m;
}

static bool is_bar_answer(const char *answer)
{
    size_t length = next_word(&answer);
    char word[16] = "";
    wz_day day;
    memcpy(word, answer, length < sizeof word ? length : 0);
    return is_word(answer, length, "none", "无") || is_word(answer, length, "unknown", "不明") ||
           wz_day_parse(word, &day);
}

/* ---- asking and answering ---- */

static mark mark_answer(asking *a, const wz_walk_question *question, const char *answer)
{
    bool chosen[MOST_CHOSEN] = {false};
    size_t count;
    if (question->day)
        return mark_bars(a, answer);
    if (!read_chosen(question, answer, chosen, &count))
        return (mark){.of = 1};
    return question->many ? mark_grounds(a, question, chosen) : mark_single(a, question, chosen);
}

/* An answer in the words of the choices; as given where it names none. */
static const char *answer_text(asking *a, const wz_walk_question *question, const char *answer)
{
    bool chosen[MOST_CHOSEN] = {false};
    size_t count;
    wz_buffer text = {0};
    if (question->day || !read_chosen(question, answer, chosen, &count))
        count = 0;
    for (size_t i = 0; count && i < question->choice_count && i < MOST_CHOSEN; i++) {
        if (!chosen[i])
            continue;
        wz_buffer_puts(&text, text.length ? say(a, "；", "; ") : "");
        wz_buffer_puts(&text, question->choices[i].text);
    }
    if (!count)
        wz_buffer_puts(&text, strcmp(answer, "none") == 0 ? say(a, "无", "none") : answer);
    const char *kept = wz_walk_keep(a->walk, &text);
    a->failed |= !kept;
    return kept;
}

bool wz_walk_ask(wz_walk *walk, const wz_scenario_step *step)
{
    wz_walk_question *questions = wz_arena_array(walk->arena, step->prediction_count + 1, sizeof *questions);
    if (!questions)
        return false;
    for (size_t q = 0; q < step->prediction_count; q++) {
        asking a = begin(walk, &step->predictions[q]);
        choice_list choices = choices_of(&a);
        wz_walk_question *question = &questions[q];
        *question = (wz_walk_question){.text = question_text(&a),
                                       .choices = choices.items,
                                       .choice_count = choices.count,
                                       .many = a.asked->ask == WZ_ASK_GROUNDS,
                                       .day = a.asked->ask == WZ_ASK_BARS};
        const wz_walk_given *given = wz_walk_find_given(walk, walk->at, q);
        if (given) {
            mark m = mark_answer(&a, question, given->text);
            question->answered = true;
            question->answer = given->text;
            question->answer_text = answer_text(&a, question, given->text);
            question->points = m.points;
            question->of = m.of;
            question->verdict = m.verdict;
        }
        if (a.failed)
            return false;
    }
    walk->view.questions = questions;
    walk->view.question_count = step->prediction_count;
    return true;
}

/* Whether a text answers the question; the problem says what would. */
static bool check_answer(const wz_walk_question *question, const char *answer, wz_diag *diag)
{
    bool chosen[MOST_CHOSEN] = {false};
    size_t count;
    if (question->day && !is_bar_answer(answer))
        wz_diag_add(diag, WZ_ERROR, "WALK-009", (wz_place){0},
                    "\"%.40s\" is no answer here; write a day as YYYY-MM-DD, none or unknown", answer);
    else if (!question->day && !read_chosen(question, answer, chosen, &count))
        wz_diag_add(diag, WZ_ERROR, "WALK-009", (wz_place){0},
                    "\"%.40s\" is no answer here; write %s of the %zu choices by number", answer,
                    question->many ? "any number (or none)" : "one", question->choice_count);
    else
        return true;
    return false;
}

static bool keep_answer(wz_walk *walk, size_t question, const char *answer)
{
    wz_walk_given *grown = wz_grow(walk->given, &walk->given_capacity, walk->given_count + 1, sizeof *walk->given);
    if (!grown)
        return false;
    walk->given = grown;
    char *text = wz_malloc(strlen(answer) + 1);
    if (!text)
        return false;
    memcpy(text, answer, strlen(answer) + 1);
    walk->given[walk->given_count++] = (wz_walk_given){.step = walk->at, .question = question, .text = text};
    return true;
}

int wz_walk_answer(wz_walk *walk, size_t question, const char *answer, wz_diag *diag)
{
    enum { LONGEST = 4096 };
    const wz_walk_view *view;
    int code = wz_walk_look(&view, walk, diag);
    if (code != WZ_OK)
        return code;
    if (question >= view->question_count || view->questions[question].answered) {
        wz_diag_add(diag, WZ_ERROR, "WALK-010", (wz_place){0}, "question %zu of step %zu %s", question + 1, walk->at,
                    question >= view->question_count ? "does not exist; see the step"
                                                     : "is answered; an answer stands");
        return WZ_EINPUT;
    }
    if (strlen(answer) > LONGEST || !check_answer(&view->questions[question], answer, diag))
        return WZ_EINPUT;
    if (!keep_answer(walk, question, answer))
        return WZ_ENOMEM;
    walk->ready = false; /* the view is made again, with the mark and perhaps the result */
    code = wz_walk_look(&view, walk, diag);
    if (code == WZ_OK) {
        walk->given[walk->given_count - 1].points = view->questions[question].points;
        walk->given[walk->given_count - 1].of = view->questions[question].of;
    }
    return code;
}
