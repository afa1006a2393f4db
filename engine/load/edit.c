/* An edit turned into changes of bytes. Invariant: the bytes at hand are a case that the loader has accepted, changed by the
 * edits before; each edit outlines them anew, notes what is to be cut out and put in (`cuts`, disjoint), and makes new bytes
 * of them. What an edit may say is left to the loader, which reads the result: one judge of what a case is. */
#include "load/edit.h"

#include "load/common.h"
#include "load/edit_private.h"
#include "load/load.h"
#include "load/outline.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static int cut_order(const void *a, const void *b)
{
    const wz_cut *x = a, *y = b;
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : x->to < y->to ? -1 : x->to > y->to;
}

/* Make the bytes that the cuts leave. */
static bool apply(wz_editor *e, wz_buffer *out)
{
    wz_cut *cuts = e->cuts.items;
    size_t done = 0;
    if (e->cuts.count)
        qsort(cuts, e->cuts.count, sizeof *cuts, cut_order);
    for (size_t i = 0; i < e->cuts.count; i++) {
        if (cuts[i].from < done)
            continue; /* within what another has taken out */
        wz_buffer_add(out, e->outline.bytes + done, cuts[i].from - done);
        if (cuts[i].text)
            wz_buffer_puts(out, cuts[i].text);
        done = cuts[i].to;
    }
    wz_buffer_add(out, e->outline.bytes + done, e->outline.size - done);
    return !out->failed;
}

/* A character that no XML can hold. */
static bool unwritable(const wz_edit *edit)
{
    for (size_t i = 0; i < edit->field_count; i++) {
        for (const char *c = edit->fields[i].value; c && *c; c++) {
            if ((unsigned char)*c < ' ' && !strchr("\t\n\r", *c))
                return true;
        }
    }
    return false;
}

static int edit_once(wz_buffer *out, const wz_buffer *from, const wz_vocabulary *vocabulary, const wz_edit *edit,
                     wz_diag *diag)
{
    static void (*const verbs[])(wz_editor *) = {wz_edit_do_set, wz_edit_do_unset, wz_edit_do_add, wz_edit_do_remove};
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    wz_report report = {.diag = diag, .arena = arena};
    wz_editor e = {.vocabulary = vocabulary, .report = &report, .arena = arena};
    int code = wz_edit_read(&e.edit, edit, arena, diag);
    e.shown = wz_edit_text(edit, arena);
    if (code == WZ_OK)
        code = wz_outline_make(&e.outline, from->data, from->length, arena);
    if (code == WZ_OK && unwritable(&e.edit)) {
        wz_report_error(&report, "EDIT-007", (wz_place){.file = e.shown},
                        "a value holds a control character, which XML cannot; take it out");
        code = WZ_EINPUT;
    }
    if (code == WZ_OK) {
        verbs[e.edit.verb](&e);
        code = wz_arena_failed(arena) || e.cuts.failed ? WZ_ENOMEM : e.refused ? WZ_EINPUT : WZ_OK;
    }
    if (code == WZ_OK && !apply(&e, out))
        code = WZ_ENOMEM;
    wz_vector_free(&e.cuts);
    wz_arena_free(arena);
    return code;
}

static int edit_all(wz_buffer *at_hand, const wz_vocabulary *vocabulary, const wz_edit *edits, size_t count,
                    wz_diag *diag)
{
    int code = WZ_OK;
    for (size_t i = 0; i < count && code == WZ_OK; i++) {
        wz_buffer next = {0};
        code = edit_once(&next, at_hand, vocabulary, &edits[i], diag);
        wz_buffer_free(code == WZ_OK ? at_hand : &next);
        if (code == WZ_OK)
            *at_hand = next;
    }
    return code;
}

/* --- the result read back --- */

/* Say the loader's errors as those of an edit. */
static void blame(const wz_diag *found, const wz_edit *edit, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    const char *shown = arena ? wz_edit_text(edit, arena) : "?";
    for (size_t i = 0; i < wz_diag_count(found); i++) {
        const wz_problem *problem = wz_diag_at(found, i);
        if (problem->severity == WZ_ERROR)
            wz_diag_add(diag, WZ_ERROR, problem->id, (wz_place){.file = shown}, "%s; %s", problem->message,
                        problem->advice);
    }
    wz_arena_free(arena);
}

static int load(wz_case **out, const char *name, const wz_buffer *bytes, const wz_vocabulary *vocabulary, wz_diag *diag)
{
    return wz_load_case_memory(out, name, bytes->data, bytes->length, vocabulary, NULL, diag);
}

/* The result is no case: report it as the fault of the first edit after which it is none. */
static int find_culprit(const wz_case_bytes *from, const wz_vocabulary *vocabulary, const wz_edit *edits, size_t count,
                        int code, wz_diag *diag)
{
    for (size_t n = 1; n <= count; n++) {
        wz_buffer bytes = {0};
        wz_case *made = NULL;
        wz_diag *found = wz_diag_new();
        wz_buffer_add(&bytes, from->bytes, from->size);
        bool right = found && edit_all(&bytes, vocabulary, edits, n, NULL) == WZ_OK &&
                     load(&made, from->name, &bytes, vocabulary, found) == WZ_OK;
        if (found && !right)
            blame(found, &edits[n - 1], diag);
        wz_case_free(made);
        wz_diag_free(found);
        wz_buffer_free(&bytes);
        if (!right)
            return code;
    }
    return code;
}

void wz_edited_free(wz_edited *edited)
{
    wz_free(edited->bytes);
    wz_case_free(edited->subject);
    *edited = (wz_edited){0};
}

int wz_edit_case(wz_edited *out, const wz_case_bytes *from, const wz_vocabulary *vocabulary, const wz_edit *edits,
                 size_t count, wz_diag *diag)
{
    *out = (wz_edited){0};
    wz_case *before = NULL;
    int code = wz_load_case_memory(&before, from->name, from->bytes, from->size, vocabulary, NULL, diag);
    if (code != WZ_OK)
        return code;
    wz_buffer bytes = {0};
    wz_buffer_add(&bytes, from->bytes, from->size);
    code = bytes.failed ? WZ_ENOMEM : edit_all(&bytes, vocabulary, edits, count, diag);
    wz_case *made = NULL;
    if (code == WZ_OK && count) {
        code = load(&made, from->name, &bytes, vocabulary, NULL);
        if (code == WZ_EINPUT || code == WZ_ELIMIT)
            find_culprit(from, vocabulary, edits, count, code, diag);
        wz_case_free(before);
        before = NULL;
    }
    if (code == WZ_OK) {
        *out = (wz_edited){bytes.data, bytes.length, count ? made : before};
        return WZ_OK;
    }
    wz_case_free(before);
    wz_buffer_free(&bytes);
    return code;
}

int wz_edit_blank(wz_edited *out, const wz_vocabulary *vocabulary, const wz_case_heading *heading, wz_diag *diag)
{
    static const char blank[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<case xmlns=\"urn:wenze:case:1\" id=\"case\">\n"
                                "  <incident id=\"i1\" subject=\"true\"/>\n</case>\n";
    const char *incident = heading->incident ? heading->incident : "i1";
    const wz_edit_field of_case[] = {{"value", heading->title},
                                     {"value", heading->jurisdiction},
                                     {"value", heading->as_of},
                                     {"value", heading->id},
                                     {"value", heading->incident_date}};
    static const char *const names[] = {"title", "jurisdiction", "as-of", "id"};
    const wz_edit_field of_incident[] = {{"id", incident}, {"subject", "true"}};
    const wz_entity *entity = &vocabulary->entities[WZ_INCIDENT];
    int date = entity->by_role[WZ_ROLE_INCIDENT_DATE];
    wz_edit edits[8];
    size_t count = 0;
    if (strcmp(incident, "i1") != 0) {
        edits[count++] = (wz_edit){1, WZ_EDIT_REMOVE, NULL, "i1", NULL, NULL, 0};
        edits[count++] = (wz_edit){1, WZ_EDIT_ADD, NULL, NULL, "incident", of_incident, 2};
    }
    if (heading->incident_date && date >= 0)
        edits[count++] = (wz_edit){1, WZ_EDIT_SET, NULL, incident, entity->attributes[date].id, &of_case[4], 1};
    for (size_t i = 0; i < WZ_COUNT(names); i++) {
        if (of_case[i].value)
            edits[count++] = (wz_edit){1, WZ_EDIT_SET, NULL, NULL, names[i], &of_case[i], 1};
    }
    const wz_case_bytes from = {"case", blank, sizeof blank - 1};
    return wz_edit_case(out, &from, vocabulary, edits, count, diag);
}

/* --- a file's bytes --- */

int wz_case_bytes_read(wz_case_bytes *out, const char *file, wz_arena *arena, wz_diag *diag)
{
    enum { LIMIT = 64 << 20 };
    wz_report report = {.diag = diag, .arena = arena, .file = file};
    wz_input input;
    int code = wz_input_open(&input, &(wz_input_from){.file = file, .limit = LIMIT}, &report);
    if (code != WZ_OK)
        return code;
    *out =
        (wz_case_bytes){wz_arena_strdup(arena, file), wz_arena_strndup(arena, input.bytes, input.length), input.length};
    wz_input_close(&input);
    return out->name && out->bytes ? WZ_OK : WZ_ENOMEM;
}
