/* Writing a row of CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"); so does one that begins with apostrophes and then as a formula, so that taking one apostrophe away gives back
 * what was written, whatever it was. A plain number such as -5 is harmless and stays as it is. */
#include "io/table_private.h"

#include <csv.h>
#include <string.h>

bool wz_csv_formula(const char *text, size_t length)
{
    /* also in the full-width forms that spreadsheets in Chinese take for the signs */
    static const char *const signs[] = {"＝", "＋", "－", "＠"};
    size_t at = 0;
    while (at < length && text[at] == '\'')
        at++;
    if (at == length)
        return false;
    if (text[at] != '\xEF')
        return strchr("=+-@\t\r\n", text[at]) && text[at];
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (length - at >= 3 && memcmp(text + at, signs[i], 3) == 0)
            return true;
    }
    return false;
}

/* An optional sign, digits, perhaps a point and digits; or the sign alone, which stands for "nothing" in many tables. */
static bool is_plain_number(const char *text, size_t length)
{
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    bool point = false;
    if (at == length)
        return true;
    for (; at < length; at++) {
        if (text[at] == '.' && !point && at + 1 < length)
            point = true;
        else if (text[at] < '0' || text[at] > '9')
            return false;
    }
    return true;
}

/* Characters for which a cell needs a second look: those that need quotes anywhere, and all that a formula begins with. */
const unsigned char wz_csv_odd[256] = {
    [','] = 1, ['"'] = 1, ['\n'] = 1, ['\r'] = 1, [' '] = 1,  ['\t'] = 1,
    ['='] = 2, ['+'] = 2, ['-'] = 2,  ['@'] = 2,  ['\''] = 2, [0xEF] = 2,
};

static bool needs_quotes(const char *text, size_t length)
{
    if (length == 0)
        return false;
    if (text[0] == ' ' || text[0] == '\t' || text[length - 1] == ' ' || text[length - 1] == '\t')
        return true;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
            return true;
    }
    return false;
}

static void add_quoted(wz_buffer *out, const char *text, size_t length)
{
    size_t before = out->length, room = csv_write(NULL, 0, text, length);
    for (size_t i = 0; i < room; i++) /* make room */
        wz_buffer_putc(out, ' ');
    if (!out->failed)
        csv_write(out->data + before, room, text, length);
}

static void add_cell(wz_buffer *out, const wz_cell *cell)
{
    bool guard = cell->kind == WZ_CELL_TEXT && wz_csv_formula(cell->text, cell->length) &&
                 !is_plain_number(cell->text, cell->length);
    if (!needs_quotes(cell->text, cell->length)) {
        if (guard)
            wz_buffer_putc(out, '\'');
        wz_buffer_add(out, cell->text, cell->length);
        return;
    }
    if (!guard) {
        add_quoted(out, cell->text, cell->length);
        return;
    }
    wz_buffer guarded = {0};
    wz_buffer_putc(&guarded, '\'');
    wz_buffer_add(&guarded, cell->text, cell->length);
    out->failed |= guarded.failed;
    if (!guarded.failed)
        add_quoted(out, guarded.data, guarded.length);
    wz_buffer_free(&guarded);
}

/* Most cells are short and have nothing odd in them: they are gathered and go to the buffer together. */
void wz_csv_row(wz_buffer *out, const wz_cell *cells, size_t count)
{
    char plain[1024];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const wz_cell *cell = &cells[i];
        if (used + cell->length + 3 > sizeof plain) {
            wz_buffer_add(out, plain, used);
            used = 0;
        }
        if (i > 0)
            plain[used++] = ',';
        bool fits = cell->length < sizeof plain - 3;
        unsigned char seen = fits && cell->length ? wz_csv_odd[(unsigned char)cell->text[0]] : 0;
        for (size_t c = 0; fits && c < cell->length; c++) {
            plain[used + c] = cell->text[c];
            seen |= wz_csv_odd[(unsigned char)cell->text[c]] & 1;
        }
        if (fits && !seen) {
            used += cell->length;
            continue;
        }
        wz_buffer_add(out, plain, used);
        used = 0;
        add_cell(out, cell);
    }
    plain[used++] = '\r';
    plain[used++] = '\n';
    wz_buffer_add(out, plain, used);
}

void wz_csv_cells_as_written(wz_buffer *out, const wz_cell *cells, size_t count)
{
    if (count == 0)
        return;
    const char *from = cells[0].text;
    size_t before = out->length;
    wz_buffer_add(out, from, (size_t)(cells[count - 1].text - from) + cells[count - 1].length);
    for (size_t i = 1; !out->failed && i < count; i++)
        out->data[before + (size_t)(cells[i].text - from) - 1] = ',';
}
