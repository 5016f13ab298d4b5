import Foundation
import PortalModel
import System

/// Divides words by Liang's patterns, as Debian's packages libhyphen0 and hyphen-nl bring them.
///
/// The library is opened when the first hyphenator is made and not linked, so that a machine
/// without it lacks hyphens only.
public final class PatternHyphenator: Hyphenator {
    /// The hyphenator for Dutch, made at first use; nil where library or dictionary is missing.
    public static let dutch = PatternHyphenator(dictionary: "/usr/share/hyphen/hyph_nl.dic")

    /// `hnj_hyphen_hyphenate2` of hyphen.h: dictionary, word and its bytes; a byte for each place;
    /// the word with hyphens, which is not asked for; and respellings with their positions and
    /// lengths, allocated where there are any.
    private typealias Hyphenate =
        @convention(c) (
            OpaquePointer?, UnsafePointer<CChar>?, CInt, UnsafeMutablePointer<CChar>?,
            UnsafeMutablePointer<CChar>?,
            UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?,
            UnsafeMutablePointer<UnsafeMutablePointer<CInt>?>?,
            UnsafeMutablePointer<UnsafeMutablePointer<CInt>?>?
        ) -> CInt
    private typealias Load = @convention(c) (UnsafePointer<CChar>?) -> OpaquePointer?
    private typealias Free = @convention(c) (OpaquePointer?) -> Void

    private let hyphenate: Hyphenate
    private let free: Free
    /// The address of the loaded dictionary, which is only ever read until it is freed. As a
    /// number, since Swift lets no pointer cross to another thread.
    private let dictionary: UInt

    /// Longer words than this, in letters, stay whole.
    private static let maximumLength = 100

    /// Loads a dictionary in libhyphen's format and ISO 8859-1, which takes some 10 ms. Nil where
    /// it or the library cannot be read, and for other encodings.
    init?(dictionary path: String) {
        // The library opens it again, and would wait on a pipe.
        guard RegularFile.kind(of: path, followingLinks: true) == .regular,
            let file = FileHandle(forReadingAtPath: path),
            file.readData(ofLength: 9) == Data("ISO8859-1".utf8),
            let library = OptionalLibrary(.hyphen),
            let load = library.function("hnj_hyphen_load", as: Load.self),
            let free = library.function("hnj_hyphen_free", as: Free.self),
            let hyphenate = library.function("hnj_hyphen_hyphenate2", as: Hyphenate.self),
            let dictionary = load(path)
        else { return nil }
        self.hyphenate = hyphenate
        self.free = free
        self.dictionary = UInt(bitPattern: dictionary)
    }

    deinit {
        free(OpaquePointer(bitPattern: dictionary))
    }

    /// The places where the patterns divide `word`; none in one that ISO 8859-1 cannot spell, or
    /// that is longer than 100 letters.
    public func divisions(of word: Substring) -> [Int] {
        guard let letters = encoded(word) else { return [] }
        // hyphen.h asks for five bytes more than the word has.
        var places = [CChar](repeating: 0, count: letters.count + 5)
        var respellings: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var positions: UnsafeMutablePointer<CInt>?
        var cuts: UnsafeMutablePointer<CInt>?
        let status = hyphenate(
            OpaquePointer(bitPattern: dictionary), letters, CInt(letters.count), &places, nil,
            &respellings, &positions, &cuts)
        defer {
            for index in letters.indices { Foundation.free(respellings?[index]) }
            Foundation.free(respellings)
            Foundation.free(positions)
            Foundation.free(cuts)
        }
        guard status == 0 else { return [] }
        // An odd number after a letter lets the word be divided there. Where that would change the
        // spelling it is left whole, since only a hyphen can be added: Dutch writes "Oekraïne" but
        // "Oekra-ine".
        return letters.indices.dropFirst().filter { end in
            places[end - 1] & 1 == 1 && respellings?[end - 1] == nil
                && !PatternHyphenator.vowelsWithDiaeresis.contains(letters[end])
        }
    }

    /// ä, ë, ï, ö and ü.
    private static let vowelsWithDiaeresis = [0xE4, 0xEB, 0xEF, 0xF6, 0xFC].map {
        CChar(bitPattern: $0)
    }

    /// The letters in ISO 8859-1 and lower case.
    private func encoded(_ word: Substring) -> [CChar]? {
        var letters: [CChar] = []
        letters.reserveCapacity(word.utf8.count)
        for scalar in word.unicodeScalars {
            guard var byte = UInt8(exactly: scalar.value),
                letters.count < PatternHyphenator.maximumLength
            else { return nil }
            switch byte {
            case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: byte += 0x20
            default: break
            }
            letters.append(CChar(bitPattern: byte))
        }
        return letters
    }
}

/// Knows where the words of a language can be divided.
public protocol Hyphenator: Sendable {
    /// The places where `word` can be divided, as counts of letters (Unicode scalars) from its
    /// start, rising.
    ///
    /// - Parameter word: Letters only. How near to its ends it is divided is not the hyphenator's
    ///   concern.
    func divisions(of word: Substring) -> [Int]
}

extension InlineText {
    private static let lettersPerWord = 7
    private static let lettersBefore = 3
    private static let lettersAfter = 3
    /// Letters of the longest name that is never divided, signs after it included.
    private static let lettersOfName = 13

    /// The segments with their words divided where `hyphenator` allows.
    ///
    /// What stands between two spaces is looked at as a whole: an address, a word with digits and
    /// an abbreviation in capitals stay undivided.
    func hyphenated(_ segments: [Segment], by hyphenator: any Hyphenator) -> [Segment] {
        var result: [Segment] = []
        result.reserveCapacity(segments.count * 2)
        var first = 0
        while first < segments.count {
            var last = first
            while last + 1 < segments.count, segments[last].ending != .space { last += 1 }
            let whole = segments[first].range.lowerBound..<segments[last].range.upperBound
            let former = first > 0 ? segments[first - 1].range : 0..<0
            if isProse(slice(whole)), !isName(slice(whole), after: former) {
                for segment in segments[first...last] {
                    divide(segment, by: hyphenator, into: &result)
                }
            } else {
                result += segments[first...last]
            }
            first = last + 1
        }
        return result
    }

    /// Whether `text` up to its first space is long enough to be divided and holds no digit, no
    /// sign of an address and no two capitals in a row.
    private func isProse(_ text: Substring) -> Bool {
        guard text.utf8.count >= InlineText.lettersPerWord else { return false }
        var previousIsCapital = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: " "): return true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "@"),
                UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "#"),
                UInt8(ascii: "\\"):
                return false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if previousIsCapital { return false }
                previousIsCapital = true
            default:
                previousIsCapital = false
            }
        }
        return true
    }

    /// Whether `text` up to its first space is the name of somebody or of a place: a capital in the
    /// middle of a sentence. A longer word may be divided all the same.
    private func isName(_ text: Substring, after former: Range<Int>) -> Bool {
        guard let first = text.unicodeScalars.first,
            first.isASCII ? ("A"..."Z").contains(first) : first.properties.isUppercase,
            let last = slice(former).last, !".!?…:”’\"".contains(last)
        else { return false }
        return text.prefix { $0 != " " && $0 != "-" }.count <= InlineText.lettersOfName
    }

    /// Adds the segment in parts. The letters of its word have to stand together: what comes
    /// before and after them, such as quotes and a full stop, stays with the first and last part.
    private func divide(
        _ segment: Segment, by hyphenator: any Hyphenator, into result: inout [Segment]
    ) {
        var rest = segment
        defer { result.append(rest) }
        let scalars = slice(segment.range).unicodeScalars
        let fromFirstLetter = scalars.drop { !$0.isLetter }
        let word = fromFirstLetter.prefix { $0.isLetter }
        let letters = word.count
        guard letters >= InlineText.lettersPerWord,
            !fromFirstLetter[word.endIndex...].prefix(while: { $0 != " " }).contains(
                where: \.isLetter)
        else { return }
        let before = scalars[..<word.startIndex]
        var start = before.startIndex
        for division in hyphenator.divisions(of: Substring(word))
        where division >= InlineText.lettersBefore && division <= letters - InlineText.lettersAfter
        {
            let end = word.index(word.startIndex, offsetBy: division)
            guard end > start else { continue }
            let piece = Substring(scalars[start..<end])
            let width = piece.columns
            let border = rest.range.lowerBound + piece.utf8.count
            result.append(
                Segment(range: rest.range.lowerBound..<border, columns: width, ending: .hyphen))
            rest.range = border..<rest.range.upperBound
            rest.columns -= width
            start = end
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A: true
        case ..<0xAA: false
        default: properties.isAlphabetic
        }
    }
}
