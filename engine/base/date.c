/* Calendar arithmetic on day numbers. The conversion counts from 1 March of year 0, so that the leap day falls at the
 * end of a counted year; 400 years are 146,097 days. */
#include "base/date.h"

#include <stdio.h>

static bool leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int wz_days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool wz_date_valid(int64_t year, int month, int day)
{
    return year >= -999999999 && year <= 999999999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= wz_days_in_month(year, month);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

wz_day wz_day_from_civil(wz_civil civil)
{
    int64_t year = (int64_t)civil.year - (civil.month <= 2 ? 1 : 0);
    int64_t era = floor_div(year, 400);
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

wz_civil wz_civil_from_day(wz_day day)
{
    int64_t shifted = day + 719468;
    int64_t era = floor_div(shifted, 146097);
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    wz_civil civil = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                      .month = (int)(month < 10 ? month + 3 : month - 9)};
    civil.year = (int32_t)(year + era * 400 + (civil.month <= 2 ? 1 : 0));
    return civil;
}

wz_day wz_day_add_months(wz_day day, int64_t months)
{
    wz_civil civil = wz_civil_from_day(day);
    int64_t index = (int64_t)civil.year * 12 + civil.month - 1 + months;
    int64_t year = floor_div(index, 12);
    int month = (int)(index - year * 12) + 1;
    int last = wz_days_in_month(year, month);
    return wz_day_from_civil((wz_civil){(int32_t)year, month, civil.day < last ? civil.day : last});
}

/* Read `digits` digits; returns false if there are fewer. */
static bool read_digits(const char **text, int digits, int *out)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        char c = (*text)[i];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *text += digits;
    *out = value;
    return true;
}

bool wz_day_parse(const char *text, wz_day *out)
{
    int year, month, day;
    if (!read_digits(&text, 4, &year) || *text++ != '-' || !read_digits(&text, 2, &month) || *text++ != '-' ||
        !read_digits(&text, 2, &day) || *text || !wz_date_valid(year, month, day))
        return false;
    *out = wz_day_from_civil((wz_civil){year, month, day});
    return true;
}

bool wz_day_parse_loose(const char *text, wz_day *first, wz_day *last)
{
    int year, month, day;
    if (!read_digits(&text, 4, &year) || year == 0)
        return false;
    char separator = *text;
    if (separator == '\0') {
        *first = wz_day_from_civil((wz_civil){year, 1, 1});
        *last = wz_day_from_civil((wz_civil){year, 12, 31});
        return true;
    }
    if (separator != '-' && separator != '.' && separator != '/')
        return false;
    text++;
    if (!read_digits(&text, 2, &month) || month < 1 || month > 12)
        return false;
    if (*text == '\0') {
        *first = wz_day_from_civil((wz_civil){year, month, 1});
        *last = wz_day_from_civil((wz_civil){year, month, wz_days_in_month(year, month)});
        return true;
    }
    if (*text++ != separator || !read_digits(&text, 2, &day) || *text || !wz_date_valid(year, month, day))
        return false;
    *first = *last = wz_day_from_civil((wz_civil){year, month, day});
    return true;
}

void wz_day_format(wz_day day, char *out)
{
    wz_civil civil = wz_civil_from_day(day);
    int32_t year = civil.year;
    snprintf(out, WZ_DAY_TEXT, "%s%04d-%02d-%02d", year < 0 ? "-" : "", year < 0 ? -year : year, civil.month,
             civil.day);
}

int wz_weekday(wz_day day)
{
    int64_t since_monday = (day + 3) % 7;
    return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}
