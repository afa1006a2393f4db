/* A block of rows. Text is copied into pieces that are kept from one filling to the next, so that reading on allocates
 * nothing once the first blocks are through. */
#include "base/alloc.h"
#include "io/table_private.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

wz_table_block *wz_table_block_new(void)
{
    return wz_calloc(1, sizeof(wz_table_block));
}

void wz_table_block_free(wz_table_block *block)
{
    if (!block)
        return;
    for (wz_text_piece *piece = block->texts; piece;) {
        wz_text_piece *next = piece->next;
        wz_free(piece);
        piece = next;
    }
    wz_free(block->rows);
    wz_free(block->cells);
    wz_free(block);
}

const wz_cell_row *wz_table_rows(const wz_table_block *block, size_t *count)
{
    *count = block->row_count;
    return block->rows;
}

void wz_block_begin(wz_table_block *block, size_t columns)
{
    block->row_count = 0;
    block->columns = columns;
    block->text = block->texts;
    if (block->text)
        block->text->used = 0;
    block->open = false;
}

/* The next piece with room, an old one where it is large enough. */
static bool next_piece(wz_table_block *block, size_t size)
{
    wz_text_piece **link = block->text ? &block->text->next : &block->texts;
    if (!*link || (*link)->size < size) {
        size_t room = size > PIECE ? size : PIECE;
        wz_text_piece *piece = wz_malloc(sizeof *piece + room);
        if (!piece)
            return false;
        *piece = (wz_text_piece){.next = *link, .size = room};
        *link = piece;
    }
    block->text = *link;
    block->text->used = 0;
    return true;
}

char *wz_block_room(wz_table_block *block, size_t length)
{
    if ((!block->text || block->text->size - block->text->used < length) && !next_piece(block, length)) {
        block->failed = true;
        return NULL;
    }
    char *room = block->text->bytes + block->text->used;
    block->text->used += length;
    return room;
}

static const char *keep(wz_table_block *block, const char *text, size_t length)
{
    char *kept = length ? wz_block_room(block, length + 1) : NULL;
    if (!kept)
        return "";
    memcpy(kept, text, length);
    kept[length] = '\0';
    return kept;
}

wz_cell *wz_block_row_room(wz_table_block *block)
{
    size_t first = block->row_count * block->columns;
    if (first + block->columns > block->cell_capacity) {
        wz_cell *cells = wz_grow(block->cells, &block->cell_capacity, first + block->columns, sizeof *cells);
        if (!cells) {
            block->failed = true;
            return NULL;
        }
        block->cells = cells;
    }
    return block->cells + first;
}

static bool open_row(wz_table_block *block)
{
    if (block->open)
        return true;
    block->row_cells = wz_block_row_room(block);
    if (!block->row_cells)
        return false;
    block->open = true;
    block->as_written = false;
    block->filled = 0;
    block->any = false;
    block->fault = WZ_ROW_GOOD;
    return true;
}

void wz_block_cells_in_place(wz_table_block *block, size_t count, bool any, bool as_written)
{
    if (!open_row(block))
        return;
    block->filled = count;
    block->any = any;
    block->as_written = as_written;
}

void wz_block_fault(wz_table_block *block, wz_row_fault fault)
{
    if (open_row(block) && block->fault == WZ_ROW_GOOD)
        block->fault = fault;
}

/* Where a cut at `length` would part a character, the cut goes before it. */
static size_t whole_characters(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

void wz_block_cell(wz_table_block *block, const char *text, size_t length, wz_cell_kind kind)
{
    if (!open_row(block))
        return;
    if (length > WZ_CELL_MAX) {
        length = whole_characters(text, WZ_CELL_MAX);
        wz_block_fault(block, WZ_ROW_CELL_LONG);
    }
    block->any |= length > 0;
    if (block->filled < block->columns)
        block->row_cells[block->filled] = (wz_cell){.text = keep(block, text, length), .length = length, .kind = kind};
    else if (length > 0)
        wz_block_fault(block, WZ_ROW_MANY_CELLS);
    block->filled++;
}

void wz_block_cell_at(wz_table_block *block, size_t index, const char *text, size_t length, wz_cell_kind kind)
{
    if (!open_row(block))
        return;
    while (block->filled < index && block->filled < block->columns)
        wz_block_cell(block, "", 0, WZ_CELL_TEXT);
    if (block->filled < index)
        block->filled = index;
    wz_block_cell(block, text, length, kind);
}

void wz_block_row(wz_table_block *block, size_t number)
{
    if (!block->open)
        return;
    block->open = false;
    if (!block->any && block->fault == WZ_ROW_GOOD)
        return;
    if (block->row_count == block->row_capacity) {
        wz_cell_row *rows = wz_grow(block->rows, &block->row_capacity, block->row_count + 1, sizeof *rows);
        if (!rows) {
            block->failed = true;
            return;
        }
        block->rows = rows;
    }
    for (size_t i = block->filled; i < block->columns; i++)
        block->row_cells[i] = (wz_cell){.text = ""};
    bool as_written = block->as_written && block->filled == block->columns && block->fault == WZ_ROW_GOOD;
    block->rows[block->row_count++] =
        (wz_cell_row){.number = number, .count = block->columns, .fault = block->fault, .as_written = as_written};
}

void wz_block_end(wz_table_block *block)
{
    for (size_t i = 0; i < block->row_count; i++)
        block->rows[i].cells = block->cells + i * block->columns;
}
