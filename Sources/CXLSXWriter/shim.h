#include <xlsxwriter.h>

#include <unistd.h>

// Swift does not import fork: in a process of many threads, few things may be done after it.
static inline pid_t vouch_fork(void) {
  return fork();
}
