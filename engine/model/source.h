/* A regulation's own words: its provisions by eId, in document order, from the Akoma Ntoso text. Plain data. */
#ifndef WZ_MODEL_SOURCE_H
#define WZ_MODEL_SOURCE_H

#include "base/arena.h"
#include "base/map.h"
#include "model/text.h"

typedef struct {
    const char *eid;        /* "art_20__point_4" */
    const char *element;    /* "article", "paragraph", "point", "intro", "span", "chapter" … */
    const char *num;        /* "（四）", or "" */
    const char *text;       /* all words below it, without its own num, lines joined by newline; chapters: heading */
    const char *heading;    /* how people cite it, e.g. "第二十条（四）" ; built from the nums above it */
    int parent;             /* index, or -1 */
    bool leaf;              /* carries text of its own: what the coverage table counts (spans are parts of a leaf) */
    wz_place place;
} wz_provision;

typedef struct {
    wz_arena *arena;
    const char *file;
    char sha256[65];
    wz_text title;
    const wz_provision *provisions;
    size_t count;
    wz_map by_eid;          /* their indices; the loader fills it */
} wz_source;

void wz_source_free(wz_source *source);
/* Index of a provision, or -1. */
int wz_source_find(const wz_source *source, const char *eid);

#endif
