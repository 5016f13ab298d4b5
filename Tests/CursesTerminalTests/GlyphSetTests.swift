import CNcurses
import PortalModel
import Testing
import TextGrid

@testable import CursesTerminal

/// A C library that knows a few characters, as glibc 2.36 would count them.
private func columns(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x300...0x36F, 0x200D, 0xFE00...0xFE0F, 0x20E3: 0
    case 0x4E00...0x9FFF, 0x1F300...0x1F6D7: 2
    case 0x1FAE8: -1
    default: 1
    }
}

struct GlyphSetTests {
    private let glyphs = GlyphSet(columns: columns)

    private func drawn(_ character: Character, by glyphs: GlyphSet) -> String {
        var line: [UInt32] = []
        glyphs.append(character, width: max(1, character.columns), to: &line)
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: line.compactMap(Unicode.Scalar.init))
        return String(scalars)
    }

    @Test func `a character that the C library counts alike is drawn as it is`() {
        #expect(drawn("ë", by: glyphs) == "ë")
        #expect(drawn("作", by: glyphs) == "作")
        #expect(drawn("😀", by: glyphs) == "😀")
    }

    @Test func `marks stay on their letter, four at most`() {
        let letter: Character = "e\u{301}\u{302}\u{303}\u{304}\u{305}"
        let kept = drawn(letter, by: glyphs).unicodeScalars.map(\.value)
        #expect(kept == [0x65, 0x301, 0x302, 0x303, 0x304])
    }

    @Test func `an emoji newer than the C library is a square`() {
        #expect(drawn("\u{1FAE8}", by: glyphs) == "□ ")
    }

    @Test func `a family is its first member`() {
        #expect(drawn("👨‍👩‍👧", by: glyphs) == "👨")
        #expect(drawn("👍🏽", by: glyphs) == "👍")
    }

    @Test func `an emoji of a variation selector is its base and a space`() {
        #expect(drawn("❤️", by: glyphs).unicodeScalars.map(\.value) == [0x2764, 0x20])
        #expect(drawn("1️⃣", by: glyphs).unicodeScalars.map(\.value) == [0x31, 0x20E3, 0x20])
    }

    @Test func `a flag is the two letters of its country`() {
        #expect(drawn("🇳🇱", by: glyphs) == "NL")
    }

    @Test func `a character that the C library takes for wider than the layout is a square`() {
        var line: [UInt32] = []
        glyphs.append("作", width: 1, to: &line)
        #expect(line == [0x25A1])
    }

    @Test func `without Unicode every column holds an ASCII character`() {
        let ascii = GlyphSet(columns: nil)
        let text = "België … “ja” – │─╭ ▸ 作 ½"
        #expect(text.map { drawn($0, by: ascii) }.joined() == "Belgie . \"ja\" - |-+ > ?  ?")
    }

    @Test(
        arguments: [
            "a", "ë", "e\u{301}", "作", "한", "\u{1112}\u{1161}\u{11AB}", "น้ำ", "😀", "👨‍👩‍👧", "🏳️‍🌈",
            "❤️", "1️⃣", "🇳🇱", "\u{1F1F3}", "\u{1FAE8}", "\u{4DC0}", "\u{E000}", "\u{10FFFD}",
        ])
    func `the C library of this machine counts what the layout counts`(character: Character) {
        #expect(cn_use_locale())
        var line: [UInt32] = []
        GlyphSet(columns: { Int(cn_columns($0)) })
            .append(character, width: character.columns, to: &line)
        #expect(line.reduce(0) { $0 + Int(cn_columns($1)) } == character.columns)
    }
}
