import Foundation
import Testing

@testable import TextGrid

/// Each case shows with `|` where a line may end.
struct LineBreakingTests {
    @Test(arguments: [
        "De |minister |van |Financiën",
        "Noord-|Holland |en |zuid-|westenwind",
        "in- |en |uitvoer",
        "de |periode |2010–|2020 |was |lang",
        "hij |zei|—|zacht|—|dat |het |kon",
        "en/|of, |tcp/|ip",
        "een |“citaat”, |zei |hij, |‘en |nog |een’.",
        "(tussen |haakjes) |en |[vierkante], |en |foto(’s)",
        "ruim |1.234.567,89 |euro |om |14:23",
        "€50 |en |$3,50 |of |12%",
        "Hij |komt! |Echt?! |Ja… |nee",
        "een\u{A0}vaste\u{A0}spatie, |geen\u{2011}breuk",
        "日|本|語|の|文|章。|「引|用」|と|句|読|点、|続|き",
        "日|本 |NOS",
        "👍🏽|👨‍👩‍👧|🇳🇱|🇧🇪",
        "c# |en |a&b",
        "한|국|어 |텍|스|트",
    ])
    func `breaks stand where the annex puts them`(marked: String) {
        #expect(markingBreaks(marked, tailored: false) == marked)
    }

    @Test(arguments: [
        "« oui », |dit-|elle",
        "het |kost |€ 50 |of |12 %",
        "de |x-as |en |’s-Gravenhage |en |e-mail",
        "C++ |en |woorden |op |-loos |en |-heid",
        "hij |zei – |zacht – |dat |het |kon - |toch",
        "de |spanningen |rond |Oekraïne …",
        "https://nos.nl/|artikel",
        "»Ja«, |sagte |er, |»und |nein«",
    ])
    func `breaks that a reader stumbles over are left out`(marked: String) {
        #expect(markingBreaks(marked, tailored: true) == marked)
    }

    @Test func `a tailored break is one of the annex's own`() {
        let text = "« oui », 50 % en € 3 – x-as …"
        let marked = markingBreaks(text, tailored: true)
        #expect(marked == "« oui », |50 % |en |€ 3 – |x-as …")
    }

    @Test func `an empty text has no break`() {
        var walk = LineBreaking("")
        #expect(walk.next() == nil)
    }

    /// `UNICODE_LINE_BREAK_TEST` names a LineBreakTest.txt of the Unicode Character Database.
    @Test(.enabled(if: environment["UNICODE_LINE_BREAK_TEST"] != nil))
    func `every case of Unicode's own test file holds`() throws {
        let file = try String(
            contentsOfFile: environment["UNICODE_LINE_BREAK_TEST"] ?? "", encoding: .utf8)
        let cases = file.split(separator: "\n").filter { $0.hasPrefix("×") }
        var misses: [Substring] = []
        for line in cases {
            var expected = ""
            for token in line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace) {
                if let value = UInt32(token, radix: 16), let scalar = Unicode.Scalar(value) {
                    expected.unicodeScalars.append(scalar)
                } else if token == "÷" {
                    expected.unicodeScalars.append(Self.mark)
                }
            }
            expected.unicodeScalars.removeLast()
            let found = markingBreaks(expected, with: Self.mark, tailored: false)
            if Array(found.unicodeScalars) != Array(expected.unicodeScalars) { misses.append(line) }
        }
        #expect(misses.isEmpty, "\(misses.count) of \(cases.count) miss")
    }

    /// A scalar that the file does not use.
    private static let mark: Unicode.Scalar = "\u{E000}"

    private func markingBreaks(
        _ marked: String, with mark: Unicode.Scalar = "|", tailored: Bool
    ) -> String {
        let scalars = marked.unicodeScalars.filter { $0 != mark }
        var breaks: Set<Int> = []
        var walk = LineBreaking(String(scalars))
        while true {
            let offset = walk.position < walk.units.count ? walk.units[walk.position].offset : 0
            let isUnwelcome = walk.isBreakUnwelcome
            guard let verdict = walk.next() else { break }
            if verdict != .forbidden, !(tailored && isUnwelcome) { breaks.insert(offset) }
        }
        var result = String.UnicodeScalarView()
        var offset = 0
        for scalar in scalars {
            if breaks.contains(offset) { result.append(mark) }
            result.append(scalar)
            offset += UTF8.width(scalar)
        }
        return String(result)
    }
}

private let environment = ProcessInfo.processInfo.environment
