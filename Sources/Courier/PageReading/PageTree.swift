import CLibXML2
import Foundation
import Markup

/// A page as libxml2's HTML parser reads it, its elements and texts in the order of the page: what
/// stands in an element follows it without a gap, so that a part of the page is a range.
///
/// Whatever the page, it takes time and memory in proportion to its length: start tags are kept
/// small before the parser sees them, and it stops where elements nest too deep or are too many.
final class PageTree {
    /// Markup after this many bytes is not read.
    static let maximumLength = 5_000_000

    /// Elements after this many end the page.
    private static let maximumElements = 200_000

    /// Elements and texts, the root first. Never empty.
    var nodes: [PageNode] = []
    /// The elements that hold the captions of pictures, once they were looked for.
    var captions: [Int: Int] = [:]
    /// What `meta` and `link` elements, scripts with data and the title say.
    private(set) var head = PageHead()

    private let document: htmlDocPtr?
    private var knownHints: [Int: ClassNameHints] = [:]

    init(html: [UInt8]) {
        xmlInitParser()
        document = html.withUnsafeBufferPointer { html in
            let html = UnsafeBufferPointer(rebasing: html.prefix(PageTree.maximumLength))
            return AttributeTrimmer.withTrimmed(html, as: .html, PageTree.parsed)
        }
        if let root = document.flatMap({ xmlDocGetRootElement($0) }) { collect(from: root) }
        if nodes.isEmpty { nodes.append(PageNode(pointer: nil, tag: .body, parent: -1, end: 1)) }
        measure()
    }

    deinit {
        xmlFreeDoc(document)
    }

    /// What the names of the element at `index` say; worked out once.
    func hints(_ index: Int) -> ClassNameHints {
        if let known = knownHints[index] { return known }
        let hints = ClassNameHints(nodes[index])
        knownHints[index] = hints
        return hints
    }

    private static func parsed(_ html: UnsafeBufferPointer<UInt8>) -> htmlDocPtr? {
        guard let base = html.baseAddress, let context = htmlNewParserCtxt() else { return nil }
        defer { htmlFreeParserCtxt(context) }
        var left = PageTree.maximumElements
        context.pointee.sax.pointee.startElement = { data, name, attributes in
            guard let context = data?.assumingMemoryBound(to: xmlParserCtxt.self),
                let left = context.pointee._private?.assumingMemoryBound(to: Int.self)
            else { return }
            left.pointee -= 1
            guard left.pointee > 0 else { return xmlStopParser(context) }
            xmlSAX2StartElement(data, name, attributes)
        }
        return withUnsafeMutablePointer(to: &left) { left in
            context.pointee._private = UnsafeMutableRawPointer(left)
            return base.withMemoryRebound(to: CChar.self, capacity: html.count) { bytes in
                htmlCtxtReadMemory(
                    context, bytes, Int32(html.count), nil, "UTF-8",
                    HTMLReader.options | Int32(HTML_PARSE_COMPACT.rawValue))
            }
        }
    }

    /// Goes through libxml2's tree without recursion.
    private func collect(from root: xmlNodePtr) {
        var open: [Int] = []
        var next: xmlNodePtr? = root
        while let node = next {
            let index = add(node, in: open.last ?? -1)
            if let index, let child = node.pointee.children, node.pointee.type == XML_ELEMENT_NODE {
                open.append(index)
                next = child
                continue
            }
            var done = node
            while done.pointee.next == nil, let parent = done.pointee.parent, let last = open.last {
                nodes[last].end = nodes.count
                open.removeLast()
                done = parent
            }
            next = open.isEmpty ? nil : done.pointee.next
        }
    }

    /// Where `node` stands now, nil where nothing of it does.
    private func add(_ node: xmlNodePtr, in parent: Int) -> Int? {
        let index = nodes.count
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            guard node.pointee.content != nil else { return nil }
            nodes.append(PageNode(pointer: node, tag: .text, parent: parent, end: index + 1))
        case XML_ELEMENT_NODE:
            guard let name = node.pointee.name else { return nil }
            let markupName = MarkupName(name)
            var tag = ElementKind(markupName)
            // `nieuws-artikel`: what it holds says what it is.
            if tag == .inline, strchr(name, Int32(UInt8(ascii: "-"))) != nil,
                ElementKind.isBlock(unknown: node)
            {
                tag = .division
            }
            guard tag != .unread else {
                // What a head holds is looked at, though none of it is read.
                head.read(node, named: markupName)
                guard markupName == "head" else { return nil }
                var child = node.pointee.children
                while let element = child {
                    if element.pointee.type == XML_ELEMENT_NODE, let name = element.pointee.name {
                        head.read(element, named: MarkupName(name))
                    }
                    child = element.pointee.next
                }
                return nil
            }
            nodes.append(PageNode(pointer: node, tag: tag, parent: parent, end: index + 1))
            // What is embedded says nothing of the page.
            if tag == .embedded { return nil }
        default:
            return nil
        }
        return index
    }
}

/// An element or a text of a page, and what was measured of it.
struct PageNode {
    /// Where libxml2 keeps it, for as long as its tree lives.
    let pointer: xmlNodePtr?
    let tag: ElementKind
    /// Where its parent stands, −1 for the root.
    let parent: Int
    /// Where what stands in it ends.
    var end: Int
    /// Whether it, with all in it, is no part of the article.
    var isRemoved = false

    /// Characters to read in it, white space folded; a character of a script that writes whole
    /// words or syllables with one counts as three.
    var length: Int32 = 0
    /// Those of them that belong to links.
    var linkLength: Int32 = 0
    var commas: Int32 = 0
    /// Characters of running text in it: of blocks with 25 characters or more, few of them links.
    var prose: Int32 = 0
    /// How likely it holds the article: points given by the blocks in it.
    var score: Double = 0

    var linkDensity: Double {
        length == 0 ? 0 : Double(linkLength) / Double(length)
    }

    /// The bytes of a text.
    var bytes: UnsafeBufferPointer<UInt8> {
        guard tag == .text, let content = pointer?.pointee.content else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
    }

    /// The value of the attribute called `name`, in lower case as all that libxml2 gives.
    subscript(name: String) -> String? {
        pointer?.attribute(name)
    }
}

extension UnsafeMutablePointer where Pointee == xmlNode {
    /// The value of the attribute called `name`; nil where it is absent, "" where it has none.
    func attribute(_ name: String) -> String? {
        value(of: name).map { $0.map { String(cString: $0) } ?? "" }
    }

    /// The bytes of the attribute called `name`, ended by a zero; nil where it is absent or empty.
    func attributeBytes(_ name: String) -> UnsafePointer<UInt8>? {
        value(of: name) ?? nil
    }

    private func value(of name: String) -> UnsafePointer<UInt8>?? {
        var attribute = pointee.properties
        while let here = attribute {
            if let candidate = here.pointee.name, isEqual(candidate, name) {
                return .some(here.pointee.children?.pointee.content.map { UnsafePointer($0) })
            }
            attribute = here.pointee.next
        }
        return nil
    }

    /// The text that stands right in it, as in a title or a script.
    var content: String {
        var bytes: [UInt8] = []
        var child = pointee.children
        while let here = child {
            if let text = here.pointee.content {
                bytes.append(
                    contentsOf: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
            }
            child = here.pointee.next
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

func isEqual(_ candidate: UnsafePointer<UInt8>, _ name: String) -> Bool {
    var next = candidate
    for byte in name.utf8 {
        guard next.pointee == byte else { return false }
        next += 1
    }
    return next.pointee == 0
}

/// What an element of a page means for finding its text.
enum ElementKind: UInt8, Sendable {
    /// Text between tags.
    case text
    /// Part of running text: `span`, `em` and every element that nobody knows.
    case inline
    case link, lineBreak, image, paragraph
    /// `div` and what else only groups.
    case division
    case section, article, main, header, footer, aside, navigation
    /// `h1`; the others.
    case title, heading
    case list, item, quote, preformatted, table
    /// `tr` and groups of them.
    case row
    case cell, figure, caption, form
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
        self = ElementKind.byName[name] ?? .inline
    }

    /// Whether an element that nobody knows holds blocks, and so is one.
    static func isBlock(unknown element: xmlNodePtr) -> Bool {
        var child = element.pointee.children
        while let here = child {
            if here.pointee.type == XML_ELEMENT_NODE, let name = here.pointee.name,
                ElementKind(MarkupName(name)).isBlock
            {
                return true
            }
            child = here.pointee.next
        }
        return false
    }

    private static let byName = NameTable<ElementKind>([
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
