/* The list of steps: a new one goes to the end. */
#include "store/schema.h"

#include "store/store.h"

const wz_store_step *wz_store_steps(size_t *count)
{
    static const wz_store_step steps[] = {
        {"base", wz_schema_base},
        {"register", wz_schema_register},
        {"cases", wz_schema_cases},
        {"accounts", wz_schema_accounts},
    };
    *count = sizeof steps / sizeof steps[0];
    return steps;
}
