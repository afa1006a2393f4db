/* Norms to be verified, each once, however many rules rest on it. A rule with versions rests on those that were in force
 * when one of its bans began, or are in force on the as-of day. */
#include "report/document_writer.h"

#include "base/alloc.h"

#include <string.h>

/* Those written so far. */
typedef struct {
    const wz_norm **norms;
    size_t count, capacity;
} written;

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_written(const written *w, const wz_norm *norm)
{
    for (size_t i = 0; i < w->count; i++) {
        if (strcmp(w->norms[i]->title, norm->title) == 0 && same_text(w->norms[i]->article, norm->article) &&
            strcmp(wz_text_in(w->norms[i]->text, WZ_ZH), wz_text_in(norm->text, WZ_ZH)) == 0)
            return true;
    }
    return false;
}

static void write_norm(wz_doc *d, written *w, const wz_rule *rule, const wz_norm *norm)
{
    static const char *const statuses[] = {"confirmed", "confirmed-indirect", "to-verify"};
    if (norm->status == WZ_CONFIRMED || is_written(w, norm))
        return;
    const wz_norm **grown = wz_grow(w->norms, &w->capacity, w->count + 1, sizeof(const wz_norm *));
    if (!grown) {
        d->out->failed = true;
        return;
    }
    w->norms = grown;
    w->norms[w->count++] = norm;
    wz_doc_open(d, "norm");
    wz_doc_attribute(d, "rule", rule->id);
    wz_doc_attribute(d, "status", statuses[norm->status]);
    wz_say_norm(wz_doc_say(d), norm);
    wz_doc_said(d, "cite");
    wz_doc_label(d, "text", norm->text);
    wz_doc_label(d, "label", rule->label);
    wz_doc_close(d, "norm");
}

static bool began_in(const wz_assessment *a, const wz_rule *rule, wz_period force)
{
    for (size_t i = 0; i < a->person_count; i++) {
        const wz_person_result *person = &a->persons[i];
        for (size_t k = 0; k < person->regime_count; k++) {
            for (size_t n = 0; n < person->regimes[k].ban_count; n++) {
                const wz_ban_result *ban = &person->regimes[k].bans[n];
                if (ban->rule == rule && ban->from.has_low && wz_period_holds(force, ban->from.low))
                    return true;
            }
        }
    }
    return false;
}

static void write_rule(wz_doc *d, written *w, const wz_rule *rule)
{
    for (size_t i = 0; i < rule->norm_count; i++)
        write_norm(d, w, rule, &rule->norms[i]);
    for (size_t i = 0; i < rule->version_count; i++) {
        const wz_ban_version *version = &rule->versions[i];
        bool used = wz_period_holds(version->force, d->prose.a->as_of) || began_in(d->prose.a, rule, version->force);
        for (size_t k = 0; k < version->norm_count && used; k++)
            write_norm(d, w, rule, &version->norms[k]);
    }
}

void wz_doc_to_verify(wz_doc *d)
{
    const wz_law *law = d->prose.a->law;
    written w = {0};
    wz_doc_open(d, "to_verify");
    for (size_t i = 0; i < d->prose.a->rulebook_count; i++) {
        const wz_rulebook *book = law->rulebooks[d->prose.a->rulebooks[i]];
        for (size_t k = 0; k < book->rule_count; k++) {
            if (wz_leans_on(&d->prose, &book->rules[k]))
                write_rule(d, &w, &book->rules[k]);
        }
    }
    wz_doc_close(d, "to_verify");
    wz_free(w.norms);
}
