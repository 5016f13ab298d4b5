#define _GNU_SOURCE
#include "CCage.h"

#include <errno.h>

#ifdef __linux__
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int ccage_end_with(pid_t parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    // Whoever ended before the line above can send no signal any more.
    if (getppid() != parent) _exit(EXIT_FAILURE);
    return 0;
}

int ccage_renounce_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

// Landlock as the kernel's own documentation describes it (userspace-api/landlock.rst). Its header
// is not used, since that of Debian 12 knows the first versions only.
enum {
    CREATE_RULESET = 444,
    ADD_RULE = 445,
    RESTRICT_SELF = 446,
    WHICH_VERSION = 1,
    PATH_BENEATH = 1,
};

enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_FILE = 1 << 5,
    MAKE_REG = 1 << 8,
    FIRST_VERSION = (1 << 13) - 1,
    REFER = 1 << 13,      // version 2
    TRUNCATE = 1 << 14,   // version 3
    IOCTL_DEV = 1 << 15,  // version 5
};

enum {
    ABSTRACT_UNIX_SOCKET = 1 << 0,  // version 6
    SIGNAL = 1 << 1,                // version 6
};

struct ruleset {
    uint64_t files, network, scoped;
};

struct rule {
    uint64_t allowed;
    int32_t beneath;
} __attribute__((packed));

static uint64_t rights(long version) {
    uint64_t all = FIRST_VERSION;
    if (version >= 2) all |= REFER;
    if (version >= 3) all |= TRUNCATE;
    if (version >= 5) all |= IOCTL_DEV;
    return all;
}

static int allow(int ruleset, const struct ccage_path *path, uint64_t known) {
    int file = open(path->path, O_PATH | O_CLOEXEC);
    if (file < 0) return 0;
    struct stat status;
    int error = fstat(file, &status) == 0 ? 0 : errno;
    uint64_t allowed = READ_FILE;
    if (path->writable) allowed |= WRITE_FILE | TRUNCATE;
    if (S_ISDIR(status.st_mode)) {
        allowed |= READ_DIR;
        if (path->writable) allowed |= REMOVE_FILE | MAKE_REG;
    }
    struct rule rule = {.allowed = allowed & known, .beneath = file};
    if (error == 0 && syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0) != 0) error = errno;
    close(file);
    return error;
}

int ccage_close_files(const struct ccage_path *paths) {
    long version = syscall(CREATE_RULESET, NULL, 0, WHICH_VERSION);
    if (version < 0) return errno;
    struct ruleset attributes = {.files = rights(version)};
    if (version >= 6) attributes.scoped = ABSTRACT_UNIX_SOCKET | SIGNAL;
    // An older kernel takes a larger structure as long as what it does not know is zero.
    int ruleset = (int)syscall(CREATE_RULESET, &attributes, sizeof attributes, 0);
    if (ruleset < 0) return errno;
    int error = 0;
    for (; error == 0 && paths->path != NULL; paths++) {
        error = allow(ruleset, paths, attributes.files);
    }
    if (error == 0 && syscall(RESTRICT_SELF, ruleset, 0) != 0) error = errno;
    close(ruleset);
    return error;
}
#else
int ccage_end_with(pid_t parent) {
    (void)parent;
    return ENOSYS;
}

int ccage_renounce_privileges(void) { return ENOSYS; }

int ccage_close_files(const struct ccage_path *paths) {
    (void)paths;
    return ENOSYS;
}
#endif
