/// What the names that a page's makers gave to an element (its class and id) say of it.
///
/// Names are taken apart into words where they are written together (`relatedLinks`,
/// `article-body__text`), and words are looked up whole: `ad` is a word, `header` has none in it.
struct Hints {
    /// Something beside the article: navigation, advertisements, comments, related articles.
    var isBeside: Bool { isSurelyBeside || (isPerhapsBeside && !isArticle && !isBody) }
    private(set) var isSurelyBeside = false
    private var isPerhapsBeside = false
    /// Something of the article.
    var isArticle = false
    /// The very text of the article, by a name that hardly means anything else.
    var isBody = false
    /// Something told about the article: who wrote it, when, how long it takes.
    var isDetail = false
    /// Something about the author.
    var isAuthor = false
    /// Words that belong to a picture.
    var isCaption = false
    /// What opens at a click.
    var isFolded = false
    /// Points for or against its being the text, as Readability gives them: −25, 0 or 25 for each
    /// of class and id.
    var weight = 0

    /// What the class and the id of `node` say.
    init(_ node: PageNode) {
        let id = node["id"].flatMap { Hints.isSlug($0) ? nil : $0 }
        for name in [node["class"], id] {
            guard let name, !name.isEmpty else { continue }
            if name.contains("visually-hidden") || name.contains("sr-only") {
                isSurelyBeside = true
            }
            var isGood = false
            var isBad = false
            for word in Hints.words(in: name.prefix(400)) {
                let isSure = HintWords.surelyBeside.contains(word)
                if isSure { isSurelyBeside = true }
                if HintWords.beside.contains(word) { isPerhapsBeside = true }
                if HintWords.article.contains(word) { isArticle = true }
                if HintWords.details.contains(word) { isDetail = true }
                if HintWords.author.contains(word) { isAuthor = true }
                if HintWords.folded.contains(word) { isFolded = true }
                if HintWords.captions.contains(word) { isCaption = true }
                if HintWords.good.contains(word) { isGood = true }
                if isSure || HintWords.beside.contains(word) || HintWords.bad.contains(word) {
                    isBad = true
                }
            }
            let plain = name.lowercased().filter { $0.isLetter || $0 == " " }
            if plain.split(separator: " ").contains(where: HintWords.isBody) { isBody = true }
            weight += (isGood ? 25 : 0) - (isBad ? 25 : 0)
        }
    }

    /// Whether an id is a sentence: it was made from a heading, and says what the text is about.
    private static func isSlug(_ id: String) -> Bool {
        id.split(whereSeparator: { "-_".contains($0) }).count > 4
    }

    /// The words in a name: parted by anything that is no letter, and where lower case turns into
    /// upper case after more than three letters; in lower case. Names that programs make up are
    /// full of shorter ones.
    static func words(in name: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in name.unicodeScalars {
            let value = scalar.value
            let isUpper = (0x41...0x5A).contains(value)
            let isLower = (0x61...0x7A).contains(value) || value > 0x7F
            if isUpper || isLower {
                if isUpper, wasLower, word.utf8.count > 3 { end() }
                word.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(value | 0x20)) : scalar)
            } else {
                end()
            }
            wasLower = isLower
        }
        end()
        return words
    }
}
