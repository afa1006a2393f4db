/* Problems in our words. A name counts as near when a third of its characters, at most three, were mistyped, left out, put
 * in or swapped with the next. Digits are taken as meant: art_9 is not a misspelt art_1. */
#include "load/report.h"

#include <stdarg.h>
#include <string.h>

enum { SHOWN = 40, NAME_MAX_COMPARED = 64, FAR = 4 };

bool wz_report_open(const wz_report *report)
{
    return report->diag && report->problems < WZ_DIAG_MAX;
}

static void put(wz_report *report, wz_severity severity, const char *id, const wz_place *places, size_t count,
                const char *format, va_list args)
{
    report->problems++;
    report->errors += severity == WZ_ERROR;
    if (!report->diag || report->problems > WZ_DIAG_MAX)
        return;
    const char *text = wz_arena_vprintf(report->arena, format, args);
    wz_diag_add_at(report->diag, severity, id, places, count, "%s", text ? text : "memory is short; ");
}

void wz_report_error(wz_report *report, const char *id, wz_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put(report, WZ_ERROR, id, &place, 1, format, args);
    va_end(args);
}

void wz_report_warning(wz_report *report, const char *id, wz_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put(report, WZ_WARNING, id, &place, 1, format, args);
    va_end(args);
}

void wz_report_both(wz_report *report, const char *id, wz_place here, wz_place there, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put(report, WZ_ERROR, id, (wz_place[]){here, there}, 2, format, args);
    va_end(args);
}

const char *wz_shown(const wz_report *report, const char *value)
{
    size_t length = strlen(value), cut = length;
    if (length > SHOWN) {
        cut = SHOWN;
        while (cut > 0 && ((unsigned char)value[cut] & 0xC0) == 0x80)
            cut--;
    }
    char *text = wz_arena_printf(report->arena, "'%.*s%s'", (int)cut, value, cut < length ? "…" : "");
    if (!text)
        return "?";
    for (char *c = text; *c; c++) {
        if ((unsigned char)*c < ' ')
            *c = ' ';
    }
    return text;
}

wz_nearest wz_nearest_to(const char *wanted)
{
    return (wz_nearest){.wanted = wanted, .distance = FAR};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits from one name to the other, neighbours swapped counting as one (optimal string alignment). */
static size_t edits(const char *a, size_t na, const char *b, size_t nb)
{
    size_t before[NAME_MAX_COMPARED + 1] = {0}, last[NAME_MAX_COMPARED + 1], row[NAME_MAX_COMPARED + 1];
    for (size_t j = 0; j <= nb; j++)
        last[j] = j;
    for (size_t i = 1; i <= na; i++) {
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            row[j] = least(least(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        memcpy(before, last, sizeof last);
        memcpy(last, row, sizeof row);
    }
    return last[nb];
}

/* Whether both have the same digits in the same order. */
static bool same_digits(const char *a, const char *b)
{
    static const char *const digits = "0123456789";
    for (;;) {
        a = strpbrk(a, digits);
        b = strpbrk(b, digits);
        if (!a || !b)
            return a == b;
        if (*a++ != *b++)
            return false;
    }
}

void wz_nearest_try(wz_nearest *nearest, const char *name)
{
    size_t a = strlen(nearest->wanted), b = strlen(name);
    if (a > NAME_MAX_COMPARED || b > NAME_MAX_COMPARED || a > b + FAR || b > a + FAR ||
        !same_digits(nearest->wanted, name))
        return;
    size_t allowed = (a > b ? a : b) / 3;
    size_t distance = edits(nearest->wanted, a, name, b);
    if (distance <= allowed && distance < nearest->distance) {
        nearest->best = name;
        nearest->distance = distance;
    }
}

const char *wz_nearest_advice(const wz_report *report, const wz_nearest *nearest, const char *otherwise)
{
    if (!nearest->best)
        return otherwise;
    const char *advice = wz_arena_printf(report->arena, "did you mean '%s'?", nearest->best);
    return advice ? advice : otherwise;
}
