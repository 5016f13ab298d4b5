#ifndef PORTAAL_CRUNTIMEERRORS_H
#define PORTAAL_CRUNTIMEERRORS_H

/// Gives standard error to the runtime alone: what Swift prints when it traps, which may hold
/// anything that was read, goes into memory, and only its printable ASCII reaches the terminal
/// when a signal such as SIGILL ends the process. Nothing changes where the system has no memory
/// for it. Call it once, before anything else is started.
void separate_runtime_errors(void);

/// Where the program's own messages go: standard error, as it was before the call above.
int message_descriptor(void);

#endif
