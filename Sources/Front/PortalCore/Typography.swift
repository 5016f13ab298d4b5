import PortalModel
import TextGrid

struct Typography: Hashable, Sendable {
    /// Columns of a full line, where the window has that many.
    let measure: Int
    /// Whether both edges of the text are even.
    let isJustified: Bool
    /// Whether Dutch words are divided at the ends of lines.
    let isHyphenated: Bool
    /// In which order the letters of a line stand, in lists too.
    let order: TextOrder
    let tables: TableForm
    /// Whether signs are written out that ASCII does not have, in lists too.
    let writesOutSigns: Bool

    init(_ settings: Settings, order: TextOrder, writesOutSigns: Bool) {
        measure = settings.measure
        // A voice spells half a word, and stops at a hole; columns cannot be read aloud.
        isJustified = settings.justifies && !settings.isLinear
        isHyphenated = settings.hyphenates && !settings.isLinear
        self.order = order
        tables = settings.isLinear ? .records : .columns
        self.writesOutSigns = writesOutSigns
    }

    /// A title or teaser as it is drawn.
    func written(_ text: SafeText) -> SafeText {
        writesOutSigns ? text.signsWrittenOut : text
    }

    func typesetter(_ measure: Int, isDutch: Bool) -> Typesetter {
        Typesetter(
            measure: measure, alignment: isJustified ? .justified : .raggedRight,
            hyphenation: isHyphenated && isDutch ? PatternHyphenator.dutch : nil, order: order,
            tables: tables, writesOutSigns: writesOutSigns)
    }
}

/// Tells Dutch text from text in its neighbours' languages by its commonest words.
enum DutchDetector {
    /// Whether `text` is more likely Dutch than English, German or French.
    ///
    /// Words that two of these languages share are left out. A text with none of the words is
    /// taken for Dutch, as most of what the portal brings. Looks at the first 600 words.
    ///
    /// `told` is the language that the page names, as a language tag. It counts as a few words:
    /// many pages name the language that their template came in.
    static func isDutch(_ text: String, told: SafeText? = nil) -> Bool {
        let language = told?.string.prefix { $0 != "-" }
        var dutch = language == "nl" ? wordsOfTag : 0
        var others: [Int] = Array(repeating: 0, count: neighbours.count)
        let words = text.split(maxSplits: 600) { !$0.isLetter }.prefix(600)
        for word in words {
            let word = word.lowercased()
            if dutchWords.contains(word) { dutch += 1 }
            for (index, neighbour) in neighbours.enumerated() where neighbour.contains(word) {
                others[index] += 1
            }
        }
        if let language, language != "nl" { others.append(wordsOfTag) }
        return dutch >= others.max() ?? 0
    }

    /// As many words of a language does its tag count for.
    private static let wordsOfTag = 4

    private static let dutchWords: Set = [
        "aan", "bij", "dat", "deze", "een", "het", "hij", "ik", "jaar", "maar", "meer", "met",
        "naar", "niet", "nog", "ook", "onder", "te", "tegen", "uit", "van", "voor", "werd", "wij",
        "wordt", "zei", "zich", "zij", "zijn",
    ]

    /// English, German and French.
    private static let neighbours: [Set<String>] = [
        [
            "and", "are", "as", "been", "but", "by", "for", "from", "has", "have", "it", "not",
            "said", "that", "the", "they", "this", "to", "were", "which", "with",
        ],
        [
            "auch", "auf", "aus", "bei", "das", "dem", "der", "ein", "eine", "einen", "für",
            "hat", "im", "ist", "mit", "nach", "nicht", "sich", "sie", "sind", "und", "von",
            "wird", "zu",
        ],
        [
            "au", "aux", "avec", "ce", "cette", "dans", "du", "elle", "est", "et", "il", "la",
            "les", "mais", "ont", "par", "pour", "qui", "sont", "sur", "un", "une",
        ],
    ]
}
