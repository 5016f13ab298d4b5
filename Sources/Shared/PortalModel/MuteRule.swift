/// What the reader does not want to see: articles with these words, of a source, by an author, or
/// in a section. All that a rule names must be so.
public struct MuteRule: Hashable, Sendable, Codable {
    /// Words as they were written (`WordPattern`); nil where any article will do.
    public let words: SafeText?
    /// Where the words are looked for.
    public let place: Place
    /// The names of a section and a source, whatever their case.
    public let section: SafeText?
    public let source: SafeText?
    /// Words of an author's name.
    public let author: SafeText?
    /// The last day on which it holds, counted from 1970-01-01; nil for ever.
    public let lastDay: Int?

    public enum Place: String, CaseIterable, Hashable, Sendable, Codable {
        case title
        /// In the title and the teaser.
        case teaser
        /// In the text as well.
        case everything
    }

    /// Nil where it would be about everything, or its words have no letter.
    public init?(
        words: SafeText? = nil, place: Place = .teaser, section: SafeText? = nil,
        source: SafeText? = nil, author: SafeText? = nil, lastDay: Int? = nil
    ) {
        guard words != nil || section != nil || source != nil || author != nil else { return nil }
        for text in [words, author].compactMap({ $0 }) where WordPattern(text.string) == nil {
            return nil
        }
        self.words = words
        self.place = place
        self.section = section
        self.source = source
        self.author = author
        self.lastDay = lastDay
    }

    /// Tells what it mutes from what any other does, whatever the time for which it holds; never 0.
    public var id: Int64 {
        let parts = [words, section, source, author].map { $0?.string ?? "\u{0}" }
        return StableHash.of([place.rawValue] + parts) | 1
    }

    public func holds(on day: Int) -> Bool { lastDay.map { $0 >= day } ?? true }
}

/// A headline that stands in no list, and why.
public struct MutedHeadline: Hashable, Sendable {
    public let headline: Headline
    /// Nil where the rule has gone meanwhile.
    public let rule: MuteRule?

    public init(headline: Headline, rule: MuteRule?) {
        self.headline = headline
        self.rule = rule
    }
}

/// Whose articles are looked through for what is to be muted.
public struct MuteScope: Hashable, Sendable {
    fileprivate let source: String
    fileprivate let section: String

    public init(source: SafeText, section: SafeText) {
        self.source = source.string.lowercased()
        self.section = section.string.lowercased()
    }
}

/// Many rules, looked for together: the words of an article are gone through once, whatever the
/// number of the rules.
public struct MuteMatcher: Sendable {
    private let rules: [PreparedRule]
    /// Rules without words.
    private let wordless: [Int]
    /// The rules by their longest word, and by what a longest word begins with.
    private let whole: WordTable
    private let beginnings: WordTable
    /// Whether any rule is about more than titles and teasers.
    public let looksAtText: Bool
    public var isEmpty: Bool { rules.isEmpty }

    public init(_ rules: [MuteRule]) {
        let rules = rules.map(PreparedRule.init)
        var (whole, beginnings) = (WordTable(), WordTable())
        var wordless: [Int] = []
        for (index, rule) in rules.enumerated() {
            switch rule.pattern?.longestWord {
            case let word? where word.isBeginning: beginnings.add(word.text, index)
            case let word?: whole.add(word.text, index)
            case nil: wordless.append(index)
            }
        }
        self.rules = rules
        self.whole = whole
        self.beginnings = beginnings
        self.wordless = wordless
        looksAtText = rules.contains { $0.rule.place == .everything && $0.pattern != nil }
    }

    /// The first rule that is found to mute an article; `text`, without markup, is asked for only
    /// where a rule is about it. Linear in the length of what is looked through.
    public func rule(
        muting title: SafeText, teaser: SafeText, authors: [SafeText], of scope: MuteScope,
        text: @autoclosure () throws -> String
    ) rethrows -> MuteRule? {
        guard !rules.isEmpty else { return nil }
        let article = MutedText(title: title.string, teaser: teaser.string, authors, scope)
        for index in wordless where article.fits(rules[index]) { return rules[index].rule }
        guard !whole.isEmpty || !beginnings.isEmpty else { return nil }
        if let found = first(in: article.title, .title, of: article, text: nil)
            ?? first(in: article.teaser, .teaser, of: article, text: nil)
        {
            return found
        }
        guard looksAtText else { return nil }
        let text = try text()
        return first(in: text, .everything, of: article, text: text)
    }

    /// The first rule with a word in `part`, which stands in `place` of the article.
    private func first(
        in part: String, _ place: MuteRule.Place, of article: MutedText, text: String?
    ) -> MuteRule? {
        var found: MuteRule?
        part.forEachWord(prefixesOf: beginnings.lengths) { hash, isWhole, word in
            let table = isWhole ? whole : beginnings
            guard table.mayHold(hash), let candidates = table.rules[word()] else { return true }
            for index in candidates where found == nil {
                let rule = rules[index]
                guard rule.looks(in: place), article.fits(rule),
                    rule.isOneWord || article.matches(rule, in: place, text)
                else { continue }
                found = rule.rule
            }
            return found == nil
        }
        return found
    }
}

/// A rule with what is compared.
private struct PreparedRule: Sendable {
    let rule: MuteRule
    let pattern: WordPattern?
    let author: WordPattern?
    let source: String?
    let section: String?
    /// Whether the word under which it is found is all of it.
    let isOneWord: Bool

    init(_ rule: MuteRule) {
        self.rule = rule
        pattern = rule.words.flatMap { WordPattern($0.string) }
        author = rule.author.flatMap { WordPattern($0.string) }
        source = rule.source?.string.lowercased()
        section = rule.section?.string.lowercased()
        isOneWord = pattern?.isOneWord == true
    }

    func looks(in place: MuteRule.Place) -> Bool {
        switch rule.place {
        case .title: place == .title
        case .teaser: place != .everything
        case .everything: true
        }
    }
}

/// An article that is looked through.
private struct MutedText {
    let title: String
    let teaser: String
    private let authors: [SafeText]
    private let scope: MuteScope

    init(title: String, teaser: String, _ authors: [SafeText], _ scope: MuteScope) {
        self.title = title
        self.teaser = teaser
        self.authors = authors
        self.scope = scope
    }

    /// Whether its source, section and authors are those of a rule.
    func fits(_ rule: PreparedRule) -> Bool {
        guard rule.source == nil || rule.source == scope.source,
            rule.section == nil || rule.section == scope.section
        else { return false }
        guard let author = rule.author else { return true }
        return authors.contains { author.matches($0.string.comparableWords) }
    }

    /// Whether the words of a rule stand in a part of it one after the other.
    func matches(_ rule: PreparedRule, in place: MuteRule.Place, _ text: String?) -> Bool {
        guard let pattern = rule.pattern else { return true }
        let part =
            switch place {
            case .title: title
            case .teaser: teaser
            case .everything: text ?? ""
            }
        return pattern.matches(part.comparableWords)
    }
}

/// Rules by a word of each, with what tells without a look-up that a word is none of them.
private struct WordTable: Sendable {
    private(set) var rules: [String: [Int]] = [:]
    /// How long the words are in bytes; those of 63 bytes and more together.
    private(set) var lengths: UInt64 = 0
    /// A bit for each hash that a word has.
    private var hashes = [UInt64](repeating: 0, count: 1024)

    var isEmpty: Bool { rules.isEmpty }

    mutating func add(_ word: String, _ rule: Int) {
        rules[word, default: []].append(rule)
        lengths |= 1 << UInt64(min(63, word.utf8.count))
        var hash = StableHash()
        for byte in word.utf8 { hash.mix(byte) }
        let place = hash.bits & 0xFFFF
        hashes[Int(place >> 6)] |= 1 << (place & 63)
    }

    func mayHold(_ hash: UInt64) -> Bool {
        let place = hash & 0xFFFF
        return hashes[Int(place >> 6)] >> (place & 63) & 1 == 1
    }
}

extension String {
    /// Gives each word as `comparableWords` would, and before it its beginnings of those lengths in
    /// bytes, each with the hash of its bytes, until `take` says no. The word itself is made only
    /// where it is asked for.
    fileprivate func forEachWord(
        prefixesOf lengths: UInt64,
        _ take: (_ hash: UInt64, _ isWhole: Bool, _ word: () -> String) -> Bool
    ) {
        var text = self
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let skipped = bytes.lengthOfSign(at: start)
                guard skipped == 0 else {
                    start += skipped
                    continue
                }
                var end = start
                var hash = StableHash()
                var isPlain = true
                var goesOn = true
                while end < bytes.count, bytes.lengthOfSign(at: end) == 0 {
                    let byte = bytes[end]
                    end += 1
                    isPlain = isPlain && byte < 0x80
                    guard isPlain else { continue }
                    hash.mix(byte.isCapital ? byte | 0x20 : byte)
                    let length = end - start
                    guard lengths != 0, lengths >> UInt64(min(63, length)) & 1 == 1 else {
                        continue
                    }
                    // What follows may be a mark upon the last letter.
                    guard end == bytes.count || bytes[end] < 0x80 else { continue }
                    goesOn = take(hash.bits, false) { bytes.lowercased(start..<end) }
                    if !goesOn { return }
                }
                if isPlain {
                    goesOn = take(hash.bits, true) { bytes.lowercased(start..<end) }
                } else {
                    let run = String(decoding: bytes[start..<end], as: UTF8.self)
                    goesOn = run.forEachFoldedWord(prefixesOf: lengths, take)
                }
                if !goesOn { return }
                start = end
            }
        }
    }

    /// The same of words with other letters than those of ASCII.
    private func forEachFoldedWord(
        prefixesOf lengths: UInt64,
        _ take: (_ hash: UInt64, _ isWhole: Bool, _ word: () -> String) -> Bool
    ) -> Bool {
        for word in comparableWords {
            var hash = StableHash()
            var beginning = ""
            for scalar in word.unicodeScalars {
                beginning.unicodeScalars.append(scalar)
                for byte in UTF8.encode(scalar).map(Array.init) ?? [] { hash.mix(byte) }
                let length = min(63, beginning.utf8.count)
                guard lengths >> UInt64(length) & 1 == 1 else { continue }
                let text = beginning
                if !take(hash.bits, false, { text }) { return false }
            }
            if !take(hash.bits, true, { word }) { return false }
        }
        return true
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Bytes of what stands at `index` where it is part of no word; 0 where it may be of one.
    @inline(__always)
    fileprivate func lengthOfSign(at index: Int) -> Int {
        switch self[index] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: 0
        case ..<0x80: 1
        // U+2000 to U+206F: dashes, quotation marks, spaces.
        case 0xE2 where index + 2 < count && self[index + 1] == 0x80: 3
        default: 0
        }
    }

    fileprivate func lowercased(_ range: Range<Int>) -> String {
        String(decoding: self[range].map { $0.isCapital ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
