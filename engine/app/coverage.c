/* Coverage: a provision that carries words of its own is covered when a rule, or a declaration that it is not modelled,
 * cites it, a part of it, or what it stands in. */
#include "app/coverage.h"

#include <string.h>

/* Whether citing one provision covers a leaf: it is the leaf, lies in it, or holds it. */
bool wz_coverage_covers(const wz_source *source, int cited, int leaf)
{
    for (int at = cited; at >= 0; at = source->provisions[at].parent)
        if (at == leaf)
            return true;
    for (int at = leaf; at >= 0; at = source->provisions[at].parent)
        if (at == cited)
            return true;
    return false;
}

static bool cites(const wz_source *source, wz_strings eids, int leaf)
{
    for (size_t i = 0; i < eids.count; i++) {
        int cited = wz_source_find(source, eids.items[i]);
        if (cited >= 0 && wz_coverage_covers(source, cited, leaf))
            return true;
    }
    return false;
}

typedef struct {
    size_t modelled, declared, missing;
} tally;

static const char *say(wz_lang lang, const char *zh, const char *en)
{
    return lang == WZ_EN ? en : zh;
}

static void print_words(wz_buffer *out, const wz_provision *p)
{
    enum { MOST = 24 };
    size_t shown = 0, length = 0;
    while (p->text[length] && p->text[length] != '\n' && shown < MOST) {
        length++;
        while (((unsigned char)p->text[length] & 0xC0) == 0x80)
            length++;
        shown++;
    }
    wz_buffer_add(out, p->text, length);
    if (p->text[length])
        wz_buffer_puts(out, "…");
}

/* One provision: a line with the rules that cite it, or why none does. */
static void one_leaf(wz_buffer *out, const wz_rulebook *book, const wz_source *source, int leaf, bool whole,
                     wz_lang lang, wz_diag *diag, tally *t)
{
    const wz_provision *p = &source->provisions[leaf];
    wz_buffer line = {0};
    size_t rules = 0;
    for (size_t r = 0; r < book->rule_count; r++)
        if (cites(source, book->rules[r].cites, leaf))
            wz_buffer_printf(&line, "%s%s", rules++ ? " " : "", book->rules[r].id);
    const wz_not_modelled *declared = NULL;
    for (size_t n = 0; n < book->not_modelled_count && !declared; n++)
        if (cites(source, book->not_modelled[n].cites, leaf))
            declared = &book->not_modelled[n];
    if (!rules && declared)
        wz_buffer_printf(&line, "%s%s", say(lang, "不建模：", "not modelled: "), declared->why);
    else if (!rules)
        wz_buffer_puts(&line, say(lang, "★ 未建模，也未说明", "★ neither modelled nor declared"));
    t->modelled += rules != 0;
    t->declared += !rules && declared;
    if (whole || (!rules && !declared)) {
        wz_buffer_printf(out, "  %s  ", p->heading);
        print_words(out, p);
        wz_buffer_printf(out, "\n      → %s\n", line.failed ? "" : line.data);
    }
    out->failed |= line.failed;
    if (!rules && !declared) {
        t->missing++;
        wz_diag_add(
            diag, WZ_ERROR, "CHECK-020", p->place,
            "%s (%s) is cited by no rule of %s; write a rule for it or a <not-modelled cites=\"%s\" why=\"…\"/>",
            p->eid, p->heading, book->id, p->eid);
    }
    wz_buffer_free(&line);
}

size_t wz_coverage(wz_buffer *out, const wz_rulebook *book, const wz_source *source, bool whole, wz_lang lang,
                   wz_diag *diag)
{
    tally t = {0};
    wz_buffer body = {0};
    for (size_t i = 0; i < source->count; i++)
        if (source->provisions[i].leaf)
            one_leaf(&body, book, source, (int)i, whole, lang, diag, &t);
    wz_buffer_printf(out,
                     say(lang, "%s %s：%zu 处条文，%zu 处有规则，%zu 处说明不建模，%zu 处缺\n",
                         "%s %s: %zu provisions, %zu with rules, %zu declared not modelled, %zu missing\n"),
                     book->id, wz_text_in(book->short_title.in[lang] ? book->short_title : book->title, lang),
                     t.modelled + t.declared + t.missing, t.modelled, t.declared, t.missing);
    wz_buffer_add(out, body.data ? body.data : "", body.length);
    out->failed |= body.failed;
    wz_buffer_free(&body);
    return t.missing;
}
