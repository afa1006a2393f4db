/* Drafts: the fields of the form, each as name NUL value NUL. */
#include "web/form_draft.h"

#include "web/case_head.h"
#include "web/people.h"

#include <stdlib.h>
#include <string.h>

static const char *key_of(wz_exchange *x, const char *case_id, const char *part)
{
    const char *key = wz_arena_printf(x->arena, "form:%s %s", case_id, part);
    return key ? key : "form";
}

typedef struct {
    wz_exchange *x;
    wz_form_draft draft;
} reading;

static void found(const wz_draft *draft, void *payload)
{
    reading *r = payload;
    wz_arena *arena = r->x->arena;
    r->draft.version = draft->version;
    r->draft.saved = draft->saved;
    r->draft.saved_by = wz_arena_strdup(arena, draft->saved_by_name);
    const char *at = draft->bytes, *end = at + draft->size;
    while (at < end) {
        const char *name = at, *value = name + strnlen(name, (size_t)(end - name)) + 1;
        if (value >= end)
            break;
        size_t length = strnlen(value, (size_t)(end - value));
        wz_field_add(arena, &r->draft.typed, name, value, length);
        at = value + length + 1;
    }
    const char *over = wz_field_get(&r->draft.typed, "over");
    r->draft.over = over ? strtoll(over, NULL, 10) : 0;
}

wz_form_draft wz_form_draft_read(wz_exchange *x, const char *case_id, const char *part)
{
    reading r = {.x = x};
    wz_draft_read(x->worker->store, key_of(x, case_id, part), found, &r, NULL);
    return r.draft;
}

void wz_form_draft_notice(wz_exchange *x, const wz_form_draft *draft, bool current, const char *case_id,
                          const char *entity, const char *incident)
{
    wz_html(&x->body, "<div class=\"notice open\" role=\"status\"><p>%s ",
            current ? wz_say(x, "表中是尚未保存的草稿，保存者：", "The form holds a draft that is not saved yet, by")
                    : wz_say(x, "有一份在旧版本上填写的草稿，没有放入表中，保存者：",
                             "There is a draft made over an older version; it is not in the form. By"));
    wz_html(&x->body, "%s ", draft->saved_by ? draft->saved_by : "");
    wz_people_time(x, draft->saved);
    wz_buffer link = {0};
    wz_html_url(&link, entity);
    wz_html(
        &x->body,
        "</p><form class=\"inline\" method=\"post\" action=\"%s/form/%s/drop\"><input type=\"hidden\" name=\"csrf\" "
        "value=\"%s\"><input type=\"hidden\" name=\"in\" value=\"%s\"><button "
        "class=\"small\">%s</button></form></div>\n",
        wz_case_path(x, case_id), link.data ? link.data : "", x->csrf, incident,
        wz_say(x, "放弃草稿", "Drop the draft"));
    wz_buffer_free(&link);
}

static void answer(wz_exchange *x, int status, const char *member, int64_t number, const char *name)
{
    x->status = status;
    x->type = "application/json; charset=utf-8";
    if (name) {
        /* an account's name needs no escapes: letters, digits, Chinese, dots, hyphens, underscores */
        wz_buffer_printf(&x->body, "{\"%s\":\"%s\"}\n", member, name);
    } else {
        wz_buffer_printf(&x->body, "{\"%s\":%lld}\n", member, (long long)number);
    }
}

void wz_form_draft_save(wz_exchange *x, const char *case_id, const char *part)
{
    wz_buffer bytes = {0};
    for (size_t i = 0; i < x->form.count; i++) {
        const wz_field *field = &x->form.items[i];
        if (strcmp(field->name, "csrf") == 0 || strcmp(field->name, "draft") == 0)
            continue;
        wz_buffer_add(&bytes, field->name, strlen(field->name) + 1);
        wz_buffer_add(&bytes, field->value, strlen(field->value) + 1);
    }
    int64_t version = 0, over = strtoll(wz_form(x, "draft"), NULL, 10);
    wz_diag *diag = wz_diag_new();
    int code = bytes.failed ? WZ_ENOMEM
                            : wz_draft_save(&version, x->worker->store, &x->account, x->now, key_of(x, case_id, part),
                                            over, bytes.data, bytes.length, diag);
    if (code == WZ_OK) {
        answer(x, 200, "version", version, NULL);
    } else if (code == WZ_EINPUT) {
        wz_form_draft other = wz_form_draft_read(x, case_id, part);
        answer(x, 409, "conflict", 0, other.saved_by ? other.saved_by : "");
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_buffer_free(&bytes);
    wz_diag_free(diag);
}

void wz_form_draft_drop(wz_exchange *x, const char *case_id, const char *part)
{
    wz_draft_drop(x->worker->store, &x->account, x->now, key_of(x, case_id, part), NULL);
}
