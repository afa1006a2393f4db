/* Edits of a case's XML: see include/wenze/edit.h for what an edit says and docs/formats.md, "Edits", for its textual form.
 *
 * An edit finds its element in an outline of the bytes (load/outline.h) and replaces just the bytes that it is about, so that
 * comments, layout and everything else stay as they were. The result is read back by the loader. */
#ifndef WZ_LOAD_EDIT_H
#define WZ_LOAD_EDIT_H

#include "base/diag.h"
#include "model/case.h"
#include "wenze/edit.h"

/* What edits work on: the bytes of a case, and the name under which problems in them are reported. */
typedef struct {
    const char *name;
    const void *bytes;
    size_t size;
} wz_case_bytes;

/* Read the bytes of a case file ("-": standard input) into an arena, within the loader's limit. Returns WZ_OK, WZ_EIO, WZ_ELIMIT,
 * WZ_EINPUT or WZ_ENOMEM. */
int wz_case_bytes_read(wz_case_bytes *out, const char *file, wz_arena *arena, wz_diag *diag);

/* An edited case: its bytes, and the same as loaded. */
typedef struct {
    char *bytes;            /* NUL-terminated; wz_free() */
    size_t size;
    wz_case *subject;       /* its file name is the given one; wz_case_free() */
} wz_edited;

/* Apply edits in their order. On failure *out is empty. Returns as wz_case_edit() does. */
int wz_edit_case(wz_edited *out, const wz_case_bytes *from, const wz_vocabulary *vocabulary, const wz_edit *edits,
                 size_t count, wz_diag *diag);
void wz_edited_free(wz_edited *edited);   /* frees what it holds, and empties it */

/* A blank case. */
int wz_edit_blank(wz_edited *out, const wz_vocabulary *vocabulary, const wz_case_heading *heading, wz_diag *diag);

/* --- in the model --- */

/* An attribute that an edit states otherwise, of a person or of the subject incident. */
typedef struct {
    wz_entity_kind kind;    /* WZ_PERSON or WZ_INCIDENT */
    size_t person;          /* its index in the case */
    int attribute;
} wz_model_change;

/* A case with other facts of such attributes; all else, and what was changed of its lists, it shares with the one it was made of. Its
 * facts carry no ids of their own, nor does its index know them. */
typedef struct {
    wz_case *after;
    const wz_model_change *changes;     /* one for each edit */
    size_t count;
} wz_model_edit;

/* Make edits without the case's XML, where all of them only state or withdraw yes/no facts, numbers, dates and choices that the
 * engine itself reads nothing else of. False where they do not, where one is wrong in any way, and where memory is short: the
 * edits are then to be made by wz_edit_case(), which says what is wrong. */
bool wz_edit_model(wz_model_edit *out, const wz_case *subject, const wz_vocabulary *vocabulary, const wz_edit *edits,
                   size_t count, wz_arena *arena);

/* An edit as it is understood: the textual form taken apart (its quotation marks and escapes gone), in an arena. Nothing is
 * looked up. Problems (EDIT-001 and the like) go to diag. Returns WZ_OK, WZ_EINPUT or WZ_ENOMEM. */
int wz_edit_read(wz_edit *out, const wz_edit *edit, wz_arena *arena, wz_diag *diag);
/* The textual form of an edit, for messages and for people; in the arena. */
const char *wz_edit_text(const wz_edit *edit, wz_arena *arena);

#endif
