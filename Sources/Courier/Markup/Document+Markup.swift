import PortalModel

extension Document {
    /// The document that `html`, a page or a fragment of one, describes; relative links count
    /// from `base`. Whoever reads many keeps a `MarkupReader`.
    public init(html: String, relativeTo base: WebAddress? = nil) {
        self = MarkupReader().document(html: html, relativeTo: base)
    }

    /// The document of text without any markup: blank lines part its paragraphs.
    public init(plainText: String) {
        var plainText = plainText
        self = plainText.withUTF8(MarkupReader().document(plainText:))
    }

    /// All its text on one line of at most `limit` characters; of a picture what it shows.
    public func line(limit: Int = 1000) -> SafeText {
        let texts = blocks.map { block in
            if case .image(let alternative, _) = block {
                alternative.string
            } else {
                block.plainText
            }
        }
        return SafeText(
            line: texts.count == 1 ? texts[0] : texts.joined(separator: " "), limit: limit)
    }
}
