/// The data of ICU without anything in it, in the place of the 34 MB that Foundation brings for
/// all the languages and calendars of the world: half of each program, and neither reads any of
/// it. A statically linked program takes this object, since it comes before Foundation's library;
/// one that is linked against Foundation's shared library does not see it.
///
/// What does need such data (`Locale`, `DateFormatter`, `NumberFormatter`, comparing by the rules
/// of a language, encodings that Foundation itself does not know) finds none. HouseRuleTests keeps
/// it out of our modules.
///
/// The number in the name is ICU's version in Swift 6.1 to 6.3. With another one the data of that
/// version is linked as it is.

#include "CEmptyICUData.h"

#include <stdint.h>

/// What ICU's `udata.cpp` expects at the start of its data (`ICU_Data_Header` in `stubdata.h`): a
/// "ToCP", a table of contents with pointers, with no entry.
struct Data {
    uint16_t headerSize;
    uint8_t magic1, magic2;
    struct {
        uint16_t size, reserved;
        uint8_t isBigEndian, charsetFamily, sizeofUChar, reservedByte;
        uint8_t format[4], formatVersion[4], dataVersion[4];
    } info;
    uint8_t padding[8];
    uint32_t count, reserved;
    void *entries[2];
};

extern const struct Data icudt76_dat;

__attribute__((visibility("hidden"), aligned(16))) const struct Data icudt76_dat = {
    .headerSize = 32,
    .magic1 = 0xDA,
    .magic2 = 0x27,
    .info = {
        .size = 20,
        .isBigEndian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__,
        .sizeofUChar = 2,
        .format = {'T', 'o', 'C', 'P'},
        .formatVersion = {1},
    },
};
