import PortalModel

/// Superscript and subscript as text on a line.
enum SuperAndSubscript {
    /// What stands for `content` raised after `before`, the text that it follows on its line: a
    /// suffix or a title stays a word (`1e`, `2nd`, `Mme`), a note has its mark in brackets, a
    /// power has Unicode's digits or a caret.
    static func superscript(_ content: String, after before: Substring, isNote: Bool) -> String {
        let content = content.trimmingBlanks
        // A style and an element that both raise it raise it once.
        guard !content.isEmpty, !consists(content, of: superscripts) else { return content }
        if isNote || isNoteMark(content, after: before) { return bracketed(content) }
        if let word = word(content, after: before) { return word }
        if isSmallPrint(content, after: before) {
            return before.last?.isOfWord == true ? " " + content : content
        }
        return raised(content)
    }

    static func `subscript`(_ content: String, after before: Substring) -> String {
        let content = content.trimmingBlanks
        guard !content.isEmpty, before.last.map({ !$0.isWhitespace }) == true,
            !consists(content, of: subscripts)
        else { return content }
        return lowered(content)
    }

    /// `content` as a power: Unicode's characters if it has them all, else `^q`, `^(p/q)`.
    static func raised(_ content: String) -> String {
        translated(content, by: superscripts) ?? "^" + grouped(content)
    }

    /// `content` as an index: Unicode's characters if it has them all, else `_b`, `_(i, j)`.
    static func lowered(_ content: String) -> String {
        translated(content, by: subscripts) ?? "_" + grouped(content)
    }

    private static func grouped(_ content: String) -> String {
        let isOne = content.allSatisfy { $0.isLetter || $0.isASCIIDigit }
        return isOne || content.isParenthesized ? content : "(\(content))"
    }

    private static func bracketed(_ content: String) -> String {
        let isBracketed = content.first == "[" || content.first == "("
        let isSign = content.allSatisfy { "*†‡§¶".contains($0) }
        return isBracketed || isSign ? content : "[\(content)]"
    }

    private static func translated(_ content: String, by table: [Character: Character]) -> String? {
        var result = ""
        for character in content where character != " " {
            guard let other = table[character] else { return nil }
            result.append(other)
        }
        return result
    }

    /// Whether `content` has come out of the table before. Latin letters with a mark have not.
    private static func consists(_ content: String, of table: [Character: Character]) -> Bool {
        content.allSatisfy { !$0.isASCII && table.values.contains($0) }
    }

    private static let superscripts = Dictionary(
        uniqueKeysWithValues: zip(
            "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδ",
            "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟ"))

    private static let subscripts = Dictionary(
        uniqueKeysWithValues: zip(
            "0123456789+-−–=()aehijklmnoprstuvxβγρφχ",
            "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"))
}

// MARK: - What a superscript means

extension SuperAndSubscript {
    /// Whether `content` is a number that marks a note: it follows the end of a sentence or a
    /// quotation, or a word that is no unit, function or formula.
    private static func isNoteMark(_ content: String, after before: Substring) -> Bool {
        if content.first == "[", content.last == "]" { return true }
        let isNumber = content.allSatisfy { $0.isASCIIDigit || ",;- –".contains($0) }
        guard isNumber, content.first?.isASCIIDigit == true, let last = before.last else {
            return false
        }
        if ".,;:!?…”’»\"'".contains(last) {
            // The mark after a number is a decimal sign, that of minutes or of seconds.
            return before.dropLast().last?.isASCIIDigit != true || content.count > 1
        }
        if last == "]" { return true }
        let word = before.lastWord
        guard word.count >= 4, word.dropFirst().allSatisfy({ $0.isLowercase || $0 == "-" }) else {
            return false
        }
        return !units.contains { word.lowercased().hasSuffix($0) }
    }

    private static let units = [
        "meter", "metre", "meters", "metres", "mètre", "inch", "feet", "foot", "voet", "yard",
        "mijl", "mile", "miles", "sinh", "cosh", "tanh",
    ]

    /// What is read as part of the word before it, or as a sign of its own.
    private static func word(_ content: String, after before: Substring) -> String? {
        if content.allSatisfy({ "*†‡§¶®©™℠°º′″'".contains($0) }) { return content }
        if before.last?.isOfWord == true {
            switch content {
            case "TM", "tm": return "™"
            case "SM": return "℠"
            case "R", "(R)": return "®"
            default: break
            }
        }
        guard let last = before.last, content.allSatisfy({ $0.isLetter || $0 == "." }) else {
            return nil
        }
        let base = before.lastWord
        if content == "o", last.isASCIIDigit || base == "n" || base == "N" {
            return "º"
        }
        if content == "a", last.isASCIIDigit { return "ª" }
        let isOrdinal = last.isASCIIDigit || base.isRomanNumber
        if isOrdinal, ordinals.contains(content.lowercased()) { return content }
        return titles.contains("\(base)\(content)") ? content : nil
    }

    private static let ordinals: Set<String> = [
        "e", "de", "ste", "er", "ers", "re", "res", "ère", "ères", "me", "ème", "èmes", "ième",
        "eme", "è", "nd", "nde", "ndes", "st", "rd", "th", "os", "as", "ra", "da", "ta", "te",
        "ten", "ter",
    ]

    private static let titles: Set<String> = [
        "Mme", "Mmes", "Mlle", "Mlles", "Mgr", "Mr", "Mrs", "Ms", "Dr", "Drs", "Dra", "Sr", "Sra",
        "Jr", "St", "Ste", "Cie", "Co", "nos", "Nos", "vo", "ro", "Ma", "Me", "Me.", "Mc", "Vve",
    ]

    /// Whether `content` is not an exponent but words in small type.
    private static func isSmallPrint(_ content: String, after before: Substring) -> Bool {
        content.split(separator: " ").contains { word in
            word.count >= 4 && word.allSatisfy { $0.isLetter || $0 == "!" || $0 == ":" }
        } || content.count > 16
    }
}

extension String {
    var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// Whether all of it stands in one pair of parentheses.
    var isParenthesized: Bool {
        guard first == "(", last == ")" else { return false }
        return !dropFirst().dropLast().contains { $0 == "(" || $0 == ")" }
    }
}

extension Substring {
    /// The letters and digits at its end.
    fileprivate var lastWord: Substring {
        let before = lastIndex { !$0.isOfWord && $0 != "-" }
        return before.map { self[index(after: $0)...] } ?? self
    }

    fileprivate var isRomanNumber: Bool { !isEmpty && allSatisfy { "IVXLCDM".contains($0) } }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}
