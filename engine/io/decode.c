/* UTF-8 is passed through, everything else goes through iconv. The first chunk with anything but ASCII decides; until then a
 * file is both. */
#include "io/decode.h"

#include "base/alloc.h"
#include "io/utf8.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

static int use(wz_decoder *decoder, const char *encoding)
{
    decoder->encoding = encoding;
    if (strcasecmp(encoding, "UTF-8") == 0)
        return WZ_OK;
    decoder->converter = iconv_open("UTF-8", encoding);
    decoder->converts = (intptr_t)decoder->converter != -1;
    if (decoder->converts)
        return WZ_OK;
    wz_diag_add(decoder->diag, WZ_ERROR, "TABLE-001", (wz_place){.file = decoder->bytes->name},
                "the encoding '%.40s' is not known here; name another, or save the file as UTF-8", encoding);
    return WZ_EINPUT;
}

static bool begins(const wz_decoder *decoder, const char *mark, size_t length)
{
    return decoder->raw_end >= length && memcmp(decoder->raw, mark, length) == 0;
}

/* A byte order mark decides and is dropped. */
static int read_mark(wz_decoder *decoder, const char *wanted)
{
    static const struct {
        const char *mark, *encoding;
        size_t length;
    } marks[] = {{"\xEF\xBB\xBF", "UTF-8", 3},
                 {"\x84\x31\x95\x33", "GB18030", 4},
                 {"\xFF\xFE", "UTF-16LE", 2},
                 {"\xFE\xFF", "UTF-16BE", 2}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!begins(decoder, marks[i].mark, marks[i].length))
            continue;
        if (wanted && strcasecmp(wanted, marks[i].encoding) != 0)
            continue;
        decoder->raw_start = marks[i].length;
        return use(decoder, marks[i].encoding);
    }
    return wanted ? use(decoder, wanted) : WZ_OK;
}

int wz_decode_open(wz_decoder *decoder, wz_bytes *bytes, const char *head, size_t length, const char *encoding,
                   wz_diag *diag)
{
    *decoder = (wz_decoder){.bytes = bytes, .diag = diag};
    size_t room = length > WZ_DECODE_CHUNK ? length : WZ_DECODE_CHUNK;
    decoder->raw = wz_malloc(room);
    if (!decoder->raw)
        return WZ_ENOMEM;
    memcpy(decoder->raw, head, length);
    decoder->raw_end = length;
    return read_mark(decoder, encoding);
}

void wz_decode_close(wz_decoder *decoder)
{
    if (decoder->converts)
        iconv_close(decoder->converter);
    decoder->converts = false;
    wz_free(decoder->raw);
    decoder->raw = NULL;
}

/* Fill the raw buffer, what is left of it first. */
static int read_raw(wz_decoder *decoder)
{
    size_t left = decoder->raw_end - decoder->raw_start;
    memmove(decoder->raw, decoder->raw + decoder->raw_start, left);
    decoder->raw_start = 0;
    decoder->raw_end = left;
    size_t got = 0;
    if (left >= WZ_DECODE_CHUNK)
        return WZ_OK;
    int code = wz_bytes_read(decoder->bytes, decoder->raw + left, WZ_DECODE_CHUNK - left, &got, decoder->diag);
    decoder->raw_end += got;
    return code;
}

/* Whether the bytes are UTF-8, perhaps with a few broken ones: more characters beyond ASCII than bytes that are none. Chinese
 * in GB18030 has some seven such bytes to each that looks like a character. */
static bool is_utf8(const char *text, size_t length)
{
    size_t characters = 0, broken = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        characters += size > 1;
        broken += size == 1 && (unsigned char)text[at] >= 0x80;
        at += size;
    }
    return characters > broken;
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80)
            return false;
    }
    return true;
}

static int find_out(wz_decoder *decoder)
{
    const char *text = decoder->raw + decoder->raw_start;
    size_t length = decoder->raw_end - decoder->raw_start;
    if (is_ascii(text, length))
        return WZ_OK;
    return use(decoder, is_utf8(text, length) ? "UTF-8" : "GB18030");
}

/* Characters that are cut off at the end wait for the rest. */
static size_t pass_through(wz_decoder *decoder, char *into)
{
    const char *text = decoder->raw + decoder->raw_start;
    size_t length = decoder->raw_end - decoder->raw_start;
    size_t valid = wz_utf8_valid(text, length);
    if (valid < length && (length - valid >= 4 || decoder->bytes->ended)) {
        decoder->suspicious = true;
        valid = length;
    }
    memcpy(into, text, valid);
    decoder->raw_start += valid;
    return valid;
}

static size_t convert(wz_decoder *decoder, char *into)
{
    static const char replacement[] = {'\xEF', '\xBF', '\xBD'}; /* U+FFFD */
    char *out = into;
    size_t room = WZ_DECODE_ROOM;
    char *in = decoder->raw + decoder->raw_start;
    size_t left = decoder->raw_end - decoder->raw_start;
    while (left > 0 && room > sizeof WZ_UTF8_REPLACEMENT) {
        if (iconv(decoder->converter, &in, &left, &out, &room) != (size_t)-1 || errno == E2BIG)
            break;
        if (errno == EINVAL && !decoder->bytes->ended) /* cut off at the end */
            break;
        memcpy(out, replacement, sizeof replacement);
        out += sizeof replacement;
        room -= sizeof replacement;
        in++;
        left--;
        decoder->suspicious = true;
    }
    decoder->raw_start = decoder->raw_end - left;
    return (size_t)(out - into);
}

int wz_decode_more(wz_decoder *decoder, char *into, size_t *got)
{
    *got = 0;
    decoder->suspicious = false;
    int code = read_raw(decoder);
    if (code == WZ_OK && !decoder->encoding)
        code = find_out(decoder);
    if (code != WZ_OK)
        return code;
    *got = decoder->converts ? convert(decoder, into) : pass_through(decoder, into);
    decoder->suspicious |= *got && memchr(into, '\0', *got) != NULL;
    return WZ_OK;
}
