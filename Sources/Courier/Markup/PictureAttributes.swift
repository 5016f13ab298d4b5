import PortalModel

/// What the attributes of a picture say: where it is, what it shows, and whether it is a sign in
/// its line, a picture by itself, or nothing that is looked at.
struct PictureAttributes {
    /// Pictures that are no higher than this, in pixels, stand in their line.
    private static let lineHeight = 40.0

    /// Where it is.
    let address: WebAddress?
    /// What it shows, in words.
    let text: SafeText
    /// Whether nobody is meant to see it: pictures of one pixel count readers.
    let isUnseen: Bool
    /// Whether it stands for a character or a formula in its line.
    let isSign: Bool
    /// Whether its author says that it tells nothing.
    let isDecoration: Bool

    init(_ attributes: MarkupAttributes, relativeTo base: WebAddress?) {
        let alternative = attributes["alt"] ?? ""
        let title = attributes["title"] ?? ""
        let style = attributes["style"] ?? ""
        let width = attributes.pixels("width", style: style)
        let height = attributes.pixels("height", style: style)
        address = attributes.pictureAddress(relativeTo: base)
        isUnseen = min(width, height) <= 1
        isDecoration =
            (attributes.has("alt") && alternative.isEmpty && title.isEmpty)
            || attributes["role"] == "presentation" || attributes["aria-hidden"] == "true"
        let isFormula = PictureAttributes.isFormula(alternative, attributes)
        isSign =
            isFormula || min(width, height) <= PictureAttributes.lineHeight
            || PictureAttributes.isEmoji(alternative, attributes)
        text = SafeText(
            line: isFormula
                ? TeX.bare(alternative) : PictureAttributes.words(alternative, title, isSign))
    }

    /// The alternative text, and the title where that says more.
    private static func words(_ alternative: String, _ title: String, _ isSign: Bool) -> String {
        let (alternative, title) = (alternative.trimmingBlanks, title.trimmingBlanks)
        if alternative.isEmpty || title.isEmpty { return alternative.isEmpty ? title : alternative }
        // A title of one word is a name of a file or of the picture.
        guard !isSign, title.contains(" ") else { return alternative }
        let (known, more) = (alternative.lowercased(), title.lowercased())
        if known.contains(more) { return alternative }
        if more.contains(known) { return title }
        return alternative + (alternative.last.map { ".!?:".contains($0) } == true ? " " : ". ")
            + title
    }

    private static func isEmoji(_ alternative: String, _ attributes: MarkupAttributes) -> Bool {
        if attributes.holds(emojiClasses, in: "class") || attributes.holds(emojiFolders, in: "src")
        {
            return true
        }
        // As many as a sign can have; a family is one character.
        return !alternative.isEmpty && alternative.utf8.count <= 80
            && alternative.allSatisfy(\.isEmoji)
    }

    private static let emojiClasses: [StaticString] = ["emoji", "smiley", "emoticon"]
    private static let emojiFolders: [StaticString] = [
        "/emoji/", "twemoji", "/smilies/", "/smileys/", "emoticon",
    ]

    private static func isFormula(_ alternative: String, _ attributes: MarkupAttributes) -> Bool {
        guard !alternative.isEmpty else { return false }
        if attributes.holds(formulaServices, in: "src")
            || attributes.holds(["mwe-math"], in: "class")
        {
            return true
        }
        if attributes.holds(["tex", "math", "formula"], in: "class") {
            let names = attributes["class"]?.split(whereSeparator: \.isWhitespace) ?? []
            if names.contains(where: { formulaClasses.contains(String($0)) }) { return true }
        }
        return alternative.hasPrefix("{\\displaystyle")
            || (alternative.hasPrefix("$") && alternative.hasSuffix("$") && alternative.count > 2)
    }

    private static let formulaClasses: Set<String> = [
        "latex", "tex", "math", "mathjax", "ql-img-inline-formula",
    ]
    private static let formulaServices: [StaticString] = [
        "latex.php", "codecogs.com", "/math/render/", "cht=tx", "mathtex.cgi", "mimetex",
    ]
}

extension MarkupAttributes {
    /// The address of a picture: pictures that are loaded late have another in `src`.
    fileprivate func pictureAddress(relativeTo base: WebAddress?) -> WebAddress? {
        let late = address(
            ["data-src", "data-lazy-src", "data-original", "src"], relativeTo: base)
        if let late { return late }
        for name: StaticString in ["srcset", "data-srcset"] {
            let first = self[name]?.split(separator: ",").first?.split(separator: " ").first
            if let address = first.flatMap({ WebAddress($0, relativeTo: base) }) { return address }
        }
        return nil
    }

    /// The length that the attribute called `name` gives, or the `style`, in pixels of a page;
    /// endless where neither gives one.
    func pixels(_ name: StaticString, style: String = "") -> Double {
        let own = self[name].flatMap { InlineStyle.pixels($0.trimmingBlanks) }
        if let own { return own }
        return style.isEmpty ? .infinity : InlineStyle.length(of: name, in: style) ?? .infinity
    }
}

extension Character {
    /// Whether it is shown as a picture: an emoji, but no digit.
    fileprivate var isEmoji: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.value > 0xFF
            && (first.properties.isEmojiPresentation || first.properties.isEmoji)
    }
}
