import CLibXML2
import Markup

/// What an element of a page means for finding its text.
enum PageTag: UInt8, Sendable {
    /// Text between tags.
    case text
    /// Part of running text: `span`, `em` and every element that nobody knows.
    case inline
    /// `a`
    case link
    /// `br`
    case lineBreak
    /// `img`
    case image
    /// `p`
    case paragraph
    /// `div` and what else only groups.
    case division
    /// `section`
    case section
    /// `article`
    case article
    /// `main`
    case main
    /// `header`
    case header
    /// `footer`
    case footer
    /// `aside`
    case aside
    /// `nav`, `menu`
    case navigation
    /// `h1`
    case title
    /// `h2` to `h6`
    case heading
    /// `ul`, `ol`, `dl`
    case list
    /// `li`, `dt`, `dd`
    case item
    /// `blockquote`
    case quote
    /// `pre`
    case preformatted
    /// `table`
    case table
    /// `tr` and groups of them.
    case row
    /// `td`, `th`
    case cell
    /// `figure`
    case figure
    /// `figcaption`
    case caption
    /// `form`, `fieldset`
    case form
    /// What is pressed or chosen: `button`, and what its missing end tag lets fall into it.
    case control
    /// A film, a sound or a page inside the page, without what is in it.
    case embedded
    /// `body`, `html`
    case body
    /// Nothing that is read: scripts, controls, embedded things.
    case unread

    /// Whether text before and after it is parted by it.
    var isBlock: Bool {
        switch self {
        case .text, .inline, .link, .lineBreak, .image: false
        default: true
        }
    }

    /// Whether it is a heading of any rank.
    var isHeading: Bool { self == .title || self == .heading }

    /// Whether it groups other blocks and says nothing of what they are.
    var isGroup: Bool {
        switch self {
        case .division, .section, .article, .main, .body, .form, .header, .footer, .aside: true
        default: false
        }
    }

    /// The tag of the element called `name`.
    init(_ name: MarkupName) {
        self = PageTag.byName[name] ?? .inline
    }

    /// Whether an element that nobody knows holds blocks, and so is one.
    static func isBlock(unknown element: xmlNodePtr) -> Bool {
        var child = element.pointee.children
        while let here = child {
            if here.pointee.type == XML_ELEMENT_NODE, let name = here.pointee.name,
                PageTag(MarkupName(name)).isBlock
            {
                return true
            }
            child = here.pointee.next
        }
        return false
    }

    private static let byName = NameTable<PageTag>([
        (.link, ["a"]), (.lineBreak, ["br", "wbr"]), (.image, ["img", "amp-img"]),
        (.paragraph, ["p"]), (.section, ["section"]), (.article, ["article"]),
        (.main, ["main"]), (.header, ["header", "hgroup"]), (.footer, ["footer"]),
        (.aside, ["aside"]), (.navigation, ["nav", "menu"]), (.title, ["h1"]),
        (.heading, ["h2", "h3", "h4", "h5", "h6"]), (.list, ["ul", "ol", "dl", "dir"]),
        (.item, ["li", "dt", "dd"]), (.quote, ["blockquote"]),
        (.preformatted, ["pre", "listing", "xmp"]), (.table, ["table"]),
        (.row, ["tr", "tbody", "thead", "tfoot"]), (.cell, ["td", "th"]),
        (.figure, ["figure"]), (.caption, ["figcaption"]), (.form, ["form", "fieldset"]),
        (.control, ["button", "dialog"]),
        (.body, ["body", "html"]),
        (
            .embedded,
            [
                "iframe", "video", "audio", "object", "embed", "amp-iframe", "amp-video",
                "amp-audio", "lite-youtube", "amp-youtube", "amp-vimeo",
            ]
        ),
        (.division, ["div", "center", "address", "details", "summary", "hr", "legend"]),
        (
            .unread,
            [
                "script", "style", "svg", "noscript", "applet", "template", "canvas", "map",
                "select", "textarea", "head", "title", "noframes", "frameset", "datalist",
                "input", "progress", "meter", "link", "meta", "base", "rp",
            ]
        ),
    ])
}
