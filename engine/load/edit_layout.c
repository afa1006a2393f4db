/* How changes look in the text: new elements stand behind their like with the same indentation, removed ones take their line
 * with them, and everything else keeps its bytes. */
#include "load/edit_private.h"

#include <stdint.h>
#include <string.h>

void wz_edit_cut(wz_editor *e, size_t from, size_t to, const char *text)
{
    wz_cut *made = WZ_ADD(&e->cuts, wz_cut);
    if (made)
        *made = (wz_cut){from, to, text};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *newline(const wz_editor *e)
{
    const char *first = memchr(e->outline.bytes, '\n', e->outline.size);
    return first && first > e->outline.bytes && first[-1] == '\r' ? "\r\n" : "\n";
}

/* Where the line begins whose first mark is at `start`; SIZE_MAX where something stands before it. */
static size_t line_of(const wz_editor *e, size_t start)
{
    while (start > 0 && (e->outline.bytes[start - 1] == ' ' || e->outline.bytes[start - 1] == '\t'))
        start--;
    return start == 0 || e->outline.bytes[start - 1] == '\n' ? start : SIZE_MAX;
}

/* The blanks before an element that begins its line; NULL where it does not. */
static const char *indent_of(const wz_editor *e, const wz_outline_element *element)
{
    size_t line = line_of(e, element->start);
    return line == SIZE_MAX ? NULL : wz_arena_strndup(e->arena, e->outline.bytes + line, element->start - line);
}

/* Behind an element, and behind a comment that follows it on its line. */
static size_t behind(const wz_editor *e, size_t end)
{
    const char *bytes = e->outline.bytes, *limit = bytes + e->outline.size, *c = bytes + end;
    while (c < limit && (*c == ' ' || *c == '\t'))
        c++;
    if (limit - c < 4 || memcmp(c, "<!--", 4) != 0)
        return end;
    const char *close = memmem(c, (size_t)(limit - c), "-->", 3);
    const char *line = memchr(c, '\n', (size_t)(limit - c));
    return close && (!line || close < line) ? (size_t)(close + 3 - bytes) : end;
}

/* Take an element out, with its line where it has one of its own. */
void wz_edit_remove(wz_editor *e, const wz_outline_element *element)
{
    size_t from = element->start, to = element->end, line = line_of(e, from), after = to;
    while (after < e->outline.size && (e->outline.bytes[after] == ' ' || e->outline.bytes[after] == '\t'))
        after++;
    bool ends = after < e->outline.size && (e->outline.bytes[after] == '\n' || e->outline.bytes[after] == '\r');
    if (line != SIZE_MAX && line > 0 && ends) {
        from = line - 1;
        if (from > 0 && e->outline.bytes[from - 1] == '\r')
            from--;
        to = after;
    } else if (line == SIZE_MAX && from > 0 && e->outline.bytes[from - 1] == ' ') {
        from--;
    }
    wz_edit_cut(e, from, to, "");
}

/* The child behind which one of this name is put; NULL = none, first. */
static const wz_outline_element *sibling_before(const wz_editor *e, const wz_outline_element *parent, const char *name)
{
    const wz_outline_element *last = NULL;
    bool of_person = wz_edit_is(parent, "person");
    for (size_t i = 0; i < e->outline.count; i++) {
        const wz_outline_element *child = wz_edit_at(e, i);
        if (wz_edit_child(e, child, parent) && wz_edit_rank(child->name, of_person) <= wz_edit_rank(name, of_person))
            last = child;
    }
    return last;
}

/* Put an element, given as text, into a parent: behind its like, on a line of its own where these have one. */
void wz_edit_insert(wz_editor *e, const wz_outline_element *parent, const char *name, const char *text)
{
    const wz_outline_element *before = sibling_before(e, parent, name);
    const char *outer = indent_of(e, parent);
    if (before) {
        const char *indent = indent_of(e, before);
        size_t where = behind(e, before->end);
        wz_edit_cut(e, where, where,
                    indent ? wz_arena_printf(e->arena, "%s%s%s", newline(e), indent, text)
                           : wz_arena_printf(e->arena, " %s", text));
    } else if (wz_outline_empty(&e->outline, parent)) {
        wz_edit_cut(e, parent->tag_end, parent->end,
                    wz_arena_printf(e->arena, ">%s%s  %s%s%s</%s%s>", newline(e), outer ? outer : "", text, newline(e),
                                    outer ? outer : "", parent->prefix, parent->name));
    } else {
        size_t where = behind(e, parent->tag_end + 1);
        size_t next = where;
        while (next < e->outline.size && is_blank(e->outline.bytes[next]))
            next++;
        bool broken = memchr(e->outline.bytes + where, '\n', next - where) != NULL;
        wz_edit_cut(
            e, where, where,
            wz_arena_printf(e->arena, "%s%s  %s%s", newline(e), outer ? outer : "", text, broken ? "" : newline(e)));
    }
}

const char *wz_edit_keep(wz_editor *e, wz_buffer *buffer)
{
    const char *kept = buffer->failed ? NULL : wz_arena_strndup(e->arena, buffer->data, buffer->length);
    e->cuts.failed |= !kept;
    wz_buffer_free(buffer);
    return kept ? kept : "";
}

/* Change attributes of an element's first tag: names and values (NULL = out) in turn, ended by a NULL name. */
void wz_edit_attributes(wz_editor *e, const wz_outline_element *element, const wz_edit_field *fields, size_t count)
{
    wz_buffer tag = {0};
    wz_buffer_add(&tag, e->outline.bytes + element->start, element->tag_end - element->start);
    for (size_t i = 0; i < count; i++)
        wz_tag_set(&tag, fields[i].name, fields[i].value);
    wz_edit_cut(e, element->start, element->tag_end, wz_edit_keep(e, &tag));
}

const char *wz_edit_element(wz_editor *e, const wz_outline_element *parent, const char *name,
                            const wz_edit_field *fields, size_t count, const char *content)
{
    wz_buffer text = {0};
    wz_buffer_printf(&text, "<%s%s", parent->prefix, name);
    for (size_t i = 0; i < count; i++) {
        if (!fields[i].value)
            continue;
        wz_buffer_printf(&text, " %s=\"", fields[i].name);
        wz_tag_escape(&text, fields[i].value);
        wz_buffer_puts(&text, "\"");
    }
    if (content)
        wz_buffer_printf(&text, ">%s</%s%s>", content, parent->prefix, name);
    else
        wz_buffer_puts(&text, "/>");
    return wz_edit_keep(e, &text);
}
