/* Edits of cases, as the library offers them. */
#include "wenze/edit.h"

#include "app/law.h"
#include "base/diag.h"
#include "load/edit.h"
#include "model/case.h"

#include <string.h>

static void hand_over(char **out, size_t *length, wz_edited *edited)
{
    *out = edited->bytes;
    if (length)
        *length = edited->size;
    edited->bytes = NULL;
    wz_edited_free(edited);
}

int wz_case_edit(char **out, size_t *length, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                 const wz_edit *edits, size_t count, wz_diag *diag)
{
    *out = NULL;
    const wz_case_bytes from = {name, bytes, size};
    wz_edited edited;
    int code = wz_edit_case(&edited, &from, rules->law->vocabulary, edits, count, diag);
    if (code == WZ_OK)
        hand_over(out, length, &edited);
    return code;
}

int wz_case_blank(char **out, size_t *length, const wz_rules *rules, const wz_case_heading *heading, wz_diag *diag)
{
    *out = NULL;
    wz_edited edited;
    int code = wz_edit_blank(&edited, rules->law->vocabulary, heading, diag);
    if (code == WZ_OK)
        hand_over(out, length, &edited);
    return code;
}
