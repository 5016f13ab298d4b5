#ifndef CCAGE_REFUSALS_H
#define CCAGE_REFUSALS_H

#include "CCage.h"

// What becomes of the calls that the filter in Calls.c does not let pass: it sends the process a
// signal (SIGSYS), and the handler of that says what the call returns.

// Installs the handler, which lets this process look at `paths`, what is in them and what leads to
// them. Before the filter.
int ccage_answer_refusals(const struct ccage_path *paths);

// Two numbers that the filter asks for in the unused arguments of calls that look at a path or give
// a socket an address. No filter can read these, so the handler does. It holds code to its manners
// that only calls what a library has; whoever runs code of his own can find the word, and learn the
// size and age of a file. To listen is refused in any case.
const uint64_t *ccage_word(void);

#endif
