/* What stands behind the public wz_rules and wz_session, for the jobs in app/. */
#ifndef WZ_APP_LAW_H
#define WZ_APP_LAW_H

#include "assess/assess.h"
#include "wenze/assess.h"
#include "wenze/law.h"

struct wz_rules {
    wz_law *law;
    wz_engine *engine;
};

struct wz_session {
    const wz_rules *rules;
    wz_assessor *assessor;
};

static inline wz_lang wz_app_lang(wz_language language)
{
    return language == WZ_LANGUAGE_EN ? WZ_EN : WZ_ZH;
}

#endif
