#ifdef __linux__
#define _GNU_SOURCE
#include "CCage.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
// What the courier has no use for: programs, other processes, and ways around this filter.
static const int forbidden[] = {
#ifdef __x86_64__
    SYS_fork, SYS_vfork,
#endif
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_pidfd_open, SYS_pidfd_send_signal,
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
    SYS_open_by_handle_at, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl,
    SYS_add_key, SYS_request_key, SYS_init_module, SYS_finit_module, SYS_delete_module,
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
};
enum { FORBIDDEN = sizeof forbidden / sizeof *forbidden };

// A classic BPF program in the making: seccomp(2) tells what it sees.
struct program {
    struct sock_filter lines[4 * FORBIDDEN + 64];
    unsigned short count;
};

static void add(struct program *program, struct sock_filter line) {
    program->lines[program->count++] = line;
}

static void load(struct program *program, size_t offset) {
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(struct program *program, unsigned action) {
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

// Skips so many lines unless what was loaded compares like that.
static void unless(struct program *program, int test, unsigned value, unsigned char lines) {
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, lines));
}

// Skips so many lines if what was loaded compares like that.
static void skip_if(struct program *program, int test, unsigned value, unsigned char lines) {
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, value, lines, 0));
}

enum {
    ALLOW = SECCOMP_RET_ALLOW,
    REFUSE = SECCOMP_RET_ERRNO | EPERM,
    // The answer of a kernel without the call, whose arguments no filter can read: glibc then
    // uses clone.
    UNKNOWN = SECCOMP_RET_ERRNO | ENOSYS,
    NO_SUCH_SOCKET = SECCOMP_RET_ERRNO | EAFNOSUPPORT,
};

// The lower half of an argument; both architectures put it first.
static size_t argument(int number) {
    return offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (size_t)number;
}

static void begin(struct program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    skip_if(program, BPF_JEQ, ARCHITECTURE, 1);
    answer(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    // The same calls under other numbers (x32).
    unless(program, BPF_JGE, 0x40000000, 1);
    answer(program, REFUSE);
#endif
    for (int i = 0; i < FORBIDDEN; i++) {
        unless(program, BPF_JEQ, (unsigned)forbidden[i], 1);
        answer(program, REFUSE);
    }
    unless(program, BPF_JEQ, SYS_clone3, 1);
    answer(program, UNKNOWN);
}

// Threads, as the resolver needs them, but no processes.
static void close_clone(struct program *program) {
    unless(program, BPF_JEQ, SYS_clone, 4);
    load(program, argument(0));
    skip_if(program, BPF_JSET, CLONE_THREAD, 1);
    answer(program, REFUSE);
    answer(program, ALLOW);
}

// Signals to this process only, which is how it aborts.
static void close_signals(struct program *program) {
    unless(program, BPF_JEQ, SYS_tgkill, 4);
    load(program, argument(0));
    skip_if(program, BPF_JEQ, (unsigned)getpid(), 1);
    answer(program, REFUSE);
    answer(program, ALLOW);
}

// Words put into the mouth of whoever sits at the terminal.
static void close_terminal(struct program *program) {
    unless(program, BPF_JEQ, SYS_ioctl, 4);
    load(program, argument(1));
    unless(program, BPF_JEQ, TIOCSTI, 1);
    answer(program, REFUSE);
    answer(program, ALLOW);
}

// Internet sockets, and those that tell which addresses this machine has, for the resolver.
// Pairs of sockets lead nowhere else.
static void close_sockets(struct program *program, bool network) {
    unless(program, BPF_JEQ, SYS_socket, network ? 7 : 1);
    if (network) {
        load(program, argument(0));
        skip_if(program, BPF_JEQ, AF_INET, 5);
        skip_if(program, BPF_JEQ, AF_INET6, 4);
        unless(program, BPF_JEQ, AF_NETLINK, 2);
        load(program, argument(2));
        skip_if(program, BPF_JEQ, NETLINK_ROUTE, 1);
    }
    answer(program, NO_SUCH_SOCKET);
}

int ccage_close_calls(bool network) {
    struct program program = {.count = 0};
    begin(&program);
    close_clone(&program);
    close_signals(&program);
    close_terminal(&program);
    close_sockets(&program, network);
    answer(&program, ALLOW);
    struct sock_fprog filter = {.len = program.count, .filter = program.lines};
    // For all threads, of which there should be one only.
    long result = syscall(
        SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    if (result > 0) return EBUSY;
    return result == 0 ? 0 : errno;
}
#else
int ccage_close_calls(bool network) {
    (void)network;
    return ENOSYS;
}
#endif
#endif
