/* The names that an expected result uses. */
#include "model/expected.h"

const wz_expected_form wz_expected_forms[WZ_X_ITEMS] = {
    [WZ_X_FINDING] = {"finding",
                      2,
                      {"rule", "for", "truth", "condition", "contradicted", "defeated-by", "offered-by", NULL}},
    [WZ_X_HEAVIER] = {"heavier", 0, {"rules", NULL}},
    [WZ_X_LIGHTER] = {"lighter", 0, {"rules", NULL}},
    [WZ_X_CHOICE] = {"choice", 1, {"rule", "truth", NULL}},
    [WZ_X_MEASURE] = {"measure", 2, {"id", "rule", "truth", "available", "bodies", "bars", NULL}},
    [WZ_X_LIFETIME] = {"lifetime", 0, {"rule", "truth", "route", NULL}},
    [WZ_X_VETO] = {"veto", 0, {"rule", "truth", "waits-for", NULL}},
    [WZ_X_WINDOW] = {"window", 1, {"step", "sanction", "last-barred-day", NULL}},
    [WZ_X_REFERRAL] = {"referral", 1, {"rule", "truth", NULL}},
    [WZ_X_PROCEDURE] = {"procedure", 1, {"rule", "truth", NULL}},
    [WZ_X_BAN] = {"ban",
                  2,
                  {"rule", "sanction", "truth", "steps", "from", "last-barred-day", "first-free-day", "running", NULL}},
    [WZ_X_SHORTFALL] = {"shortfall",
                        3,
                        {"rule", "from", "post", "to", "required", "done", "truth", "counts", "log-complete", NULL}},
    [WZ_X_QUESTION] = {"question", 2, {"fact", "of", NULL}},
    [WZ_X_WARNING] = {"warning", 2, {"id", "rule", NULL}},
};

const char *const wz_expected_regime_names[WZ_XR_VALUES] = {
    [WZ_XR_ID] = "id",
    [WZ_XR_APPLICABILITY] = "applicability",
    [WZ_XR_GOVERNING] = "governing",
    [WZ_XR_HYPOTHETICAL] = "hypothetical",
    [WZ_XR_BASELINE] = "baseline",
    [WZ_XR_POST] = "post",
    [WZ_XR_OUTCOME] = "outcome",
    [WZ_XR_POSSIBLE] = "possible",
    [WZ_XR_REASON] = "reason",
};

void wz_expected_free(wz_expected *expected)
{
    if (expected)
        wz_arena_free(expected->arena);
}
