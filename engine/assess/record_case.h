/* A person's record as a case, so that the ordinary engine reads it and nothing of the law is said twice.
 * Source: docs/semantics.md, sections 6 and 8. */
#ifndef WZ_ASSESS_RECORD_CASE_H
#define WZ_ASSESS_RECORD_CASE_H

#include "assess/eligibility.h"
#include "model/case.h"
#include "model/record.h"

/* What the record itself does not say. */
typedef struct {
    const char *file;           /* where it came from, for messages; may be NULL */
    const char *jurisdiction;   /* NULL = none */
    wz_day on;                  /* the day asked about */
    const wz_record_matter *matter;     /* of the record: the subject incident; NULL = as `incident` says */
    const char *incident;       /* id of a matter of which only a sanction speaks; NULL = the review on the day asked about */
    size_t unnamed;             /* n > 0: sanction n (from 1) was imposed for `incident`, though its matter is not stated */
    bool has_complete_to;       /* the sanctions are complete to this day, whatever the record says */
    wz_day complete_to;
} wz_record_asked;

/* Make a case with one person, whose id is the person_id, and one incident. Sanctions and posts without an id of their own are
 * numbered (s1, s2 …; po1 …). Everything lives in the arena; strings are borrowed from the record. NULL when memory is
 * short. wz_case_free() is not for it. */
wz_case *wz_case_of_record(wz_arena *arena, const wz_vocabulary *vocabulary, const wz_person_record *record,
                           const wz_record_asked *asked);

/* Whether the incident of such a case is none that happened: it stands for the review on the day asked about. */
bool wz_case_is_review(const wz_case *subject);

/* A record is read once for each matter that it speaks of: an incident is the subject of a case of its own. */
typedef struct {
    wz_case *subject;
    wz_vetoes vetoes;
} wz_record_subject;

/* The cases that a record makes: one for each recorded matter, one for each matter that only sanctions name, one for each
 * sanction whose matter is not stated (it was imposed for something, and may start a veto there), and one for the review where
 * no matter is recorded. `places`: a regulation may bear (regulations or a place were named), so that vetoes are asked
 * about; a post in the record does the same. Returns WZ_OK, WZ_ENOMEM, or WZ_ELIMIT where there would be too many: each holds
 * all sanctions, and is worked out by itself. */
int wz_record_subjects(const wz_record_subject **out, size_t *count, wz_arena *arena, const wz_vocabulary *vocabulary,
                       const wz_person_record *record, const wz_record_asked *asked, bool places, wz_diag *diag);

/* The bars of all those cases together. Returns as wz_bars_read(). */
int wz_bars_of_subjects(wz_bars *out, wz_arena *arena, wz_assessor *assessor, const wz_record_subject *subjects,
                        size_t count, const wz_assess_options *options, wz_diag *diag);

#endif
