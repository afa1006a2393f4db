/* The output buffer. Invariant: data[length] is NUL once anything was appended; after a failure nothing is appended. */
#include "base/buffer.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool grow(wz_buffer *buffer, size_t more)
{
    bool over = buffer->limit && (buffer->length > buffer->limit || more > buffer->limit - buffer->length);
    if (buffer->failed || over || more >= SIZE_MAX - buffer->length) {
        buffer->failed = true;
        return false;
    }
    char *moved = wz_grow(buffer->data, &buffer->capacity, buffer->length + more + 1, 1);
    if (!moved) {
        buffer->failed = true;
        return false;
    }
    buffer->data = moved;
    if (buffer->limit && buffer->capacity > buffer->limit) /* room beyond it is not used */
        buffer->capacity = buffer->limit + 1;
    return true;
}

/* Room for more bytes and the NUL behind them. */
static inline bool reserve(wz_buffer *buffer, size_t more)
{
    return (!buffer->failed && more < buffer->capacity - buffer->length) || grow(buffer, more);
}

void wz_buffer_add(wz_buffer *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void wz_buffer_puts(wz_buffer *buffer, const char *text)
{
    wz_buffer_add(buffer, text, strlen(text));
}

void wz_buffer_putc(wz_buffer *buffer, char c)
{
    if (!reserve(buffer, 1))
        return;
    buffer->data[buffer->length++] = c;
    buffer->data[buffer->length] = '\0';
}

void wz_buffer_printf(wz_buffer *buffer, const char *format, ...)
{
    char room[128]; /* most are short: formatted once and copied */
    va_list args;
    va_start(args, format);
    int length = vsnprintf(room, sizeof room, format, args);
    va_end(args);
    if (length >= 0 && (size_t)length < sizeof room) {
        wz_buffer_add(buffer, room, (size_t)length);
        return;
    }
    buffer->failed |= length < 0;
    if (length < 0 || !reserve(buffer, (size_t)length))
        return;
    va_start(args, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
}

void wz_buffer_clear(wz_buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void wz_buffer_free(wz_buffer *buffer)
{
    wz_free(buffer->data);
    *buffer = (wz_buffer){0};
}
