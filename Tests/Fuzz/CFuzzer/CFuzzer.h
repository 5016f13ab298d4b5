#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry for programs with a main of their own (LLVM, "LibFuzzer as a library"). */
int LLVMFuzzerRunDriver(
    int *count, char ***arguments, int (*take)(const uint8_t *bytes, size_t length));
