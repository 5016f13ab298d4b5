import PortalModel
import Testing

struct SafeTextTests {
    @Test(arguments: [
        ("escape\u{1B}[31mrood\u{1B}]0;titel\u{7}", "escape[31mrood]0;titel"),
        ("c1 \u{9B}31m \u{9D}0;x\u{9C}", "c1 31m 0;x"),
        ("terug\u{8}\u{8}\u{7F}", "terug"),
        ("regel\r\neinde\ttab\u{0}nul\u{85}\u{2028}\u{2029}.", "regel  einde tab nul   ."),
        ("om\u{202E}gekeerd\u{202C} \u{2066}in\u{2069}\u{200E}\u{200F}\u{61C}", "omgekeerd in"),
        ("on\u{200B}zicht\u{2060}baar\u{FEFF}\u{AD}\u{34F}\u{180E}", "onzichtbaar"),
        ("vul\u{115F}sel\u{3164}\u{FFA0}\u{2062}", "vulsel"),
        ("vlag\u{E0067}\u{E0062}\u{E007F}\u{E0100}", "vlag"),
        ("object\u{FFFC}\u{FFF9}a\u{FFFA}b\u{FFFB}\u{FFFE}\u{FFFF}", "objectab"),
        ("a\u{200D}b", "ab"),
        ("👩\u{200D}", "👩"),
        ("x\u{FE0F}\u{FE0E}", "x"),
    ])
    func `what could harm a terminal or mislead a reader is gone`(foreign: String, clean: String) {
        let found = SafeText(cleaning: foreign).string
        #expect(Array(found.unicodeScalars) == Array(clean.unicodeScalars))
    }

    @Test(arguments: [
        "“Oekraïne” – één café, ’s avonds…", "naïef e\u{301}e\u{301}n", "👨‍👩‍👧‍👦 🏴‍☠️ 👍🏽 ❤️ 🇳🇱 1️⃣",
        "日本語 한국어 עברית العربية ไทย हिन्दी",
        "vaste\u{A0}spatie \u{202F} \u{2011}", "a b  c ", "",
    ])
    func `what is harmless stays as it was`(text: String) {
        #expect(Array(SafeText(cleaning: text).string.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: ["\u{301}", "\u{20DD}", "\u{93E}", "🏽"])
    func `a flood of marks leaves four on a character`(mark: String) {
        let flood = "👍" + String(repeating: mark, count: 10_000) + "n"
        let clean = SafeText(cleaning: flood).string
        #expect(clean.unicodeScalars.count == 6)
        #expect(clean.last == "n")
    }

    @Test func `text that is put together is cleaned once more`() {
        let marks: SafeText = "\u{301}\u{301}\u{301}\u{301}"
        #expect(("a" + marks + marks).string.unicodeScalars.count == 5)
        let joined: SafeText = "a\(marks)\(marks) \(12)"
        #expect(joined.string.unicodeScalars.count == 8)
        #expect(joined.string.hasSuffix(" 12"))
    }

    @Test func `one line has single spaces and none at its ends`() {
        #expect(
            SafeText(line: " \n Kop\t\tvan   twee\r\nregels \u{200B} ").string
                == "Kop van twee regels")
        #expect(SafeText(line: "\u{1B}\u{7}\u{202E}").isEmpty)
    }

    @Test func `a line that is too long is cut with an ellipsis`() {
        #expect(SafeText(line: "abcdef", limit: 6).string == "abcdef")
        #expect(SafeText(line: "abcdefg", limit: 6).string == "abcde…")
        #expect(SafeText(line: "ééééééé", limit: 6).string == "ééééé…")
        let flood = String(repeating: "lang ", count: 2_000_000)
        #expect(SafeText(line: flood).string.count == 1000)
    }
}
