/* Printing values: as FEEL that reads back to the same value, or as string() shows them. Invariant: what is too
 * deep or too long fails the buffer instead of overflowing the stack or memory. Source: docs/semantics.md, section
 * 9; DMN 1.5, 10.3.4.1. */
#include "feel/eval.h"

#include "feel/lexer.h"
#include "feel/number.h"
#include "feel/temporal.h"

enum { MAX_PRINTED = 64 * 1024 * 1024 };

typedef struct {
    wz_buffer *out;
    bool feel; /* FEEL that reads back, not string() */
    unsigned depth;
} printer;

static void print(printer p, feel_value v);

static void print_quoted(wz_buffer *out, const char *text, size_t length)
{
    wz_buffer_putc(out, '"');
    size_t plain = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        wz_buffer_add(out, text + plain, i - plain);
        plain = i + 1;
        switch (c) {
        case '"': wz_buffer_puts(out, "\\\""); break;
        case '\\': wz_buffer_puts(out, "\\\\"); break;
        case '\n': wz_buffer_puts(out, "\\n"); break;
        case '\r': wz_buffer_puts(out, "\\r"); break;
        case '\t': wz_buffer_puts(out, "\\t"); break;
        default: wz_buffer_printf(out, "\\u%04X", c); break;
        }
    }
    wz_buffer_add(out, text + plain, length - plain);
    wz_buffer_putc(out, '"');
}

static void print_number(wz_buffer *out, feel_value v)
{
    if (!(v.bits & FEEL_BIG)) {
        wz_buffer_printf(out, "%lld", (long long)v.as.integer);
        return;
    }
    char text[FEEL_NUMBER_TEXT];
    size_t length = feel_number_text(v, text);
    wz_buffer_add(out, text, length);
}

static void print_temporal(printer p, feel_value v)
{
    char text[FEEL_TEMPORAL_TEXT];
    size_t length = feel_temporal_text(v, text);
    const char *call = v.tag == FEEL_DATE        ? "date"
                       : v.tag == FEEL_TIME      ? "time"
                       : v.tag == FEEL_DATE_TIME ? "date and time"
                                                 : "duration";
    if (p.feel)
        wz_buffer_printf(p.out, "%s(\"", call);
    wz_buffer_add(p.out, text, length);
    if (p.feel)
        wz_buffer_puts(p.out, "\")");
}

static void print_list(printer p, const feel_list *list)
{
    if (feel_list_uncertain(list)) {
        wz_buffer_puts(p.out, "unknown");
        return;
    }
    wz_buffer_putc(p.out, '[');
    for (size_t i = 0; i < list->count && !p.out->failed; i++) {
        if (i > 0)
            wz_buffer_puts(p.out, ", ");
        print(p, list->items[i]);
    }
    wz_buffer_putc(p.out, ']');
}

static bool plain_key(feel_entry entry)
{
    uint32_t code = 0;
    size_t position = 0;
    for (size_t step; (step = feel_decode(entry.key, entry.key_length, position, &code)) != 0; position += step) {
        if (position == 0 ? !feel_is_name_start(code) : !feel_is_name_part(code) && code != ' ')
            return false;
    }
    return entry.key_length > 0 && entry.key[entry.key_length - 1] != ' ';
}

static void print_context(printer p, feel_value v)
{
    wz_buffer_putc(p.out, '{');
    for (size_t i = 0; i < feel_entry_count(v) && !p.out->failed; i++) {
        feel_entry entry = feel_entry_at(v, i);
        if (i > 0)
            wz_buffer_puts(p.out, ", ");
        if (p.feel || !plain_key(entry))
            print_quoted(p.out, entry.key, entry.key_length);
        else
            wz_buffer_add(p.out, entry.key, entry.key_length);
        wz_buffer_puts(p.out, ": ");
        print(p, entry.value);
    }
    wz_buffer_putc(p.out, '}');
}

static void print_range(printer p, const feel_range *range)
{
    bool no_low = feel_is(range->low, FEEL_NULL), no_high = feel_is(range->high, FEEL_NULL);
    if (no_low || no_high) {
        bool closed = no_low ? range->high_closed : range->low_closed;
        wz_buffer_printf(p.out, "(%s%s ", no_low ? "<" : ">", closed ? "=" : "");
        print(p, no_low ? range->high : range->low);
        wz_buffer_putc(p.out, ')');
        return;
    }
    wz_buffer_putc(p.out, range->low_closed ? '[' : '(');
    print(p, range->low);
    wz_buffer_puts(p.out, "..");
    print(p, range->high);
    wz_buffer_putc(p.out, range->high_closed ? ']' : ')');
}

/* A closure has no text of its own: it reads back as a function of the same parameters that cannot be called. */
static void print_function(printer p, const feel_function *function)
{
    if (!function->program) {
        wz_buffer_puts(p.out, function->builtin);
        return;
    }
    wz_buffer_puts(p.out, "function(");
    for (size_t i = 0; i < function->code->count; i++) {
        if (i > 0)
            wz_buffer_puts(p.out, ", ");
        wz_buffer_add(p.out, function->code->names[i].text, function->code->names[i].length);
    }
    wz_buffer_puts(p.out, ") external {}");
}

static void print(printer p, feel_value v)
{
    if (p.depth++ >= FEEL_MAX_NESTING || p.out->length > MAX_PRINTED)
        p.out->failed = true;
    if (p.out->failed)
        return;
    switch ((feel_tag)v.tag) {
    case FEEL_NULL: wz_buffer_puts(p.out, "null"); break;
    case FEEL_BOOLEAN: wz_buffer_puts(p.out, v.as.integer ? "true" : "false"); break;
    case FEEL_NUMBER: print_number(p.out, v); break;
    case FEEL_STRING: print_quoted(p.out, feel_str(v)->text, feel_str(v)->length); break;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_TIME:
    case FEEL_YEARS_MONTHS: print_temporal(p, v); break;
    case FEEL_LIST: print_list(p, feel_items(v)); break;
    case FEEL_CONTEXT:
    case FEEL_RECORD: print_context(p, v); break;
    case FEEL_RANGE: print_range(p, v.as.pointer); break;
    case FEEL_FUNCTION: print_function(p, v.as.pointer); break;
    case FEEL_UNKNOWN: wz_buffer_puts(p.out, "unknown"); break;
    }
}

void feel_print(wz_buffer *out, feel_value value)
{
    print((printer){.out = out, .feel = true}, value);
}

void feel_print_string(wz_buffer *out, feel_value value)
{
    if (feel_is(value, FEEL_STRING))
        wz_buffer_add(out, feel_str(value)->text, feel_str(value)->length);
    else
        print((printer){.out = out}, value);
}
