#ifndef CNCURSES_INTERNAL_H
#define CNCURSES_INTERNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1

#include <ncursesw/curses.h>
#include <signal.h>
#include <termios.h>

#include "CNcurses.h"

// Codes that ncurses returns for the marks around pasted text.
enum { PASTE_BEGIN_CODE = 0x1000, PASTE_END_CODE = 0x1001 };

// A window that is never drawn: reading keys through it refreshes nothing.
extern WINDOW *cn_keys;

// Writes all of `bytes`, and returns whether it could; safe in a signal handler.
bool cn_write(int descriptor, const void *bytes, size_t count);

// Switches the modes that ncurses does not know of; safe in a signal handler.
void cn_own_modes(bool on);

// Gives the terminal back in a signal handler, without ncurses and without waiting.
void cn_restore_in_handler(void);

// Remembers the handlers that stand before ncurses sets its own, and puts them back.
void cn_save_signals(void);
void cn_restore_signals(void);

// Leaves the signals that the keyboard sends to a program that has the terminal, and catches them
// again.
void cn_leave_keyboard_signals(void);
void cn_catch_keyboard_signals(void);

// Whether the process was asked to end. Takes note of all that signals told so far.
bool cn_is_asked_to_end(void);

// Whether the window changed since the last call.
bool cn_was_resized(void);

// Whether the process was continued after a stop since the last call.
bool cn_was_resumed(void);

#endif
