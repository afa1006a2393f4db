/* A directory of rules to wz_law, and the checks between its files. A file that is wrong does not keep the others from
 * being read, so that all problems show at once; without a vocabulary or a frame, though, rulebooks cannot be understood. */
#include "load/load.h"

#include "load/common.h"
#include "load/law_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    wz_law *law;
    const char *directory;
    wz_law_files *files; /* NULL: each file is read from the directory and forgotten */
    wz_diag *diag;
    wz_vector rulebooks; /* wz_rulebook * */
    int code;            /* the worst so far */
} builder;

/* A path below the directory, to be freed. */
static char *path_in(const char *directory, const char *name)
{
    size_t a = strlen(directory), b = strlen(name);
    char *path = wz_malloc(a + b + 2);
    if (!path)
        return NULL;
    snprintf(path, a + b + 2, "%s/%s", directory, name);
    return path;
}

/* Bad input gives way to what keeps a load from being tried. */
static void note(builder *b, int code)
{
    if (code != WZ_OK && (b->code == WZ_OK || b->code == WZ_EINPUT))
        b->code = code;
}

/* The bytes of a file of the law, where they are kept; else they are read by the loader of the piece. Returns whether to go
 * on: a file that is not among those kept, or could not be read, is a problem told here. */
static bool fetch(builder *b, const char *name, const wz_law_file **file)
{
    *file = NULL;
    if (b->files)
        note(b, wz_law_files_get(b->files, name, file, b->diag));
    return !b->files || *file;
}

static void load_vocabulary(builder *b)
{
    char *path = path_in(b->directory, "vocabulary.xml");
    wz_vocabulary *vocabulary = NULL;
    const wz_law_file *file = NULL;
    if (!path)
        note(b, WZ_ENOMEM);
    else if (fetch(b, "vocabulary.xml", &file))
        note(b, file ? wz_load_vocabulary_memory(&vocabulary, path, file->bytes, file->length, b->diag)
                     : wz_load_vocabulary(&vocabulary, path, b->diag));
    b->law->vocabulary = vocabulary;
    wz_free(path);
}

static void load_frame(builder *b)
{
    char *path = path_in(b->directory, "frame.xml");
    const wz_vocabulary *vocabulary = b->law->vocabulary;
    wz_frame *frame = NULL;
    const wz_law_file *file = NULL;
    if (!path)
        note(b, WZ_ENOMEM);
    else if (fetch(b, "frame.xml", &file))
        note(b, file ? wz_load_frame_memory(&frame, path, file->bytes, file->length, vocabulary, b->diag)
                     : wz_load_frame(&frame, path, vocabulary, b->diag));
    b->law->frame = frame;
    wz_free(path);
}

static void load_rulebook(builder *b, const char *name)
{
    char *path = path_in(b->directory, name);
    const wz_vocabulary *vocabulary = b->law->vocabulary;
    const wz_frame *frame = b->law->frame;
    wz_rulebook *rulebook = NULL;
    const wz_law_file *file = NULL;
    if (!path)
        note(b, WZ_ENOMEM);
    else if (fetch(b, name, &file))
        note(b, file ? wz_load_rulebook_memory(&rulebook, path, file->bytes, file->length, vocabulary, frame, b->diag)
                     : wz_load_rulebook(&rulebook, path, vocabulary, frame, b->diag));
    wz_free(path);
    wz_rulebook **slot = rulebook ? WZ_ADD(&b->rulebooks, wz_rulebook *) : NULL;
    if (slot) {
        *slot = rulebook;
    } else if (rulebook) {
        wz_rulebook_free(rulebook);
        note(b, WZ_ENOMEM);
    }
}

static wz_source *load_source(builder *b, const char *name)
{
    char *path = path_in(b->directory, name);
    wz_source *source = NULL;
    const wz_law_file *file = NULL;
    if (!path)
        note(b, WZ_ENOMEM);
    else if (fetch(b, name, &file))
        note(b, file ? wz_load_source_memory(&source, path, file->bytes, file->length, b->diag)
                     : wz_load_source(&source, path, b->diag));
    wz_free(path);
    return source;
}

static bool is_rulebook_name(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".xml") == 0 && *name != '.' &&
           strcmp(name, "vocabulary.xml") != 0 && strcmp(name, "frame.xml") != 0;
}

static int is_rulebook(const struct dirent *entry)
{
    return is_rulebook_name(entry->d_name);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void load_rulebooks_of_directory(builder *b)
{
    struct dirent **entries = NULL;
    int count = scandir(b->directory, &entries, is_rulebook, by_name);
    if (count < 0) {
        wz_diag_add(b->diag, WZ_ERROR, "IO-001", (wz_place){.file = b->directory},
                    "the directory of the rules cannot be read; check the path");
        note(b, errno == ENOMEM ? WZ_ENOMEM : WZ_EIO);
        return;
    }
    for (int i = 0; i < count; i++) {
        if (b->law->vocabulary && b->law->frame)
            load_rulebook(b, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

/* The same of files in memory: those that would lie directly in the directory. */
static void load_rulebooks_of_files(builder *b)
{
    for (size_t i = 0; b->law->vocabulary && b->law->frame && i < wz_law_files_count(b->files); i++) {
        const char *name = wz_law_files_at(b->files, i)->name;
        if (!strchr(name, '/') && is_rulebook_name(name))
            load_rulebook(b, name);
    }
}

static int by_id(const void *a, const void *b)
{
    return strcmp((*(wz_rulebook *const *)a)->id, (*(wz_rulebook *const *)b)->id);
}

/* The rulebooks in order, and the sources that they name, into the law. */
static void load_sources(builder *b)
{
    wz_law *law = b->law;
    size_t count = b->rulebooks.count;
    wz_rulebook **rulebooks = wz_calloc(count + 1, sizeof *rulebooks);
    const wz_source **sources = wz_calloc(count + 1, sizeof *sources);
    if (!rulebooks || !sources) {
        wz_free(rulebooks);
        wz_free(sources);
        note(b, WZ_ENOMEM);
        return;
    }
    if (count)
        memcpy(rulebooks, b->rulebooks.items, count * sizeof *rulebooks);
    qsort(rulebooks, count, sizeof *rulebooks, by_id);
    law->rulebooks = (const wz_rulebook *const *)rulebooks;
    law->sources = sources;
    law->rulebook_count = count;
    b->rulebooks.count = 0;
    for (size_t i = 0; i < count; i++) {
        sources[i] = rulebooks[i]->source ? load_source(b, rulebooks[i]->source) : NULL;
    }
}

static int load(wz_law **out, const char *directory, wz_law_files *files, wz_diag *diag)
{
    *out = NULL;
    builder b = {.law = wz_calloc(1, sizeof *b.law), .directory = directory, .files = files, .diag = diag};
    if (!b.law)
        return WZ_ENOMEM;
    load_vocabulary(&b);
    load_frame(&b);
    if (files && wz_law_files_closed(files))
        load_rulebooks_of_files(&b);
    else
        load_rulebooks_of_directory(&b);
    load_sources(&b);
    for (size_t i = 0; i < b.rulebooks.count; i++)
        wz_rulebook_free(((wz_rulebook **)b.rulebooks.items)[i]);
    wz_vector_free(&b.rulebooks);
    if (b.law->rulebooks)
        note(&b, wz_check_law(b.law, diag));
    if (b.code == WZ_OK)
        *out = b.law;
    else
        wz_law_free(b.law);
    return b.code;
}

int wz_load_law(wz_law **out, const char *directory, wz_diag *diag)
{
    return load(out, directory, NULL, diag);
}

int wz_load_law_files(wz_law **out, wz_law_files *files, wz_diag *diag)
{
    return load(out, wz_law_files_name(files), files, diag);
}

void wz_law_free(wz_law *law)
{
    if (!law)
        return;
    for (size_t i = 0; law->rulebooks && i < law->rulebook_count; i++) {
        wz_source_free((wz_source *)law->sources[i]);
        wz_rulebook_free((wz_rulebook *)law->rulebooks[i]);
    }
    wz_free((void *)law->sources);
    wz_free((void *)law->rulebooks);
    wz_frame_free((wz_frame *)law->frame);
    wz_vocabulary_free((wz_vocabulary *)law->vocabulary);
    wz_free(law);
}

/* --- between files --- */

static void check_cites(wz_report *report, const wz_source *source, const wz_map *eids, wz_strings cites,
                        wz_place place)
{
    for (size_t i = 0; i < cites.count; i++) {
        if (wz_map_find(eids, cites.items[i]))
            continue;
        wz_nearest nearest = wz_nearest_to(cites.items[i]);
        for (size_t j = 0; wz_report_open(report) && j < source->count; j++)
            wz_nearest_try(&nearest, source->provisions[j].eid);
        wz_report_error(report, "REF-023", place, "the source has no provision %s; %s",
                        wz_shown(report, cites.items[i]),
                        wz_nearest_advice(report, &nearest, "look the eId up in the source"));
    }
}

static void check_all_cites(wz_report *report, const wz_rulebook *book, const wz_source *source)
{
    wz_map eids;
    wz_map_init(&eids, report->arena);
    for (size_t i = 0; source && i < source->count; i++)
        wz_map_add_number(&eids, source->provisions[i].eid, (int64_t)i);
    for (size_t i = 0; i < book->rule_count; i++) {
        const wz_rule *rule = &book->rules[i];
        if (source)
            check_cites(report, source, &eids, rule->cites, rule->place);
        else if (rule->cites.count && !book->source)
            wz_report_error(report, "REF-024", rule->place, "the rule cites eIds, but its rulebook names no source; %s",
                            "add source= to the rulebook, or cite by <norm>");
    }
    for (size_t i = 0; source && i < book->not_modelled_count; i++)
        check_cites(report, source, &eids, book->not_modelled[i].cites, book->not_modelled[i].place);
}

static const wz_rulebook *book_by_id(const wz_law *law, const char *id)
{
    for (size_t i = 0; i < law->rulebook_count; i++) {
        if (strcmp(law->rulebooks[i]->id, id) == 0)
            return law->rulebooks[i];
    }
    return NULL;
}

static void check_precedes(wz_report *report, const wz_law *law, const wz_rulebook *book)
{
    for (size_t i = 0; i < book->precedes.count; i++) {
        const char *id = book->precedes.items[i];
        wz_nearest nearest = wz_nearest_to(id);
        for (size_t j = 0; j < law->rulebook_count; j++)
            wz_nearest_try(&nearest, law->rulebooks[j]->id);
        const wz_rulebook *other = book_by_id(law, id);
        if (!other)
            wz_report_error(report, "REF-025", book->place, "<precedes> names %s, which is no rulebook here; %s",
                            wz_shown(report, id), wz_nearest_advice(report, &nearest, "add it, or take this out"));
        else if (other == book)
            wz_report_error(report, "REF-021", book->place, "<precedes> names the rulebook itself; name another");
    }
}

int wz_check_law(const wz_law *law, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    wz_report report = {.diag = diag, .arena = arena};
    for (size_t i = 0; i < law->rulebook_count; i++) {
        const wz_rulebook *book = law->rulebooks[i];
        report.file = book->file;
        if (i > 0 && strcmp(law->rulebooks[i - 1]->id, book->id) == 0)
            wz_report_both(&report, "REF-001", book->place, law->rulebooks[i - 1]->place,
                           "the rulebook '%s' stands twice; rename one", book->id);
        check_all_cites(&report, book, law->sources[i]);
        check_precedes(&report, law, book);
    }
    int code = wz_load_code(WZ_OK, &report, arena);
    wz_arena_free(arena);
    return code;
}
