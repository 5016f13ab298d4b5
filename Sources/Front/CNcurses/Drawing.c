#include "Internal.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool cn_use_locale(void) {
    if (setlocale(LC_CTYPE, "") && is_utf8()) return true;
    return setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
}

// A terminal whose entry has the flag RGB takes 0xRRGGBB as a colour's number.
static bool takes_direct_colors(void) { return tigetflag("RGB") > 0 && COLORS >= 1 << 24; }

int cn_start_colors(bool *defaults) {
    *defaults = false;
    if (!has_colors() || start_color() == ERR) return 0;
    *defaults = use_default_colors() == OK;
    if (takes_direct_colors()) return 1 << 24;
    // Where the flag is missing, no more than the palette of xterm is known.
    return COLORS > 256 ? 256 : COLORS;
}

int cn_pair_limit(void) { return COLOR_PAIRS; }

bool cn_can_reverse_colors(void) {
    // The third bit of "ncv" says that reverse and colours do not go together (terminfo(5)).
    int apart = tigetnum("ncv");
    return (term_attrs() & WA_REVERSE) != 0 && (apart < 0 || (apart & 4) == 0);
}

bool cn_has_italics(void) { return (term_attrs() & WA_ITALIC) != 0; }

bool cn_define_pair(int pair, int foreground, int background) {
    return init_extended_pair(pair, foreground, background) == OK;
}

int cn_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static attr_t attributes_of(unsigned bits) {
    attr_t attributes = A_NORMAL;
    if (bits & CN_BOLD) attributes |= A_BOLD;
    if (bits & CN_DIM) attributes |= A_DIM;
    if (bits & CN_ITALIC) attributes |= A_ITALIC;
    if (bits & CN_UNDERLINE) attributes |= A_UNDERLINE;
    if (bits & CN_REVERSE) attributes |= A_REVERSE;
    return attributes;
}

void cn_draw(
    int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair) {
    enum { CELLS = 256 };
    static cchar_t cells[CELLS];
    attr_t look = attributes_of(attributes);
    int filled = 0, columns = 0;
    for (int i = 0; i < count;) {
        wchar_t text[CCHARW_MAX + 1] = {(wchar_t)scalars[i]};
        int width = scalars[i] < 0x7F ? 1 : wcwidth(text[0]);
        int length = 1;
        for (i++; i < count && scalars[i] >= 0x300 && wcwidth((wchar_t)scalars[i]) == 0; i++) {
            if (length < CCHARW_MAX) text[length++] = (wchar_t)scalars[i];
        }
        if (width < 1 || setcchar(&cells[filled], text, look, 0, &pair) == ERR) continue;
        columns += width;
        if (++filled == CELLS || i == count) {
            mvadd_wchnstr(row, column, cells, filled);
            column += columns;
            filled = columns = 0;
        }
    }
    if (filled > 0) mvadd_wchnstr(row, column, cells, filled);
}

void cn_erase(void) {
    erase();
    clearok(stdscr, TRUE);
}

void cn_rewrite_row(int row) { wredrawln(stdscr, row, 1); }

void cn_place_cursor(int row, int column) { move(row, column); }

void cn_show_cursor(bool visible) { curs_set(visible ? 1 : 0); }

void cn_update(void) {
    wnoutrefresh(stdscr);
    doupdate();
}
