/* The limits of assess/limits.h. Counts are looked at before anything is worked out; steps and bytes are counted on the
 * way by working memory and the arena of the result. */
#include "assess/limits.h"

#include "base/date.h"

enum { POSTS_MAX = 5000, SANCTIONS_MAX = 5000, DUTY_RECORDS_MAX = 100 * 1000, INCIDENTS_MAX = 20 * 1000 };
/* Months of the window, times posts, times what must be looked through for each: a minute's work. */
static const double counting_max = 5e7;

static bool few_enough(size_t count, size_t limit, const char *what, wz_place place, wz_diag *diag)
{
    if (count > limit)
        wz_diag_add(diag, WZ_ERROR, "ASSESS-006", place,
                    "there are %zu %s here, and at most %zu can be assessed; leave out what does not matter, or divide "
                    "the case",
                    count, what, limit);
    return count <= limit;
}

/* The work of counting a person's duties, roughly: doubles, since products of counts can be large. */
static double counting_work(const wz_case_person *person)
{
    const wz_period *window = &person->duty_window;
    double months = window->has_from && window->has_to ? (double)(window->to - window->from) / 30 + 1 : 24;
    return months * (double)person->post_count * (double)(person->duty_record_count + person->closure_count + 1);
}

bool wz_within_limits(const wz_case *subject, wz_diag *diag)
{
    double counting = 0;
    wz_place whole = {subject->file, 1, 1};
    bool good = few_enough(subject->incident_count, INCIDENTS_MAX, "incidents", whole, diag);
    for (size_t i = 0; i < subject->person_count; i++) {
        const wz_case_person *person = &subject->persons[i];
        wz_place place = person->self.place;
        good &= few_enough(person->post_count, POSTS_MAX, "posts", place, diag);
        good &= few_enough(person->sanction_count, SANCTIONS_MAX, "sanctions", place, diag);
        good &= few_enough(person->duty_record_count, DUTY_RECORDS_MAX, "duty records", place, diag);
        bool before = counting <= counting_max;
        counting += counting_work(person);
        if (before && counting > counting_max) {
            wz_diag_add(diag, WZ_ERROR, "ASSESS-009", place,
                        "there are too many months, posts and duty records to count up to here; shorten <duty-window>, "
                        "or divide the case");
            good = false;
        }
    }
    return good;
}

void wz_limit_reached(const wz_case *subject, const wz_case_person *person, bool of_memory, wz_diag *diag)
{
    wz_place place = person ? person->self.place : (wz_place){subject->file, 1, 1};
    if (of_memory)
        wz_diag_add(
            diag, WZ_ERROR, "ASSESS-008", place,
            "up to this person the result takes more than %zu MiB; divide the case, or give it fewer people, posts or "
            "years of <duty-window>",
            WZ_ASSESS_BYTES >> 20);
    else
        wz_diag_add(diag, WZ_ERROR, "ASSESS-007", place,
                    "up to this person working out the case takes too many steps; give fewer sanctions and posts, or "
                    "divide the case");
}
