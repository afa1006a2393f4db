/* Stylesheets: compiled once, applied by any number of threads at once. A stylesheet can read the files of its own
 * directories and nothing else: no network, no writing, no DTD; how deep and how long it may work is limited. Extensions:
 * EXSLT common, functions, strings, sets. Source: docs/formats.md, "Stylesheets". */
#ifndef WZ_REPORT_XSLT_H
#define WZ_REPORT_XSLT_H

#include "base/buffer.h"
#include "base/diag.h"

typedef enum { WZ_SHEET_PAGE, WZ_SHEET_HTML, WZ_SHEET_TEXT, WZ_SHEET_DOCX, WZ_SHEETS } wz_sheet;

/* The file of a sheet: "page.xsl" … */
const char *wz_sheet_file(wz_sheet sheet);

typedef struct wz_sheets wz_sheets;

/* Compile all sheets of a directory. `own` is a directory whose files win over those of the same name, or one file that
 * stands for html.xsl (or for the sheet whose name it has), or NULL. Returns WZ_OK, WZ_EINPUT, WZ_EIO or WZ_ENOMEM; every
 * problem stands in diag with the stylesheet's file and line. */
int wz_sheets_open(wz_sheets **out, const char *directory, const char *own, wz_diag *diag);
void wz_sheets_close(wz_sheets *sheets);    /* accepts NULL */

/* Apply a sheet to an XML text and append what it gives, in UTF-8: by its xsl:output text, or XML (HTML in XML's syntax,
 * so that it parses as either). Returns WZ_OK, WZ_EINPUT (the sheet stopped with a message), WZ_ELIMIT, WZ_ENOMEM or
 * WZ_EINTERNAL (the text is no XML). */
int wz_sheet_apply(wz_buffer *out, const wz_sheets *sheets, wz_sheet sheet, const char *document, size_t length,
                   wz_diag *diag);

#endif
