/* CSV by libcsv. Lines with a quotation mark are fed one at a time, so that after a fault the reading goes on at the next line:
 * a stray mark costs one row and not the rest of the file. Lines without any cannot have a fault, and are fed many at a time
 * out of a copy in the block: a cell that libcsv tells of stands there already, unless blanks fell away. Invariant: text[start..at) is the row that libcsv is in, from its first line
 * on; text[at..end) is not parsed yet. */
#include "base/alloc.h"
#include "io/decode.h"
#include "io/table_private.h"
#include "io/utf8.h"

#include <csv.h>
#include <string.h>

enum { LINES_MOST = 32 * 1024 }; /* bytes given at once */

typedef struct {
    struct csv_parser parser;
    bool begun; /* the parser holds memory */
    char delimiter;
    wz_decoder decoder;
    wz_diag *diag;
    char *text;
    size_t start, at, end, capacity;
    bool ended;      /* no more text is to come */
    bool suspicious; /* of the text held */
    bool skipping;   /* inside a line that is too long */
    char line_end;   /* '\n', or '\r' in files that know no other */
    size_t row;      /* number of the row being read */
    int last_end;    /* the character that ended the row before */
    bool row_ended;
    char *copy; /* many lines: the block's copy of them, from the cell or row that is to come */
    char *copy_end;
    wz_cell *cell, *cells_end; /* room for the next cell of a row whose cells stand in the copy so far; else equal */
    size_t row_length;         /* of its cells */
    unsigned char odd;         /* of their first characters */
    bool ends_cell[256];       /* a separator or a line end */
    wz_table_block *block;
} csv_reader;

static bool begin_parser(csv_reader *reader)
{
    if (reader->begun)
        csv_free(&reader->parser);
    reader->begun = csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) == 0;
    csv_set_realloc_func(&reader->parser, wz_realloc);
    csv_set_free_func(&reader->parser, wz_free);
    csv_set_blk_size(&reader->parser, 1024);
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    return reader->begun;
}

/* A cell with NUL bytes or broken characters in it, made whole. */
static void odd_cell(csv_reader *reader, const char *text, size_t length)
{
    wz_buffer whole = {0};
    wz_row_fault fault = WZ_ROW_GOOD;
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + i, length - i, &code);
        if (code == 0)
            fault = WZ_ROW_NUL;
        else if (code == WZ_REPLACEMENT && fault == WZ_ROW_GOOD)
            fault = WZ_ROW_ENCODING;
        if (code == 0)
            wz_buffer_putc(&whole, '?');
        else if (code == WZ_REPLACEMENT)
            wz_buffer_puts(&whole, WZ_UTF8_REPLACEMENT);
        else
            wz_buffer_add(&whole, text + i, size);
        i += size;
    }
    reader->block->failed |= whole.failed;
    wz_block_cell(reader->block, whole.length ? whole.data : "", whole.length, WZ_CELL_TEXT);
    if (fault != WZ_ROW_GOOD)
        wz_block_fault(reader->block, fault);
    wz_buffer_free(&whole);
}

static void take_cell(void *field, size_t length, void *self)
{
    csv_reader *reader = self;
    const char *text = field;
    if (length > 1 && *text == '\'' && wz_csv_formula(text + 1, length - 1)) { /* see csv_row.c */
        text++;
        length--;
    }
    if (reader->suspicious)
        odd_cell(reader, text, length);
    else
        wz_block_cell(reader->block, text, length, WZ_CELL_TEXT);
}

/* libcsv tells of each line end; the LF of CRLF ends no row of its own. */
static void take_row(int character, void *self)
{
    csv_reader *reader = self;
    bool second = character == '\n' && reader->last_end == '\r' && !reader->block->open;
    reader->last_end = character;
    if (second)
        return;
    wz_block_row(reader->block, reader->row++);
    reader->row_ended = true;
}

/* ---- many lines without a quotation mark ---- */

/* Cells of the row to come may be put into the block. */
static void expect_row(csv_reader *reader)
{
    reader->cell = wz_block_row_room(reader->block);
    reader->cells_end = reader->cell ? reader->cell + reader->block->columns : NULL;
    reader->row_length = 0;
    reader->odd = 0;
}

/* Let the block have the cells that were put into it; it takes further ones only as copies. True where there were any. */
static bool hand_over(csv_reader *reader)
{
    wz_cell *first = reader->cells_end ? reader->cells_end - reader->block->columns : NULL;
    size_t count = (size_t)(reader->cell - first);
    if (count)
        wz_block_cells_in_place(reader->block, count, reader->row_length > 0, !reader->odd && reader->delimiter == ',');
    reader->cells_end = reader->cell = NULL;
    return count > 0;
}

/* Where libcsv tells of as many bytes as stand before the next separator or line end, it took nothing away: such a text has
 * no other that is a separator. */
static void take_cell_of_lines(void *field, size_t length, void *self)
{
    csv_reader *reader = self;
    char *text = reader->copy;
    wz_cell *cell = reader->cell;
    if (cell != reader->cells_end && length <= WZ_CELL_MAX && reader->ends_cell[(unsigned char)text[length]] &&
        *text != '\'') {
        *cell = (wz_cell){.text = text, .length = length};
        reader->odd |= length ? wz_csv_odd[(unsigned char)*text] : 0;
        reader->row_length += length;
        reader->cell = cell + 1;
        text[length] = '\0';
        reader->copy = text + length + 1;
        return;
    }
    hand_over(reader);
    reader->block->as_written = false;
    take_cell(field, length, self);
}

/* Behind a row whose cells are all in place stands the next one already; else it begins behind the line end told of. */
static void take_row_of_lines(int character, void *self)
{
    csv_reader *reader = self;
    if (!hand_over(reader)) {
        char *end = memchr(reader->copy, character, (size_t)(reader->copy_end - reader->copy));
        reader->copy = end ? end + 1 : reader->copy_end;
    }
    take_row(character, self);
    expect_row(reader);
}

/* How many bytes of whole lines can be given at once: no more lines than the block takes, none with a quotation mark. */
static size_t plain_lines(const csv_reader *reader)
{
    const char *from = reader->text + reader->at, *at = from;
    size_t most = reader->end - reader->at;
    if (reader->skipping || reader->suspicious || reader->line_end != '\n' || reader->at != reader->start ||
        reader->block->open)
        return 0;
    most = most < LINES_MOST ? most : LINES_MOST;
    const char *mark = memchr(from, '"', most);
    const char *end = mark ? mark : from + most;
    for (size_t lines = reader->block->row_count; lines < WZ_BLOCK_ROWS && at < end; lines++) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        if (!next)
            break;
        at = next + 1;
    }
    return (size_t)(at - from);
}

static int parse_lines(csv_reader *reader, size_t length)
{
    reader->copy = wz_block_room(reader->block, length);
    if (!reader->copy)
        return WZ_ENOMEM;
    reader->copy_end = reader->copy + length;
    memcpy(reader->copy, reader->text + reader->at, length);
    expect_row(reader);
    size_t done =
        csv_parse(&reader->parser, reader->text + reader->at, length, take_cell_of_lines, take_row_of_lines, reader);
    reader->start = reader->at += length;
    return done == length ? WZ_OK : WZ_ENOMEM;
}

/* ---- one line ---- */

/* Get more text behind what is held. */
static int more_text(csv_reader *reader)
{
    size_t held = reader->end - reader->start;
    if (reader->start > 0) {
        memmove(reader->text, reader->text + reader->start, held);
        reader->at -= reader->start;
        reader->end = held;
        reader->start = 0;
    }
    char *text = wz_grow(reader->text, &reader->capacity, reader->end + WZ_DECODE_ROOM, 1);
    if (!text)
        return WZ_ENOMEM;
    reader->text = text;
    size_t got;
    int code = wz_decode_more(&reader->decoder, text + reader->end, &got);
    reader->end += got;
    reader->ended = got == 0;
    reader->suspicious = (held > 0 && reader->suspicious) || reader->decoder.suspicious;
    return code;
}

/* The row cannot be read: it comes out with what was, and the next line begins another. */
static int give_up_row(csv_reader *reader, wz_row_fault fault)
{
    wz_block_fault(reader->block, fault);
    wz_block_row(reader->block, reader->row++);
    const char *from = reader->text + reader->start;
    const char *next = memchr(from, reader->line_end, reader->end - reader->start);
    reader->at = next ? (size_t)(next - reader->text) + 1 : reader->end;
    reader->skipping = !next;
    reader->start = reader->at;
    reader->last_end = 0;
    return begin_parser(reader) ? WZ_OK : WZ_ENOMEM;
}

static int parse_line(csv_reader *reader, size_t length)
{
    reader->row_ended = false;
    size_t done = csv_parse(&reader->parser, reader->text + reader->at, length, take_cell, take_row, reader);
    if (done < length)
        return csv_error(&reader->parser) == CSV_EPARSE ? give_up_row(reader, WZ_ROW_QUOTE) : WZ_ENOMEM;
    reader->at += length;
    if (reader->row_ended && !reader->block->open)
        reader->start = reader->at;
    else if (reader->at - reader->start > WZ_ROW_MAX)
        return give_up_row(reader, reader->parser.quoted ? WZ_ROW_QUOTE : WZ_ROW_LONG);
    return WZ_OK;
}

/* The last row, which need not end in a line end; *ended unless lines behind a broken quotation are left. */
static int finish(csv_reader *reader, bool *ended)
{
    *ended = true;
    if (csv_fini(&reader->parser, take_cell, take_row, reader) == 0)
        return WZ_OK;
    if (csv_error(&reader->parser) != CSV_EPARSE)
        return WZ_ENOMEM;
    int code = give_up_row(reader, WZ_ROW_QUOTE);
    *ended = reader->at == reader->end;
    return code;
}

/* The next line, or more text: one step of the reading. */
static int step(csv_reader *reader, bool *ended)
{
    size_t plain = plain_lines(reader);
    if (plain)
        return parse_lines(reader, plain);
    const char *from = reader->text + reader->at;
    size_t left = reader->end - reader->at;
    const char *found = left ? memchr(from, reader->line_end, left) : NULL;
    if (found && reader->skipping) {
        reader->skipping = false;
        reader->start = reader->at += (size_t)(found - from) + 1;
        return WZ_OK;
    }
    if (found)
        return parse_line(reader, (size_t)(found - from) + 1);
    if (reader->skipping)
        reader->start = reader->at = reader->end;
    if (!reader->ended && reader->end - reader->start > WZ_ROW_MAX)
        return give_up_row(reader, WZ_ROW_LONG);
    if (!reader->ended)
        return more_text(reader);
    if (reader->at < reader->end)
        return parse_line(reader, reader->end - reader->at);
    return finish(reader, ended);
}

static int fill(void *self, wz_table_block *block, bool *ended)
{
    csv_reader *reader = self;
    reader->block = block;
    *ended = false;
    int code = WZ_OK;
    while (code == WZ_OK && !*ended && block->row_count < WZ_BLOCK_ROWS)
        code = step(reader, ended);
    return block->failed ? WZ_ENOMEM : code;
}

static void progress(const void *self, size_t *done, size_t *all)
{
    const csv_reader *reader = self;
    *done = reader->decoder.bytes->done;
    *all = reader->decoder.bytes->size;
}

static const char *encoding(const void *self)
{
    const csv_reader *reader = self;
    return reader->decoder.encoding ? reader->decoder.encoding : "UTF-8";
}

static void close_reader(void *self)
{
    csv_reader *reader = self;
    if (!reader)
        return;
    if (reader->begun)
        csv_free(&reader->parser);
    wz_decode_close(&reader->decoder);
    wz_free(reader->text);
    wz_free(reader);
}

/* The separator is told from the first line: a comma unless it has none and a tab, or else a semicolon, instead. */
static char separator(const char *text, size_t length)
{
    size_t end = 0;
    while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;
    if (memchr(text, ',', end))
        return ',';
    return memchr(text, '\t', end) ? '\t' : memchr(text, ';', end) ? ';' : ',';
}

int wz_csv_open(void **out, const wz_table_reader **how, const wz_reader_start *start)
{
    static const wz_table_reader reading = {fill, progress, encoding, close_reader};
    *how = &reading;
    csv_reader *reader = *out = wz_calloc(1, sizeof *reader);
    if (!reader)
        return WZ_ENOMEM;
    reader->diag = start->diag;
    reader->row = 1;
    int code = wz_decode_open(&reader->decoder, start->bytes, start->head, start->head_length, start->options->encoding,
                              start->diag);
    if (code == WZ_OK)
        code = more_text(reader);
    if (code != WZ_OK)
        return code;
    reader->delimiter = separator(reader->text, reader->end);
    bool only_cr = !memchr(reader->text, '\n', reader->end) && memchr(reader->text, '\r', reader->end);
    reader->line_end = only_cr ? '\r' : '\n';
    reader->ends_cell[(unsigned char)reader->delimiter] = reader->ends_cell['\n'] = reader->ends_cell['\r'] = true;
    return begin_parser(reader) ? WZ_OK : WZ_ENOMEM;
}
