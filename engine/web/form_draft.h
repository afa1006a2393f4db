/* Drafts of the form of one entity of a case: what is typed and not yet saved. Shared by all who may open the case, so that
 * two people who fill in the same form see each other. */
#ifndef WZ_WEB_FORM_DRAFT_H
#define WZ_WEB_FORM_DRAFT_H

#include "web/exchange.h"

typedef struct {
    int64_t version;        /* 0 = there is none */
    int64_t over;           /* version of the case that it was typed over */
    int64_t saved;
    const char *saved_by;   /* account's name; in the arena */
    wz_fields typed;        /* in the arena */
} wz_form_draft;

/* `part` is the entity's id, of a person in another incident than the subject with that one's behind a blank. */
wz_form_draft wz_form_draft_read(wz_exchange *x, const char *case_id, const char *part);
/* Say that there is one; with `current` it stands in the form, else it was typed over an older version. */
void wz_form_draft_notice(wz_exchange *x, const wz_form_draft *draft, bool current, const char *case_id,
                          const char *entity, const char *incident);
/* Keep the request's form as the draft and answer with JSON: {"version":N}, or {"conflict":"NAME"} with status 409. */
void wz_form_draft_save(wz_exchange *x, const char *case_id, const char *part);
void wz_form_draft_drop(wz_exchange *x, const char *case_id, const char *part);

#endif
