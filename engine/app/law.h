/* What stands behind the public wz_rules and wz_session, for the jobs in app/. */
#ifndef WZ_APP_LAW_H
#define WZ_APP_LAW_H

#include "assess/assess.h"
#include "load/law_files.h"
#include "wenze/assess.h"
#include "wenze/law.h"

struct wz_rules {
    wz_law *law;
    wz_engine *engine;
    wz_law_files *files;    /* the bytes it was loaded from, in order of name; NULL = not kept */
};

/* A law from files in memory, as wz_rules_open() of a directory. Takes the list over, also on failure; NULL is WZ_ENOMEM. */
int wz_rules_open_files(wz_rules **out, wz_law_files *files, wz_diag *diag);

struct wz_session {
    const wz_rules *rules;
    wz_assessor *assessor;
};

static inline wz_lang wz_app_lang(wz_language language)
{
    return language == WZ_LANGUAGE_EN ? WZ_EN : WZ_ZH;
}

/* Whether the regulations asked for are there; ASSESS-003 in diag for each that is not. */
bool wz_app_regimes(const wz_law *law, const char *const *ids, size_t count, wz_diag *diag);

#endif
