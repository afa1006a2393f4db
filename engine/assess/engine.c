/* All networks of a law, built together so that an author sees the problems of all rulebooks at once. */
#include "assess/assess.h"

#include "base/alloc.h"

int wz_engine_build(wz_engine **out, const wz_law *law, wz_diag *diag)
{
    *out = NULL;
    wz_engine *engine = wz_calloc(1, sizeof *engine);
    wz_network **networks = wz_calloc(law->rulebook_count + 1, sizeof *networks);
    int code = engine && networks ? WZ_OK : WZ_ENOMEM;
    if (engine)
        *engine = (wz_engine){.law = law, .networks = networks, .baseline = law->rulebook_count};
    for (size_t i = 0; i < law->rulebook_count && code != WZ_ENOMEM; i++) {
        int built = wz_network_build(&networks[i], law, i, diag);
        code = built == WZ_OK ? code : built;
        if (law->rulebooks[i]->baseline)
            engine->baseline = i;
    }
    if (code == WZ_OK) {
        *out = engine;
        return WZ_OK;
    }
    if (engine)
        wz_engine_free(engine);
    else
        wz_free(networks);
    return code;
}

void wz_engine_free(wz_engine *engine)
{
    if (!engine)
        return;
    for (size_t i = 0; engine->networks && i < engine->law->rulebook_count; i++)
        wz_network_free(engine->networks[i]);
    wz_free((void *)engine->networks);
    wz_free(engine);
}
