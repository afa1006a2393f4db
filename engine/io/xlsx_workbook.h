/* What the cells of a sheet refer to: shared strings, which styles are dates, and in which date system. Private to this
 * module. Source: ECMA-376, part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles). */
#ifndef WZ_IO_XLSX_WORKBOOK_H
#define WZ_IO_XLSX_WORKBOOK_H

#include "io/xlsx_package.h"

typedef struct {
    wz_xlsx_package package;
    bool from_1904;
    char sheet[256];            /* path of the sheet's part */
    wz_buffer strings;          /* the texts one after the other, a NUL behind each */
    size_t *string_at;          /* where each begins; one more for the end */
    size_t string_count, string_capacity;
    bool *dates;                /* by cell style: whether its numbers are days */
    size_t date_count, date_capacity;
} wz_xlsx_workbook;

/* Read all but the sheet itself. Returns WZ_OK, WZ_EIO, WZ_EINPUT, WZ_ELIMIT (the problem added) or WZ_ENOMEM. */
int wz_xlsx_workbook_open(wz_xlsx_workbook *book, const wz_reader_start *start);
void wz_xlsx_workbook_close(wz_xlsx_workbook *book);
/* A shared string; NULL where there is none such. */
const char *wz_xlsx_string(const wz_xlsx_workbook *book, size_t index, size_t *length);
/* Append text of a cell, in which _xHHHH_ stands for characters that XML cannot hold. */
void wz_xlsx_unescape(wz_buffer *out, const char *text, size_t length);

#endif
