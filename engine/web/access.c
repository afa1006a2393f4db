/* Who may open which case. A case that is not shared looks like one that is not there. */
#include "web/access.h"

#include "web/server.h"

#include <string.h>

/* Who is assessed, as name NUL id NUL …: what is kept in the cache for a version. */
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

static wz_access standing(wz_exchange *x, const char *id, const wz_buffer *people)
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
    wz_access access;
    if (wz_case_access(&access, x->worker->store, &x->account, id, list, count, NULL) != WZ_OK)
        return WZ_ACCESS_NOT_SHARED;
    return access;
}

static bool keep_version(const wz_case_row *row, void *payload)
{
    *(int64_t *)payload = row->erased ? 0 : row->versions;
    return true;
}

/* Whether it is shared at all, before a byte of it is read. */
static bool is_shared(wz_exchange *x, const char *id)
{
    wz_access access;
    return wz_case_access(&access, x->worker->store, &x->account, id, NULL, 0, NULL) == WZ_OK &&
           access != WZ_ACCESS_NOT_SHARED && access != WZ_ACCESS_ROLE;
}

/* Load a version; WZ_EINPUT where there is none. */
static int load(wz_exchange *x, const char *id, int64_t version, wz_opened *out, wz_diag *diag)
{
    int code = wz_case_find(x->worker->store, id, keep_version, &out->version, diag);
    if (code == WZ_OK && !out->version)
        code = WZ_EINPUT;
    if (code == WZ_OK)
        code = wz_case_bytes(&out->bytes, &out->size, x->worker->store, id, version ? version : out->version, diag);
    if (code == WZ_OK)
        code = wz_case_view_open(&out->view, x->server->rules, id, out->bytes, out->size, x->language, diag);
    if (code == WZ_OK)
        out->content = wz_case_view_content(out->view);
    return code;
}

static const char *people_key(wz_exchange *x, const char *id, int64_t version)
{
    const char *key = wz_arena_printf(x->arena, "people %lld %s", (long long)version, id);
    return key ? key : "";
}

static wz_access standing_of(wz_exchange *x, const char *id, const wz_opened *opened)
{
    wz_buffer people = {0};
    write_people(&people, opened->content);
    if (!people.failed)
        wz_cache_put(x->server->cache, people_key(x, id, opened->version), people.data ? people.data : "",
                     people.length);
    wz_access access = standing(x, id, &people);
    wz_buffer_free(&people);
    return access;
}

static bool open_newest(wz_exchange *x, const char *id, wz_opened *out)
{
    *out = (wz_opened){0};
    if (!is_shared(x, id)) {
        wz_not_found(x);
        return false;
    }
    wz_diag *diag = wz_diag_new();
    int code = load(x, id, 0, out, diag);
    wz_access access = code == WZ_OK ? standing_of(x, id, out) : WZ_ACCESS_NOT_SHARED;
    if (code != WZ_OK && out->version)
        wz_refuse_code(x, code, diag);
    else if (code != WZ_OK)
        wz_not_found(x);
    else if (access != WZ_ACCESS_OPEN)
        wz_access_refuse(x, access);
    wz_diag_free(diag);
    return code == WZ_OK && access == WZ_ACCESS_OPEN;
}

bool wz_access_open(wz_exchange *x, const char *id, wz_opened *out)
{
    return open_newest(x, id, out);
}

bool wz_access_open_version(wz_exchange *x, const char *id, int64_t version, wz_opened *out)
{
    if (!open_newest(x, id, out))
        return false;
    if (!version || version == out->version)
        return true;
    wz_access_close(out);
    int code = load(x, id, version, out, NULL);
    out->version = version;
    if (code != WZ_OK)
        wz_not_found(x);
    return code == WZ_OK;
}

void wz_access_close(wz_opened *opened)
{
    wz_case_view_free(opened->view);
    wz_text_free(opened->bytes);
    *opened = (wz_opened){0};
}

wz_access wz_access_of(wz_exchange *x, const char *id)
{
    wz_opened opened = {0};
    wz_buffer people = {0};
    wz_access access = WZ_ACCESS_NOT_SHARED;
    if (!is_shared(x, id) || wz_case_find(x->worker->store, id, keep_version, &opened.version, NULL) != WZ_OK ||
        !opened.version)
        return access;
    if (wz_cache_get(x->server->cache, people_key(x, id, opened.version), &people))
        access = standing(x, id, &people);
    else if (load(x, id, 0, &opened, NULL) == WZ_OK)
        access = standing_of(x, id, &opened);
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
