/* Any bytes as a rulebook, then its checks against the source of the small law of tests/bad/law: no crash, no hang, and a
 * problem is named whenever there is no rulebook. Runs from the project's root. */
#include "load/load.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static wz_law *law;
    if (!law && wz_load_law(&law, "tests/bad/law", NULL) != WZ_OK)
        abort();
    wz_diag *diag = wz_diag_new();
    wz_rulebook *made = NULL;
    int code = wz_load_rulebook_memory(&made, "fuzz", data, size, law->vocabulary, law->frame, diag);
    if ((code == WZ_OK) != (made != NULL) || (code != WZ_OK) != (wz_diag_errors(diag) > 0))
        abort();
    if (made) {
        const wz_rulebook *rulebooks[] = {made};
        wz_check_law(&(wz_law){law->vocabulary, law->frame, rulebooks, law->sources, 1}, diag);
    }
    wz_rulebook_free(made);
    wz_diag_free(diag);
    return 0;
}
