import PortalModel

/// Lines chosen over the whole paragraph, after Knuth and Plass: the least sum of squared empty
/// columns, the last line free, plus what a hyphen or a lonely last word costs.
///
/// Only those beginnings of a line are tried from which it fits, so the time grows with the number
/// of segments times the number of segments in a line.
///
/// - Returns: The segments of each line. A line is wider than `measure` only where it is a single
///   segment that is.
func fittedLines(_ segments: [Segment], measure: Int) -> [Range<Int>] {
    let count = segments.count
    guard count > 0 else { return [] }
    let penalties = Penalties(measure: measure)
    // The least cost of lines that end before segment i, and where the last of them begins.
    var costs = [Int](repeating: 0, count: count + 1)
    var beginnings = [Int](repeating: 0, count: count + 1)
    for end in 1...count {
        let last = segments[end - 1]
        let isLastLine = end == count
        var used = last.columns + (isLastLine ? 0 : last.columnsAtLineEnd)
        var words = 1
        var best = Int.max
        var begin = end - 1
        while true {
            let slack = measure - used
            var cost = costs[begin]
            let followsHyphen = begin > 0 && segments[begin - 1].ending == .hyphen
            if isLastLine, words == 1, begin > 0 {
                cost += penalties.shortLastLine + (followsHyphen ? penalties.shortHyphenatedEnd : 0)
            }
            if !isLastLine {
                cost += slack * slack
            }
            if !isLastLine, last.ending == .hyphen {
                cost += penalties.hyphen + (followsHyphen ? penalties.hyphenAfterHyphen : 0)
            }
            if cost < best {
                best = cost
                beginnings[end] = begin
            }
            guard begin > 0 else { break }
            let previous = segments[begin - 1]
            used += previous.columns + previous.columnsBeforeNext
            words += previous.columnsBeforeNext
            guard used <= measure else { break }
            begin -= 1
        }
        costs[end] = best
    }
    var lines: [Range<Int>] = []
    var end = count
    while end > 0 {
        lines.append(beginnings[end]..<end)
        end = beginnings[end]
    }
    return lines.reversed()
}

/// Each line as full as it gets, one after the other; the segments end without hyphens. All lines
/// but the first are `hang` columns shorter.
func filledLines(_ segments: [Segment], measure: Int, hang: Int = 0) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var begin = 0
    var used = 0
    for (index, segment) in segments.enumerated() {
        if index > begin, used + segment.columns > (begin > 0 ? measure - hang : measure) {
            lines.append(begin..<index)
            begin = index
            used = 0
        }
        used += segment.columns + segment.columnsBeforeNext
    }
    if begin < segments.count { lines.append(begin..<segments.count) }
    return lines
}

/// What a break costs besides the room it leaves, in squared columns. All of it grows with the
/// measure, since in a long line a few empty columns are hardly seen.
private struct Penalties {
    /// As bad as a line that is an eighth short.
    let hyphen: Int
    /// On top of that where the line before ends in a hyphen too.
    let hyphenAfterHyphen: Int
    /// For a last line of a single word.
    let shortLastLine: Int
    /// On top of that where it is only the end of a word.
    let shortHyphenatedEnd: Int

    init(measure: Int) {
        let eighth = max(3, measure / 8)
        hyphen = eighth * eighth
        hyphenAfterHyphen = 3 * hyphen
        shortLastLine = hyphen
        shortHyphenatedEnd = 3 * hyphen
    }
}

/// Breaks `text` into lines of at most `width` columns, for titles and teasers.
///
/// Text that fits is broken where the lines come out most even, in no more lines than it needs;
/// text that does not is cut after `maximumLines` lines, the last of which then ends in an
/// ellipsis. No lines where there is no text or no room. Of a long text hardly more than the lines
/// can hold is looked at.
public func wrap(
    _ text: SafeText, width: Int, maximumLines: Int? = nil, order: TextOrder = .logical
) -> [SafeText] {
    let lines = wrap(text, width: width, maximumLines: maximumLines)
    guard order == .visual else { return lines }
    var inline = InlineText()
    inline.append(text, look: InlineText.Look())
    return Directions(of: inline.text)?.ordered(lines, of: inline.text) ?? lines
}

private func wrap(_ text: SafeText, width: Int, maximumLines: Int?) -> [SafeText] {
    let limit = maximumLines ?? .max
    guard width > 0, limit > 0 else { return [] }
    // Every line full, with a space after it, and some characters to see the next break by.
    let (room, isEndless) = limit.multipliedReportingOverflow(by: min(width, 10_000) + 1)
    let head = isEndless ? text.string[...] : text.string.prefix(min(room, 1_000_000) + 20)
    if head.endIndex < text.string.endIndex {
        let wrapping = Wrapping(head, width: width)
        if wrapping.filled.count > limit { return wrapping.cut(after: limit) }
        // Many spaces in a row, or characters without width: more of it fits.
    }
    let wrapping = Wrapping(text.string[...], width: width)
    return wrapping.filled.count > limit ? wrapping.cut(after: limit) : wrapping.even
}

/// A text broken into lines that are as full as they get.
private struct Wrapping {
    private let inline: InlineText
    private let segments: [Segment]
    private let width: Int
    let filled: [Range<Int>]

    init(_ text: Substring, width: Int) {
        var inline = InlineText()
        inline.append(SafeText(cleaning: text), look: InlineText.Look())
        self.inline = inline
        self.width = width
        segments = inline.segments(measure: width, hyphenator: nil)
        filled = filledLines(segments, measure: width)
    }

    /// The lines as even as can be without being more.
    var even: [SafeText] {
        let fitted = fittedLines(segments, measure: width)
        return (fitted.count > filled.count ? filled : fitted).map { text(of: segments[$0]) }
    }

    /// The first `limit` lines, the last of which ends in an ellipsis.
    func cut(after limit: Int) -> [SafeText] {
        filled[..<(limit - 1)].map { text(of: segments[$0]) }
            + [cutText(of: segments[filled[limit - 1]])]
    }

    private func text(of line: ArraySlice<Segment>) -> SafeText {
        guard let first = line.first, let last = line.last else { return .empty }
        return SafeText(cleaning: inline.slice(first.range.lowerBound..<last.range.upperBound))
    }

    /// As many words as fit with an ellipsis after them, or letters where not even one word does.
    private func cutText(of line: ArraySlice<Segment>) -> SafeText {
        var words = line
        while let last = words.last {
            let text = text(of: words)
            if text.string.last == "…" { return text }
            let ellipsis: SafeText = last.ending == .space ? " …" : "…"
            if text.string.columns + ellipsis.string.columns <= width {
                return text + ellipsis
            }
            words.removeLast()
        }
        var used = "…".columns
        let letters = text(of: line).string.prefix { character in
            used += character.columns
            return used <= width
        }
        return SafeText(cleaning: letters) + "…"
    }
}
