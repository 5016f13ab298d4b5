#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Seconds in which a process that was asked to end must have done so.
enum { DEADLINE = 2 };

static const int endings[] = {SIGTERM, SIGHUP, SIGINT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT};
static const int others[] = {SIGALRM, SIGPIPE, SIGTSTP, SIGCONT, SIGWINCH};
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { NUMBERS = 64 };
static struct sigaction previous[NUMBERS];
static int ends[2] = {-1, -1};
static volatile sig_atomic_t asked_by, resumed, resized;
static int errors_before = -1;
static void (*stop_of_ncurses)(int);

static void end_by(int number) {
    signal(number, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

// Wakes whoever waits, also one who looked just before and only now begins to wait.
static void tell(void) {
    // A full pipe holds enough for that, so that a failure needs no answer.
    ssize_t sent = write(ends[1], "", 1);
    (void)sent;
}

static void on_ending(int number) {
    int kept = errno;
    tell();
    if (!asked_by) alarm(DEADLINE);
    asked_by = number;
    errno = kept;
}

// The process is stuck; perhaps in writing to a terminal that takes nothing.
static void on_deadline(int number) {
    (void)number;
    cn_restore_in_handler();
    end_by(asked_by);
}

static void put_digits(char *place, int digits, long number) {
    for (int i = digits - 1; i >= 0; i--, number /= 10) place[i] = (char)('0' + number % 10);
}

// Writes the moment as 2026-11-21T13:23:00Z. Not by gmtime, which a handler may not call; days
// become a date as in CivilTime.
static void put_moment(char *place) {
    long now = (long)time(NULL);
    long shifted = now / 86400 + 719468, era = shifted / 146097, day = shifted % 146097;
    long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    long day_of_year = day - (365 * year + year / 4 - year / 100);
    long month = (5 * day_of_year + 2) / 153;
    put_digits(place, 4, era * 400 + year + (month < 10 ? 0 : 1));
    put_digits(place + 5, 2, month < 10 ? month + 3 : month - 9);
    put_digits(place + 8, 2, day_of_year - (153 * month + 2) / 5 + 1);
    put_digits(place + 11, 2, now / 3600 % 24);
    put_digits(place + 14, 2, now / 60 % 60);
    put_digits(place + 17, 2, now % 60);
}

// Leaves a line in the form of the log; it begins a new line after what the Swift runtime has said.
static void on_crash(int number) {
    cn_restore_in_handler();
    char line[] = "\n0000-00-00T00:00:00Z critical crashed signal=\"00\"\n";
    put_moment(line + 1);
    put_digits(line + sizeof line - 5, 2, number);
    cn_write(STDERR_FILENO, line, sizeof line - 1);
    end_by(number);
}

static void on_stop(int number) {
    int kept = errno;
    cn_own_modes(false);
    if (stop_of_ncurses) stop_of_ncurses(number);
    cn_own_modes(true);
    errno = kept;
}

static void on_continue(int number) {
    (void)number;
    int kept = errno;
    resumed = 1;
    tell();
    errno = kept;
}

// In the place of ncurses' own handler, which would take on a window of any size.
static void on_resize(int number) {
    (void)number;
    int kept = errno;
    resized = 1;
    tell();
    errno = kept;
}

static void catch_signal(int number, void (*handler)(int), int flags) {
    // What nohup or a shell without job control made the process ignore stays ignored.
    if (previous[number].sa_handler == SIG_IGN) return;
    struct sigaction action = {.sa_flags = flags};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void save(const int *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) sigaction(numbers[i], NULL, &previous[numbers[i]]);
}

static void restore(const int *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) sigaction(numbers[i], &previous[numbers[i]], NULL);
}

void cn_save_signals(void) {
    save(endings, COUNT(endings));
    save(crashes, COUNT(crashes));
    save(others, COUNT(others));
}

// A stack of its own lets a handler run when the stack itself has overflowed.
static void prepare_stack(void) {
    static char memory[64 * 1024];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    sigaltstack(&stack, NULL);
}

// Catches a stop, which ncurses catches too, and remembers its handler.
static void catch_stop(void) {
    struct sigaction current;
    // A screen opened before leaves our own handler with ncurses, which must not call itself.
    if (sigaction(SIGTSTP, NULL, &current) == 0 && current.sa_handler != on_stop
        && current.sa_handler != SIG_DFL && current.sa_handler != SIG_IGN) {
        stop_of_ncurses = current.sa_handler;
    }
    catch_signal(SIGTSTP, on_stop, 0);
}

int cn_catch_signals(void) {
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    prepare_stack();
    asked_by = resumed = resized = 0;
    for (size_t i = 0; i < COUNT(endings); i++) catch_signal(endings[i], on_ending, 0);
    for (size_t i = 0; i < COUNT(crashes); i++) catch_signal(crashes[i], on_crash, SA_ONSTACK);
    catch_signal(SIGALRM, on_deadline, SA_ONSTACK);
    catch_signal(SIGPIPE, SIG_IGN, 0);
    catch_signal(SIGCONT, on_continue, 0);
    catch_stop();
    catch_signal(SIGWINCH, on_resize, 0);
    return ends[0];
}

void cn_restore_signals(void) {
    alarm(0);
    restore(endings, COUNT(endings));
    restore(crashes, COUNT(crashes));
    restore(others, COUNT(others));
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0) close(ends[i]);
        ends[i] = -1;
    }
}

bool cn_is_asked_to_end(void) {
    char told[64];
    // What was told is looked at after this, so that nothing told later is missed.
    while (read(ends[0], told, sizeof told) > 0) {}
    return asked_by != 0;
}

bool cn_was_resumed(void) {
    bool was = resumed;
    resumed = 0;
    return was;
}

bool cn_was_resized(void) {
    bool was = resized;
    resized = 0;
    return was;
}

void cn_suspend(void) { kill(0, SIGTSTP); }

// What the program that has the terminal is interrupted by or stopped with goes to the whole group.
static const int of_keyboard[] = {SIGINT, SIGQUIT, SIGTSTP};
static struct sigaction while_drawing[COUNT(of_keyboard)];

void cn_leave_keyboard_signals(void) {
    for (size_t i = 0; i < COUNT(of_keyboard); i++) {
        struct sigaction action = {.sa_handler = SIG_IGN};
        sigemptyset(&action.sa_mask);
        sigaction(of_keyboard[i], &action, &while_drawing[i]);
    }
}

void cn_catch_keyboard_signals(void) {
    for (size_t i = 0; i < COUNT(of_keyboard); i++) {
        sigaction(of_keyboard[i], &while_drawing[i], NULL);
    }
}

void cn_wait_for(int process) {
    int status = 0;
    bool was_told = false;
    while (true) {
        pid_t ended = waitpid(process, &status, WUNTRACED);
        if (ended == process && WIFSTOPPED(status)) {
            // The shell waits for this process and takes the terminal when it stops. Where there
            // is none, this does not stop it.
            signal(SIGTSTP, SIG_DFL);
            kill(getpid(), SIGTSTP);
            signal(SIGTSTP, SIG_IGN);
            kill(process, SIGCONT);
        } else if (ended == process || errno != EINTR) {
            return;
        }
        if (asked_by && !was_told) {
            was_told = true;
            kill(process, SIGTERM);
            kill(process, SIGCONT);
        }
    }
}

void cn_redirect_errors(int log) {
    if (errors_before >= 0) return;
    int target = log >= 0 ? log : open("/dev/null", O_WRONLY | O_CLOEXEC);
    errors_before = target < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (errors_before >= 0) dup2(target, STDERR_FILENO);
    if (log < 0 && target >= 0) close(target);
}

void cn_restore_errors(void) {
    if (errors_before < 0) return;
    dup2(errors_before, STDERR_FILENO);
    close(errors_before);
    errors_before = -1;
}
