/* Values read out: what an enumeration, a day, a number with its unit, a list or an open value is called. */
#include "explain/words.h"

#include "feel/number.h"

#include <inttypes.h>

typedef struct {
    wz_buffer *out;
    const wz_vocabulary *vocabulary;
    const wz_attribute *attribute;
    wz_lang lang;
} teller;

static void put(const teller *t, const char *zh, const char *en)
{
    wz_buffer_puts(t->out, t->lang == WZ_EN ? en : zh);
}

void wz_words_day(wz_buffer *out, wz_day day, wz_lang lang)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    wz_civil civil = wz_civil_from_day(day);
    if (lang == WZ_EN)
        wz_buffer_printf(out, "%d %s %" PRId32, civil.day, months[civil.month - 1], civil.year);
    else
        wz_buffer_printf(out, "%" PRId32 "年%d月%d日", civil.year, civil.month, civil.day);
}

static void tell_text(const teller *t, const feel_string *text)
{
    const wz_enumeration *enumeration = t->attribute && t->attribute->enumeration
                                            ? wz_enumeration_find(t->vocabulary, t->attribute->enumeration)
                                            : NULL;
    const wz_value_label *label = enumeration ? wz_enumeration_value(enumeration, text->text) : NULL;
    const char *words = label ? wz_text_in(label->label, t->lang) : "";
    if (*words)
        wz_buffer_puts(t->out, words);
    else
        wz_buffer_add(t->out, text->text, text->length);
}

static void tell_number(const teller *t, feel_value value)
{
    char digits[FEEL_NUMBER_TEXT];
    wz_buffer_add(t->out, digits, feel_number_text(value, digits));
    const feel_type *type = t->attribute ? t->attribute->type : NULL;
    if (type && type->kind == FEEL_T_LIST)
        type = type->element;
    if (type && type->unit) {
        put(t, "", " ");
        wz_buffer_puts(t->out, type->unit);
    }
}

static void tell_single(const teller *t, feel_value value)
{
    switch (value.tag) {
    case FEEL_BOOLEAN: feel_is_true(value) ? put(t, "是", "yes") : put(t, "否", "no"); break;
    case FEEL_NUMBER: tell_number(t, value); break;
    case FEEL_STRING: tell_text(t, feel_str(value)); break;
    case FEEL_DATE: wz_words_day(t->out, value.as.integer, t->lang); break;
    case FEEL_NULL:
        t->attribute && t->attribute->role == WZ_ROLE_POST_TO ? put(t, "至今", "to this day") : put(t, "无", "none");
        break;
    case FEEL_UNKNOWN: put(t, "不明", "unknown"); break;
    case FEEL_LIST:
    case FEEL_CONTEXT:
    case FEEL_RECORD:
    case FEEL_FUNCTION: put(t, "（略）", "…"); break;
    default: feel_print_string(t->out, value); break;
    }
}

static void tell_bounded(const teller *t, const feel_unknown *bounds)
{
    bool low = bounds->low.tag != FEEL_NULL, high = bounds->high.tag != FEEL_NULL;
    bool day = (low ? bounds->low : bounds->high).tag == FEEL_DATE;
    if (low && high) {
        put(t, "", "between ");
        tell_single(t, bounds->low);
        put(t, "至", " and ");
        tell_single(t, bounds->high);
        put(t, day ? "间的某日" : "之间", "");
    } else if (day) {
        tell_single(t, low ? bounds->low : bounds->high);
        low ? put(t, "或之后", " or later") : put(t, "或之前", " or earlier");
    } else {
        low ? put(t, "不少于", "at least ") : put(t, "不多于", "at most ");
        tell_single(t, low ? bounds->low : bounds->high);
    }
}

void wz_words_value(wz_buffer *out, const wz_vocabulary *vocabulary, const wz_attribute *attribute, feel_value value,
                    wz_lang lang)
{
    enum { MOST = 12 };
    teller t = {out, vocabulary, attribute, lang};
    const feel_unknown *bounds = value.tag == FEEL_UNKNOWN ? feel_bounds(value) : NULL;
    if (bounds && (bounds->low.tag != FEEL_NULL || bounds->high.tag != FEEL_NULL)) {
        tell_bounded(&t, bounds);
        return;
    }
    if (value.tag != FEEL_LIST) {
        tell_single(&t, value);
        return;
    }
    const feel_list *list = feel_items(value);
    if (list->count == 0)
        put(&t, "无", "none");
    for (size_t i = 0; i < list->count && i < MOST; i++) {
        if (i > 0)
            put(&t, "、", ", ");
        tell_single(&t, list->items[i]);
    }
    if (list->count > MOST)
        wz_buffer_printf(out, lang == WZ_EN ? " and %zu more" : "等 %zu 项",
                         lang == WZ_EN ? list->count - MOST : list->count);
}
