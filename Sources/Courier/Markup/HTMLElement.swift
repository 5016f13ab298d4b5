import PortalModel

/// What an HTML element means for a document.
public enum HTMLElement: Sendable {
    /// Its content stands in a block of its own: `p`, `div`, `section`.
    case block
    case heading, list, numberedList, item, quote
    /// Text whose white space counts.
    case preformatted
    case lineBreak
    /// A thematic break.
    case rule
    /// A picture; what holds it and what belongs to it; what belongs to it.
    case image, figure, caption
    case table, tableHead, row, cell, headingCell
    case emphasis, strong, code
    /// Text that no longer holds, and text that came in its place.
    case struck, inserted
    case superscript, `subscript`
    /// How the characters before it are read, and the brackets around that for those who need
    /// them.
    case rubyText, rubyParenthesis
    case link, inlineQuote
    /// A film, a sound or a page inside the page; where that comes from.
    case embedded(EmbeddingElement), source
    /// A formula, or a part of one; what draws one.
    case formula(FormulaPart), formulaDrawing
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

/// The name of an element or attribute without regard to case, as one number: comparing and
/// looking up costs the same whatever its length, and no `String` has to be made for it.
///
/// Two names count as equal when their 64-bit hashes are; of names that somebody makes up
/// to collide, one is read as the other, which harms nobody but their author.
public struct MarkupName: Hashable, Sendable, ExpressibleByStringLiteral {
    @usableFromInline let hash: UInt64

    /// The name in these bytes, taken as ASCII.
    public init(_ bytes: some Sequence<UInt8>) {
        var hash = StableHash()
        for byte in bytes { hash.mix(MarkupName.folded(byte)) }
        self.hash = hash.bits
    }

    public init(_ pointer: UnsafePointer<UInt8>) {
        var hash = StableHash()
        var next = pointer
        while next.pointee != 0 {
            hash.mix(MarkupName.folded(next.pointee))
            next += 1
        }
        self.hash = hash.bits
    }

    public init(stringLiteral value: String) {
        self.init(value.utf8)
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        let isUpper = byte &- UInt8(ascii: "A") < 26
        return isUpper ? byte | 0x20 : byte
    }
}

/// What names mean. A name is its own hash, so that looking it up costs a comparison or two.
public struct NameTable<Value: Sendable>: Sendable {
    /// As many as a power of two, at most a quarter of them taken: a name stands at the place that
    /// its last bits give, or behind it.
    @usableFromInline let places: [(name: MarkupName, value: Value)?]

    /// The meanings in `groups`; of a name that stands in two, the first counts.
    public init(_ groups: [(value: Value, names: [MarkupName])]) {
        let count = groups.reduce(1) { $0 + $1.names.count } * 4
        let size = 1 << (Int.bitWidth - count.leadingZeroBitCount)
        var places: [(name: MarkupName, value: Value)?] = Array(repeating: nil, count: size)
        for (value, names) in groups {
            for name in names {
                var place = Int(truncatingIfNeeded: name.hash) & (size - 1)
                while let taken = places[place], taken.name != name {
                    place = (place + 1) & (size - 1)
                }
                if places[place] == nil { places[place] = (name, value) }
            }
        }
        self.places = places
    }

    public init(_ values: KeyValuePairs<MarkupName, Value>) {
        self.init(values.map { ($0.value, [$0.key]) })
    }

    @inlinable
    public subscript(name: MarkupName) -> Value? {
        var place = Int(truncatingIfNeeded: name.hash) & (places.count - 1)
        while let taken = places[place] {
            if taken.name.hash == name.hash { return taken.value }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }
}
