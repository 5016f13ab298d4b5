import PortalModel

/// Tells a change that its reader would want to know of from noise: markup, counters, times that
/// go by, and whatever else is another at every look.
///
/// What an article was is kept when it changes, unless
///
/// - it has the same words afterwards, in whatever order, leaving aside those of relative times
///   ("3 minuten geleden", "zojuist") and, but for the title, words with a digit;
/// - the same words are kept already, as of a line that comes and goes;
/// - only such words go as had come with an earlier small change, and the change is small again: at
///   most twelve words come, and two more for each that goes. So an advertisement, or a line that
///   names another article at each poll, makes a revision or two and then no more. Words of up to
///   three letters are not looked at here, since they stand everywhere. What goes because all is as
///   it was before is kept the first time: a sentence that was taken back is worth knowing.
///
/// Markup, signs, white space and the breaks between paragraphs are no words and change nothing.
struct RevisionRule {
    /// What the article is, as words each with how often it occurs.
    private let current: [String: Int]
    /// What the article was, as far as it is kept.
    private let earlier: [[String: Int]]
    /// The words that came with small changes.
    private let passing: [String: Int]

    /// The rule for an article that is `current` and was, as far as it is kept, `earlier`: the
    /// oldest text first.
    init(current: ArticleText, earlier: [ArticleText]) {
        let texts = (earlier + [current]).map(\.lastingWords)
        self.current = texts[earlier.count]
        self.earlier = texts.dropLast()
        passing = zip(texts, texts.dropFirst()).reduce(into: [:]) { sum, pair in
            let change = Change(from: pair.0, to: pair.1)
            if change.isSmall { sum.merge(change.come, uniquingKeysWith: +) }
        }
    }

    /// Whether the article as it is should be kept when it becomes `new`.
    func isRevision(_ new: ArticleText) -> Bool {
        let words = new.lastingWords
        let change = Change(from: current, to: words)
        guard !change.isEmpty, !earlier.contains(current) else { return false }
        if earlier.contains(words) {
            return !earlier.contains { $0 != words && Change(from: words, to: $0).isSmall }
        }
        let lasting = change.gone.subtracting(passing)
        let isPassing =
            lasting.total < change.gone.total && lasting.keys.allSatisfy { $0.count <= 3 }
        return !(isPassing && change.isSmall)
    }
}

/// What differs between the words of two texts.
private struct Change {
    let gone: [String: Int]
    let come: [String: Int]

    init(from old: [String: Int], to new: [String: Int]) {
        gone = old.subtracting(new)
        come = new.subtracting(old)
    }

    var isEmpty: Bool { gone.isEmpty && come.isEmpty }

    var isSmall: Bool { come.total <= 2 * gone.total + 12 }
}

/// What is compared of an article.
struct ArticleText {
    let title: String
    /// As plain text.
    let body: String

    /// The words that tell something lasting, in lower case, each with how often it occurs.
    fileprivate var lastingWords: [String: Int] {
        let told = body.foldedWords.filter { !$0.contains(where: \.isNumber) }
        return (title.foldedWords + told).reduce(into: [:]) { counts, word in
            if !ArticleText.timeWords.contains(word) { counts[word, default: 0] += 1 }
        }
    }

    /// Of relative times, in Dutch and English.
    private static let timeWords: Set = [
        "seconde", "seconden", "minuut", "minuten", "min", "uur", "uren", "dag", "dagen", "week",
        "weken", "maand", "maanden", "jaar", "geleden", "zojuist", "zonet", "gisteren", "een",
        "second", "seconds", "minute", "minutes", "mins", "hour", "hours", "day", "days", "weeks",
        "month", "months", "year", "years", "ago", "just", "now", "yesterday", "an", "a",
    ]
}

extension [String: Int] {
    /// What is left of these words when others are taken away.
    fileprivate func subtracting(_ other: [String: Int]) -> [String: Int] {
        var rest: [String: Int] = [:]
        for (word, count) in self {
            let left = count - (other[word] ?? 0)
            if left > 0 { rest[word] = left }
        }
        return rest
    }

    fileprivate var total: Int { values.reduce(0, +) }
}
