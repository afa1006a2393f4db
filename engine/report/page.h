/* A page of plain text: lines of a fixed width, wrapped between words and between Chinese characters, a wide character
 * counting two columns. What is written is made harmless for a terminal, or for a page of HTML. Running out of memory shows in the buffer. */
#ifndef WZ_REPORT_PAGE_H
#define WZ_REPORT_PAGE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

typedef enum { WZ_PLAIN, WZ_BOLD, WZ_DIM } wz_style;

enum { WZ_PAGE_ENDLESS = INT_MAX };

/* Start with {.out = buffer, .width = 80}. The rest is the page's own. */
typedef struct {
    wz_buffer *out;
    unsigned width;     /* WZ_PAGE_ENDLESS: lines are never wrapped, columns not counted */
    bool colour;        /* write styles as ANSI escapes */
    bool html;          /* write paragraphs of HTML instead of lines: <p class="in4">, styles as elements, nothing wrapped */
    uint8_t style;      /* html: the one in force, opened again on each line */
    unsigned indent;    /* of the lines that continue this one */
    unsigned column;    /* columns used on the current line */
    uint32_t last;      /* the character before; 0 at the start of a line */
    size_t line;        /* offset where the current line's text starts */
    size_t stop;        /* offset of the last place where the line may break, == line where there is none */
    unsigned stop_column;
    bool inside;        /* a line is begun */
} wz_page;

/* Begin a line (ending the one before) at `indent`; its continuation lines stand `hang` columns further right. */
void wz_page_line(wz_page *page, unsigned indent, unsigned hang);
/* End the line; does nothing between lines. */
void wz_page_end(wz_page *page);
/* An empty line, never two in a row and none at the top. */
void wz_page_gap(wz_page *page);

void wz_page_put(wz_page *page, const char *text);
void wz_page_put_bytes(wz_page *page, const char *text, size_t length);
/* Spaces up to a column of the line, one at least. */
void wz_page_pad(wz_page *page, unsigned column);
/* A rule from margin to margin. */
void wz_page_rule(wz_page *page, const char *mark);
void wz_page_style(wz_page *page, wz_style style);

/* Columns that a text takes. */
unsigned wz_page_columns(const char *text);

#endif
