/// What an HTML element means for a document.
public enum HTMLElement: Sendable {
    /// Its content stands in a block of its own: `p`, `div`, `section`.
    case block
    /// A heading of any rank.
    case heading
    /// A list without numbers.
    case list
    /// A list with numbers.
    case numberedList
    /// An item of a list.
    case item
    /// Somebody's words, set apart.
    case quote
    /// Text whose white space counts.
    case preformatted
    /// A forced end of a line.
    case lineBreak
    /// A thematic break.
    case rule
    /// A picture.
    case image
    /// A picture with what belongs to it.
    case figure
    /// What belongs to a picture.
    case caption
    /// A table.
    case table
    /// The rows that head a table.
    case tableHead
    /// A row of a table.
    case row
    /// A cell of a row; one that heads its column or row.
    case cell, headingCell
    /// Stressed text.
    case emphasis
    /// Important text.
    case strong
    /// Text in a fixed pitch.
    case code
    /// Text that no longer holds, and text that came in its place.
    case struck, inserted
    /// Raised text: a power, a note's mark, the end of an ordinal.
    case superscript
    /// Lowered text: an index.
    case `subscript`
    /// How the characters before it are read, and the brackets around that for those who need
    /// them.
    case rubyText, rubyParenthesis
    /// A link.
    case link
    /// A quotation inside running text.
    case inlineQuote
    /// A film, a sound or a page inside the page.
    case embedded(EmbeddingElement)
    /// Where what is embedded comes from.
    case source
    /// A formula, or a part of one.
    case formula(FormulaPart)
    /// What draws a formula.
    case formulaDrawing
    /// A script, which may hold a formula.
    case script
    /// Nothing that is read: styles, forms, controls.
    case hidden
    /// Anything else: only its content counts.
    case inline

    /// The element called `name`; an unknown one is `inline`.
    public init(_ name: MarkupName) {
        self = HTMLElement.byName[name] ?? .inline
    }

    private static let byName = NameTable<HTMLElement>([
        (.list, ["ul", "menu", "dir"]),
        (.numberedList, ["ol"]),
        (.item, ["li"]),
        (.quote, ["blockquote"]),
        (.preformatted, ["pre", "listing", "xmp"]),
        (.lineBreak, ["br"]),
        (.rule, ["hr"]),
        (.image, ["img", "amp-img"]),
        (.figure, ["figure"]),
        (.caption, ["figcaption"]),
        (.table, ["table"]),
        (.tableHead, ["thead"]),
        (.row, ["tr"]),
        (.cell, ["td"]),
        (.headingCell, ["th"]),
        (.link, ["a"]),
        (.inlineQuote, ["q"]),
        (.inserted, ["ins"]),
        (.superscript, ["sup"]),
        (.subscript, ["sub"]),
        (.rubyParenthesis, ["rp"]),
        (.script, ["script"]),
        (.formulaDrawing, ["mjx-container"]),
        (
            .block,
            [
                "p", "div", "section", "article", "header", "footer", "main", "aside", "nav",
                "address", "center", "dl", "dt", "dd", "fieldset", "legend",
                "details", "summary", "caption", "hgroup", "search",
            ]
        ),
        (.heading, ["h1", "h2", "h3", "h4", "h5", "h6"]),
        (.emphasis, ["em", "i", "cite", "dfn", "var"]),
        (.strong, ["strong", "b"]),
        (.code, ["code", "kbd", "samp", "tt"]),
        (
            .hidden,
            [
                "style", "form", "svg", "noscript", "applet", "template", "canvas", "map",
                "select", "textarea", "button", "head", "title", "noframes", "frameset",
                "datalist", "dialog", "input", "progress", "meter",
            ]
        ),
        (.struck, ["del", "s", "strike"]),
        (.rubyText, ["rt", "rtc"]),
        (.source, ["source", "param"]),
        (.embedded(.video), ["video", "amp-video"]),
        (.embedded(.audio), ["audio", "amp-audio"]),
        (.embedded(.frame), ["iframe", "amp-iframe", "embed"]),
        (.embedded(.object), ["object"]),
        (.embedded(.player(.youTube)), ["lite-youtube", "amp-youtube", "youtube-video"]),
        (.embedded(.player(.vimeo)), ["lite-vimeo", "amp-vimeo"]),
        (.embedded(.player(.dailymotion)), ["amp-dailymotion"]),
        (.embedded(.post), ["amp-twitter", "amp-instagram", "amp-facebook"]),
        (.formula(.formula), ["math"]),
        (.formula(.token), ["mi", "mn"]),
        (.formula(.sign), ["mo"]),
        (.formula(.words), ["mtext", "ms"]),
        (.formula(.space), ["mspace"]),
        (.formula(.row), ["mrow", "mstyle", "mpadded", "semantics", "mtd"]),
        (.formula(.fraction), ["mfrac"]),
        (.formula(.squareRoot), ["msqrt"]),
        (.formula(.root), ["mroot"]),
        (.formula(.superscript), ["msup"]),
        (.formula(.subscript), ["msub"]),
        (.formula(.subSuperscript), ["msubsup"]),
        (.formula(.under), ["munder"]),
        (.formula(.over), ["mover"]),
        (.formula(.underOver), ["munderover"]),
        (.formula(.fenced), ["mfenced"]),
        (.formula(.table), ["mtable"]),
        (.formula(.tableRow), ["mtr", "mlabeledtr"]),
        (.formula(.phantom), ["mphantom"]),
        (.formula(.annotation), ["annotation", "annotation-xml"]),
    ])
}
