#ifndef CCAGE_H
#define CCAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// The bars that Linux can put around a process. Each function returns 0, or the error number of
// the call that failed: ENOSYS or EOPNOTSUPP where the kernel, or the system, has no such thing.
// What stands cannot be taken down again, and threads started later stand behind it as well.

// Has the kernel kill this process when `parent`, which started it, ends; also when it has ended
// already.
int ccage_end_with(pid_t parent);

// Gives up for good what a program file could give: other rights than the caller's.
int ccage_renounce_privileges(void);

// A file or folder, with all that is in it, and whether it may be written too. Ends a list with a
// path of NULL.
struct ccage_path {
    const char *path;
    bool writable;
};

// Closes the file system but for these paths (Landlock, Linux 5.13). Paths that are not there are
// passed over. Files that are open already stay so.
int ccage_close_files(const struct ccage_path *paths);

// Takes away the system calls that start, change or look into other processes, and the sockets
// that are no use for the web, or all of them (seccomp, Linux 3.17). A call that is taken away
// fails with EPERM, a socket with EAFNOSUPPORT.
int ccage_close_calls(bool network);

#endif
