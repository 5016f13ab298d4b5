#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#define _GNU_SOURCE
#include "Refusals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static uint64_t word[2];
// Ended by NULL.
static char **visible;

const uint64_t *ccage_word(void) { return word; }

#ifdef __x86_64__
static uint64_t argument(const ucontext_t *context, int number) {
    static const int registers[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};
    return (uint64_t)context->uc_mcontext.gregs[registers[number]];
}

static void give(ucontext_t *context, long result) { context->uc_mcontext.gregs[REG_RAX] = result; }
#else
static uint64_t argument(const ucontext_t *context, int number) {
    return context->uc_mcontext.regs[number];
}

static void give(ucontext_t *context, long result) {
    context->uc_mcontext.regs[0] = (uint64_t)result;
}
#endif

// Whether `path` is `folder` or lies in it.
static bool is_within(const char *path, const char *folder) {
    size_t length = strlen(folder);
    if (length > 0 && folder[length - 1] == '/') length--;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static bool is_visible(const char *path) {
    if (path == NULL || path[0] != '/' || strstr(path, "/..") != NULL) return false;
    for (char **one = visible; *one != NULL; one++) {
        // What leads to a path is looked at as well: SQLite resolves links that way.
        if (is_within(path, *one) || is_within(*one, path)) return true;
    }
    return false;
}

// What a question about `path` is answered with, or REFUSED.
enum { REFUSED = -EPERM };

static long look(long call, uint64_t folder, const char *path, uint64_t third, uint64_t fourth) {
    if (!is_visible(path)) return REFUSED;
    long result = syscall(call, folder, path, third, fourth, word[0], word[1]);
    return result < 0 ? -errno : result;
}

// The resolver asks for the addresses of this machine; no other socket gets a name.
static long bind_to(uint64_t descriptor, const struct sockaddr *address, uint64_t length) {
    if (address == NULL || length < sizeof address->sa_family) return REFUSED;
    if (address->sa_family != AF_NETLINK) return REFUSED;
    long result = syscall(SYS_bind, descriptor, address, length, 0, word[0], word[1]);
    return result < 0 ? -errno : result;
}

static const char *path(const ucontext_t *context, int number) {
    return (const char *)(uintptr_t)argument(context, number);
}

static long answer_to(int call, const ucontext_t *context) {
    uint64_t first = argument(context, 0), second = argument(context, 1);
    uint64_t third = argument(context, 2), fourth = argument(context, 3);
    switch (call) {
    case SYS_newfstatat:
        // How glibc up to 2.38 looks at an open file.
        if ((fourth & AT_EMPTY_PATH) && *path(context, 1) == '\0') {
            return syscall(SYS_fstat, first, third) == 0 ? 0 : -errno;
        }
        return look(call, first, path(context, 1), third, fourth);
    case SYS_bind: return bind_to(first, (const struct sockaddr *)(uintptr_t)second, third);
    case SYS_faccessat: return look(call, first, path(context, 1), third, 0);
    case SYS_readlinkat: return look(call, first, path(context, 1), third, fourth);
#ifdef __x86_64__
    case SYS_stat: return look(SYS_newfstatat, AT_FDCWD, path(context, 0), second, 0);
    case SYS_lstat:
        return look(
            SYS_newfstatat, AT_FDCWD, path(context, 0), second, AT_SYMLINK_NOFOLLOW);
    case SYS_access: return look(SYS_faccessat, AT_FDCWD, path(context, 0), second, 0);
    case SYS_readlink:
        return look(SYS_readlinkat, AT_FDCWD, path(context, 0), second, third);
#endif
    default: return REFUSED;
    }
}

// Writes the digits of `number`, at least `width` of them, and gives where they end. As a handler
// may, without the help of any library.
static char *digits(char *place, long number, int width) {
    char reversed[20];
    int count = 0;
    while (number > 0 || count < width) {
        reversed[count++] = (char)('0' + number % 10);
        number /= 10;
    }
    while (count > 0) *place++ = reversed[--count];
    return place;
}

static char *text(char *place, const char *words) {
    size_t length = strlen(words);
    memcpy(place, words, length);
    return place + length;
}

// "2026-11-27T09:30:00Z": the moment in UTC, its date found as in Howard Hinnant's
// "chrono-Compatible Low-Level Date Algorithms" (civil_from_days).
static char *moment(char *place) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    long seconds = now.tv_sec % 86400, shifted = now.tv_sec / 86400 + 719468;
    long era = shifted / 146097, day = shifted % 146097;
    long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    long of_year = day - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;
    place = digits(place, era * 400 + year + (month >= 10), 4);
    *place++ = '-';
    place = digits(place, month < 10 ? month + 3 : month - 9, 2);
    *place++ = '-';
    place = digits(place, of_year - (153 * month + 2) / 5 + 1, 2);
    *place++ = 'T';
    place = digits(place, seconds / 3600, 2);
    *place++ = ':';
    place = digits(place, seconds / 60 % 60, 2);
    *place++ = ':';
    place = digits(place, seconds % 60, 2);
    return text(place, "Z");
}

enum { CALLS = 1024 };

// Says once of each call that it was refused, as LogLine writes it. Numbers above those
// of all calls are one, so that there is an end to it.
static void tell(int call) {
    static atomic_bool told[CALLS];
    int number = call >= 0 && call < CALLS ? call : CALLS - 1;
    if (atomic_exchange(&told[number], true)) return;
    char line[100];
    char *end = moment(line);
    end = text(end, " error call-refused call=\"");
    end = digits(end, number, 1);
    end = text(end, "\"\n");
    // That it could not be written can be told nowhere.
    if (write(STDERR_FILENO, line, (size_t)(end - line)) < 0) return;
}

static void handle(int signal, siginfo_t *information, void *context) {
    (void)signal;
    int error = errno;
    long result = answer_to(information->si_syscall, context);
    if (result == REFUSED) tell(information->si_syscall);
    give(context, result);
    errno = error;
}

static int remember(const struct ccage_path *paths) {
    size_t count = 0;
    while (paths[count].path != NULL) count++;
    visible = calloc(count + 1, sizeof *visible);
    if (visible == NULL) return ENOMEM;
    for (size_t i = 0; i < count; i++) {
        visible[i] = strdup(paths[i].path);
        if (visible[i] == NULL) return ENOMEM;
    }
    return 0;
}

int ccage_answer_refusals(const struct ccage_path *paths) {
    if (getrandom(word, sizeof word, 0) != sizeof word) return errno;
    int error = remember(paths);
    if (error != 0) return error;
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGSYS, &action, NULL) != 0) return errno;
    // One that is blocked would end the process. Whoever started it may have blocked it.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGSYS);
    return pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}
#endif
