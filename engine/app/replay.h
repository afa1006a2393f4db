/* A case, or an assessment made before together with its case: what a report begins from. An assessment is accepted only if
 * its case, assessed again under the law at hand, gives the same bytes. */
#ifndef WZ_APP_REPLAY_H
#define WZ_APP_REPLAY_H

#include "app/assessing.h"
#include "load/recorded.h"

typedef struct {
    wz_recorded *recorded;
    wz_case *subject;
    bool is_assessment;
    wz_order order;     /* of an assessment: its day and regulations */
} wz_replay;

/* `case_file`: NULL where `file` is the case. Close in any event. Returns WZ_OK, WZ_EINPUT, WZ_EIO, WZ_ELIMIT, WZ_ENOMEM. */
int wz_replay_open(wz_replay *replay, const char *file, const char *case_file, wz_session *session, wz_diag *diag);
void wz_replay_close(wz_replay *replay);

#endif
