/* Invariant: between calls the text is well formed up to the elements still open, and `tag_open` says whether the last of
 * them still lacks the ">" of its start tag. Names are the program's own; every value goes through escaping. */
#include "report/document_writer.h"

#include "report/xml_writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void wz_doc_begin(wz_doc *d, wz_buffer *out, const wz_assessment *a, const wz_document_options *options)
{
    *d = (wz_doc){.out = out, .options = options};
    d->prose = (wz_prose){.a = a, .lang = options->lang, .page = {.width = WZ_PAGE_ENDLESS}};
}

void wz_doc_free(wz_doc *d)
{
    wz_buffer_free(&d->words);
}

/* ---- elements ---- */

/* A page's document is read by a stylesheet alone. */
static void indent(wz_doc *d)
{
    if (d->options->brief)
        return;
    for (unsigned i = 0; i < d->depth; i++)
        wz_buffer_putc(d->out, ' ');
}

static void finish_tag(wz_doc *d)
{
    if (d->tag_open)
        wz_buffer_puts(d->out, d->options->brief ? ">" : ">\n");
    d->tag_open = false;
}

void wz_doc_open(wz_doc *d, const char *name)
{
    finish_tag(d);
    indent(d);
    wz_buffer_putc(d->out, '<');
    wz_buffer_puts(d->out, name);
    d->tag_open = true;
    d->depth++;
}

void wz_doc_close(wz_doc *d, const char *name)
{
    d->depth--;
    if (d->tag_open) {
        wz_buffer_puts(d->out, d->options->brief ? "/>" : "/>\n");
        d->tag_open = false;
        return;
    }
    indent(d);
    wz_buffer_puts(d->out, "</");
    wz_buffer_puts(d->out, name);
    wz_buffer_puts(d->out, d->options->brief ? ">" : ">\n");
}

static void put_text(wz_doc *d, const char *name, const char *text, size_t length)
{
    finish_tag(d);
    indent(d);
    wz_buffer_putc(d->out, '<');
    wz_buffer_puts(d->out, name);
    wz_buffer_putc(d->out, '>');
    wz_xml_escape(d->out, text, length);
    wz_buffer_puts(d->out, "</");
    wz_buffer_puts(d->out, name);
    wz_buffer_puts(d->out, d->options->brief ? ">" : ">\n");
}

/* ---- attributes ---- */

/* Text that is harmless on a page, caught in `words`. */
static const wz_buffer *clean(wz_doc *d, const char *text)
{
    wz_say_raw(wz_doc_say(d), text);
    wz_page_end(&d->prose.page);
    wz_buffer *words = &d->words;
    if (!words->failed && words->length > 0)
        words->data[--words->length] = '\0';
    d->out->failed |= words->failed;
    return words;
}

static void begin_attribute(wz_doc *d, const char *name)
{
    wz_buffer_putc(d->out, ' ');
    wz_buffer_puts(d->out, name);
    wz_buffer_puts(d->out, "=\"");
}

static void put_value(wz_doc *d, const char *value)
{
    const wz_buffer *text = clean(d, value);
    size_t length = text->failed ? 0 : text->length;
    for (size_t at = 0; at < length; at++) {
        size_t run = strcspn(text->data + at, "\"");
        wz_xml_escape(d->out, text->data + at, run);
        at += run;
        if (at < length)
            wz_buffer_puts(d->out, "&quot;");
    }
}

void wz_doc_attribute(wz_doc *d, const char *name, const char *value)
{
    if (!value)
        return;
    begin_attribute(d, name);
    put_value(d, value);
    wz_buffer_putc(d->out, '"');
}

void wz_doc_flag(wz_doc *d, const char *name, bool value)
{
    begin_attribute(d, name);
    wz_buffer_puts(d->out, value ? "true\"" : "false\"");
}

void wz_doc_truth(wz_doc *d, const char *name, wz_truth value)
{
    static const char *const names[] = {"false\"", "unknown\"", "true\""};
    begin_attribute(d, name);
    wz_buffer_puts(d->out, names[value]);
}

void wz_doc_number(wz_doc *d, const char *name, int64_t value)
{
    begin_attribute(d, name);
    wz_buffer_printf(d->out, "%" PRId64 "\"", value);
}

void wz_doc_day(wz_doc *d, const char *name, wz_day day)
{
    char text[WZ_DAY_TEXT];
    wz_day_format(day, text);
    wz_doc_attribute(d, name, text);
}

void wz_doc_range(wz_doc *d, const char *name, wz_day_range range)
{
    if (range.has_low && range.has_high && range.low == range.high)
        wz_doc_day(d, name, range.low);
}

void wz_doc_ids(wz_doc *d, const char *name, wz_strings ids)
{
    if (ids.count == 0)
        return;
    begin_attribute(d, name);
    for (size_t i = 0; i < ids.count; i++) {
        if (i > 0)
            wz_buffer_putc(d->out, ' ');
        put_value(d, ids.items[i]);
    }
    wz_buffer_putc(d->out, '"');
}

/* ---- words ---- */

wz_prose *wz_doc_say(wz_doc *d)
{
    wz_buffer_clear(&d->words);
    d->prose.page = (wz_page){.out = &d->words, .width = WZ_PAGE_ENDLESS};
    d->prose.section = NULL;
    d->prose.norm = NULL;
    wz_page_line(&d->prose.page, 0, 0);
    return &d->prose;
}

/* End what was said; its length without the line feeds behind it. */
static size_t end_of_words(wz_doc *d)
{
    wz_page_end(&d->prose.page);
    d->out->failed |= d->words.failed;
    size_t length = d->words.failed ? 0 : d->words.length;
    while (length > 0 && d->words.data[length - 1] == '\n')
        length--;
    return length;
}

void wz_doc_said(wz_doc *d, const char *name)
{
    size_t length = end_of_words(d), first = 0;
    while (first < length && d->words.data[first] == '\n')
        first++;
    if (length > first)
        put_text(d, name, d->words.data + first, length - first);
}

void wz_doc_said_lines(wz_doc *d, const char *name, const char *line)
{
    size_t length = end_of_words(d);
    if (length == 0)
        return;
    wz_doc_open(d, name);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(d->words.data + at, '\n', length - at);
        size_t run = end ? (size_t)(end - d->words.data) - at : length - at;
        if (run > 0)
            put_text(d, line, d->words.data + at, run);
        at += run + 1;
    }
    wz_doc_close(d, name);
}

void wz_doc_text(wz_doc *d, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    wz_say_raw(wz_doc_say(d), text);
    wz_doc_said(d, name);
}

void wz_doc_label(wz_doc *d, const char *name, wz_text text)
{
    const char *words = wz_text_in(text, d->options->lang);
    if (*words)
        put_text(d, name, words, strlen(words));
}

void wz_doc_word(wz_doc *d, const char *name, wz_word word)
{
    const char *words = wz_word_in(word, d->options->lang);
    put_text(d, name, words, strlen(words));
}
