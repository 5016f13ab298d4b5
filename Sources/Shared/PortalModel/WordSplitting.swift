extension Character {
    /// Whether it is a letter or a digit, with the marks upon it.
    public var isOfWord: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.isLetterOrDigit
    }
}

extension StringProtocol {
    /// The words of the text where every sign parts words, as it does to SQLite's tokenizer
    /// unicode61. Linear in the length.
    public var plainWords: [SubSequence] { split { !$0.isOfWord } }
}

extension String {
    /// Where the words of the text stand, from left to right.
    ///
    /// A word is a run of letters and digits. An apostrophe or a hyphen between two of them is part
    /// of it ("valse-vlagoperaties", "zo’n"), as is a sign between two digits ("100.000", "1,2",
    /// "14:05"). Linear in the length.
    public var wordRanges: [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        let scalars = unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            guard scalars[index].isOfWord else {
                scalars.formIndex(after: &index)
                continue
            }
            let start = index
            index = scalars.endOfWord(from: index)
            ranges.append(start..<index)
        }
        return ranges
    }

    /// The words in lower case: what is the same word at the start of a sentence and inside it.
    public var foldedWords: [String] {
        wordRanges.map { self[$0].lowercased() }
    }
}

extension String.UnicodeScalarView {
    /// The end of the word that begins at `start`.
    fileprivate func endOfWord(from start: Index) -> Index {
        var last = self[start]
        var index = self.index(after: start)
        while index < endIndex {
            let scalar = self[index]
            if !scalar.isOfWord {
                let next = self.index(after: index)
                guard next < endIndex, scalar.joins(last, self[next]) else { return index }
            }
            last = scalar
            formIndex(after: &index)
        }
        return index
    }
}

extension Unicode.Scalar {
    fileprivate var isLetterOrDigit: Bool {
        if isASCII { return isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }

    /// Whether it is a letter, a digit, or a mark upon one.
    fileprivate var isOfWord: Bool {
        if isLetterOrDigit { return true }
        if isASCII { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private var isDigit: Bool { ("0"..."9").contains(self) }

    /// Whether it makes one word of what stands before and after it.
    fileprivate func joins(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        switch self {
        case "'", "’", "-", "\u{2011}": before.isOfWord && after.isOfWord
        case ".", ",", ":": before.isDigit && after.isDigit
        default: false
        }
    }
}
