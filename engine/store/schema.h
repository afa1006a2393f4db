/* The text of each step of the file's form, one file a module: store_schema_NAME.c. The list, in order, stands in
 * schema.c. Private to this module. */
#ifndef WZ_STORE_SCHEMA_H
#define WZ_STORE_SCHEMA_H

extern const char wz_schema_base[];     /* store_schema_base.c: blobs, audit log */
extern const char wz_schema_cases[];    /* store_schema_cases.c: cases, versions, assessments, search */
extern const char wz_schema_register[]; /* store_schema_register.c: acts and entries of the register */

extern const char wz_schema_accounts[];  /* store_schema_accounts.c: accounts, sessions, reviews, approvals, drafts */

#endif
