/* Writes XML elements straight into a buffer: elements with a name and either children or text. */
#ifndef WZ_REPORT_XML_WRITER_H
#define WZ_REPORT_XML_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* An element with children, its tags on lines of their own, two spaces a level. `type` is the value of its type attribute,
 * or NULL for none; `start` is the buffer's length after the start tag, by which an empty element is known. */
void wz_xml_open(wz_buffer *out, unsigned depth, const char *name, const char *type);
void wz_xml_close(wz_buffer *out, unsigned depth, const char *name, size_t start);
/* An element that says there is no value. */
void wz_xml_nil(wz_buffer *out, unsigned depth, const char *name);

/* An element with text: begin, any number of wz_xml_escape, end. */
void wz_xml_text_begin(wz_buffer *out, unsigned depth, const char *name, const char *type);
void wz_xml_text_end(wz_buffer *out, const char *name);

/* Character data. What XML 1.0 cannot hold, control characters above all, and bytes that are not UTF-8 become U+FFFD. */
void wz_xml_escape(wz_buffer *out, const char *text, size_t length);

#endif
