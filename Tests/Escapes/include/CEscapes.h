#ifndef CESCAPES_H
#define CESCAPES_H

#include <stdbool.h>

// Tries what a process in the courier's cage has no need of, by names of this file's own. Returns
// whether it was done; if not, errno says why. `argument` is a path, or for "call" the name of a
// system call, which is made without arguments that mean something.
bool escape(const char *name, const char *argument);

#endif
