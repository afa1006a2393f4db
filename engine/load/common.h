/* What the loaders share: tables that several kinds of file use, texts in both languages, literals typed by the
 * vocabulary. Private to this module. */
#ifndef WZ_LOAD_COMMON_H
#define WZ_LOAD_COMMON_H

#include "load/reader.h"
#include "load/vector.h"
#include "model/vocabulary.h"

#define WZ_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define WZ_ATTRIBUTES_OF(table) .attributes = (table), .attribute_count = WZ_COUNT(table)
#define WZ_CHILDREN_OF(table) .children = (table), .child_count = WZ_COUNT(table)

extern const char *const wz_languages[];            /* "zh-CN", "en", NULL: in the order of wz_lang */
extern const wz_attribute_rule wz_language_attribute[1];

/* <label>, and others like it: text in a language. When one ends, it goes to its parent's `texts[slot]`. */
extern const wz_element_rule wz_label_rule;
void wz_text_to_0(wz_reader *reader, wz_element *element);
void wz_text_to_1(wz_reader *reader, wz_element *element);
void wz_text_to_2(wz_reader *reader, wz_element *element);
#define WZ_TEXT_RULE(element, slot) \
    {.name = (element), .attributes = wz_language_attribute, .attribute_count = 1, .content = WZ_HAS_TEXT, \
     .end = wz_text_to_##slot}
/* Warn of each language in which a text is missing; `owner` is named in the message. */
void wz_text_require(wz_report *report, const wz_text *text, const char *element, const char *owner, wz_place place);

/* A literal as an attribute or <fact value=> writes it, typed by `attribute` (not a list). Reports TYPE-… at `place` and
 * returns false where it is none. Dates to the month or year are bounded where `loose`. */
bool wz_literal(wz_report *report, const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                bool loose, wz_place place, feel_value *out);
/* A list of literals separated by blanks where the attribute is `many`, else one. */
bool wz_literals(wz_report *report, const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                 bool loose, wz_place place, feel_value *out);

/* "person.x": the entity and the attribute's index. Reports REF-… and returns false where there is none. */
bool wz_path(wz_report *report, const wz_vocabulary *vocabulary, const char *path, wz_place place,
             wz_entity_kind *entity, int *attribute);
/* Report an unknown attribute of an entity, with the nearest. */
void wz_no_attribute(wz_report *report, const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *id,
                     wz_place place);
/* The kind of entity by name, or WZ_NO_ENTITY. */
wz_entity_kind wz_entity_by_name(const char *name, size_t length);
/* Whether a path of places is declared; below a place without places of its own any is. An unknown one is reported as an
 * error or a warning. */
bool wz_place_known(wz_report *report, const wz_vocabulary *vocabulary, const char *path, wz_severity severity,
                    wz_place place);

/* The attribute's type without the list around it. */
const feel_type *wz_element_type(const wz_attribute *attribute);

enum { WZ_LAW_BYTES = 16 << 20 };    /* the most that a file of the law may have */

/* Return code of a load: what the reader said, then errors, then memory. */
int wz_load_code(int code, const wz_report *report, const wz_arena *arena);

#endif
