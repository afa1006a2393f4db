/* What the tests of the loaders share: loading a file by what its name says it is, and writing down what was found.
 *
 * One line for each problem: severity, id, places as line:column, message, advice, as in
 *
 *     error FORM-001 3:5 <x> cannot stand in <case>; take it out, or put it where it belongs
 *
 * Places are in the file itself, so its name is left out; a problem of the file as a whole has the place 0:0. */
#ifndef WZ_TESTS_LOAD_COMMON_H
#define WZ_TESTS_LOAD_COMMON_H

#include "base/alloc.h"
#include "base/buffer.h"
#include "load/load.h"
#include "load/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void write_problems(const wz_diag *diag, wz_buffer *out)
{
    static const char *const severities[] = {[WZ_ERROR] = "error", [WZ_WARNING] = "warning", [WZ_NOTE] = "note"};
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        const wz_problem *problem = wz_diag_at(diag, i);
        wz_buffer_printf(out, "%s %s", severities[problem->severity], problem->id);
        for (size_t j = 0; j < problem->place_count; j++)
            wz_buffer_printf(out, " %u:%u", problem->places[j].line, problem->places[j].column);
        wz_buffer_printf(out, " %s; %s\n", problem->message, problem->advice);
    }
}

/* The bytes of a file in a buffer, empty where it cannot be read. */
static inline wz_buffer read_file(const char *path)
{
    wz_buffer buffer = {0};
    FILE *file = fopen(path, "rb");
    char chunk[65536];
    size_t got;
    while (file && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        wz_buffer_add(&buffer, chunk, got);
    if (file)
        fclose(file);
    return buffer;
}

static inline const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static inline bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* A rulebook, then the checks between it and its source, which lies beside `law`. */
static inline int load_rulebook_with_source(const char *path, const wz_law *law, wz_diag *diag)
{
    wz_rulebook *rulebook = NULL;
    wz_source *source = NULL;
    int code = wz_load_rulebook(&rulebook, path, law->vocabulary, law->frame, diag);
    if (code == WZ_OK && rulebook->source)
        code = wz_load_source(&source, "tests/bad/law/sources/small.xml", diag);
    if (code == WZ_OK) {
        const wz_rulebook *rulebooks[] = {rulebook};
        const wz_source *sources[] = {source};
        wz_law one = {law->vocabulary, law->frame, rulebooks, sources, 1};
        code = wz_check_law(&one, diag);
    }
    wz_source_free(source);
    wz_rulebook_free(rulebook);
    return code;
}

/* Load a file called case-….xml, rulebook-….xml, vocabulary-….xml or frame-….xml against a law. Returns 1 where the name
 * is none of these. */
static inline int load_by_name(const char *path, const wz_law *law, wz_diag *diag)
{
    const char *name = base_name(path);
    int code = 1;
    if (begins(name, "case")) {
        wz_case *made = NULL;
        code = wz_load_case(&made, path, law->vocabulary, NULL, diag);
        wz_case_free(made);
    } else if (begins(name, "vocabulary")) {
        wz_vocabulary *made = NULL;
        code = wz_load_vocabulary(&made, path, diag);
        wz_vocabulary_free(made);
    } else if (begins(name, "frame")) {
        wz_frame *made = NULL;
        code = wz_load_frame(&made, path, law->vocabulary, diag);
        wz_frame_free(made);
    } else if (begins(name, "rulebook")) {
        code = load_rulebook_with_source(path, law, diag);
    } else if (begins(name, "scenario")) {
        wz_scenario *made = NULL;
        code = wz_load_scenario(&made, path, diag);
        wz_scenario_free(made);
    }
    return code;
}

#endif
