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
