import PortalModel
import Testing

/// Which articles rules mute.
struct MuteMatcherTests {
    private let scope = MuteScope(source: "De Bode", section: "Zeeland")

    private func mutes(
        _ rules: [MuteRule?], _ title: SafeText, teaser: SafeText = "", text: String = "",
        authors: [SafeText] = []
    ) -> Bool {
        MuteMatcher(rules.compactMap { $0 }).rule(
            muting: title, teaser: teaser, authors: authors, of: scope, text: text) != nil
    }

    @Test(arguments: [
        ("veerdienst", "Veerdienst valt uit", true),
        ("veerdienst", "De veerdiensten vallen uit", false),
        ("veerdienst*", "De VEERDIENSTEN vallen uit", true),
        ("dienst", "Veerdienst valt uit", false),
        ("café", "Cafe in Goes dicht", true),
        ("cafe", "Café’s in Goes dicht", true),
        ("cafe", "Cafe\u{301} in Goes dicht", true),
        ("zo’n", "Zo'n dag", true),
        ("ronde van zeeland", "Wie wint de Ronde van Zeeland?", true),
        ("ronde van zeeland", "De ronde van heel Zeeland", false),
        ("goes", "“Goes”, zei hij", true),
        ("goes", "Goes—Kapelle", true),
        ("5g", "Mast voor 5G", true),
        ("ieper", "Ieperse markt", false),
        ("путин*", "Встреча с Путиным", true),
        ("ΑΘΉΝΑ", "Στην Αθήνα", true),
        ("ijs*", "IJsvereniging wacht", true),
        ("e*", "Één dag", true),
    ])
    func `whole words are found, whatever their case and accents`(
        words: String, title: String, isMuted: Bool
    ) {
        #expect(mutes([MuteRule(words: SafeText(line: words))], SafeText(line: title)) == isMuted)
    }

    @Test func `the words are looked for where the rule says`() {
        for place in MuteRule.Place.allCases {
            let rule = MuteRule(words: "dijk", place: place)
            #expect(mutes([rule], "Een dijk"))
            #expect(mutes([rule], "Kop", teaser: "Een dijk") == (place != .title))
            #expect(mutes([rule], "Kop", text: "Een dijk") == (place == .everything))
        }
    }

    @Test func `all that a rule names must be so`() {
        #expect(mutes([MuteRule(source: "de bode")], "Kop"))
        #expect(!mutes([MuteRule(source: "De Bode", author: "Ans")], "Kop", authors: ["Bert"]))
        #expect(mutes([MuteRule(author: "ans")], "Kop", authors: ["Door: Ans de Wit"]))
        #expect(!mutes([MuteRule(words: "kop", section: "Sport")], "Kop"))
        #expect(mutes([MuteRule(words: "kop", section: "zeeland")], "Kop"))
        #expect(MuteRule() == nil && MuteRule(words: "*!") == nil)
    }

    @Test func `each of many rules is found, and no other article`() {
        let rules = (0..<1000).map { MuteRule(words: "woord\($0)x*", place: .everything) }
        for number in [0, 7, 99, 512, 999] {
            #expect(mutes(rules, "Kop", text: "Een zin met woord\(number)xyz erin."))
            #expect(!mutes(rules, "Kop", text: "Een zin met woord\(number) erin."))
        }
    }

    @Test func `the matcher finds what each rule alone would find`() {
        let words = [
            "de", "zee", "zeeën", "zeehond", "één", "één twee", "ze", "Zee*", "e*", "hond",
        ]
        let titles = [
            "De zee", "Zeeën van tijd", "Een zeehond", "één-twee in de goal", "eéntje twee",
            "“Zé”", "ZEEHOND!", "hond’s", "x\u{301}e", "",
        ]
        for word in words {
            for title in titles {
                let expected = WordPattern(word)?.matches(title.comparableWords) == true
                #expect(
                    mutes([MuteRule(words: SafeText(line: word))], SafeText(line: title))
                        == expected, "\(word) in \(title)")
            }
        }
    }

    @Test func `a rule holds until the end of its last day`() throws {
        let rule = try #require(MuteRule(words: "dijk", lastDay: 20_000))
        #expect(rule.holds(on: 20_000) && !rule.holds(on: 20_001))
        #expect(rule.id == MuteRule(words: "dijk")?.id)
    }
}
