/* The job "check": a law as a whole, or single files against it. */
#include "wenze/check.h"

#include "app/coverage.h"
#include "app/law.h"
#include "base/alloc.h"
#include "chain/check.h"
#include "load/load.h"
#include "wenze/walk.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *say(const wz_check_request *request, const char *zh, const char *en)
{
    return request->language == WZ_LANGUAGE_EN ? en : zh;
}

static void count_rules(wz_buffer *out, const wz_check_request *request, const wz_law *law)
{
    size_t rules = 0, attributes = 0;
    for (size_t b = 0; b < law->rulebook_count; b++)
        rules += law->rulebooks[b]->rule_count;
    for (int e = 0; e < WZ_ENTITIES; e++)
        attributes += law->vocabulary->entities[e].count;
    wz_buffer_printf(
        out, say(request, "%zu 个规定，%zu 条规则，%zu 项事实\n", "%zu regulations, %zu rules, %zu attributes\n"),
        law->rulebook_count, rules, attributes);
}

static int check_law(wz_buffer *out, const wz_check_request *request, const wz_rules *rules, wz_diag *diag)
{
    const wz_law *law = rules->law;
    size_t missing = 0;
    count_rules(out, request, law);
    for (size_t b = 0; b < law->rulebook_count; b++) {
        int code = wz_network_check(rules->engine->networks[b], diag);
        if (code != WZ_OK)
            return code;
        if (law->sources[b])
            missing += wz_coverage(out, law->rulebooks[b], law->sources[b], request->whole_table,
                                   wz_app_lang(request->language), diag);
    }
    return missing ? WZ_EINPUT : WZ_OK;
}

/* The name of a file's root element, read just far enough to know which kind of file it is. */
static bool root_name(const char *file, char *name, size_t size)
{
    char head[8192];
    FILE *f = fopen(file, "rb");
    size_t length = f ? fread(head, 1, sizeof head - 1, f) : 0;
    if (f)
        fclose(f);
    head[length] = '\0';
    for (const char *at = strchr(head, '<'); at; at = strchr(at + 1, '<')) {
        if (strncmp(at, "<!--", 4) == 0) {
            at = strstr(at, "-->");
            if (!at)
                return false;
            continue;
        }
        if (at[1] == '?' || at[1] == '!')
            continue;
        size_t end = strcspn(at + 1, " \t\r\n/>");
        if (end == 0 || end >= size)
            return false;
        memcpy(name, at + 1, end);
        name[end] = '\0';
        return true;
    }
    return false;
}

/* The law with one rulebook put in the place of that of the same id, or added; borrows everything else. */
typedef struct {
    wz_law law;
    const wz_rulebook **books;
    const wz_source **sources;
    size_t at;
} substitution;

static bool substitute(substitution *s, const wz_law *law, const wz_rulebook *book, const wz_source *source)
{
    s->books = wz_calloc(law->rulebook_count + 1, sizeof *s->books);
    s->sources = wz_calloc(law->rulebook_count + 1, sizeof *s->sources);
    if (!s->books || !s->sources)
        return false;
    size_t n = 0;
    s->at = law->rulebook_count;
    for (size_t i = 0; i <= law->rulebook_count; i++) {
        bool last = i == law->rulebook_count;
        int order = last ? 1 : strcmp(law->rulebooks[i]->id, book->id);
        if (order >= 0 && s->at == law->rulebook_count && (n == 0 || s->books[n - 1] != book)) {
            s->at = n;
            s->books[n] = book;
            s->sources[n++] = source;
        }
        if (!last && order != 0) {
            s->books[n] = law->rulebooks[i];
            s->sources[n++] = law->sources[i];
        }
    }
    s->law = (wz_law){law->vocabulary, law->frame, s->books, s->sources, n};
    return true;
}

/* The source that a rulebook names lies beside it, or with the law. */
static int load_source_of(wz_source **out, const wz_rulebook *book, const char *directory, wz_diag *diag)
{
    *out = NULL;
    const char *slash = strrchr(book->file, '/');
    wz_buffer path = {0};
    if (!book->source)
        return WZ_OK;
    if (slash)
        wz_buffer_add(&path, book->file, (size_t)(slash - book->file) + 1);
    wz_buffer_puts(&path, book->source);
    if (!path.failed && access(path.data, R_OK) != 0) {
        wz_buffer_clear(&path);
        wz_buffer_printf(&path, "%s/%s", directory, book->source);
    }
    int code = path.failed ? WZ_ENOMEM : wz_load_source(out, path.data, diag);
    wz_buffer_free(&path);
    return code;
}

/* A rulebook as part of the law: its names, expressions, order, rules that never hold, and coverage. */
static int check_rulebook(wz_buffer *out, const wz_check_request *request, const char *file, const wz_law *law,
                          wz_diag *diag)
{
    wz_rulebook *book = NULL;
    wz_source *source = NULL;
    wz_network *net = NULL;
    substitution s = {0};
    int code = wz_load_rulebook(&book, file, law->vocabulary, law->frame, diag);
    if (code == WZ_OK)
        code = load_source_of(&source, book, request->directory ? request->directory : wz_rules_directory(), diag);
    if (code == WZ_OK)
        code = substitute(&s, law, book, source) ? wz_check_law(&s.law, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_network_build(&net, &s.law, s.at, diag);
    if (code == WZ_OK)
        code = wz_network_check(net, diag);
    if (code == WZ_OK && source &&
        wz_coverage(out, book, source, request->whole_table, wz_app_lang(request->language), diag) > 0)
        code = WZ_EINPUT;
    wz_network_free(net);
    wz_free((void *)s.books);
    wz_free((void *)s.sources);
    wz_source_free(source);
    wz_rulebook_free(book);
    return code;
}

/* A training scenario, with the case that it names. */
static int check_scenario(const wz_rules *rules, const char *file, wz_diag *diag)
{
    static const wz_walk_options options = WZ_WALK_OPTIONS_INIT;
    wz_walk *walk = NULL;
    int code = wz_walk_open(&walk, rules, file, &options, diag);
    wz_walk_free(walk);
    return code;
}

static int check_file(wz_buffer *out, const wz_check_request *request, const char *file, const wz_rules *rules,
                      wz_diag *diag)
{
    const wz_law *law = rules->law;
    char root[64] = "case";
    wz_case *subject = NULL;
    wz_vocabulary *vocabulary = NULL;
    wz_frame *frame = NULL;
    wz_source *source = NULL;
    int code;
    root_name(file, root, sizeof root);
    if (strcmp(root, "vocabulary") == 0)
        code = wz_load_vocabulary(&vocabulary, file, diag);
    else if (strcmp(root, "frame") == 0)
        code = wz_load_frame(&frame, file, law->vocabulary, diag);
    else if (strcmp(root, "rulebook") == 0)
        code = check_rulebook(out, request, file, law, diag);
    else if (strcmp(root, "akomaNtoso") == 0)
        code = wz_load_source(&source, file, diag);
    else if (strcmp(root, "scenario") == 0)
        code = check_scenario(rules, file, diag);
    else
        code = wz_load_case(&subject, file, law->vocabulary, NULL, diag);
    wz_case_free(subject);
    wz_vocabulary_free(vocabulary);
    wz_frame_free(frame);
    wz_source_free(source);
    return code;
}

static int check_files(wz_buffer *out, const wz_check_request *request, const wz_rules *rules, wz_diag *diag)
{
    int worst = WZ_OK;
    for (size_t i = 0; i < request->file_count; i++) {
        int code = check_file(out, request, request->files[i], rules, diag);
        wz_buffer_printf(out, "%s: %s\n", request->files[i],
                         code == WZ_OK ? say(request, "合格", "good") : say(request, "有误", "has errors"));
        if (code != WZ_OK)
            worst = code;
    }
    return worst;
}

int wz_check(char **out, size_t *length, const wz_check_request *request, wz_diag *diag)
{
    *out = NULL;
    wz_rules *rules = NULL;
    int code = wz_rules_open(&rules, request->directory, diag);
    if (code != WZ_OK)
        return code;
    wz_buffer buffer = {0};
    code = request->file_count ? check_files(&buffer, request, rules, diag) : check_law(&buffer, request, rules, diag);
    wz_rules_close(rules);
    if (buffer.failed) {
        wz_buffer_free(&buffer);
        return WZ_ENOMEM;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return code;
}
