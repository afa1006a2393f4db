/* The frame: which kinds of rules there are, which part of the published result each fills, and how the result's fields
 * follow from the findings. Plain data. Source: docs/formats.md, "frame.xml". */
#ifndef WZ_MODEL_FRAME_H
#define WZ_MODEL_FRAME_H

#include "base/arena.h"
#include "model/text.h"

/* The parts of the published result. */
typedef enum {
    WZ_PART_NONE, WZ_PART_SCOPE, WZ_PART_GROUND, WZ_PART_HEAVIER, WZ_PART_LIGHTER, WZ_PART_EXEMPTION, WZ_PART_PATH,
    WZ_PART_LIFETIME, WZ_PART_VETO, WZ_PART_MEASURE, WZ_PART_REFERRAL, WZ_PART_AUTHORITY, WZ_PART_BAN, WZ_PART_DUTY,
    WZ_PART_PROCEDURE, WZ_PART_COMMENDATION, WZ_PARTS
} wz_part;

/* "none", "scope", "ground" … as written in frame.xml. */
const char *wz_part_name(wz_part part);

typedef struct {
    const char *id;         /* element name in rulebooks */
    wz_part part;
    bool reports;           /* an unknown finding of the kind asks questions */
    wz_text label;
    wz_place place;
} wz_kind;

typedef struct {
    const char *id;
    const char *family;     /* a veto's window on a step counts the bars on steps of the same family */
    wz_text label;
} wz_step;

/* A measure that can be taken, and the kinds of sanction that it becomes. */
typedef struct {
    const char *id;
    wz_strings kinds;
    const char *available;  /* FEEL boolean, NULL = always */
    wz_text label;
    wz_place place;
} wz_measure;

/* A body, an act or a recipient that rules name. */
typedef struct {
    const char *id;
    wz_text label;
} wz_term;

typedef struct {
    const char *name;
    const char *when;       /* FEEL boolean */
    wz_text label;
    wz_place place;
} wz_field_value;

/* A field of the result: the first value whose condition is true, all before it being false. */
typedef struct {
    const char *name;       /* "outcome" or "route" */
    const wz_field_value *values;
    size_t count;
} wz_field;

typedef struct {
    const char *id;
    const char *when;
    wz_text label;
    wz_place place;
} wz_warning_rule;

typedef struct {
    wz_arena *arena;
    const char *file;
    char sha256[65];
    const wz_kind *kinds;
    size_t kind_count;
    const wz_step *steps;
    size_t step_count;
    const wz_measure *measures;
    size_t measure_count;
    const wz_term *terms;
    size_t term_count;
    const wz_field *fields;
    size_t field_count;
    const wz_warning_rule *warnings;
    size_t warning_count;
} wz_frame;

void wz_frame_free(wz_frame *frame);
const wz_kind *wz_kind_find(const wz_frame *frame, const char *id);
const wz_step *wz_step_find(const wz_frame *frame, const char *id);
const wz_measure *wz_measure_find(const wz_frame *frame, const char *id);
const wz_term *wz_term_find(const wz_frame *frame, const char *id);
const wz_field *wz_field_find(const wz_frame *frame, const char *name);

#endif
