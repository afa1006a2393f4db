/* Private to app/: a case that is opened on a session to be asked about. */
#ifndef WZ_APP_ASKING_H
#define WZ_APP_ASKING_H

#include "app/law.h"
#include "assess/open.h"

/* The as-of day of a request: `as_of` where given, else the case's own, else `today`. *has is false where the case's own
 * is to be taken. False with ASSESS-002 in diag where the text is no day. */
bool wz_app_day(const wz_case *subject, const char *as_of, const char *today, bool *has, wz_day *day, wz_diag *diag);

/* A case and one of its people, whose regulations stand open in the session's working memories until the session does
 * something else. */
typedef struct {
    wz_case *subject;
    wz_arena *arena;            /* for whatever is made on the way */
    wz_assess_options options;
    wz_work work;
} wz_asking;

/* Where the case is and what is asked of it. Strings are borrowed and must live as long as the asking. */
typedef struct {
    const char *file;           /* path or "-"; or with bytes: the name under which problems are reported */
    const void *bytes;          /* NULL: read the file */
    size_t size;
    const char *person;         /* id; NULL: the only one */
    const char *as_of, *today;
    const char *const *regimes; /* to be opened beside those that place and days choose */
    size_t regime_count;
} wz_asked;

/* Load the case and open the person. On failure nothing is left to close. Returns WZ_OK; WZ_EINPUT (diag says what);
 * WZ_EIO; WZ_ELIMIT; WZ_ENOMEM. */
int wz_asking_open(wz_asking *out, wz_session *session, const wz_asked *asked, wz_diag *diag);
void wz_asking_close(wz_asking *asking);

#endif
