/* The scenarios of a directory. */
#include "base/alloc.h"
#include "base/buffer.h"
#include "wenze/walk.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The scenario in one folder; false where the list is to stop or memory is short. */
static bool visit(const char *directory, const char *name,
                  bool (*each)(const char *name, const char *file, void *payload), void *payload)
{
    wz_buffer path = {0};
    struct stat about;
    wz_buffer_printf(&path, "%s/%s/scenario.xml", directory, name);
    bool more = !path.failed;
    if (more && name[0] != '.' && stat(path.data, &about) == 0 && S_ISREG(about.st_mode))
        more = each(name, path.data, payload);
    wz_buffer_free(&path);
    return more;
}

int wz_walk_list(const char *directory, bool (*each)(const char *name, const char *file, void *payload), void *payload)
{
    struct dirent **names = NULL;
    int count = scandir(directory, &names, NULL, alphasort);
    bool more = true;
    for (int i = 0; i < count; i++) {
        more = more && visit(directory, names[i]->d_name, each, payload);
        free(names[i]);
    }
    free(names);
    return count < 0 ? WZ_EIO : WZ_OK;
}
