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

    /// All its text on one line.
    public var line: SafeText {
        SafeText(line: words, limit: 1000)
    }

    /// The text of all blocks, one after the other, parted by spaces.
    private var words: String {
        blocks.count == 1 ? blocks[0].plainText : blocks.map(\.plainText).joined(separator: " ")
    }
}
