/* A first look tells JSON (its first character is "{") from XML, and in XML the root's namespace tells an assessment from a
 * case; whatever is neither is left to the loader of cases, which says what is wrong with it. */
#include "load/recorded.h"

#include "base/alloc.h"
#include "io/json.h"
#include "load/input.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <string.h>

static const char space[] = "urn:wenze:assessment:1";
static const char format[] = "wenze-assessment/1";
enum { MOST_BYTES = 64 << 20, MOST_REGIMES = 1000 };

static int incomplete(const wz_recorded *r, wz_diag *diag, const char *what)
{
    wz_diag_add(diag, WZ_ERROR, "REPORT-010", (wz_place){r->file, 0, 0},
                "this assessment has no %s; use one that wenze wrote", what);
    return WZ_EINPUT;
}

/* ---- regulations, each once ---- */

static bool add_regime(wz_recorded *r, const char *id, size_t length)
{
    if (!r->gathered)
        r->regimes.items = r->gathered = wz_arena_array(r->arena, MOST_REGIMES, sizeof *r->gathered);
    for (size_t i = 0; i < r->regimes.count; i++) {
        if (strlen(r->gathered[i]) == length && memcmp(r->gathered[i], id, length) == 0)
            return true;
    }
    const char *kept = wz_arena_strndup(r->arena, id, length);
    if (!r->gathered || !kept || r->regimes.count == MOST_REGIMES)
        return false;
    r->gathered[r->regimes.count++] = kept;
    return true;
}

/* ---- JSON ---- */

static const wz_json *member(const wz_json *object, const char *key)
{
    for (size_t i = 0; object && object->kind == WZ_JSON_OBJECT && i < object->count; i++) {
        if (strcmp(object->keys[i].text, key) == 0)
            return &object->items[i];
    }
    return NULL;
}

static const char *text_of(const wz_json *object, const char *key)
{
    const wz_json *found = member(object, key);
    return found && found->kind == WZ_JSON_STRING ? found->text : NULL;
}

static void regimes_of_person(wz_recorded *r, const wz_json *person)
{
    const wz_json *regimes = member(person, "regimes");
    for (size_t i = 0; regimes && regimes->kind == WZ_JSON_ARRAY && i < regimes->count; i++) {
        const char *id = text_of(&regimes->items[i], "regime");
        if (id)
            add_regime(r, id, strlen(id));
    }
}

static int read_json(wz_recorded *r, wz_diag *diag)
{
    const wz_json *root = NULL;
    wz_json_error error;
    int code = wz_json_parse(r->arena, r->bytes, r->length, &root, &error);
    if (code == WZ_EINPUT || code == WZ_ELIMIT)
        wz_diag_add(diag, WZ_ERROR, "REPORT-011", (wz_place){r->file, error.line, error.column},
                    "not an assessment in JSON: %s; use one that wenze wrote", error.text);
    if (code != WZ_OK)
        return code;
    const char *says = text_of(root, "format");
    if (!says || strcmp(says, format) != 0)
        return incomplete(r, diag, "\"format\": \"wenze-assessment/1\"");
    const wz_json *persons = member(root, "persons");
    r->form = WZ_RECORDED_JSON;
    r->as_of = text_of(root, "as_of");
    r->case_id = text_of(member(root, "case"), "id");
    r->case_sha256 = text_of(member(root, "case"), "sha256");
    for (size_t i = 0; persons && persons->kind == WZ_JSON_ARRAY && i < persons->count; i++)
        regimes_of_person(r, &persons->items[i]);
    return WZ_OK;
}

/* ---- XML ---- */

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->ns->href, space) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr child(xmlNodePtr parent, const char *name)
{
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next) {
        if (is_named(node, name))
            return node;
    }
    return NULL;
}

static const char *content(wz_recorded *r, xmlNodePtr node)
{
    xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
    const char *copy = text ? wz_arena_strdup(r->arena, (const char *)text) : NULL;
    xmlFree(text);
    return copy;
}

static void read_persons(wz_recorded *r, xmlNodePtr persons)
{
    for (xmlNodePtr person = persons ? persons->children : NULL; person; person = person->next) {
        xmlNodePtr regimes = child(person, "regimes");
        for (xmlNodePtr entry = regimes ? regimes->children : NULL; entry; entry = entry->next) {
            const char *id = content(r, child(entry, "regime"));
            if (id)
                add_regime(r, id, strlen(id));
        }
    }
}

/* Broken XML, or other XML, is for the loader of cases. */
static int read_xml(wz_recorded *r)
{
    xmlDocPtr doc = xmlReadMemory(r->bytes, (int)r->length, r->file, "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    xmlNodePtr root = doc && !doc->intSubset ? xmlDocGetRootElement(doc) : NULL;
    if (root && is_named(root, "assessment")) {
        r->form = WZ_RECORDED_XML;
        r->as_of = content(r, child(root, "as_of"));
        r->case_id = content(r, child(child(root, "case"), "id"));
        r->case_sha256 = content(r, child(child(root, "case"), "sha256"));
        read_persons(r, child(root, "persons"));
    }
    xmlFreeDoc(doc);
    return wz_arena_failed(r->arena) ? WZ_ENOMEM : WZ_OK;
}

/* ---- the file ---- */

static int read_bytes(wz_recorded *r, wz_diag *diag)
{
    wz_report report = {.diag = diag, .arena = r->arena, .file = r->file};
    wz_input input = {0};
    int code = wz_input_open(&input, &(wz_input_from){.file = r->file, .limit = MOST_BYTES}, &report);
    if (code != WZ_OK)
        return code;
    r->length = input.length;
    r->bytes = wz_arena_strndup(r->arena, input.bytes, input.length);
    wz_input_close(&input);
    return r->bytes ? WZ_OK : WZ_ENOMEM;
}

/* XML is looked at as a tree only where its beginning names the namespace: a case need not be. */
static int look(wz_recorded *r, wz_diag *diag)
{
    enum { BEGINNING = 4096 };
    size_t blank = strspn(r->bytes, " \t\r\n");
    int code = WZ_OK;
    if (r->bytes[blank] == '{')
        code = read_json(r, diag);
    else if (memmem(r->bytes, r->length < BEGINNING ? r->length : BEGINNING, space, strlen(space)))
        code = read_xml(r);
    if (code == WZ_OK && r->form != WZ_RECORDED_OTHER && !(r->as_of && r->case_sha256))
        return incomplete(r, diag, r->as_of ? "case with its sha256" : "as_of");
    return code;
}

int wz_load_recorded(wz_recorded **out, const char *file, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_recorded *r = arena ? wz_arena_alloc(arena, sizeof *r) : NULL;
    if (!r) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    r->arena = arena;
    r->file = wz_arena_strdup(arena, file);
    int code = r->file ? read_bytes(r, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = look(r, diag);
    if (code == WZ_OK && wz_arena_failed(arena))
        code = WZ_ENOMEM;
    if (code == WZ_OK)
        *out = r;
    else
        wz_arena_free(arena);
    return code;
}

void wz_recorded_free(wz_recorded *recorded)
{
    if (recorded)
        wz_arena_free(recorded->arena);
}
