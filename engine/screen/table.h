/* Private to screen/: the table. */
#ifndef WZ_SCREEN_TABLE_H
#define WZ_SCREEN_TABLE_H

#include "screen/screen.h"

/* How the end of a bar follows from the day on which the sanction took effect. */
typedef enum { WZ_END_LASTS, WZ_END_BY_DAY, WZ_END_UNKNOWN } wz_end;

typedef struct {
    const wz_rule *rule;
    const wz_ban_version *version;  /* by which it was read; NULL = none */
    uint64_t steps;         /* bit i: step i of the options */
    bool certain;           /* surely a bar; else possible only */
    wz_why why;
    wz_end end;
    bool in_months;
    int64_t length;         /* lasts: months or days */
    const int32_t *ends;    /* by day: last barred day for each effective day from the piece's reckoned_from */
} wz_table_bar;

/* The bars of one kind for sanctions that took effect on first..last. */
typedef struct {
    wz_day first, last;
    bool by_engine;         /* some bar reads more than the table knows */
    wz_day reckoned_from;   /* earlier days of the piece are the engine's where a bar ends by day */
    const wz_table_bar *bars;
    size_t count;
} wz_table_piece;

/* What a day of taking effect means for a kind and a step. */
enum { WZ_DAY_FREE, WZ_DAY_PERHAPS, WZ_DAY_BARRED, WZ_DAY_ENGINE };

enum { WZ_SEGMENTS = 14, WZ_BRIEF = 4 };

/* Runs of effective days: from start[i] to start[i + 1] - 1 the state is state[i]. start[0] is the earliest day there is; behind
 * the last run start is INT32_MAX. */
typedef struct {
    int32_t start[WZ_SEGMENTS];
    uint8_t state[WZ_SEGMENTS];
    uint8_t piece[WZ_SEGMENTS];     /* index of the kind's piece that its first day lies in */
    uint8_t count;
} wz_table_line;

/* What an attribute of a sanction, stated beside kind and days, does to its bars. */
typedef enum { WZ_EFFECT_NONE, WZ_EFFECT_BY_VALUE, WZ_EFFECT_ENGINE } wz_effect_kind;

typedef struct {
    wz_effect_kind kind;
    const bool *changes;    /* by value of the enumeration: whether stating it changes a bar */
} wz_table_effect;

struct wz_screen_table {
    wz_arena *arena;
    const wz_engine *engine;
    wz_screen_options options;
    bool by_engine;         /* the table holds nothing */
    bool brief;             /* no line has more than WZ_BRIEF runs */
    size_t kind_count;
    const wz_table_piece *const *pieces;    /* by kind: in order of days, without gaps */
    const size_t *piece_counts;
    const wz_table_line *lines;             /* kind * step_count + step */
    const wz_table_effect *effects;         /* by sanction attribute */
    int kind_attribute, decided_attribute, effective_attribute;
    /* A sanction whose matter is not stated may start the time of a veto in that matter: */
    bool always_starts;                     /* whatever else is stated of it */
    const bool *starts;                     /* by sanction attribute: only where one of these is stated */
};

/* The piece of a kind for an effective day. */
const wz_table_piece *wz_table_piece_for(const wz_screen_table *screen, size_t kind, wz_day day);
/* Last barred day of a bar for a day; false where it has no known end. `day` must be one that the table knows. */
bool wz_table_end(const wz_table_piece *piece, const wz_table_bar *bar, wz_day day, wz_day *last);

/* The run that a day lies in. */
static inline unsigned wz_table_segment(const wz_table_line *line, int32_t day)
{
    unsigned i = line->count - 1u;
    while (day < line->start[i])
        i--;
    return i;
}

/* The same without a branch, where there are at most WZ_BRIEF runs: which run it is cannot be foretold. */
static inline unsigned wz_table_brief_segment(const wz_table_line *line, int32_t day)
{
    return (unsigned)(day >= line->start[1]) + (unsigned)(day >= line->start[2]) + (unsigned)(day >= line->start[3]);
}

static inline uint8_t wz_table_state(const wz_table_line *line, int32_t day)
{
    return line->state[wz_table_segment(line, day)];
}

#endif
