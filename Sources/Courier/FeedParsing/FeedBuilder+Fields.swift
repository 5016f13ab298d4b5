import Markup
import PortalModel

extension FeedBuilder {
    /// What becomes of an element that begins.
    enum Opened {
        /// Its text is gathered.
        case field(FieldText.Kind, OpenField.Traits)
        /// It tells nothing itself, but what is in it may.
        case contents
        /// Neither it nor what is in it matters.
        case nothing
    }

    /// Takes what the tag of an element says, and tells what becomes of its text.
    mutating func openPart(_ element: FeedElement, _ tag: StartTag) -> Opened {
        switch element {
        case .skipHours, .skipDays: return .contents
        case .timeToLive, .hour, .day, .updatePeriod, .updateFrequency: return .field(.token, [])
        case .title, .fallbackTitle: return text(tag)
        case .link: return openLink(tag)
        case .author: return .field(.token, [])
        default: break
        }
        // The rest only counts in an item.
        guard item != nil else { return .nothing }
        switch element {
        case .guid:
            let isNoLink = isAtom || tag.attributes["ispermalink"]?.lowercased() == "false"
            return .field(.token, isNoLink ? .isNoLink : [])
        case .published, .created, .updated, .date, .creator, .itunesAuthor, .duration, .comments:
            return .field(.token, [])
        case .summary, .description, .body, .fallbackDescription, .itunesTitle, .itunesSummary,
            .itunesSubtitle:
            return text(tag)
        case .mediaTitle, .mediaDescription:
            // Media RSS: plain unless it says otherwise. Many do not say.
            guard let type = tag.attributes["type"]?.lowercased() else {
                return .field(.plain, .isUntyped)
            }
            return .field(type.contains("html") ? .escaped : .plain, [])
        case .content:
            let address = resolve(tag.attributes["src"])
            item?.link.offer(address, rank: 4)
            return text(tag)
        case .category:
            guard let term = tag.attributes["label"] ?? tag.attributes["term"] else {
                return .field(.escaped, [])
            }
            item?.add(SafeText(line: term), to: \.categories)
        case .enclosure:
            enclose(tag, "url", "length", in: \.enclosures)
        case .mediaGroup:
            item?.beginGroup()
            return .contents
        case .mediaContent:
            enclose(tag, "url", "filesize", in: \.media)
            return .contents
        case .mediaThumbnail:
            enclose(tag, "url", "filesize", as: .thumbnail, in: \.media)
        default:
            break
        }
        return .nothing
    }

    var isAtom: Bool { feed?.format.family == .atom }

    /// RSS gives a link as text, Atom as an attribute; RSS feeds use both.
    private mutating func openLink(_ tag: StartTag) -> Opened {
        guard let reference = tag.attributes["href"] else { return .field(.token, []) }
        let relation = tag.attributes["rel"]?.lowercased() ?? "alternate"
        switch relation.split(separator: "/").last {
        case "alternate":
            let type = tag.attributes["type"]?.lowercased() ?? "text/html"
            // In RSS the link of the format itself is better.
            let rank = (isAtom ? 0 : 2) + (type.contains("html") ? 0 : 1)
            offerLink(resolve(reference), rank: rank, replacing: false)
        case "enclosure" where item != nil:
            enclose(tag, "href", "length", in: \.enclosures)
        case "replies" where tag.attributes["type"]?.lowercased().contains("html") ?? true:
            let address = resolve(reference)
            item?.comments.offer(address, rank: 1)
        default:
            break
        }
        return .nothing
    }

    /// Offers the page of the item or, outside of any, of the feed.
    mutating func offerLink(_ address: WebAddress?, rank: Int, replacing: Bool) {
        if item != nil {
            item?.link.offer(address, rank: rank, replacing: replacing)
        } else {
            link.offer(address, rank: rank, replacing: replacing)
        }
    }

    private mutating func enclose(
        _ tag: StartTag, _ address: MarkupName, _ length: MarkupName,
        as kind: Enclosure.Kind? = nil,
        in list: WritableKeyPath<ItemDraft, [Enclosure]>
    ) {
        guard let address = resolve(tag.attributes[address]) else { return }
        let type = SafeText(line: tag.attributes["type"] ?? "", limit: 100)
        let file = Enclosure(
            address: address, type: type.isEmpty ? nil : type,
            kind: kind ?? Enclosure.Kind(type, medium: tag.attributes["medium"], at: address),
            length: tag.attributes[length].flatMap(Enclosure.length),
            duration: tag.attributes["duration"].flatMap(PlayingTime.seconds))
        let isDefault = tag.attributes["isdefault"]?.lowercased() == "true"
        let isOneOfGroup = kind == nil && isInMediaGroup
        item?.enclose(file, in: list, isOneOfGroup: isOneOfGroup, isDefault: isDefault)
    }

    /// How the text of an element is written: RSS escapes HTML without saying so; Atom says
    /// (RFC 4287, section 3.1; Atom 0.3, section 3.1.2).
    private func text(_ tag: StartTag) -> Opened {
        if tag.namespace == .xhtml { return .field(.inline, []) }
        guard isAtom, tag.namespace == .core else { return .field(.escaped, []) }
        let mode = tag.attributes["mode"]?.lowercased()
        guard let type = tag.attributes["type"]?.lowercased() else {
            let traits: OpenField.Traits = mode == "base64" ? [.isBase64, .isUntyped] : .isUntyped
            return .field(.plain, traits)
        }
        if mode == "base64" {
            return .field(type.hasPrefix("text/plain") ? .plain : .escaped, .isBase64)
        }
        if type == "html" || type.contains("text/html")
            || (mode == "escaped" && type.contains("html"))
        {
            return .field(.escaped, [])
        }
        if type == "xhtml" || type.contains("xml") { return .field(.inline, []) }
        if type == "text" || type.hasPrefix("text/") { return .field(.plain, []) }
        // Content of other types comes in Base64 (RFC 4287, section 4.1.3.3).
        let isBase64 = tag.element == .content || type == "application/octet-stream"
        return .field(.escaped, isBase64 ? .isBase64 : [])
    }
}

extension FeedBuilder {
    /// Takes the text of the open field for what its element means.
    mutating func finishField() {
        guard let finished = field else { return }
        field = nil
        guard let element = finished.origin.element else { return }
        switch element {
        case .title: finishTitle(finished, rank: 0)
        case .fallbackTitle: finishTitle(finished, rank: 1)
        case .itunesTitle: finishTitle(finished, rank: 2)
        case .mediaTitle:
            describeFile(finished)
            finishTitle(finished, rank: 3)
        case .link:
            // Feeds with two links in a row mean the last, say all readers.
            offerLink(resolve(finished.text.string), rank: 1, replacing: true)
        case .guid:
            finishGuid(finished)
        case .published, .created, .updated, .date:
            finishDate(element, finished.text.string)
        case .author, .creator, .itunesAuthor:
            finishAuthor(element, finished)
        case .category:
            let category = line(finished)
            item?.add(category, to: \.categories)
        case .content: finishContent(finished, rank: 0, in: \.content)
        case .body: finishContent(finished, rank: 1, in: \.content)
        case .summary: finishContent(finished, rank: 0, in: \.summary)
        case .description: finishContent(finished, rank: 0, in: \.description)
        case .fallbackDescription: finishContent(finished, rank: 1, in: \.description)
        case .mediaDescription:
            describeFile(finished)
            finishContent(finished, rank: 1, in: \.description)
        case .itunesSummary: finishContent(finished, rank: 2, in: \.description)
        case .itunesSubtitle: finishContent(finished, rank: 3, in: \.description)
        case .duration: item?.duration.offer(PlayingTime.seconds(finished.text.string))
        case .comments:
            let address = resolve(finished.text.string)
            item?.comments.offer(address)
        default:
            finishSchedule(element, finished.text.string)
        }
    }

    private mutating func finishTitle(_ field: OpenField, rank: Int) {
        let text = line(field)
        guard !text.isEmpty else { return }
        if item != nil {
            item?.title.offer(text, rank: rank)
        } else {
            title.offer(text, rank: rank)
        }
    }

    private mutating func finishGuid(_ field: OpenField) {
        var text = field.text.string
        guard !text.isEmpty else { return }
        // Atom's id is an IRI; where it is written short, it counts from `xml:base`.
        if isAtom, !text.contains(":"), let base = field.base,
            let whole = WebAddress(text, relativeTo: base)
        {
            text = whole.string
        }
        item?.guid.offer(text)
        // Said to be no link or not, an address is better than none.
        let rank = field.traits.contains(.isNoLink) ? 6 : 5
        item?.link.offer(WebAddress(asWritten: text), rank: rank)
    }

    private mutating func finishDate(_ element: FeedElement, _ text: String) {
        guard let moment = FeedDate.timestamp(text) else { return }
        switch element {
        case .published: item?.published.offer(moment)
        case .created: item?.published.offer(moment, rank: 1)
        case .updated: item?.updated.offer(moment)
        default:
            // Dublin Core does not say of what it is the date.
            item?.published.offer(moment, rank: 2)
            item?.updated.offer(moment, rank: 2)
        }
    }

    private mutating func finishAuthor(_ element: FeedElement, _ field: OpenField) {
        let text = line(field)
        let author = SafeText(line: Author.name(in: field.person ?? text.string))
        let bytes = author.string.utf8
        let isMailAddress = bytes.contains(UInt8(ascii: "@")) && !bytes.contains(UInt8(ascii: " "))
        guard !author.isEmpty else { return }
        if item == nil {
            if feedAuthors.count < ItemDraft.maximumEntries { feedAuthors.append(author) }
        } else if element == .itunesAuthor || isMailAddress {
            item?.fallbackAuthor.offer(author)
        } else {
            item?.add(author, to: \.authors)
        }
    }

    private mutating func finishContent(
        _ field: OpenField, rank: Int,
        in slot: WritableKeyPath<ItemDraft, HighestRanked<RawContent>>
    ) {
        let isUntyped = field.traits.contains(.isUntyped)
        let base = field.base
        let text = field.finish()
        let content =
            switch text.kind {
            case .inline: RawContent(bytes: text.bytes, isMarkup: true, base: base)
            case .escaped: RawContent(html: text.bytes, base: base)
            case .plain where isUntyped && text.looksLikeMarkup:
                RawContent(bytes: text.bytes, isMarkup: true, base: base)
            case .token, .plain: RawContent(bytes: text.bytes, isMarkup: false, base: base)
            }
        if !content.isBlank { item?[keyPath: slot].offer(content, rank: rank) }
    }

    /// What Media RSS says of a file inside its element is the file's.
    private mutating func describeFile(_ field: OpenField) {
        guard isInMediaContent else { return }
        let text = line(field)
        item?.describeOpenFile(text)
    }

    private mutating func finishSchedule(_ element: FeedElement, _ text: String) {
        switch element {
        case .timeToLive:
            schedule.timeToLive = Int(text).flatMap { $0 > 0 ? $0 : nil }
        case .hour:
            // RSS 0.91 counts from 1 to 24.
            if let hour = Int(text), (0...24).contains(hour) {
                schedule.skipHours.insert(hour % 24)
            }
        case .day:
            let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            if let day = days.firstIndex(of: text.prefix(3).lowercased()) {
                schedule.skipDays.insert(day)
            }
        case .updatePeriod:
            let minutes = [
                "hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200,
                "yearly": 525_600,
            ]
            updatePeriod = minutes[text.lowercased()]
        case .updateFrequency:
            if let frequency = Int(text), frequency > 0 { updateFrequency = frequency }
        default:
            break
        }
    }

    /// The text of a field on one line, without any markup.
    private func line(_ field: OpenField) -> SafeText {
        let isUntyped = field.traits.contains(.isUntyped)
        let text = field.finish()
        return text.bytes.withUnsafeBufferPointer { bytes in
            switch text.kind {
            case .inline: reader.line(html: bytes)
            // In a broken document `Vec<T>` may be taken for an element.
            case .escaped where text.hasElements && !isRecovering: reader.line(html: bytes)
            case .escaped: reader.title(html: bytes)
            case .plain where isUntyped && text.hasEndTag: reader.title(html: bytes)
            case .token, .plain: reader.line(plainText: bytes)
            }
        }
    }
}

extension FieldText {
    /// Whether plain text is HTML that its publisher forgot to call so.
    fileprivate var looksLikeMarkup: Bool { bytes.withUnsafeBufferPointer(MarkupReader.isMarkup) }

    /// The same of one line, in which a tag may also be what it is about.
    fileprivate var hasEndTag: Bool {
        zip(bytes, bytes.dropFirst()).contains {
            $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "/")
        }
    }
}

enum FeedDate {
    /// Before this no feed gave anything: 1990-01-01. Programs that know no date write year 1,
    /// 1900 or 1970.
    private static let earliest = CivilTime(year: 1990, month: 1, day: 1).utcTimestamp

    /// The moment that `text` tells, or nil where it tells none that can be meant.
    static func timestamp(_ text: String) -> Timestamp? {
        WrittenDate.timestamp(text).flatMap { $0 < earliest ? nil : $0 }
    }
}

enum Author {
    /// The name in `text`, which may hold a mail address too: `jan@krant.nl (Jan Jansen)`, as RSS
    /// has it, `Jan Jansen (jan@krant.nl)` or `Jan Jansen <jan@krant.nl>`. Without a name it is
    /// the text as it stands.
    static func name(in text: String) -> Substring {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text[...] }
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
            let name = text[text.index(after: open)..<close]
            if name.contains("@") { return text[..<open] }
            if name.contains(where: { !$0.isWhitespace }) { return name }
        }
        if let open = text.firstIndex(of: "<"), text[..<open].contains(where: \.isLetter) {
            return text[..<open]
        }
        return text[...]
    }
}
