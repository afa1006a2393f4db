/* Any bytes as a case, against the small law of tests/bad/law: no crash, no hang, and a problem is named whenever there is
 * no case. Runs from the project's root. */
#include "load/load.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static wz_vocabulary *vocabulary;
    if (!vocabulary && wz_load_vocabulary(&vocabulary, "tests/bad/law/vocabulary.xml", NULL) != WZ_OK)
        abort();
    wz_diag *diag = wz_diag_new();
    wz_case *made = NULL;
    int code = wz_load_case_memory(&made, "fuzz", data, size, vocabulary, NULL, diag);
    if ((code == WZ_OK) != (made != NULL) || (code != WZ_OK) != (wz_diag_errors(diag) > 0))
        abort();
    wz_case_free(made);
    wz_diag_free(diag);
    return 0;
}
