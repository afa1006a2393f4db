/* libzip writes the archive into a source of its own that grows; what is added is kept in an arena until then, since
 * libzip reads it only when it closes. */
#include "io/zip_writer.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "wenze/base.h"

#include <string.h>
#include <zip.h>

struct wz_zip_writer {
    wz_arena *arena;
    zip_source_t *target;
    zip_t *archive; /* NULL once closed */
};

wz_zip_writer *wz_zip_new(void)
{
    wz_zip_writer *zip = wz_calloc(1, sizeof *zip);
    if (!zip)
        return NULL;
    zip->arena = wz_arena_new();
    zip->target = zip->arena ? zip_source_buffer_create(NULL, 0, 0, NULL) : NULL;
    zip->archive = zip->target ? zip_open_from_source(zip->target, ZIP_TRUNCATE, NULL) : NULL;
    if (!zip->archive) {
        zip_source_free(zip->target);
        zip->target = NULL;
        wz_zip_free(zip);
        return NULL;
    }
    zip_source_keep(zip->target); /* to read it after the archive, which owns it, is closed */
    return zip;
}

int wz_zip_add(wz_zip_writer *zip, const char *name, const char *bytes, size_t length)
{
    static const zip_uint16_t no_time = 0, first_day = 1 << 5 | 1; /* 1 January 1980, the earliest that ZIP knows */
    char *copy = wz_arena_strndup(zip->arena, bytes, length);
    if (!copy)
        return WZ_ENOMEM;
    if (zip_name_locate(zip->archive, name, 0) >= 0)
        return WZ_EINPUT;
    zip_source_t *source = zip_source_buffer(zip->archive, copy, length, 0);
    zip_int64_t index = source ? zip_file_add(zip->archive, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return WZ_ENOMEM;
    }
    return zip_file_set_dostime(zip->archive, (zip_uint64_t)index, no_time, first_day, 0) == 0 ? WZ_OK : WZ_ENOMEM;
}

static int read_target(wz_buffer *out, zip_source_t *target)
{
    enum { BLOCK = 16384 };
    char block[BLOCK];
    if (zip_source_open(target) != 0)
        return WZ_EINTERNAL;
    zip_int64_t got = 0;
    while ((got = zip_source_read(target, block, BLOCK)) > 0)
        wz_buffer_add(out, block, (size_t)got);
    zip_source_close(target);
    return got < 0 ? WZ_EINTERNAL : out->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_zip_finish(wz_buffer *out, wz_zip_writer *zip)
{
    if (zip_close(zip->archive) != 0)
        return WZ_EINTERNAL;
    zip->archive = NULL;
    return read_target(out, zip->target);
}

void wz_zip_free(wz_zip_writer *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        zip_discard(zip->archive);
    zip_source_free(zip->target);
    wz_arena_free(zip->arena);
    wz_free(zip);
}
