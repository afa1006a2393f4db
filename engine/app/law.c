/* Opening a law: load, check between files, compile. Problems of loading and of compiling are reported together as far as
 * the first allow it. */
#include "app/law.h"

#include "base/alloc.h"
#include "load/load.h"
#include "wenze/walk.h"

#include <stdlib.h>
#include <unistd.h>

#ifndef WZ_DATADIR
#define WZ_DATADIR "/usr/local/share"
#endif

const char *wz_rules_directory(void)
{
    const char *named = getenv("WENZE_RULES");
    if (named && *named)
        return named;
    return access("rules/vocabulary.xml", R_OK) == 0 ? "rules" : WZ_DATADIR "/wenze/rules";
}

static int open_rules(wz_rules **out, const char *directory, wz_law_files *files, wz_diag *diag)
{
    *out = NULL;
    wz_rules *rules = wz_calloc(1, sizeof *rules);
    if (!rules) {
        wz_law_files_free(files);
        return WZ_ENOMEM;
    }
    rules->files = files;
    int code = files ? wz_load_law_files(&rules->law, files, diag) : wz_load_law(&rules->law, directory, diag);
    if (files)
        wz_law_files_sort(files);
    if (code == WZ_OK)
        code = wz_engine_build(&rules->engine, rules->law, diag);
    if (code == WZ_OK)
        *out = rules;
    else
        wz_rules_close(rules);
    return code;
}

const char *wz_walk_directory(void)
{
    const char *named = getenv("WENZE_SCENARIOS");
    if (named && *named)
        return named;
    return access("cases/training", R_OK) == 0 ? "cases/training" : WZ_DATADIR "/wenze/cases/training";
}

int wz_rules_open(wz_rules **out, const char *directory, wz_diag *diag)
{
    return open_rules(out, directory ? directory : wz_rules_directory(), NULL, diag);
}

int wz_rules_open_files(wz_rules **out, wz_law_files *files, wz_diag *diag)
{
    *out = NULL;
    return files ? open_rules(out, NULL, files, diag) : WZ_ENOMEM;
}

int wz_rules_open_keeping(wz_rules **out, const char *directory, wz_diag *diag)
{
    return wz_rules_open_files(out, wz_law_files_read(directory ? directory : wz_rules_directory()), diag);
}

void wz_rules_close(wz_rules *rules)
{
    if (!rules)
        return;
    wz_law_files_free(rules->files);
    wz_engine_free(rules->engine);
    wz_law_free(rules->law);
    wz_free(rules);
}

size_t wz_rules_count(const wz_rules *rules)
{
    return rules->law->rulebook_count;
}

const char *wz_rules_id(const wz_rules *rules, size_t index)
{
    return rules->law->rulebooks[index]->id;
}

void wz_text_free(char *text)
{
    wz_free(text);
}
