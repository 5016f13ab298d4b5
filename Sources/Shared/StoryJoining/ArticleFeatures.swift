import PortalModel

/// What is compared of an article with others.
public struct ArticleFeatures: Sendable {
    /// Who brought it.
    let outlet: String
    let published: Timestamp
    /// Of the text.
    let shingles: Shingles
    /// Of the text's beginning.
    let leadShingles: Shingles
    /// Of the title and the text's beginning.
    let terms: Terms
    /// Of the title alone.
    let titleTerms: Terms
    /// Of the title and the text.
    let stems: Set<UInt64>

    public init(_ text: ReportText, outlet: String, published: Timestamp) {
        self.outlet = outlet
        self.published = published
        let lead = text.body.prefix(Terms.leadLength)
        shingles = Shingles(of: text.body)
        leadShingles = Shingles(of: lead)
        terms = Terms(title: text.title, lead: lead)
        titleTerms = Terms(titleOf: terms)
        stems = Set((text.title + text.body).map(\.stem))
    }
}

/// The words of a report: its title, and the beginning of its text without dateline.
public struct ReportText: Sendable {
    let title: [Word]
    let body: [Word]

    /// How many words of the text count: what comes later is background more often than news.
    static let bodyLimit = 300

    public init(title: SafeText, text: String) {
        self.title = Word.all(of: title.string, limit: 40)
        body = Word.all(of: Self.withoutDateline(text), limit: Self.bodyLimit)
    }

    /// Two edits of one copy may name another place, or none. As `Dateline` reads it, but by bytes:
    /// what stands in capitals before a dash between spaces.
    private static func withoutDateline(_ text: String) -> Substring {
        // The last eight bytes.
        var last: UInt64 = 0
        for (offset, byte) in text.utf8.prefix(Self.datelineLimit).enumerated() {
            if byte >= 0x61, byte <= 0x7A { break }
            last = last << 8 | UInt64(byte)
            if last & 0xFF_FFFF == Self.hyphen || last & 0xFF_FFFF_FFFF == Self.dash {
                return Substring(text.utf8.dropFirst(offset + 1))
            }
        }
        return text[...]
    }

    /// " - " as UTF-8.
    private static let hyphen: UInt64 = 0x20_2D20
    /// " – " as UTF-8.
    private static let dash: UInt64 = 0x20_E280_9320

    /// Bytes.
    private static let datelineLimit = 120
}

/// The runs of three words of a text, each as a hash: texts that share passages share them.
///
/// A. Z. Broder, "On the resemblance and containment of documents", 1997.
struct Shingles {
    /// In rising order, each once.
    let hashes: [UInt64]

    /// The words that one run has.
    static let width = 3

    /// The shingles of `words`; none for a text that is shorter than one.
    init(of words: some RandomAccessCollection<Word>) {
        var hashes: [UInt64] = []
        hashes.reserveCapacity(words.count)
        Self.forEach(of: words) { hashes.append($0) }
        hashes.sort()
        var last: UInt64?
        hashes.removeAll { hash in
            defer { last = hash }
            return hash == last
        }
        self.hashes = hashes
    }

    var count: Int { hashes.count }

    /// How many shingles the two have in common.
    func shared(with other: Shingles) -> Int {
        var (left, right, shared) = (0, 0, 0)
        while left < hashes.count, right < other.hashes.count {
            let (one, two) = (hashes[left], other.hashes[right])
            if one == two { shared += 1 }
            left += one <= two ? 1 : 0
            right += two <= one ? 1 : 0
        }
        return shared
    }

    @inline(__always)
    static func forEach(
        of words: some RandomAccessCollection<Word>, _ visit: (UInt64) -> Void
    ) {
        var (before, last): (UInt64, UInt64) = (0, 0)
        for (place, word) in words.enumerated() {
            if place >= width - 1 {
                visit(mixed(before &* 0x9e37_79b9_7f4a_7c15 ^ last.rotated(by: 21) ^ word.whole))
            }
            (before, last) = (last, word.whole)
        }
    }

    /// Spreads a hash over all its bits (the finaliser of MurmurHash3, A. Appleby).
    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ hash >> 33
    }
}

extension UInt64 {
    fileprivate func rotated(by bits: UInt64) -> UInt64 {
        self << bits | self >> (64 - bits)
    }
}

/// What the beginning of a report is about: the stems in it, each with how much it tells.
struct Terms {
    /// In rising order of their stems, each once.
    private(set) var entries: [Term]

    /// The words of the text that count as its beginning.
    static let leadLength = 70

    /// The terms of a title and of what follows it.
    init(title: some Collection<Word>, lead: some Collection<Word>) {
        // So few words that looking along them takes less time than hashing.
        var names: [UInt64] = []
        func note(_ word: Word) {
            guard word.isCapitalised, !word.beginsSentence, !names.contains(word.stem)
            else { return }
            names.append(word.stem)
        }
        for word in title { note(word) }
        for word in lead { note(word) }
        var terms: [Term] = []
        terms.reserveCapacity(title.count + lead.count)
        func add(_ word: Word, isTitle: Bool) {
            let isName = names.contains(word.stem)
            guard let term = Term(word, isName: isName, isTitle: isTitle) else { return }
            terms.append(term)
        }
        for word in title { add(word, isTitle: true) }
        for word in lead { add(word, isTitle: false) }
        // The order of equals stays, so what stands in both counts as the title's.
        terms.sort { $0.stem < $1.stem }
        var last: UInt64?
        terms.removeAll { term in
            defer { last = term.stem }
            return term.stem == last
        }
        entries = terms
    }

    /// The sum of the squares of all weights.
    var square: Double { entries.reduce(0) { $0 + $1.weight * $1.weight } }

    /// Those of `terms` that stand in the title.
    init(titleOf terms: Terms) {
        entries = terms.entries.filter(\.isTitle)
    }

    /// How much of their weight is found among `stems`, from 0 to 1.
    func coverage(by stems: Set<UInt64>) -> Double {
        let all = entries.reduce(0) { $0 + $1.weight }
        let found = entries.reduce(0) { $0 + (stems.contains($1.stem) ? $1.weight : 0) }
        return all > 0 ? found / all : 0
    }

    /// The terms that both have, the lighter of each two.
    func shared(with other: Terms) -> [Term] {
        var shared: [Term] = []
        var (left, right) = (0, 0)
        while left < entries.count, right < other.entries.count {
            let (one, two) = (entries[left], other.entries[right])
            if one.stem == two.stem { shared.append(one.weight <= two.weight ? one : two) }
            left += one.stem <= two.stem ? 1 : 0
            right += two.stem <= one.stem ? 1 : 0
        }
        return shared
    }
}

/// A stem of a report's beginning.
struct Term {
    let stem: UInt64
    let kind: Kind
    let weight: Double
    let isTitle: Bool

    enum Kind { case name, everydayName, number, day, word, everydayWord }

    /// The term that `word` is; nil for a function word.
    init?(_ word: Word, isName: Bool, isTitle: Bool) {
        let common = CommonWords.kind(of: word)
        switch (word.isNumber, isName, common) {
        case (true, _, _):
            kind = .number
            weight = word.length > 1 ? 1.5 : 0.4
        case (_, _, .function):
            return nil
        case (_, _, .day):
            kind = .day
            weight = 0.3
        case (_, _, .everyday):
            kind = .everydayWord
            weight = 0.3
        case (_, _, .everydayName):
            kind = .everydayName
            weight = 0.8
        case (_, true, nil):
            kind = .name
            weight = 2.5
        case (_, false, nil):
            kind = .word
            weight = word.length < 4 ? 0.4 : word.length < 7 ? 0.9 : 1.3
        }
        stem = word.stem
        self.isTitle = isTitle
    }
}
