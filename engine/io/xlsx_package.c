/* Unpacking and parsing go together, a few kilobytes at a time: neither a part nor its tree is ever held whole. */
#include "io/xlsx_package.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>

enum { STEP = 4096, PIPED_MAX = 256 << 20, RELATIONS_MAX = 4 << 20, ATTRIBUTES_MAX = 256, PARTS_MAX = 100000 };

int wz_xlsx_broken(const wz_xlsx_package *package, const char *part)
{
    wz_diag_add(package->diag, WZ_ERROR, "TABLE-020", (wz_place){.file = package->name},
                "the workbook is damaged or is none (%.80s); open it in a spreadsheet and save it again", part);
    return WZ_EINPUT;
}

int wz_xlsx_limit(const wz_xlsx_package *package, const char *part)
{
    wz_diag_add(package->diag, WZ_ERROR, "TABLE-021", (wz_place){.file = package->name},
                "the workbook unpacks to more than may be read (%.80s); divide it, or save the sheet as CSV", part);
    return WZ_ELIMIT;
}

/* --- the archive --- */

/* Read what is left of a pipe. */
static int read_pipe(wz_xlsx_package *package, const wz_reader_start *start, size_t *size)
{
    size_t capacity = 0;
    *size = start->head_length;
    for (size_t got = 1; got > 0; *size += got) {
        size_t more = *size + (1 << 20);
        char *grown = *size > PIPED_MAX ? NULL : wz_grow(package->memory, &capacity, more, 1);
        if (!grown)
            return *size > PIPED_MAX ? wz_xlsx_limit(package, "-") : WZ_ENOMEM;
        if (!package->memory)
            memcpy(grown, start->head, start->head_length);
        package->memory = grown;
        int code = wz_bytes_read(start->bytes, grown + *size, 1 << 20, &got, start->diag);
        if (code != WZ_OK)
            return code;
    }
    return WZ_OK;
}

/* The whole file once through the hash. */
static int hash_rest(const wz_reader_start *start)
{
    char piece[STEP];
    int code = WZ_OK;
    for (size_t got = 1; start->bytes->hashing && got > 0 && code == WZ_OK;)
        code = wz_bytes_read(start->bytes, piece, sizeof piece, &got, start->diag);
    return code;
}

static int open_zip(wz_xlsx_package *package, const wz_reader_start *start)
{
    wz_bytes *bytes = start->bytes;
    zip_error_t error;
    zip_source_t *source;
    size_t size = bytes->size;
    bool piped = !wz_bytes_seekable(bytes);
    int code = piped ? read_pipe(package, start, &size) : hash_rest(start);
    if (code != WZ_OK)
        return code;
    zip_error_init(&error);
    if (piped || bytes->memory)
        source = zip_source_buffer_create(piped ? package->memory : bytes->memory, size, 0, &error);
    else
        source = zip_source_file_create(bytes->name, 0, -1, &error);
    package->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !package->zip)
        zip_source_free(source);
    bool memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
    zip_error_fini(&error);
    if (!package->zip)
        return memory ? WZ_ENOMEM : wz_xlsx_broken(package, "ZIP");
    return zip_get_num_entries(package->zip, 0) > PARTS_MAX ? wz_xlsx_limit(package, "ZIP") : WZ_OK;
}

int wz_xlsx_package_open(wz_xlsx_package *package, const wz_reader_start *start)
{
    *package = (wz_xlsx_package){.name = start->bytes->name, .diag = start->diag};
    int code = open_zip(package, start);
    if (code == WZ_OK)
        code = wz_xlsx_relation(package, "", NULL, "/officeDocument", package->workbook, sizeof package->workbook);
    if (code == WZ_OK && !wz_xlsx_has(package, package->workbook)) {
        wz_diag_add(package->diag, WZ_ERROR, "TABLE-022", (wz_place){.file = package->name},
                    "this is a ZIP file without a workbook in it; give an .xlsx file or CSV");
        code = WZ_EINPUT;
    }
    return code;
}

void wz_xlsx_package_close(wz_xlsx_package *package)
{
    if (package->zip)
        zip_discard(package->zip);
    package->zip = NULL;
    wz_free(package->memory);
    package->memory = NULL;
}

bool wz_xlsx_has(const wz_xlsx_package *package, const char *part)
{
    return *part && zip_name_locate(package->zip, part, ZIP_FL_ENC_GUESS) >= 0;
}

/* --- one part --- */

static void sax_open(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    wz_xlsx_stream *stream = self;
    if (stream->events->open)
        stream->events->open(stream->user, (const char *)name, attributes, attribute_count);
}

static void sax_close(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    wz_xlsx_stream *stream = self;
    if (stream->events->close)
        stream->events->close(stream->user, (const char *)name);
}

static void sax_text(void *self, const xmlChar *text, int length)
{
    wz_xlsx_stream *stream = self;
    if (stream->events->text)
        stream->events->text(stream->user, (const char *)text, (size_t)length);
}

/* A document type: nothing in it is read. */
static void sax_doctype(void *self, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    wz_xlsx_stream *stream = self;
    stream->refused = true;
    xmlStopParser(stream->parser);
}

bool wz_xlsx_attribute(const xmlChar **attributes, int count, const char *name, char *out, size_t size)
{
    for (int i = 0; i < count; i++) {
        if (strcmp((const char *)attributes[5 * i], name) != 0)
            continue;
        size_t length = (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]);
        length = length < size ? length : size - 1;
        memcpy(out, attributes[5 * i + 3], length);
        out[length] = '\0';
        return true;
    }
    return false;
}

int wz_xlsx_stream_open(wz_xlsx_stream *stream, const wz_xlsx_package *package, const char *part, size_t limit,
                        const wz_xlsx_events *events, void *user)
{
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = sax_open,
                             .endElementNs = sax_close,
                             .characters = sax_text,
                             .cdataBlock = sax_text,
                             .ignorableWhitespace = sax_text,
                             .internalSubset = sax_doctype};
    *stream = (wz_xlsx_stream){.package = package, .events = events, .user = user, .limit = limit};
    strncpy(stream->part, part, sizeof stream->part - 1);
    zip_stat_t about;
    if (zip_stat(package->zip, part, ZIP_FL_ENC_GUESS, &about) == 0 && about.valid & ZIP_STAT_SIZE)
        stream->size = (size_t)about.size;
    stream->file = zip_fopen(package->zip, part, ZIP_FL_ENC_GUESS);
    if (!stream->file)
        return wz_xlsx_broken(package, part);
    stream->parser = xmlCreatePushParserCtxt(&handler, stream, NULL, 0, NULL);
    if (!stream->parser)
        return WZ_ENOMEM;
    xmlCtxtUseOptions(stream->parser, XML_PARSE_NONET);
    return WZ_OK;
}

/* libxml2 compares each attribute of an element with all before it, so they are counted first, by the quotation marks that
 * open in a tag. What a comment has of these can only make the count larger. */
static bool too_many_attributes(wz_xlsx_stream *stream, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (stream->state == 0) {
            const char *tag = memchr(text + i, '<', length - i);
            if (!tag)
                break;
            i = (size_t)(tag - text);
            stream->state = '<';
            stream->quotes = 0;
        } else if (stream->state != '<') {
            if (c == stream->state)
                stream->state = '<';
        } else if (c == '>') {
            stream->state = 0;
        } else if (c == '"' || c == '\'') {
            stream->state = c;
            if (++stream->quotes > ATTRIBUTES_MAX)
                return true;
        }
    }
    return false;
}

int wz_xlsx_stream_step(wz_xlsx_stream *stream, bool *ended)
{
    char piece[STEP];
    *ended = false;
    zip_int64_t got = zip_fread(stream->file, piece, sizeof piece);
    if (got < 0)
        return wz_xlsx_broken(stream->package, stream->part);
    stream->unpacked += (size_t)got;
    if (stream->unpacked > stream->limit || too_many_attributes(stream, piece, (size_t)got))
        return wz_xlsx_limit(stream->package, stream->part);
    int error = xmlParseChunk(stream->parser, piece, (int)got, got == 0);
    if (error == XML_ERR_NO_MEMORY)
        return WZ_ENOMEM;
    if (stream->refused || (error != XML_ERR_OK && !stream->parser->wellFormed && !stream->stopped))
        return wz_xlsx_broken(stream->package, stream->part);
    *ended = got == 0;
    return WZ_OK;
}

void wz_xlsx_stream_close(wz_xlsx_stream *stream)
{
    if (stream->parser)
        xmlFreeParserCtxt(stream->parser);
    if (stream->file)
        zip_fclose(stream->file);
    stream->parser = NULL;
    stream->file = NULL;
}

int wz_xlsx_read_part(const wz_xlsx_package *package, const char *part, size_t limit, const wz_xlsx_events *events,
                      void *user)
{
    wz_xlsx_stream stream;
    bool ended = false;
    int code = wz_xlsx_stream_open(&stream, package, part, limit, events, user);
    while (code == WZ_OK && !ended)
        code = wz_xlsx_stream_step(&stream, &ended);
    wz_xlsx_stream_close(&stream);
    return code;
}

/* --- relationships --- */

/* Take away the last step of a path that ends in '/', or nothing. */
static size_t parent(const char *path, size_t length)
{
    if (length > 0)
        length--;
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

void wz_xlsx_resolve(const char *part, const char *target, char *out, size_t size)
{
    char path[512] = "";
    size_t length = 0;
    const char *slash = strrchr(part, '/');
    if (*target != '/' && slash && (size_t)(slash - part) + 1 < sizeof path) {
        length = (size_t)(slash - part) + 1;
        memcpy(path, part, length);
    }
    while (*target) {
        size_t step = strcspn(target, "/");
        bool up = step == 2 && target[0] == '.' && target[1] == '.';
        bool here = step == 0 || (step == 1 && target[0] == '.');
        if (up)
            length = parent(path, length);
        else if (!here && length + step + 2 < sizeof path) {
            memcpy(path + length, target, step);
            length += step;
            if (target[step])
                path[length++] = '/';
        }
        target += step + (target[step] == '/');
    }
    path[length] = '\0';
    size_t keep = length < size ? length : 0;
    memcpy(out, path, keep);
    out[keep] = '\0';
}

typedef struct {
    const char *id, *type;
    char target[256];
} relation;

static void relation_open(void *user, const char *name, const xmlChar **attributes, int count)
{
    relation *wanted = user;
    char id[128] = "", type[256] = "";
    if (strcmp(name, "Relationship") != 0 || *wanted->target)
        return;
    wz_xlsx_attribute(attributes, count, "Id", id, sizeof id);
    wz_xlsx_attribute(attributes, count, "Type", type, sizeof type);
    size_t length = strlen(type), ending = wanted->type ? strlen(wanted->type) : 0;
    bool found = wanted->id ? strcmp(id, wanted->id) == 0
                            : wanted->type && length >= ending && strcmp(type + length - ending, wanted->type) == 0;
    if (found)
        wz_xlsx_attribute(attributes, count, "Target", wanted->target, sizeof wanted->target);
}

int wz_xlsx_relation(const wz_xlsx_package *package, const char *part, const char *id, const char *type, char *out,
                     size_t size)
{
    static const wz_xlsx_events events = {.open = relation_open};
    char file[600];
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
    *out = '\0';
    int length = snprintf(file, sizeof file, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
    if (length < 0 || (size_t)length >= sizeof file)
        return WZ_OK;
    relation wanted = {.id = id, .type = type};
    if (!wz_xlsx_has(package, file))
        return WZ_OK;
    int code = wz_xlsx_read_part(package, file, RELATIONS_MAX, &events, &wanted);
    if (code == WZ_OK && *wanted.target)
        wz_xlsx_resolve(part, wanted.target, out, size);
    return code;
}
