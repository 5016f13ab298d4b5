import PortalModel

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
