/* What libFuzzer and replay.c call. */
#ifndef KY_TESTS_FUZZ_H
#define KY_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
