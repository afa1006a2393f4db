/* Who may open which case. A case that is not shared looks like one that is not there. */
#include "web/access.h"

#include "web/server.h"

#include <string.h>

/* Who is assessed, as name NUL id NUL …: what is kept in the cache for a case. */
static void write_people(wz_buffer *out, const wz_case_content *content)
{
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind != WZ_VIEW_PERSON)
            continue;
        wz_buffer_add(out, e->name, strlen(e->name) + 1);
        wz_buffer_add(out, e->id, strlen(e->id) + 1);
    }
}

static wz_access standing(wz_exchange *x, const wz_admission *admission, const wz_buffer *people)
{
    size_t count = 0;
    wz_assessed *list = wz_arena_array(x->arena, people->length / 2 + 1, sizeof *list);
    if (!list || people->failed)
        return WZ_ACCESS_NOT_SHARED;
    for (size_t at = 0; people->data && at < people->length; count++) {
        const char *name = people->data + at, *number = name + strlen(name) + 1;
        list[count] = (wz_assessed){*name ? name : NULL, number};
        at += strlen(name) + strlen(number) + 2;
    }
    return wz_case_admits(admission, &x->account, list, count);
}

/* How the account stands to a case, before a byte of it is read. */
static wz_admission ask_store(wz_exchange *x, const char *id)
{
    wz_admission admission;
    if (wz_case_admission(&admission, x->worker->store, &x->account, id, NULL) != WZ_OK ||
        admission.access == WZ_ACCESS_ROLE)
        admission = (wz_admission){.access = WZ_ACCESS_NOT_SHARED};
    return admission;
}

/* Read a version of a case from the store. */
static int load(wz_exchange *x, const char *id, int64_t version, wz_opened *out, wz_diag *diag)
{
    char *bytes;
    size_t size;
    wz_case_view *view;
    int code = wz_case_bytes(&bytes, &size, x->worker->store, id, version, diag);
    if (code != WZ_OK)
        return code;
    code = wz_case_view_open(&view, x->server->rules, id, bytes, size, x->language, diag);
    if (code != WZ_OK) {
        wz_text_free(bytes);
        return code;
    }
    out->read = wz_case_cache_add(x->server->cases, x->era, bytes, size, view, x->language);
    return out->read ? WZ_OK : WZ_ENOMEM;
}

/* The version that the store admitted the account to: as it was read before, or read now. */
static int open_admitted(wz_exchange *x, const char *id, const wz_admission *admission, wz_opened *out, wz_diag *diag)
{
    out->version = admission->version;
    out->read = wz_case_cache_get(x->server->cases, admission->sha256, x->language);
    return out->read ? WZ_OK : load(x, id, admission->version, out, diag);
}

static void show(wz_opened *opened)
{
    opened->bytes = opened->read->bytes;
    opened->size = opened->read->size;
    opened->content = opened->read->content;
}

bool wz_access_open(wz_exchange *x, const char *id, wz_opened *out)
{
    *out = (wz_opened){0};
    wz_admission admission = ask_store(x, id);
    if (admission.access != WZ_ACCESS_OPEN) {
        wz_access_refuse(x, admission.access);
        return false;
    }
    wz_diag *diag = wz_diag_new();
    int code = open_admitted(x, id, &admission, out, diag);
    if (code != WZ_OK)
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
    if (code != WZ_OK)
        return false;
    show(out);
    wz_buffer people = {0};
    write_people(&people, out->content);
    wz_access access = standing(x, &admission, &people);
    wz_buffer_free(&people);
    if (access != WZ_ACCESS_OPEN)
        wz_access_refuse(x, access);
    return access == WZ_ACCESS_OPEN;
}

bool wz_access_open_version(wz_exchange *x, const char *id, int64_t version, wz_opened *out)
{
    if (!wz_access_open(x, id, out))
        return false;
    if (!version || version == out->version)
        return true;
    wz_access_close(out);
    out->version = version;
    if (load(x, id, version, out, NULL) != WZ_OK) {
        wz_not_found(x);
        return false;
    }
    show(out);
    return true;
}

void wz_access_close(wz_opened *opened)
{
    wz_case_cache_release(opened->read);
    *opened = (wz_opened){0};
}

wz_access wz_access_of(wz_exchange *x, const char *id)
{
    wz_admission admission = ask_store(x, id);
    if (admission.access != WZ_ACCESS_OPEN)
        return admission.access;
    wz_buffer people = {0};
    const char *key = wz_arena_printf(x->arena, "people %s", admission.sha256);
    wz_access access = WZ_ACCESS_NOT_SHARED;
    wz_opened opened = {0};
    if (key && wz_cache_get(x->server->cache, key, &people)) {
        access = standing(x, &admission, &people);
    } else if (key && open_admitted(x, id, &admission, &opened, NULL) == WZ_OK) {
        write_people(&people, opened.read->content);
        if (!people.failed)
            wz_cache_put(x->server->cache, x->era, key, people.data ? people.data : "", people.length);
        access = standing(x, &admission, &people);
    }
    wz_buffer_free(&people);
    wz_access_close(&opened);
    return access;
}

wz_access wz_access_of_new(wz_exchange *x, const wz_case_content *content)
{
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind != WZ_VIEW_PERSON)
            continue;
        if (*x->account.person_id && strcmp(e->id, x->account.person_id) == 0)
            return WZ_ACCESS_ASSESSED;
        if (strcmp(e->name, x->account.display) == 0)
            return WZ_ACCESS_SAME_NAME;
    }
    return WZ_ACCESS_OPEN;
}

void wz_access_refuse(wz_exchange *x, wz_access why)
{
    switch (why) {
    case WZ_ACCESS_ASSESSED:
        wz_refuse(x, 403, "您是本案的被认定人，依规应当回避，不能打开本案。",
                  "You are among those assessed in this case and are recused from it.");
        break;
    case WZ_ACCESS_SAME_NAME:
        wz_refuse(x, 403, "本案的被认定人与您同名。如果不是您本人，请安全保密管理员登记“同名非本人”后再打开。",
                  "Somebody assessed in this case has your name. If that is another person, ask the security "
                  "administrator to "
                  "record it.");
        break;
    case WZ_ACCESS_CONFLICT:
        wz_refuse(x, 403, "您已登记与本案有利害关系，依规应当回避。如登记有误，请联系安全保密管理员。",
                  "A conflict of interest is recorded for you and this case. If that is a mistake, tell the security "
                  "administrator.");
        break;
    default: wz_not_found(x); break;
    }
}
