/* What others have to do, as text: first what this person's case asks for, then in one line each what depends on
 * facts not known and what applies whatever the facts are; commendations that are due come last. */
#include "report/prose.h"

bool wz_choice_commends(const wz_choice *entry)
{
    return entry->rule->kind->part == WZ_PART_COMMENDATION;
}

bool wz_choice_is_general(const wz_choice *entry)
{
    return !entry->rule->when.text;
}

/* A rule bound several times stands once. */
bool wz_procedure_repeats(const wz_regime_result *regime, size_t i)
{
    return i > 0 && regime->procedure[i].rule == regime->procedure[i - 1].rule;
}

/* One line of citations: the general requirements, or those whose condition is open. */
static void say_folded(wz_prose *prose, wz_word intro, bool general)
{
    const wz_regime_result *regime = prose->regime;
    wz_citing citing = {0};
    for (size_t i = 0; i < regime->procedure_count; i++) {
        const wz_choice *entry = &regime->procedure[i];
        if (wz_choice_commends(entry) || wz_choice_is_general(entry) != general ||
            (!general && entry->truth != WZ_UNKNOWN))
            continue;
        if (!citing.any) {
            wz_heading_kind(prose, entry->rule->kind, false);
            wz_page_line(&prose->page, 4, 2);
            wz_say_raw(prose, "· ");
            wz_say(prose, intro);
        }
        wz_cite(prose, &citing, entry->rule);
    }
    wz_page_end(&prose->page);
}

void wz_text_procedure(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    for (int last = 0; last < 2; last++) {
        for (size_t i = 0; i < regime->procedure_count; i++) {
            const wz_choice *entry = &regime->procedure[i];
            if (wz_choice_commends(entry) != last || entry->truth != WZ_TRUE ||
                (!last && wz_choice_is_general(entry)) || wz_procedure_repeats(regime, i))
                continue;
            wz_say_provision(prose, entry, entry->rule->actor, entry->rule->act);
        }
        if (last)
            break;
        say_folded(prose, WZ_SAY_IF_OPEN, false);
        say_folded(prose, WZ_SAY_ALWAYS, true);
    }
}
