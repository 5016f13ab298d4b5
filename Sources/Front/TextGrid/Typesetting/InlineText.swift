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

    /// Adds `addition` at the end.
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

    /// Gives the text up to `offset` another role.
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

extension InlineText {
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
