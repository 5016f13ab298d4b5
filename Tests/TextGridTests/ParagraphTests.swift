import PortalModel
import TestSupport
import Testing

@testable import TextGrid

/// A paragraph of prose at four measures, as it was recorded and as it must be.
struct ParagraphTests {
    private static let measures = [34, 48, 60, 72]

    /// How a paragraph can be set.
    struct Setting: Sendable, CustomTestStringConvertible {
        let name: String
        let alignment: Typesetter.Alignment
        let isHyphenated: Bool

        var testDescription: String { name }

        static let all = [
            Setting(name: "ragged", alignment: .raggedRight, isHyphenated: false),
            Setting(name: "ragged-hyphenated", alignment: .raggedRight, isHyphenated: true),
            Setting(name: "justified", alignment: .justified, isHyphenated: false),
            Setting(name: "justified-hyphenated", alignment: .justified, isHyphenated: true),
        ]
    }

    private static let prose: SafeText = """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland gevraagd om \
        opnieuw te praten over de bereikbaarheid van de eilanden. Volgens hem is er “nog nooit zo \
        veel geld” voor bruggen, tunnels en veerboten geweest – maar dan moeten de bestuurders \
        het voor de zomervakantie eens worden. In Zierikzee klonk het anders: daar wil de \
        meerderheid eerst weten wie het onderhoud betaalt als de tolheffing over achttien jaar \
        afloopt. Een woordvoerder van de watersportvereniging wees erop dat de nieuwe brug op de \
        tekening 6,5 meter hoog is, een halve meter lager dan de schippers gewend zijn. “Als dat \
        zo blijft,” zei zij, “ligt de helft van onze vloot ’s zomers aan de verkeerde kant.” De \
        minister beloofde het uit te zoeken en komt vóór 1 maart terug met cijfers, kaarten en \
        een tijdschema waar ook de provincie zich in kan vinden.
        """

    private static let words = WordList(
        "ver-ant-woor-de-lij-ke", "mi-nis-ter", "dins-dag", "ge-meen-te-ra-den", "Zee-land",
        "ge-vraagd", "op-nieuw", "pra-ten", "be-reik-baar-heid", "ei-lan-den", "Vol-gens",
        "brug-gen", "tun-nels", "veer-bo-ten", "ge-weest", "moe-ten", "be-stuur-ders",
        "zo-mer-va-kan-tie", "wor-den", "Zie-rik-zee", "an-ders", "meer-der-heid", "on-der-houd",
        "be-taalt", "tol-hef-fing", "acht-tien", "af-loopt", "woord-voer-der",
        "wa-ter-sport-ver-e-ni-ging", "nieu-we", "te-ke-ning", "schip-pers", "ge-wend", "zo-mers",
        "ver-keer-de", "be-loof-de", "zoe-ken", "cij-fers", "kaar-ten", "tijd-sche-ma",
        "pro-vin-cie", "vin-den")

    private func lines(_ setting: Setting, measure: Int) -> [String] {
        drawing(
            .paragraph([Span(Self.prose)]), measure: measure, alignment: setting.alignment,
            hyphenation: setting.isHyphenated ? Self.words : nil
        ).split(separator: "\n").map(String.init)
    }

    @Test(arguments: Setting.all)
    func `prose is set as it was recorded`(setting: Setting) throws {
        var text: [String] = []
        for measure in Self.measures {
            text += ["\(measure) columns", String(repeating: "─", count: measure)]
            text += lines(setting, measure: measure) + [""]
        }
        if let complaint = try goldenComplaint("paragraph-\(setting.name)", lines: text) {
            Issue.record(Comment(rawValue: complaint))
        }
    }

    @Test(arguments: Setting.all)
    func `no line is longer than the measure`(setting: Setting) {
        for measure in 34...72 {
            let lines = lines(setting, measure: measure)
            #expect(lines.allSatisfy { columns($0) <= measure }, "at \(measure) columns")
        }
    }

    @Test(arguments: Setting.all)
    func `no gap inside a line is wider than three columns`(setting: Setting) {
        for measure in 34...72 {
            let lines = lines(setting, measure: measure)
            #expect(!lines.contains { $0.contains("    ") }, "at \(measure) columns")
        }
    }

    @Test(arguments: Setting.all.filter { $0.alignment == .justified })
    func `at 72 columns every justified line but the last reaches the edge`(setting: Setting) {
        let lines = lines(setting, measure: 72)
        #expect(lines.dropLast().allSatisfy { columns($0) == 72 })
    }

    /// Gaps that touch from line to line are a river; its width is that of the columns that stay
    /// white through three lines.
    @Test(arguments: Setting.all)
    func `no river at 72 columns is wider than three columns`(setting: Setting) {
        let lines = lines(setting, measure: 72).map(Array.init)
        for (above, (line, below)) in zip(lines, zip(lines.dropFirst(), lines.dropFirst(2))) {
            let width = min(above.count, line.count, below.count)
            let white = (0..<width).map { column in
                above[column] == " " && line[column] == " " && below[column] == " "
            }
            #expect(white.split(separator: false).allSatisfy { $0.count <= 3 })
        }
    }

    /// The words above are divided as the patterns do it, so that the recorded lines are those that
    /// a reader gets.
    @Test(.enabled(if: PatternHyphenator.dutch != nil))
    func `the Dutch patterns set the same lines`() throws {
        let patterns = try #require(PatternHyphenator.dutch)
        for measure in Self.measures {
            let set = drawing(
                .paragraph([Span(Self.prose)]), measure: measure, hyphenation: patterns)
            #expect(
                set
                    == drawing(
                        .paragraph([Span(Self.prose)]), measure: measure, hyphenation: Self.words))
        }
    }
}
