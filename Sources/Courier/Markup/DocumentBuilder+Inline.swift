import PortalModel

/// What is inside a line: styles, links, and text that is changed when its element ends.
extension DocumentBuilder {
    struct OpenLink {
        let address: WebAddress?
        let start: InlineTextBuilder.Mark
        /// Where it leads beside what its picture shows.
        var target: WebAddress?
    }

    /// Text that is changed when its element ends.
    struct Capture {
        enum Kind {
            case superscript, `subscript`, rubyText, rubyParenthesis, struck
        }

        let kind: Kind
        let start: InlineTextBuilder.Mark
        let codeStart: Int
        var isNote = false
        /// Where the mark of a note leads, if to another page.
        var link: WebAddress?
        /// Whether it has ended before its element does.
        var isDone = false
    }

    /// What came last inside the line.
    struct SeenInline {
        var superscript: (start: InlineTextBuilder.Mark, text: String, end: InlineTextBuilder.Mark)?
        var deletion: (start: InlineTextBuilder.Mark, end: InlineTextBuilder.Mark)?
        /// Where inserted text ended.
        var insertion: InlineTextBuilder.Mark?
        /// Where a formula ended.
        var formula: InlineTextBuilder.Mark?
        /// Whether the drawing of a formula held one, before the script that may say it again.
        var drawingHasFormula = false

        func followsFormula(_ inline: InlineTextBuilder) -> Bool {
            formula.map(inline.isBlank(since:)) == true
        }
    }

    mutating func openSpan(
        _ element: HTMLElement, _ traits: ElementTraits, _ attributes: MarkupAttributes
    ) {
        switch element {
        case .emphasis: styles.emphasis += 1
        case .strong: styles.strong += 1
        case .code: styles.code += 1
        case .struck: openStruck()
        case .inserted: openInserted()
        case .superscript: openScript(.superscript, isNote: attributes.areOfNote)
        case .subscript: openScript(.subscript, isNote: false)
        case .rubyText: openRuby(.rubyText)
        case .rubyParenthesis: openRuby(.rubyParenthesis)
        case .formulaDrawing: openDrawing()
        case .script: formula = Formula(teX: ())
        default:
            if traits.isEmpty { return }
        }
        if traits.contains(.struck) { openStruck() }
        if traits.contains(.superscript) {
            openScript(.superscript, isNote: attributes.areOfNote)
        } else if traits.contains(.subscript) {
            openScript(.subscript, isNote: false)
        }
        if traits.contains(.keepsLines) { styles.keptLines += 1 }
        if traits.contains(.enclosesFormula) { openDrawing() }
        inline.style = style
    }

    mutating func closeSpan(_ element: HTMLElement, _ traits: ElementTraits) {
        if !traits.isEmpty {
            if traits.contains(.enclosesFormula) { styles.formulaDrawings -= 1 }
            if traits.contains(.keepsLines) { styles.keptLines -= 1 }
            if !traits.isDisjoint(with: [.superscript, .subscript]) { closeCapture() }
            if traits.contains(.struck) { closeStruck() }
        }
        switch element {
        case .emphasis: styles.emphasis -= 1
        case .strong: styles.strong -= 1
        case .code: styles.code -= 1
        case .struck: closeStruck()
        case .inserted: seen.insertion = inline.mark
        case .superscript, .subscript, .rubyText, .rubyParenthesis: closeCapture()
        case .formulaDrawing: styles.formulaDrawings -= 1
        default:
            if traits.isEmpty { return }
        }
        inline.style = style
    }

    /// The style of the text that comes next. A subhead is strong by itself.
    var style: SpanStyle {
        var style = SpanStyle()
        if styles.emphasis > 0 { style.insert(.emphasis) }
        if styles.strong > 0, headingDepth == 0 { style.insert(.strong) }
        if styles.code > 0 { style.insert(.code) }
        if styles.struck > 0 { style.insert(.struck) }
        return style
    }

    /// Where a link leads; nil within its page. `www.krant.nl` names a host and no file.
    func address(_ reference: String?) -> WebAddress? {
        guard let reference, let first = reference.utf8.first, first != UInt8(ascii: "#") else {
            return nil
        }
        let isHost = first | 0x20 == UInt8(ascii: "w") && reference.prefix(4).lowercased() == "www."
        guard isHost else { return WebAddress(reference, relativeTo: base) }
        return WebAddress((base?.isEncrypted == false ? "http://" : "https://") + reference)
    }
}

// MARK: - Struck text

extension DocumentBuilder {
    private mutating func openStruck() {
        if preformatted.isOpen, styles.struck == 0 { text("~~") }
        styles.struck += 1
        openCapture(.struck)
    }

    private mutating func closeStruck() {
        styles.struck -= 1
        guard let capture = captures.popLast(), styles.struck == 0 else { return }
        if preformatted.isOpen { return text("~~") }
        if let insertion = seen.insertion, inline.isBlank(between: insertion, and: capture.start) {
            // What came in its place stands before it.
            inline.remove(since: capture.start)
        } else {
            seen.deletion = (capture.start, inline.mark)
        }
    }

    /// Text begins that came in the place of other text: what stands before it goes, if struck.
    private mutating func openInserted() {
        guard let deletion = seen.deletion, inline.isBlank(since: deletion.end) else { return }
        inline.remove(since: deletion.start)
        seen.deletion = nil
    }
}

// MARK: - Superscript, subscript, ruby

extension DocumentBuilder {
    /// Longer text than this, in bytes, is no power, index, mark or reading.
    private static let longestCapture = 200

    private mutating func openCapture(_ kind: Capture.Kind) {
        captures.append(Capture(kind: kind, start: inline.mark, codeStart: preformatted.count))
    }

    private mutating func openScript(_ kind: Capture.Kind, isNote: Bool) {
        openCapture(kind)
        // A link with nothing but a superscript leads to a note.
        let isInLink = links.last.map { inline.isBlank(since: $0.start) } == true
        captures[captures.count - 1].isNote = isNote || isInLink
    }

    /// A reading ends the bracket before it, of which the end tag may be missing.
    private mutating func openRuby(_ kind: Capture.Kind) {
        if let last = captures.indices.last, captures[last].kind == .rubyParenthesis,
            !captures[last].isDone
        {
            inline.remove(since: captures[last].start)
            captures[last].isDone = true
        }
        openCapture(kind)
    }

    private mutating func closeCapture() {
        guard let capture = captures.popLast(), !capture.isDone else { return }
        if preformatted.isOpen { return closeCode(capture) }
        guard let content = inline.text(since: capture.start),
            content.utf8.count <= DocumentBuilder.longestCapture,
            !content.utf8.contains(0x0A)
        else { return }
        let before = inline.text(before: capture.start)
        switch capture.kind {
        case .rubyParenthesis:
            inline.remove(since: capture.start)
        case .rubyText:
            closeRuby(capture, content.trimmingBlanks)
        case .superscript:
            let isNote = capture.isNote && content.canMarkNote
            let link = inline.link
            if isNote, let other = capture.link { inline.link = other }
            if isNote, link?.string.contains("#") == true { inline.link = nil }
            replace(capture, SuperAndSubscript.superscript(content, after: before, isNote: isNote))
            inline.link = link
            if !isNote { seen.superscript = (capture.start, content, inline.mark) }
        case .subscript:
            if !closeFraction(content) {
                replace(capture, SuperAndSubscript.subscript(content, after: before))
            }
        case .struck: break
        }
    }

    private mutating func replace(_ capture: Capture, _ text: String) {
        inline.remove(since: capture.start)
        inline.append(text)
    }

    /// A reading stands in parentheses behind what it is the reading of. Readings of single
    /// characters that come after all of these are one.
    private mutating func closeRuby(_ capture: Capture, _ reading: String) {
        var before = inline.text(before: capture.start)
        inline.remove(since: capture.start)
        guard !reading.isEmpty else { return }
        while before.last == " " { before.removeLast() }
        let isBracketed = reading.first == "(" || reading.first == "（"
        inline.append(isBracketed ? reading : "(\(reading))")
    }

    /// `³⁄₄` is a fraction.
    private mutating func closeFraction(_ denominator: String) -> Bool {
        guard let numerator = seen.superscript, let rest = inline.text(since: numerator.end),
            let bar = rest.first, bar == "/" || bar == "⁄",
            String(rest.dropFirst()).trimmingBlanks == denominator.trimmingBlanks
        else { return false }
        let before = inline.text(before: numerator.start)
        inline.remove(since: numerator.start)
        inline.append(before.last?.isASCIIDigit == true ? " " : "")
        inline.append(numerator.text.trimmingBlanks + "/" + denominator.trimmingBlanks)
        seen.superscript = nil
        return true
    }

    /// The same in text whose white space counts.
    private mutating func closeCode(_ capture: Capture) {
        let content = preformatted.text(since: capture.codeStart)
        let before = preformatted.text(before: capture.codeStart)
        guard content.utf8.count <= DocumentBuilder.longestCapture, !content.isEmpty else { return }
        let text: String? =
            switch capture.kind {
            case .superscript: SuperAndSubscript.superscript(content, after: before, isNote: false)
            case .subscript: SuperAndSubscript.subscript(content, after: before)
            case .rubyText: "(\(content))"
            case .rubyParenthesis: ""
            case .struck: nil
            }
        if let text { preformatted.replace(since: capture.codeStart, with: text) }
    }
}

extension String {
    /// Whether it can be the mark of a note: a number or a letter, with brackets or words of a few
    /// letters at most, or a sign.
    fileprivate var canMarkNote: Bool {
        let text = trimmingBlanks
        if text.first == "[" { return true }
        return !text.isEmpty && text.count <= 8
            && (text.count == 1 || text.contains { $0.isNumber || "*†‡§".contains($0) })
    }
}

extension MarkupAttributes {
    /// Whether they say that the element marks a note.
    fileprivate var areOfNote: Bool {
        let names =
            (self["class"] ?? "") + " " + (self["role"] ?? "") + " " + (self["epub:type"] ?? "")
        let lower = names.lowercased()
        return ["note", "noot", "reference", "fnref", "citation"].contains { lower.contains($0) }
    }
}
