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
            open.append((node.end, element, isMessages))
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
                    && (item..<nodes[item].end).contains { index in
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

/// The words that stand with pictures. They are no part of the text, and go with the cleaning.
extension PageTree {
    private static let longestCaption: Int32 = 600

    /// What an element is to the picture that it stands with; of several the highest tells.
    private enum CaptionKind: Comparable {
        case text
        /// Named after those who made the picture.
        case credit
        case named
        case figcaption
    }

    /// A figure that is open, with its last picture and, as long as none came, its caption.
    private struct Figure {
        let end: Int
        var picture: Int?
        var caption: Int?
    }

    /// Which element holds the caption of each picture: one in its figure, before or after it, or
    /// else one that follows at once.
    func findCaptions() -> [Int: Int] {
        var captions: [Int: Int] = [:]
        var figures: [Figure] = []
        // The last picture, as long as no text came after it.
        var last: Int?
        var captionEnd = 0
        var pictures = nodes.indices.filter { nodes[$0].tag == .image }[...]
        func note(_ caption: Int, _ kind: CaptionKind, for picture: Int) {
            guard captions[picture].map({ captionKind($0) ?? .text < kind }) ?? true else { return }
            captions[picture] = caption
        }
        // What holds a caption together with its picture is named after captions as well.
        func holdsPicture(_ index: Int) -> Bool {
            pictures = pictures.drop { $0 < index }
            return pictures.first.map { $0 < nodes[index].end } ?? false
        }
        forEach(in: 0) { index in
            while let figure = figures.last, figure.end <= index {
                figures.removeLast()
                // One figure may hold another, and the caption of that.
                if let outer = figures.indices.last, figures[outer].picture == nil {
                    figures[outer].picture = figure.picture
                }
            }
            guard index >= captionEnd else { return }
            let node = nodes[index]
            let figure = figures.indices.last
            if node.tag == .figure {
                figures.append(Figure(end: node.end))
            } else if node.tag == .image {
                last = index
                guard let figure else { return }
                figures[figure].picture = index
                captions[index] = figures[figure].caption
                figures[figure].caption = nil
            } else if let kind = captionKind(index), !holdsPicture(index) {
                captionEnd = node.end
                if let picture = figure.map({ figures[$0].picture }) ?? last {
                    note(index, kind, for: picture)
                } else if let figure, figures[figure].caption == nil {
                    figures[figure].caption = index
                }
            } else if node.tag == .text, node.length > 1 {
                last = nil
                guard let picture = figure.flatMap({ figures[$0].picture }),
                    captions[picture] == nil
                else { return }
                var group = index
                while nodes[group].parent > picture { group = nodes[group].parent }
                note(group, .text, for: picture)
            }
        }
        return captions
    }

    /// The elements that hold a picture together with its caption.
    func findFrames() -> Set<Int> {
        var frames: Set<Int> = []
        for (picture, caption) in captions {
            var frame = caption
            while frame > picture || nodes[frame].end <= picture {
                frame = nodes[frame].parent
            }
            frames.insert(frame)
        }
        return frames
    }

    /// Nil for what is no caption.
    private func captionKind(_ index: Int) -> CaptionKind? {
        let node = nodes[index]
        guard node.length > 1, node.length <= PageTree.longestCaption else { return nil }
        if node.tag == .caption { return .figcaption }
        guard node.tag.isBlock || node.tag == .inline, hints(index).isCaption else { return nil }
        let isNamed = ["caption", "bijschrift"].contains { node["class"]?.contains($0) == true }
        return isNamed ? .named : .credit
    }

    /// The caption in `index`, if it was taken out of the text: what is left in that is not told
    /// twice.
    func captionText(_ index: Int) -> SafeText? {
        var ancestor = index
        while ancestor >= 0, !nodes[ancestor].isRemoved { ancestor = nodes[ancestor].parent }
        guard ancestor >= 0 else { return nil }
        let text = SafeText(line: caption(index), limit: Int(PageTree.longestCaption))
        return text.isEmpty ? nil : text
    }
}
