/**
 * @file
 * Worked cases as tests: each folder with a case.xml and an expected.xml is assessed and compared.
 */
#ifndef WENZE_TEST_H
#define WENZE_TEST_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a run of worked cases ended. */
typedef struct {
    size_t passed;      /**< cases whose assessment agrees with what was expected */
    size_t failed;      /**< those that differ, or could not be loaded or assessed */
} wz_test_tally;

/**
 * Assess every worked case below a directory and compare with its expected result.
 *
 * @param[out] out    A report: each difference on a line, then the rules that no case made true, and none false; free
 *                    with wz_text_free(). NULL on failure.
 * @param[out] tally  How many passed and failed.
 * @param rules       The law.
 * @param directory   Searched with all folders below it, in order of names.
 * @param language    Of the report.
 * @param diag        Receives problems of the files.
 * @return WZ_OK (also where cases fail: see tally); WZ_EINPUT where there is no worked case; WZ_EIO; WZ_ENOMEM.
 */
int wz_test(char **out, wz_test_tally *tally, const wz_rules *rules, const char *directory, wz_language language,
            wz_diag *diag);

/**
 * Run the scenarios of a table (CSV or XLSX): each row is a case with some facts stated otherwise, and what must come of it.
 *
 * @param[out] out    A report: a line for each row, below it what the assessment does not give; free with wz_text_free(). NULL
 *                    on failure.
 * @param[out] tally  How many rows passed and failed. A row whose case or facts are wrong has failed.
 * @param rules       The law.
 * @param table       A path, or "-". Cases are looked for from its folder.
 * @param base        The case of rows that name none, from the current folder; NULL: then such rows fail.
 * @param language    Of the report.
 * @param diag        Receives problems of the table itself.
 * @return WZ_OK (also where rows fail: see tally); WZ_EINPUT (no table, nothing expected, no row); WZ_EIO; WZ_ENOMEM.
 * Source: docs/formats.md, "Scenario tables".
 */
int wz_test_table(char **out, wz_test_tally *tally, const wz_rules *rules, const char *table, const char *base,
                  wz_language language, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
