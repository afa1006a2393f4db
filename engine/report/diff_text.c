/* Changes for people: by person and regulation, each with what it was, what it becomes and through what. A rule's truth shows in
 * several parts of a result; here it stands once, where it matters most, and neighbours that change alike share a line. */
#include "report/diff.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    wz_prose prose;
    const wz_diff_report *report;
    bool headed;
    const char *person, *regime; /* whose heading stands above */
    wz_regime_result under;      /* stand in for the result, for citations and names */
    wz_person_result who;
    wz_case_person nobody;
} writing;

static const wz_text part_names[WZ_DIFF_PARTS] = {
    [WZ_DIFF_PERSON] = {{"人员", "Person"}},
    [WZ_DIFF_REGIME] = {{"适用", "Applies"}},
    [WZ_DIFF_OUTCOME] = {{"结论", "Outcome"}},
    [WZ_DIFF_FINDING] = {{"认定", "Finding"}},
    [WZ_DIFF_WEIGHT] = {{"轻重", "Weight"}},
    [WZ_DIFF_CHOICE] = {{"可由决定机关选择", "At discretion"}},
    [WZ_DIFF_MEASURE] = {{"措施", "Measure"}},
    [WZ_DIFF_LIFETIME] = {{"终身追责", "Lifetime"}},
    [WZ_DIFF_VETO] = {{"一票否决", "Veto"}},
    [WZ_DIFF_REFERRAL] = {{"移送", "Referral"}},
    [WZ_DIFF_PROCEDURE] = {{"程序", "Procedure"}},
    [WZ_DIFF_BAN] = {{"影响期", "Bar"}},
    [WZ_DIFF_SHORTFALL] = {{"履职欠缺", "Shortfall"}},
    [WZ_DIFF_WARNING] = {{"提示", "Note"}},
    [WZ_DIFF_CONTRADICTION] = {{"事实矛盾", "Contradiction"}},
};

/* Fields that need a name beside their part's. */
static const struct {
    const char *field;
    wz_text name;
} field_names[] = {
    {"governing", {{"是否为主适用", "governs"}}},
    {"baseline", {{"是否兜底适用", "as the baseline"}}},
    {"post", {{"据以适用的任职", "by the post"}}},
    {"conduct_from", {{"行为起", "conduct from"}}},
    {"conduct_to", {{"行为止", "conduct to"}}},
    {"possible_outcomes", {{"可能的结论", "possible"}}},
    {"reason", {{"原因", "reason"}}},
    {"condition", {{"情形是否存在", "the circumstances"}}},
    {"defeated_by", {{"被排除于", "excluded by"}}},
    {"offered_by", {{"可适用", "may be spared by"}}},
    {"contradicted", {{"所依事实矛盾", "on contradictory facts"}}},
    {"reading", {{"另一读法下", "on the other reading"}}},
    {"heavier", {{"从重", "heavier"}}},
    {"lighter", {{"从轻", "lighter"}}},
    {"available", {{"能否采取", "available"}}},
    {"bodies", {{"决定机关", "decided by"}}},
    {"bars", {{"将带来的限制", "would bar by"}}},
    {"measures_open", {{"清单是否开放", "open list"}}},
    {"route", {{"去向", "now"}}},
    {"waits_for", {{"等待", "waits for"}}},
    {"sanction", {{"依据的处理", "by the sanction"}}},
    {"steps", {{"限制事项", "bars"}}},
    {"from", {{"起", "from"}}},
    {"last_barred_day", {{"最后受限日", "last barred day"}}},
    {"first_free_day", {{"解除日", "free from"}}},
    {"running", {{"尚在影响期内", "running"}}},
    {"verify", {{"待核", "to be verified"}}},
    {"required", {{"应有次数", "required"}}},
    {"done", {{"完成次数", "done"}}},
    {"counts", {{"计入", "counts"}}},
    {"log_complete", {{"台账是否完整", "log complete"}}},
};

/* Names of values that are no label of the law's. */
static const struct {
    const char *value;
    wz_text name;
} value_names[] = {
    {"direct", {{"直接适用", "directly"}}},
    {"by_reference", {{"参照适用", "by reference"}}},
    {"out_of_scope", {{"不在适用范围内", "outside its scope"}}},
    {"not_in_force", {{"不在施行期内", "not in force"}}},
    {"undetermined", {{"尚不能确定", "undetermined"}}},
    {"contradictory", {{"事实相互矛盾，不作结论", "the facts contradict each other"}}},
    {"no_sanction_rule", {{"本规定没有情形条款", "the text has no ground"}}},
    {"decision", {{"处理决定", "a decision"}}},
    {"whole", {{"整期", "a whole period"}}},
    {"partial_post", {{"任职不足整期", "not the whole period in post"}}},
    {"partial_force", {{"施行不足整期", "not the whole period in force"}}},
    {"not_ended", {{"期间尚未届满", "not ended"}}},
};

static void say(wz_prose *prose, const char *zh, const char *en)
{
    wz_say_text(prose, (wz_text){{zh, en}});
}

static bool is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static bool is_any(const char *text, const char *const *list)
{
    while (*list && strcmp(*list, text) != 0)
        list++;
    return *list != NULL;
}

/* --- values --- */

static void say_iso_day(wz_prose *prose, const char *text, size_t length)
{
    char day[WZ_DAY_TEXT] = "";
    wz_day parsed;
    memcpy(day, text, length < sizeof day ? length : 0);
    if (wz_day_parse(day, &parsed))
        wz_say_day(prose, parsed);
    else
        wz_page_put_bytes(&prose->page, text, length);
}

/* "2020-01-01", or "min..max" with either end left out. */
static void say_days(wz_prose *prose, const char *value)
{
    const char *dots = strstr(value, "..");
    if (!dots) {
        say_iso_day(prose, value, strlen(value));
        return;
    }
    if (dots == value)
        say(prose, "不晚于", "by ");
    else
        say_iso_day(prose, value, (size_t)(dots - value));
    if (dots != value)
        say(prose, dots[2] ? "至" : "或之后", dots[2] ? " to " : " or later");
    if (dots[2])
        say_iso_day(prose, dots + 2, strlen(dots + 2));
}

/* Calls `each` for every word of a list. */
static void each_word(wz_prose *prose, const char *value, void (*each)(wz_prose *prose, const char *word))
{
    char word[512];
    while (*value) {
        size_t length = strcspn(value, " ");
        snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), value);
        each(prose, word);
        value += length + (value[length] == ' ');
        if (*value)
            wz_say(prose, WZ_SAY_LIST);
    }
}

static void say_rule_id(wz_prose *prose, const char *id)
{
    char name[512];
    size_t length = strcspn(id, ":");
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), id);
    const wz_rule *rule = wz_prose_rule(prose, name);
    if (rule)
        wz_say_rule(prose, rule);
    else
        wz_say_raw(prose, name);
    if (id[length] == ':') {
        wz_say_raw(prose, " ");
        wz_say_duration(prose, id + length + 1);
    }
}

static void say_step_id(wz_prose *prose, const char *id)
{
    wz_say_steps(prose, (wz_strings){&id, 1});
}

static void say_outcome(wz_prose *prose, const char *name)
{
    for (size_t i = 0; i < sizeof value_names / sizeof *value_names; i++)
        if (strcmp(value_names[i].value, name) == 0) {
            wz_say_text(prose, value_names[i].name);
            return;
        }
    wz_say_outcome(prose, (wz_text){{NULL, NULL}}, name, false);
}

static void say_truth(wz_prose *prose, const char *value)
{
    wz_say(prose, is(value, "true") ? WZ_SAY_HOLDS : is(value, "false") ? WZ_SAY_DOES_NOT_HOLD : WZ_SAY_UNSETTLED);
}

static void say_word(wz_prose *prose, const char *value)
{
    for (size_t i = 0; i < sizeof value_names / sizeof *value_names; i++)
        if (strcmp(value_names[i].value, value) == 0) {
            wz_say_text(prose, value_names[i].name);
            return;
        }
    if (is(value, "true") || is(value, "false"))
        wz_say(prose, is(value, "true") ? WZ_SAY_YES : WZ_SAY_NO);
    else if (is(value, "unknown"))
        wz_say(prose, WZ_SAY_UNSETTLED);
    else
        wz_say_raw(prose, value);
}

/* What stands for a missing value: an item that is not listed is none; a state that is not settled is open. */
static void say_nothing(wz_prose *prose, const wz_diff *diff)
{
    static const char *const open[] = {"available", "running", "last_barred_day", "first_free_day", "from",
                                       "route",     NULL};
    static const char *const none[] = {"truth",         "regime",  "person",  "warning",
                                       "contradiction", "heavier", "lighter", NULL};
    if (is_any(diff->field, open))
        wz_say(prose, WZ_SAY_UNSETTLED);
    else if (is_any(diff->field, none))
        say(prose, diff->part == WZ_DIFF_FINDING ? "无此项" : "不列", "not listed");
    else
        wz_say(prose, WZ_SAY_NONE);
}

void wz_say_diff_value(wz_prose *prose, const wz_diff *diff, const char *value)
{
    static const char *const rules[] = {"defeated_by", "offered_by", "bars", NULL};
    static const char *const days[] = {"from", "last_barred_day", "first_free_day", "conduct_from", "conduct_to", NULL};
    static const char *const truths[] = {"truth", "condition", "reading", NULL};
    static const char *const listed[] = {"regime", "person", "warning", "contradiction", "heavier", "lighter", NULL};
    if (!value)
        say_nothing(prose, diff);
    else if (is_any(diff->field, rules))
        each_word(prose, value, say_rule_id);
    else if (is_any(diff->field, days))
        say_days(prose, value);
    else if (is_any(diff->field, truths))
        say_truth(prose, value);
    else if (is_any(diff->field, listed))
        say(prose, "列入", "listed");
    else if (is(diff->field, "outcome"))
        say_outcome(prose, value);
    else if (is(diff->field, "possible_outcomes"))
        each_word(prose, value, say_outcome);
    else if (is(diff->field, "reason"))
        wz_say_reason(prose, value);
    else if (is(diff->field, "route"))
        wz_say_field_value(prose, "route", value);
    else if (is(diff->field, "bodies"))
        each_word(prose, value, wz_say_term);
    else if (is(diff->field, "steps"))
        each_word(prose, value, say_step_id);
    else if (is(diff->field, "post"))
        wz_say_post(prose, value);
    else if (is(diff->field, "sanction"))
        wz_say_sanction(prose, value);
    else
        say_word(prose, value);
}

/* --- what differs --- */

static const wz_text *name_of(const char *field)
{
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
        if (strcmp(field_names[i].field, field) == 0)
            return &field_names[i].name;
    return NULL;
}

static bool has_name(const char *field)
{
    return name_of(field) != NULL;
}

static bool say_field(wz_prose *prose, const char *field, bool follows)
{
    const wz_text *name = name_of(field);
    if (name && follows)
        wz_say(prose, WZ_SAY_COMMA);
    if (name)
        wz_say_text(prose, *name);
    return name != NULL;
}

static const wz_kind *kind_of(const wz_diff *diff)
{
    return diff->part == WZ_DIFF_FINDING && diff->rule ? diff->rule->kind : NULL;
}

/* A rule as it is cited, and its label. */
static void say_whole_rule(wz_prose *prose, const wz_rule *rule)
{
    const char *label = wz_text_in(rule->label, prose->lang);
    wz_say_rule(prose, rule);
    if (*label && (rule->cites.count || rule->norm_count)) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_raw(prose, label);
        wz_say(prose, WZ_SAY_CLOSE);
    }
}

static void say_item(wz_prose *prose, const wz_diff *diff)
{
    const wz_measure *measure =
        diff->part == WZ_DIFF_MEASURE ? wz_measure_find(prose->a->law->frame, diff->item) : NULL;
    if (measure)
        wz_say_label(prose, measure->label, measure->id);
    else if (diff->part == WZ_DIFF_VETO)
        say_step_id(prose, diff->item);
    else if (diff->part == WZ_DIFF_BAN || (diff->part == WZ_DIFF_FINDING && diff->entity == WZ_SANCTION))
        wz_say_sanction(prose, diff->item);
    else if (diff->part == WZ_DIFF_SHORTFALL || (diff->part == WZ_DIFF_FINDING && diff->entity == WZ_POST))
        wz_say_post(prose, diff->item);
    else
        wz_say_raw(prose, diff->item);
}

static void say_warning(wz_prose *prose, const wz_diff *diff)
{
    const wz_frame *frame = prose->a->law->frame;
    for (size_t i = 0; i < frame->warning_count; i++)
        if (diff->item && strcmp(frame->warnings[i].id, diff->item) == 0) {
            wz_say_label(prose, frame->warnings[i].label, diff->item);
            return;
        }
    wz_say_raw(prose, diff->item);
}

/* The part and the rule: what neighbours may have in common. */
static void say_heading(wz_prose *prose, const wz_diff *diff)
{
    const wz_kind *kind = kind_of(diff);
    if (kind)
        wz_say_label(prose, kind->label, kind->id);
    else
        wz_say_text(prose, part_names[diff->part]);
    const wz_rule *rule = diff->rule ? diff->rule : diff->rule_id ? wz_prose_rule(prose, diff->rule_id) : NULL;
    if (rule) {
        wz_say_raw(prose, " ");
        say_whole_rule(prose, rule);
    }
}

/* What is meant besides the rule, and the field's name; false where neither is to be said. */
static bool say_particular(wz_prose *prose, const wz_diff *diff)
{
    bool said = true;
    if (diff->part == WZ_DIFF_WARNING)
        say_warning(prose, diff);
    else if (diff->part == WZ_DIFF_CONTRADICTION)
        wz_say_label(prose, wz_prose_attribute(prose, diff->entity, diff->attribute)->label, "");
    else if (diff->item)
        say_item(prose, diff);
    else
        said = false;
    if (diff->has_period) {
        wz_say_raw(prose, " ");
        wz_say_period(prose, diff->from, diff->to);
    }
    return say_field(prose, diff->field, said) || said;
}

void wz_say_diff_subject(wz_prose *prose, const wz_diff *diff)
{
    say_heading(prose, diff);
    if (diff->item || has_name(diff->field) || diff->part == WZ_DIFF_CONTRADICTION)
        wz_say_raw(prose, " ");
    say_particular(prose, diff);
}

static void say_step(wz_prose *prose, const char *name)
{
    static const struct {
        const char *name;
        wz_text text;
    } inputs[] = {{"as_of", {{"截至日", "the as-of day"}}},
                  {"conduct_from", {{"行为起日", "the first day of the conduct"}}},
                  {"conduct_to", {{"行为止日", "the last day of the conduct"}}},
                  {"incidents", {{"事故清单", "the list of incidents"}}},
                  {"posts", {{"任职清单", "the list of posts"}}},
                  {"sanctions", {{"处理清单", "the list of sanctions"}}},
                  {"duty_records", {{"履职台账", "the duty log"}}}};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (strcmp(inputs[i].name, name) == 0) {
            wz_say_text(prose, inputs[i].text);
            return;
        }
    const wz_rule *rule = wz_prose_rule(prose, name);
    if (rule) {
        wz_say_rule(prose, rule);
        return;
    }
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        const char *entity = wz_entity_name((wz_entity_kind)kind);
        size_t length = strlen(entity);
        int index = strncmp(name, entity, length) == 0 && name[length] == '.'
                        ? wz_attribute_find(prose->a->law->vocabulary, (wz_entity_kind)kind, name + length + 1)
                        : -1;
        if (index >= 0) {
            wz_say_label(prose, wz_prose_attribute(prose, (wz_entity_kind)kind, index)->label, name);
            return;
        }
    }
    wz_say_raw(prose, name);
}

void wz_say_through(wz_prose *prose, wz_strings names)
{
    for (size_t i = 0; i < names.count; i++) {
        wz_say_raw(prose, i ? " → " : "");
        say_step(prose, names.items[i]);
    }
}

/* --- lines --- */

/* What a rule's finding shows elsewhere, too: its weight, its measures and so on. */
static bool shown_elsewhere(const wz_diff_report *report, size_t i)
{
    const wz_diff *d = &report->diffs->items[i];
    bool has_truth = false, elsewhere = false;
    if (d->part != WZ_DIFF_FINDING || (!is(d->field, "truth") && !is(d->field, "condition")))
        return false;
    for (size_t k = 0; k < report->diffs->count; k++) {
        const wz_diff *other = &report->diffs->items[k];
        if (!is(other->person, d->person ? d->person : "") || !is(other->regime, d->regime ? d->regime : "") ||
            !is(other->rule_id, d->rule_id ? d->rule_id : ""))
            continue;
        bool same_item = (!other->item && !d->item) || is(other->item, d->item ? d->item : "");
        has_truth |= other->part == WZ_DIFF_FINDING && is(other->field, "truth") && same_item;
        elsewhere |= other->part == WZ_DIFF_MEASURE || other->part == WZ_DIFF_LIFETIME || other->part == WZ_DIFF_VETO ||
                     other->part == WZ_DIFF_REFERRAL || other->part == WZ_DIFF_PROCEDURE ||
                     other->part == WZ_DIFF_WEIGHT || other->part == WZ_DIFF_CHOICE;
    }
    return elsewhere || (has_truth && is(d->field, "condition"));
}

static bool alike(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether a difference says the same as another, of another measure. */
static bool joins(const wz_diff *a, const wz_diff *b)
{
    return a->part == WZ_DIFF_MEASURE && a->item && b->item && alike(a->field, b->field) &&
           alike(a->before, b->before) && alike(a->after, b->after);
}

/* Whether two differences stand under one heading. */
static bool belong(const wz_diff *a, const wz_diff *b)
{
    return a->part == b->part && alike(a->person, b->person) && alike(a->regime, b->regime) &&
           alike(a->rule_id, b->rule_id) &&
           (a->part == WZ_DIFF_MEASURE || a->part == WZ_DIFF_VETO || a->part == WZ_DIFF_FINDING ||
            alike(a->item, b->item));
}

static const wz_case_person *person_of(const wz_case *c, const char *id)
{
    for (size_t i = 0; c && id && i < c->person_count; i++)
        if (strcmp(c->persons[i].self.id, id) == 0)
            return &c->persons[i];
    return NULL;
}

static void say_place(writing *w, const wz_diff *diff)
{
    const wz_law *law = w->report->law;
    if (w->headed && alike(w->person, diff->person) && alike(w->regime, diff->regime))
        return;
    w->headed = true;
    w->person = diff->person;
    w->regime = diff->regime;
    w->prose.regime = NULL;
    w->prose.norm = NULL;
    wz_page_gap(&w->prose.page);
    wz_page_line(&w->prose.page, 0, 2);
    wz_page_style(&w->prose.page, WZ_BOLD);
    const wz_case_person *person = person_of(w->report->after, diff->person);
    if (!person)
        person = person_of(w->report->before, diff->person);
    w->who = (wz_person_result){.person = person ? person : &w->nobody};
    w->prose.person = &w->who;
    if (person)
        wz_say_person(&w->prose, person);
    else
        say(&w->prose, "本案", "The case");
    for (size_t b = 0; diff->regime && b < law->rulebook_count; b++) {
        if (strcmp(law->rulebooks[b]->id, diff->regime) != 0)
            continue;
        w->under = (wz_regime_result){.rulebook = b};
        w->prose.regime = &w->under;
        wz_say(&w->prose, WZ_SAY_GAP);
        wz_say_label(&w->prose, law->rulebooks[b]->short_title, diff->regime);
        if (law->rulebooks[b]->status == WZ_DRAFT)
            wz_say_mark(&w->prose, WZ_SAY_HYPOTHETICAL);
    }
    wz_page_style(&w->prose.page, WZ_PLAIN);
    wz_page_end(&w->prose.page);
}

/* Days that follow from others shown beside them, and the sanction that they come from. */
static bool follows_from_others(const wz_diff_report *report, size_t i)
{
    const wz_diff *d = &report->diffs->items[i];
    bool window = d->part == WZ_DIFF_VETO && (is(d->field, "sanction") || is(d->field, "from"));
    return window || (d->part == WZ_DIFF_BAN && is(d->field, "first_free_day"));
}

static bool left_out(const wz_diff_report *report, size_t i)
{
    return shown_elsewhere(report, i) || follows_from_others(report, i);
}

static void say_values(wz_prose *prose, const wz_diff *diff)
{
    wz_say_diff_value(prose, diff, diff->before);
    wz_say_raw(prose, " → ");
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_diff_value(prose, diff, diff->after);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

/* One difference under a heading, with those that say the same of other measures. */
static void say_line(writing *w, size_t i, size_t end, bool *done, size_t first, bool alone)
{
    wz_prose *prose = &w->prose;
    const wz_diff *items = w->report->diffs->items, *diff = &items[i];
    if (!alone)
        wz_page_line(&prose->page, 6, 2);
    else if (diff->item || has_name(diff->field) || diff->part == WZ_DIFF_CONTRADICTION)
        wz_say_raw(prose, " ");
    bool said = say_particular(prose, diff);
    for (size_t k = i + 1; k < end; k++) {
        if (!joins(diff, &items[k]))
            continue;
        wz_say(prose, WZ_SAY_LIST);
        say_item(prose, &items[k]);
        done[k - first] = true;
    }
    if (said || alone)
        wz_say(prose, WZ_SAY_COLON);
    say_values(prose, diff);
}

static void say_way(writing *w, size_t first, size_t end)
{
    wz_prose *prose = &w->prose;
    size_t i = first;
    while (i < end && w->report->through[i].count == 0)
        i++;
    if (i == end)
        return;
    wz_page_line(&prose->page, 6, 2);
    wz_page_style(&prose->page, WZ_DIM);
    say(prose, "经由：", "through: ");
    wz_say_through(prose, w->report->through[i]);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

/* Differences of one part and rule: on one line where there is one, else each on a line of its own. */
static void say_group(writing *w, size_t first, size_t end, bool *done)
{
    const wz_diff *items = w->report->diffs->items;
    size_t shown = 0;
    for (size_t i = first; i < end; i++) {
        done[i - first] = left_out(w->report, i);
        bool again = false;
        for (size_t k = first; k < i && !again; k++)
            again = !done[k - first] && joins(&items[k], &items[i]);
        shown += !done[i - first] && !again;
    }
    if (shown == 0)
        return;
    say_place(w, &items[first]);
    wz_page_line(&w->prose.page, 2, 4);
    say_heading(&w->prose, &items[first]);
    if (shown > 1)
        wz_page_end(&w->prose.page);
    for (size_t i = first; i < end; i++)
        if (!done[i - first])
            say_line(w, i, end, done, first, shown == 1);
    if (w->report->through)
        say_way(w, first, end);
}

static void say_head(writing *w)
{
    wz_prose *prose = &w->prose;
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say(prose, WZ_SAY_CASE);
    wz_say_raw(prose, " ");
    wz_say_raw(prose, w->report->before->id);
    if (w->report->before->title) {
        wz_say(prose, WZ_SAY_COLON);
        wz_say_raw(prose, w->report->before->title);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_say(prose, WZ_SAY_GAP);
    wz_say(prose, WZ_SAY_AS_OF);
    wz_say_day(prose, w->report->as_of_before);
    if (w->report->as_of_after != w->report->as_of_before) {
        wz_say_raw(prose, " → ");
        wz_say_day(prose, w->report->as_of_after);
    }
    wz_page_end(&prose->page);
    for (size_t i = 0; i < w->report->edit_count; i++) {
        wz_page_line(&prose->page, 0, 6);
        say(prose, i ? "　　　" : "假如：", i ? "         " : "What if: ");
        wz_say_raw(prose, w->report->edits[i]);
        wz_page_end(&prose->page);
    }
}

int wz_report_diff_text(wz_buffer *out, const wz_diff_report *report, wz_lang lang, const wz_text_options *options)
{
    enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40 };
    unsigned width = options && options->width ? options->width : DEFAULT_WIDTH;
    wz_assessment names = {.law = report->law, .subject = report->after, .as_of = report->as_of_after};
    writing w = {.report = report};
    w.prose = (wz_prose){.page = {.out = out,
                                  .width = width < LEAST_WIDTH ? LEAST_WIDTH : width,
                                  .colour = options && options->colour,
                                  .html = options && options->html},
                         .a = &names,
                         .lang = lang};
    say_head(&w);
    bool *done = wz_calloc(report->diffs->count + 1, sizeof *done);
    if (!done)
        return WZ_ENOMEM;
    for (size_t i = 0; i < report->diffs->count;) {
        size_t end = i + 1;
        while (end < report->diffs->count && belong(&report->diffs->items[i], &report->diffs->items[end]))
            end++;
        say_group(&w, i, end, done);
        i = end;
    }
    wz_free(done);
    if (report->diffs->count == 0) {
        wz_page_gap(&w.prose.page);
        wz_page_line(&w.prose.page, 0, 2);
        say(&w.prose, "不影响任何结论。", "No conclusion changes.");
        wz_page_end(&w.prose.page);
    }
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
