/* Accounts and their roles. The rule that the three administrators are kept apart stands here in words and in the table's own
 * check, so that no other way into the file gets round it. */
#include "io/utf8.h"
#include "store/account_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const role_names[WZ_ACCOUNT_ROLES] = {"investigator", "organisation", "trainer",  "learner",
                                                         "maintainer",   "sysadmin",     "secadmin", "auditor"};
enum { KEPT_APART = WZ_ACCOUNT_SYSADMIN | WZ_ACCOUNT_SECADMIN | WZ_ACCOUNT_AUDITOR, EVERY_ROLE = 255 };

const char *wz_account_role_name(size_t number)
{
    return number < WZ_ACCOUNT_ROLES ? role_names[number] : NULL;
}

unsigned wz_account_role_find(const char *name)
{
    for (size_t i = 0; i < WZ_ACCOUNT_ROLES; i++)
        if (strcmp(role_names[i], name) == 0)
            return 1U << i;
    return 0;
}

/* --- shared --- */

wz_account wz_account_row(wz_sql *q)
{
    return (wz_account){.id = wz_sql_int(q, 0),
                        .name = wz_sql_text(q, 1),
                        .display = wz_sql_text(q, 2),
                        .person_id = wz_sql_text(q, 3),
                        .roles = (unsigned)wz_sql_int(q, 4),
                        .disabled = wz_sql_int(q, 5) != 0,
                        .has_password = wz_sql_int(q, 6) != 0,
                        .created = wz_sql_int(q, 7)};
}

void wz_account_copy(wz_account_record *out, wz_sql *q)
{
    wz_account row = wz_account_row(q);
    *out = (wz_account_record){.id = row.id,
                               .roles = row.roles,
                               .disabled = row.disabled,
                               .has_password = row.has_password,
                               .created = row.created};
    snprintf(out->name, sizeof out->name, "%s", row.name);
    snprintf(out->display, sizeof out->display, "%s", row.display);
    snprintf(out->person_id, sizeof out->person_id, "%s", row.person_id);
}

void wz_account_audit(wz_store *store, const char *by, const char *what, const char *subject, const char *details, ...)
{
    char inside[512], whole[sizeof inside + 2];
    va_list args;
    va_start(args, details);
    int length = vsnprintf(inside, sizeof inside, details, args);
    va_end(args);
    if (length < 0 || (size_t)length >= sizeof inside)
        inside[0] = '\0';
    snprintf(whole, sizeof whole, "{%s}", inside);
    wz_audit_append(store, by, what, subject, whole);
}

void wz_account_name_of(wz_store *store, int64_t id, char *name)
{
    wz_sql *q = wz_sql_start(store, "SELECT name FROM account WHERE id = ?");
    wz_sql_put_int(q, 1, id);
    name[0] = '\0';
    if (wz_sql_next(q))
        snprintf(name, WZ_ACCOUNT_NAME, "%s", wz_sql_text(q, 0));
    wz_sql_end(q);
}

void wz_account_end_sessions(wz_store *store, int64_t id, const char *keep)
{
    unsigned char hash[WZ_ACCOUNT_HASH] = {0};
    if (keep)
        wz_account_hash(keep, hash);
    wz_sql *q = wz_sql_start(store, "DELETE FROM account_session WHERE account = ? AND hash <> ?");
    wz_sql_put_int(q, 1, id);
    wz_sql_put_bytes(q, 2, hash, sizeof hash);
    wz_sql_run(q);
    q = wz_sql_start(store, "DELETE FROM account_link WHERE account = ?");
    wz_sql_put_int(q, 1, id);
    wz_sql_run(q);
}

/* --- what may be written --- */

static bool name_character(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
           c == '-' || (c >= 0x4E00 && c <= 0x9FFF);
}

static bool good_name(const char *name)
{
    size_t length = strlen(name), at = 0, characters = 0;
    while (at < length) {
        uint32_t c;
        at += wz_utf8_next(name + at, length - at, &c);
        if (!name_character(c))
            return false;
        characters++;
    }
    return characters >= 1 && characters <= 64;
}

static bool good_text(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t c;
        at += wz_utf8_next(text + at, length - at, &c);
        if (c < ' ' || c == 0x7F || c == WZ_REPLACEMENT)
            return false;
    }
    return length < WZ_ACCOUNT_NAME;
}

static void check_roles(wz_store *store, unsigned roles)
{
    unsigned apart = roles & KEPT_APART;
    if (!roles || roles > EVERY_ROLE)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-003", "an account needs a role that there is; choose at least one");
    else if (apart && roles != (apart & (~apart + 1)))
        wz_store_fail(
            store, WZ_EINPUT, "ACCOUNT-003",
            "a system administrator, security administrator or auditor has no other role; make an account for "
            "each");
}

static void check_person(wz_store *store, const char *display, const char *person_id)
{
    if (!*display || !good_text(display) || !good_text(person_id))
        wz_store_fail(
            store, WZ_EINPUT, "ACCOUNT-004",
            "the person's name and number are one line of text each, up to %d bytes, and the name is not empty; "
            "write them so",
            WZ_ACCOUNT_NAME - 1);
}

/* A store with accounts must keep somebody who can manage them. */
static void check_secadmin(wz_store *store)
{
    wz_sql *q = wz_sql_start(store, "SELECT count(*) FROM account WHERE roles = 64 AND disabled = 0");
    if (wz_sql_next(q) && wz_sql_int(q, 0) == 0)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-006",
                      "no security administrator would be left; give another account that role first");
    wz_sql_end(q);
}

/* --- the functions of wenze/accounts.h --- */

int wz_account_add(int64_t *id, wz_store *store, const char *by, int64_t now, const char *name, const char *display,
                   const char *person_id, unsigned roles, wz_diag *diag)
{
    wz_store_begin(store);
    if (!good_name(name))
        wz_store_fail(
            store, WZ_EINPUT, "ACCOUNT-001",
            "an account's name is 1 to 64 letters, digits, Chinese characters, dots, hyphens or underscores; choose "
            "such a name");
    check_roles(store, roles);
    check_person(store, display, person_id ? person_id : "");
    wz_sql *q =
        wz_sql_start(store, "INSERT INTO account(name, display, person_id, roles, created) VALUES(?, ?, ?, ?, ?)");
    wz_sql_put_text(q, 1, name);
    wz_sql_put_text(q, 2, display);
    wz_sql_put_text(q, 3, person_id ? person_id : "");
    wz_sql_put_int(q, 4, roles);
    wz_sql_put_int(q, 5, now);
    if (!wz_sql_run(q) && wz_sql_duplicate(store))
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-002", "there is an account of that name; choose another name");
    if (id)
        *id = wz_sql_last_id(store);
    wz_account_audit(store, by, "account.add", name, "\"roles\":%u", roles);
    return wz_store_end(store, diag);
}

int wz_account_find(wz_account_record *out, wz_store *store, const char *name, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(store, "SELECT " WZ_ACCOUNT_COLUMNS " FROM account WHERE name = ?");
    wz_sql_put_text(q, 1, name);
    memset(out, 0, sizeof *out);
    if (wz_sql_next(q))
        wz_account_copy(out, q);
    else
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

int wz_account_list(wz_store *store, bool (*each)(const wz_account *account, void *payload), void *payload,
                    wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(store, "SELECT " WZ_ACCOUNT_COLUMNS " FROM account ORDER BY name");
    while (wz_sql_next(q)) {
        wz_account row = wz_account_row(q);
        if (!each(&row, payload))
            break;
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

/* Change one number of an account; its audit entry. */
static void change(wz_store *store, const char *sql, int64_t id, int64_t value)
{
    wz_sql *q = wz_sql_start(store, sql);
    wz_sql_put_int(q, 1, value);
    wz_sql_put_int(q, 2, id);
    if (wz_sql_run(q) && wz_sql_changes(store) == 0)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
}

int wz_account_set_roles(wz_store *store, const char *by, int64_t now, int64_t id, unsigned roles, wz_diag *diag)
{
    (void)now;
    char name[WZ_ACCOUNT_NAME];
    wz_store_begin(store);
    check_roles(store, roles);
    wz_account_name_of(store, id, name);
    change(store, "UPDATE account SET roles = ? WHERE id = ?", id, roles);
    check_secadmin(store);
    wz_account_end_sessions(store, id, NULL);
    wz_account_audit(store, by, "account.roles", name, "\"roles\":%u", roles);
    return wz_store_end(store, diag);
}

int wz_account_set_disabled(wz_store *store, const char *by, int64_t now, int64_t id, bool disabled, wz_diag *diag)
{
    (void)now;
    char name[WZ_ACCOUNT_NAME];
    wz_store_begin(store);
    wz_account_name_of(store, id, name);
    change(store, "UPDATE account SET disabled = ? WHERE id = ?", id, disabled);
    check_secadmin(store);
    if (disabled)
        wz_account_end_sessions(store, id, NULL);
    wz_account_audit(store, by, disabled ? "account.close" : "account.open", name, "%s", "");
    return wz_store_end(store, diag);
}

int wz_account_set_person(wz_store *store, const char *by, int64_t now, int64_t id, const char *display,
                          const char *person_id, wz_diag *diag)
{
    (void)now;
    char name[WZ_ACCOUNT_NAME];
    wz_store_begin(store);
    check_person(store, display, person_id);
    wz_account_name_of(store, id, name);
    wz_sql *q = wz_sql_start(store, "UPDATE account SET display = ?, person_id = ? WHERE id = ?");
    wz_sql_put_text(q, 1, display);
    wz_sql_put_text(q, 2, person_id);
    wz_sql_put_int(q, 3, id);
    if (wz_sql_run(q) && wz_sql_changes(store) == 0)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    wz_account_audit(store, by, "account.person", name, "%s", "");
    return wz_store_end(store, diag);
}
