/* The parts of an XLSX file: a ZIP archive of XML documents (ECMA-376, part 2). Everything unpacked is counted against a
 * limit; document types are refused, and with them entities; nothing outside the archive is read. Private to this module. */
#ifndef WZ_IO_XLSX_PACKAGE_H
#define WZ_IO_XLSX_PACKAGE_H

#include <libxml/parser.h>
#include <zip.h>

#include "io/table_private.h"

typedef struct {
    zip_t *zip;
    char *memory;           /* the archive's bytes where they came through a pipe */
    const char *name;       /* in messages */
    wz_diag *diag;
    char workbook[256];     /* path of the main part */
} wz_xlsx_package;

int wz_xlsx_package_open(wz_xlsx_package *package, const wz_reader_start *start);
void wz_xlsx_package_close(wz_xlsx_package *package);
/* Add a problem of the file and return WZ_EINPUT or WZ_ELIMIT. */
int wz_xlsx_broken(const wz_xlsx_package *package, const char *part);
int wz_xlsx_limit(const wz_xlsx_package *package, const char *part);

/* What a part's reader is told. Names are local names; `attributes` is libxml2's array of five a piece. */
typedef struct {
    void (*open)(void *user, const char *name, const xmlChar **attributes, int count);
    void (*close)(void *user, const char *name);
    void (*text)(void *user, const char *text, size_t length);
} wz_xlsx_events;

/* The value of an attribute by its local name, cut to the room there is; false where there is none. */
bool wz_xlsx_attribute(const xmlChar **attributes, int count, const char *name, char *out, size_t size);

/* A part being read. */
typedef struct {
    const wz_xlsx_package *package;
    char part[256];
    zip_file_t *file;
    xmlParserCtxtPtr parser;
    const wz_xlsx_events *events;
    void *user;
    size_t unpacked, limit, size;   /* size: as the archive says */
    unsigned quotes;                /* attributes of the tag being read, counted before libxml2 sees them */
    char state;
    bool stopped, refused;
} wz_xlsx_stream;

/* Whether the archive has a part. */
bool wz_xlsx_has(const wz_xlsx_package *package, const char *part);
int wz_xlsx_stream_open(wz_xlsx_stream *stream, const wz_xlsx_package *package, const char *part, size_t limit,
                        const wz_xlsx_events *events, void *user);
/* Read on by some kilobytes; *ended behind the last. Returns WZ_OK, WZ_EINPUT or WZ_ELIMIT with the problem added, or
 * WZ_ENOMEM. */
int wz_xlsx_stream_step(wz_xlsx_stream *stream, bool *ended);
void wz_xlsx_stream_close(wz_xlsx_stream *stream);
/* A whole part at once. */
int wz_xlsx_read_part(const wz_xlsx_package *package, const char *part, size_t limit, const wz_xlsx_events *events,
                      void *user);

/* The path of what a part refers to: `target` as its relationships file has it. */
void wz_xlsx_resolve(const char *part, const char *target, char *out, size_t size);
/* Find the target of a relationship of a part by its id, or by how its type ends; "" where there is none. */
int wz_xlsx_relation(const wz_xlsx_package *package, const char *part, const char *id, const char *type, char *out,
                     size_t size);

#endif
