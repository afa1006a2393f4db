/* Rosters being screened: each by a thread of its own, so that a page can show how far it has come. Results lie in a directory
 * that only this process's user can read and that goes with the server; each is its account's alone, for an hour. */
#ifndef WZ_WEB_ROSTERS_H
#define WZ_WEB_ROSTERS_H

#include "web/server.h"

/* NULL when memory or the directory cannot be had. `db`: the store to look people up in; borrowed. */
wz_rosters *wz_rosters_new(const wz_rules *rules, const char *db);
/* Stops what runs and removes every result. Accepts NULL. */
void wz_rosters_free(wz_rosters *rosters);

enum { WZ_ROSTER_ID = 33, WZ_ROSTER_STEPS = 16 };

/* What is asked; strings are copied. */
typedef struct {
    int64_t account;
    int fd;                     /* the roster; a copy of the descriptor is taken */
    const char *filename;       /* what it was called */
    const char *steps[WZ_ROSTER_STEPS];
    size_t step_count;
    const char *on, *today, *complete_to, *place;   /* NULL where not given, but `on` and `today` */
    bool register_too;          /* look people up in the register */
    bool only_id;
    wz_language language;
} wz_roster_request;

/* Begin. Returns WZ_OK with the roster's id; WZ_ELIMIT where too many run or are kept; WZ_EIO, WZ_ENOMEM. */
int wz_rosters_start(wz_rosters *rosters, const wz_roster_request *request, int64_t now, char id[WZ_ROSTER_ID]);

typedef enum { WZ_ROSTER_RUNS, WZ_ROSTER_DONE, WZ_ROSTER_FAILED } wz_roster_phase;

/* How one stands. Strings are in the caller's arena. */
typedef struct {
    wz_roster_phase phase;
    const char *filename, *summary;     /* summary: once done */
    const char *problem;                /* failed: why, in the language it was asked in */
    const char *csv, *xlsx;             /* files; xlsx NULL until it is made */
    size_t rows, bytes, all;
    int64_t begun, ended;
} wz_roster_state;

/* False where the account has none such. */
bool wz_rosters_look(wz_rosters *rosters, wz_arena *arena, int64_t account, const char *id, wz_roster_state *out);
/* Every roster of an account, the newest first; returns how many ids were given, at most `most`. */
size_t wz_rosters_list(wz_rosters *rosters, int64_t account, char (*ids)[WZ_ROSTER_ID], size_t most);

#endif
