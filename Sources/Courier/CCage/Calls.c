#define _GNU_SOURCE
#include "CCage.h"

#include <errno.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include "Refusals.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system calls that the courier is seen to make (strace on Debian 12; glibc's source for what
// that of Debian 13 adds). Whatever is not here is refused, so that a call which nobody thought of,
// or which a later kernel brings, is closed from the start.

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Calls that reach no further than this process and what it has open, whatever their arguments.
// Those that come most often are first.
static const int harmless[] = {
    SYS_read, SYS_write, SYS_pread64, SYS_pwrite64, SYS_fstat, SYS_lseek, SYS_close, SYS_futex,
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk,
    SYS_ppoll, SYS_epoll_pwait, SYS_clock_gettime, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_getpid, SYS_gettid,
#ifdef __x86_64__
    SYS_poll, SYS_epoll_wait, SYS_gettimeofday, SYS_time,
#endif
    // Files that are open.
    SYS_readv, SYS_writev, SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_fallocate, SYS_fadvise64,
    SYS_flock, SYS_getdents64, SYS_dup, SYS_dup3, SYS_pipe2, SYS_pselect6, SYS_epoll_create1,
    SYS_epoll_ctl, SYS_eventfd2, SYS_timerfd_create, SYS_timerfd_settime,
#ifdef SYS_close_range
    SYS_close_range,
#endif
#ifdef __x86_64__
    SYS_dup2, SYS_pipe, SYS_select,
#endif
    // SQLite's own files are made by openat, below; which may go is for Landlock to say.
    SYS_unlinkat, SYS_renameat,
#ifdef __x86_64__
    SYS_unlink, SYS_rename,
#endif
    SYS_renameat2,
    // Threads and the end of the process.
    SYS_set_robust_list, SYS_set_tid_address, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_sched_getparam, SYS_sched_getscheduler, SYS_sched_get_priority_max,
    SYS_sched_get_priority_min, SYS_getcpu, SYS_membarrier, SYS_sigaltstack, SYS_restart_syscall,
    SYS_exit, SYS_exit_group,
#ifdef SYS_rseq
    SYS_rseq,
#endif
    // Clocks, and what this process is.
    SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_setitimer, SYS_getrandom,
    SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrusage, SYS_times,
    SYS_getcwd, SYS_uname, SYS_sysinfo,
#ifdef __x86_64__
    SYS_alarm, SYS_getrlimit,
#endif
};

// What a client on the web does with its sockets; nothing listens.
static const int connecting[] = {
    SYS_connect, SYS_getsockname, SYS_getpeername, SYS_shutdown, SYS_sendto, SYS_recvfrom,
    SYS_sendmsg, SYS_sendmmsg, SYS_recvmsg,
};

enum { LENGTH = 1024 };

// A classic BPF program in the making: seccomp(2) tells what it sees.
struct program {
    struct sock_filter lines[LENGTH];
    unsigned short count;
};

enum {
    ALLOW = SECCOMP_RET_ALLOW,
    // To the handler in Refusals.c, which answers EPERM and says so in the log.
    REFUSE = SECCOMP_RET_TRAP,
    // Likewise without a word. glibc starts processes with all signals blocked, and a trap that is
    // blocked ends a program; SQLite tries whether it may chown.
    REFUSE_SILENTLY = SECCOMP_RET_ERRNO | EPERM,
    // The answer of a kernel without the call; glibc then takes an older one, whose arguments can
    // be judged.
    UNKNOWN = SECCOMP_RET_ERRNO | ENOSYS,
    // The resolver asks services on this machine first, and goes on without them.
    NO_SUCH_SOCKET = SECCOMP_RET_ERRNO | EAFNOSUPPORT,
};

// The bits of an argument that count, and what they must be.
struct condition {
    int argument;
    uint64_t bits, value;
};

enum { CONDITIONS = 3 };

#define WHOLE UINT64_MAX
// Of an int or an enumeration the kernel takes the lower half.
#define INT UINT32_MAX

// The kernel takes no program that lacks its end, so that one too long is told as a bar that does
// not stand.
static void add(struct program *program, struct sock_filter line) {
    if (program->count < LENGTH) program->lines[program->count++] = line;
}

static void load(struct program *program, size_t offset) {
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(struct program *program, unsigned action) {
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

// Goes past the next `lines` unless what was loaded is `value`.
static void unless(struct program *program, unsigned value, unsigned char lines) {
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, lines));
}

static void load_call(struct program *program) {
    load(program, offsetof(struct seccomp_data, nr));
}

static void whatever(struct program *program, const int *calls, size_t count) {
    for (size_t i = 0; i < count; i++) {
        unless(program, (unsigned)calls[i], 1);
        answer(program, ALLOW);
    }
}

// How many lines it takes to compare a half of an argument, of which no bits or all may count.
static unsigned char length(uint32_t bits) {
    return bits == 0 ? 0 : bits == UINT32_MAX ? 2 : 3;
}

static void compare(
    struct program *program, size_t offset, uint32_t bits, uint32_t value, unsigned char lines) {
    if (bits == 0) return;
    load(program, offset);
    if (bits != UINT32_MAX) {
        add(program, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, bits));
    }
    unless(program, value, lines);
}

// Answers `call` with `action` if all conditions hold, of which those without bits are none. Both
// before and after it the number of the call is loaded.
static void rule(
    struct program *program, int call, unsigned action, const struct condition *conditions) {
    unsigned char left = 2;
    for (int i = 0; i < CONDITIONS; i++) {
        left += length((uint32_t)conditions[i].bits);
        left += length((uint32_t)(conditions[i].bits >> 32));
    }
    unless(program, (unsigned)call, left);
    for (int i = 0; i < CONDITIONS; i++) {
        // Both architectures put the lower half first.
        size_t offset = offsetof(struct seccomp_data, args)
            + sizeof(uint64_t) * (size_t)conditions[i].argument;
        uint64_t bits = conditions[i].bits, value = conditions[i].value;
        left -= length((uint32_t)bits);
        compare(program, offset, (uint32_t)bits, (uint32_t)value, left - 1);
        left -= length((uint32_t)(bits >> 32));
        compare(
            program, offset + 4, (uint32_t)(bits >> 32), (uint32_t)(value >> 32), left - 1);
    }
    answer(program, action);
    load_call(program);
}

#define RULE(call, action, ...)                                                                \
    rule(program, call, action, (const struct condition[CONDITIONS]){__VA_ARGS__})

static void begin(struct program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    answer(program, SECCOMP_RET_KILL_PROCESS);
    load_call(program);
#ifdef __x86_64__
    // The same calls under other numbers (x32).
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    answer(program, REFUSE_SILENTLY);
#endif
}

// The arguments of these lie in memory, where no filter can read them.
static void decline_newer_calls(struct program *program) {
    RULE(SYS_clone3, UNKNOWN, {0});
    RULE(SYS_statx, UNKNOWN, {0});
#ifdef SYS_faccessat2
    RULE(SYS_faccessat2, UNKNOWN, {0});
#endif
}

static void allow_threads(struct program *program) {
    // What both glibc and musl start a thread with: no process, and no namespace of its own.
    static const uint64_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD
        | CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    RULE(SYS_clone, ALLOW, {0, WHOLE, thread});
    RULE(SYS_clone, REFUSE_SILENTLY, {0});
    // libdispatch lowers its own threads.
    RULE(SYS_setpriority, ALLOW, {0, INT, PRIO_PROCESS}, {1, INT, 0});
    RULE(SYS_prctl, ALLOW, {0, INT, PR_SET_NAME});
    RULE(SYS_prctl, ALLOW, {0, INT, PR_GET_NAME});
    // libcap, which systemd's part of the resolver brings along, asks what it could be given.
    RULE(SYS_prctl, ALLOW, {0, INT, PR_CAPBSET_READ});
    // Its own limits can be read, and nobody's set.
    RULE(SYS_prlimit64, ALLOW, {0, INT, 0}, {2, WHOLE, 0});
}

// Signals to this process only, which is how it aborts, and the handler stays.
static void allow_signals(struct program *program) {
    unsigned self = (unsigned)getpid();
    RULE(SYS_kill, ALLOW, {0, INT, self});
    RULE(SYS_tgkill, ALLOW, {0, INT, self});
    RULE(SYS_rt_sigaction, REFUSE, {0, INT, SIGSYS});
    RULE(SYS_rt_sigaction, ALLOW, {0});
}

static void allow_files(struct program *program) {
    // A path that is opened only to be looked at is none that Landlock judges.
    RULE(SYS_openat, ALLOW, {2, O_PATH, 0});
    // SQLite gives the files beside a database that one's permissions.
    RULE(SYS_fchmod, ALLOW, {1, INT & ~0666u, 0});
    RULE(SYS_fchown, REFUSE_SILENTLY, {0});
    static const int commands[] = {
        F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC, F_GETLK, F_SETLK, F_SETLKW,
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        RULE(SYS_fcntl, ALLOW, {1, INT, (unsigned)commands[i]});
    }
    // Without O_ASYNC, which sends signals.
    RULE(SYS_fcntl, ALLOW, {1, INT, F_SETFL}, {2, O_ASYNC, 0});
    static const unsigned requests[] = {FIONBIO, FIONREAD, TCGETS};
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        RULE(SYS_ioctl, ALLOW, {1, INT, requests[i]});
    }
    // The handler judges their paths, and puts its word where these calls take no arguments.
    const uint64_t *word = ccage_word();
    RULE(SYS_newfstatat, ALLOW, {4, WHOLE, word[0]}, {5, WHOLE, word[1]});
    RULE(SYS_faccessat, ALLOW, {4, WHOLE, word[0]}, {5, WHOLE, word[1]});
    RULE(SYS_readlinkat, ALLOW, {4, WHOLE, word[0]}, {5, WHOLE, word[1]});
}

// A pair of sockets is how libcurl wakes itself. Datagrams could be sent from one to any path.
static void allow_pairs(struct program *program) {
    RULE(
        SYS_socketpair, ALLOW, {0, INT, AF_UNIX},
        {1, INT & ~(unsigned)(SOCK_CLOEXEC | SOCK_NONBLOCK), SOCK_STREAM}, {2, INT, 0});
    RULE(SYS_socket, NO_SUCH_SOCKET, {0, INT, AF_UNIX});
}

// TCP and UDP, and what tells which addresses this machine has, for the resolver.
static void allow_network(struct program *program) {
    static const struct {
        unsigned family, type, protocol;
    } sockets[] = {
        {AF_INET, SOCK_STREAM, 0}, {AF_INET, SOCK_STREAM, IPPROTO_TCP},
        {AF_INET, SOCK_DGRAM, 0}, {AF_INET, SOCK_DGRAM, IPPROTO_UDP},
        {AF_INET6, SOCK_STREAM, 0}, {AF_INET6, SOCK_STREAM, IPPROTO_TCP},
        {AF_INET6, SOCK_DGRAM, 0}, {AF_INET6, SOCK_DGRAM, IPPROTO_UDP},
        {AF_NETLINK, SOCK_RAW, NETLINK_ROUTE}, {AF_NETLINK, SOCK_DGRAM, NETLINK_ROUTE},
    };
    const unsigned type = INT & ~(unsigned)(SOCK_CLOEXEC | SOCK_NONBLOCK);
    for (size_t i = 0; i < sizeof sockets / sizeof *sockets; i++) {
        RULE(
            SYS_socket, ALLOW, {0, INT, sockets[i].family}, {1, type, sockets[i].type},
            {2, INT, sockets[i].protocol});
    }
    // The handler looks whether the address is one of netlink.
    const uint64_t *word = ccage_word();
    RULE(SYS_bind, ALLOW, {4, WHOLE, word[0]}, {5, WHOLE, word[1]});
    // A scope in the address of a name server, such as fe80::1%eth0.
    RULE(SYS_ioctl, ALLOW, {1, INT, 0x8933 /* SIOCGIFINDEX */});
    static const unsigned levels[] = {
        SOL_SOCKET, IPPROTO_TCP, IPPROTO_IP, IPPROTO_IPV6, 270 /* SOL_NETLINK */,
    };
    // Which runs another protocol over TCP (linux/tcp.h).
    RULE(SYS_setsockopt, REFUSE, {1, INT, IPPROTO_TCP}, {2, INT, 31 /* TCP_ULP */});
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        // The options from 64 on are those of packet filters.
        RULE(SYS_setsockopt, ALLOW, {1, INT, levels[i]}, {2, INT & ~63u, 0});
        RULE(SYS_getsockopt, ALLOW, {1, INT, levels[i]}, {2, INT & ~63u, 0});
    }
    whatever(program, connecting, sizeof connecting / sizeof *connecting);
}

int ccage_close_calls(bool network, const struct ccage_path *paths) {
    int error = ccage_answer_refusals(paths);
    if (error != 0) return error;
    struct program whole = {.count = 0}, *program = &whole;
    begin(program);
    whatever(program, harmless, sizeof harmless / sizeof *harmless);
    decline_newer_calls(program);
    allow_threads(program);
    allow_signals(program);
    allow_files(program);
    allow_pairs(program);
    if (network) allow_network(program);
    answer(program, REFUSE);
    struct sock_fprog filter = {.len = program->count, .filter = program->lines};
    // For all threads, of which there should be one only.
    long result = syscall(
        SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    if (result > 0) return EBUSY;
    return result == 0 ? 0 : errno;
}
#else
int ccage_close_calls(bool network, const struct ccage_path *paths) {
    (void)network;
    (void)paths;
    return ENOSYS;
}
#endif
