/* Reading a file whole. A case or a rulebook is small, and with all its bytes at hand every later message can name the
 * exact line and column. The limit on bytes bounds both memory and time, whatever a pipe sends. */
#include "load/input.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 16 * 1024, LARGEST_READ = 1 << 20 };

/* libxml2 compares each attribute of an element with all before it. */
enum { ATTRIBUTES_MAX = 256, SMALL = 64 * 1024 };

static int refuse(wz_report *report, const char *file, int error)
{
    wz_place place = {.file = file};
    switch (error) {
    case ENOENT:
    case ENOTDIR: wz_report_error(report, "IO-001", place, "there is no such file; check the path"); break;
    case EACCES:
    case EPERM:
        wz_report_error(report, "IO-002", place, "the file may not be read; ask for permission, or copy it");
        break;
    case EISDIR: wz_report_error(report, "IO-003", place, "this is a directory; name a file in it"); break;
    default: wz_report_error(report, "IO-004", place, "the file could not be read (%s); try again", strerror(error));
    }
    return WZ_EIO;
}

static int too_large(wz_report *report, const wz_input_from *from)
{
    wz_report_error(report, "LIMIT-001", (wz_place){.file = from->file},
                    "the file has more than %zu bytes; divide it into several files", from->limit);
    return WZ_ELIMIT;
}

/* Read to the end or past the limit. Returns 0, -1 with errno, or -2 when memory is short. */
static int read_all(int fd, wz_input *input, size_t limit, crypto_hash_sha256_state *hash)
{
    size_t capacity = 0;
    while (input->length <= limit) {
        size_t chunk = input->length < FIRST_READ ? FIRST_READ : LARGEST_READ;
        char *grown = wz_grow(input->owned, &capacity, input->length + chunk + 1, 1);
        if (!grown)
            return -2;
        input->owned = grown;
        ssize_t got = read(fd, grown + input->length, chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return (int)got;
        crypto_hash_sha256_update(hash, (unsigned char *)grown + input->length, (unsigned long long)got);
        input->length += (size_t)got;
    }
    return 0;
}

static int read_file(wz_input *input, const wz_input_from *from, crypto_hash_sha256_state *hash, wz_report *report)
{
    bool standard = strcmp(from->file, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(from->file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return refuse(report, from->file, errno);
    int status = read_all(fd, input, from->limit, hash);
    int error = errno;
    if (!standard)
        close(fd);
    if (status == -2)
        return WZ_ENOMEM;
    if (status < 0)
        return refuse(report, from->file, error);
    input->bytes = input->owned;
    return input->length > from->limit ? too_large(report, from) : WZ_OK;
}

static void hash_text(crypto_hash_sha256_state *hash, char *out)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(hash, digest);
    sodium_bin2hex(out, 2 * sizeof digest + 1, digest, sizeof digest);
}

/* Bytes of the character at `p`, 0 where it is no UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF). */
static size_t character(const unsigned char *p, const unsigned char *end)
{
    size_t length = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : *p < 0xF5 ? 4 : 0;
    if (length == 0 || (size_t)(end - p) < length)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] > 0x9F) || (*p == 0xF0 && p[1] < 0x90) ||
        (*p == 0xF4 && p[1] > 0x8F))
        return 0;
    return length;
}

/* Offset of the first byte that is no UTF-8, or the length. */
static size_t first_bad_byte(const wz_input *input)
{
    const unsigned char *start = (const unsigned char *)input->bytes, *p = start, *end = p + input->length;
    while (p < end) {
        uint64_t eight;
        if ((size_t)(end - p) >= sizeof eight) {
            memcpy(&eight, p, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                p += sizeof eight;
                continue;
            }
        }
        size_t length = character(p, end);
        if (length == 0)
            break;
        p += length;
    }
    return (size_t)(p - start);
}

/* Whether the bytes at an offset could be a Chinese character in GBK or GB18030. */
static bool looks_like_gbk(const wz_input *input, size_t offset)
{
    if (offset + 1 >= input->length)
        return false;
    unsigned char a = (unsigned char)input->bytes[offset], b = (unsigned char)input->bytes[offset + 1];
    return a >= 0x81 && a != 0xFF && ((b >= 0x40 && b != 0x7F && b != 0xFF) || (b >= 0x30 && b <= 0x39));
}

/* The encoding that the XML declaration names, in the file's own bytes; false where it names none. */
static bool declared_encoding(const wz_input *input, const char **name, size_t *length)
{
    const char *start = input->bytes;
    size_t head = input->length < 256 ? input->length : 256;
    if (head >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
        start += 3;
        head -= 3;
    }
    if (head < 5 || memcmp(start, "<?xml", 5) != 0)
        return false;
    const char *end = memchr(start, '>', head);
    const char *found = end ? memmem(start, (size_t)(end - start), "encoding", 8) : NULL;
    for (; found && found < end && *found != '"' && *found != '\''; found++)
        continue;
    const char *close = found && found < end ? memchr(found + 1, *found, (size_t)(end - found - 1)) : NULL;
    if (!close)
        return false;
    *name = found + 1;
    *length = (size_t)(close - *name);
    return true;
}

static int wrong_encoding(wz_report *report, const wz_input *input, const char *file)
{
    static const char *const advice = "save it as UTF-8";
    const char *bytes = input->bytes, *name;
    size_t length = 0;
    if (input->length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
                               memcmp(bytes, "<", 2) == 0 || memcmp(bytes, "\0<", 2) == 0)) {
        wz_report_error(report, "ENC-001", (wz_place){file, 1, 1}, "the file is in UTF-16 or UTF-32; %s", advice);
        return WZ_EINPUT;
    }
    if (declared_encoding(input, &name, &length) && (length != 5 || strncasecmp(name, "UTF-8", 5) != 0)) {
        wz_report_error(report, "ENC-002", (wz_place){file, 1, 1}, "the file declares the encoding '%.*s'; %s",
                        (int)(length < 40 ? length : 40), name, advice);
        return WZ_EINPUT;
    }
    size_t bad = first_bad_byte(input);
    if (bad == input->length)
        return WZ_OK;
    wz_cursor cursor = {.line = 1, .column = 1};
    wz_cursor_advance(&cursor, input, bad);
    wz_report_error(report, "ENC-003", (wz_place){file, cursor.line, cursor.column}, "the file is not UTF-8%s; %s",
                    looks_like_gbk(input, bad) ? " (its bytes look like GBK or GB18030)" : "", advice);
    return WZ_EINPUT;
}

/* Behind the first `close`, a short text that ends in '>'; the end where there is none. */
static const char *behind(const char *p, const char *end, const char *close)
{
    size_t length = strlen(close);
    const char *from = p;
    while (p < end && (p = memchr(p, '>', (size_t)(end - p)))) {
        p++;
        if ((size_t)(p - from) >= length && memcmp(p - length, close, length) == 0)
            return p;
    }
    return end;
}

/* The end of the markup that begins at `p` ('<'); counts attributes where it is a tag. */
static const char *after_markup(const char *p, const char *end, size_t *attributes)
{
    static const struct {
        const char *open, *close;
    } opaque[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < sizeof opaque / sizeof opaque[0]; i++) {
        size_t length = strlen(opaque[i].open);
        if ((size_t)(end - p) < length || memcmp(p, opaque[i].open, length) != 0)
            continue;
        return behind(p + length, end, opaque[i].close);
    }
    for (p++; p < end && *p != '>'; p++) {
        if (*p != '"' && *p != '\'')
            continue;
        ++*attributes;
        p = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!p)
            return end;
    }
    return p;
}

static int too_many_attributes(wz_report *report, const wz_input *input, const char *file)
{
    const char *end = input->bytes + input->length;
    for (const char *p = input->bytes; p < end && (p = memchr(p, '<', (size_t)(end - p)));) {
        size_t attributes = 0;
        const char *next = after_markup(p, end, &attributes);
        if (attributes > ATTRIBUTES_MAX) {
            wz_cursor cursor = {.line = 1, .column = 1};
            wz_cursor_advance(&cursor, input, (size_t)(p - input->bytes));
            wz_report_error(report, "LIMIT-004", (wz_place){file, cursor.line, cursor.column},
                            "the element has more than %d attributes; write what it says as elements", ATTRIBUTES_MAX);
            return WZ_ELIMIT;
        }
        p = next;
    }
    return WZ_OK;
}

int wz_input_open(wz_input *input, const wz_input_from *from, wz_report *report)
{
    *input = (wz_input){0};
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    int code = WZ_OK;
    if (!from->bytes) {
        code = read_file(input, from, &hash, report);
    } else if (from->length > from->limit) {
        code = too_large(report, from);
    } else {
        input->bytes = from->bytes;
        input->length = from->length;
        crypto_hash_sha256_update(&hash, from->bytes, from->length);
    }
    hash_text(&hash, input->sha256);
    if (code == WZ_OK && input->length == 0) {
        wz_report_error(report, "XML-001", (wz_place){from->file, 1, 1}, "the file is empty; write a document in it");
        code = WZ_EINPUT;
    }
    if (code == WZ_OK)
        code = wrong_encoding(report, input, from->file);
    if (code == WZ_OK && input->length > SMALL)
        code = too_many_attributes(report, input, from->file);
    if (code != WZ_OK)
        wz_input_close(input);
    return code;
}

void wz_input_close(wz_input *input)
{
    wz_free(input->owned);
    *input = (wz_input){0};
}

void wz_cursor_advance(wz_cursor *cursor, const wz_input *input, size_t offset)
{
    if (offset <= cursor->offset)
        return;
    const char *at = input->bytes + (cursor->offset < input->length ? cursor->offset : input->length);
    const char *end = input->bytes + (offset < input->length ? offset : input->length);
    for (const char *newline; at < end && (newline = memchr(at, '\n', (size_t)(end - at))); at = newline + 1) {
        cursor->line++;
        cursor->column = 1;
    }
    for (; at < end; at++)
        cursor->column += ((unsigned char)*at & 0xC0) != 0x80;
    cursor->offset = offset;
}
