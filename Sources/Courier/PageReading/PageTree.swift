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

    /// The tree of `html`, UTF-8.
    init(html: [UInt8]) {
        xmlInitParser()
        document = html.withUnsafeBufferPointer { html in
            let html = UnsafeBufferPointer(rebasing: html.prefix(PageTree.maximumLength))
            if let narrowed = AttributeTrimmer.trimmed(html, as: .html) {
                return narrowed.withUnsafeBufferPointer(PageTree.parsed)
            }
            return PageTree.parsed(html)
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
            if let index, let child = node.pointee.children,
                node.pointee.type == XML_ELEMENT_NODE
            {
                open.append(index)
                next = child
                continue
            }
            var done = node
            while done.pointee.next == nil, let parent = done.pointee.parent, let last = open.last {
                nodes[last].end = Int32(nodes.count)
                open.removeLast()
                done = parent
            }
            next = open.isEmpty ? nil : done.pointee.next
        }
    }

    /// Where `node` stands now, nil where nothing of it does.
    private func add(_ node: xmlNodePtr, in parent: Int) -> Int? {
        let index = nodes.count
        let parent = Int32(parent)
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            guard node.pointee.content != nil else { return nil }
            nodes.append(
                PageNode(pointer: node, tag: .text, parent: parent, end: Int32(index + 1)))
        case XML_ELEMENT_NODE:
            guard let name = node.pointee.name else { return nil }
            let markupName = MarkupName(name)
            var tag = PageTag(markupName)
            // `nieuws-artikel`: what it holds says what it is.
            if tag == .inline, strchr(name, Int32(UInt8(ascii: "-"))) != nil,
                PageTag.isBlock(unknown: node)
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
            nodes.append(PageNode(pointer: node, tag: tag, parent: parent, end: Int32(index + 1)))
            // What is embedded says nothing of the page.
            if tag == .embedded { return nil }
        default:
            return nil
        }
        return index
    }
}
