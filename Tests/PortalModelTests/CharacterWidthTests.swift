import PortalModel
import Testing

struct CharacterWidthTests {
    @Test(arguments: [
        "a", "~", " ", "ë", "ĳ", "ß", "—", "…", "“", "│", "▰", "✉", "€", "→", "Ω", "ж",
    ])
    func `letters, signs and lines take one column`(character: Character) {
        #expect(character.columns == 1)
    }

    @Test(arguments: ["\u{65}\u{308}", "n\u{303}\u{304}", "ก\u{E49}"])
    func `a combining mark adds nothing to its letter`(character: Character) {
        #expect(character.columns == 1)
    }

    @Test(arguments: ["作", "あ", "ア", "한", "（", "Ａ", "\u{20000}", "\u{3FFFD}"])
    func `ideographs, kana, hangul and fullwidth forms take two columns`(character: Character) {
        #expect(character.columns == 2)
    }

    @Test func `a hangul syllable in separate letters takes two columns`() {
        let syllable: Character = "\u{1112}\u{1161}\u{11AB}"
        #expect(syllable.columns == 2)
    }

    @Test func `a halfwidth katakana letter takes one column`() {
        #expect(("ｱ" as Character).columns == 1)
    }

    @Test(arguments: ["😀", "⌚", "⚽", "\u{1FAE8}", "👍🏽", "👨‍👩‍👧", "🏳️‍🌈", "❤️‍🔥", "🇳🇱", "❤️", "☀️", "1️⃣", "#️⃣"])
    func `an emoji takes two columns, whatever it is made of`(character: Character) {
        #expect(character.columns == 2)
    }

    @Test(arguments: ["❤", "☀", "☎", "\u{1F1F3}", "❤\u{FE0E}"])
    func `a pictograph in text presentation takes one column`(character: Character) {
        #expect(character.columns == 1)
    }

    @Test(arguments: [
        "\u{0}", "\u{7}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{AD}", "\u{200B}", "\u{202E}",
        "\u{2028}", "\u{301}", "\r\n",
    ])
    func `what has no shape of its own takes no column`(character: Character) {
        #expect(character.columns == 0)
    }

    @Test func `the edges of the wide ranges are exact`() {
        let edges: [(Character, Int)] = [
            ("\u{10FF}", 1), ("\u{1100}", 2), ("\u{115F}", 2), ("\u{231A}", 2), ("\u{231C}", 1),
            ("\u{25FC}", 1), ("\u{25FD}", 2), ("\u{25FF}", 1), ("\u{33FF}", 2), ("\u{4DBF}", 2),
            ("\u{4E00}", 2), ("\u{A48C}", 2), ("\u{A4D0}", 1), ("\u{FF60}", 2), ("\u{FF61}", 1),
        ]
        for (character, columns) in edges {
            #expect(character.columns == columns, "\(character.unicodeScalars.map(\.value))")
        }
    }
}
