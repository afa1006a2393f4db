/* JSON by way of jansson, which would read 0.1 as a binary fraction and refuse long integers. So each number is
 * turned into a string before jansson sees the document, and every string gets one letter in front that says what
 * it is: "n0.1" was a number, "sabc" a string. Invariant: no string without such a letter reaches or leaves
 * jansson, so that no text of the document can be taken for a number; places in error messages are told in the
 * document as it was given. */
#include "io/json.h"

#include "base/buffer.h"
#include "wenze/base.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* --- marking --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(const char *text, size_t length, size_t p)
{
    while (p < length && is_digit(text[p]))
        p++;
    return p;
}

/* The end of a number by JSON's grammar that begins at p, or p where there is none. */
static size_t number_end(const char *text, size_t length, size_t start)
{
    size_t p = start + (text[start] == '-');
    size_t whole = digits(text, length, p);
    if (whole == p || (text[p] == '0' && whole > p + 1))
        return start;
    p = whole;
    if (p < length && text[p] == '.') {
        size_t fraction = digits(text, length, p + 1);
        if (fraction == p + 1)
            return start;
        p = fraction;
    }
    if (p < length && (text[p] == 'e' || text[p] == 'E')) {
        size_t exponent = p + 1;
        if (exponent < length && (text[exponent] == '+' || text[exponent] == '-'))
            exponent++;
        if (digits(text, length, exponent) == exponent)
            return start;
        p = digits(text, length, exponent);
    }
    return p;
}

/* The end of the string that begins at p, behind its quote (or the end of the text). */
static size_t string_end(const char *text, size_t length, size_t p)
{
    for (p++; p < length && text[p] != '"'; p++)
        p += text[p] == '\\' && p + 1 < length;
    return p < length ? p + 1 : length;
}

/* Copy the document with its marks. Stops once `limit` bytes are out and returns how far it has read. */
static size_t mark(const char *text, size_t length, wz_buffer *out, size_t limit)
{
    size_t p = 0;
    while (p < length && out->length < limit && !out->failed) {
        size_t end = p + 1;
        if (text[p] == '"') {
            end = string_end(text, length, p);
            wz_buffer_puts(out, "\"s");
            wz_buffer_add(out, text + p + 1, end - p - 1);
        } else if ((text[p] == '-' || is_digit(text[p])) && number_end(text, length, p) > p) {
            end = number_end(text, length, p);
            wz_buffer_puts(out, "\"n");
            wz_buffer_add(out, text + p, end - p);
            wz_buffer_putc(out, '"');
        } else {
            wz_buffer_putc(out, text[p]);
        }
        p = end;
    }
    return p;
}

/* --- the tree --- */

static int convert(wz_arena *arena, json_t *from, wz_json *to, unsigned depth);

static int convert_marked(wz_arena *arena, const char *text, size_t length, wz_json *to)
{
    to->kind = text[0] == 'n' ? WZ_JSON_NUMBER : WZ_JSON_STRING;
    to->length = length - 1;
    to->text = wz_arena_strndup(arena, text + 1, length - 1);
    return to->text ? WZ_OK : WZ_ENOMEM;
}

static int convert_array(wz_arena *arena, json_t *from, wz_json *to, unsigned depth)
{
    to->kind = WZ_JSON_ARRAY;
    to->count = json_array_size(from);
    wz_json *items = wz_arena_array(arena, to->count, sizeof *items);
    int code = items ? WZ_OK : WZ_ENOMEM;
    for (size_t i = 0; code == WZ_OK && i < to->count; i++)
        code = convert(arena, json_array_get(from, i), &items[i], depth);
    to->items = items;
    return code;
}

static int convert_object(wz_arena *arena, json_t *from, wz_json *to, unsigned depth)
{
    to->kind = WZ_JSON_OBJECT;
    to->count = json_object_size(from);
    wz_json *items = wz_arena_array(arena, to->count, sizeof *items);
    wz_json *keys = wz_arena_array(arena, to->count, sizeof *keys);
    int code = items && keys ? WZ_OK : WZ_ENOMEM;
    size_t i = 0;
    for (void *at = json_object_iter(from); code == WZ_OK && at; at = json_object_iter_next(from, at), i++) {
        const char *key = json_object_iter_key(at);
        code = convert_marked(arena, key, strlen(key), &keys[i]);
        if (code == WZ_OK)
            code = convert(arena, json_object_iter_value(at), &items[i], depth);
    }
    to->items = items;
    to->keys = keys;
    return code;
}

static int convert(wz_arena *arena, json_t *from, wz_json *to, unsigned depth)
{
    if (depth >= WZ_JSON_MAX_DEPTH)
        return WZ_ELIMIT;
    switch (json_typeof(from)) {
    case JSON_TRUE: to->kind = WZ_JSON_TRUE; return WZ_OK;
    case JSON_FALSE: to->kind = WZ_JSON_FALSE; return WZ_OK;
    case JSON_STRING: return convert_marked(arena, json_string_value(from), json_string_length(from), to);
    case JSON_ARRAY: return convert_array(arena, from, to, depth + 1);
    case JSON_OBJECT: return convert_object(arena, from, to, depth + 1);
    default: to->kind = WZ_JSON_NULL; return WZ_OK;
    }
}

/* --- parsing --- */

/* Where in the document jansson stopped: `marked` bytes into the marked text. jansson quotes the text near by; its own
 * words end before that. */
static void place_error(const char *text, size_t length, const json_error_t *from, wz_json_error *error)
{
    wz_buffer out = {0};
    size_t at = mark(text, length, &out, from->position > 0 ? (size_t)from->position : 0);
    wz_buffer_free(&out);
    error->line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            error->line++;
            line_start = i + 1;
        }
    }
    error->column = (unsigned)(at - line_start) + 1;
    const char *near = strstr(from->text, " near '");
    int words = near ? (int)(near - from->text) : (int)strlen(from->text);
    snprintf(error->text, sizeof error->text, "%.*s", words, from->text);
}

int wz_json_parse(wz_arena *arena, const char *text, size_t length, const wz_json **out, wz_json_error *error)
{
    *out = NULL;
    *error = (wz_json_error){.line = 1, .column = 1};
    if (length > WZ_JSON_MAX_BYTES) {
        snprintf(error->text, sizeof error->text, "the document is longer than 64 MiB");
        return WZ_ELIMIT;
    }
    wz_buffer marked = {0};
    mark(text, length, &marked, SIZE_MAX);
    wz_json *root = wz_arena_alloc(arena, sizeof *root);
    int code = marked.failed || !root ? WZ_ENOMEM : WZ_OK;
    if (code == WZ_OK) {
        json_error_t problem = {0};
        json_t *tree = json_loadb(marked.data ? marked.data : "", marked.length,
                                  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL, &problem);
        bool memory = !tree && json_error_code(&problem) == json_error_out_of_memory;
        code = tree ? convert(arena, tree, root, 0) : memory ? WZ_ENOMEM : WZ_EINPUT;
        if (code == WZ_EINPUT)
            place_error(text, length, &problem, error);
        if (code == WZ_ELIMIT)
            snprintf(error->text, sizeof error->text, "the document is nested deeper than %d", WZ_JSON_MAX_DEPTH);
        json_decref(tree);
    }
    wz_buffer_free(&marked);
    if (code == WZ_OK)
        *out = root;
    return code;
}
