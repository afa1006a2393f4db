/* What reading cells shares. Private to this module; records.h has the public part. */
#ifndef WZ_LOAD_CELL_H
#define WZ_LOAD_CELL_H

#include "load/records.h"

/* A value as a problem shows it: on one line, in quotation marks, cut after some forty characters. */
const char *wz_cell_shown(const char *value, wz_arena *arena);
/* Fill a problem by a printf format "what is wrong; what would be right", and return NULL. */
const char *wz_cell_problem_set(wz_cell_problem *problem, wz_arena *arena, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A day of any usual form as <fact value=> has it; NULL and *problem where it is none. */
const char *wz_cell_day(const wz_attribute *attribute, const char *text, wz_arena *arena, wz_cell_problem *problem);

#endif
