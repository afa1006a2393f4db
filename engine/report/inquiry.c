/* Questions in words. What an answer changes is told by answers: those conclusions that it settles, rule by rule; what it only moves
 * nearer is not told. */
#include "report/inquiry.h"

#include "report/emit.h"
#include "wenze/version.h"

#include <string.h>

static void say(wz_prose *prose, const char *zh, const char *en)
{
    wz_say_text(prose, (wz_text){{zh, en}});
}

static const wz_attribute *attribute_of(const wz_assessment *a, const wz_inquiry_item *item)
{
    return &a->law->vocabulary->entities[item->entity].attributes[item->attribute];
}

const char *wz_inquiry_type(const wz_attribute *attribute)
{
    const feel_type *type = attribute->many ? attribute->type->element : attribute->type;
    switch (type->kind) {
    case FEEL_T_BOOLEAN: return "boolean";
    case FEEL_T_NUMBER: return "number";
    case FEEL_T_DATE: return "date";
    case FEEL_T_YEARS_MONTHS: return "duration";
    default: return attribute->enumeration ? "choice" : "text";
    }
}

/* --- pieces --- */

/* One line of prose as a string. */
typedef struct {
    wz_buffer buffer;
    wz_prose prose;
} line;

static void begin(line *l, const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang)
{
    enum { ONE_LINE = 1 << 30 };
    *l = (line){0};
    l->prose = (wz_prose){.page = {.out = &l->buffer, .width = ONE_LINE},
                          .a = a,
                          .lang = lang,
                          .person = item->person,
                          .regime = item->regime};
    wz_page_line(&l->prose.page, 0, 0);
}

static const char *end(line *l, wz_arena *arena)
{
    wz_page_end(&l->prose.page);
    size_t length = l->buffer.length;
    while (length && l->buffer.data[length - 1] == '\n')
        length--;
    if (l->buffer.failed)
        wz_arena_fail(arena);
    const char *text = l->buffer.failed || !length ? "" : wz_arena_strndup(arena, l->buffer.data, length);
    wz_buffer_free(&l->buffer);
    return text ? text : "";
}

const char *wz_inquiry_question(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena)
{
    line l;
    begin(&l, a, item, lang);
    wz_say_question(&l.prose, &(wz_question){.of = item->of, .entity = item->entity, .attribute = item->attribute});
    return end(&l, arena);
}

const char *wz_inquiry_name(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena)
{
    line l;
    begin(&l, a, item, lang);
    if (item->entity == WZ_INCIDENT)
        say(&l.prose, "本起事故（事件）", "the incident");
    else
        wz_say_person(&l.prose, item->person->person);
    if (item->entity == WZ_POST || item->entity == WZ_SANCTION || item->entity == WZ_DUTY_RECORD)
        wz_say_raw(&l.prose, lang == WZ_EN ? ", " : "，");
    if (item->entity == WZ_POST)
        wz_say_post(&l.prose, item->of);
    else if (item->entity == WZ_SANCTION)
        wz_say_sanction(&l.prose, item->of);
    else if (item->entity == WZ_DUTY_RECORD)
        wz_say_raw(&l.prose, item->of);
    return end(&l, arena);
}

const char *wz_inquiry_stated(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena)
{
    line l;
    begin(&l, a, item, lang);
    bool any = false;
    for (size_t i = 0; i < a->allegation_count; i++) {
        const wz_allegation *said = &a->allegations[i];
        if (said->entity != item->entity || said->fact->attribute != item->attribute || strcmp(said->of, item->of) != 0)
            continue;
        if (any)
            wz_say(&l.prose, WZ_SAY_SEMICOLON);
        wz_say_value(&l.prose, attribute_of(a, item), said->fact->value);
        wz_say(&l.prose, WZ_SAY_OPEN);
        wz_say(&l.prose, wz_standing_word(said->fact->standing));
        if (said->fact->evidence.count) {
            wz_say(&l.prose, WZ_SAY_SEMICOLON);
            wz_say_evidence(&l.prose, said->fact->evidence);
        }
        wz_say(&l.prose, WZ_SAY_CLOSE);
        any = true;
    }
    const char *text = end(&l, arena);
    return any ? text : "";
}

/* A rule as it is cited. */
static const char *citation(const wz_prose *prose, const wz_rule *rule, wz_arena *arena)
{
    enum { ONE_LINE = 1 << 30 };
    line l = {0};
    l.prose = *prose;
    l.prose.norm = NULL;
    l.prose.page = (wz_page){.out = &l.buffer, .width = ONE_LINE};
    wz_page_line(&l.prose.page, 0, 0);
    wz_say_rule(&l.prose, rule);
    return end(&l, arena);
}

/* Whether a conclusion before says the same: of another rule on the same provision. */
static bool said_before(const wz_prose *prose, const wz_inquiry_item *item, size_t i, wz_arena *arena)
{
    const wz_inquiry_effect *e = &item->effects[i];
    const wz_rule *rule = wz_prose_rule(prose, e->effect->rule);
    for (size_t k = 0; k < i && rule; k++) {
        const wz_inquiry_effect *other = &item->effects[k];
        const wz_rule *before = other->regime == e->regime ? wz_prose_rule(prose, other->effect->rule) : NULL;
        if (before && other->effect->becomes && other->effect->if_value &&
            strcmp(other->effect->becomes, e->effect->becomes) == 0 &&
            strcmp(other->effect->if_value, e->effect->if_value) == 0 &&
            strcmp(citation(prose, before, arena), citation(prose, rule, arena)) == 0)
            return true;
    }
    return false;
}

/* The conclusions that one answer settles, as a sentence; false where it settles none. */
static bool say_answer(wz_prose *prose, const wz_assessment *a, const wz_inquiry_item *item, const char *value,
                       wz_arena *arena)
{
    bool any = false, several = a->person_count > 1 && item->entity == WZ_INCIDENT;
    for (size_t i = 0; i < item->effect_count; i++) {
        const wz_inquiry_effect *e = &item->effects[i];
        if (!e->effect->becomes || !e->effect->if_value || strcmp(e->effect->if_value, value) != 0)
            continue;
        prose->person = e->person;
        prose->regime = e->regime;
        if (said_before(prose, item, i, arena))
            continue;
        wz_say_raw(prose, any ? (prose->lang == WZ_EN ? "; " : "；") : "");
        if (!any)
            wz_say(prose, strcmp(value, "true") == 0 ? WZ_SAY_IF_TRUE : WZ_SAY_IF_FALSE);
        any = true;
        if (several) {
            wz_say_person(prose, e->person->person);
            wz_say(prose, WZ_SAY_COLON);
        }
        if (strcmp(e->effect->rule, "outcome") == 0) {
            wz_say(prose, WZ_SAY_OUTCOME_BECOMES);
            wz_say_outcome(prose, (wz_text){{0}}, e->effect->becomes, false);
            continue;
        }
        const wz_rule *rule = wz_prose_rule(prose, e->effect->rule);
        if (rule)
            wz_say_rule(prose, rule);
        else
            wz_say_raw(prose, e->effect->rule);
        wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
        wz_say(prose, strcmp(e->effect->becomes, "true") == 0 ? WZ_SAY_HOLDS : WZ_SAY_DOES_NOT_HOLD);
    }
    return any;
}

/* Conclusions that depend on the value, where it is no yes/no matter or settles nothing alone. */
static void say_waiting(wz_prose *prose, const wz_inquiry_item *item)
{
    bool any = false;
    for (size_t i = 0; i < item->effect_count; i++) {
        const wz_inquiry_effect *e = &item->effects[i];
        bool again = false;
        for (size_t k = 0; k < i && !again; k++)
            again = strcmp(item->effects[k].effect->rule, e->effect->rule) == 0;
        if (e->effect->becomes || again)
            continue;
        if (any)
            wz_say(prose, WZ_SAY_LIST);
        else
            say(prose, "还与其他事实一起决定：", "Together with other facts decides: ");
        any = true;
        prose->person = e->person;
        prose->regime = e->regime;
        const wz_rule *rule = wz_prose_rule(prose, e->effect->rule);
        if (rule)
            wz_say_rule(prose, rule);
        else
            say(prose, "问责结论", "the outcome");
    }
}

size_t wz_inquiry_effects(const wz_assessment *a, const wz_inquiry_item *item, wz_lang lang, wz_arena *arena,
                          const char *const **out)
{
    static const char *const values[] = {"true", "false"};
    const char **sentences = wz_arena_array(arena, 3, sizeof *sentences);
    size_t count = 0;
    *out = sentences;
    for (int v = 0; v < 3 && sentences; v++) {
        line l;
        begin(&l, a, item, lang);
        if (v < 2)
            say_answer(&l.prose, a, item, values[v], arena);
        else
            say_waiting(&l.prose, item);
        const char *text = end(&l, arena);
        if (*text)
            sentences[count++] = text;
    }
    return count;
}

/* --- the list for people --- */

static size_t shown(const wz_inquiry_report *r)
{
    return r->most && r->most < r->inquiry->count ? r->most : r->inquiry->count;
}

static void say_one(wz_prose *prose, const wz_assessment *a, const wz_inquiry_item *item, size_t number,
                    wz_arena *arena)
{
    const wz_attribute *attribute = attribute_of(a, item);
    const char *proof = wz_text_in(attribute->proof, prose->lang), *const * sentences;
    const char *stated = wz_inquiry_stated(a, item, prose->lang, arena);
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 0, 3);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_count(prose, (int64_t)number);
    wz_say_raw(prose, ". ");
    wz_say_raw(prose, wz_inquiry_name(a, item, prose->lang, arena));
    wz_say(prose, WZ_SAY_COLON);
    wz_say_raw(prose, wz_inquiry_question(a, item, prose->lang, arena));
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_style(&prose->page, WZ_DIM);
    wz_say_raw(prose, " [");
    wz_say_raw(prose, item->of);
    wz_say_raw(prose, ".");
    wz_say_raw(prose, attribute->id);
    wz_say_raw(prose, "]");
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
    if (*stated) {
        wz_page_line(&prose->page, 3, 2);
        say(prose, "案件所载：", "The case says: ");
        wz_say_raw(prose, stated);
        wz_page_end(&prose->page);
    }
    if (*proof) {
        wz_page_line(&prose->page, 3, 2);
        wz_say(prose, WZ_SAY_PROVED_BY);
        wz_say_raw(prose, proof);
        wz_page_end(&prose->page);
    }
    for (size_t i = 0, n = wz_inquiry_effects(a, item, prose->lang, arena, &sentences); i < n; i++) {
        wz_page_line(&prose->page, 3, 2);
        wz_say_raw(prose, sentences[i]);
        wz_page_end(&prose->page);
    }
}

static void say_head(wz_prose *prose, const wz_inquiry_report *report)
{
    const wz_inquiry *q = report->inquiry;
    wz_page_line(&prose->page, 0, 2);
    wz_say(prose, WZ_SAY_CASE);
    wz_say_raw(prose, " ");
    wz_say_raw(prose, report->assessment->subject->id);
    wz_say(prose, WZ_SAY_GAP);
    wz_say(prose, WZ_SAY_AS_OF);
    wz_say_day(prose, report->assessment->as_of);
    wz_page_line(&prose->page, 0, 2);
    say(prose, "所问结论 ", "Conclusions asked about: ");
    wz_say_count(prose, (int64_t)q->all);
    say(prose, " 项，已能确定 ", ", settled: ");
    wz_say_count(prose, (int64_t)q->settled);
    say(prose, " 项；待查事项 ", "; open questions: ");
    wz_say_count(prose, (int64_t)q->count);
    say(prose, " 项", "");
    wz_page_end(&prose->page);
}

int wz_report_inquiry_text(wz_buffer *out, const wz_inquiry_report *report, wz_lang lang,
                           const wz_text_options *options)
{
    enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40 };
    unsigned width = options && options->width ? options->width : DEFAULT_WIDTH;
    wz_prose prose = {
        .page = {.out = out, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width, .colour = options && options->colour},
        .a = report->assessment,
        .lang = lang};
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    say_head(&prose, report);
    for (size_t i = 0; i < shown(report); i++)
        say_one(&prose, report->assessment, &report->inquiry->items[i], i + 1, arena);
    if (report->inquiry->count == 0) {
        wz_page_gap(&prose.page);
        wz_page_line(&prose.page, 0, 2);
        say(&prose, "没有待查事项：任何回答都改变不了所问的结论。",
            "Nothing is open: no answer can change a conclusion asked about.");
        wz_page_end(&prose.page);
    }
    bool failed = wz_arena_failed(arena);
    wz_arena_free(arena);
    return failed || out->failed ? WZ_ENOMEM : WZ_OK;
}

/* --- for programs --- */

static void both(wz_emitter *emit, const char *name, wz_text text)
{
    wz_emit_object(emit, name);
    wz_emit_text(emit, "zh", text.in[WZ_ZH]);
    wz_emit_text(emit, "en", text.in[WZ_EN]);
    wz_emit_end(emit);
}

static void write_item(wz_emitter *emit, const wz_assessment *a, const wz_inquiry_item *item)
{
    const wz_attribute *attribute = attribute_of(a, item);
    const wz_enumeration *e =
        attribute->enumeration ? wz_enumeration_find(a->law->vocabulary, attribute->enumeration) : NULL;
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "of", item->of);
    wz_emit_text(emit, "fact", attribute->id);
    wz_emit_text(emit, "type", wz_inquiry_type(attribute));
    wz_emit_boolean(emit, "many", attribute->many);
    both(emit, "label", attribute->label);
    both(emit, "question", attribute->question);
    both(emit, "proof", attribute->proof);
    wz_emit_list(emit, "choices", "choice");
    for (size_t i = 0; e && i < e->count; i++) {
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", e->values[i].id);
        both(emit, "label", e->values[i].label);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_list(emit, "affects", "effect");
    for (size_t i = 0; i < item->effect_count; i++) {
        const wz_inquiry_effect *effect = &item->effects[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "person", effect->person->person->self.id);
        wz_emit_text(emit, "regime", a->law->rulebooks[effect->regime->rulebook]->id);
        wz_emit_text(emit, "rule", effect->effect->rule);
        wz_emit_text(emit, "if", effect->effect->if_value);
        wz_emit_text(emit, "becomes", effect->effect->becomes);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static int write_tree(wz_buffer *out, const wz_inquiry_report *report, wz_emit_form form)
{
    wz_emitter emit;
    wz_emit_begin(&emit, form, out, "questions", WZ_QUESTIONS_NAMESPACE);
    wz_emit_text(&emit, "format", "wenze-questions/1");
    wz_emit_text_begin(&emit, "engine", "string");
    wz_buffer_printf(out, "wenze %s", wz_version());
    wz_emit_text_end(&emit, "engine");
    wz_emit_object(&emit, "case");
    wz_emit_text(&emit, "id", report->assessment->subject->id);
    wz_emit_text(&emit, "sha256", report->assessment->subject->sha256);
    wz_emit_end(&emit);
    wz_emit_day(&emit, "as_of", report->assessment->as_of);
    wz_emit_text(&emit, "plan", report->plan);
    wz_emit_integer(&emit, "conclusions", (int64_t)report->inquiry->all);
    wz_emit_integer(&emit, "settled", (int64_t)report->inquiry->settled);
    wz_emit_integer(&emit, "open", (int64_t)report->inquiry->count);
    wz_emit_list(&emit, "questions", "question");
    for (size_t i = 0; i < shown(report); i++)
        write_item(&emit, report->assessment, &report->inquiry->items[i]);
    wz_emit_end(&emit);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_report_inquiry_json(wz_buffer *out, const wz_inquiry_report *report)
{
    return write_tree(out, report, WZ_EMIT_JSON);
}

int wz_report_inquiry_xml(wz_buffer *out, const wz_inquiry_report *report)
{
    return write_tree(out, report, WZ_EMIT_XML);
}
