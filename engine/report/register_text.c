/* A person's record as text: what stands, each thing with its number; or every entry with who recorded it and why. Labels
 * are the vocabulary's. */
#include "report/page.h"
#include "report/register.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, INDENT = 2, HANG = 4 };

typedef struct {
    wz_page page;
    const wz_report_register *what;
} sheet;

static void word(sheet *s, wz_word w)
{
    wz_page_put(&s->page, wz_word_in(w, s->what->lang));
}

static void put(sheet *s, const char *text)
{
    wz_page_put(&s->page, text);
}

static void put_day(sheet *s, wz_day day)
{
    char text[WZ_DAY_TEXT];
    wz_day_format(day, text);
    put(s, text);
}

static void put_number(sheet *s, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)number);
    put(s, text);
}

/* --- values ----------------------------------------------------------------------------------------------------------- */

static const wz_attribute *attribute_of(const sheet *s, wz_reg_subject subject, const char *id)
{
    wz_entity_kind entity = subject == WZ_REG_POST ? WZ_POST : subject == WZ_REG_SANCTION ? WZ_SANCTION : WZ_PERSON;
    if (subject == WZ_REG_RESPONSIBILITY) {
        const char *dot = strchr(id, '.');
        entity = strncmp(id, "incident.", 9) == 0 ? WZ_INCIDENT : WZ_PERSON;
        id = dot ? dot + 1 : id;
    }
    int index = wz_attribute_find(s->what->vocabulary, entity, id);
    return index < 0 ? NULL : &s->what->vocabulary->entities[entity].attributes[index];
}

/* The few names that are the register's own. */
static bool own_label(wz_reg_subject subject, const char *id, wz_word *out)
{
    static const struct {
        wz_reg_subject subject;
        const char *id;
        wz_word word;
    } own[] = {{WZ_REG_PERSON, "name", WZ_SAY_REG_NAME},
               {WZ_REG_RESPONSIBILITY, "matter", WZ_SAY_REG_MATTER},
               {WZ_REG_COMPLETE, "to", WZ_SAY_REG_COMPLETE_TO},
               {WZ_REG_COMPLETE, "by", WZ_SAY_REG_DECLARED_BY},
               {WZ_REG_COMPLETE, "on", WZ_SAY_REG_DECLARED_ON}};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (own[i].subject == subject && strcmp(own[i].id, id) == 0) {
            *out = own[i].word;
            return true;
        }
    return false;
}

static void put_plain(sheet *s, const wz_attribute *attribute, const char *value)
{
    const wz_enumeration *list =
        attribute && attribute->enumeration ? wz_enumeration_find(s->what->vocabulary, attribute->enumeration) : NULL;
    const wz_value_label *label = list ? wz_enumeration_value(list, value) : NULL;
    if (label)
        put(s, wz_text_in(label->label, (wz_lang)s->what->lang));
    else if (attribute && attribute->type->kind == FEEL_T_BOOLEAN)
        word(s, strcmp(value, "true") == 0 ? WZ_SAY_REG_YES : WZ_SAY_REG_NO);
    else
        put(s, value);
}

static void put_value(sheet *s, wz_reg_subject subject, const wz_reg_value *value)
{
    const wz_attribute *attribute = attribute_of(s, subject, value->attribute);
    wz_word own;
    if (own_label(subject, value->attribute, &own))
        word(s, own);
    else
        put(s, attribute ? wz_text_in(attribute->label, s->what->lang) : value->attribute);
    word(s, WZ_SAY_COLON);
    if (!value->value)
        word(s, WZ_SAY_REG_TO_THIS_DAY);
    else
        put_plain(s, attribute, value->value);
}

static void put_values(sheet *s, const wz_reg_entry *entry)
{
    for (size_t i = 0; i < entry->value_count; i++) {
        if (i)
            word(s, WZ_SAY_SEMICOLON);
        put_value(s, entry->subject, &entry->values[i]);
    }
}

/* --- lines ---------------------------------------------------------------------------------------------------------------- */

static wz_word subject_word(wz_reg_subject subject)
{
    static const wz_word words[] = {WZ_SAY_REG_PERSON,   WZ_SAY_REG_PERSON,         WZ_SAY_REG_POST,
                                    WZ_SAY_REG_SANCTION, WZ_SAY_REG_RESPONSIBILITY, WZ_SAY_REG_COMPLETE};
    return words[subject];
}

static wz_word op_word(wz_reg_op op)
{
    static const wz_word words[] = {WZ_SAY_REG_ADD, WZ_SAY_REG_ADD, WZ_SAY_REG_AMEND, WZ_SAY_REG_RESCIND,
                                    WZ_SAY_REG_WITHDRAW};
    return words[op];
}

/* Who recorded it, when, from where, why. */
static void put_origin(sheet *s, const wz_reg_entry *entry)
{
    wz_page_line(&s->page, INDENT + HANG, HANG);
    wz_page_style(&s->page, WZ_DIM);
    put_day(s, entry->recorded_on);
    put(s, " ");
    put(s, entry->recorded_by);
    put(s, " ");
    word(s, op_word(entry->op));
    if (entry->file) {
        put(s, " ");
        put(s, entry->file);
    }
    if (entry->why) {
        word(s, WZ_SAY_SEMICOLON);
        word(s, WZ_SAY_REG_BECAUSE);
        put(s, entry->why);
    }
    wz_page_style(&s->page, WZ_PLAIN);
    wz_page_end(&s->page);
}

static void put_entry(sheet *s, const wz_reg_entry *entry)
{
    wz_page_line(&s->page, INDENT, HANG);
    put(s, "[");
    put_number(s, s->what->history ? entry->entry : entry->item);
    put(s, "] ");
    word(s, subject_word(entry->subject));
    if (s->what->history && entry->op != WZ_REG_ADD) {
        word(s, WZ_SAY_OPEN);
        word(s, op_word(entry->op));
        put(s, " [");
        put_number(s, entry->item);
        put(s, "]");
        word(s, WZ_SAY_CLOSE);
    }
    word(s, WZ_SAY_COLON);
    put_values(s, entry);
    wz_page_end(&s->page);
    if (s->what->history || entry->op != WZ_REG_ADD)
        put_origin(s, entry);
}

static void put_heading(sheet *s)
{
    wz_page_line(&s->page, 0, HANG);
    wz_page_style(&s->page, WZ_BOLD);
    if (*s->what->person_id) {
        put(s, s->what->person_id);
    } else {
        word(s, WZ_SAY_REG_WHOLE_REGISTER);
    }
    wz_page_style(&s->page, WZ_PLAIN);
    if (s->what->known_on != WZ_REG_NOW) {
        word(s, WZ_SAY_OPEN);
        word(s, WZ_SAY_REG_KNOWN_ON);
        put_day(s, s->what->known_on);
        word(s, WZ_SAY_CLOSE);
    }
    wz_page_end(&s->page);
}

void wz_report_register_text(wz_buffer *out, const wz_report_register *what)
{
    sheet s = {.page = {.out = out, .width = WIDTH, .html = what->html}, .what = what};
    bool complete = what->history;
    put_heading(&s);
    for (size_t i = 0; i < what->count; i++) {
        put_entry(&s, &what->entries[i]);
        complete = complete || what->entries[i].subject == WZ_REG_COMPLETE;
    }
    for (size_t i = 0; i < what->whole_count; i++) {
        wz_page_line(&s.page, INDENT, HANG);
        word(&s, WZ_SAY_REG_WHOLE_REGISTER);
        word(&s, WZ_SAY_COLON);
        put_values(&s, &what->whole[i]);
        wz_page_end(&s.page);
        complete = true;
    }
    if (!complete) {
        wz_page_line(&s.page, INDENT, HANG);
        word(&s, WZ_SAY_REG_NOT_COMPLETE);
        wz_page_end(&s.page);
    }
}
