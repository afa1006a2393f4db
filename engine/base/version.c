/* The version of the running library, as opposed to the macro that a caller was compiled with. */
#include "wenze/version.h"

const char *wz_version(void)
{
    return WZ_VERSION;
}
