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

/* An edit as it is understood: the textual form taken apart (its quotation marks and escapes gone), in an arena. Nothing is
 * looked up. Problems (EDIT-001 and the like) go to diag. Returns WZ_OK, WZ_EINPUT or WZ_ENOMEM. */
int wz_edit_read(wz_edit *out, const wz_edit *edit, wz_arena *arena, wz_diag *diag);
/* The textual form of an edit, for messages and for people; in the arena. */
const char *wz_edit_text(const wz_edit *edit, wz_arena *arena);

#endif
