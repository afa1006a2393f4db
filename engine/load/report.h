/* Reporting the problems of one file, and the nearest known name for a misspelt one. Private to this module. */
#ifndef WZ_LOAD_REPORT_H
#define WZ_LOAD_REPORT_H

#include "base/arena.h"
#include "base/diag.h"

/* The problems of one load. Past WZ_DIAG_MAX of them nothing is written any more: a broken file of millions of lines costs
 * no more than its reading. */
typedef struct {
    wz_diag *diag;          /* may be NULL */
    wz_arena *arena;        /* for the texts of messages */
    const char *file;
    size_t errors, problems;
} wz_report;

/* Every message ends in its advice: "what is wrong; what to do". */
void wz_report_error(wz_report *report, const char *id, wz_place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void wz_report_warning(wz_report *report, const char *id, wz_place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void wz_report_both(wz_report *report, const char *id, wz_place here, wz_place there, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Whether problems are still written; ask before working out a costly message. */
bool wz_report_open(const wz_report *report);

/* A value as a message shows it: on one line, in quotation marks, cut after some forty characters. */
const char *wz_shown(const wz_report *report, const char *value);

/* The nearest of the names tried, if one is near enough to be meant. */
typedef struct {
    const char *wanted;
    const char *best;
    size_t distance;
} wz_nearest;

wz_nearest wz_nearest_to(const char *wanted);
void wz_nearest_try(wz_nearest *nearest, const char *name);
/* "did you mean 'x'?", or `otherwise` where none is near. */
const char *wz_nearest_advice(const wz_report *report, const wz_nearest *nearest, const char *otherwise);

#endif
