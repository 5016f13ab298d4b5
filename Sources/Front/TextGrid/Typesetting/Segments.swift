import PortalModel

/// A part of a paragraph that is never broken, and what comes after it.
struct Segment: Equatable {
    /// What stands between a segment and the next one.
    enum Ending {
        /// A space, which is not drawn at the end of a line.
        case space
        /// Nothing: a line may end there all the same, as after a dash or inside Chinese.
        case nothing
        /// Nothing, and a hyphen is added when the line ends there.
        case hyphen
    }

    /// Where it stands, in UTF-8 code units of the whole text, without the space after it.
    var range: Range<Int>
    /// How many columns it takes.
    var columns: Int
    var ending: Ending

    /// Columns that are needed at the end of a line besides the segment's own.
    var columnsAtLineEnd: Int { ending == .hyphen ? 1 : 0 }

    /// Columns before the next segment in the same line.
    var columnsBeforeNext: Int { ending == .space ? 1 : 0 }
}

extension InlineText {
    /// The text as segments, none of which is wider than `measure` unless a single character is.
    func segments(measure: Int, hyphenator: (any Hyphenator)?) -> [Segment] {
        var segments = segments(endingAt: breakOffsets())
        // Where hardly a syllable fits, a hyphen would only cost room.
        if let hyphenator, measure >= 12 {
            segments = hyphenated(segments, by: hyphenator)
        }
        let isWide = segments.contains { $0.columns + $0.columnsAtLineEnd > measure }
        return isWide ? segments.flatMap { cut($0, to: measure) } : segments
    }

    /// Where a line may begin, in UTF-8 code units, in rising order.
    private func breakOffsets() -> [Int] {
        var offsets: [Int] = []
        var walk = LineBreaking(text)
        var stretch = 0
        while true {
            let position = walk.position
            let isUnwelcome = walk.isBreakUnwelcome
            guard let verdict = walk.next() else { return offsets }
            guard verdict != .forbidden, !isUnwelcome else { continue }
            let offset = walk.units[position].offset
            while stretch < stretches.count, stretches[stretch].end <= offset { stretch += 1 }
            if stretch < stretches.count, stretches[stretch].isSolid { continue }
            offsets.append(offset)
        }
    }

    /// What has no column is one with what follows it, so that no line holds more segments than
    /// it has columns.
    private func segments(endingAt offsets: [Int]) -> [Segment] {
        var segments: [Segment] = []
        segments.reserveCapacity(offsets.count + 1)
        var nextBreak = 0
        var start = 0
        var end = 0
        var columns = 0
        var spaces = 0
        forEachSign(in: 0..<text.utf8.count) { sign in
            while nextBreak < offsets.count, offsets[nextBreak] < sign.offset { nextBreak += 1 }
            let mayBreak = nextBreak < offsets.count && offsets[nextBreak] == sign.offset
            if mayBreak, columns + spaces > 0 {
                segments.append(
                    Segment(
                        range: start..<end, columns: columns,
                        ending: spaces > 0 ? .space : .nothing))
                start = sign.offset
                columns = 0
                spaces = 0
            }
            if sign.isSpace {
                spaces += 1
            } else {
                columns += spaces + sign.columns
                spaces = 0
                end = sign.end
            }
        }
        if end > start {
            segments.append(Segment(range: start..<end, columns: columns, ending: .nothing))
        }
        return segments
    }

    /// Calls `body` with each character of the range. Characters do not reach over the border of
    /// two stretches, since these are drawn apart.
    ///
    /// Where one byte of ASCII follows another, it is a character, with no need to look for its
    /// end.
    private func forEachSign(in range: Range<Int>, _ body: (Sign) -> Void) {
        var offset = range.lowerBound
        var text = text
        text.withUTF8 { bytes in
            for stretch in stretches[stretchIndex(at: offset)...] {
                let end = min(stretch.end, range.upperBound)
                while offset < end {
                    let byte = bytes[offset]
                    if byte < 0x80, offset + 1 == end || bytes[offset + 1] < 0x80 {
                        body(Sign(ascii: byte, at: offset))
                        offset += 1
                    } else {
                        guard let character = slice(offset..<end).first else { return }
                        body(Sign(character, at: offset))
                        offset += character.utf8.count
                    }
                }
            }
        }
    }

    /// A character of the text, and what has to be known of it to break lines.
    private struct Sign {
        let offset, end, columns: Int
        /// Its byte in ASCII; 0 for any other.
        let ascii: UInt8

        init(ascii: UInt8, at offset: Int) {
            self.offset = offset
            end = offset + 1
            columns = ascii >= 0x20 && ascii <= 0x7E ? 1 : 0
            self.ascii = ascii
        }

        init(_ character: Character, at offset: Int) {
            self.offset = offset
            end = offset + character.utf8.count
            columns = character.columns
            ascii = end == offset + 1 ? character.utf8.first ?? 0 : 0
        }

        var isSpace: Bool { ascii == UInt8(ascii: " ") }
    }
}

extension InlineText {
    /// Splits a segment that no line can hold: at a space inside it, else in the later half of the
    /// measure after a sign at which an address can be broken, else at the measure.
    private func cut(_ segment: Segment, to measure: Int) -> [Segment] {
        let limit = max(1, measure - segment.columnsAtLineEnd)
        guard segment.columns > limit else { return [segment] }
        var pieces: [Segment] = []
        var start = segment.range.lowerBound
        var columns = 0
        var joint: Joint?
        forEachSign(in: segment.range) { sign in
            let (offset, width) = (sign.offset, sign.columns)
            if sign.isSpace {
                joint = Joint(
                    end: offset, next: sign.end, columnsBefore: columns,
                    columnsThrough: columns + 1)
                columns += 1
                return
            }
            while columns > 0, columns + width > limit {
                let here = Joint(
                    end: offset, next: offset, columnsBefore: columns, columnsThrough: columns)
                let place = joint.flatMap { $0.isWorthwhile(in: limit) ? $0 : nil } ?? here
                pieces.append(
                    Segment(
                        range: start..<place.end, columns: place.columnsBefore,
                        ending: place.isSpace ? .space : .nothing))
                start = place.next
                columns -= place.columnsThrough
                joint = nil
            }
            columns += width
            if "/?&.=-_,".utf8.contains(sign.ascii) {
                joint = Joint(
                    end: sign.end, next: sign.end, columnsBefore: columns,
                    columnsThrough: columns)
            }
        }
        pieces.append(
            Segment(
                range: start..<segment.range.upperBound, columns: columns, ending: segment.ending))
        return pieces
    }

    /// A place where a segment can be cut, and the columns from the last cut up to it.
    private struct Joint {
        var end: Int
        var next: Int
        var columnsBefore: Int
        var columnsThrough: Int

        var isSpace: Bool { next > end }

        func isWorthwhile(in limit: Int) -> Bool {
            isSpace ? columnsBefore > 0 : 2 * columnsBefore > limit
        }
    }
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
