/* abi_memory.c - what every module exports: its version, and blocks of its memory. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

uint32_t abi_version(void) {
    return 1;
}

uint32_t abi_simd(void) {
#ifdef __wasm_simd128__
    return 1;
#else
    return 0;
#endif
}

void *abi_allocate(uint32_t size) {
    return malloc(size);
}

void abi_release(void *memory) {
    free(memory);
}

/* ---- What the C library would import ------------------------------------------------------ */

/* The module imports nothing, so that a loader of a few lines serves everywhere. JavaScript looks
 * itself whether memory has grown. */
void emscripten_notify_memory_growth(size_t index);
void emscripten_notify_memory_growth(size_t index) {
    (void)index;
}
