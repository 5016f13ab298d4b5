import PortalModel

/// The words that stand with pictures. They are no part of the text, and go with the cleaning.
extension PageTree {
    /// Characters of the longest caption.
    private static let longestCaption: Int32 = 600

    /// What an element is to the picture that it stands with; of several the highest tells.
    private enum CaptionKind: Comparable {
        /// Text in a figure.
        case text
        /// Named after those who made the picture.
        case credit
        /// Named after captions.
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
            return pictures.first.map { $0 < Int(nodes[index].end) } ?? false
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
                figures.append(Figure(end: Int(node.end)))
            } else if node.tag == .image {
                last = index
                guard let figure else { return }
                figures[figure].picture = index
                captions[index] = figures[figure].caption
                figures[figure].caption = nil
            } else if let kind = captionKind(index), !holdsPicture(index) {
                captionEnd = Int(node.end)
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
                while Int(nodes[group].parent) > picture { group = Int(nodes[group].parent) }
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
                frame = Int(nodes[frame].parent)
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
        while ancestor >= 0, !nodes[ancestor].isRemoved { ancestor = Int(nodes[ancestor].parent) }
        guard ancestor >= 0 else { return nil }
        let text = SafeText(line: caption(index), limit: Int(PageTree.longestCaption))
        return text.isEmpty ? nil : text
    }
}
