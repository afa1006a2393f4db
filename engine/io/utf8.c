/* UTF-8, read strictly: no overlong form, no surrogate, nothing above U+10FFFF. Source: Unicode 15, table 3-7. */
#include "io/utf8.h"

#include <stdbool.h>
#include <string.h>

size_t wz_utf8_next(const char *text, size_t length, uint32_t *out)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)text;
    unsigned char first = byte[0];
    *out = first;
    if (first < 0x80)
        return 1;

    *out = WZ_REPLACEMENT;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || length < size)
        return 1;
    uint32_t code = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 1;
        code = code << 6 | (byte[i] & 0x3Fu);
    }
    if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 1;
    *out = code;
    return size;
}

size_t wz_utf8_valid(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= sizeof eight) {
            memcpy(&eight, text + at, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                at += sizeof eight;
                continue;
            }
            while ((unsigned char)text[at] < 0x80)
                at++;
        }
        const unsigned char *byte = (const unsigned char *)text + at;
        bool chinese = length - at >= 3 && byte[0] >= 0xE1 && byte[0] <= 0xEC && (byte[1] & 0xC0) == 0x80 &&
                       (byte[2] & 0xC0) == 0x80;
        if (chinese) { /* U+1000 to U+CFFF, any two bytes that continue */
            at += 3;
            continue;
        }
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        if (size == 1 && (unsigned char)text[at] >= 0x80)
            break;
        at += size;
    }
    return at;
}
