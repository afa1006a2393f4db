/**
 * @file
 * Screening a roster: one row a person in, one row out with the answer for each step, and a count of the answers.
 */
#ifndef WENZE_SCREEN_H
#define WENZE_SCREEN_H

#include "wenze/eligible.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How many persons got which answer for one step. `nothing_recorded` are those undetermined only because nothing recorded
 *  bars them and their record is not declared complete; they are not in `undetermined`. */
typedef struct {
    size_t eligible;
    size_t barred;
    size_t undetermined;
    size_t nothing_recorded;
    size_t unread;              /**< rows that could not be read: no answer */
} wz_screen_tally;

/** Told now and then how far it has come. Returns false to stop (nothing is then left behind). `all` is 0 where the size of
 *  the input is not known. */
typedef bool (*wz_screen_progress)(void *payload, size_t rows, size_t bytes, size_t all);

/** What is asked. Start from WZ_SCREEN_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *roster;         /**< a table, CSV or XLSX; "-" is standard input */
    const char *output;         /**< its name decides the form: .xlsx, else CSV; "-" is standard output (CSV) */
    wz_store *store;            /**< the register to look the roster's people up in; NULL: the roster says all */
    const char *const *steps;   /**< ids of the frame's steps; at least one */
    size_t step_count;
    const char *on;             /**< the day asked about, YYYY-MM-DD; must be there */
    const char *known_on;       /**< what was known on that day; NULL: today */
    const char *today;          /**< YYYY-MM-DD; must be there */
    const char *complete_to;    /**< for people whose record says nothing itself; NULL: none */
    const char *jurisdiction;   /**< of people whose records name no place; NULL: none */
    const char *const *regimes; /**< ids of regulations to read beside the national table */
    size_t regime_count;
    bool only_id;               /**< leave names out of the output */
    bool words;                 /**< headings and answers in words of the language, for people; else the ids, for programs */
    unsigned threads;           /**< 0 = as many as there are processors, at most 16 */
    wz_language language;       /**< of the summary and of the headings that are added */
    wz_format format;           /**< of the summary: text or JSON */
    wz_screen_progress progress;    /**< may be NULL */
    void *payload;
} wz_screen_request;

/** A request with every default. */
#define WZ_SCREEN_REQUEST_INIT                                                                                            \
    {1, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, false, false, 0, WZ_LANGUAGE_ZH, WZ_FORMAT_TEXT, NULL, NULL}

/**
 * Screen a roster.
 *
 * @param[out] out    The summary; free with wz_text_free(). NULL on failure.
 * @param[out] tally  One for each step asked about; may be NULL.
 * @param rules       The law.
 * @param diag        Receives problems; what rows suffer from stands in their own column `problems` and is only counted here.
 * @return WZ_OK (also where rows could not be read: see tally); WZ_EINPUT; WZ_EIO; WZ_ELIMIT; WZ_ENOMEM. Unless WZ_OK, no
 *         output file is made or changed; also where `progress` stopped it, which is WZ_EINPUT without a problem.
 * Source: docs/semantics.md, sections 5 and 8.
 */
int wz_screen(char **out, wz_screen_tally *tally, const wz_rules *rules, const wz_screen_request *request, wz_diag *diag);

/** How to look at a table, such as one that was screened. Start from WZ_TABLE_LOOK_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *text;           /**< only rows with this text in some cell; NULL or "": all */
    const char *column;         /**< with `value`: only rows whose cell in the column of this heading is the value */
    const char *value;
    const char *sort;           /**< heading of the column to sort by, rows of equal cells in their order; NULL: as they stand */
    bool descending;
    size_t from, most;          /**< of the rows that are left: the first to give, counted from 0, and how many */
} wz_table_look;

/** A look with every default: the first hundred rows. */
#define WZ_TABLE_LOOK_INIT {1, NULL, NULL, NULL, NULL, false, 0, 100}

/** Gets the headings first (`number` 0), then each row with its number among those that are left, counted from 1. Cells are good
 *  for the call. Returns false to end. */
typedef bool (*wz_table_row)(size_t number, const char *const *cells, size_t count, void *payload);

/**
 * Look at a table of at most 500,000 rows.
 * @param[out] count  How many rows are left by text and value; may be NULL.
 * @return WZ_OK; WZ_EINPUT (no table); WZ_EIO; WZ_ELIMIT (too many rows); WZ_ENOMEM.
 */
int wz_table_view(size_t *count, const char *file, const wz_table_look *look, wz_table_row each, void *payload,
                  wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
