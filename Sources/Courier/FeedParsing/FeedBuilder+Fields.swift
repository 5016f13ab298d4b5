import Markup
import PortalModel

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
            item?.addCategory(category)
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
        let isMailAddress =
            bytes.contains(UInt8(ascii: "@")) && !bytes.contains(UInt8(ascii: " "))
        guard !author.isEmpty else { return }
        if item == nil {
            if feedAuthors.count < ItemDraft.maximumEntries { feedAuthors.append(author) }
        } else if element == .itunesAuthor || isMailAddress {
            item?.fallbackAuthor.offer(author)
        } else {
            item?.addAuthor(author)
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
