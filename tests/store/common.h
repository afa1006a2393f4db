/* What the programs that ill-treat a store share: telling what failed, and random moments that can be had again. */
#ifndef WZ_TEST_STORE_H
#define WZ_TEST_STORE_H

#include "base/diag.h"
#include "store/store.h"
#include "wenze/case_store.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static unsigned part_passed, part_failed;

/* Count one thing looked at, and say what it was where it is wrong. */
#define EXPECT(condition, ...)                                                                                         \
    do {                                                                                                               \
        if (condition) {                                                                                               \
            part_passed++;                                                                                             \
        } else {                                                                                                       \
            part_failed++;                                                                                             \
            printf("%s:%d: ", __FILE__, __LINE__);                                                                     \
            printf(__VA_ARGS__);                                                                                       \
            putchar('\n');                                                                                             \
        }                                                                                                              \
    } while (0)

static inline int finish_part(const char *name)
{
    printf("wenze-part: %s passed=%u failed=%u\n", name, part_passed, part_failed);
    return part_failed || !part_passed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Source: G. Marsaglia, "Xorshift RNGs", 2003. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline double now_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline void print_diag(const wz_diag *diag)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        printf("    %s: %s\n", wz_diag_at(diag, i)->id, wz_diag_at(diag, i)->message);
}

static inline bool has_problem(const wz_diag *diag, const char *id)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        if (strcmp(wz_diag_at(diag, i)->id, id) == 0)
            return true;
    }
    return false;
}

static inline wz_store *open_or_null(const char *path, bool create, wz_diag *diag)
{
    wz_store *store = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = create;
    wz_store_open(&store, path, &options, diag);
    return store;
}

/* The file opens and everything in it verifies. Returns the store, NULL where it does not open. */
static inline wz_store *open_whole(const char *path, const char *when)
{
    wz_diag *diag = wz_diag_new();
    wz_store *store = open_or_null(path, true, diag);
    EXPECT(store, "the store does not open %s", when);
    if (store)
        EXPECT(wz_store_verify(store, NULL, NULL, diag) == WZ_OK, "the store does not verify %s", when);
    print_diag(diag);
    wz_diag_free(diag);
    return store;
}

static inline void remove_store(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", ".key"};
    char name[512];
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

#endif
