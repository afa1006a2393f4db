/* A comparison written down: a table for a terminal, a table for a page, JSON for programs (docs/formats.md, "Comparisons"). */
#ifndef WZ_REPORT_TABLE_H
#define WZ_REPORT_TABLE_H

#include "explain/table.h"
#include "report/prose.h"

typedef struct {
    wz_lang lang;
    unsigned width;     /* text: columns; 0 = 80 */
    bool colour;        /* text */
    bool differences;   /* only rows that differ */
} wz_table_style;

/* Each appends, and returns WZ_OK or WZ_ENOMEM. */
int wz_table_text(wz_buffer *out, const wz_table *table, const wz_table_style *style);
int wz_table_html(wz_buffer *out, const wz_table *table, const wz_table_style *style);
int wz_table_json(wz_buffer *out, const wz_table *table, const wz_table_style *style);

#endif
