import PortalModel

/// Links, pictures, and what is embedded.
extension DocumentBuilder {
    /// Something embedded that is open.
    struct OpenMedia {
        var media: EmbeddedMedia
        /// Whether something in it can be opened instead.
        var isReplaced = false
    }

    mutating func openLink(_ attributes: MarkupAttributes) {
        let reference = attributes["href"]
        let address = address(reference).flatMap { $0.isForSharing ? nil : $0 }
        if let last = captures.indices.last, captures[last].kind == .superscript {
            captures[last].isNote = true
            if reference?.contains("#") != true { captures[last].link = address }
        }
        if let last = media.indices.last, address != nil, address == media[last].media.link {
            media[last].isReplaced = true
        }
        links.append(OpenLink(address: address, start: inline.mark))
        inline.link = address
    }

    mutating func closeLink() {
        let link = links.popLast()
        inline.link = links.last?.address
        guard let target = link?.target, inline.isEmpty, keptMedia != .none else { return }
        let label = EmbeddedMedia(film: target)?.label ?? target.host
        append(label, leadingTo: target)
    }

    private mutating func append(_ label: SafeText, leadingTo address: WebAddress) {
        piecesLeft -= 2
        containers.append(.paragraph([Span(label, link: address)]))
    }

    // MARK: Pictures

    mutating func add(_ picture: PictureAttributes) {
        guard !picture.isUnseen, !preformatted.isOpen, piecesLeft > inline.pieces else { return }
        if picture.isSign { return text(picture.text.string) }
        let target = links.last?.address
        let larger = target.flatMap { $0.isPicture ? $0 : nil }
        let address = larger ?? picture.address
        if !picture.text.isEmpty {
            append(picture.text, address)
        } else if target != nil, larger == nil, target != base {
            addWordless(address: target)
        } else if picture.isDecoration, larger == nil {
            containers.awaitCaption(for: address)
            if fallbackPicture == nil { fallbackPicture = address }
        } else if address != nil {
            addWordless(address: address)
        }
        // Within a site a picture leads to what its text leads to as well.
        if !picture.text.isEmpty, larger == nil, let target, target.host != base?.host,
            target != base
        {
            links[links.count - 1].target = target
        }
    }

    private mutating func append(_ text: SafeText, _ address: WebAddress?) {
        hasStructure = true
        endBlock()
        piecesLeft -= 1
        containers.appendPicture(text, address)
    }

    /// A picture without words: a mark in its line, or a picture by itself.
    private mutating func addWordless(address: WebAddress?) {
        guard keptMedia != .none else { return }
        guard inline.isEmpty, links.last?.address == nil || address?.isPicture == true else {
            let link = inline.link
            inline.link = address
            inline.append(EmbeddedMedia.pictureMark)
            inline.link = link
            return
        }
        append(.empty, address)
    }

    // MARK: What is embedded

    mutating func openMedia(_ element: EmbeddingElement, _ attributes: MarkupAttributes) {
        boundary()
        media.append(OpenMedia(media: EmbeddedMedia(element, attributes, relativeTo: base)))
    }

    mutating func addSource(_ attributes: MarkupAttributes) {
        guard let last = media.indices.last else { return }
        media[last].media.add(source: attributes, relativeTo: base)
    }

    mutating func closeMedia() {
        boundary()
        guard let closed = media.popLast(), !closed.isReplaced, let link = closed.media.link else {
            return
        }
        if let last = media.indices.last { media[last].isReplaced = true }
        guard !preformatted.isOpen, piecesLeft > 0, keeps(closed.media) else { return }
        append(closed.media.label, leadingTo: link)
    }

    private func keeps(_ media: EmbeddedMedia) -> Bool {
        switch keptMedia {
        case .all: true
        case .known: media.isKnown
        case .none: false
        }
    }

    /// Whether the text is what a player tells those whose browser has none, or stands in a frame.
    func isNotice(_ lines: [[Span]]) -> Bool {
        guard let last = media.last else { return false }
        if case .frame = last.media.element { return true }
        let text = lines.map(\.plainText).joined(separator: " ").lowercased()
        return ["browser", "javascript", "flash", "html5"].contains { text.contains($0) }
    }
}

extension WebAddress {
    /// Whether its path ends like that of a picture.
    fileprivate var isPicture: Bool {
        let path = string.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"].contains { path.hasSuffix($0) }
    }
}

extension WebAddress {
    /// Whether it is where the page is handed on to others from: a button, and nothing to read.
    fileprivate var isForSharing: Bool {
        guard let scheme = string.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
        var rest = string.utf8[scheme...].dropFirst(2)
        if rest.starts(with: "www.".utf8) { rest = rest.dropFirst(4) }
        // Most hosts begin with none of these.
        guard let first = rest.first, Self.initialsForSharing.contains(first) else { return false }
        return Self.prefixesForSharing.contains { rest.starts(with: $0.utf8) }
    }

    private static let prefixesForSharing = [
        "facebook.com/sharer", "facebook.com/share.php", "facebook.com/dialog/share",
        "m.facebook.com/sharer", "twitter.com/intent/", "twitter.com/share", "x.com/intent/",
        "linkedin.com/sharing/", "linkedin.com/shareArticle", "linkedin.com/cws/share",
        "wa.me/?", "api.whatsapp.com/send", "web.whatsapp.com/send", "t.me/share",
        "telegram.me/share", "reddit.com/submit", "pinterest.com/pin/create",
        "nl.pinterest.com/pin/create", "bsky.app/intent/", "getpocket.com/save",
        "tumblr.com/share", "tumblr.com/widgets/share", "addtoany.com/share",
        "plus.google.com/share", "threads.net/intent/",
    ]

    private static let initialsForSharing = Set(prefixesForSharing.compactMap(\.utf8.first))
}
