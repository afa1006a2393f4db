/* The job "what if": a case held open, edits tried on it, differences written down; and what is tried made a worked case. */
#include "wenze/what_if.h"

#include "app/asking.h"
#include "app/found.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "base/outfile.h"
#include "explain/what_if.h"
#include "load/load.h"
#include "report/diff.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one answer may take, and how long it may be. */
static const size_t most_bytes = (size_t)512 << 20, longest = (size_t)256 << 20;

struct wz_what_if {
    const wz_rules *rules;
    wz_trial *trial;
};

void wz_what_if_free(wz_what_if *what_if)
{
    if (!what_if)
        return;
    wz_trial_free(what_if->trial);
    wz_free(what_if);
}

static int open_trial(wz_what_if *w, const wz_case_bytes *from, const wz_what_if_request *request, wz_diag *diag)
{
    const wz_law *law = w->rules->law;
    wz_assess_options options = {.regimes = request->regimes, .regime_count = request->regime_count};
    wz_case *subject = NULL;
    if (!wz_app_regimes(law, request->regimes, request->regime_count, diag))
        return WZ_EINPUT;
    int code = wz_load_case_memory(&subject, from->name, from->bytes, from->size, law->vocabulary, NULL, diag);
    if (code == WZ_OK && !wz_app_day(subject, request->as_of, request->today, &options.has_as_of, &options.as_of, diag))
        code = WZ_EINPUT;
    wz_case_free(subject);
    /* its warnings have been given */
    return code == WZ_OK ? wz_trial_open(&w->trial, w->rules->engine, from, request->person, &options, diag) : code;
}

static int open_case(wz_what_if **out, const wz_rules *rules, const wz_case_bytes *from,
                     const wz_what_if_request *request, wz_diag *diag)
{
    static const wz_what_if_request defaults = WZ_WHAT_IF_REQUEST_INIT;
    wz_what_if *w = wz_calloc(1, sizeof *w);
    if (!w)
        return WZ_ENOMEM;
    w->rules = rules;
    int code = open_trial(w, from, request ? request : &defaults, diag);
    if (code == WZ_OK)
        *out = w;
    else
        wz_what_if_free(w);
    return code;
}

int wz_what_if_open(wz_what_if **out, const wz_rules *rules, const char *file, const wz_what_if_request *request,
                    wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_case_bytes from;
    if (!arena)
        return WZ_ENOMEM;
    int code = wz_case_bytes_read(&from, file, arena, diag);
    if (code == WZ_OK)
        code = open_case(out, rules, &from, request, diag);
    wz_arena_free(arena);
    return code;
}

int wz_what_if_open_memory(wz_what_if **out, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                           const wz_what_if_request *request, wz_diag *diag)
{
    *out = NULL;
    return open_case(out, rules, &(wz_case_bytes){name, bytes, size}, request, diag);
}

/* --- asking --- */

static bool read_question(const wz_what_if *w, const wz_what_if_question *question, wz_supposed *out, wz_diag *diag)
{
    *out = (wz_supposed){.edits = question->edits, .count = question->edit_count, .afresh = question->afresh};
    return wz_app_day(wz_trial_subject(w->trial), question->as_of, NULL, &out->has_as_of, &out->as_of, diag);
}

static const char **edit_texts(const wz_what_if_question *question, wz_arena *arena)
{
    const char **texts = wz_arena_array(arena, question->edit_count + 1, sizeof *texts);
    for (size_t i = 0; texts && i < question->edit_count; i++) {
        texts[i] = wz_edit_text(&question->edits[i], arena);
        if (question->edits[i].verb == WZ_EDIT_UNSET) /* as the form says it that states facts */
            texts[i] = wz_arena_printf(arena, strchr(texts[i], ' ') ? "unset %s" : "%s=unknown", texts[i]);
    }
    return wz_arena_failed(arena) ? NULL : texts;
}

static int write_down(wz_buffer *out, const wz_what_if *w, const wz_what_if_question *question,
                      const wz_trial_result *result, wz_arena *arena)
{
    wz_diff_report report = {.law = w->rules->law,
                             .before = wz_trial_subject(w->trial),
                             .after = result->after,
                             .as_of_before = result->as_of_before,
                             .as_of_after = result->as_of_after,
                             .diffs = &result->diffs,
                             .through = result->through,
                             .edits = edit_texts(question, arena),
                             .edit_count = question->edit_count};
    wz_text_options text = {
        .width = question->width, .colour = question->colour, .html = question->format == WZ_FORMAT_HTML};
    if (!report.edits)
        return WZ_ENOMEM;
    switch (question->format) {
    case WZ_FORMAT_JSON: return wz_report_diff_json(out, &report);
    case WZ_FORMAT_XML: return wz_report_diff_xml(out, &report);
    case WZ_FORMAT_HTML:
    case WZ_FORMAT_TEXT: break;
    }
    return wz_report_diff_text(out, &report, wz_app_lang(question->language), &text);
}

static int ask(wz_buffer *out, wz_what_if *w, const wz_what_if_question *question, wz_arena *arena, wz_diag *diag)
{
    wz_supposed supposed;
    wz_trial_result result;
    if (!read_question(w, question, &supposed, diag))
        return WZ_EINPUT;
    int code = wz_trial_run(&result, w->trial, &supposed, arena, diag);
    if (code == WZ_OK)
        code = write_down(out, w, question, &result, arena);
    bool limited = wz_arena_limited(arena) || out->length > longest / 2;
    if (code == WZ_ENOMEM && limited) {
        wz_diag_add(diag, WZ_ERROR, "ASSESS-010", (wz_place){wz_trial_subject(w->trial)->file, 1, 1},
                    "what changes is too much to be written; divide the case");
        code = WZ_ELIMIT;
    }
    return code;
}

int wz_what_if_ask(char **out, size_t *length, wz_what_if *what_if, const wz_what_if_question *question, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_buffer buffer = {.limit = longest};
    if (!arena)
        return WZ_ENOMEM;
    wz_arena_limit(arena, most_bytes);
    int code = ask(&buffer, what_if, question, arena, diag);
    wz_arena_free(arena);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

/* --- a worked case --- */

static int cannot(const char *path, int error, wz_diag *diag)
{
    wz_diag_add(diag, WZ_ERROR, "SAVE-001", (wz_place){.file = path},
                "it cannot be written (%s); check the folder, the permission and the space", strerror(error));
    return WZ_EIO;
}

/* An empty directory that is there is taken away and made again. */
static int make_directory(const char *directory, wz_diag *diag)
{
    bool made = mkdir(directory, 0700) == 0;
    if (!made && errno == EEXIST && rmdir(directory) == 0)
        made = mkdir(directory, 0700) == 0;
    if (made)
        return WZ_OK;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return cannot(directory, errno, diag);
    wz_diag_add(diag, WZ_ERROR, "SAVE-002", (wz_place){.file = directory},
                "the directory holds something; name a new one");
    return WZ_EINPUT;
}

static int write_file(const char *directory, const char *name, const char *bytes, size_t size, wz_diag *diag)
{
    char path[4096];
    wz_outfile *file;
    if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path)
        return cannot(directory, ENAMETOOLONG, diag);
    int error = wz_outfile_open(&file, path);
    if (error)
        return cannot(path, error, diag);
    fwrite(bytes, 1, size, wz_outfile_stream(file));
    error = wz_outfile_commit(file);
    return error ? cannot(path, error, diag) : WZ_OK;
}

static void write_story(wz_buffer *out, const wz_case *subject, const wz_what_if_question *question, wz_arena *arena)
{
    wz_buffer_printf(
        out,
        "# %s\n\n**尚未经人核对。** 本案例由 wenze what-if --save-case 保存，expected.xml "
        "是程序当时给出的结果，不是手工推得的。\n请对照条文逐项核对，写明推导，然后删去本段。\n\n"
        "**Not checked by a person yet.** Saved by wenze what-if --save-case; expected.xml is what the program\n"
        "gave, not what was worked out by hand. Check each item against the articles, write down how it "
        "follows,\nand take this paragraph out.\n\n",
        subject->title ? subject->title : subject->id);
    for (size_t i = 0; i < question->edit_count; i++)
        wz_buffer_printf(out, "%s- `%s`\n", i ? "" : "假如 / what if:\n\n", wz_edit_text(&question->edits[i], arena));
}

/* Another day becomes the case's own, so that the worked case says it. */
static int edit_case(wz_edited *edited, const wz_what_if *w, const wz_what_if_question *question,
                     const wz_supposed *supposed, wz_arena *arena, wz_diag *diag)
{
    wz_edit *edits = wz_arena_array(arena, question->edit_count + 1, sizeof *edits);
    char day[WZ_DAY_TEXT] = "";
    size_t count = question->edit_count;
    if (!edits)
        return WZ_ENOMEM;
    if (count)
        memcpy(edits, question->edits, count * sizeof *edits);
    wz_edit_field field = {"value", day};
    wz_day as_of = supposed->has_as_of ? supposed->as_of : wz_trial_as_of(w->trial);
    wz_day_format(as_of, day);
    if (supposed->has_as_of || !wz_trial_subject(w->trial)->has_as_of || wz_trial_subject(w->trial)->as_of != as_of)
        edits[count++] = (wz_edit){1, WZ_EDIT_SET, NULL, NULL, "as-of", &field, 1};
    return wz_edit_case(edited, wz_trial_bytes(w->trial), w->rules->law->vocabulary, edits, count, diag);
}

static int save(const wz_what_if *w, const wz_edited *edited, const wz_what_if_question *question,
                const char *directory, wz_arena *arena, wz_diag *diag)
{
    wz_assessor *assessor = wz_assessor_new(w->rules->engine);
    wz_assessment *assessment = NULL;
    wz_buffer expected = {.limit = longest}, story = {0};
    int code =
        assessor ? wz_assess_case(&assessment, assessor, edited->subject, &(wz_assess_options){0}, diag) : WZ_ENOMEM;
    if (code == WZ_OK) {
        wz_expected_write(&expected, assessment);
        write_story(&story, edited->subject, question, arena);
        code = expected.failed || story.failed ? WZ_ENOMEM : make_directory(directory, diag);
    }
    if (code == WZ_OK)
        code = write_file(directory, "case.xml", edited->bytes, edited->size, diag);
    if (code == WZ_OK)
        code = write_file(directory, "expected.xml", expected.data, expected.length, diag);
    if (code == WZ_OK)
        code = write_file(directory, "story.md", story.data, story.length, diag);
    wz_assessment_free(assessment);
    wz_assessor_free(assessor);
    wz_buffer_free(&expected);
    wz_buffer_free(&story);
    return code;
}

int wz_what_if_save(wz_what_if *what_if, const wz_what_if_question *question, const char *directory, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    wz_supposed supposed;
    wz_edited edited = {0};
    if (!arena)
        return WZ_ENOMEM;
    int code = read_question(what_if, question, &supposed, diag)
                   ? edit_case(&edited, what_if, question, &supposed, arena, diag)
                   : WZ_EINPUT;
    if (code == WZ_OK)
        code = save(what_if, &edited, question, directory, arena, diag);
    wz_edited_free(&edited);
    wz_arena_free(arena);
    return code;
}
