/* Static checks beyond types: rules that can never hold. */
#ifndef WZ_CHAIN_CHECK_H
#define WZ_CHAIN_CHECK_H

#include "chain/network.h"

/* Report (CHECK-010, a warning) each own rule of a network that can never hold, whatever the facts. Sound, not complete:
 * what is reported never holds; not all that never holds is found. Returns WZ_OK or WZ_ENOMEM. */
int wz_network_check(const wz_network *network, wz_diag *diag);

#endif
