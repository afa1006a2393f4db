/* An expected.xml of what an assessment gives, for a person to check against the articles: with the keys of the comparison, so
 * that the assessment meets what is written here until the rules, or the case, change. */
#include "app/found.h"

#include <string.h>

/* Which values of an item are written: a question's and a warning's presence says all. */
static void attribute(wz_buffer *out, const char *name, const char *value)
{
    wz_buffer_printf(out, " %s=\"", name);
    for (const char *c = value; *c; c++) {
        if (*c == '&')
            wz_buffer_puts(out, "&amp;");
        else if (*c == '<')
            wz_buffer_puts(out, "&lt;");
        else if (*c == '"')
            wz_buffer_puts(out, "&quot;");
        else
            wz_buffer_putc(out, *c);
    }
    wz_buffer_putc(out, '"');
}

/* A finding that is false, and has no part in deciding, need not be written; nor a shortfall that counts nothing. */
static bool worth_writing(const wz_regime_result *regime, wz_expected_kind kind, size_t i)
{
    if (kind == WZ_X_LIFETIME)
        return regime->lifetime.rule != NULL;
    if (kind == WZ_X_VETO)
        return regime->veto.rule != NULL;
    return kind != WZ_X_FINDING || regime->findings[i].truth != WZ_FALSE ||
           regime->findings[i].rule->kind->part == WZ_PART_GROUND || regime->findings[i].rule->kind->reports;
}

static void write_items(wz_buffer *out, const wz_law *law, const wz_regime_result *regime, wz_expected_kind kind)
{
    const wz_expected_form *form = &wz_expected_forms[kind];
    for (size_t i = 0; i < wz_found_count(regime, kind); i++) {
        wz_found found = {0};
        if (!worth_writing(regime, kind, i))
            continue;
        wz_found_read(law, regime, kind, i, &found);
        wz_buffer_printf(out, "      <%s", form->element);
        for (size_t v = 0; form->names[v]; v++) {
            bool unbound = kind == WZ_X_FINDING && strcmp(form->names[v], "for") == 0 && !*found.values[v];
            if (found.values[v] && !unbound)
                attribute(out, form->names[v], found.values[v]);
        }
        wz_buffer_puts(out, "/>\n");
    }
}

static void write_regime(wz_buffer *out, const wz_law *law, const wz_regime_result *regime)
{
    wz_found head = {0};
    wz_found_regime(law, regime, &head);
    wz_buffer_puts(out, "    <regime");
    for (size_t v = 0; v < WZ_XR_VALUES; v++)
        if (v != WZ_XR_POSSIBLE || *head.values[v])
            attribute(out, wz_expected_regime_names[v], head.values[v]);
    if (!regime->outcome) {
        wz_buffer_puts(out, "/>\n");
        return;
    }
    wz_buffer_puts(out, ">\n");
    for (int kind = 0; kind < WZ_X_ITEMS; kind++)
        write_items(out, law, regime, (wz_expected_kind)kind);
    wz_buffer_puts(out, "    </regime>\n");
}

void wz_expected_write(wz_buffer *out, const wz_assessment *a)
{
    wz_buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<expected xmlns=\"urn:wenze:expected:1\">\n");
    for (size_t i = 0; i < a->contradiction_count; i++) {
        const wz_contradiction *c = &a->contradictions[i];
        wz_buffer_puts(out, "  <contradiction");
        attribute(out, "of", c->of);
        attribute(out, "attribute", a->law->vocabulary->entities[c->entity].attributes[c->attribute].id);
        wz_buffer_puts(out, "/>\n");
    }
    for (size_t p = 0; p < a->person_count; p++) {
        wz_buffer_puts(out, "  <person");
        attribute(out, "id", a->persons[p].person->self.id);
        wz_buffer_puts(out, ">\n");
        for (size_t r = 0; r < a->persons[p].regime_count; r++)
            write_regime(out, a->law, &a->persons[p].regimes[r]);
        wz_buffer_puts(out, "  </person>\n");
    }
    wz_buffer_puts(out, "</expected>\n");
}
