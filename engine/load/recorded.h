/* An assessment that was written down, as far as it is needed to make it again: which case, which day, which regulations.
 * Or a case: a file says itself which of the two it is. */
#ifndef WZ_LOAD_RECORDED_H
#define WZ_LOAD_RECORDED_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/text.h"

typedef struct {
    wz_arena *arena;
    const char *file;
    char *bytes;                /* the whole file */
    size_t length;
    enum { WZ_RECORDED_OTHER, WZ_RECORDED_JSON, WZ_RECORDED_XML } form;    /* other: not an assessment */
    const char *as_of;          /* YYYY-MM-DD */
    const char *case_id, *case_sha256;
    wz_strings regimes;         /* ids, each once */
    const char **gathered;      /* the same, to be added to while the file is read */
} wz_recorded;

/* Read a file ("-": standard input). That it is no assessment is no error. Free with wz_recorded_free(). Returns WZ_OK,
 * WZ_EINPUT (an assessment that lacks what it must have, or broken JSON), WZ_EIO, WZ_ELIMIT or WZ_ENOMEM. */
int wz_load_recorded(wz_recorded **out, const char *file, wz_diag *diag);
void wz_recorded_free(wz_recorded *recorded);   /* accepts NULL */

#endif
