/* The diagnostics list: everything in one arena, problems in the order found. */
#include "base/diag.h"

#include "base/alloc.h"
#include "base/arena.h"

#include <string.h>

struct wz_diag {
    wz_arena *arena;
    wz_problem *problems;
    size_t count;
    size_t capacity;
    size_t errors;
    bool failed;
    bool cut;
};

wz_diag *wz_diag_new(void)
{
    wz_diag *diag = wz_calloc(1, sizeof *diag);
    if (!diag)
        return NULL;
    diag->arena = wz_arena_new();
    if (!diag->arena) {
        wz_free(diag);
        return NULL;
    }
    return diag;
}

void wz_diag_free(wz_diag *diag)
{
    if (!diag)
        return;
    wz_arena_free(diag->arena);
    wz_free(diag);
}

size_t wz_diag_count(const wz_diag *diag)
{
    return diag ? diag->count : 0;
}

size_t wz_diag_errors(const wz_diag *diag)
{
    return diag ? diag->errors + (diag->failed ? 1 : 0) : 0;
}

const wz_problem *wz_diag_at(const wz_diag *diag, size_t index)
{
    return index < wz_diag_count(diag) ? &diag->problems[index] : NULL;
}

static bool append(wz_diag *diag, wz_problem problem)
{
    wz_problem *grown =
        wz_arena_grow(diag->arena, diag->problems, diag->count, &diag->capacity, sizeof *diag->problems);
    if (!grown)
        return false;
    diag->problems = grown;
    diag->problems[diag->count++] = problem;
    return true;
}

/* Copy places with their file names into the list's arena. */
static wz_place *copy_places(wz_arena *arena, const wz_place *places, size_t count)
{
    wz_place *copy = wz_arena_array(arena, count, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++) {
        copy[i] = places[i];
        if (places[i].file && !(copy[i].file = wz_arena_strdup(arena, places[i].file)))
            return NULL;
    }
    return copy;
}

/* Bytes of the UTF-8 sequence that a byte begins; 1 where it begins none. */
static size_t sequence(unsigned char c)
{
    return c < 0xC2 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 1;
}

/* "%.80s" counts bytes: take out a character of which it left only the beginning. */
static void drop_cut_characters(char *text)
{
    char *to = text;
    for (const char *at = text; *at;) {
        size_t wanted = sequence((unsigned char)*at), have = 1;
        while (have < wanted && ((unsigned char)at[have] & 0xC0) == 0x80)
            have++;
        if (have == wanted) {
            memmove(to, at, have);
            to += have;
        }
        at += have;
    }
    *to = '\0';
}

static void add(wz_diag *diag, wz_severity severity, const char *id, const wz_place *places, size_t count, char *text)
{
    if (diag->count >= WZ_DIAG_MAX) {
        if (!diag->cut)
            diag->cut = append(diag, (wz_problem){.severity = WZ_NOTE,
                                                  .id = "GEN-001",
                                                  .message = "more problems were found than are listed",
                                                  .advice = "mend these first"});
        return;
    }
    wz_place *kept = copy_places(diag->arena, places, count);
    char *name = wz_arena_strdup(diag->arena, id);
    if (!text || !kept || !name) {
        diag->failed = true;
        return;
    }
    drop_cut_characters(text);
    char *advice = NULL;
    for (char *cut = strstr(text, "; "); cut; cut = strstr(cut + 2, "; "))
        advice = cut;
    if (advice) {
        *advice = '\0';
        advice += 2;
    }
    wz_problem problem = {severity, name, text, advice ? advice : "", kept, count};
    diag->failed |= !append(diag, problem);
}

void wz_diag_add_at(wz_diag *diag, wz_severity severity, const char *id, const wz_place *places, size_t place_count,
                    const char *format, ...)
{
    if (!diag)
        return;
    if (severity == WZ_ERROR)
        diag->errors++;
    va_list args;
    va_start(args, format);
    add(diag, severity, id, places, place_count, wz_arena_vprintf(diag->arena, format, args));
    va_end(args);
}

void wz_diag_add(wz_diag *diag, wz_severity severity, const char *id, wz_place place, const char *format, ...)
{
    if (!diag)
        return;
    if (severity == WZ_ERROR)
        diag->errors++;
    va_list args;
    va_start(args, format);
    add(diag, severity, id, &place, place.file ? 1 : 0, wz_arena_vprintf(diag->arena, format, args));
    va_end(args);
}
