import PortalModel

/// What an element of MathML means.
public enum FormulaPart: Sendable {
    case formula
    /// A name or a number.
    case token
    /// An operator, a bracket, a comma.
    case sign
    case words, space
    /// Parts beside each other, and every element that is not known.
    case row
    case fraction, squareRoot, root, superscript, `subscript`, subSuperscript
    case under, over, underOver
    /// A row in brackets that are attributes.
    case fenced
    case table, tableRow
    /// What takes room and is not seen.
    case phantom
    /// The same formula in another language.
    case annotation
}

/// A formula on its way from MathML (MathML Core) into a line that can be read: `1/3`, `√2`,
/// `x² + y²`, with parentheses where the line would say something else without them.
struct Formula {
    /// Text after this many bytes, or parts after as many, are left out.
    private static let maximumLength = 4000

    /// Parts nested deeper than this join the deepest.
    private static let maximumDepth = 32

    private struct Piece {
        var text: String
        /// Whether more than one part stands side by side in it.
        var isCompound = false
        var isSign = false
    }

    private struct OpenElement {
        let part: FormulaPart
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var isTeX = false
        var brackets = ("(", ")", ",")
    }

    private var openElements = [OpenElement(part: .formula)]
    private var deeper = 0
    private var length = 0
    /// What the author wrote for those who do not see it.
    private var alternative: String?
    private var teX: String?
    private var hasTable = false
    private(set) var isTeX = false

    init(_ attributes: MarkupAttributes) {
        alternative = attributes["alttext"].map(TeX.bare).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A formula of TeX, which its script holds.
    init(teX: Void) {
        isTeX = true
    }

    mutating func open(_ part: FormulaPart, _ attributes: MarkupAttributes) {
        guard openElements.count < Formula.maximumDepth else { return deeper += 1 }
        var element = OpenElement(part: part)
        if part == .annotation {
            element.isTeX = attributes["encoding"]?.lowercased().contains("tex") == true
        } else if part == .fenced {
            element.brackets = (
                attributes["open"] ?? "(", attributes["close"] ?? ")",
                attributes["separators"].map { String($0.prefix(1)) } ?? ","
            )
        } else if part == .table {
            hasTable = true
        }
        openElements.append(element)
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard length < Formula.maximumLength, let top = openElements.indices.last else { return }
        length += text.count
        openElements[top].text.append(contentsOf: text.prefix(Formula.maximumLength))
    }

    /// The element that was opened last ends. Whether that was the formula itself.
    mutating func close() -> Bool {
        guard deeper == 0 else {
            deeper -= 1
            return false
        }
        guard let element = openElements.popLast() else { return true }
        length += 1
        if element.part == .annotation {
            if element.isTeX { teX = TeX.bare(String(decoding: element.text, as: UTF8.self)) }
        } else if element.part != .phantom, let top = openElements.indices.last {
            let piece = Formula.piece(element)
            if !piece.text.isEmpty || element.part != .row, length < Formula.maximumLength {
                openElements[top].pieces.append(piece)
            }
        } else if openElements.isEmpty {
            openElements.append(element)
            return true
        }
        return false
    }

    /// What is read: what its author wrote for those who do not see it, unless that is TeX and the
    /// formula can be told in a line.
    var line: String {
        if isTeX {
            return TeX.bare(String(decoding: openElements.first?.text ?? [], as: UTF8.self))
        }
        let told = openElements.first.map(Formula.piece)?.text.trimmingBlanks ?? ""
        let written = alternative ?? teX ?? ""
        if written.isEmpty { return told }
        let isPlain = alternative != nil && !written.contains("\\")
        return told.isEmpty || hasTable || isPlain ? written : told
    }
}

// MARK: - Parts

extension Formula {
    private static func piece(_ element: OpenElement) -> Piece {
        let pieces = element.pieces
        func part(_ index: Int) -> Piece {
            index < pieces.count ? pieces[index] : Piece(text: "")
        }
        switch element.part {
        case .token, .words, .annotation:
            let text = folded(element, keepsEnds: element.part == .words)
            return Piece(text: text, isCompound: text.contains(" "))
        case .sign:
            let text = sign(folded(element, keepsEnds: false))
            return Piece(text: text, isSign: !text.isEmpty && text != " ")
        case .space:
            return Piece(text: " ")
        case .fraction:
            let text = grouped(part(0)) + "/" + grouped(part(1))
            return Piece(text: text, isCompound: true)
        case .squareRoot:
            return Piece(text: "√" + grouped(row(pieces)))
        case .root:
            let index = part(1).text.trimmingBlanks
            return Piece(
                text: (index == "2" ? "" : SuperAndSubscript.raised(index)) + "√" + grouped(part(0))
            )
        case .superscript:
            return Piece(text: based(part(0)) + power(part(1)))
        case .subscript, .under:
            return Piece(text: based(part(0)) + index(part(1)))
        case .subSuperscript, .underOver:
            return Piece(text: based(part(0)) + index(part(1)) + power(part(2)))
        case .over:
            return Piece(text: accented(part(0), by: part(1)))
        case .fenced:
            let (open, close, separator) = element.brackets
            let inner = pieces.map(\.text).joined(separator: separator + " ")
            return Piece(text: open + inner + close)
        case .table:
            return Piece(text: pieces.map(\.text).joined(separator: "; "), isCompound: true)
        case .tableRow:
            return Piece(
                text: pieces.map(\.text.trimmingBlanks).joined(separator: " "), isCompound: true)
        case .formula, .row, .phantom:
            guard !pieces.isEmpty else {
                let text = folded(element, keepsEnds: false)
                return Piece(text: text, isCompound: text.contains(" "))
            }
            return row(pieces)
        }
    }

    /// Parts side by side, with blanks where they are read apart.
    private static func row(_ pieces: [Piece]) -> Piece {
        guard pieces.count > 1 else { return pieces.first ?? Piece(text: "") }
        var text = ""
        var follows = false
        var isName = false
        for piece in pieces {
            let first = piece.text.first
            // The name of a function stands apart from its argument.
            if isName, first?.isLetter == true || first?.isNumber == true { text += " " }
            isName = piece.text.count > 1 && piece.text.allSatisfy(\.isLetter)
            if !piece.isSign {
                text += piece.text
                follows = true
            } else if relations.contains(piece.text) || (follows && additions.contains(piece.text))
            {
                text += text.last == " " || text.isEmpty ? "" : " "
                text += piece.text + " "
                follows = false
            } else {
                text += piece.text
                if piece.text == "," || piece.text == ";" { text += " " }
                follows = ")]}|!′″".contains(piece.text)
            }
        }
        return Piece(text: text, isCompound: !text.isParenthesized)
    }

    private static let relations: Set<String> = [
        "=", "<", ">", "≤", "≥", "≠", "≈", "≡", "∼", "≃", "≅", "∝", "→", "⇒", "⇔", "↔", "↦", "∈",
        "∉", "⊂", "⊆", "∪", "∩", ":=", "≔",
    ]

    private static let additions: Set<String> = ["+", "−", "±", "∓", "×", "÷", "∧", "∨", "∗", "*"]

    private static func folded(_ element: OpenElement, keepsEnds: Bool) -> String {
        let text = String(decoding: element.text, as: UTF8.self)
        let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard keepsEnds, !folded.isEmpty else { return folded }
        return (text.first?.isWhitespace == true ? " " : "") + folded
            + (text.last?.isWhitespace == true ? " " : "")
    }

    /// A sign as it is read; those that are there for programs only are none.
    private static func sign(_ text: String) -> String {
        switch text {
        case "\u{2061}": " "
        case "\u{2062}", "\u{2063}", "\u{2064}": ""
        case "-": "−"
        default: text
        }
    }

    private static func grouped(_ piece: Piece) -> String {
        let text = piece.text.trimmingBlanks
        return piece.isCompound && !text.isParenthesized ? "(\(text))" : text
    }

    /// What a power or an index stands beside.
    private static func based(_ piece: Piece) -> String {
        piece.text.first == "√" ? "(\(piece.text))" : grouped(piece)
    }

    private static func power(_ piece: Piece) -> String {
        let text = piece.text.trimmingBlanks
        guard !text.isEmpty else { return "" }
        if text.allSatisfy({ "′″‴'*∗†°".contains($0) }) { return text }
        return text == "∘" ? "°" : SuperAndSubscript.raised(text)
    }

    private static func index(_ piece: Piece) -> String {
        let text = piece.text.trimmingBlanks
        return text.isEmpty ? "" : SuperAndSubscript.lowered(text)
    }

    /// A letter with a line, an arrow or a dot over it; what is over more than a letter is a power.
    private static func accented(_ base: Piece, by mark: Piece) -> String {
        let text = base.text.trimmingBlanks
        let combining: String? =
            switch mark.text {
            case "¯", "‾", "_", "−": "\u{304}"
            case "^", "ˆ": "\u{302}"
            case "~", "˜": "\u{303}"
            case "→", "⃗": "\u{20D7}"
            case "˙", ".": "\u{307}"
            case "¨": "\u{308}"
            default: nil
            }
        guard text.count == 1, let combining else { return based(base) + power(mark) }
        return text + combining
    }
}

/// TeX as people write it for pages.
enum TeX {
    /// The formula without what only tells how it is set: `$…$`, `\(…\)`, `{\displaystyle …}`.
    static func bare(_ text: String) -> String {
        var rest = text.trimmingBlanks[...]
        let wrappers = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")]
        for (open, close) in wrappers
        where rest.hasPrefix(open) && rest.hasSuffix(close)
            && rest.utf8.count > open.utf8.count + close.utf8.count
        {
            rest = rest.dropFirst(open.count).dropLast(close.count)
        }
        for style in ["{\\displaystyle", "{\\textstyle"]
        where rest.hasPrefix(style) && rest.hasSuffix("}") {
            rest = rest.dropFirst(style.count).dropLast()
        }
        if rest.hasPrefix("\\displaystyle") { rest = rest.dropFirst("\\displaystyle".count) }
        return String(rest).trimmingBlanks
    }
}

/// Formulas: of MathML, and what KaTeX and MathJax leave of theirs in a page.
extension DocumentBuilder {
    mutating func openInFormula(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        let part: FormulaPart =
            switch element {
            case .formula(let part): part
            case .hidden, .script: .phantom
            default: .row
            }
        formula?.open(part, attributes)
    }

    mutating func closeInFormula() {
        guard formula?.close() == true, let line = formula?.line else { return }
        let isRepeated = formula?.isTeX == true && seen.drawingHasFormula
        formula = nil
        if seen.drawingHasFormula { seen.drawingHasFormula = styles.formulaDrawings > 0 }
        let drawings = styles.formulaDrawings
        styles.formulaDrawings = 0
        if !isRepeated {
            text(line)
            seen.formula = inline.mark
            if drawings > 0 { seen.drawingHasFormula = true }
        }
        styles.formulaDrawings = drawings
        closeSpan(.inline, traits.popLast() ?? [])
    }

    /// What draws a formula begins: only MathML in it is read.
    mutating func openDrawing() {
        styles.formulaDrawings += 1
        seen.drawingHasFormula = false
    }
}
