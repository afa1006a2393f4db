/* An activity log put into a loaded case: its rows become duty records of one person. */
#ifndef WZ_LOAD_ACTIVITIES_H
#define WZ_LOAD_ACTIVITIES_H

#include "base/diag.h"
#include "model/case.h"

/* What came of the rows. */
typedef struct {
    size_t rows;            /* read */
    size_t taken;           /* became records */
    size_t bad;             /* had a problem; what could be read of them may have been taken */
    size_t others;          /* named somebody else */
} wz_activity_count;

/* Add a log (a file, or "-") to a person of a case, which is changed: its list of persons is a new one. In a table
 * with person ids, rows of other people are passed over. What a cell does not say, or says in a way that cannot be read, is unknown. Problems of rows go to diag as warnings, at most as many as it
 * keeps. Returns WZ_OK, WZ_EINPUT (the header), WZ_EIO, WZ_ELIMIT (too many records) or WZ_ENOMEM. */
int wz_case_add_activities(wz_case *subject, size_t person, const wz_vocabulary *vocabulary, const char *file,
                           wz_activity_count *count, wz_diag *diag);
/* Declare a person's duty records complete for a period. `by` may be NULL. Returns WZ_OK or WZ_ENOMEM. */
int wz_case_declare_log(wz_case *subject, size_t person, wz_period period, const char *by);
/* Let a person's duties be looked at in other days than the case says. Returns WZ_OK or WZ_ENOMEM. */
int wz_case_set_window(wz_case *subject, size_t person, wz_period window);

#endif
