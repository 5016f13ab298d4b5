import HostileText
import PortalModel
import TestTags
import Testing

/// What holds of safe text, whatever it was made from.
struct SafeTextPropertyTests {
    @Test(arguments: NaughtyText.strings)
    func `a naughty string is harmless once it is clean`(foreign: String) {
        Self.expectClean(foreign)
    }

    @Test(arguments: NaughtyText.bytes)
    func `bytes that are not UTF-8 are harmless once they are clean`(bytes: [UInt8]) {
        Self.expectClean("voor" + String(decoding: bytes, as: UTF8.self) + "na")
    }

    @Test(.tags(.slow), arguments: 1...20 as ClosedRange<UInt64>)
    func `generated text is harmless once it is clean`(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for _ in 0..<500 {
            let foreign = generator.naughtyText()
            guard Self.expectClean(foreign) else { break }
        }
    }

    @Test func `every pair of naughty strings is harmless once it is clean`() {
        for first in NaughtyText.joined + NaughtyText.edges {
            for second in NaughtyText.joined + NaughtyText.edges {
                Self.expectClean(first + second)
                Self.expectClean((SafeText(cleaning: first) + SafeText(cleaning: second)).string)
            }
        }
    }

    @Test func `what joins without an end is one replacement character`() {
        let family = Array(repeating: "👩", count: 40).joined(separator: "\u{200D}")
        #expect(SafeText(cleaning: "a\(family)b").string == "a\u{FFFD}b")
        let jamo = String(repeating: "\u{1100}", count: 17)
        #expect(SafeText(cleaning: jamo + "가").string == "\u{FFFD}")
        #expect(SafeText(cleaning: "한국어 हिन्दी 👩🏻‍❤️‍💋‍👨🏿").string == "한국어 हिन्दी 👩🏻‍❤️‍💋‍👨🏿")
    }

    @Test func `a vowel or a final consonant without its syllable is a replacement character`() {
        let flood = String(repeating: "\u{1161}\u{11A8}", count: 3)
        #expect(SafeText(cleaning: flood).string == String(repeating: "\u{FFFD}", count: 6))
        // After a mark, and after a leading consonant that has no vowel, no syllable goes on.
        #expect(SafeText(cleaning: "\u{1112}\u{301}\u{1161}").string == "\u{1112}\u{301}\u{FFFD}")
        #expect(
            SafeText(cleaning: "\u{1112}\u{11AB}각\u{1161}").string == "\u{1112}\u{FFFD}각\u{FFFD}")
        let syllables = "\u{1112}\u{1161}\u{11AB}가\u{11AB}각\u{11AB}\u{A960}\u{D7B0}\u{D7CB}"
        #expect(Array(SafeText(cleaning: syllables).string.utf8) == Array(syllables.utf8))
    }

    /// Whether all of it held; the message holds the text, so that a failure can be repeated.
    @discardableResult
    private static func expectClean(_ foreign: String) -> Bool {
        let clean = SafeText(cleaning: foreign)
        let line = SafeText(line: foreign, limit: 100)
        let name = foreign.unicodeScalars.prefix(40).map { String($0.value, radix: 16) }
            .joined(separator: " ")
        let again = SafeText(cleaning: clean.string).string
        let results = [
            Harm.first(in: clean.string), Harm.first(in: line.string),
        ]
        #expect(results == [nil, nil], "U+\(name)")
        #expect(Array(again.utf8) == Array(clean.string.utf8), "U+\(name)")
        #expect(Array(SafeText(line: line.string).string.utf8) == Array(line.string.utf8))
        #expect(line.string.count <= 100 && !line.string.contains("\n"))
        return results == [nil, nil]
    }
}
