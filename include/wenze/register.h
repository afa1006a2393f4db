/**
 * @file
 * The register: posts, sanctions and responsibilities of people, recorded once and never overwritten. A correction, a new
 * development or a rescission is a new entry that names the old one and says why; the state on any past day can be asked.
 *
 * People are joined by person_id and by nothing else. A thing on record is named by its person and the number of the entry
 * that recorded it ("1101-0042", 3). Columns and values may be written as in files: by id or by any usual Chinese name.
 * Every call that changes something is one transaction with its entry in the audit log.
 */
#ifndef WENZE_REGISTER_H
#define WENZE_REGISTER_H

#include "wenze/law.h"
#include "wenze/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is kept of the files that come in: how far an import has come. */
typedef struct {
    uint64_t bytes;      /**< read so far */
    uint64_t bytes_all;  /**< of the file; 0 = not known (standard input) */
    uint64_t rows;       /**< read so far, without the header */
} wz_register_progress;

/** What becomes of a row. */
typedef enum {
    WZ_REGISTER_ENTERED, /**< it is recorded */
    WZ_REGISTER_ALREADY, /**< the register says all of it already */
    WZ_REGISTER_BAD,     /**< a cell is wrong, or the row has no person_id */
    WZ_REGISTER_CONFLICT /**< the register, or an earlier row, says otherwise */
} wz_register_row_state;

/** One row of an import. Strings are good for the call. */
typedef struct {
    uint64_t number;           /**< as the user counts it in a spreadsheet: the header is row 1 */
    const char *person_id;     /**< "" where there is none */
    wz_register_row_state state;
    const wz_problem *problems;    /**< bad and conflict: what is wrong; otherwise notes */
    size_t problem_count;
} wz_register_row;

/** How to import. Start from WZ_REGISTER_IMPORT_INIT. */
typedef struct {
    unsigned version;    /**< 1 */
    const char *by;      /**< who imports; NULL: the login name */
    const char *name;    /**< what the file is called in the register; NULL: its own name without the folder */
    bool dry_run;        /**< look at every row and keep nothing */
    bool keep_good;      /**< keep the good rows where others are bad; otherwise a bad row keeps the whole file out */
    const char *amend;   /**< why: rows that say otherwise than the register, or more, amend it for this reason; NULL: they
                              are conflicts. Another name for a person_id always is one */
    /** Called now and then; return false to stop: the register then stays as it was. NULL = never. */
    bool (*progress)(const wz_register_progress *progress, void *payload);
    /** Called for each row that is not simply entered; NULL = never. */
    void (*row)(const wz_register_row *row, void *payload);
    void *payload;
} wz_register_import_options;

/** Options with every default. */
#define WZ_REGISTER_IMPORT_INIT {1, NULL, NULL, false, false, NULL, NULL, NULL, NULL}

/** How an import went. */
typedef struct {
    uint64_t rows;       /**< read */
    uint64_t entered;    /**< rows that are recorded (a dry run or a refused file: would be) */
    uint64_t amended;    /**< of these, rows that amended something */
    uint64_t already;    /**< rows of which nothing was new */
    uint64_t bad;        /**< rows with a wrong cell */
    uint64_t conflicts;  /**< rows that contradict the register or an earlier row */
    uint64_t persons;    /**< people not on record before */
    uint64_t entries;    /**< entries made: people, posts, sanctions, responsibilities, declarations */
    bool kept;           /**< whether anything was written */
    bool stopped;        /**< by the progress callback */
    char sha256[65];     /**< of the file's bytes, hex; "" where it was not read to its end */
    char head[96];       /**< of the audit log afterwards; "" where nothing was written */
} wz_register_tally;

/**
 * Import a table of people (docs/formats.md, "Tables"): CSV as spreadsheets make it, XLSX, or "-" for CSV
 * on standard input.
 *
 * All or nothing for a file, unless options->keep_good. Each bad row is an error in diag with its row, column, value and
 * what would be right.
 * @param[out] tally  How it went, filled whatever is returned.
 * @param rules       Gives columns and values their names.
 * @return WZ_OK (kept, nothing new, or a dry run without a bad row); WZ_EINPUT (bad rows or conflicts; with keep_good the
 *         others are kept, see tally->kept); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM. Stopped by the callback: WZ_OK and
 *         tally->stopped.
 */
int wz_register_import(wz_register_tally *tally, wz_store *store, const wz_rules *rules, const char *file,
                       const wz_register_import_options *options, wz_diag *diag);

/** A value to record: the column by id or by a usual name ("kind", "措施"), the value as a cell of a file. */
typedef struct {
    const char *column;
    const char *value;
} wz_register_field;

/** Who acts and why. Start from WZ_REGISTER_ACT_INIT. */
typedef struct {
    unsigned version;    /**< 1 */
    const char *by;      /**< NULL: the login name */
    const char *why;     /**< needed by amend, rescind and withdraw */
} wz_register_act;

/** An act with every default. */
#define WZ_REGISTER_ACT_INIT {1, NULL, NULL}

/**
 * Record what a row of a file could: a person, and a post, a sanction, a responsibility or a declaration of that person.
 * @param[out] entry   The number of the last entry made in this person's record, which names the thing; may be NULL.
 * @param fields       The row.
 * @return WZ_OK; WZ_EINPUT (a wrong value; recorded already; a contradiction: diag says with which entry); WZ_EIO; WZ_ENOMEM.
 */
int wz_register_add(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id,
                    const wz_register_field *fields, size_t field_count, const wz_register_act *act, wz_diag *diag);

/**
 * Say how a thing on record reads now: a correction or a new development. Fields not named stay as they are; an empty value
 * takes one out.
 * @param item  The number of the entry that recorded it.
 */
int wz_register_amend(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                      const wz_register_field *fields, size_t field_count, const wz_register_act *act, wz_diag *diag);

/**
 * Record that a sanction was rescinded (申诉改变、撤销): it stays on record and ends on that day.
 * @param on      The day, YYYY-MM-DD; NULL: not known.
 * @param fields  What else changes with it, e.g. replaced_by.
 */
int wz_register_rescind(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                        const char *on, const wz_register_field *fields, size_t field_count, const wz_register_act *act,
                        wz_diag *diag);

/** Take back what was recorded by mistake; what was known before remains visible by known-on. */
int wz_register_withdraw(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                         const wz_register_act *act, wz_diag *diag);

/**
 * Declare that a record holds everything there is up to a day.
 * @param person_id  NULL or "": the whole register.
 * @param to         The day, YYYY-MM-DD.
 */
int wz_register_declare(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, const char *to,
                        const wz_register_act *act, wz_diag *diag);

/** What to show. Start from WZ_REGISTER_VIEW_INIT. */
typedef struct {
    unsigned version;      /**< 1 */
    const char *known_on;  /**< as the register knew it at the end of this day, YYYY-MM-DD; NULL: now */
    wz_format format;      /**< text, JSON or HTML */
    wz_language language;
} wz_register_view;

/** A view with every default. */
#define WZ_REGISTER_VIEW_INIT {1, NULL, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH}

/**
 * A person's record, each thing with the number that names it ("": declarations on the whole register).
 * @param[out] out  Free with wz_text_free(). NULL on failure.
 * @return WZ_OK; WZ_EINPUT (nothing is on record of this person); WZ_EIO; WZ_ENOMEM.
 */
int wz_register_show(char **out, wz_store *store, const wz_rules *rules, const char *person_id,
                     const wz_register_view *view, wz_diag *diag);

/** Every entry on a person, with who recorded it when, from which file and why ("": on the whole register). */
int wz_register_history(char **out, wz_store *store, const wz_rules *rules, const char *person_id,
                        const wz_register_view *view, wz_diag *diag);

/** A person found by wz_register_find(). Strings are good for the call. */
typedef struct {
    const char *person_id;
    const char *name;      /**< "" where not given */
} wz_register_person;

/**
 * People in order of person_id whose number or name contains a text, now; "" finds all.
 * @param after   Begin behind this person_id; NULL = at the first.
 * @param most    At most so many.
 * @param found   Called for each; return false to end.
 */
int wz_register_find(wz_store *store, const wz_rules *rules, const char *text, const char *after, size_t most,
                     bool (*found)(const wz_register_person *person, void *payload), void *payload, wz_diag *diag);

/** How much is on record. */
int wz_register_count(uint64_t *persons, uint64_t *entries, wz_store *store, const wz_rules *rules, wz_diag *diag);

/** How to export. Start from WZ_REGISTER_EXPORT_INIT. */
typedef struct {
    unsigned version;      /**< 1 */
    const char *by;        /**< NULL: the login name; an export is an entry in the audit log */
    const char *known_on;  /**< NULL: now */
    bool only_id;          /**< leave names out */
    wz_language language;  /**< of the column names */
    bool (*progress)(const wz_register_progress *progress, void *payload); /**< as for an import; bytes are 0 */
    void *payload;
} wz_register_export_options;

/** Options with every default. */
#define WZ_REGISTER_EXPORT_INIT {1, NULL, NULL, false, WZ_LANGUAGE_ZH, NULL, NULL}

/** How an export went. */
typedef struct {
    uint64_t rows;
    uint64_t persons;
    char head[96];         /**< of the audit log afterwards */
} wz_register_exported;

/**
 * Write the register as a table that wz_register_import() reads back: one row a thing, in order of person_id. A file whose
 * name ends in .xlsx becomes a workbook, any other CSV; mode 0600, put in its place only once it is whole. Stopped by the
 * callback nothing is put there, and no entry is made in the audit log.
 * @param[out] out   How it went.
 * @param file       "-" = CSV on standard output.
 */
int wz_register_export(wz_register_exported *out, wz_store *store, const wz_rules *rules, const char *file,
                       const wz_register_export_options *options, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
