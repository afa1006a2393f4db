/* Shared by the files of the cases. Private to this module. */
#ifndef WZ_STORE_CASES_PRIVATE_H
#define WZ_STORE_CASES_PRIVATE_H

#include "store/cases.h"
#include "store/sql.h"

/* The number of a case and the audit entry of its deletion (0 = it is there); 0 where there is no such case. */
int64_t wz_cases_number(wz_store *store, const char *id, int64_t *erased);
/* The same, failing with STORE-041 or STORE-042 where there is none to work on. */
int64_t wz_cases_need(wz_store *store, const char *id);

/* What the audit entries of a version and of an assessment say, worked out from the rows: so a row that was changed no longer
 * fits its entry. */
void wz_cases_version_details(wz_buffer *out, int64_t version, const char *sha256, int64_t size);
void wz_cases_assessment_details(wz_buffer *out, const wz_assessment_row *row);

/* Replace the texts that are searched by those of the newest version; none with count 0. */
void wz_cases_index(wz_store *store, int64_t number, const wz_kept_text *texts, size_t count);

/* Keep a law; its hash goes to `hex`. Returns its number or 0. */
int64_t wz_cases_put_law(wz_store *store, const wz_law_files *law, char hex[WZ_BLOB_HEX]);

/* The row of an assessment, of a statement that begins with WZ_ASSESSMENT_COLUMNS. */
#define WZ_ASSESSMENT_COLUMNS                                                                                              \
    "SELECT a.id, f.id, e.who, a.version, e.time, a.as_of, a.today, a.regimes, a.reasons_all, a.language, a.engine,"       \
    " l.hash, r.hash, a.audit FROM assessment a JOIN case_file f ON f.number = a.case_number"                              \
    " JOIN audit e ON e.seq = a.audit JOIN law l ON l.id = a.law JOIN content r ON r.id = a.result "
void wz_cases_read_assessment(wz_sql *q, wz_assessment_row *row);

/* A hash column in hexadecimal. */
void wz_cases_read_hash(wz_sql *q, int column, char hex[WZ_BLOB_HEX]);

/* A text column, "" for null. */
const char *wz_cases_text(wz_sql *q, int column);

#endif
