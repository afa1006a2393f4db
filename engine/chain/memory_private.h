/* Private to working memory, its agenda and settling. */
#ifndef WZ_CHAIN_MEMORY_PRIVATE_H
#define WZ_CHAIN_MEMORY_PRIVATE_H

#include "chain/memory.h"

#include <string.h>

enum { WZ_SLOT_SHIFT = 8 };     /* the state of a stated slot stands in bits 8.. of feel_value.bits */

typedef struct {
    feel_value *where;
    feel_value before;
} wz_write;

struct wz_memory {
    const wz_network *net;
    wz_arena *fixed;            /* rows, findings: as long as the memory */
    wz_arena *arena;            /* values of this case */
    feel_run run;
    feel_value *inputs;
    size_t input_count;
    wz_census census;
    uint32_t capacity[WZ_ENTITIES];
    wz_row **rows[WZ_ENTITIES]; /* by index: stable addresses */
    feel_value *blank[WZ_ENTITIES];         /* settled blank cells of each kind */
    feel_list lists[WZ_ENTITIES];
    feel_value *list_items[WZ_ENTITIES];
    wz_fired ***fired;          /* by rule, by instance */
    feel_value **defined;       /* by define, by instance */
    feel_value (*blank_fired)[2];           /* by rule: blank condition and holds */
    feel_value *blank_defined;
    wz_truth *force;
    bool *nulls;                /* by rule: its condition gave null */
    feel_list *index_lists;
    uint64_t *dirty;            /* by node */
    uint64_t *mask;             /* by node: instances to evaluate; bit 63 stands for all from 63 on */
    wz_write *log;
    size_t log_count, log_capacity;
    wz_shortfall_fn shortfall;
    void *shortfall_payload;
    uint64_t evaluations;
    uint64_t *budget;           /* steps left; NULL = none is kept */
    bool blank_ready;
    bool forced;                /* some rule's force was set */
    bool stale;                 /* posts were bound: the index lists are to be filled again before a run */
    bool failed;                /* memory ran out: sticky until begin */
    wz_row *spare[WZ_ENTITIES];
};

/* Change a slot and log what stood there. Returns false where memory is short. */
bool wz_memory_change(wz_memory *memory, feel_value *where, feel_value value);

/* Write a slot through the log. Returns whether the value changed; values have no padding. */
static inline bool wz_memory_write(wz_memory *memory, feel_value *where, feel_value value)
{
    return memcmp(where, &value, sizeof value) != 0 && wz_memory_change(memory, where, value);
}

/* Write a cell and mark its readers where it changed. */
void wz_memory_write_cell(wz_memory *memory, wz_row *row, int attribute, feel_value value);
/* The lists behind findings[…]. Returns false where memory is short. */
bool wz_memory_fill_lists(wz_memory *memory);
void wz_memory_mark_nodes(wz_memory *memory, const uint32_t *nodes, size_t count, wz_entity_kind kind, uint32_t instance);

/* settle.c */
void wz_settle(wz_memory *memory, const wz_attribute_group *group, uint32_t instance);

static inline wz_slot_state wz_slot(feel_value stated)
{
    return (wz_slot_state)(stated.bits >> WZ_SLOT_SHIFT);
}

static inline feel_value wz_unslot(feel_value stated)
{
    stated.bits = (uint16_t)(stated.bits & ((1u << WZ_SLOT_SHIFT) - 1));
    return stated;
}

/* The tag of an attribute's unknown: of its type, or of any where null is among its values. */
static inline feel_tag wz_attribute_tag(const wz_network *net, wz_entity_kind kind, int attribute)
{
    const feel_type *type = net->law->vocabulary->entities[kind].attributes[attribute].type;
    return type->nullable ? FEEL_NULL : feel_type_tag(type);
}

#endif
