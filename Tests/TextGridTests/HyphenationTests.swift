import PortalModel
import Testing

@testable import TextGrid

struct HyphenationTests {
    /// Divides every word before each of its letters.
    private struct Everywhere: Hyphenator {
        func divisions(of word: Substring) -> [Int] {
            Array(0...word.unicodeScalars.count)
        }
    }

    private func parts(_ text: SafeText) -> String {
        var inline = InlineText()
        inline.append(text, look: InlineText.Look())
        var drawn = ""
        for segment in inline.segments(measure: 40, hyphenator: Everywhere()) {
            drawn += inline.slice(segment.range)
            switch segment.ending {
            case .space: drawn += " "
            case .hyphen: drawn += "|"
            case .nothing: break
            }
        }
        return drawn
    }

    @Test func `three letters stay on either side of a division`() {
        #expect(parts("minister") == "min|i|s|ter")
    }

    @Test func `short words stay whole`() {
        #expect(parts("korte wereld") == "korte wereld")
    }

    @Test func `signs around a word do not count as its letters`() {
        #expect(parts("“woorden”, (Zeeland)") == "“woo|r|den”, (Zee|l|and)")
    }

    @Test func `names stay whole unless they are long`() {
        #expect(
            parts("bij Francke in Middelburg. Woorden") == "bij Francke in Middelburg. Woo|r|den")
        #expect(parts("de Oosterscheldekering").contains("|"))
        #expect(parts("zei: Woorden") == "zei: Woo|r|den")
    }

    @Test func `parts of a compound are divided each by itself`() {
        #expect(parts("Zeeuwse-Vlaamse") == "Zee|u|wse-Vla|a|mse")
    }

    @Test(arguments: [
        "KNMI-cijfers ANWBHULP", "nos.nl/artikelen", "redactie@voorbeeld", "covidgolf19", "foto’s",
        "https://voorbeeld.nl/wetenschap", "#kamerdebat",
    ])
    func `addresses, abbreviations and words with digits stay whole`(text: String) {
        #expect(parts(SafeText(cleaning: text)) == text)
    }

    @Test func `where lines are very short words are not divided`() {
        let drawn = drawing(
            .paragraph(["een minister"]), measure: 8, hyphenation: WordList("mi-nis-ter"))
        #expect(drawn == "een\nminister")
    }

    @Test func `a dictionary that is not there gives no hyphenator`() {
        #expect(PatternHyphenator(dictionary: "/nergens/hyph_nl.dic") == nil)
    }

    @Test(.enabled(if: PatternHyphenator.dutch != nil))
    func `the Dutch patterns divide words as Dutch does`() throws {
        let dutch = try #require(PatternHyphenator.dutch)
        func divided(_ word: String) -> String {
            var parts = Array(word).map(String.init)
            for place in dutch.divisions(of: word[...]).reversed() { parts.insert("-", at: place) }
            return parts.joined()
        }
        #expect(divided("wereldkampioenschap") == "we-reld-kam-pi-oen-schap")
        #expect(divided("Verantwoordelijk") == "Ver-ant-woor-de-lijk")
        // Divided before its diaeresis a word would have to lose it.
        #expect(divided("Oekraïne") == "Oek-raï-ne")
        #expect(divided("слово") == "слово")
    }
}
