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
    /// What belongs to a picture.
    case caption
    /// A table.
    case table
    /// A row of a table.
    case row
    /// A cell of a row.
    case cell
    /// Stressed text.
    case emphasis
    /// Important text.
    case strong
    /// Text in a fixed pitch.
    case code
    /// A link.
    case link
    /// A quotation inside running text.
    case inlineQuote
    /// Nothing that is read: scripts, forms, embedded things.
    case hidden
    /// Anything else: only its content counts.
    case inline

    /// The element called `name`; an unknown one is `inline`.
    public init(_ name: MarkupName) {
        self = HTMLElement.byName[name] ?? .inline
    }

    private static let byName: [MarkupName: HTMLElement] = {
        var table: [MarkupName: HTMLElement] = [
            "ul": .list, "menu": .list,
            "dir": .list, "ol": .numberedList, "li": .item,
            "blockquote": .quote, "pre": .preformatted, "listing": .preformatted,
            "xmp": .preformatted, "br": .lineBreak, "hr": .rule, "img": .image,
            "figcaption": .caption, "table": .table, "tr": .row, "td": .cell, "th": .cell,
            "a": .link, "q": .inlineQuote,
        ]
        let groups: [(HTMLElement, [MarkupName])] = [
            (
                .block,
                [
                    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav",
                    "address", "center", "dl", "dt", "dd", "figure", "fieldset", "legend",
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
                    "script", "style", "iframe", "form", "svg", "noscript", "object",
                    "applet", "template", "video", "audio", "canvas", "map", "select",
                    "textarea", "button", "head", "title", "noframes", "frameset", "rp",
                    "annotation", "annotation-xml", "datalist", "dialog", "input", "progress",
                    "meter",
                ]
            ),
        ]
        for (element, names) in groups {
            for name in names { table[name] = element }
        }
        return table
    }()
}
