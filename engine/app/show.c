/* The job "show": a rule beside the words of its article. */
#include "wenze/check.h"

#include "app/law.h"
#include "base/diag.h"
#include "explain/words.h"

#include <string.h>

typedef struct {
    wz_buffer *out;
    const wz_rules *rules;
    size_t book;
    wz_lang lang;
} showing;

static const char *say(const showing *s, const char *zh, const char *en)
{
    return s->lang == WZ_EN ? en : zh;
}

static void show_words(showing *s, const char *title, const char *expression)
{
    wz_buffer_printf(s->out, "%s", title);
    if (wz_words_of(s->out, s->rules->engine->networks[s->book], expression, s->lang) != WZ_OK)
        s->out->failed = true;
    wz_buffer_puts(s->out, "\n");
}

/* An expression as it is written, without the line breaks of its file. */
static void show_expression(showing *s, const char *expression)
{
    wz_buffer_puts(s->out, "    FEEL: ");
    bool space = false;
    for (const char *c = expression; *c; c++) {
        bool blank = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';
        if (!blank || !space)
            wz_buffer_putc(s->out, blank ? ' ' : *c);
        space = blank;
    }
    wz_buffer_puts(s->out, "\n");
}

static void show_articles(showing *s, const wz_rule *rule)
{
    const wz_source *source = s->rules->law->sources[s->book];
    for (size_t i = 0; source && i < rule->cites.count; i++) {
        int at = wz_source_find(source, rule->cites.items[i]);
        if (at >= 0)
            wz_buffer_printf(s->out, "  %s  %s\n", source->provisions[at].heading, source->provisions[at].text);
    }
    static const char *const status[][WZ_LANGS] = {
        [WZ_CONFIRMED] = {"已核", "confirmed"},
        [WZ_CONFIRMED_INDIRECT] = {"间接核对，待核", "confirmed indirectly, to be verified"},
        [WZ_TO_VERIFY] = {"待核", "to be verified"},
    };
    for (size_t i = 0; i < rule->norm_count; i++) {
        const wz_norm *norm = &rule->norms[i];
        wz_buffer_printf(s->out, say(s, "  《%s》第%s条（%s）：%s\n", "  %s, article %s (%s): %s\n"), norm->title,
                         norm->article ? norm->article : "", status[norm->status][s->lang],
                         wz_text_in(norm->text, s->lang));
    }
}

static void show_readings(showing *s, const wz_reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const wz_reading *r = &readings[i];
        wz_buffer_printf(s->out, say(s, "  读法 %s%s：%s\n", "  reading %s%s: %s\n"), r->id,
                         r->presumption ? say(s, "（推定）", " (presumed)") : "", wz_text_in(r->chosen, s->lang));
        wz_buffer_printf(s->out, say(s, "    另一读法：%s\n", "    alternative: %s\n"),
                         wz_text_in(r->alternative, s->lang));
        if (r->when.text)
            show_words(s, say(s, "    则当：", "    then when: "), r->when.text);
    }
}

static const char *modality_words(const showing *s, wz_modality modality)
{
    static const char *const words[][WZ_LANGS] = {
        [WZ_MUST] = {"应当", "must"},
        [WZ_MAY] = {"可以", "may"},
        [WZ_MUST_NOT] = {"不得（不予）", "must not"},
        [WZ_BY_REFERENCE] = {"参照、转引", "by reference"},
        [WZ_NO_MODALITY] = {"", ""},
    };
    return words[modality][s->lang];
}

static void show_frequency(showing *s, const wz_rule *rule)
{
    static const char *const words[][WZ_LANGS] = {
        [WZ_MONTH] = {"每月", "a month"},
        [WZ_TWO_MONTHS] = {"每两个月", "in two months"},
        [WZ_QUARTER] = {"每季度", "a quarter"},
        [WZ_HALF_YEAR] = {"每半年", "in half a year"},
        [WZ_YEAR] = {"每年", "a year"},
        [WZ_UNQUANTIFIED] = {"无可计数的频次", "no frequency that can be counted"},
    };
    const wz_vocabulary *vocabulary = s->rules->law->vocabulary;
    const wz_entity *record = &vocabulary->entities[WZ_DUTY_RECORD];
    const char *id = record->by_role[WZ_ROLE_ACTIVITY] < 0
                         ? NULL
                         : record->attributes[record->by_role[WZ_ROLE_ACTIVITY]].enumeration;
    const wz_enumeration *activities = id ? wz_enumeration_find(vocabulary, id) : NULL;
    const char *frequency = words[rule->frequency][s->lang];
    if (rule->frequency == WZ_UNQUANTIFIED)
        wz_buffer_printf(s->out, "  %s", frequency);
    else
        wz_buffer_printf(s->out, say(s, "  %s至少%lld次%s", "  at least %2$lld %1$s%3$s"), frequency,
                         (long long)rule->required, rule->frequency_presumed ? say(s, "（推定）", " (presumed)") : "");
    for (size_t i = 0; i < rule->activities.count; i++) {
        const wz_value_label *label = activities ? wz_enumeration_value(activities, rule->activities.items[i]) : NULL;
        wz_buffer_printf(s->out, "%s%s", i ? say(s, "、", ", ") : say(s, "：", ": "),
                         label ? wz_text_in(label->label, s->lang) : rule->activities.items[i]);
    }
    wz_buffer_printf(s->out, "%s%s\n", rule->personally ? say(s, "；须本人", "; in person") : "",
                     rule->of_body ? say(s, "；属机构的职责，只列示", "; a duty of the body, shown only") : "");
}

static const char *term_label(const showing *s, const char *id)
{
    const wz_term *term = id ? wz_term_find(s->rules->law->frame, id) : NULL;
    return term ? wz_text_in(term->label, s->lang) : id ? id : "";
}

static void show_measures(showing *s, const wz_rule *rule)
{
    wz_buffer_puts(s->out, "  ");
    for (size_t i = 0; i < rule->measures.count; i++) {
        const wz_measure *measure = wz_measure_find(s->rules->law->frame, rule->measures.items[i]);
        wz_buffer_printf(s->out, "%s%s", i ? say(s, "、", ", ") : "",
                         measure ? wz_text_in(measure->label, s->lang) : rule->measures.items[i]);
    }
    wz_buffer_printf(s->out, "%s%s%s\n", rule->open ? say(s, "（清单开放：“等”）", " (an open list)") : "",
                     rule->body ? say(s, "——由", " — by ") : "", term_label(s, rule->body));
}

static void show_steps(showing *s, wz_strings steps)
{
    for (size_t i = 0; i < steps.count; i++) {
        const wz_step *step = wz_step_find(s->rules->law->frame, steps.items[i]);
        wz_buffer_printf(s->out, "%s%s", i ? say(s, "、", ", ") : "",
                         step ? wz_text_in(step->label, s->lang) : steps.items[i]);
    }
}

static void show_bars(showing *s, const wz_rule *rule)
{
    if (rule->bars.count) {
        wz_buffer_puts(s->out, say(s, "  限制：", "  bars: "));
        show_steps(s, rule->bars);
        wz_buffer_printf(s->out, "%s%s\n", rule->lasts ? say(s, "；期间 ", "; lasts ") : "",
                         rule->lasts ? rule->lasts : "");
    }
    for (size_t v = 0; v < rule->version_count; v++) {
        const wz_ban_version *version = &rule->versions[v];
        char from[WZ_DAY_TEXT] = "…", to[WZ_DAY_TEXT] = "…";
        if (version->force.has_from)
            wz_day_format(version->force.from, from);
        if (version->force.has_to)
            wz_day_format(version->force.to, to);
        wz_buffer_printf(s->out, say(s, "  决定于 %s 至 %s 的：", "  decided from %s to %s: "), from, to);
        show_steps(s, version->bars.count ? version->bars : rule->bars);
        wz_buffer_printf(s->out, " %s%s\n", version->lasts ? version->lasts : "",
                         version->verify ? say(s, "〔待核〕", " [to be verified]") : "");
    }
}

/* What a rule says besides its condition. */
static void show_payload(showing *s, const wz_rule *rule)
{
    if (rule->kind->part == WZ_PART_DUTY)
        show_frequency(s, rule);
    if (rule->measures.count)
        show_measures(s, rule);
    show_bars(s, rule);
    if (rule->actor || rule->act || rule->recipient)
        wz_buffer_printf(s->out, "  %s%s%s%s%s\n", term_label(s, rule->actor),
                         rule->actor && rule->act ? say(s, "：", ": ") : "", term_label(s, rule->act),
                         rule->recipient ? " → " : "", term_label(s, rule->recipient));
}

static void show_exceptions(showing *s, const wz_rule *rule)
{
    const wz_rulebook *book = s->rules->law->rulebooks[s->book];
    for (size_t i = 0; i < rule->reaches.count; i++)
        wz_buffer_printf(s->out, "  %s %s\n", say(s, "及于", "reaches"), rule->reaches.items[i]);
    for (size_t r = 0; r < book->rule_count; r++)
        for (size_t i = 0; i < book->rules[r].reaches.count; i++)
            if (strcmp(book->rules[r].reaches.items[i], rule->id) == 0)
                wz_buffer_printf(s->out, "  %s%s %s %s（%s）\n", wz_text_in(book->rules[r].kind->label, s->lang),
                                 say(s, "：", ":"), book->rules[r].id, wz_text_in(book->rules[r].label, s->lang),
                                 modality_words(s, book->rules[r].modality));
}

static void show_rule(showing *s, const wz_rule *rule)
{
    const wz_rulebook *book = s->rules->law->rulebooks[s->book];
    const char *modality = modality_words(s, rule->modality);
    wz_buffer_printf(s->out, "%s  %s\n", rule->id, wz_text_in(rule->label, s->lang));
    wz_buffer_printf(s->out, "  %s · %s%s%s\n", wz_text_in(book->title, s->lang),
                     wz_text_in(rule->kind->label, s->lang), *modality ? " · " : "", modality);
    show_articles(s, rule);
    if (rule->when.text) {
        show_words(s, say(s, "  当：", "  when: "), rule->when.text);
        show_expression(s, rule->when.text);
    }
    if (rule->starts.text)
        show_words(s, say(s, "  期限起于：", "  its time starts with: "), rule->starts.text);
    show_payload(s, rule);
    show_exceptions(s, rule);
    show_readings(s, rule->readings, rule->reading_count);
    if (wz_text_in(rule->note, s->lang)[0])
        wz_buffer_printf(s->out, "  %s%s\n", say(s, "注：", "note: "), wz_text_in(rule->note, s->lang));
}

static void show_book(showing *s)
{
    const wz_rulebook *book = s->rules->law->rulebooks[s->book];
    wz_buffer_printf(s->out, "%s  %s\n", book->id, wz_text_in(book->title, s->lang));
    show_readings(s, book->readings, book->reading_count);
    for (size_t r = 0; r < book->rule_count; r++)
        wz_buffer_printf(s->out, "  %-18s %s · %s\n", book->rules[r].id,
                         wz_text_in(book->rules[r].kind->label, s->lang), wz_text_in(book->rules[r].label, s->lang));
}

static bool reads(const feel_program *program, const feel_shape *shape, int member)
{
    size_t count = 0;
    const feel_read *list = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (list[i].shape == shape && list[i].member == member)
            return true;
    return false;
}

static void show_attribute(showing *s, wz_entity_kind entity, int attribute)
{
    const wz_entity *e = &s->rules->law->vocabulary->entities[entity];
    const wz_attribute *a = &e->attributes[attribute];
    wz_buffer_printf(s->out, "%s.%s  %s\n", wz_entity_name(entity), a->id, wz_text_in(a->label, s->lang));
    if (wz_text_in(a->question, s->lang)[0])
        wz_buffer_printf(s->out, "  %s\n", wz_text_in(a->question, s->lang));
    if (wz_text_in(a->proof, s->lang)[0])
        wz_buffer_printf(s->out, "  %s%s\n", say(s, "凭证：", "proof: "), wz_text_in(a->proof, s->lang));
    for (s->book = 0; s->book < s->rules->law->rulebook_count; s->book++) {
        const wz_network *net = s->rules->engine->networks[s->book];
        for (size_t r = 0; r < net->own_count; r++)
            if (reads(net->rules[r].when, &e->shape, attribute))
                wz_buffer_printf(s->out, "  %s %-18s %s\n", say(s, "用于", "read by"), net->rules[r].rule->id,
                                 wz_text_in(net->rules[r].rule->label, s->lang));
    }
}

/* Whether an id names an attribute, with its entity or without. */
static bool find_attribute(const wz_vocabulary *vocabulary, const char *id, wz_entity_kind *entity, int *attribute)
{
    const char *dot = strchr(id, '.');
    for (int e = 0; e < WZ_ENTITIES; e++) {
        const char *name = wz_entity_name((wz_entity_kind)e);
        if (dot && (strlen(name) != (size_t)(dot - id) || strncmp(name, id, (size_t)(dot - id)) != 0))
            continue;
        *entity = (wz_entity_kind)e;
        *attribute = wz_attribute_find(vocabulary, *entity, dot ? dot + 1 : id);
        if (*attribute >= 0)
            return true;
    }
    return false;
}

static bool show_id(showing *s, const char *id)
{
    const wz_law *law = s->rules->law;
    for (s->book = 0; s->book < law->rulebook_count; s->book++) {
        const wz_rule *rule = wz_rule_find(law->rulebooks[s->book], id);
        if (rule) {
            show_rule(s, rule);
            return true;
        }
        if (strcmp(law->rulebooks[s->book]->id, id) == 0) {
            show_book(s);
            return true;
        }
    }
    wz_entity_kind entity;
    int attribute;
    if (!find_attribute(law->vocabulary, id, &entity, &attribute))
        return false;
    show_attribute(s, entity, attribute);
    return true;
}

/* Length of what two ids share from the start: enough to suggest the nearest. */
static size_t common(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

static void suggest(const wz_law *law, const char *id, wz_diag *diag)
{
    const char *nearest = law->rulebook_count ? law->rulebooks[0]->id : "";
    for (size_t b = 0; b < law->rulebook_count; b++)
        for (size_t r = 0; r < law->rulebooks[b]->rule_count; r++)
            if (common(law->rulebooks[b]->rules[r].id, id) > common(nearest, id))
                nearest = law->rulebooks[b]->rules[r].id;
    wz_diag_add(diag, WZ_ERROR, "SHOW-001", (wz_place){0},
                "there is no rule, regulation or attribute \"%s\"; the nearest is %s", id, nearest);
}

int wz_show(char **out, size_t *length, const wz_rules *rules, const char *id, wz_language language, wz_diag *diag)
{
    *out = NULL;
    wz_buffer buffer = {0};
    showing s = {.out = &buffer, .rules = rules, .lang = wz_app_lang(language)};
    bool found = show_id(&s, id);
    if (!found)
        suggest(rules->law, id, diag);
    if (!found || buffer.failed) {
        wz_buffer_free(&buffer);
        return found ? WZ_ENOMEM : WZ_EINPUT;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}
