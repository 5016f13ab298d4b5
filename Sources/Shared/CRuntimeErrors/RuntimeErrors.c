#define _GNU_SOURCE
#include "CRuntimeErrors.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

/// What the runtime says about one trap takes a few hundred bytes.
enum { LONGEST = 2000 };

static int messages = STDERR_FILENO;

// Only calls that a handler may make (signal-safety(7)).
static void on_crash(int number) {
    char text[LONGEST];
    ssize_t count = pread(STDERR_FILENO, text, sizeof text, 0);
    for (ssize_t i = 0; i < count; i++) {
        if (text[i] != '\n' && (text[i] < ' ' || text[i] > '~')) text[i] = '?';
    }
    // Nobody is left who could be told that this fails.
    if (count > 0 && write(messages, text, (size_t)count) < 0) count = 0;
    raise(number);
}

void separate_runtime_errors(void) {
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    int memory = memfd_create("errors", MFD_CLOEXEC);
    if (kept < 0 || memory < 0 || dup2(memory, STDERR_FILENO) < 0) {
        if (kept >= 0) close(kept);
        if (memory >= 0) close(memory);
        return;
    }
    close(memory);
    messages = kept;
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction action = {.sa_handler = on_crash};
        // The default action comes with the second signal, which waits for the handler's end.
        action.sa_flags = (int)SA_RESETHAND;
        sigemptyset(&action.sa_mask);
        sigaction(crashes[i], &action, 0);
    }
}

int message_descriptor(void) { return messages; }
