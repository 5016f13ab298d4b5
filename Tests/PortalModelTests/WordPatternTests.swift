import PortalModel
import Testing

struct WordPatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try #require(WordPattern(pattern)).matches(text.comparableWords)
    }

    @Test(arguments: [
        ("veer", "Het veer vaart"), ("VEER", "het veer"), ("cafe", "Café dicht"),
        ("café", "CAFE dicht"), ("zee", "Zee- en luchtmacht"), ("regering", "Trump-regering valt"),
        ("zo'n", "Zo’n brug"), ("valse vlag", "Een valse vlag gehesen"), ("2026", "In 2026 klaar"),
        ("dijk*", "Dijkversterking begint"), ("ver* dijk", "Verhoogde dijk"), ("ÿ", "Y"),
        ("überfall*", "Uberfallkommando"), ("北京", "北京"),
    ])
    func `whole words are found, whatever their case and accents`(
        pattern: String, text: String
    ) throws {
        #expect(try matches(pattern, text))
    }

    @Test(arguments: [
        ("veer", "veerdienst"), ("dijk*", "zeedijk"), ("valse vlag", "vlag, valse"),
        ("valse vlag", "valse"), ("valse vlag", "valse rode vlag"), ("veer", ""), ("2", "2026"),
        ("ver* dijk", "verdijk"),
    ])
    func `parts of words and other orders are not`(pattern: String, text: String) throws {
        #expect(try !matches(pattern, text))
    }

    @Test(arguments: ["", "   ", "*", "—", "!?", "\u{1b}[*"])
    func `what has no word is no pattern`(text: String) {
        #expect(WordPattern(text) == nil)
    }
}
