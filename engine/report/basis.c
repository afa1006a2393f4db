/* A rule's citation in one line. */
#include "report/basis.h"

#include <string.h>

static const char *say(wz_lang lang, const char *zh, const char *en)
{
    return lang == WZ_EN ? en : zh;
}

/* ---- provisions of a source ---- */

/* Index of the rulebook that holds a rule. */
static size_t book_of(const wz_law *law, const wz_rule *rule)
{
    uintptr_t at = (uintptr_t)rule;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        uintptr_t first = (uintptr_t)law->rulebooks[i]->rules;
        if (at >= first && at < first + law->rulebooks[i]->rule_count * sizeof *rule)
            return i;
    }
    return law->rulebook_count;
}

static const char *heading_of(const wz_source *source, const char *eid)
{
    int index = source ? wz_source_find(source, eid) : -1;
    return index < 0 ? eid : source->provisions[index].heading;
}

static void put_provisions(wz_buffer *out, const wz_law *law, const wz_rule *rule, size_t book, wz_lang lang)
{
    const wz_rulebook *rulebook = law->rulebooks[book];
    const wz_source *source = law->sources ? law->sources[book] : NULL;
    const char *name = wz_text_in(rulebook->short_title, lang);
    const char *last = "";
    wz_buffer_puts(out, name && *name ? name : rulebook->id);
    wz_buffer_puts(out, say(lang, "", " "));
    for (size_t i = 0; i < rule->cites.count; i++) {
        const char *heading = heading_of(source, rule->cites.items[i]);
        if (strcmp(heading, last) == 0)
            continue;
        wz_buffer_puts(out, *last ? say(lang, "、", ", ") : "");
        wz_buffer_puts(out, heading);
        last = heading;
    }
}

/* ---- norms ---- */

/* "24(6)" is 第24条(6), "8、19" 第8、19条; an article without a number stands as it is. */
static void put_article(wz_buffer *out, const char *article, wz_lang lang)
{
    static const char *const dividers[] = {"–", "、", "-"};
    const char *end = article;
    for (bool more = true; more;) {
        size_t digits = strspn(end, "0123456789");
        end += digits;
        more = false;
        for (size_t i = 0; digits && i < sizeof dividers / sizeof dividers[0]; i++) {
            size_t length = strlen(dividers[i]);
            if (strncmp(end, dividers[i], length) == 0 && strchr("0123456789", end[length]) && end[length]) {
                end += length;
                more = true;
                break;
            }
        }
    }
    if (end > article)
        wz_buffer_puts(out, say(lang, "第", ", art. "));
    else
        wz_buffer_puts(out, say(lang, "", ", "));
    wz_buffer_add(out, article, (size_t)(end - article));
    if (end > article)
        wz_buffer_puts(out, say(lang, "条", ""));
    wz_buffer_puts(out, end);
}

static void put_norm(wz_buffer *out, const wz_norm *norm, wz_lang lang)
{
    static const char unverified[] = "待核";
    bool marked = strncmp(norm->title, "《", strlen("《")) == 0;
    wz_buffer_printf(out, "%s%s%s", marked ? "" : "《", norm->title, marked ? "" : "》");
    if (norm->article)
        put_article(out, norm->article, lang);
    if (norm->status != WZ_CONFIRMED && !(norm->article && strstr(norm->article, unverified)))
        wz_buffer_puts(out, say(lang, "（待核）", " (to be verified)"));
}

static bool same_norm(const wz_norm *a, const wz_norm *b)
{
    bool same = a->article && b->article ? strcmp(a->article, b->article) == 0 : a->article == b->article;
    return same && strcmp(a->title, b->title) == 0;
}

static void put_norms(wz_buffer *out, const wz_norm *norms, size_t count, wz_lang lang)
{
    for (size_t i = 0; i < count; i++) {
        bool said = false;
        for (size_t k = 0; k < i; k++)
            said |= same_norm(&norms[k], &norms[i]);
        if (said)
            continue;
        wz_buffer_puts(out, i ? say(lang, "；", "; ") : "");
        put_norm(out, &norms[i], lang);
    }
}

void wz_report_basis(wz_buffer *out, const wz_law *law, const wz_rule *rule, const wz_ban_version *version,
                     wz_lang lang)
{
    size_t book = book_of(law, rule);
    const char *label = wz_text_in(rule->label, lang);
    if (rule->cites.count && book < law->rulebook_count)
        put_provisions(out, law, rule, book, lang);
    else if (version && version->norm_count)
        put_norms(out, version->norms, version->norm_count, lang);
    else if (rule->norm_count)
        put_norms(out, rule->norms, rule->norm_count, lang);
    else
        wz_buffer_puts(out, label && *label ? label : rule->id);
}
