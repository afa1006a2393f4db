/* The small parts of a workbook. Shared strings are the one thing kept in memory, within a limit. */
#include "io/xlsx_workbook.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { WORKBOOK_MAX = 16 << 20, STYLES_MAX = 64 << 20, STRINGS_MAX = 128 << 20, STYLE_COUNT_MAX = 100000 };

/* --- workbook.xml --- */

typedef struct {
    wz_xlsx_workbook *book;
    const char *wanted; /* name of the sheet; NULL = the first */
    char id[128];       /* of its relationship */
    bool found;
} sheets;

static void workbook_open(void *user, const char *name, const xmlChar **attributes, int count)
{
    sheets *s = user;
    char text[512] = "";
    if (strcmp(name, "workbookPr") == 0) {
        wz_xlsx_attribute(attributes, count, "date1904", text, sizeof text);
        s->book->from_1904 = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    } else if (strcmp(name, "sheet") == 0 && !s->found) {
        wz_xlsx_attribute(attributes, count, "name", text, sizeof text);
        s->found = !s->wanted || strcmp(text, s->wanted) == 0;
        if (s->found)
            wz_xlsx_attribute(attributes, count, "id", s->id, sizeof s->id);
    }
}

static int find_sheet(wz_xlsx_workbook *book, const char *wanted)
{
    static const wz_xlsx_events events = {.open = workbook_open};
    sheets s = {.book = book, .wanted = wanted};
    wz_xlsx_package *package = &book->package;
    int code = wz_xlsx_read_part(package, package->workbook, WORKBOOK_MAX, &events, &s);
    if (code != WZ_OK)
        return code;
    if (!s.found && wanted) {
        wz_diag_add(package->diag, WZ_ERROR, "TABLE-023", (wz_place){.file = package->name},
                    "the workbook has no sheet '%.80s'; name one that it has", wanted);
        return WZ_EINPUT;
    }
    code = wz_xlsx_relation(package, package->workbook, s.id, NULL, book->sheet, sizeof book->sheet);
    if (code == WZ_OK && !wz_xlsx_has(package, book->sheet))
        code = wz_xlsx_broken(package, "sheet");
    return code;
}

/* --- styles.xml --- */

typedef struct {
    wz_xlsx_workbook *book;
    size_t *custom; /* ids of number formats of the file's own that show days */
    size_t custom_count, custom_capacity;
    bool in_cells; /* inside <cellXfs> */
    bool failed;
} styles;

/* Formats that every spreadsheet knows by number; 27 to 36 and 50 to 58 are days in Chinese ones. */
static bool is_known_date(size_t id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
           id == 57 || id == 58;
}

/* Whether a format shows a year or a day: y or d outside quotation marks, escapes and brackets ([h] is a span of time, but
 * [$-804] a language). */
static bool shows_day(const char *format)
{
    for (const char *p = format; *p; p++) {
        if (*p == '\\' || *p == '_' || *p == '*') {
            if (!*++p)
                break;
        } else if (*p == '"' || *p == '[') {
            p = strchr(p + 1, *p == '"' ? '"' : ']');
            if (!p)
                break;
        } else if (strchr("yYdD", *p)) {
            return true;
        }
    }
    return false;
}

static size_t number_of(const char *text)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    return end == text || *end ? (size_t)-1 : (size_t)value;
}

static bool is_custom_date(const styles *s, size_t id)
{
    for (size_t i = 0; i < s->custom_count; i++) {
        if (s->custom[i] == id)
            return true;
    }
    return false;
}

static void add_format(styles *s, const xmlChar **attributes, int count)
{
    char id[32] = "", format[512] = "";
    wz_xlsx_attribute(attributes, count, "numFmtId", id, sizeof id);
    wz_xlsx_attribute(attributes, count, "formatCode", format, sizeof format);
    if (!shows_day(format) || s->custom_count > 1000)
        return;
    size_t *custom = wz_grow(s->custom, &s->custom_capacity, s->custom_count + 1, sizeof *custom);
    if (custom) {
        s->custom = custom;
        custom[s->custom_count++] = number_of(id);
    }
    s->failed |= !custom;
}

static void add_style(styles *s, const xmlChar **attributes, int count)
{
    wz_xlsx_workbook *book = s->book;
    char id[32] = "";
    wz_xlsx_attribute(attributes, count, "numFmtId", id, sizeof id);
    if (book->date_count == STYLE_COUNT_MAX)
        return;
    bool *dates = wz_grow(book->dates, &book->date_capacity, book->date_count + 1, sizeof *dates);
    if (dates) {
        book->dates = dates;
        dates[book->date_count++] = is_known_date(number_of(id)) || is_custom_date(s, number_of(id));
    }
    s->failed |= !dates;
}

static void styles_open(void *user, const char *name, const xmlChar **attributes, int count)
{
    styles *s = user;
    if (strcmp(name, "numFmt") == 0)
        add_format(s, attributes, count);
    else if (strcmp(name, "cellXfs") == 0)
        s->in_cells = true;
    else if (strcmp(name, "xf") == 0 && s->in_cells)
        add_style(s, attributes, count);
}

static void styles_close(void *user, const char *name)
{
    styles *s = user;
    if (strcmp(name, "cellXfs") == 0)
        s->in_cells = false;
}

static int read_styles(wz_xlsx_workbook *book)
{
    static const wz_xlsx_events events = {.open = styles_open, .close = styles_close};
    char part[256];
    int code = wz_xlsx_relation(&book->package, book->package.workbook, NULL, "/styles", part, sizeof part);
    if (code != WZ_OK || !wz_xlsx_has(&book->package, part))
        return code;
    styles s = {.book = book};
    code = wz_xlsx_read_part(&book->package, part, STYLES_MAX, &events, &s);
    wz_free(s.custom);
    return code == WZ_OK && s.failed ? WZ_ENOMEM : code;
}

/* --- sharedStrings.xml --- */

typedef struct {
    wz_xlsx_workbook *book;
    bool in_text;      /* inside <t> */
    unsigned phonetic; /* inside <rPh>: how it is pronounced */
    wz_buffer text;    /* of the open <t> */
    bool failed;
} strings;

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The control character that _xHHHH_ stands for at `text`; -1 where it is none. */
static int escaped(const char *text, size_t length)
{
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    int code = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex(text[i]);
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code < 0x80 ? code : -1;
}

void wz_xlsx_unescape(wz_buffer *out, const char *text, size_t length)
{
    while (length > 0) {
        const char *mark = memchr(text, '_', length);
        size_t plain = mark ? (size_t)(mark - text) : length;
        wz_buffer_add(out, text, plain);
        text += plain;
        length -= plain;
        if (length == 0)
            return;
        int code = escaped(text, length);
        size_t used = code < 0 ? 1 : 7;
        wz_buffer_putc(out, code < 0 ? '_' : code == 0 ? '?' : (char)code);
        text += used;
        length -= used;
    }
}

static void begin_string(strings *s)
{
    wz_xlsx_workbook *book = s->book;
    size_t *at = wz_grow(book->string_at, &book->string_capacity, book->string_count + 2, sizeof *at);
    if (!at) {
        s->failed = true;
        return;
    }
    book->string_at = at;
    at[book->string_count++] = book->strings.length;
}

static void strings_open(void *user, const char *name, const xmlChar **attributes, int count)
{
    (void)attributes, (void)count;
    strings *s = user;
    if (strcmp(name, "si") == 0)
        begin_string(s);
    else if (strcmp(name, "rPh") == 0)
        s->phonetic++;
    else if (strcmp(name, "t") == 0 && s->phonetic == 0)
        s->in_text = true;
}

static void strings_close(void *user, const char *name)
{
    strings *s = user;
    if (strcmp(name, "rPh") == 0 && s->phonetic > 0) {
        s->phonetic--;
    } else if (strcmp(name, "t") == 0 && s->in_text) {
        s->in_text = false;
        wz_xlsx_unescape(&s->book->strings, s->text.length ? s->text.data : "", s->text.length);
        wz_buffer_clear(&s->text);
    } else if (strcmp(name, "si") == 0) {
        wz_buffer_putc(&s->book->strings, '\0');
    }
}

static void strings_text(void *user, const char *text, size_t length)
{
    strings *s = user;
    if (s->in_text)
        wz_buffer_add(&s->text, text, length);
}

static int read_strings(wz_xlsx_workbook *book)
{
    static const wz_xlsx_events events = {strings_open, strings_close, strings_text};
    char part[256];
    int code = wz_xlsx_relation(&book->package, book->package.workbook, NULL, "/sharedStrings", part, sizeof part);
    if (code != WZ_OK || !wz_xlsx_has(&book->package, part))
        return code;
    strings s = {.book = book};
    code = wz_xlsx_read_part(&book->package, part, STRINGS_MAX, &events, &s);
    s.failed |= s.text.failed || book->strings.failed;
    wz_buffer_free(&s.text);
    if (book->string_at)
        book->string_at[book->string_count] = book->strings.length;
    return code == WZ_OK && s.failed ? WZ_ENOMEM : code;
}

const char *wz_xlsx_string(const wz_xlsx_workbook *book, size_t index, size_t *length)
{
    if (index >= book->string_count)
        return NULL;
    *length = book->string_at[index + 1] - book->string_at[index] - 1;
    return book->strings.data + book->string_at[index];
}

int wz_xlsx_workbook_open(wz_xlsx_workbook *book, const wz_reader_start *start)
{
    int code = wz_xlsx_package_open(&book->package, start);
    if (code == WZ_OK)
        code = find_sheet(book, start->options->sheet);
    if (code == WZ_OK)
        code = read_styles(book);
    if (code == WZ_OK)
        code = read_strings(book);
    return code;
}

void wz_xlsx_workbook_close(wz_xlsx_workbook *book)
{
    wz_xlsx_package_close(&book->package);
    wz_buffer_free(&book->strings);
    wz_free(book->string_at);
    wz_free(book->dates);
}
