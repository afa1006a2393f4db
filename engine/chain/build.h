/* Private to the network's construction: what the steps hand to each other. */
#ifndef WZ_CHAIN_BUILD_H
#define WZ_CHAIN_BUILD_H

#include "chain/network.h"

/* A use of findings[…] met while compiling. */
typedef struct wz_build {
    wz_network *net;
    wz_arena *arena;                /* the network's */
    wz_diag *diag;
    feel_scope scope;
    wz_finding_index *indexes;
    size_t index_count, index_capacity;
    wz_network_rule *rules;
    wz_network_define *defines;
    wz_attribute_group *groups;
    int32_t *group_of[WZ_ENTITIES]; /* by attribute: its group, or -1 */
    bool failed;                    /* a problem was reported */
} wz_build;

/* scope.c: the names that expressions may use. Returns false when memory is short. */
bool wz_build_scope(wz_build *build);

/* compile.c: expressions to programs. */
bool wz_build_rules(wz_build *build);
bool wz_build_defines(wz_build *build);
bool wz_build_frame(wz_build *build);

/* groups.c: attributes that are settled together. */
bool wz_build_groups(wz_build *build);

/* graph.c: nodes, edges, strata, readers; cycles are problems. */
bool wz_build_graph(wz_build *build);

#endif
