#include "CCage.h"

#include <errno.h>

#ifdef __linux__
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
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

int ccage_close_calls(bool network, const struct ccage_path *paths) {
    (void)network;
    (void)paths;
    return ENOSYS;
}
#endif
