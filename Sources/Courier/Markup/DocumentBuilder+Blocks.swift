import PortalModel

/// Blocks: what begins and ends them, and the lines in them.
extension DocumentBuilder {
    /// A line with more text than this, in bytes, is a paragraph and no line of verse, of an
    /// address or of a score.
    private static let longestLine = 100

    /// What stands in a caption after so many bytes is text by itself.
    private static let longestCaption = 600

    mutating func openBlock(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        guard captionDepth == 0 || !element.holdsBlocks else { return }
        switch element {
        case .heading:
            headingDepth += 1
            inline.style = style
        case .figure where keptMedia == .all: figureDepth += 1
        case .caption: captionDepth += 1
        case .preformatted: preformatted.open()
        case .rule: containers.append(.rule)
        case .numberedList: containers.push(.list(attributes.listNumbers))
        case .list: containers.push(.list(nil))
        case .item: containers.push(.item(number: attributes.number("value")))
        case .quote: containers.push(.quote)
        case .table: containers.push(.table)
        case .tableHead: tableHeadDepth += 1
        case .row: containers.push(.row)
        case .cell: openCell(isHeading: tableHeadDepth > 0, attributes)
        case .headingCell: openCell(isHeading: true, attributes)
        default: break
        }
    }

    mutating func closeBlock(_ element: HTMLElement) {
        guard captionDepth == 0 || !element.holdsBlocks else { return }
        switch element {
        case .heading:
            headingDepth -= 1
            inline.style = style
        case .figure where figureDepth > 0:
            figureDepth -= 1
            containers.endFigure()
        case .caption:
            captionDepth -= 1
            endsLongCaption = false
        case .preformatted:
            if let lines = preformatted.close() { containers.append(.preformatted(lines)) }
        case .tableHead: tableHeadDepth -= 1
        case .list, .numberedList, .item, .quote, .table, .row, .cell, .headingCell:
            containers.pop()
        default: break
        }
    }

    private mutating func openCell(isHeading: Bool, _ attributes: MarkupAttributes) {
        // Empty cells are objects too.
        piecesLeft -= 1
        func reach(_ name: StaticString) -> UInt8 {
            UInt8(clamping: min(max(attributes.number(name) ?? 1, 1), Table.maximumReach))
        }
        containers.push(
            .cell(
                CellShape(isHeading: isHeading, columns: reach("colspan"), rows: reach("rowspan"))))
    }

    mutating func lineBreak() {
        if preformatted.isOpen {
            preformatted.endLine()
        } else if headingDepth > 0 || captionDepth > 0 {
            text(" ")
        } else if piecesLeft > inline.pieces {
            hasStructure = true
            inline.endLine()
        }
    }

    /// Between two blocks; those of a caption make one line.
    mutating func boundary() {
        hasStructure = true
        if preformatted.isOpen {
            preformatted.startLine()
        } else if captionDepth > 0, inline.length < Self.longestCaption {
            text(" ")
        } else {
            endsLongCaption = captionDepth > 0
            endBlock()
        }
    }

    mutating func endBlock() {
        guard inline.hasLineEnds else {
            let spans = inline.take()
            guard !spans.isEmpty, !isNotice([spans]) else { return }
            piecesLeft -= 1 + spans.count
            if figureDepth > 0, headingDepth == 0, containers.endsInPicture, !containers.hasCaption
            {
                return containers.appendCaption(spans, inFigure: true)
            }
            return containers.append(headingDepth > 0 ? .subhead(spans) : .paragraph(spans))
        }
        endLines()
    }

    /// Ends a block of more than one line. Blank lines part paragraphs, and so do the ends of long
    /// lines: pages there are whose paragraphs end in a `br` each.
    private mutating func endLines() {
        let lines = inline.takeLines()
        guard !isNotice(lines) else { return }
        var stanza: [[Span]] = []
        var isAfterLong = false
        for line in lines {
            let isLong =
                !containers.isInCell
                && line.reduce(0) { $0 + $1.text.string.utf8.count } > DocumentBuilder.longestLine
            if line.isEmpty ? !containers.isInCell : isLong || isAfterLong {
                append(stanza)
                stanza.removeAll(keepingCapacity: true)
            }
            isAfterLong = isLong
            if !line.isEmpty { stanza.append(line) }
        }
        append(stanza)
    }

    private mutating func append(_ stanza: [[Span]]) {
        guard !stanza.isEmpty else { return }
        piecesLeft -= stanza.reduce(1) { $0 + 1 + $1.count }
        if stanza.count == 1 {
            containers.append(.paragraph(stanza[0].withoutIndentation))
        } else if stanza.joined().allSatisfy({ $0.style.contains(.code) }) {
            containers.append(.preformatted(stanza.map(\.asCode)))
        } else {
            containers.append(.lines(stanza))
        }
    }

    /// The paragraphs and lines of a document without markup.
    mutating func setPlain(_ text: PlainTextBuilder) {
        text.forEach { line, indent, end in
            if piecesLeft > inline.pieces {
                let blanks = min(indent, PlainTextBuilder.maximumIndent)
                if blanks > 0 { inline.append(String(repeating: "\u{A0}", count: blanks)) }
                inline.append(line)
            }
            switch end {
            case .blank: inline.append(" ")
            case .line: inline.endLine()
            case .paragraph: endBlock()
            }
        }
    }
}

extension HTMLElement {
    /// Whether it is a container, or parts what does not stand in one; a caption has none of these.
    fileprivate var holdsBlocks: Bool {
        switch self {
        case .list, .numberedList, .item, .quote, .table, .row, .cell, .headingCell, .rule: true
        default: false
        }
    }
}

extension [Span] {
    /// The line without the no-break spaces that it begins with.
    fileprivate var withoutIndentation: [Span] {
        guard let first, first.text.string.first == "\u{A0}" else { return self }
        var spans = self
        spans[0].text = SafeText(cleaning: first.text.string.drop { $0 == "\u{A0}" || $0 == " " })
        return spans
    }

    fileprivate var asCode: SafeText {
        SafeText(cleaning: plainText.replacing("\u{A0}", with: " "))
    }
}

extension MarkupAttributes {
    /// How the items of a numbered list are counted; nil where a style takes the numbers away.
    fileprivate var listNumbers: ListNumbers? {
        let style = self["style"]?.lowercased() ?? ""
        let named = ListNumbers.forms.first { style.contains($0.name) }?.form
        if named == nil, style.contains("list-style: none") || style.contains("list-style:none") {
            return nil
        }
        let form = named ?? self["type"].flatMap { ListNumbers.Form(rawValue: $0) }
        return ListNumbers(
            start: number("start"), isReversed: has("reversed"), form: form ?? .decimal)
    }
}

/// Links, pictures, and what is embedded.
extension DocumentBuilder {
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
    fileprivate var isPicture: Bool {
        let path = string.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"].contains { path.hasSuffix($0) }
    }

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
