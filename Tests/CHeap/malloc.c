#include "CHeap.h"

#include <errno.h>

// These stand in the C library's place in the program that they are linked to: the Swift runtime takes its blocks
// here. Swift itself cannot write them, for there the names are reserved. The library's own have these names, too.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static _Thread_local size_t taken;

size_t heap_blocks_taken(void) { return taken; }

void *malloc(size_t size) {
  taken++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  taken++;
  return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  taken++;
  return __libc_realloc(block, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  taken++;
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}
