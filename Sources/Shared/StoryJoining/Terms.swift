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

extension Terms {
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
}
