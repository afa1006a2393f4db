/**
 * @file
 * The people of the web page: accounts and what they may do, signing in, sessions, who may open which case, reviews,
 * approved rulebooks, drafts.
 *
 * All stands in the case store's file. Each call that changes something is one transaction together with its entry in the
 * audit log; `by` names the account (or, on the command line, the person) on whose order it is done. Times are
 * milliseconds since 1970-01-01T00:00:00Z and given by the caller. A wz_store belongs to one thread.
 *
 * Secrets (session and link tokens) are given out once; the file holds their hashes alone.
 */
#ifndef WENZE_ACCOUNTS_H
#define WENZE_ACCOUNTS_H

#include "wenze/base.h"
#include "wenze/law.h"
#include "wenze/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What an account is for, as bits. The last three are kept apart (三员分立): an account that has one of them has no
 *  other role at all, so that no account holds two of them and none of them reads cases. */
enum wz_account_role {
    WZ_ACCOUNT_INVESTIGATOR = 1,  /**< 办案人员: cases shared with it: reads, writes, assesses, reviews */
    WZ_ACCOUNT_ORGANISATION = 2,  /**< 组织部门: register, eligibility, rosters; reads cases shared with it */
    WZ_ACCOUNT_TRAINER = 4,       /**< 培训教员: scenarios, the class's answers */
    WZ_ACCOUNT_LEARNER = 8,       /**< 学员: walks scenarios */
    WZ_ACCOUNT_MAINTAINER = 16,   /**< 规则维护: enters and confirms approved rulebooks */
    WZ_ACCOUNT_SYSADMIN = 32,     /**< 系统管理员: backup, settings */
    WZ_ACCOUNT_SECADMIN = 64,     /**< 安全保密管理员: accounts, roles, sharing of cases */
    WZ_ACCOUNT_AUDITOR = 128      /**< 安全审计员: the audit log */
};
/** How many roles there are. */
enum { WZ_ACCOUNT_ROLES = 8 };

/** The id of a role ("investigator") by its number 0..7, i.e. of the bit 1 << number; NULL beyond. Static storage. */
const char *wz_account_role_name(size_t number);
/** A role's bit by its id; 0 where there is none such. */
unsigned wz_account_role_find(const char *name);

/** An account as it stands in the store. Strings are owned by the call that gave it. */
typedef struct {
    int64_t id;
    const char *name;       /**< to sign in with: letters, digits, . _ - and Chinese, 1 to 64 characters; unique */
    const char *display;    /**< the person's name */
    const char *person_id;  /**< the person's number in the register, "" where not given: for recusal */
    unsigned roles;         /**< bits of wz_account_role */
    bool disabled;
    bool has_password;
    int64_t created;
} wz_account;

/** Longest texts, with their NUL. */
enum { WZ_ACCOUNT_NAME = 256, WZ_ACCOUNT_SECRET = 64, WZ_ACCOUNT_CASE = 256 };

/** An account with its strings in it, to keep beyond a call. */
typedef struct {
    int64_t id;
    char name[WZ_ACCOUNT_NAME], display[WZ_ACCOUNT_NAME], person_id[WZ_ACCOUNT_NAME];
    unsigned roles;
    bool disabled, has_password;
    int64_t created;
} wz_account_record;

/**
 * Add an account without a password: it is entered by a one-time link, or given a password.
 * @param[out] id  Its number; may be NULL.
 * @return WZ_OK; WZ_EINPUT (ACCOUNT-001 name, -002 taken, -003 roles that do not go together, -004 text); WZ_EIO; WZ_ENOMEM.
 */
int wz_account_add(int64_t *id, wz_store *store, const char *by, int64_t now, const char *name, const char *display,
                   const char *person_id, unsigned roles, wz_diag *diag);

/** Find an account by name. @return WZ_OK; WZ_EINPUT (ACCOUNT-005, there is none); WZ_EIO; WZ_ENOMEM. */
int wz_account_find(wz_account_record *out, wz_store *store, const char *name, wz_diag *diag);

/** Every account in order of name. The callback returns false to stop. */
int wz_account_list(wz_store *store, bool (*each)(const wz_account *account, void *payload), void *payload,
                    wz_diag *diag);

/** Give an account other roles. Its sessions end. @return as wz_account_add(), and ACCOUNT-006 where it would leave the
 *  store without a security administrator. */
int wz_account_set_roles(wz_store *store, const char *by, int64_t now, int64_t id, unsigned roles, wz_diag *diag);

/** Change the person's name and number. Its sessions stay. */
int wz_account_set_person(wz_store *store, const char *by, int64_t now, int64_t id, const char *display,
                          const char *person_id, wz_diag *diag);

/** Close or open an account. Closing ends its sessions. @return as wz_account_set_roles(). */
int wz_account_set_disabled(wz_store *store, const char *by, int64_t now, int64_t id, bool disabled, wz_diag *diag);

/** Set a password (argon2id; 10 to 256 characters, neither the account's name nor among the commonest). Every session of
 *  the account but `keep` (a session token, NULL = none) ends, and so do its links. @return WZ_EINPUT: ACCOUNT-007. */
int wz_account_set_password(wz_store *store, const char *by, int64_t now, int64_t id, const char *password,
                            const char *keep, wz_diag *diag);

/** Make a one-time sign-in link's secret, good for ten minutes. @param[out] secret  WZ_ACCOUNT_SECRET bytes. */
int wz_account_link(char *secret, wz_store *store, const char *by, int64_t now, int64_t id, wz_diag *diag);

/** How long the things of this header last, milliseconds. */
enum {
    WZ_SIGNIN_LINK_LASTS = 10 * 60 * 1000,
    WZ_SESSION_IDLE = 30 * 60 * 1000,       /**< without a request */
    WZ_SESSION_LASTS = 10 * 60 * 60 * 1000  /**< at most */
};

/** What became of an attempt to sign in. */
typedef enum {
    WZ_SIGNIN_DONE,
    WZ_SIGNIN_REFUSED,   /**< no such account, wrong password, closed account, link used up or too old: one answer for all */
    WZ_SIGNIN_WAIT       /**< too many failures: try again after *wait milliseconds; nothing was looked at */
} wz_signin;

/** An attempt to sign in. */
typedef struct {
    const char *name, *password;    /**< by password; or */
    const char *link;               /**< by a link's secret */
    const char *address;            /**< where it comes from, for throttling; kept as a keyed hash, for an hour after a failure */
} wz_signin_attempt;

/**
 * Sign in. Takes the same time whether the account is there or not (a password is always hashed), and some 0.1 s and
 * 64 MiB for that.
 * @param[out] result   What became of it.
 * @param[out] session  With WZ_SIGNIN_DONE the new session's token, WZ_ACCOUNT_SECRET bytes, else "".
 * @param[out] wait     With WZ_SIGNIN_WAIT how long, milliseconds.
 * @return WZ_OK (see result), WZ_EIO, WZ_ENOMEM.
 */
int wz_account_signin(wz_signin *result, char *session, int64_t *wait, wz_store *store, int64_t now,
                      const wz_signin_attempt *attempt, wz_diag *diag);

/** Whose session a token is, and that it was used now. @return WZ_OK; WZ_EINPUT (none, expired, ended, account closed; no
 *  diagnostic); WZ_EIO; WZ_ENOMEM. */
int wz_account_resume(wz_account_record *out, wz_store *store, int64_t now, const char *token, wz_diag *diag);

/** End a session (sign out). No error where there is none. */
int wz_account_signout(wz_store *store, int64_t now, const char *token, wz_diag *diag);

/** @name Who may open a case
 *  A case is open to the accounts that it is shared with, for roles that read cases, unless recusal (回避) stands against
 *  it: the person assessed (by person_id; where the names are the same and nothing says that it is another person,
 *  too), and whoever has a declared conflict of interest.
 *  @{ */

/** Why a case is open or not. */
typedef enum {
    WZ_ACCESS_OPEN,
    WZ_ACCESS_NOT_SHARED,   /**< or there is no such case: the two look the same from outside */
    WZ_ACCESS_ASSESSED,     /**< the account's person is among those assessed */
    WZ_ACCESS_SAME_NAME,    /**< ... or has the name of one of them, and nobody has said that they differ */
    WZ_ACCESS_CONFLICT,     /**< a declared conflict of interest */
    WZ_ACCESS_ROLE          /**< no role of the account reads cases */
} wz_access;

/** Someone assessed in a case. */
typedef struct {
    const char *name;       /**< NULL where the case gives none */
    const char *person_id;  /**< NULL where the case gives none */
} wz_assessed;

/** Where an account stands to a case, before it is asked who is assessed in it. */
typedef struct {
    wz_access access;       /**< WZ_ACCESS_NOT_SHARED also where there is no such case, or none any more */
    bool other_person;      /**< it is recorded that the person of the account's name is another */
    int64_t version;        /**< the newest; 0 where it is not shared */
    char sha256[65];        /**< of that version's bytes, in hexadecimal; "" where it is not shared */
} wz_admission;

/** Read that from the store. */
int wz_case_admission(wz_admission *out, wz_store *store, const wz_account_record *account, const char *case_id,
                      wz_diag *diag);

/** Whether the account may open the case in which these people are assessed. */
wz_access wz_case_admits(const wz_admission *admission, const wz_account_record *account, const wz_assessed *people,
                         size_t count);

/** Share a case with an account, or take that back. */
int wz_case_share(wz_store *store, const char *by, int64_t now, const char *case_id, int64_t account, bool shared,
                  wz_diag *diag);

/** What was declared of an account and a case. */
typedef enum {
    WZ_RECUSAL_CONFLICT,    /**< a conflict of interest: the case is closed to it */
    WZ_RECUSAL_OTHER_PERSON,/**< has the name of a person assessed but is another person */
    WZ_RECUSAL_WITHDRAWN    /**< neither stands any longer */
} wz_recusal;

/** Declare it, with the reason. */
int wz_case_declare(wz_store *store, const char *by, int64_t now, const char *case_id, int64_t account, wz_recusal what,
                    const char *reason, wz_diag *diag);

/** An account's standing towards a case. */
typedef struct {
    const char *case_id;
    int64_t account;
    const char *account_name, *display;
    bool shared;
    wz_recusal recusal;     /**< WZ_RECUSAL_WITHDRAWN = nothing stands */
    const char *reason;
} wz_case_standing;

/** Every standing of a case (case_id NULL: of every case), or of one account (account != 0). */
int wz_case_standings(wz_store *store, const char *case_id, int64_t account,
                      bool (*each)(const wz_case_standing *standing, void *payload), void *payload, wz_diag *diag);
/** @} */

/** @name Reviews
 *  An assessment is a draft until a second account has reviewed it; then final, never edited, only superseded.
 *  @{ */

/** The state of an assessment. */
typedef enum { WZ_REVIEW_DRAFT, WZ_REVIEW_REVIEWED, WZ_REVIEW_FINAL, WZ_REVIEW_SUPERSEDED } wz_review_state;

/** A review as it stands. */
typedef struct {
    int64_t assessment;         /**< number of the kept assessment */
    const char *case_id;
    wz_review_state state;
    int64_t made_by, reviewed_by, final_by;     /**< accounts, 0 = not yet */
    const char *made_by_name, *reviewed_by_name, *final_by_name;
    int64_t made, reviewed, final;              /**< times, 0 = not yet */
    int64_t superseded_by;      /**< the assessment that takes its place, 0 = none */
    const char *note;           /**< the reviewer's words */
} wz_review;

/** Enter an assessment as a draft of an account's. An assessment of the same case that is final stays so until this one is
 *  final too; then it is superseded. */
int wz_review_open(wz_store *store, const wz_account_record *by, int64_t now, const char *case_id, int64_t assessment,
                   wz_diag *diag);
/** Review a draft, with a note. @return WZ_EINPUT: REVIEW-001 (by the account that made it), -002 (not a draft). */
int wz_review_pass(wz_store *store, const wz_account_record *by, int64_t now, int64_t assessment, const char *note,
                   wz_diag *diag);
/** Make a reviewed assessment final; earlier final ones of the case become superseded. @return WZ_EINPUT: REVIEW-003. */
int wz_review_finish(wz_store *store, const wz_account_record *by, int64_t now, int64_t assessment, wz_diag *diag);
/** Every review of a case, newest first (case_id NULL: of all cases). */
int wz_review_list(wz_store *store, const char *case_id, bool (*each)(const wz_review *review, void *payload),
                   void *payload, wz_diag *diag);
/** Which reviews. Zero it: every one. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *case_id;        /**< NULL: of all cases */
    int64_t assessment;         /**< 0: any */
    int64_t account;            /**< only of cases that are shared with it and not erased; 0: of any */
    bool waiting;               /**< only drafts and reviewed ones, which wait for somebody */
    int64_t skip, most;         /**< leave out the first `skip`; give at most `most`, 0 = all */
} wz_review_query;

/** Reviews part by part, newest first. @param[out] total  How many there are in all; may be NULL. */
int wz_review_find(int64_t *total, wz_store *store, const wz_review_query *query,
                   bool (*each)(const wz_review *review, void *payload), void *payload, wz_diag *diag);
/** @} */

/** @name Approved rulebooks
 *  A rulebook is approved by the SHA-256 of its bytes: entered by one account, confirmed by another.
 *  @{ */

/** An approval as it stands. */
typedef struct {
    const char *sha256;         /**< 64 hexadecimal digits */
    const char *title;          /**< what was approved, in words */
    int64_t entered_by, confirmed_by, withdrawn_by;
    const char *entered_by_name, *confirmed_by_name, *withdrawn_by_name;
    int64_t entered, confirmed, withdrawn;
} wz_approval;

/** Enter a rulebook to be approved; an audit entry. `by` may be anyone who maintains rules (the caller asks).
 *  @return WZ_OK; WZ_EINPUT: APPROVAL-001 (no hash or title), -004 (it is entered already); WZ_EIO; WZ_ENOMEM. */
int wz_approval_enter(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, const char *title,
                      wz_diag *diag);
/** Confirm it, by another account; an audit entry. @return WZ_EINPUT: APPROVAL-002 (by the account that entered it), -003 (none waits). */
int wz_approval_confirm(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, wz_diag *diag);
/** Withdraw an approval, entered or confirmed; it stays on the list. @return WZ_EINPUT: APPROVAL-003 (none stands). */
int wz_approval_withdraw(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, wz_diag *diag);
/** Each approval, newest first, until `each` says false; what it is given is borrowed for the call. */
int wz_approval_list(wz_store *store, bool (*each)(const wz_approval *approval, void *payload), void *payload,
                     wz_diag *diag);
/** @} */

/** @name Drafts
 *  What somebody is still typing. A draft belongs to a case (or, before there is one, to an account) and has a version that
 *  goes up with each save, so that of two people who edit the second to save is told.
 *  @{ */

/** A draft as it stands. */
typedef struct {
    const char *key;            /**< "case:ID", or another that its user chooses */
    int64_t version;            /**< counts from 1 */
    int64_t saved_by;
    const char *saved_by_name;
    int64_t saved;
    const void *bytes;
    size_t size;
} wz_draft;

/**
 * Save a draft over a version of it.
 * @param over          The version that the new text was made from, 0 = none.
 * @param[out] version  The draft's version after the call: the new one, or with WZ_EINPUT the one that is there.
 * @return WZ_OK; WZ_EINPUT (DRAFT-001: somebody saved in between; nothing was changed); WZ_EIO; WZ_ENOMEM.
 */
int wz_draft_save(int64_t *version, wz_store *store, const wz_account_record *by, int64_t now, const char *key,
                  int64_t over, const void *bytes, size_t size, wz_diag *diag);
/** Look at a draft. The callback is not called where there is none. */
int wz_draft_read(wz_store *store, const char *key, void (*found)(const wz_draft *draft, void *payload), void *payload,
                  wz_diag *diag);
/** Every draft whose key begins with a prefix, in order of key. The callback returns false to stop. */
int wz_draft_list(wz_store *store, const char *prefix, bool (*each)(const wz_draft *draft, void *payload), void *payload,
                  wz_diag *diag);
/** Drop a draft. No error where there is none. */
int wz_draft_drop(wz_store *store, const wz_account_record *by, int64_t now, const char *key, wz_diag *diag);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
