#include "CEscapes.h"

#ifdef __linux__
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

#define CALL(name) {#name, SYS_##name}

static const struct {
    const char *name;
    long number;
} calls[] = {
    CALL(ptrace), CALL(process_vm_readv), CALL(process_vm_writev), CALL(unshare), CALL(setns),
    CALL(mount), CALL(umount2), CALL(pivot_root), CALL(chroot), CALL(bpf), CALL(perf_event_open),
    CALL(userfaultfd), CALL(keyctl), CALL(add_key), CALL(init_module), CALL(io_uring_setup),
    CALL(io_uring_enter), CALL(open_by_handle_at), CALL(setuid), CALL(personality),
    CALL(sethostname), CALL(swapon), CALL(acct), CALL(chdir), CALL(mknodat), CALL(inotify_init1),
    CALL(fanotify_init), CALL(seccomp), CALL(execve), CALL(tkill), CALL(rt_sigqueueinfo),
    CALL(rt_tgsigqueueinfo), CALL(timer_create), CALL(pidfd_open), CALL(pidfd_send_signal),
    CALL(accept), CALL(accept4), CALL(mq_open), CALL(shmat), CALL(memfd_create),
    CALL(fchownat), CALL(fchmodat), CALL(utimensat), CALL(ioprio_set), CALL(kcmp),
    // None has this number, as a call of the future might.
    {"unheard-of", 900},
};

static bool call(const char *name) {
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (strcmp(calls[i].name, name) == 0) return syscall(calls[i].number, 0, 0, 0, 0, 0, 0) >= 0;
    }
    errno = EINVAL;
    return false;
}

static bool limits_of(pid_t process) {
    struct rlimit limit = {.rlim_cur = 100000, .rlim_max = 100000};
    return prlimit(process, RLIMIT_CPU, &limit, NULL) == 0;
}

static bool read_limits(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0;
}

static bool schedule(pid_t process) {
    struct sched_param parameters = {0};
    return sched_setscheduler(process, SCHED_BATCH, &parameters) == 0;
}

static bool place(pid_t process) {
    cpu_set_t processors;
    CPU_ZERO(&processors);
    CPU_SET(0, &processors);
    return sched_setaffinity(process, sizeof processors, &processors) == 0;
}

static bool opened(int descriptor) {
    if (descriptor < 0) return false;
    close(descriptor);
    return true;
}

static bool pair(int type) {
    int ends[2];
    return socketpair(AF_UNIX, type, 0, ends) == 0;
}

// A name on a socket that a courier may have.
static bool named(void) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    return bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0;
}

static bool listening(void) { return listen(socket(AF_INET, SOCK_STREAM, 0), 1) == 0; }

static bool handled(void) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    return sigaction(SIGSYS, &action, NULL) == 0;
}

// What is done to a path without opening it.
static bool looked(const char *name, const char *path) {
    struct stat status;
    char buffer[200];
    if (strcmp(name, "chmod") == 0) return chmod(path, 0777) == 0;
    if (strcmp(name, "chown") == 0) return chown(path, getuid(), getgid()) == 0;
    if (strcmp(name, "utimes") == 0) return utimes(path, NULL) == 0;
    if (strcmp(name, "setxattr") == 0) return setxattr(path, "user.x", "x", 1, 0) == 0;
    if (strcmp(name, "getxattr") == 0) return getxattr(path, "user.x", buffer, 100) >= 0;
    if (strcmp(name, "stat") == 0) return stat(path, &status) == 0;
    if (strcmp(name, "lstat") == 0) return lstat(path, &status) == 0;
    if (strcmp(name, "access") == 0) return access(path, R_OK) == 0;
    if (strcmp(name, "readlink") == 0) return readlink(path, buffer, 100) >= 0;
    if (strcmp(name, "truncate") == 0) return truncate(path, 0) == 0;
    strncpy(buffer, path, sizeof buffer - 5);
    strcat(buffer, "-new");
    if (strcmp(name, "link") == 0) return link(path, buffer) == 0;
    if (strcmp(name, "symlink") == 0) return symlink("/etc/passwd", buffer) == 0;
    if (strcmp(name, "folder") == 0) return mkdir(buffer, 0700) == 0;
    if (strcmp(name, "path") == 0) return opened(open(path, O_PATH));
    errno = EINVAL;
    return false;
}

bool escape(const char *name, const char *argument) {
    pid_t parent = getppid();
    if (strcmp(name, "call") == 0) return call(argument);
    if (strcmp(name, "limits") == 0) return limits_of(parent);
    if (strcmp(name, "own-limits") == 0) return limits_of(0);
    if (strcmp(name, "read-limits") == 0) return read_limits();
    if (strcmp(name, "priority") == 0) return setpriority(PRIO_PROCESS, (id_t)parent, 5) == 0;
    if (strcmp(name, "group-priority") == 0) return setpriority(PRIO_PGRP, 0, 5) == 0;
    if (strcmp(name, "scheduler") == 0) return schedule(parent);
    if (strcmp(name, "affinity") == 0) return place(parent);
    if (strcmp(name, "owner") == 0) return prctl(PR_SET_PDEATHSIG, 0) == 0;
    if (strcmp(name, "datagrams") == 0) return pair(SOCK_DGRAM);
    if (strcmp(name, "packets") == 0) return pair(SOCK_SEQPACKET);
    if (strcmp(name, "raw") == 0) return opened(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
    if (strcmp(name, "ping") == 0) return opened(socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP));
    if (strcmp(name, "name") == 0) return named();
    if (strcmp(name, "listen") == 0) return listening();
    if (strcmp(name, "reader") == 0) return fcntl(STDIN_FILENO, F_SETOWN, parent) == 0;
    if (strcmp(name, "signal") == 0) return fcntl(STDIN_FILENO, F_SETSIG, SIGKILL) == 0;
    if (strcmp(name, "asynchronous") == 0) return fcntl(STDIN_FILENO, F_SETFL, O_ASYNC) == 0;
    if (strcmp(name, "handler") == 0) return handled();
    if (strcmp(name, "memory-of-all") == 0) return shmget(IPC_PRIVATE, 4096, 0600) >= 0;
    if (strcmp(name, "messages") == 0) return msgget(IPC_PRIVATE, 0600) >= 0;
    if (strcmp(name, "semaphores") == 0) return semget(IPC_PRIVATE, 1, 0600) >= 0;
    return looked(name, argument);
}
#else
bool escape(const char *name, const char *argument) {
    (void)name;
    (void)argument;
    return false;
}
#endif
