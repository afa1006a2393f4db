/* A growing run of bytes for output. Failure is sticky: append freely, look at `failed` once at the end. */
#ifndef WZ_BASE_BUFFER_H
#define WZ_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *data;      /* NUL-terminated whenever length > 0 */
    size_t length;
    size_t capacity;
    bool failed;
    size_t limit;    /* fails before it is longer than this; 0 = no limit */
} wz_buffer;

void wz_buffer_add(wz_buffer *buffer, const char *bytes, size_t length);
void wz_buffer_puts(wz_buffer *buffer, const char *text);
void wz_buffer_putc(wz_buffer *buffer, char c);
void wz_buffer_printf(wz_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void wz_buffer_clear(wz_buffer *buffer);             /* length 0, memory kept */
void wz_buffer_free(wz_buffer *buffer);

#endif
