/* Taking in a form: text fields into the arena, a file into an unnamed temporary file. What is too much is refused as soon as
 * it is seen, and the rest of the body is not kept. */
#include "web/intake_private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    POST_BUFFER = 16 * 1024,
    MOST_FIELDS = 20000,
    MOST_TEXT = 8 * 1024 * 1024 /* text fields live in memory */
};

/* A file without a name, 0600: it goes when it is closed, also when the process is killed. */
static int open_temporary(void)
{
    const char *folder = getenv("TMPDIR");
    folder = folder && *folder ? folder : "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char path[4096];
    if (snprintf(path, sizeof path, "%s/wenze-XXXXXX", folder) >= (int)sizeof path)
        return -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

static void close_field(wz_intake *in)
{
    if (in->in_file)
        lseek(in->x.upload.fd, 0, SEEK_SET);
    else if (in->field) {
        const char *value = in->value.data ? in->value.data : "";
        bool good = wz_utf8_text(in->field, strlen(in->field)) && wz_utf8_text(value, in->value.length);
        if (!good || in->value.failed || !wz_field_add(in->x.arena, &in->x.form, in->field, value, in->value.length))
            in->keep = false;
    }
    wz_buffer_clear(&in->value);
    in->field = NULL;
    in->in_file = false;
}

static bool open_field(wz_intake *in, const char *key, const char *filename)
{
    close_field(in);
    wz_exchange *x = &in->x;
    in->field = wz_arena_strdup(x->arena, key);
    bool file = filename && *filename;
    if (!in->field || x->form.count >= MOST_FIELDS || (file && x->upload.name))
        return false;
    if (!file)
        return true;
    x->upload.fd = open_temporary();
    x->upload.name = in->field;
    x->upload.filename = wz_utf8_text(filename, strlen(filename)) ? wz_arena_strdup(x->arena, filename) : "?";
    in->in_file = true;
    return x->upload.fd >= 0;
}

static bool write_upload(wz_upload *upload, const char *data, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t wrote = write(upload->fd, data + at, size - at);
        if (wrote <= 0)
            return false;
        at += (size_t)wrote;
    }
    upload->size += size;
    return true;
}

static enum MHD_Result take(void *cls, enum MHD_ValueKind kind, const char *key, const char *filename, const char *type,
                            const char *encoding, const char *data, uint64_t offset, size_t size)
{
    (void)kind, (void)type, (void)encoding;
    wz_intake *in = cls;
    if (in->gave_up || !in->keep)
        return MHD_NO;
    if (offset == 0 && !open_field(in, key ? key : "", filename))
        in->keep = false;
    if (in->keep && in->in_file) {
        in->keep = write_upload(&in->x.upload, data, size);
    } else if (in->keep) {
        in->text += size;
        wz_buffer_add(&in->value, data ? data : "", size);
        in->gave_up = in->text > MOST_TEXT;
    }
    return in->keep && !in->gave_up ? MHD_YES : MHD_NO;
}

bool wz_intake_body_begin(wz_intake *in)
{
    in->post = MHD_create_post_processor(in->connection, POST_BUFFER, take, in);
    return in->post != NULL;
}

void wz_intake_body(wz_intake *in, const char *data, size_t size)
{
    in->received += size;
    if (in->received > in->limit)
        in->gave_up = true;
    if (in->post && !in->gave_up && in->keep && MHD_post_process(in->post, data, size) != MHD_YES && !in->gave_up)
        in->keep = false;
}

bool wz_intake_body_end(wz_intake *in)
{
    if (in->post && MHD_destroy_post_processor(in->post) != MHD_YES && !in->gave_up)
        in->keep = false;
    in->post = NULL;
    close_field(in);
    if (in->gave_up)
        wz_refuse(&in->x, 413, "提交的内容超过了这一页的上限，没有接收。请减少内容或拆分文件。",
                  "What was sent is more than this page takes; nothing was received. Send less, or divide the file.");
    else if (!in->keep)
        wz_refuse(&in->x, 400, "表单不完整，或含有不是 UTF-8 的文字；没有任何内容被改动。请返回重试。",
                  "The form is cut off, or holds text that is not UTF-8; nothing was changed. Go back and try again.");
    return !in->gave_up && in->keep;
}
