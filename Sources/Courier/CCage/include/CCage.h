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

// Leaves the system calls that the courier needs, of those of the network only with `network`
// (seccomp, Linux 3.17). Any other fails with EPERM, which is told once a call on standard error, a
// socket to a service of this machine with EAFNOSUPPORT. Of files can be asked what they are only
// for `paths`, what is in them, and what leads to them.
int ccage_close_calls(bool network, const struct ccage_path *paths);

#endif
