import CLibXML2
import Markup
import PortalModel

/// Writes what was found as a document.
extension PageTree {
    /// The document of `parts`; relative links count from `base`.
    func document(of parts: [Int], relativeTo base: WebAddress?) -> Document {
        var builder = DocumentBuilder()
        builder.begin(base: base)
        builder.keptMedia = .known
        // Parts are blocks of their own, so the builder never takes the text for plain text.
        for part in parts { write(part, to: &builder) }
        return builder.finish()
    }

    private func write(_ part: Int, to builder: inout DocumentBuilder) {
        var open: [(end: Int, element: HTMLElement, isMessages: Bool)] = []
        forEach(in: part) { index in
            while let last = open.last, last.end <= index {
                builder.close(last.element)
                open.removeLast()
            }
            let node = nodes[index]
            if node.tag == .text { return builder.text(node.bytes) }
            guard let pointer = node.pointer, let name = pointer.pointee.name else { return }
            // Pages may put all their text into a form, or into a list of messages under headings.
            let isMessages = node.tag == .list && holdsMessages(index)
            let isGroup =
                node.tag == .form || node.tag == .control || isMessages
                || (node.tag == .item && open.last?.isMessages == true)
            let element = isGroup ? .block : HTMLElement(MarkupName(name))
            AttributePairs(pointer).withAttributes { builder.open(element, $0) }
            if node.tag == .embedded { writeSources(of: pointer, to: &builder) }
            if let caption = captions[index].flatMap(captionText) { builder.caption(caption) }
            open.append((Int(node.end), element, isMessages))
        }
        while let last = open.popLast() { builder.close(last.element) }
    }

    /// Where a film or a sound comes from stands in elements inside it.
    private func writeSources(of medium: xmlNodePtr, to builder: inout DocumentBuilder) {
        var child = medium.pointee.children
        while let here = child {
            child = here.pointee.next
            guard here.pointee.type == XML_ELEMENT_NODE, let name = here.pointee.name else {
                continue
            }
            let element = HTMLElement(MarkupName(name))
            guard case .source = element else { continue }
            AttributePairs(here).withAttributes { builder.open(element, $0) }
            builder.close(element)
        }
    }

    /// Whether the element at `index` is a list of which the items are texts under headings, as
    /// those of a live blog: neither numbers nor bullets are read then.
    private func holdsMessages(_ list: Int) -> Bool {
        let items = children(of: list).filter { nodes[$0].length > 1 }
        return !items.isEmpty
            && items.allSatisfy { item in
                nodes[item].tag == .item
                    && (item..<Int(nodes[item].end)).contains { index in
                        nodes[index].tag.isHeading && nodes[index].length > 0
                            && nodes[index].length < nodes[item].length
                    }
            }
    }
}

/// The attributes of an element in the form in which libxml2's events give them.
private struct AttributePairs {
    private static let hiding: Set<MarkupName> = ["hidden", "style"]

    private var pairs: [UnsafePointer<UInt8>?] = []

    init(_ element: xmlNodePtr) {
        var attribute = element.pointee.properties
        while let here = attribute {
            defer { attribute = here.pointee.next }
            // What is hidden was removed before, or holds the article after all.
            if let name = here.pointee.name, AttributePairs.hiding.contains(MarkupName(name)) {
                continue
            }
            pairs.append(here.pointee.name)
            pairs.append(here.pointee.children?.pointee.content.map { UnsafePointer($0) })
        }
        pairs.append(nil)
    }

    func withAttributes(_ body: (MarkupAttributes) -> Void) {
        var pairs = pairs
        pairs.withUnsafeMutableBufferPointer { body(MarkupAttributes($0.baseAddress)) }
    }
}
