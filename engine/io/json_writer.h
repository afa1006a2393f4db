/* Writes JSON straight into a buffer, value after value, in the order of the calls. */
#ifndef WZ_IO_JSON_WRITER_H
#define WZ_IO_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* One document being written. Start with {.out = buffer}; running out of memory shows in the buffer. */
typedef struct {
    wz_buffer *out;
    unsigned depth;     /* objects and arrays that are open */
    bool followed;      /* something stands before the next member at this level */
} wz_json_writer;

/* Each takes the key of the member, or NULL in an array and at the top. */
void wz_json_open(wz_json_writer *json, const char *key, char bracket);     /* '{' or '[' */
void wz_json_close(wz_json_writer *json, char bracket);                     /* '}' or ']' */
void wz_json_literal(wz_json_writer *json, const char *key, const char *text);  /* a number, true, false or null */
void wz_json_integer(wz_json_writer *json, const char *key, int64_t value);
void wz_json_string(wz_json_writer *json, const char *key, const char *text, size_t length);
/* Milliseconds since 1970 as a string of UTC: "2026-06-30T09:05:00.250Z". */
void wz_json_moment(wz_json_writer *json, const char *key, int64_t milliseconds);

/* A string in pieces: begin, any number of wz_json_escape on the same buffer, end. */
void wz_json_string_begin(wz_json_writer *json, const char *key);
void wz_json_string_end(wz_json_writer *json);

/* The inside of a JSON string: escapes what JSON requires and nothing else. Bytes that are not UTF-8 become U+FFFD. */
void wz_json_escape(wz_buffer *out, const char *text, size_t length);

#endif
