/* What each fuzz target defines: feed one input to the code under test. Returns 0. Called by libFuzzer, and by replay.c
 * over the corpus. */
#ifndef WZ_TESTS_FUZZ_H
#define WZ_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
