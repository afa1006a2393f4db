/* What a rule rests on, in one line for a cell of a table: the provisions that it cites, else the norms behind it. */
#ifndef WZ_REPORT_BASIS_H
#define WZ_REPORT_BASIS_H

#include "base/buffer.h"
#include "model/assessment.h"

/* Append "北京市实施细则第二十条" or "《公职人员政务处分法》第8、19条"; the rule's label, else its id, where it names neither. What is still to
 * be verified says so. `version` is the one by which a ban was read, NULL = none was: its norms come before the rule's own. */
void wz_report_basis(wz_buffer *out, const wz_law *law, const wz_rule *rule, const wz_ban_version *version, wz_lang lang);

#endif
