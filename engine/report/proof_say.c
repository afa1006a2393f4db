/* What a node of a derivation tree says, in words, once for all forms. A value that rests on one fact of the case takes that
 * fact's standing and evidence into its own line, and a comparison of one such value takes the value's: most of a proof then
 * reads as one line a condition. */
#include "report/proof_say.h"

#include <stdio.h>
#include <string.h>

void wz_teller_begin(wz_teller *t, wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    *t = (wz_teller){.proof = proof, .style = style};
    t->law = (wz_assessment){
        .law = proof->law, .subject = proof->subject, .as_of = proof->as_of, .persons = &t->person, .person_count = 1};
    t->person = (wz_person_result){.person = proof->person, .regimes = &t->regime, .regime_count = 1};
    for (size_t b = 0; b < proof->law->rulebook_count; b++)
        if (proof->law->rulebooks[b] == proof->book)
            t->regime.rulebook = b;
    t->prose = (wz_prose){.page = {.out = out, .width = 1u << 30},
                          .a = &t->law,
                          .lang = style->lang,
                          .person = &t->person,
                          .regime = &t->regime};
}

void wz_tell(wz_teller *t, const char *zh, const char *en)
{
    wz_say_raw(&t->prose, t->prose.lang == WZ_EN ? en : zh);
}

void wz_tell_text(wz_teller *t, wz_text text)
{
    wz_say_raw(&t->prose, wz_text_in(text, t->prose.lang));
}

static const wz_attribute *attribute_of(const wz_teller *t, const wz_proof_node *node)
{
    return node->entity == WZ_NO_ENTITY ? NULL : wz_prose_attribute(&t->prose, node->entity, node->attribute);
}

/* --- which nodes are shown --- */

static bool settled_by_fact(const wz_proof_node *source)
{
    return source->kind == WZ_PROOF_EXAMINED ||
           (source->kind == WZ_PROOF_STATED && source->fact->standing != WZ_ALLEGED &&
            source->fact->standing != WZ_DISPUTED);
}

/* The one fact that a value rests on and that its line tells; NULL where there is more to it, or all is to be seen. */
static const wz_proof_node *only_fact(const wz_teller *t, const wz_proof_node *node)
{
    node = wz_full_node(node);
    const wz_proof_node *fact = NULL;
    if (node->kind != WZ_PROOF_VALUE || node->cut || node->marked || (t->style->full && node->child_count > 1))
        return NULL;
    for (size_t i = 0; i < node->child_count; i++) {
        const wz_proof_node *child = node->children[i];
        bool counts = child->decides || child->kind == WZ_PROOF_STATED;
        if (counts && (fact || !settled_by_fact(child)))
            return NULL;
        fact = counts ? child : fact;
    }
    return fact;
}

/* A value that its line tells wholly. */
static bool is_plain(const wz_teller *t, const wz_proof_node *node)
{
    const wz_proof_node *full = wz_full_node(node);
    return full->kind == WZ_PROOF_VALUE && !full->cut && (full->child_count == 0 || only_fact(t, full));
}

/* The value that a comparison is about and that the comparison's line tells. */
static const wz_proof_node *compared(const wz_teller *t, const wz_proof_node *node)
{
    bool one =
        node->kind == WZ_PROOF_PART && node->piece == WZ_PIECE_COMPARISON && node->child_count == 1 && !node->cut;
    return one && is_plain(t, node->children[0]) ? node->children[0] : NULL;
}

bool wz_matters_to(const wz_proof_node *parent, const wz_proof_node *child)
{
    bool other = child->link == WZ_LINK_READING && child->truth != parent->truth;
    /* what exists although it is excluded must be seen beside what excludes it */
    bool exists = child->link == WZ_LINK_CONDITION && parent->kind == WZ_PROOF_FINDING && parent->condition == WZ_TRUE;
    return child->decides || child->kind == WZ_PROOF_STATED || child->link == WZ_LINK_OFFERED || other || exists;
}

bool wz_shows_child(const wz_teller *t, const wz_proof_node *parent, const wz_proof_node *child)
{
    if (only_fact(t, parent) == child || compared(t, parent) == child)
        return false;
    return t->style->full || wz_matters_to(parent, child);
}

size_t wz_shown_children(const wz_teller *t, const wz_proof_node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->child_count; i++)
        count += wz_shows_child(t, node, node->children[i]);
    return count;
}

unsigned wz_shown_levels(const wz_teller *t, const wz_proof_node *node, unsigned most)
{
    unsigned deepest = 0;
    for (size_t i = 0; i < node->child_count && most > deepest; i++)
        if (wz_shows_child(t, node, node->children[i])) {
            unsigned below = 1 + wz_shown_levels(t, node->children[i], most - 1);
            deepest = below > deepest ? below : deepest;
        }
    return deepest;
}

/* --- how it stands --- */

static const char *holds(wz_truth truth, wz_lang lang)
{
    return wz_word_in(truth == WZ_TRUE    ? WZ_SAY_HOLDS
                      : truth == WZ_FALSE ? WZ_SAY_DOES_NOT_HOLD
                                          : WZ_SAY_UNSETTLED,
                      lang);
}

static const char *yes_or_no(wz_truth truth, wz_lang lang)
{
    return truth == WZ_UNKNOWN ? wz_word_in(WZ_SAY_UNSETTLED, lang)
                               : wz_word_in(truth == WZ_TRUE ? WZ_SAY_YES : WZ_SAY_NO, lang);
}

static const char *finding_standing(const wz_proof_node *node, wz_lang lang)
{
    if (node->condition == WZ_TRUE && node->truth != WZ_TRUE)
        return wz_word_in(node->truth == WZ_FALSE ? WZ_SAY_DEFEATED : WZ_SAY_MAYBE_DEFEATED, lang);
    return holds(node->truth, lang);
}

const char *wz_tell_standing(const wz_proof_node *node, wz_lang lang)
{
    if (!node->has_truth)
        return NULL;
    switch (node->kind) {
    case WZ_PROOF_FINDING: return finding_standing(node, lang);
    case WZ_PROOF_ABOUT:
    case WZ_PROOF_CHOICE:
    case WZ_PROOF_BAN:
    case WZ_PROOF_READING: return holds(node->truth, lang);
    case WZ_PROOF_SCOPE: return NULL;
    case WZ_PROOF_MEASURE:
        return node->truth == WZ_TRUE    ? (lang == WZ_EN ? "open" : "可以采取")
               : node->truth == WZ_FALSE ? (lang == WZ_EN ? "not open" : "不能采取")
                                         : wz_word_in(WZ_SAY_UNSETTLED, lang);
    case WZ_PROOF_DUTY:
        return node->truth == WZ_TRUE    ? wz_word_in(WZ_SAY_SHORT, lang)
               : node->truth == WZ_FALSE ? (lang == WZ_EN ? "met" : "达到")
                                         : (lang == WZ_EN ? "cannot be judged" : "不能判断");
    case WZ_PROOF_VALUE:
        return node->truth == WZ_UNKNOWN ? wz_word_in(WZ_SAY_UNKNOWN, lang) : yes_or_no(node->truth, lang);
    default: return yes_or_no(node->truth, lang);
    }
}

static void say_standing(wz_teller *t, const wz_proof_node *node)
{
    const char *words = wz_tell_standing(node, t->prose.lang);
    if (!words)
        return;
    wz_say(&t->prose, WZ_SAY_COLON);
    wz_page_style(&t->prose.page, WZ_BOLD);
    wz_say_raw(&t->prose, words);
    wz_page_style(&t->prose.page, WZ_PLAIN);
    if (node->marked)
        wz_say_mark(&t->prose, WZ_SAY_CONTRADICTED);
}

/* --- what it rests on --- */

/* Evidence by its title, which masking replaces by its id. */
static void say_evidence(wz_teller *t, wz_strings ids)
{
    if (!t->style->mask) {
        wz_say_evidence(&t->prose, ids);
        return;
    }
    wz_say(&t->prose, WZ_SAY_EVIDENCE);
    for (size_t i = 0; i < ids.count; i++) {
        wz_say_raw(&t->prose, i ? (t->prose.lang == WZ_EN ? ", " : "、") : "");
        wz_say_raw(&t->prose, ids.items[i]);
    }
}

static void say_day_text(wz_teller *t, const char *text)
{
    wz_day day;
    if (wz_day_parse(text, &day))
        wz_say_day(&t->prose, day);
    else
        wz_say_raw(&t->prose, text);
}

static void say_examined(wz_teller *t, const wz_examined *examined)
{
    wz_say(&t->prose, WZ_SAY_EXAMINED);
    if (examined->by && !t->style->mask) {
        wz_say(&t->prose, WZ_SAY_COLON);
        wz_say_raw(&t->prose, examined->by);
    }
    if (examined->on) {
        wz_say(&t->prose, WZ_SAY_COMMA);
        say_day_text(t, examined->on);
    }
}

static void say_basis(wz_teller *t, const wz_proof_node *fact)
{
    wz_say(&t->prose, WZ_SAY_OPEN);
    if (fact->kind == WZ_PROOF_EXAMINED) {
        say_examined(t, fact->examined);
    } else {
        wz_say(&t->prose, wz_standing_word(fact->fact->standing));
        if (fact->evidence.count) {
            wz_say(&t->prose, WZ_SAY_SEMICOLON);
            say_evidence(t, fact->evidence);
        }
    }
    wz_say(&t->prose, WZ_SAY_CLOSE);
}

/* --- heads --- */

/* An entity by what it is, where the case has more than one such or the kind says it. */
static void say_entity(wz_teller *t, wz_entity_kind kind, const char *id)
{
    if (!id)
        return;
    if (kind == WZ_SANCTION)
        wz_say_sanction(&t->prose, id);
    else if (kind == WZ_POST && !t->style->mask)
        wz_say_post(&t->prose, id);
    else
        wz_say_raw(&t->prose, id);
}

/* Whose a value is, where that is not plain. */
static void say_whose(wz_teller *t, const wz_proof_node *node)
{
    const wz_case_person *person = t->proof->person;
    bool several = (node->entity == WZ_POST && person->post_count > 1) || node->entity == WZ_SANCTION ||
                   node->entity == WZ_DUTY_RECORD ||
                   (node->entity == WZ_INCIDENT && t->proof->subject->incident_count > 1);
    if (!several || !node->of)
        return;
    wz_say(&t->prose, WZ_SAY_MARK_OPEN);
    if (node->entity == WZ_SANCTION)
        wz_say_sanction(&t->prose, node->of);
    else
        wz_say_raw(&t->prose, node->of);
    wz_say(&t->prose, WZ_SAY_MARK_CLOSE);
}

static void say_rule(wz_teller *t, const wz_proof_node *node)
{
    const wz_rule *rule = node->rule;
    wz_say_rule(&t->prose, rule);
    const char *label = wz_text_in(rule->label, t->prose.lang);
    if (*label && (rule->cites.count || rule->norm_count)) {
        wz_say(&t->prose, WZ_SAY_GAP);
        wz_say_raw(&t->prose, label);
    }
}

static void say_finding(wz_teller *t, const wz_proof_node *node)
{
    static const char *const links[][2] = {[WZ_LINK_EXCEPTION] = {"排除情形　", "Exception: "},
                                           [WZ_LINK_OFFERED] = {"可以裁量适用的例外　", "May be applied: "}};
    if (node->link == WZ_LINK_EXCEPTION || node->link == WZ_LINK_OFFERED)
        wz_tell(t, links[node->link][0], links[node->link][1]);
    if (node->link == WZ_LINK_CONCLUSION) {
        wz_tell_text(t, node->rule->kind->label);
        wz_say(&t->prose, WZ_SAY_COLON);
    }
    say_rule(t, node);
    say_whose(t, node);
    say_standing(t, node);
    if (node->rule->verify)
        wz_say_mark(&t->prose, WZ_SAY_VERIFY);
}

static void say_scope(wz_teller *t, const wz_proof_node *node)
{
    static const wz_word words[] = {[WZ_DIRECT] = WZ_SAY_DIRECT,
                                    [WZ_REFERENCE] = WZ_SAY_BY_REFERENCE,
                                    [WZ_SCOPE_UNKNOWN] = WZ_SAY_SCOPE_UNKNOWN,
                                    [WZ_OUT_OF_SCOPE] = WZ_SAY_OUT_OF_SCOPE,
                                    [WZ_NOT_IN_FORCE] = WZ_SAY_NOT_IN_FORCE};
    wz_say(&t->prose, WZ_SAY_SCOPE);
    for (int a = WZ_DIRECT; a <= WZ_NOT_IN_FORCE; a++)
        if (strcmp(wz_applicability_name((wz_applicability)a), node->name) == 0)
            wz_say(&t->prose, words[a]);
    if (node->of) {
        wz_say(&t->prose, WZ_SAY_OPEN);
        say_entity(t, WZ_POST, node->of);
        wz_say(&t->prose, WZ_SAY_CLOSE);
    }
}

static void say_field(wz_teller *t, const wz_proof_node *node)
{
    bool outcome = t->proof->about.kind == WZ_ABOUT_FIELD && strcmp(t->proof->about.id, "outcome") == 0;
    wz_say(&t->prose, outcome || node->link == WZ_LINK_CONCLUSION ? WZ_SAY_OUTCOME : WZ_SAY_ROUTE);
    wz_page_style(&t->prose.page, WZ_BOLD);
    wz_tell_text(t, node->words);
    wz_page_style(&t->prose.page, WZ_PLAIN);
    if (node->marked)
        wz_say_mark(&t->prose, WZ_SAY_CONTRADICTED);
}

static void say_choice(wz_teller *t, const wz_proof_node *node)
{
    wz_say(&t->prose, WZ_SAY_QUOTE_OPEN);
    wz_say_outcome(&t->prose, node->words, node->name, false);
    wz_say(&t->prose, WZ_SAY_QUOTE_CLOSE);
    wz_tell(t, "的条件", " – its condition");
    say_standing(t, node);
}

static bool is_day(wz_day_range range)
{
    return range.has_low && range.has_high && range.low == range.high;
}

static void say_days(wz_teller *t, wz_day_range from, wz_day_range last)
{
    if (is_day(from) && is_day(last)) {
        wz_say_period(&t->prose, from.low, last.low);
        return;
    }
    wz_say(&t->prose, WZ_SAY_FROM);
    wz_say_range(&t->prose, from);
    wz_say(&t->prose, WZ_SAY_FROM_END);
    wz_say(&t->prose, WZ_SAY_COMMA);
    if (last.has_low || last.has_high) {
        wz_say(&t->prose, WZ_SAY_LAST_BARRED);
        wz_say_range(&t->prose, last);
    } else {
        wz_say(&t->prose, WZ_SAY_WINDOW_OPEN);
    }
}

static void say_ban(wz_teller *t, const wz_proof_node *node)
{
    const wz_ban_result *ban = node->ban;
    wz_say_steps(&t->prose, ban->steps);
    wz_say(&t->prose, WZ_SAY_COLON);
    if (ban->rule->expels) {
        wz_say(&t->prose, WZ_SAY_NO_END);
    } else {
        say_days(t, ban->from, ban->last_barred_day);
        if (ban->first_free_day.has_low || ban->first_free_day.has_high) {
            wz_say(&t->prose, WZ_SAY_COMMA);
            wz_say(&t->prose, WZ_SAY_FIRST_FREE);
            wz_say_range(&t->prose, ban->first_free_day);
        }
    }
    if (ban->rule->lasts && !ban->rule->expels) {
        wz_say(&t->prose, WZ_SAY_OPEN);
        wz_say_duration(&t->prose, ban->rule->lasts);
        wz_say(&t->prose, WZ_SAY_CLOSE);
    }
    wz_say(&t->prose, WZ_SAY_SEMICOLON);
    wz_say_sanction(&t->prose, ban->sanction);
    if (ban->truth == WZ_UNKNOWN)
        wz_say_mark(&t->prose, WZ_SAY_BAN_UNSETTLED);
    if (ban->verify)
        wz_say_mark(&t->prose, WZ_SAY_VERIFY);
}

static void say_window(wz_teller *t, const wz_proof_node *node)
{
    wz_tell_text(t, node->step->label);
    wz_say(&t->prose, WZ_SAY_COLON);
    if (node->window->sanction) {
        say_days(t, node->window->from, node->window->last_barred_day);
        wz_say(&t->prose, WZ_SAY_SEMICOLON);
        wz_say_sanction(&t->prose, node->window->sanction);
    } else {
        wz_tell(t, "没有相应的限制期", "no bar of a sanction that starts it");
    }
}

static void say_duty(wz_teller *t, const wz_proof_node *node)
{
    const wz_shortfall *duty = node->duty;
    say_rule(t, node);
    wz_say(&t->prose, WZ_SAY_COLON);
    wz_say_period(&t->prose, duty->from, duty->to);
    wz_say(&t->prose, WZ_SAY_COMMA);
    wz_say(&t->prose, WZ_SAY_REQUIRED);
    wz_say_count(&t->prose, duty->required);
    wz_say(&t->prose, WZ_SAY_TIMES);
    wz_say(&t->prose, WZ_SAY_COMMA);
    wz_say(&t->prose, WZ_SAY_DONE);
    wz_say_count(&t->prose, duty->done_low);
    if (!duty->has_done_high) {
        wz_say(&t->prose, WZ_SAY_OR_MORE);
    } else if (duty->done_high != duty->done_low) {
        wz_say(&t->prose, WZ_SAY_TO);
        wz_say_count(&t->prose, duty->done_high);
    }
    wz_say(&t->prose, duty->has_done_high ? WZ_SAY_TIMES : WZ_SAY_COMMA);
    if (!duty->log_complete)
        wz_say_mark(&t->prose, WZ_SAY_LOG_OPEN);
    say_standing(t, node);
}

/* The words of a part; of logic whose parts follow, only how they are joined. */
static void say_part_words(wz_teller *t, const wz_proof_node *node, bool opened)
{
    static const char *const joined[][2] = {[WZ_PIECE_AND] = {"须同时符合下列各项", "all of these"},
                                            [WZ_PIECE_OR] = {"符合下列任一项即可", "any of these"},
                                            [WZ_PIECE_NOT] = {"须不符合下列事项", "not the following"}};
    bool several = node->piece == WZ_PIECE_AND || node->piece == WZ_PIECE_OR || node->piece == WZ_PIECE_NOT;
    if (opened && several)
        wz_tell(t, joined[node->piece][0], joined[node->piece][1]);
    else
        wz_tell_text(t, node->words);
}

static void say_part(wz_teller *t, const wz_proof_node *node, bool opened)
{
    if (node->link == WZ_LINK_CONDITION)
        wz_tell(t, "条件：", "Condition: ");
    if (node->of) {
        say_entity(t, node->entity, node->of);
        wz_say(&t->prose, WZ_SAY_COLON);
    }
    say_part_words(t, node, opened);
    if (node->possible)
        wz_tell(t, "（是否存在尚不能确定）", " (may not exist)");
    if (node->has_truth) {
        say_standing(t, node);
    } else {
        wz_say(&t->prose, WZ_SAY_COLON);
        static const wz_attribute none = {0};
        if (node->value.tag == FEEL_LIST)
            wz_tell(t, "所列各项", "the members listed");
        else
            wz_say_value(&t->prose, &none, node->value);
    }
    const wz_proof_node *value = compared(t, node);
    if (value && only_fact(t, value))
        say_basis(t, only_fact(t, value));
}

static void say_value(wz_teller *t, const wz_proof_node *node)
{
    static const char *const links[][2] = {[WZ_LINK_CONDITION] = {"条件：", "Condition: "},
                                           [WZ_LINK_EXCLUSION] = {"与之不能并存：", "Cannot stand beside: "},
                                           [WZ_LINK_IMPLICATION] = {"由此推出：", "Follows from: "},
                                           [WZ_LINK_INSTEAD] = {"未写明，以此代之：", "Not stated; in its place: "},
                                           [WZ_LINK_CHOICE] = {NULL, NULL}};
    const wz_attribute *attribute = attribute_of(t, node);
    if ((size_t)node->link < sizeof links / sizeof *links && links[node->link][0])
        wz_tell(t, links[node->link][0], links[node->link][1]);
    wz_say_label(&t->prose, attribute->label, attribute->id);
    say_whose(t, node);
    if (node->has_truth) {
        say_standing(t, node);
    } else {
        wz_say(&t->prose, WZ_SAY_COLON);
        wz_page_style(&t->prose.page, WZ_BOLD);
        wz_say_value(&t->prose, attribute, node->value);
        wz_page_style(&t->prose.page, WZ_PLAIN);
        if (node->marked)
            wz_say_mark(&t->prose, WZ_SAY_CONTRADICTED);
    }
    const wz_proof_node *fact = only_fact(t, node);
    if (fact)
        say_basis(t, fact);
}

static void say_stated(wz_teller *t, const wz_proof_node *node)
{
    const wz_attribute *attribute = attribute_of(t, node);
    wz_tell(t, "案件写明", "The case states");
    if (node->fact->written && node->fact->id) {
        wz_say(&t->prose, WZ_SAY_MARK_OPEN);
        wz_say_raw(&t->prose, node->fact->id);
        wz_say(&t->prose, WZ_SAY_MARK_CLOSE);
    }
    wz_say(&t->prose, WZ_SAY_COLON);
    wz_say_value(&t->prose, attribute, node->value);
    say_basis(t, node);
}

static void say_definition(wz_teller *t, const wz_proof_node *node)
{
    wz_tell(t, "按词汇表的定义", "By a definition of the vocabulary");
    if (node->has_truth)
        say_standing(t, node);
}

static void say_list(wz_teller *t, const wz_proof_node *node)
{
    wz_tell_text(t, node->words);
    wz_say(&t->prose, WZ_SAY_COLON);
    if (node->value.tag == FEEL_NUMBER && node->value.as.integer == 0) {
        wz_say(&t->prose, WZ_SAY_NONE);
    } else if (node->value.tag == FEEL_NUMBER) {
        wz_tell(t, "列有 ", "");
        wz_say_count(&t->prose, node->value.as.integer);
        wz_tell(t, " 项", " listed");
    } else {
        wz_say(&t->prose, WZ_SAY_UNKNOWN);
    }
    if (node->possible)
        wz_tell(t, "，未声明完整，可能还有其他", ", not declared complete: there may be more");
}

static void say_reading(wz_teller *t, const wz_proof_node *node)
{
    wz_tell(t, "另一读法 ", "Read otherwise, ");
    wz_say_raw(&t->prose, node->reading->id);
    wz_say(&t->prose, WZ_SAY_COLON);
    wz_tell_text(t, node->reading->alternative);
    say_standing(t, node);
}

static void say_about(wz_teller *t, const wz_proof_node *node)
{
    const wz_attribute *attribute = attribute_of(t, node);
    if (node->rule)
        say_rule(t, node);
    else if (attribute)
        wz_say_label(&t->prose, attribute->label, attribute->id);
    else
        wz_tell_text(t, node->words);
    say_standing(t, node);
}

void wz_tell_head(wz_teller *t, const wz_proof_node *node, bool opened)
{
    switch (node->kind) {
    case WZ_PROOF_ABOUT: say_about(t, node); break;
    case WZ_PROOF_FIELD: say_field(t, node); break;
    case WZ_PROOF_CHOICE: say_choice(t, node); break;
    case WZ_PROOF_SCOPE: say_scope(t, node); break;
    case WZ_PROOF_FINDING: say_finding(t, node); break;
    case WZ_PROOF_BAN: say_ban(t, node); break;
    case WZ_PROOF_WINDOW: say_window(t, node); break;
    case WZ_PROOF_DUTY: say_duty(t, node); break;
    case WZ_PROOF_PART: say_part(t, node, opened); break;
    case WZ_PROOF_VALUE: say_value(t, node); break;
    case WZ_PROOF_STATED: say_stated(t, node); break;
    case WZ_PROOF_EXAMINED: say_examined(t, node->examined); break;
    case WZ_PROOF_DEFINITION: say_definition(t, node); break;
    case WZ_PROOF_LIST: say_list(t, node); break;
    case WZ_PROOF_READING: say_reading(t, node); break;
    case WZ_PROOF_MEASURE:
    case WZ_PROOF_DAY:
    case WZ_PROOF_NOTE:
        wz_tell_text(t, node->words);
        say_standing(t, node);
        break;
    }
    if (node->left_out) {
        wz_tell(t, "（另有 ", " (");
        wz_say_count(&t->prose, (int64_t)node->left_out);
        wz_tell(t, " 项未列）", " more not shown)");
    }
}

void wz_tell_title(wz_teller *t)
{
    const wz_proof *proof = t->proof;
    if (t->style->mask || !proof->person->name)
        wz_say_raw(&t->prose, proof->person->self.id);
    else
        wz_say_person(&t->prose, proof->person);
    wz_say(&t->prose, WZ_SAY_GAP);
    wz_say_label(&t->prose,
                 *wz_text_in(proof->book->short_title, t->prose.lang) ? proof->book->short_title : proof->book->title,
                 proof->book->id);
    if (proof->hypothetical)
        wz_say_mark(&t->prose, WZ_SAY_HYPOTHETICAL);
    else if (proof->governing)
        wz_say_mark(&t->prose, WZ_SAY_GOVERNING);
    wz_say(&t->prose, WZ_SAY_GAP);
    wz_say(&t->prose, WZ_SAY_AS_OF);
    wz_say_day(&t->prose, proof->as_of);
}

/* --- words of law --- */

/* Whether a finding below quotes the rule, so that it need not be quoted above it, too. */
static bool quoted_below(const wz_proof_node *node)
{
    for (size_t i = 0; i < node->child_count; i++)
        if (node->children[i]->kind == WZ_PROOF_FINDING && node->children[i]->rule == node->rule)
            return true;
    return false;
}

bool wz_tell_has_law(const wz_teller *t, const wz_proof_node *node)
{
    bool about = node->kind == WZ_PROOF_ABOUT && node->rule && !quoted_below(node);
    bool kind = node->kind == WZ_PROOF_FINDING || about;
    bool words = kind && !node->twin && (node->rule->cites.count || node->rule->norm_count);
    bool matters = node->link == WZ_LINK_ROOT || node->truth != WZ_FALSE || node->condition != WZ_FALSE;
    return words && (t->style->full || about || matters);
}

void wz_tell_law(wz_teller *t, const wz_proof_node *node, unsigned indent)
{
    wz_say_words_of_law(&t->prose, node->rule, indent);
}

/* --- what would change it --- */

static void say_change(wz_teller *t, const wz_change *change)
{
    const wz_attribute *attribute = wz_prose_attribute(&t->prose, change->entity, change->attribute);
    wz_say(&t->prose, WZ_SAY_QUOTE_OPEN);
    wz_say_label(&t->prose, attribute->label, attribute->id);
    wz_say(&t->prose, WZ_SAY_QUOTE_CLOSE);
    say_whose(t, &(wz_proof_node){.entity = change->entity, .of = change->of});
    bool still =
        change->supposed && change->before.tag == change->after.tag && feel_same(change->before, change->after);
    wz_tell(t, still ? "仍为“" : "为“", still ? " were still “" : " were “");
    wz_say_value(&t->prose, attribute, change->after);
    wz_say(&t->prose, WZ_SAY_QUOTE_CLOSE);
    if (change->supposed && !still) {
        wz_tell(t, "（现为“", " (now “");
        wz_say_value(&t->prose, attribute, change->before);
        wz_tell(t, "”）", "”)");
    }
}

/* What a yes/no conclusion is then. */
static void say_becomes(wz_teller *t, wz_truth truth)
{
    switch (t->proof->about.kind) {
    case WZ_ABOUT_ATTRIBUTE:
        wz_tell(t, truth == WZ_TRUE ? "此项为“是”" : "此项为“否”", truth == WZ_TRUE ? "it is “yes”" : "it is “no”");
        break;
    case WZ_ABOUT_MEASURE:
        wz_tell(t, truth == WZ_TRUE ? "可以采取" : "不能采取", truth == WZ_TRUE ? "it is open" : "it is not open");
        break;
    case WZ_ABOUT_SCOPE:
        wz_tell(t, truth == WZ_TRUE ? "本规定适用" : "本规定不适用",
                truth == WZ_TRUE ? "the regulation applies" : "the regulation does not apply");
        break;
    default:
        wz_tell(t, truth == WZ_TRUE ? "该条成立" : "该条不成立", truth == WZ_TRUE ? "it holds" : "it does not hold");
        break;
    }
}

/* What a field or an enumerated attribute is then. */
static void say_named(wz_teller *t, const char *name)
{
    const wz_about *about = &t->proof->about;
    bool value = about->kind == WZ_ABOUT_ATTRIBUTE;
    bool outcome = !value && strcmp(about->id, "outcome") == 0;
    wz_tell(t,
            value     ? "此项为“"
            : outcome ? "结论为“"
                      : "去向为“",
            value     ? "it is “"
            : outcome ? "the outcome is “"
                      : "it goes to “");
    if (value) {
        const wz_attribute *attribute = wz_prose_attribute(&t->prose, about->entity, about->attribute);
        const wz_vocabulary *vocabulary = t->proof->law->vocabulary;
        wz_say_label(&t->prose,
                     wz_enumeration_value(wz_enumeration_find(vocabulary, attribute->enumeration), name)->label, name);
    } else if (outcome) {
        wz_say_outcome(&t->prose, (wz_text){{0}}, name, false);
    } else {
        wz_say_field_value(&t->prose, about->id, name);
    }
    wz_say(&t->prose, WZ_SAY_QUOTE_CLOSE);
}

void wz_tell_change_set(wz_teller *t, const wz_change_set *set)
{
    wz_tell(t, "如果", "If ");
    for (size_t i = 0; i < set->count; i++) {
        if (i)
            wz_tell(t, i + 1 < set->count ? "，" : "，并且", i + 1 < set->count ? ", " : " and ");
        say_change(t, &set->changes[i]);
    }
    wz_tell(t, "，则", ": ");
    wz_page_style(&t->prose.page, WZ_BOLD);
    if (set->name) {
        say_named(t, set->name);
    } else {
        say_becomes(t, set->truth);
    }
    wz_page_style(&t->prose.page, WZ_PLAIN);
}

static bool is_open(const wz_proof *proof)
{
    const wz_proof_node *root = proof->root;
    return root->has_truth ? root->truth == WZ_UNKNOWN : proof->changes->open;
}

void wz_tell_changes_intro(wz_teller *t)
{
    if (is_open(t->proof))
        wz_tell(t, "查明下列事实即可确定（最少者在前）：", "What would settle it (fewest facts first):");
    else
        wz_tell(t, "下列事实如有不同，结论随之改变（最少者在前）：", "What would change it (fewest facts first):");
}

void wz_tell_changes_end(wz_teller *t)
{
    const wz_changes *changes = t->proof->changes;
    char text[160];
    if (changes->complete >= WZ_CHANGES_MOST) {
        wz_tell(t, changes->count ? "三项事实以内的最小组合均已列出" : "三项以内的事实变化都不能改变这一结论",
                changes->count ? "All smallest sets of up to three facts are listed"
                               : "No change of up to three facts changes this");
        wz_tell(t, "（任职起止和地域、事发日期、履职记录不在试验之列）。",
                " (not tried: days and places of posts, the day of the incident, duty records).");
        return;
    }
    snprintf(text, sizeof text,
             t->prose.lang == WZ_EN
                 ? "The search was cut off after %zu trials: sets of more than %u facts may be missing."
                 : "已试 %zu 次后停止：多于 %u 项事实的组合可能未列全。",
             changes->trials, changes->complete);
    wz_say_raw(&t->prose, text);
}
