import CLibXML2
import Foundation

/// What the names that a page's makers gave to an element (its class and id) say of it.
///
/// Names are taken apart into whole words (`NameWords`), so that `ad` is not found in `header`.
struct ClassNameHints {
    /// Never a part of the article, however long: comments, other articles, advertisements, what
    /// is said about cookies.
    private(set) var isForeign = false
    /// Something little that stands with an article: buttons to share it, a request to subscribe,
    /// a series of pictures.
    private(set) var isAccessory = false
    /// The text of such a thing, as a `slideshow-intro-content` is.
    private(set) var isTextOfAccessory = false
    /// Something beside the article, as far as a word for it tells: navigation, a side column.
    var isPerhapsBeside: Bool { hasWordBeside && !isArticle && !isBody }
    private var hasWordBeside = false
    /// Something beside the article of any of these three kinds.
    var isBeside: Bool { isForeign || isAccessory || isPerhapsBeside }
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
    /// A picture, or what holds one.
    var isPicture = false
    /// What opens at a click.
    var isFolded = false
    /// Points for or against its being the text, as Readability gives them: −25, 0 or 25 for each
    /// of class and id.
    var weight = 0

    /// What the class and the id of `node` say.
    init(_ node: PageNode) {
        let id = node["id"].flatMap { ClassNameHints.isSlug($0) ? nil : $0 }
        for name in [node["class"], id] {
            guard let name, !name.isEmpty else { continue }
            if name.contains("visually-hidden") || name.contains("sr-only") { isForeign = true }
            note(name)
        }
    }

    private mutating func note(_ name: String) {
        var isGood = false
        var isBad = false
        for part in name.utf8.prefix(400).split(whereSeparator: { $0 <= 0x20 }) {
            let words = NameWords.of(part)
            let isOfText = words.contains { HintWords.article.contains($0) }
            let isLayout = NameWords.isLayout(words, of: part)
            for word in words {
                let isForeign = HintWords.foreign.contains(word)
                let isAccessory = HintWords.accessories.contains(word)
                let isBeside = HintWords.beside.contains(word) && !isLayout
                if isForeign { self.isForeign = true }
                if isAccessory { self.isAccessory = true }
                if isAccessory, isOfText { isTextOfAccessory = true }
                if isBeside { hasWordBeside = true }
                if HintWords.details.contains(word) { isDetail = true }
                if HintWords.author.contains(word) { isAuthor = true }
                if HintWords.folded.contains(word) { isFolded = true }
                if HintWords.captions.contains(word) { isCaption = true }
                if HintWords.pictures.contains(word) { isPicture = true }
                if HintWords.good.contains(word) { isGood = true }
                if isForeign || isAccessory || isBeside || HintWords.bad.contains(word) {
                    isBad = true
                }
            }
            if isOfText { isArticle = true }
            if part.count >= 8, HintWords.isBody(words.joined()) { isBody = true }
        }
        weight += (isGood ? 25 : 0) - (isBad ? 25 : 0)
    }

    /// Whether an id is a sentence: it was made from a heading, and says what the text is about.
    private static func isSlug(_ id: String) -> Bool {
        id.utf8.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.count > 4
    }

    /// Whether one of the names in `classes` hides, and none shows again on a screen of some width.
    private static func hides(_ classes: String) -> Bool {
        let names = classes.lowercased().split(whereSeparator: \.isWhitespace)
        guard names.contains(where: { HintWords.hiding.contains(String($0)) }) else { return false }
        return !names.contains { name in
            name.split(whereSeparator: { "-_:@".contains($0) }).contains {
                HintWords.widths.contains(String($0))
            }
        }
    }

    /// Whether the class of `node` hides it, by a name that style sheets everywhere give that
    /// meaning. Costs little where no such name is near.
    static func hides(_ node: PageNode) -> Bool {
        guard let bytes = node.pointer?.attributeBytes("class") else { return false }
        let isNear = bytes.withMemoryRebound(to: CChar.self, capacity: 1) { text in
            HintWords.hidingParts.contains { strstr(text, $0) != nil }
        }
        return isNear && hides(String(cString: bytes))
    }
}

/// The words that names of elements are put together from.
enum NameWords {
    /// The words of `name`, which is one class or id, in lower case: parted by anything that is no
    /// letter, and where lower case turns into upper case after more than three letters, since
    /// names that programs make up are full of shorter ones. What else programs make up, digits
    /// and letters mixed, says nothing; nor does a word that tells what is absent (`no-sidebar`) or
    /// stands elsewhere on the page (`has-comments`).
    static func of(_ name: Substring.UTF8View) -> [String] {
        let parts = name.split { !isLetter($0) && !isDigit($0) }
        let isMade = parts.contains { isMadeUp($0) }
        var words: [String] = []
        for part in parts where !(isMade && part.contains(where: isDigit)) {
            appendWords(of: part, to: &words)
        }
        guard let negation = words.firstIndex(where: HintWords.absence.contains) else {
            return words
        }
        return Array(words[..<negation])
    }

    /// Whether the place on the page among `words` of `name` says only how the element is laid out:
    /// a `container-sidebar` is a container, a `layout__sidebar` the side bar of a layout.
    static func isLayout(_ words: [String], of name: Substring.UTF8View) -> Bool {
        guard let place = words.firstIndex(where: HintWords.places.contains) else { return false }
        return words[..<place].contains(where: HintWords.layouts.contains)
            && !String(Substring(name)).contains("__")
    }

    /// Whether a program made up `part`: letters and digits mixed, or a number in base 16.
    private static func isMadeUp(_ part: Substring.UTF8View) -> Bool {
        guard part.contains(where: isDigit), part.contains(where: isLetter) else { return false }
        if part.count >= 6, part.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) }) {
            return true
        }
        // A word with its number (`ad2`, `col12`) is none; `300x250` is a size.
        let tail = part.drop(while: isLetter).drop(while: isDigit)
        return !tail.isEmpty && !tail.drop { $0 == UInt8(ascii: "x") }.allSatisfy(isDigit)
    }

    private static func appendWords(of part: Substring.UTF8View, to words: inout [String]) {
        var word: [UInt8] = []
        var wasLower = false
        for byte in part {
            let isUpper = (0x41...0x5A).contains(byte)
            if isDigit(byte) || (isUpper && wasLower && word.count > 3) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
            if !isDigit(byte) { word.append(isUpper ? byte | 0x20 : byte) }
            wasLower = !isUpper && !isDigit(byte)
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Every letter outside ASCII counts as one.
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
    }
}
