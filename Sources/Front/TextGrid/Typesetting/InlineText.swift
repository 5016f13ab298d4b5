import PortalModel

/// The text of one paragraph as one string, and the look of each stretch of it.
///
/// White space is folded: never two spaces in a row, none at the start.
struct InlineText {
    /// What a run of a line keeps of where it comes from.
    struct Look: Hashable {
        var role: TextRole = .body
        var style: SpanStyle = []
        var link: Int?
    }

    /// A part of the text with one look.
    struct Stretch {
        /// Where it ends, in UTF-8 code units of the whole text.
        var end: Int
        var look: Look
        /// Whether no line is broken inside it nor before it.
        var isSolid = false
    }

    private(set) var text = ""
    private(set) var stretches: [Stretch] = []

    var isEmpty: Bool { stretches.isEmpty }

    mutating func append(_ addition: SafeText, look: Look, isSolid: Bool = false) {
        let before = text.utf8.count
        let space = UInt8(ascii: " ")
        var previous = text.utf8.last ?? space
        let isFolded = !addition.string.containsDoubleSpace
        if isFolded, previous != space || addition.string.utf8.first != space {
            text += addition.string
        } else {
            text.unicodeScalars.append(
                contentsOf: addition.string.unicodeScalars.filter { scalar in
                    let byte = UInt8(truncatingIfNeeded: min(scalar.value, 0xFF))
                    defer { previous = byte }
                    return scalar != " " || previous != space
                })
        }
        let end = text.utf8.count
        guard end > before else { return }
        if let last = stretches.last, last.look == look, !last.isSolid, !isSolid {
            stretches[stretches.count - 1].end = end
        } else {
            stretches.append(Stretch(end: end, look: look, isSolid: isSolid))
        }
    }

    mutating func setRole(_ role: TextRole, upTo offset: Int) {
        var start = 0
        for index in stretches.indices where start < offset {
            let stretch = stretches[index]
            start = stretch.end
            stretches[index].look.role = role
            if stretch.end > offset {
                stretches[index].end = offset
                stretches.insert(stretch, at: index + 1)
                return
            }
        }
    }

    /// The stretch that holds `offset`; the number of stretches after the end of the text.
    func stretchIndex(at offset: Int) -> Int {
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The text between two offsets in UTF-8 code units.
    func slice(_ range: Range<Int>) -> Substring {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return text[start..<utf8.index(start, offsetBy: range.count)]
    }

    /// What is drawn of a line of these segments.
    ///
    /// - Parameter spaces: How many spaces each gap between words gets besides its own; empty
    ///   where none does.
    func runs(of line: ArraySlice<Segment>, wideningBy spaces: [Int]) -> [TypesetRun] {
        guard let first = line.first, let last = line.last else { return [] }
        var runs = RunBuilder()
        if spaces.isEmpty {
            append(first.range.lowerBound..<last.range.upperBound, to: &runs)
        } else {
            var gap = 0
            for (segment, next) in zip(line, line.dropFirst()) {
                append(segment.range.lowerBound..<next.range.lowerBound, to: &runs)
                guard segment.ending == .space else { continue }
                runs.append(String(repeating: " ", count: spaces[gap]))
                gap += 1
            }
            append(last.range, to: &runs)
        }
        if last.ending == .hyphen, last.range.upperBound < text.utf8.count { runs.append("-") }
        return runs.finished()
    }

    private func append(_ range: Range<Int>, to runs: inout RunBuilder) {
        var start = range.lowerBound
        for stretch in stretches[stretchIndex(at: start)...] {
            guard start < range.upperBound else { return }
            let end = min(stretch.end, range.upperBound)
            runs.append(slice(start..<end), look: stretch.look)
            start = end
        }
    }

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

    /// What has no column is one with what follows it: no line has more segments than columns.
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

extension String {
    fileprivate var containsDoubleSpace: Bool {
        var text = self
        return text.withUTF8 { bytes in
            var previous: UInt8 = 0
            for byte in bytes {
                if byte == UInt8(ascii: " "), previous == byte { return true }
                previous = byte
            }
            return false
        }
    }
}

/// Joins pieces of one look to a run.
private struct RunBuilder {
    private var runs: [TypesetRun] = []
    private var text = ""
    private var look: InlineText.Look?

    mutating func append(_ piece: Substring, look: InlineText.Look) {
        if look != self.look {
            flush()
            self.look = look
        }
        text += piece
    }

    /// Goes on in the look of what came before.
    mutating func append(_ piece: String) {
        text += piece
    }

    mutating func finished() -> [TypesetRun] {
        flush()
        return runs
    }

    private mutating func flush() {
        guard let look, !text.isEmpty else { return }
        runs.append(
            TypesetRun(
                SafeText(cleaning: text), role: look.role, style: look.style, link: look.link))
        text = ""
    }
}

/// The spaces that make a line reach the measure, as even as can be, one number a gap; empty where
/// it has no gaps, or where one would be wider than three columns.
///
/// - Parameter widestFirst: Whether the gaps on the left get what cannot be shared out evenly.
func justifyingSpaces(
    _ line: ArraySlice<Segment>, measure: Int, widestFirst: Bool
) -> [Int] {
    let inner = line.dropLast()
    let gaps = inner.count { $0.ending == .space }
    let used =
        inner.reduce(0) { $0 + $1.columns + $1.columnsBeforeNext }
        + (line.last.map { $0.columns + $0.columnsAtLineEnd } ?? 0)
    let slack = measure - used
    guard gaps > 0, slack > 0 else { return [] }
    let (each, more) = slack.quotientAndRemainder(dividingBy: gaps)
    let widestGap = 3
    guard 1 + each + (more > 0 ? 1 : 0) <= widestGap else { return [] }
    return (0..<gaps).map { gap in
        each + ((widestFirst ? gap : gaps - 1 - gap) < more ? 1 : 0)
    }
}

/// A part of a paragraph that is never broken, and what comes after it.
struct Segment: Equatable {
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
    var columns: Int
    var ending: Ending

    /// Columns that are needed at the end of a line besides the segment's own.
    var columnsAtLineEnd: Int { ending == .hyphen ? 1 : 0 }

    /// Columns before the next segment in the same line.
    var columnsBeforeNext: Int { ending == .space ? 1 : 0 }
}
