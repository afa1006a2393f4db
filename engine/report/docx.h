/* A word processor's file from the flat form in which a stylesheet gives it: one XML document with all parts of the
 * package (Open Packaging Conventions, "Flat OPC": pkg:package, pkg:part, pkg:xmlData). So nothing of WordprocessingML
 * stands in C, and an organisation's stylesheet decides everything. */
#ifndef WZ_REPORT_DOCX_H
#define WZ_REPORT_DOCX_H

#include "base/buffer.h"
#include "base/diag.h"

/* Append the ZIP archive. Returns WZ_OK, WZ_EINPUT (the stylesheet gave no such document; diag says so), WZ_ENOMEM or
 * WZ_EINTERNAL. */
int wz_docx_pack(wz_buffer *out, const char *flat, size_t length, wz_diag *diag);

#endif
