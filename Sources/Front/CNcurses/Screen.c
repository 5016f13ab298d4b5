#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <ncursesw/term.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

WINDOW *cn_keys;

static SCREEN *screen;
static FILE *input, *output;
static struct termios before;
static bool brackets_paste, window_is_cut;

// The bytes that give the screen back, collected while there is time for it.
static char restoration[512];
static size_t restoration_length;

static int collect(int byte) {
    if (restoration_length < sizeof restoration) restoration[restoration_length++] = (char)byte;
    return byte;
}

static void collect_string(const char *string) {
    for (; *string; string++) collect(*string);
}

static const char *capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

static void prepare_restoration(void) {
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    restoration_length = 0;
    if (brackets_paste) collect_string("\033[?2004l\033[?1000l\033[?1006l");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = capability(names[i]);
        if (value) tputs(value, 1, collect);
    }
    collect_string("\r");
}

static bool find_terminal(void) {
    int in = -1, out = -1;
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
        in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
        out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    } else {
        in = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
        out = in < 0 ? -1 : fcntl(in, F_DUPFD_CLOEXEC, 3);
    }
    input = in < 0 ? NULL : fdopen(in, "r");
    output = out < 0 ? NULL : fdopen(out, "w");
    if (!input && in >= 0) close(in);
    if (!output && out >= 0) close(out);
    return input && output && tcgetattr(in, &before) == 0;
}

static void close_files(void) {
    if (input) fclose(input);
    if (output) fclose(output);
    input = output = NULL;
}

static void close_screen(void) {
    endwin();
    if (cn_keys) delwin(cn_keys);
    delscreen(screen);
    cn_keys = NULL;
    screen = NULL;
    brackets_paste = false;
}

const char *cn_version(void) { return curses_version(); }

// The folders in which ncurses looks for entries, in its order (terminfo(5), "Fetching Compiled
// Descriptions"), parted by colons.
static void folders_of_entries(char *list, size_t size) {
    const char *own = getenv("TERMINFO"), *home = getenv("HOME"), *others = getenv("TERMINFO_DIRS");
    snprintf(
        list, size, "%s:%s%s:%s:/etc/terminfo:/lib/terminfo:/usr/share/terminfo", own ? own : "",
        home ? home : "", home ? "/.terminfo" : "", others ? others : "");
}

// Whether each entry for `term` is an ordinary file, or not there: ncurses opens whatever it finds,
// and would wait for ever on a pipe.
static bool has_plain_entries(const char *term) {
    char list[8192], path[4096];
    folders_of_entries(list, sizeof list);
    char *rest = list;
    for (char *folder; (folder = strsep(&rest, ":")) != NULL;) {
        static const char *const forms[] = {"%s/%c/%s", "%s/%02x/%s"};
        for (size_t i = 0; *folder && i < sizeof forms / sizeof *forms; i++) {
            struct stat status;
            snprintf(path, sizeof path, forms[i], folder, (unsigned char)*term, term);
            if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) return false;
        }
    }
    return true;
}

bool cn_has_entry(const char *term) {
    int found = 0;
    TERMINAL *former = set_curterm(NULL);
    bool is_known = *term && has_plain_entries(term) && setupterm(term, STDOUT_FILENO, &found) == OK;
    TERMINAL *own = set_curterm(former);
    if (own) del_curterm(own);
    return is_known;
}

// The size of the window, cut to what is drawn; 0 where it is not known. ncurses counts in short
// integers, and a frame takes memory for every cell.
static struct winsize window(void) {
    struct winsize size = {0};
    if (ioctl(fileno(output), TIOCGWINSZ, &size) != 0) return (struct winsize){0};
    window_is_cut = size.ws_col > CN_MOST_COLUMNS || size.ws_row > CN_MOST_ROWS;
    if (size.ws_col > CN_MOST_COLUMNS) size.ws_col = CN_MOST_COLUMNS;
    if (size.ws_row > CN_MOST_ROWS) size.ws_row = CN_MOST_ROWS;
    return size;
}

static void open_first_known(const char *term) {
    if (*term && has_plain_entries(term)) screen = newterm(term, output, input);
    static const char fallback[] = "xterm-256color";
    if (!screen && has_plain_entries(fallback)) screen = newterm(fallback, output, input);
}

static enum cn_opening open_screen(const char *term) {
    if (!find_terminal()) return CN_NO_TERMINAL;
    // The window's size counts, and not LINES and COLUMNS.
    use_tioctl(TRUE);
    struct winsize size = window();
    if (window_is_cut) {
        char height[8], width[8];
        snprintf(height, sizeof height, "%d", size.ws_row);
        snprintf(width, sizeof width, "%d", size.ws_col);
        setenv("LINES", height, 1);
        setenv("COLUMNS", width, 1);
        use_tioctl(FALSE);
    }
    open_first_known(term);
    if (window_is_cut) {
        unsetenv("LINES");
        unsetenv("COLUMNS");
        use_tioctl(TRUE);
    }
    if (!screen) return CN_UNKNOWN;
    cn_keys = newpad(1, 1);
    return cn_keys && capability("cup") && capability("clear") ? CN_OPENED : CN_UNFIT;
}

// Cursor keys in both of their forms: one may be pressed before the terminal is in the mode that
// its entry describes, and not every terminal has that mode.
static void define_cursor_keys(void) {
    static const struct {
        char last;
        int code;
    } keys[] = {{'A', KEY_UP},   {'B', KEY_DOWN}, {'C', KEY_RIGHT},
                {'D', KEY_LEFT}, {'H', KEY_HOME}, {'F', KEY_END}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        define_key((char[]){'\033', '[', keys[i].last, '\0'}, keys[i].code);
        define_key((char[]){'\033', 'O', keys[i].last, '\0'}, keys[i].code);
    }
}

// Home and End as PuTTY, tmux and the Linux console send them, and as rxvt does, whatever the
// terminal says that it is.
static void define_home_and_end(void) {
    define_key("\033[1~", KEY_HOME);
    define_key("\033[4~", KEY_END);
    define_key("\033[7~", KEY_HOME);
    define_key("\033[8~", KEY_END);
}

static void set_modes(void) {
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    // Input that waits must not cut an update short: the rest might never be sent.
    typeahead(-1);
    keypad(cn_keys, TRUE);
    nodelay(cn_keys, TRUE);
    define_cursor_keys();
    define_home_and_end();
    define_key("\033[200~", PASTE_BEGIN_CODE);
    define_key("\033[201~", PASTE_END_CODE);
    // An entry that knows a mouse describes a terminal emulator; others would print the request.
    brackets_paste = capability("BE") || capability("kmous");
    cn_own_modes(true);
}

// Leaves and enters the screen while nothing can be written to the terminal. As long as ncurses has
// not come back from endwin, it writes after every movement of the cursor (_nc_mvcur, 6.4): some
// hundred writes a frame, where one will do.
static void come_back_once(void) {
    char name[64];
    int own = fileno(output), spare = fcntl(own, F_DUPFD_CLOEXEC, 3), unwritable = -1;
    if (ttyname_r(own, name, sizeof name) == 0) {
        unwritable = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    }
    if (spare >= 0 && unwritable >= 0 && dup3(unwritable, own, O_CLOEXEC) >= 0) {
        endwin();
        doupdate();
        dup3(spare, own, O_CLOEXEC);
        // What it takes for cleared is not.
        clearok(curscr, TRUE);
    }
    if (spare >= 0) close(spare);
    if (unwritable >= 0) close(unwritable);
}

enum cn_opening cn_open(const char *term) {
    cn_save_signals();
    enum cn_opening opening = open_screen(term);
    if (opening == CN_OPENED) {
        set_modes();
        come_back_once();
        prepare_restoration();
    } else {
        cn_close();
    }
    return opening;
}

void cn_close(void) {
    cn_own_modes(false);
    if (screen) close_screen();
    close_files();
    cn_restore_signals();
}

int cn_input_descriptor(void) { return input ? fileno(input) : -1; }
int cn_output_descriptor(void) { return output ? fileno(output) : -1; }

bool cn_window_is_cut(void) { return window_is_cut; }

int cn_width(void) { return getmaxx(stdscr); }
int cn_height(void) { return getmaxy(stdscr); }

bool cn_write(int descriptor, const void *bytes, size_t count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t sent = write(descriptor, rest, count);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        rest += sent;
        count -= (size_t)sent;
    }
    return true;
}

bool cn_send(const uint8_t *bytes, int count) {
    return output && cn_write(fileno(output), bytes, (size_t)count);
}

void cn_own_modes(bool on) {
    const char *mode = on ? "\033[?2004h" : "\033[?2004l";
    if (brackets_paste) cn_write(fileno(output), mode, strlen(mode));
}

void cn_lend(void) {
    cn_leave_keyboard_signals();
    cn_own_modes(false);
    endwin();
}

void cn_take_back(void) {
    cn_resume();
    cn_follow_window();
    cn_catch_keyboard_signals();
}

void cn_resume(void) {
    reset_prog_mode();
    cn_own_modes(true);
}

void cn_follow_window(void) {
    struct winsize size = window();
    if (size.ws_row > 0 && size.ws_col > 0 && is_term_resized(size.ws_row, size.ws_col)) {
        resize_term(size.ws_row, size.ws_col);
    }
}

void cn_restore_in_handler(void) {
    if (!screen) return;
    struct pollfd entry = {.fd = fileno(output), .events = POLLOUT};
    if (poll(&entry, 1, 0) > 0 && entry.revents & POLLOUT) {
        cn_write(fileno(output), restoration, restoration_length);
    }
    tcsetattr(fileno(input), TCSANOW, &before);
}
