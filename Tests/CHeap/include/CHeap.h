#include <stddef.h>

/// How many blocks this thread has taken from the heap since it began, freed again or not.
size_t heap_blocks_taken(void);
