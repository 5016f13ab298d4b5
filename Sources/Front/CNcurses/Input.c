#include "Internal.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>

void cn_start_mouse(void) {
    // An interval of 0: presses and releases are told at once, without waiting for a double click.
    mouseinterval(0);
    mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

void cn_stop_mouse(void) {
    mousemask(0, NULL);
}

// Whether reading failed because there is no terminal any more, and not for want of input.
static bool is_gone(int reason) {
    if (reason == EIO || reason == ENXIO || reason == EPIPE || reason == EBADF) return true;
    struct pollfd entry = {.fd = cn_input_descriptor(), .events = POLLIN};
    if (poll(&entry, 1, 0) <= 0) return false;
    if (entry.revents & (POLLHUP | POLLERR | POLLNVAL)) return true;
    int waiting = 0;
    // Readable with nothing to read is the end of the file.
    return ioctl(entry.fd, FIONREAD, &waiting) == 0 && waiting == 0;
}

static struct cn_input read_mouse(void) {
    MEVENT event;
    if (getmouse(&event) != OK) return (struct cn_input){.kind = CN_OTHER};
    struct cn_input input = {.kind = CN_OTHER, .row = event.y, .column = event.x};
    if (event.bstate & BUTTON4_PRESSED) input.kind = CN_WHEEL_UP;
    else if (event.bstate & BUTTON5_PRESSED) input.kind = CN_WHEEL_DOWN;
    else if (event.bstate & BUTTON1_PRESSED) input.kind = CN_PRESSED;
    else if (event.bstate & BUTTON1_RELEASED) input.kind = CN_RELEASED;
    return input;
}

static enum cn_kind kind_of(int code) {
    switch (code) {
    case KEY_RESIZE: return CN_RESIZED;
    case PASTE_BEGIN_CODE: return CN_PASTE_BEGINS;
    case PASTE_END_CODE: return CN_PASTE_ENDS;
    case KEY_ENTER: return CN_ENTER;
    case KEY_BTAB: return CN_BACK_TAB;
    case KEY_BACKSPACE: return CN_BACKSPACE;
    case KEY_DC: return CN_DELETE;
    case KEY_UP: return CN_UP;
    case KEY_DOWN: return CN_DOWN;
    case KEY_LEFT: return CN_LEFT;
    case KEY_RIGHT: return CN_RIGHT;
    case KEY_PPAGE: return CN_PAGE_UP;
    case KEY_NPAGE: return CN_PAGE_DOWN;
    case KEY_HOME: case KEY_FIND: case KEY_A1: return CN_HOME;
    case KEY_END: case KEY_SELECT: case KEY_C1: return CN_END;
    default: return CN_OTHER;
    }
}

struct cn_input cn_read(void) {
    if (cn_is_asked_to_end()) return (struct cn_input){.kind = CN_CLOSED};
    if (cn_was_resumed()) return (struct cn_input){.kind = CN_RESUMED};
    if (cn_was_resized()) return (struct cn_input){.kind = CN_RESIZED};
    errno = 0;
    int code = wgetch(cn_keys);
    int reason = errno;
    if (code == ERR) return (struct cn_input){.kind = is_gone(reason) ? CN_CLOSED : CN_NONE};
    if (code < 0x100) return (struct cn_input){.kind = CN_BYTE, .number = code};
    if (code == KEY_MOUSE) return read_mouse();
    if (code >= KEY_F(1) && code <= KEY_F(12)) {
        return (struct cn_input){.kind = CN_FUNCTION, .number = code - KEY_F0};
    }
    return (struct cn_input){.kind = kind_of(code)};
}
