#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// ncursesw as plain functions, since its macros and its `stdscr` do not reach Swift. There is one
// screen in a process, so that signal handlers can find it.

// Attributes of a cell; they combine.
enum {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_ITALIC = 4,
    CN_UNDERLINE = 8,
    CN_REVERSE = 16,
};

// What cn_open found.
enum cn_opening {
    CN_OPENED,
    CN_NO_TERMINAL, // neither standard input and output nor /dev/tty is a terminal
    CN_UNKNOWN,     // no terminfo entry, nor one for xterm-256color
    CN_UNFIT,       // the terminal cannot move its cursor
};

// Takes the encoding of characters from the environment, or UTF-8 where that names one that has
// only few of them. Returns whether all of Unicode can be drawn.
bool cn_use_locale(void);

// The name and version of ncurses.
const char *cn_version(void);

// Whether terminfo has an entry for `term`.
bool cn_has_entry(const char *term);

// Takes the terminal over: full screen, raw input, no echo. `term` names the terminfo entry; where
// there is none, that of xterm-256color is used. cn_use_locale comes before.
enum cn_opening cn_open(const char *term);

// Gives the terminal back as it was; once for each cn_open that succeeded.
void cn_close(void);

// The descriptors that input comes from and output goes to.
int cn_input_descriptor(void);
int cn_output_descriptor(void);

// How much of a window is drawn at the most.
enum { CN_MOST_COLUMNS = 1000, CN_MOST_ROWS = 500 };

// Whether the window is larger than that.
bool cn_window_is_cut(void);

int cn_width(void);
int cn_height(void);

// Turns colours on. Returns how many there are, 0 for none, and 1 << 24 where a colour is given as
// 0xRRGGBB. `defaults` tells whether -1 stands for the terminal's own colour.
int cn_start_colors(bool *defaults);

// How many pairs of colours can be defined.
int cn_pair_limit(void);

// Whether a pair of colours can be drawn the other way round with CN_REVERSE.
bool cn_can_reverse_colors(void);

// Whether the terminal has slanted letters.
bool cn_has_italics(void);

// Gives pair number `pair` (from 1) its colours; -1 is the terminal's own.
bool cn_define_pair(int pair, int foreground, int background);

// Columns that the C library and ncurses give a scalar; -1 for one that cannot be drawn.
int cn_columns(uint32_t scalar);

// Puts scalars into cells from a place on, one of no columns together with the one before it.
void cn_draw(
    int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair);

// Blanks the screen and makes the next cn_update send all of it.
void cn_erase(void);

// Makes the next cn_update send all cells of a row, also those that did not change.
void cn_rewrite_row(int row);

// Where the cursor stands after the next cn_update, and whether it is seen.
void cn_place_cursor(int row, int column);
void cn_show_cursor(bool visible);

// Sends what changed.
void cn_update(void);

// Sends bytes past ncurses, in order with what it sent before. Returns whether all were taken.
bool cn_send(const uint8_t *bytes, int count);

// What cn_read found.
enum cn_kind {
    CN_NONE,   // nothing more for now
    CN_CLOSED, // the terminal is gone, or the process was asked to end
    CN_BYTE,   // `number` holds it
    CN_RESIZED,
    CN_RESUMED, // the process was stopped and goes on; the screen must be drawn again
    CN_PRESSED, // the left button at `row` and `column`
    CN_RELEASED,
    CN_WHEEL_UP,
    CN_WHEEL_DOWN,
    CN_PASTE_BEGINS,
    CN_PASTE_ENDS,
    CN_ENTER,
    CN_BACK_TAB,
    CN_BACKSPACE,
    CN_DELETE,
    CN_UP,
    CN_DOWN,
    CN_LEFT,
    CN_RIGHT,
    CN_PAGE_UP,
    CN_PAGE_DOWN,
    CN_HOME,
    CN_END,
    CN_FUNCTION, // `number` holds 1 to 12
    CN_OTHER,    // a key without a meaning here
};

struct cn_input {
    enum cn_kind kind;
    int number;
    int row;
    int column;
};

// Reads without waiting, but for the 25 ms in which an escape sequence may still go on.
struct cn_input cn_read(void);

// Turns reports of clicks and the wheel on.
void cn_start_mouse(void);

// Stops them again.
void cn_stop_mouse(void);

// Stops the process group as ^Z would, with the terminal given back meanwhile.
void cn_suspend(void);

// Gives the terminal to another program of the same process group until cn_take_back: as it was
// before cn_open, with signals that the keyboard sends left to that program.
void cn_lend(void);
void cn_take_back(void);

// Waits for that program. When it stops, so does this one, and both go on together. When this one
// is asked to end, so is the other.
void cn_wait_for(int process);

// Takes terminal modes again that a shell may have changed meanwhile.
void cn_resume(void);

// Gives the screen the size of the window.
void cn_follow_window(void);

// Sends file descriptor 2 to `log`, or nowhere if that is -1, until cn_restore_errors.
void cn_redirect_errors(int log);
void cn_restore_errors(void);

// Handlers: SIGTERM, SIGHUP, SIGINT, SIGWINCH and SIGCONT make the descriptor that is returned
// readable until cn_read is called, which tells what came; the first three end the process by
// themselves if it still runs two seconds later. Those that a crash sends restore the terminal,
// write a line to file descriptor 2 and take their default course; SIGPIPE is ignored. Call it
// after cn_open; cn_close puts back what stood before. Returns -1 if there can be no pipe.
int cn_catch_signals(void);

#endif
