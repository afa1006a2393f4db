/* Compiling and applying stylesheets with libxslt.
 *
 * libxslt's document loader is one function for the whole process and is given no context of the caller's, so what a load
 * may read stands in a thread-local variable (`reading`) that is set around each call into libxslt and empty outside: no
 * file is read for anybody else. Messages arrive the same way. Compiled stylesheets are never changed afterwards; each
 * transformation has a context of its own, so threads share them. */
#include "report/xslt.h"

#include "base/alloc.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xmlsave.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long a transformation may work: steps of XPath and depth of templates. A report on a hundred people takes some
 * millions of steps. */
enum { MOST_STEPS = 400 * 1000 * 1000, MOST_DEPTH = 1000 };

static const char own_scheme[] = "wenze:";

struct wz_sheets {
    char *directory, *own; /* own: NULL = none */
    bool own_is_file;
    xsltStylesheetPtr sheets[WZ_SHEETS];
    xsltSecurityPrefsPtr security;
};

static _Thread_local struct {
    const wz_sheets *sheets;
    wz_buffer messages;
    bool refused; /* a file was asked for that may not be read, or could not */
} reading;

const char *wz_sheet_file(wz_sheet sheet)
{
    static const char *const files[WZ_SHEETS] = {"page.xsl", "html.xsl", "text.xsl", "docx.xsl"};
    return files[sheet];
}

/* ---- what may be read ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_inside(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    return strncmp(path, directory, length) == 0 && path[length] == '/' && !strchr(path + length + 1, '/');
}

/* The file of a name in the directory of the organisation, if it is there, else in the other. `replaced`: the one that the
 * organisation's stands in the place of. */
static char *path_of(const wz_sheets *sheets, const char *name, bool replaced)
{
    char *path = NULL;
    if (sheets->own && !sheets->own_is_file && !replaced && asprintf(&path, "%s/%s", sheets->own, name) >= 0) {
        if (access(path, R_OK) == 0)
            return path;
        free(path);
        path = NULL;
    }
    return asprintf(&path, "%s/%s", sheets->directory, name) >= 0 ? path : NULL;
}

/* Where an address leads: a file of the two directories, or nowhere. */
static char *resolve(const wz_sheets *sheets, const char *address)
{
    if (strncmp(address, own_scheme, strlen(own_scheme)) == 0) {
        const char *name = address + strlen(own_scheme);
        return strchr(name, '/') ? NULL : path_of(sheets, name, true);
    }
    char *path = xmlURIUnescapeString(address, 0, NULL), *found = NULL;
    bool beside_own =
        sheets->own && path && (sheets->own_is_file ? strcmp(path, sheets->own) == 0 : is_inside(path, sheets->own));
    if (beside_own || (path && is_inside(path, sheets->directory)))
        found = path_of(sheets, base_name(path), false);
    if (found && sheets->own_is_file && beside_own) {
        free(found);
        found = strdup(sheets->own);
    }
    xmlFree(path);
    return found;
}

static xmlDocPtr refuse(const char *address, const char *why)
{
    wz_buffer_printf(&reading.messages, "%s: %s\n", address, why);
    reading.refused = true;
    return NULL;
}

/* Entities are never replaced, so a stylesheet with a DTD would not mean what it says. */
static xmlDocPtr read_file(const char *path, const char *address, xmlDictPtr dict)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        return refuse(address, "out of memory");
    if (dict) {
        xmlDictFree(parser->dict);
        parser->dict = dict;
        xmlDictReference(dict);
    }
    xmlDocPtr doc = xmlCtxtReadFile(parser, path, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    const xmlError *error = xmlCtxtGetLastError(parser);
    if (!doc && error)
        wz_buffer_printf(&reading.messages, "file %s line %d: %s", path, error->line, error->message);
    xmlFreeParserCtxt(parser);
    if (doc && doc->intSubset) {
        xmlFreeDoc(doc);
        return refuse(path, "a stylesheet must not have a DOCTYPE");
    }
    return doc;
}

static xmlDocPtr load(const xmlChar *address, xmlDictPtr dict, int options, void *context, xsltLoadType type)
{
    (void)options, (void)context, (void)type;
    if (!reading.sheets)
        return NULL;
    char *path = resolve(reading.sheets, (const char *)address);
    if (!path || access(path, R_OK) != 0) {
        free(path);
        return refuse((const char *)address, "is not a file of the stylesheets' directories");
    }
    xmlDocPtr doc = read_file(path, (const char *)address, dict);
    free(path);
    return doc;
}

/* The loader decides what is read; the address of what was replaced looks like one of a network. */
static int allow_own(xsltSecurityPrefsPtr security, xsltTransformContextPtr context, const char *value)
{
    (void)security, (void)context;
    return strncmp(value, own_scheme, strlen(own_scheme)) == 0;
}

/* ---- messages ---- */

static void take_message(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void take_message(void *context, const char *format, ...)
{
    enum { LONGEST = 4096 };
    (void)context;
    char text[LONGEST];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (reading.messages.length < (size_t)16 * LONGEST)
        wz_buffer_puts(&reading.messages, text);
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

/* A message with the place that it names, to a problem; the same twice in a row is one. */
static void add_problem(wz_diag *diag, const char *id, const char *text, const char *advice)
{
    enum { LONGEST = 1024 };
    char file[LONGEST] = "", words[LONGEST];
    unsigned line = 0;
    snprintf(words, sizeof words, "%s", text);
    const char *at = strstr(words, "file ");
    if (at && sscanf(at, "file %1023s line %u", file, &line) != 2)
        line = 0;
    for (char *stop = strstr(words, "; "); stop; stop = strstr(stop, "; "))
        *stop = ','; /* what stands behind the last "; " is advice */
    size_t count = diag ? wz_diag_count(diag) : 0;
    if (count > 0 && strcmp(wz_diag_at(diag, count - 1)->message, words) == 0)
        return;
    wz_diag_add(diag, WZ_ERROR, id, (wz_place){line ? file : NULL, line, 0}, "%s; %s", words, advice);
}

/* "runtime error: file F line 1 element e": what is wrong stands on the next line. */
static bool names_place(const char *line, size_t length)
{
    static const char *const starts[] = {"compilation error: ", "runtime error: "};
    for (size_t i = 0; i < 2; i++) {
        if (strncmp(line, starts[i], strlen(starts[i])) == 0)
            return memmem(line, length, " element ", strlen(" element ")) != NULL;
    }
    return false;
}

/* The messages as problems; at least one, `fallback` where there is no message. */
static void report(wz_diag *diag, const char *id, const char *fallback, const char *advice)
{
    enum { LONGEST = 2048 };
    const wz_buffer *messages = &reading.messages;
    char joined[LONGEST] = "";
    bool any = false;
    for (size_t at = 0; at < messages->length && !messages->failed;) {
        const char *line = messages->data + at;
        size_t length = strcspn(line, "\n"), used = strlen(joined);
        snprintf(joined + used, sizeof joined - used, "%s%.*s", used && length ? ": " : "", (int)length, line);
        if (length > 0 && !names_place(line, length)) {
            add_problem(diag, id, joined, advice);
            *joined = '\0';
            any = true;
        }
        at += length + 1;
    }
    if (*joined || !any)
        add_problem(diag, id, *joined ? joined : fallback, advice);
}

static void begin_reading(const wz_sheets *sheets)
{
    reading.sheets = sheets;
    reading.refused = false;
    xmlSetStructuredErrorFunc(NULL, ignore_error);
}

static void end_reading(void)
{
    reading.sheets = NULL;
    wz_buffer_free(&reading.messages);
    xmlSetStructuredErrorFunc(NULL, NULL);
}

/* ---- compiling ---- */

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static void prepare(void)
{
    xmlInitParser();
    xsltInit();
    exsltCommonRegister();
    exsltFuncRegister();
    exsltSetsRegister();
    exsltStrRegister();
    xsltSetLoaderFunc(load);
    xsltSetGenericErrorFunc(NULL, take_message);
}

static bool is_directory(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* Whether the organisation's single file stands for this sheet. */
static bool is_own(const wz_sheets *sheets, wz_sheet sheet)
{
    if (!sheets->own_is_file)
        return false;
    for (int i = 0; i < WZ_SHEETS; i++) {
        if (strcmp(base_name(sheets->own), wz_sheet_file((wz_sheet)i)) == 0)
            return i == (int)sheet;
    }
    return sheet == WZ_SHEET_HTML;
}

static int compile(wz_sheets *sheets, wz_sheet sheet, wz_diag *diag)
{
    char *path =
        sheets->own && is_own(sheets, sheet) ? strdup(sheets->own) : path_of(sheets, wz_sheet_file(sheet), false);
    if (!path)
        return WZ_ENOMEM;
    if (access(path, R_OK) != 0) {
        wz_diag_add(diag, WZ_ERROR, "REPORT-001", (wz_place){path, 0, 0},
                    "the stylesheet %s cannot be read; name the directory that holds it, or set WENZE_XSL",
                    wz_sheet_file(sheet));
        free(path);
        return WZ_EIO;
    }
    begin_reading(sheets);
    xmlDocPtr doc = read_file(path, path, NULL);
    xsltStylesheetPtr compiled = doc ? xsltParseStylesheetDoc(doc) : NULL;
    if (!compiled && doc)
        xmlFreeDoc(doc);
    bool good = compiled && compiled->errors == 0 && !reading.refused;
    if (!good) {
        report(diag, "REPORT-002", "the stylesheet does not compile", "correct the stylesheet");
        xsltFreeStylesheet(compiled);
    }
    end_reading();
    free(path);
    sheets->sheets[sheet] = good ? compiled : NULL;
    return good ? WZ_OK : WZ_EINPUT;
}

static char *whole_path(const char *path, wz_diag *diag)
{
    char *real = realpath(path, NULL);
    if (!real)
        wz_diag_add(diag, WZ_ERROR, "REPORT-003", (wz_place){path, 0, 0},
                    "there are no stylesheets here; name a directory of stylesheets, or one stylesheet");
    return real;
}

static bool forbid(wz_sheets *sheets)
{
    static const xsltSecurityOption all[] = {XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                             XSLT_SECPREF_WRITE_NETWORK};
    sheets->security = xsltNewSecurityPrefs();
    for (size_t i = 0; i < sizeof all / sizeof all[0] && sheets->security; i++)
        xsltSetSecurityPrefs(sheets->security, all[i], xsltSecurityForbid);
    if (sheets->security)
        xsltSetSecurityPrefs(sheets->security, XSLT_SECPREF_READ_NETWORK, allow_own);
    return sheets->security != NULL;
}

int wz_sheets_open(wz_sheets **out, const char *directory, const char *own, wz_diag *diag)
{
    *out = NULL;
    pthread_once(&prepared, prepare);
    wz_sheets *sheets = wz_calloc(1, sizeof *sheets);
    if (!sheets)
        return WZ_ENOMEM;
    sheets->directory = whole_path(directory, diag);
    sheets->own = own ? whole_path(own, diag) : NULL;
    sheets->own_is_file = sheets->own && !is_directory(sheets->own);
    int code = !sheets->directory || (own && !sheets->own) ? WZ_EIO : forbid(sheets) ? WZ_OK : WZ_ENOMEM;
    for (int i = 0; i < WZ_SHEETS && code != WZ_EIO && code != WZ_ENOMEM; i++) {
        int one = compile(sheets, (wz_sheet)i, diag);
        code = one != WZ_OK ? one : code;
    }
    if (code == WZ_OK)
        *out = sheets;
    else
        wz_sheets_close(sheets);
    return code;
}

void wz_sheets_close(wz_sheets *sheets)
{
    if (!sheets)
        return;
    for (int i = 0; i < WZ_SHEETS; i++)
        xsltFreeStylesheet(sheets->sheets[i]);
    if (sheets->security)
        xsltFreeSecurityPrefs(sheets->security);
    free(sheets->directory);
    free(sheets->own);
    wz_free(sheets);
}

/* ---- applying ---- */

static int write_bytes(void *out, const char *bytes, int length)
{
    wz_buffer_add(out, bytes, (size_t)length);
    return ((wz_buffer *)out)->failed ? -1 : length;
}

static int write_text(wz_buffer *out, xmlDocPtr result)
{
    for (const xmlNode *node = result->children; node; node = node->next) {
        if (node->type == XML_TEXT_NODE)
            wz_buffer_puts(out, (const char *)node->content);
    }
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

/* XML whose elements stand as HTML wants them: only void elements are written without an end tag. */
static int write_markup(wz_buffer *out, xmlDocPtr result, bool html)
{
    int options = XML_SAVE_NO_DECL | (html ? XML_SAVE_XHTML : XML_SAVE_AS_XML);
    xmlSaveCtxtPtr save = xmlSaveToIO(write_bytes, NULL, out, "UTF-8", options);
    if (!save)
        return WZ_ENOMEM;
    for (xmlNodePtr node = result->children; node; node = node->next)
        xmlSaveTree(save, node);
    xmlSaveClose(save);
    wz_buffer_putc(out, '\n');
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

static int write_result(wz_buffer *out, wz_sheet sheet, xmlDocPtr result)
{
    if (sheet == WZ_SHEET_TEXT)
        return write_text(out, result);
    if (sheet == WZ_SHEET_HTML)
        wz_buffer_puts(out, "<!DOCTYPE html>\n");
    return write_markup(out, result, sheet != WZ_SHEET_DOCX);
}

static int transform(wz_buffer *out, const wz_sheets *sheets, wz_sheet sheet, xmlDocPtr doc, wz_diag *diag)
{
    xsltTransformContextPtr context = xsltNewTransformContext(sheets->sheets[sheet], doc);
    if (!context)
        return WZ_ENOMEM;
    context->opLimit = MOST_STEPS;
    context->maxTemplateDepth = MOST_DEPTH;
    xsltSetTransformErrorFunc(context, NULL, take_message);
    xsltSetCtxtSecurityPrefs(sheets->security, context);
    xmlDocPtr result = xsltApplyStylesheetUser(sheets->sheets[sheet], doc, NULL, NULL, NULL, context);
    bool limited = context->opCount >= context->opLimit;
    int code = limited ? WZ_ELIMIT : !result || context->state != XSLT_STATE_OK || reading.refused ? WZ_EINPUT : WZ_OK;
    if (limited)
        report(diag, "REPORT-005", "the stylesheet works too long", "correct the stylesheet");
    else if (code != WZ_OK)
        report(diag, "REPORT-004", "the stylesheet stopped", "correct the stylesheet");
    else
        code = write_result(out, sheet, result);
    if (result)
        xmlFreeDoc(result);
    xsltFreeTransformContext(context);
    return code;
}

int wz_sheet_apply(wz_buffer *out, const wz_sheets *sheets, wz_sheet sheet, const char *document, size_t length,
                   wz_diag *diag)
{
    if (length > INT_MAX)
        return WZ_ELIMIT;
    begin_reading(sheets);
    xmlDocPtr doc = xmlReadMemory(document, (int)length, "document.xml", "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_HUGE | XML_PARSE_COMPACT);
    int code = doc ? transform(out, sheets, sheet, doc, diag) : WZ_EINTERNAL;
    if (doc)
        xmlFreeDoc(doc);
    end_reading();
    return code;
}
