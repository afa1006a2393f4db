/* From XML to the model: law (vocabulary, frame, rulebooks with their sources) and cases. Each file is read once and
 * checked whole: every problem is added to `diag` with file, line and column, a stable id (docs/diagnostics.md), what is
 * wrong and what to do. A file with an error yields WZ_EINPUT and no model; warnings do not stop a load.
 *
 * The _memory variants take bytes and the name under which problems are reported. What a loader returns is immutable,
 * owned by the caller and freed with the model's own function; a rulebook borrows from the vocabulary and the frame, a
 * case from the vocabulary, that it was loaded with. `diag` may be NULL. Any number of threads may load at once. */
#ifndef WZ_LOAD_LOAD_H
#define WZ_LOAD_LOAD_H

#include "base/diag.h"
#include "model/assessment.h"
#include "model/case.h"
#include "model/expected.h"
#include "model/frame.h"
#include "model/rulebook.h"
#include "model/source.h"
#include "model/vocabulary.h"

/* How large a case may be; 0 = the default. */
typedef struct {
    size_t bytes;       /* 64 MiB */
    size_t entities;    /* incidents, persons, posts, sanctions, duty records, evidence: 1,000,000; persons 100,000 */
    size_t facts;       /* 5,000,000 */
} wz_case_limits;

/* A file, or "-" for standard input. `limits` may be NULL. Returns WZ_OK, WZ_EINPUT, WZ_EIO, WZ_ELIMIT or WZ_ENOMEM, as
 * do all below. */
int wz_load_case(wz_case **out, const char *file, const wz_vocabulary *vocabulary, const wz_case_limits *limits,
                 wz_diag *diag);
int wz_load_case_memory(wz_case **out, const char *name, const void *bytes, size_t length,
                        const wz_vocabulary *vocabulary, const wz_case_limits *limits, wz_diag *diag);

/* A directory with vocabulary.xml, frame.xml, every other *.xml as a rulebook (sorted by id) and the sources that they
 * name. Free with wz_law_free(). */
int wz_load_law(wz_law **out, const char *directory, wz_diag *diag);
void wz_law_free(wz_law *law);   /* accepts NULL; frees everything loaded for it */

/* The pieces of a law one by one, without the checks between files. */
int wz_load_vocabulary(wz_vocabulary **out, const char *file, wz_diag *diag);
int wz_load_vocabulary_memory(wz_vocabulary **out, const char *name, const void *bytes, size_t length, wz_diag *diag);
int wz_load_frame(wz_frame **out, const char *file, const wz_vocabulary *vocabulary, wz_diag *diag);
int wz_load_frame_memory(wz_frame **out, const char *name, const void *bytes, size_t length,
                         const wz_vocabulary *vocabulary, wz_diag *diag);
int wz_load_rulebook(wz_rulebook **out, const char *file, const wz_vocabulary *vocabulary, const wz_frame *frame,
                     wz_diag *diag);
int wz_load_rulebook_memory(wz_rulebook **out, const char *name, const void *bytes, size_t length,
                            const wz_vocabulary *vocabulary, const wz_frame *frame, wz_diag *diag);
int wz_load_source(wz_source **out, const char *file, wz_diag *diag);
int wz_load_source_memory(wz_source **out, const char *name, const void *bytes, size_t length, wz_diag *diag);

/* The expected result of a worked case. Free with wz_expected_free(). */
int wz_load_expected(wz_expected **out, const char *file, wz_diag *diag);

/* The checks between rulebooks, and between each and its source: every id that one names is there. Part of
 * wz_load_law(). Returns WZ_OK or WZ_EINPUT. */
int wz_check_law(const wz_law *law, wz_diag *diag);

#endif
