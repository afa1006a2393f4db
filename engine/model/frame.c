/* Looking things up in a frame. Its lists are short. */
#include "model/frame.h"

#include <string.h>

const char *wz_part_name(wz_part part)
{
    static const char *const names[WZ_PARTS] = {
        "none", "scope",   "ground",   "heavier",   "lighter", "exemption", "path",      "lifetime",
        "veto", "measure", "referral", "authority", "ban",     "duty",      "procedure", "commendation",
    };
    return names[part];
}

void wz_frame_free(wz_frame *frame)
{
    if (frame)
        wz_arena_free(frame->arena);
}

const wz_kind *wz_kind_find(const wz_frame *frame, const char *id)
{
    for (size_t i = 0; i < frame->kind_count; i++) {
        if (strcmp(frame->kinds[i].id, id) == 0)
            return &frame->kinds[i];
    }
    return NULL;
}

const wz_step *wz_step_find(const wz_frame *frame, const char *id)
{
    for (size_t i = 0; i < frame->step_count; i++) {
        if (strcmp(frame->steps[i].id, id) == 0)
            return &frame->steps[i];
    }
    return NULL;
}

const wz_measure *wz_measure_find(const wz_frame *frame, const char *id)
{
    for (size_t i = 0; i < frame->measure_count; i++) {
        if (strcmp(frame->measures[i].id, id) == 0)
            return &frame->measures[i];
    }
    return NULL;
}

const wz_term *wz_term_find(const wz_frame *frame, const char *id)
{
    for (size_t i = 0; i < frame->term_count; i++) {
        if (strcmp(frame->terms[i].id, id) == 0)
            return &frame->terms[i];
    }
    return NULL;
}

const wz_field *wz_field_find(const wz_frame *frame, const char *name)
{
    for (size_t i = 0; i < frame->field_count; i++) {
        if (strcmp(frame->fields[i].name, name) == 0)
            return &frame->fields[i];
    }
    return NULL;
}
