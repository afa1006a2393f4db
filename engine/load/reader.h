/* Reading and checking XML by tables: each kind of file says, element by element, which attributes and children it has, and
 * what to do with them. The reader checks the form and reports everything that departs from it; handlers see only values
 * of the right form. Private to this module.
 *
 * It stands on libxml2's SAX interface, as libxml2's xmlTextReader does. xmlTextReader itself parses 512 bytes ahead, so
 * that its line numbers are those of some later element, and its nodes know no column. */
#ifndef WZ_LOAD_READER_H
#define WZ_LOAD_READER_H

#include "load/input.h"
#include "model/text.h"

typedef struct wz_reader wz_reader;
typedef struct wz_element wz_element;
typedef struct wz_element_rule wz_element_rule;

/* Forms of an attribute's value that do not depend on any other file. */
typedef enum {
    WZ_FORM_ANY,
    WZ_FORM_FILLED,     /* not empty, not only blanks */
    WZ_FORM_ID,         /* no blank in it */
    WZ_FORM_IDS,        /* one or more of these, separated by blanks */
    WZ_FORM_NAME,       /* a name that expressions can use: letters, digits, _ */
    WZ_FORM_TOKEN,      /* letters, digits, _ - . ; not a digit first */
    WZ_FORM_BOOLEAN,    /* true, false */
    WZ_FORM_DAY,        /* YYYY-MM-DD, a day that exists */
    WZ_FORM_COUNT,      /* 1 to 999,999,999 */
    WZ_FORM_CHOICE      /* one of `choices` */
} wz_form;

typedef struct {
    const char *name;               /* "xml:lang" for that one */
    wz_form form;
    bool required;
    const char *const *choices;     /* WZ_FORM_CHOICE: ends with NULL */
} wz_attribute_rule;

typedef struct {
    const wz_element_rule *element;
    unsigned char min, max;         /* max 0 = any number */
    unsigned char rank;             /* in an ordered parent: the rank never falls */
} wz_child_rule;

typedef enum {
    WZ_HAS_CHILDREN,
    WZ_HAS_TEXT,        /* not empty; `text` and `text_place` are set when the element ends */
    WZ_HAS_BOTH         /* text is given to the rule's handler as it comes */
} wz_content;

typedef void (*wz_element_fn)(wz_reader *reader, wz_element *element);

struct wz_element_rule {
    const char *name;               /* NULL: of any name */
    const wz_attribute_rule *attributes;
    size_t attribute_count;
    const wz_child_rule *children;
    size_t child_count;
    const wz_element_rule *other_child;     /* for names that are not in `children`; NULL = none */
    wz_content content;
    bool ordered;
    bool any_attribute;             /* attributes that the table does not know are let pass */
    wz_element_fn start, end;       /* may be NULL; at the start all attributes of the table are known */
    /* An attribute that the table does not know, after start; NULL = it is an error. */
    void (*attribute)(wz_reader *reader, wz_element *element, const char *name, const char *value, wz_place place);
    void (*text)(wz_reader *reader, wz_element *element, const char *text, size_t length);
};

enum { WZ_ATTRIBUTES = 28, WZ_CHILDREN = 24, WZ_TEXTS = 3, WZ_DEPTH = 64 };

/* An element being read. Strings live in the reader's arena, `name` only while the reader runs. */
struct wz_element {
    const wz_element_rule *rule;
    wz_element *parent;             /* NULL at the root */
    const char *name;
    wz_place place;                 /* of its '<' */
    const char *values[WZ_ATTRIBUTES];      /* by index in the rule's table; NULL = absent, or not of the right form */
    size_t offsets[WZ_ATTRIBUTES];          /* where each stands in the file; 0 = to be looked for */
    uint32_t present;               /* bits of the attributes that were written, of the right form or not */
    size_t offset;                  /* of its '<' */
    const char *text;               /* trimmed */
    wz_place text_place;            /* of the text's first character */
    wz_text texts[WZ_TEXTS];        /* of its <label>s and the like, by the slot of their rule; see common.h */
    void *data;                     /* the handlers' own */
    unsigned char rank;
    bool text_reported;
    unsigned counts[WZ_CHILDREN];
};

typedef struct {
    wz_input_from input;
    const char *namespace;
    const wz_element_rule *root;
    wz_arena *arena;
    wz_report *report;
    void *user;
    char *sha256;                   /* out: 65 bytes */
} wz_reading_task;

/* Read one file. WZ_OK: it was read to its end, and report->errors says whether it was right. Otherwise it was broken off
 * and the reason is reported. */
int wz_read_xml(const wz_reading_task *task);

void *wz_reader_user(const wz_reader *reader);
wz_arena *wz_reader_arena(const wz_reader *reader);
wz_report *wz_reader_report(const wz_reader *reader);
/* Where an attribute's value stands. */
wz_place wz_attribute_place(const wz_reader *reader, const wz_element *element, size_t attribute);
/* Break off: a limit of the handlers was reached. */
void wz_reader_stop(wz_reader *reader, int code);

/* Values in the forms above, once checked. */
bool wz_is_true(const char *value);                                 /* NULL = false */
wz_strings wz_split(wz_arena *arena, const char *value);            /* at blanks; NULL = none */
size_t wz_choice_index(const char *value, const char *const *choices, size_t otherwise);
wz_period wz_period_between(const char *from, const char *to);      /* days; NULL = open */
bool wz_form_holds(wz_form form, const char *value, const char *const *choices);

#endif
