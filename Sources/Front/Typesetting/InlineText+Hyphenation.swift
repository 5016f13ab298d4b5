import PortalModel

extension InlineText {
    private static let lettersPerWord = 6
    private static let lettersBefore = 2
    private static let lettersAfter = 3

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
            if isProse(slice(whole)) {
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
