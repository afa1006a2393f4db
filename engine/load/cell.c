/* One cell to one value, in the forms that offices write. What is read is always unambiguous; where two readings are
 * possible (6/4/2019; 2018.1, which a spreadsheet makes of 2018.10) the cell is a problem and no value is guessed. */
#include "load/cell.h"

#include "load/common.h"
#include "load/plain.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

enum { SHOWN = 40, WORD_MAX = 2048 };

const char *wz_cell_shown(const char *value, wz_arena *arena)
{
    return wz_shown(&(wz_report){.arena = arena}, value);
}

const char *wz_cell_problem_set(wz_cell_problem *problem, wz_arena *arena, const char *id, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = wz_arena_vprintf(arena, format, args);
    va_end(args);
    char *cut = text ? strrchr(text, ';') : NULL;
    if (cut)
        *cut = '\0';
    problem->id = id;
    problem->message = text ? text : "";
    problem->advice = cut ? cut + 2 : "";
    return NULL;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++) {
        if (strcmp(word, *words) == 0)
            return true;
    }
    return false;
}

/* Whether a cell is plainly none of the words below: it begins with a digit, with a letter that none of them begins with, or
 * with a Chinese character that none of them begins with. Almost every filled cell is. */
static bool plainly_filled(const char *text)
{
    static const char *const first[] = {"无", "空", "不", "未", "待"};
    unsigned char c = (unsigned char)text[0];
    if (c < 0x80)
        return isalnum(c) && !strchr("nNuU", c);
    if (c < 0xE4 || c > 0xE9)
        return false;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (strncmp(text, first[i], 3) == 0)
            return false;
    return true;
}

wz_cell_state wz_cell_state_of(const char *text)
{
    static const char *const nothing[] = {"-",   "--", "---",  "/",    "\\",  "无", "空",
                                          "n/a", "na", "none", "null", "nil", NULL};
    static const char *const unknown[] = {"不详", "未知", "待查", "不明", "待核实", "unknown", "?", NULL};
    char word[WZ_PLAIN_MAX];
    if (plainly_filled(text))
        return WZ_CELL_FILLED;
    if (strlen(text) >= WZ_PLAIN_MAX || wz_plain(text, strlen(text), word, sizeof word, NULL) > 16)
        return WZ_CELL_FILLED;
    if (*word == '\0' || is_one_of(word, nothing))
        return WZ_CELL_EMPTY;
    return is_one_of(word, unknown) ? WZ_CELL_UNKNOWN : WZ_CELL_FILLED;
}

/* --- days --- */

/* 〇 to 九 as a digit, 十 as 10; -1 for anything else. */
static int chinese_digit(const char *text)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    for (int i = 0; i <= 10; i++) {
        if (strncmp(text, digits[i], 3) == 0)
            return i;
    }
    return strncmp(text, "零", 3) == 0 || strncmp(text, "○", 3) == 0 ? 0 : -1;
}

/* The number that begins at *at, in digits or in Chinese (二〇一九, 十二, 二十三), and how many digits it has; -1 = none. */
static int read_number(const char **at, int *digits)
{
    int value = 0;
    *digits = 0;
    for (; isdigit((unsigned char)**at) && *digits < 9; ++*at, ++*digits)
        value = value * 10 + (**at - '0');
    if (*digits > 0)
        return value;
    int digit;
    for (; **at && *digits < 5 && (digit = chinese_digit(*at)) >= 0; *at += 3, ++*digits) {
        if (digit == 10)
            value = (*digits ? value : 1) * 10;
        else if (*digits && strncmp(*at - 3, "十", 3) == 0)
            value += digit;
        else
            value = value * 10 + digit;
    }
    return *digits > 0 ? value : -1;
}

/* Skip one of several separators; false where none is there. */
static bool skip(const char **at, const char *const *separators)
{
    for (; *separators; separators++) {
        size_t length = strlen(*separators);
        if (strncmp(*at, *separators, length) == 0) {
            *at += length;
            return true;
        }
    }
    return false;
}

/* Cut a time of day off the end: "2019/6/4 0:00", "2019-06-04t00:00:00". */
static void cut_time(char *text)
{
    char *at = strpbrk(text, " tT");
    if (at && isdigit((unsigned char)at[1]) && strchr(at, ':') && strspn(at + 1, "0123456789:.Zz") == strlen(at + 1))
        *at = '\0';
}

static const char *civil_text(int year, int month, int day, wz_arena *arena)
{
    return day     ? wz_arena_printf(arena, "%04d-%02d-%02d", year, month, day)
           : month ? wz_arena_printf(arena, "%04d-%02d", year, month)
                   : wz_arena_printf(arena, "%04d", year);
}

static const char *no_day(wz_arena *arena, wz_cell_problem *problem)
{
    return wz_cell_problem_set(problem, arena, "RECORD-011",
                               "is not a date; write year, month and day, as in 2019-06-04, 2019年6月4日 or 20190604, "
                               "or 2019-06 or 2019 where no more is known");
}

static const char *checked_day(int year, int month, int day, wz_arena *arena, wz_cell_problem *problem)
{
    if (year < 1900 || year > 2199 || month > 12 || (day && !wz_date_valid(year, month, day)))
        return wz_cell_problem_set(problem, arena, "RECORD-012",
                                   "is no day of the calendar; correct year, month or day");
    return civil_text(year, month, day, arena);
}

/* Digits alone: 20190604, 201906, 2019, or an Excel serial number of five digits. */
static const char *digits_day(const char *text, wz_arena *arena, wz_cell_problem *problem)
{
    int value = 0;
    size_t length = strlen(text);
    for (size_t i = 0; i < length && i < 8; i++)
        value = value * 10 + (text[i] - '0');
    switch (length) {
    case 8: return checked_day(value / 10000, value / 100 % 100, value % 100, arena, problem);
    case 6: return value % 100 ? checked_day(value / 100, value % 100, 0, arena, problem) : no_day(arena, problem);
    case 4: return checked_day(value, 0, 0, arena, problem);
    case 5: {
        wz_day day = wz_day_from_civil((wz_civil){1899, 12, 30}) + value;
        wz_civil civil = wz_civil_from_day(day);
        if (value < 10000 || value > 80000)
            return no_day(arena, problem);
        return checked_day(civil.year, civil.month, civil.day, arena, problem);
    }
    default: return no_day(arena, problem);
    }
}

/* 2018.1 may have been 2018.10 before a spreadsheet took it for a number. */
static bool lost_a_zero(const char *text)
{
    return strlen(text) == 6 && text[4] == '.' && text[5] == '1' && strspn(text, "0123456789") == 4;
}

static const char *parted_day(const char *text, wz_arena *arena, wz_cell_problem *problem)
{
    static const char *const after_year[] = {"年", "-", "/", ".", "、", NULL};
    static const char *const after_month[] = {"月", "-", "/", ".", "、", NULL};
    static const char *const after_day[] = {"日", "号", NULL};
    const char *at = text;
    int digits, day = 0, month = 0;
    int year = read_number(&at, &digits);
    if (year < 0 || digits != 4 || !skip(&at, after_year))
        return no_day(arena, problem);
    if (*at) {
        month = read_number(&at, &digits);
        if (month < 1 || digits > 3)
            return no_day(arena, problem);
        if (*at && !skip(&at, after_month))
            return no_day(arena, problem);
    }
    if (*at) {
        day = read_number(&at, &digits);
        if (day < 1 || digits > 3)
            return no_day(arena, problem);
        skip(&at, after_day);
    }
    return *at ? no_day(arena, problem) : checked_day(year, month, day, arena, problem);
}

static bool is_open_end(const char *word)
{
    static const char *const words[] = {"至今", "今", "现在", "目前", "现任", "now", "present", "todate", NULL};
    return is_one_of(word, words);
}

static const char *day_text(const wz_attribute *attribute, const char *text, bool *null, wz_arena *arena,
                            wz_cell_problem *problem)
{
    char word[WZ_PLAIN_MAX];
    wz_day ignored;
    if (strlen(text) == 10 && wz_day_parse(text, &ignored))
        return text;
    bool whole;
    wz_half_width(text, strlen(text), word, sizeof word, &whole);
    cut_time(word);
    char plain[WZ_PLAIN_MAX];
    wz_plain(word, strlen(word), plain, sizeof plain, NULL);
    if (!whole || !*plain)
        return no_day(arena, problem);
    if (is_open_end(plain)) {
        *null = attribute->type->nullable;
        return *null ? ""
                     : wz_cell_problem_set(
                           problem, arena, "RECORD-013",
                           "is no day that this column can have; write the day, only the end of a post can be open");
    }
    if (lost_a_zero(plain))
        return wz_cell_problem_set(problem, arena, "RECORD-014",
                                   "is January or October; write 2018.01 or 2018-10, in a cell whose format is text");
    if (plain[strspn(plain, "0123456789")] == '\0')
        return digits_day(plain, arena, problem);
    return parted_day(plain, arena, problem);
}

const char *wz_cell_day(const wz_attribute *attribute, const char *text, wz_arena *arena, wz_cell_problem *problem)
{
    bool null;
    *problem = (wz_cell_problem){0};
    return day_text(attribute, text, &null, arena, problem);
}

/* --- other types --- */

static const char *truth_text(const char *text, wz_arena *arena, wz_cell_problem *problem)
{
    static const char *const yes[] = {"true", "是", "有", "1", "yes", "y", "√", "✓", "对", "t", NULL};
    static const char *const no[] = {"false", "否", "无", "没有", "不是", "0", "no", "n", "×", "✗", "x", "f", NULL};
    char word[WZ_PLAIN_MAX];
    wz_plain(text, strlen(text), word, sizeof word, NULL);
    if (is_one_of(word, yes))
        return "true";
    if (is_one_of(word, no))
        return "false";
    return wz_cell_problem_set(problem, arena, "RECORD-015", "is neither yes nor no; write 是 or 否");
}

static const char *number_text(const wz_attribute *attribute, const char *text, wz_arena *arena,
                               wz_cell_problem *problem)
{
    char word[64];
    bool whole;
    size_t length = wz_plain(text, strlen(text), word, sizeof word, &whole), kept = 0;
    for (size_t i = 0; i < length; i++) {
        if (word[i] != ',')
            word[kept++] = word[i];
    }
    word[kept] = '\0';
    size_t sign = word[0] == '-';
    size_t digits = strspn(word + sign, "0123456789"), at = sign + digits;
    bool fraction = word[at] == '.' && isdigit((unsigned char)word[at + 1]);
    if (fraction)
        at += 1 + strspn(word + at + 1, "0123456789");
    if (!whole || digits == 0 || word[at])
        return wz_cell_problem_set(problem, arena, "RECORD-016", "is not a number; write it as in 3 or 12.5");
    if (attribute->whole && fraction)
        return wz_cell_problem_set(problem, arena, "RECORD-016", "is not a whole number; write one");
    if (attribute->never_negative && sign)
        return wz_cell_problem_set(problem, arena, "RECORD-016", "is negative; write 0 or more");
    return wz_arena_strdup(arena, word);
}

/* "诫勉 (admonition), 免职 (removal) …": as many values as fit a line. */
static const char *some_values(const wz_enumeration *enumeration, wz_arena *arena)
{
    enum { ENOUGH = 6 };
    char *list = wz_arena_printf(arena, "write one of:");
    for (size_t i = 0; list && i < enumeration->count && i < ENOUGH; i++)
        list = wz_arena_printf(arena, "%s%s %s (%s)", list, i ? "," : "",
                               wz_text_in(enumeration->values[i].label, WZ_ZH), enumeration->values[i].id);
    if (list && enumeration->count > ENOUGH)
        list = wz_arena_printf(arena, "%s …", list);
    return list ? list : "";
}

/* The values whose label holds the word, or that one which is nearest to it. */
static const char *meant(const wz_enumeration *enumeration, const char *word, wz_arena *arena)
{
    char *list = NULL;
    size_t found = 0;
    for (size_t i = 0; i < enumeration->count; i++) {
        const wz_value_label *value = &enumeration->values[i];
        if (!strstr(wz_text_in(value->label, WZ_ZH), word))
            continue;
        list = wz_arena_printf(arena, "%s%s%s (%s)", list ? list : "", found++ ? ", " : "",
                               wz_text_in(value->label, WZ_ZH), value->id);
    }
    if (list && (list = wz_arena_printf(arena, "perhaps %s is meant", list)))
        return list;
    wz_nearest nearest = wz_nearest_to(word);
    for (size_t i = 0; i < enumeration->count; i++) {
        const wz_value_label *value = &enumeration->values[i];
        wz_nearest_try(&nearest, value->id);
        for (size_t n = 0; n < value->aliases.count; n++)
            wz_nearest_try(&nearest, value->aliases.items[n]);
    }
    return nearest.best ? wz_nearest_advice(&(wz_report){.arena = arena}, &nearest, "")
                        : some_values(enumeration, arena);
}

static const wz_value_label *find_word(const wz_vocabulary *vocabulary, const wz_enumeration *enumeration,
                                       const char *text, size_t length)
{
    char key[2 * WZ_PLAIN_MAX];
    size_t before = strlen(enumeration->id);
    bool whole = before < WZ_PLAIN_MAX;
    if (!whole)
        return NULL;
    memcpy(key, enumeration->id, before);
    key[before] = ' ';
    wz_plain(text, length, key + before + 1, WZ_PLAIN_MAX, &whole);
    return whole ? wz_map_pointer(&vocabulary->index->words, key) : NULL;
}

/* The length of a separator between several values in one cell; 0 = none here. */
static size_t separator(const char *text)
{
    static const char *const signs[] = {"、", "，", "；", "和", ",", ";", "+", "/", "\n"};
    for (size_t i = 0; i < WZ_COUNT(signs); i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    }
    return 0;
}

/* Whether the cell names several values, each known: the offices' "党内警告、政务记过". */
static bool names_several(const wz_vocabulary *vocabulary, const wz_enumeration *enumeration, const char *text)
{
    size_t parts = 0;
    const char *from = text;
    for (const char *at = text;; at++) {
        size_t skip_length = *at ? separator(at) : 0;
        if (*at && !skip_length)
            continue;
        if (!find_word(vocabulary, enumeration, from, (size_t)(at - from)))
            return false;
        parts++;
        if (!*at)
            return parts > 1;
        from = at + skip_length;
        at = from - 1;
    }
}

static const char *enumerated_text(const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                                   wz_arena *arena, wz_cell_problem *problem)
{
    const wz_enumeration *enumeration = wz_enumeration_find(vocabulary, attribute->enumeration);
    const wz_value_label *value = enumeration ? find_word(vocabulary, enumeration, text, strlen(text)) : NULL;
    if (value)
        return value->id;
    if (!enumeration)
        return NULL;
    char word[WZ_PLAIN_MAX];
    wz_plain(text, strlen(text), word, sizeof word, NULL);
    if (names_several(vocabulary, enumeration, text))
        return wz_cell_problem_set(problem, arena, "RECORD-018",
                                   "names several values; give each a row of its own, or numbered columns");
    return wz_cell_problem_set(problem, arena, "RECORD-017", "is not one of the values of this column; %s",
                               meant(enumeration, word, arena));
}

/* Several values in one cell, for an attribute that is a list. */
static const char *list_text(const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                             wz_arena *arena, wz_cell_problem *problem)
{
    char *list = NULL;
    const char *from = text;
    for (const char *at = text;; at++) {
        size_t skip_length = !*at ? 0 : *at == ' ' ? 1 : separator(at);
        if (*at && !skip_length)
            continue;
        char *part = wz_arena_strndup(arena, from, (size_t)(at - from));
        if (!part)
            return NULL;
        if (wz_cell_state_of(part) == WZ_CELL_FILLED) {
            const char *value =
                attribute->enumeration ? enumerated_text(vocabulary, attribute, part, arena, problem) : part;
            list = value ? wz_arena_printf(arena, "%s%s%s", list ? list : "", list ? " " : "", value) : NULL;
            if (!list)
                return NULL;
        }
        if (!*at)
            return list;
        from = at + skip_length;
        at = from - 1;
    }
}

/* --- places --- */

/* Whether a path without its slashes is this text. */
static bool joins_to(const char *path, const char *text)
{
    for (; *path; path++) {
        if (*path == '/')
            continue;
        if (*path != *text)
            return false;
        text++;
    }
    return *text == '\0';
}

/* A path from the province down, its names written without slashes, or a GB/T 2260 code. */
static const char *place_text(const wz_vocabulary *vocabulary, const char *text, wz_arena *arena,
                              wz_cell_problem *problem)
{
    char word[WORD_MAX];
    bool whole;
    wz_plain(text, strlen(text), word, sizeof word, &whole);
    if (whole && wz_map_find(&vocabulary->index->places, word))
        return wz_arena_strdup(arena, word);
    for (size_t i = 0; whole && i < vocabulary->place_count; i++) {
        const wz_place_name *place = &vocabulary->places[i];
        if ((place->code && strcmp(place->code, word) == 0) || joins_to(place->path, word))
            return place->path;
    }
    wz_report report = {.arena = arena};
    if (!whole || !wz_place_known(&report, vocabulary, word, WZ_WARNING, (wz_place){0})) {
        wz_cell_problem_set(
            problem, arena, "RECORD-019",
            "is a place that the vocabulary does not know; write the path from the province down, as in 北京市/通州区");
        problem->kept = true;
    }
    return whole ? wz_arena_strdup(arena, word) : text;
}

/* --- all of it --- */

/* Text without the blanks around it. */
static const char *plain_text(const char *text, wz_arena *arena)
{
    size_t length = strlen(text);
    if (length == 0 || ((unsigned char)text[0] > ' ' && (unsigned char)text[length - 1] > ' '))
        return text;
    while (length > 0 && (unsigned char)text[length - 1] <= ' ')
        length--;
    while (length > 0 && (unsigned char)*text <= ' ') {
        text++;
        length--;
    }
    return wz_arena_strndup(arena, text, length);
}

const char *wz_record_value_read(const wz_vocabulary *vocabulary, wz_entity_kind entity, int attribute,
                                 const char *text, bool *null, wz_arena *arena, wz_cell_problem *problem)
{
    const wz_attribute *of = &vocabulary->entities[entity].attributes[attribute];
    *null = false;
    *problem = (wz_cell_problem){0};
    if (of->many)
        return list_text(vocabulary, of, text, arena, problem);
    if (of->role == WZ_ROLE_JURISDICTION)
        return place_text(vocabulary, text, arena, problem);
    if (of->enumeration)
        return enumerated_text(vocabulary, of, text, arena, problem);
    switch (of->type->kind) {
    case FEEL_T_BOOLEAN: return truth_text(text, arena, problem);
    case FEEL_T_NUMBER: return number_text(of, text, arena, problem);
    case FEEL_T_DATE: return day_text(of, text, null, arena, problem);
    default: return plain_text(text, arena);
    }
}

/* --- person ids --- */

/* The check character of GB 11643-1999 (ISO 7064, MOD 11-2). */
static char check_character(const char *id)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += weights[i] * (id[i] - '0');
    return "10X98765432"[sum % 11];
}

static bool is_identity_number(const char *id)
{
    return strlen(id) == 18 && strspn(id, "0123456789") >= 17 && strchr("0123456789Xx", id[17]);
}

/* Plain printable ASCII without blanks, as almost every id is. */
static bool is_simple(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    while (*p > ' ' && *p < 0x7F)
        p++;
    return *p == '\0';
}

/* A name, or 合计 under the last row, has none. */
static bool has_letter_or_digit(const char *id)
{
    for (; *id; id++) {
        if (isalnum((unsigned char)*id))
            return true;
    }
    return false;
}

const char *wz_person_id_read(const char *text, wz_arena *arena, wz_cell_problem *problem)
{
    char word[WZ_PLAIN_MAX];
    bool whole = true;
    *problem = (wz_cell_problem){0};
    if (!is_simple(text)) {
        wz_half_width(text, strlen(text), word, sizeof word, &whole);
        text = wz_arena_strdup(arena, word);
    }
    if (!text)
        return NULL;
    if (!whole || strlen(text) > 64)
        return wz_cell_problem_set(problem, arena, "RECORD-005",
                                   "is too long for a person id; write at most 64 characters");
    if (*text && !has_letter_or_digit(text))
        return wz_cell_problem_set(problem, arena, "RECORD-024",
                                   "has neither a digit nor a letter, so it is no number of a person; write the "
                                   "number, or take out a row of totals or remarks");
    const char *exponent = strpbrk(text, "eE");
    if (exponent && exponent > text && strspn(text, "0123456789.") == (size_t)(exponent - text) && exponent[1] == '+')
        return wz_cell_problem_set(
            problem, arena, "RECORD-004",
            "is a number that a spreadsheet has rounded; format the column as text and enter the ids again");
    if (!is_identity_number(text))
        return text;
    if (check_character(text) != toupper((unsigned char)text[17]))
        return wz_cell_problem_set(
            problem, arena, "RECORD-003",
            "is not a sound identity number: its check digit is wrong; compare it with the document");
    if (text[17] != 'x')
        return text;
    char *upper = wz_arena_strdup(arena, text);
    if (upper)
        upper[17] = 'X';
    return upper;
}
