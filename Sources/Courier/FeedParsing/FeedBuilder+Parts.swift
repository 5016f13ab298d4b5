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
            let isNoLink =
                isAtom || tag.attributes["ispermalink"]?.lowercased() == "false"
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
            item?.addCategory(SafeText(line: term))
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

    /// Whether the document is Atom.
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
