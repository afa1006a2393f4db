/* Law by its names: rules as people cite them, and the articles' own words. A provision stands once however many of
 * its sentences are cited, and an article is not named again before the next of its items. */
#include "report/prose.h"

#include <string.h>

/* Index of the rulebook that holds a rule. */
static size_t book_of(const wz_prose *prose, const wz_rule *rule)
{
    const wz_law *law = prose->a->law;
    uintptr_t at = (uintptr_t)rule;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        uintptr_t first = (uintptr_t)law->rulebooks[i]->rules;
        if (at >= first && at < first + law->rulebooks[i]->rule_count * sizeof *rule)
            return i;
    }
    return law->rulebook_count;
}

const wz_rule *wz_prose_rule(const wz_prose *prose, const char *id)
{
    const wz_law *law = prose->a->law;
    const wz_rule *rule = prose->regime ? wz_rule_find(law->rulebooks[prose->regime->rulebook], id) : NULL;
    for (size_t i = 0; i < law->rulebook_count && !rule; i++)
        rule = wz_rule_find(law->rulebooks[i], id);
    return rule;
}

static int find_provision(const wz_prose *prose, size_t book, const char *eid)
{
    const wz_source *source = prose->a->law->sources ? prose->a->law->sources[book] : NULL;
    return source ? wz_source_find(source, eid) : -1;
}

static const wz_provision *provision_at(const wz_prose *prose, size_t book, int index)
{
    return index < 0 ? NULL : &prose->a->law->sources[book]->provisions[index];
}

/* ---- citations ---- */

/* What stands behind the article's number; "" where the heading has no such number. */
static const char *behind_article(const char *heading)
{
    const char *close = wz_word_in(WZ_SAY_ARTICLE_CLOSE, WZ_ZH);
    const char *found = strstr(heading, close);
    return found ? found + strlen(close) : "";
}

static void say_heading(wz_prose *prose, wz_citing *citing, const char *heading)
{
    if (citing->last && strcmp(citing->last, heading) == 0)
        return;
    const char *item = behind_article(heading);
    size_t article = (size_t)(item - heading);
    bool same = *item && citing->last && strncmp(citing->last, heading, article) == 0 && citing->last[article];
    if (citing->any)
        wz_say(prose, WZ_SAY_LIST);
    wz_page_put(&prose->page, same ? item : heading);
    citing->last = heading;
    citing->any = true;
}

static const char *heading_of(const wz_prose *prose, size_t book, const char *eid)
{
    const wz_provision *provision = provision_at(prose, book, find_provision(prose, book, eid));
    return provision ? provision->heading : eid;
}

/* An article is not named beside the item that its lead-in introduces. */
static void say_citations(wz_prose *prose, wz_citing *citing, const wz_rule *rule, size_t book)
{
    bool foreign = !prose->regime || prose->regime->rulebook != book;
    if (foreign && citing->book != book + 1) {
        const wz_rulebook *rulebook = prose->a->law->rulebooks[book];
        if (citing->any)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, rulebook->short_title, rulebook->id);
        wz_page_put(&prose->page, prose->lang == WZ_EN ? " " : "");
        *citing = (wz_citing){.book = book + 1};
    }
    for (size_t i = 0; i < rule->cites.count; i++) {
        const char *heading = heading_of(prose, book, rule->cites.items[i]);
        const char *next = i + 1 < rule->cites.count ? heading_of(prose, book, rule->cites.items[i + 1]) : "";
        bool lead_in = strncmp(next, heading, strlen(heading)) == 0 && strlen(next) > strlen(heading);
        if (!lead_in)
            say_heading(prose, citing, heading);
    }
}

/* A norm's title is said in full when it is first named under a regulation, and again when another one came between. */
void wz_say_norm(wz_prose *prose, const wz_norm *norm)
{
    bool marked = strncmp(norm->title, "《", strlen("《")) == 0;
    bool known = prose->norm && norm->article && strcmp(prose->norm, norm->title) == 0;
    if (!known) {
        wz_page_put(&prose->page, marked ? "" : "《");
        wz_page_put(&prose->page, norm->title);
        wz_page_put(&prose->page, marked ? "" : "》");
    }
    prose->norm = norm->title;
    if (norm->article) {
        const char *open = wz_word_in(WZ_SAY_ARTICLE_OPEN, prose->lang);
        wz_page_put(&prose->page, known ? open + strspn(open, ", ") : open);
        wz_page_put(&prose->page, norm->article);
        wz_say(prose, WZ_SAY_ARTICLE_CLOSE);
    }
}

static bool same_norm(const wz_norm *a, const wz_norm *b)
{
    return a && strcmp(a->title, b->title) == 0 && a->article && b->article && strcmp(a->article, b->article) == 0;
}

void wz_cite(wz_prose *prose, wz_citing *citing, const wz_rule *rule)
{
    size_t book = book_of(prose, rule);
    if (rule->cites.count > 0 && book < prose->a->law->rulebook_count) {
        say_citations(prose, citing, rule, book);
        return;
    }
    citing->last = NULL;
    for (size_t i = 0; i == 0 || i < rule->norm_count; i++) {
        const wz_norm *norm = rule->norm_count > 0 ? &rule->norms[i] : NULL;
        if (norm && same_norm(citing->norm, norm))
            continue;
        if (citing->any)
            wz_say(prose, WZ_SAY_LIST);
        if (norm)
            wz_say_norm(prose, norm);
        else
            wz_say_label(prose, rule->label, rule->id);
        citing->norm = norm;
        citing->any = true;
    }
}

void wz_say_rule(wz_prose *prose, const wz_rule *rule)
{
    wz_cite(prose, &(wz_citing){0}, rule);
}

void wz_say_rules(wz_prose *prose, wz_strings ids)
{
    wz_citing citing = {0};
    for (size_t i = 0; i < ids.count; i++) {
        const wz_rule *rule = wz_prose_rule(prose, ids.items[i]);
        if (rule)
            wz_cite(prose, &citing, rule);
        else
            say_heading(prose, &citing, ids.items[i]);
    }
}

/* ---- the words ---- */

/* Lines of a provision's text; those after the first begin lines of their own. */
static void say_lines(wz_prose *prose, const char *text, unsigned indent)
{
    for (;;) {
        size_t length = strcspn(text, "\n");
        wz_page_put_bytes(&prose->page, text, length);
        if (!text[length])
            return;
        text += length + 1;
        wz_page_line(&prose->page, indent, 0);
    }
}

/* Whether a rule cites parts of more than one provision: then each quotation says where it stands. */
static bool cites_several(const wz_prose *prose, const wz_rule *rule, size_t book)
{
    const wz_provision *first = NULL;
    for (size_t i = 0; i < rule->cites.count; i++) {
        const wz_provision *next = provision_at(prose, book, find_provision(prose, book, rule->cites.items[i]));
        if (first && next && strcmp(first->heading, next->heading) != 0)
            return true;
        first = next ? next : first;
    }
    return false;
}

/* The cited parts of one provision from the i-th on, as one quotation; returns the index behind the last of them. */
static size_t say_provision(wz_prose *prose, const wz_rule *rule, size_t book, size_t i, bool headed, unsigned indent)
{
    int index = find_provision(prose, book, rule->cites.items[i]);
    const wz_provision *first = provision_at(prose, book, index);
    if (!first)
        return i + 1;
    wz_page_line(&prose->page, indent, 0);
    if (headed) {
        wz_page_put(&prose->page, first->heading);
        wz_say(prose, WZ_SAY_COLON);
    }
    wz_say(prose, WZ_SAY_QUOTE_OPEN);
    say_lines(prose, first->text, indent);
    for (i++; i < rule->cites.count; i++) {
        int next = find_provision(prose, book, rule->cites.items[i]);
        const wz_provision *part = provision_at(prose, book, next);
        if (!part || strcmp(part->heading, first->heading) != 0)
            break;
        if (next != index + 1)
            wz_say(prose, WZ_SAY_LEFT_OUT);
        say_lines(prose, part->text, indent);
        index = next;
    }
    wz_say(prose, WZ_SAY_QUOTE_CLOSE);
    wz_page_end(&prose->page);
    return i;
}

void wz_say_words_of_law(wz_prose *prose, const wz_rule *rule, unsigned indent)
{
    size_t book = book_of(prose, rule);
    wz_page_end(&prose->page);
    if (prose->brief)
        return;
    wz_page_style(&prose->page, WZ_DIM);
    bool cited = rule->cites.count > 0 && book < prose->a->law->rulebook_count;
    bool headed = cited && cites_several(prose, rule, book);
    for (size_t i = 0; cited && i < rule->cites.count;)
        i = say_provision(prose, rule, book, i, headed, indent);
    for (size_t i = 0; i < rule->norm_count; i++) {
        wz_page_line(&prose->page, indent, 0);
        if (cited || rule->norm_count > 1) {
            wz_say_norm(prose, &rule->norms[i]);
            wz_say(prose, WZ_SAY_COLON);
        }
        wz_say_text(prose, rule->norms[i].text);
        if (rule->norms[i].status != WZ_CONFIRMED)
            wz_say_mark(prose, WZ_SAY_VERIFY);
        wz_page_end(&prose->page);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
}
