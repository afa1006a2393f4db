/**
 * @file
 * The law: vocabulary, frame, rulebooks and the regulations' own words, loaded from a directory and compiled.
 */
#ifndef WENZE_LAW_H
#define WENZE_LAW_H

#include "wenze/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a result is written down. HTML is a fragment to stand in a page: no script, no style, every text escaped; the calls that
 *  write it say so, all others write text instead. */
typedef enum { WZ_FORMAT_TEXT, WZ_FORMAT_JSON, WZ_FORMAT_XML, WZ_FORMAT_HTML } wz_format;

/** A law, loaded and compiled. Immutable; any number of threads may use it at once. */
typedef struct wz_rules wz_rules;

/**
 * Load a directory with vocabulary.xml, frame.xml, rulebooks and their sources, check them and compile them.
 *
 * @param[out] out   New law; free with wz_rules_close(). NULL on failure.
 * @param directory  NULL for wz_rules_directory().
 * @param diag       Receives every problem of every file, and warnings; may be NULL.
 * @return WZ_OK; WZ_EINPUT (the problems stand in diag); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 * Source: docs/formats.md.
 */
int wz_rules_open(wz_rules **out, const char *directory, wz_diag *diag);

/**
 * The same, keeping the bytes of every file that was read, so that assessments can be kept with the law they used
 * (wenze/case_store.h).
 */
int wz_rules_open_keeping(wz_rules **out, const char *directory, wz_diag *diag);

/** Free a law and all that was made of it; no session on it may be left. Accepts NULL. */
void wz_rules_close(wz_rules *rules);

/**
 * Where the law lies unless told otherwise: $WENZE_RULES, else ./rules where there is a vocabulary in it, else the
 * installed one.
 * @return borrowed; good until the environment changes.
 */
const char *wz_rules_directory(void);

/** How many regulations there are. */
size_t wz_rules_count(const wz_rules *rules);

/** The id of a regulation at an index below wz_rules_count(), in order of id. Borrowed from the law. */
const char *wz_rules_id(const wz_rules *rules, size_t index);

/** Free a text that a wenze function gave to its caller. Accepts NULL. */
void wz_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
