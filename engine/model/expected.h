/* The expected result of a worked case: what its author worked out from the articles, as far as he wrote it down. An item
 * says of one finding, bar, period … what must be found; what it leaves out may be anything. Source: docs/formats.md,
 * "expected.xml". */
#ifndef WZ_MODEL_EXPECTED_H
#define WZ_MODEL_EXPECTED_H

#include "base/arena.h"
#include "model/text.h"

typedef enum {
    WZ_X_FINDING, WZ_X_HEAVIER, WZ_X_LIGHTER, WZ_X_CHOICE, WZ_X_MEASURE, WZ_X_LIFETIME, WZ_X_VETO, WZ_X_WINDOW, WZ_X_REFERRAL,
    WZ_X_PROCEDURE, WZ_X_BAN, WZ_X_SHORTFALL, WZ_X_QUESTION, WZ_X_WARNING, WZ_X_ITEMS
} wz_expected_kind;

enum { WZ_X_MOST_VALUES = 10 };

/* What the attributes of each kind of item are called, the key ones first; NULL ends the list. */
typedef struct {
    const char *element;
    size_t keys;                        /* an item is looked up by its first `keys` attributes that are given */
    const char *names[WZ_X_MOST_VALUES + 1];
} wz_expected_form;
extern const wz_expected_form wz_expected_forms[WZ_X_ITEMS];

typedef struct {
    wz_expected_kind kind;
    const char *values[WZ_X_MOST_VALUES];   /* by the form's names; NULL = not said */
    wz_place place;
} wz_expected_item;

enum { WZ_XR_ID, WZ_XR_APPLICABILITY, WZ_XR_GOVERNING, WZ_XR_HYPOTHETICAL, WZ_XR_BASELINE, WZ_XR_POST, WZ_XR_OUTCOME,
       WZ_XR_POSSIBLE, WZ_XR_REASON, WZ_XR_VALUES };
extern const char *const wz_expected_regime_names[WZ_XR_VALUES];

typedef struct {
    const char *values[WZ_XR_VALUES];
    const wz_expected_item *items;
    size_t item_count;
    wz_place place;
} wz_expected_regime;

typedef struct {
    const char *id;
    const wz_expected_regime *regimes;
    size_t regime_count;
    wz_place place;
} wz_expected_person;

typedef struct {
    const char *of, *attribute;
    wz_place place;
} wz_expected_contradiction;

typedef struct {
    wz_arena *arena;
    const char *file;
    char sha256[65];
    const wz_expected_person *persons;
    size_t person_count;
    const wz_expected_contradiction *contradictions;
    size_t contradiction_count;
} wz_expected;

void wz_expected_free(wz_expected *expected);

#endif
