/* Writing a ZIP archive in memory. The same members give the same bytes: no clock is read. */
#ifndef WZ_IO_ZIP_WRITER_H
#define WZ_IO_ZIP_WRITER_H

#include "base/buffer.h"

typedef struct wz_zip_writer wz_zip_writer;

/* Begin an archive; NULL when memory is short. Free with wz_zip_free(). */
wz_zip_writer *wz_zip_new(void);
/* Add a member, compressed; the bytes are copied. `name`: its path in the archive, with "/" between folders, once only.
 * Returns WZ_OK, WZ_EINPUT (a name twice) or WZ_ENOMEM. */
int wz_zip_add(wz_zip_writer *zip, const char *name, const char *bytes, size_t length);
/* Append the archive; nothing can be added afterwards. Returns WZ_OK, WZ_ENOMEM or WZ_EINTERNAL. */
int wz_zip_finish(wz_buffer *out, wz_zip_writer *zip);
void wz_zip_free(wz_zip_writer *zip);   /* accepts NULL */

#endif
