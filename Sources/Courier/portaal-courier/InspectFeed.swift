import ArgumentParser
import FeedParsing
import Foundation
import Markup
import PortalModel

extension Inspect {
    /// Shows what the parser makes of a feed.
    struct Feed: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "feed",
            abstract: "Laat als JSON zien wat de lezer van een nieuwsbron maakt.")

        @Argument(help: "Het bestand met de nieuwsbron; - leest van de standaardinvoer.")
        var file: String

        @Option(help: "Het adres waar de nieuwsbron vandaan komt; verwijzingen tellen vanaf hier.")
        var url: String?

        func run() throws {
            let document = try InspectedDocument(file: file, url: url)
            try document.show(limit: ParsedFeed.maximumLength) { bytes in
                InspectedFeed(try ParsedFeed(parsing: bytes, address: document.address))
            }
        }
    }
}

/// A feed in the form that `inspect feed` prints.
private struct InspectedFeed: Encodable {
    let feed: ParsedFeed

    init(_ feed: ParsedFeed) {
        self.feed = feed
    }

    private enum Key: String, CodingKey {
        case format, title, link, items
        case id, published, updated, authors, summary, content, categories, enclosures
        case url, type, length
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(feed.format.text, forKey: .format)
        try object.encode(feed.title, forKey: .title)
        try object.encode(feed.link, forKey: .link)
        var items = object.nestedUnkeyedContainer(forKey: .items)
        for item in feed.items {
            var object = items.nestedContainer(keyedBy: Key.self)
            try encode(item, into: &object)
        }
    }

    private func encode(
        _ item: ParsedItem, into object: inout KeyedEncodingContainer<Key>
    ) throws {
        try object.encode(item.guid.map { SafeText(cleaning: $0) }, forKey: .id)
        try object.encode(item.title, forKey: .title)
        try object.encode(item.link, forKey: .link)
        try object.encode(item.published?.iso8601, forKey: .published)
        try object.encode(item.updated?.iso8601, forKey: .updated)
        try object.encode(item.authors, forKey: .authors)
        try object.encode(item.summary?.line(limit: ParsedFeed.maximumLength), forKey: .summary)
        try object.encode(item.content.plainText, forKey: .content)
        try object.encode(item.categories, forKey: .categories)
        var enclosures = object.nestedUnkeyedContainer(forKey: .enclosures)
        for enclosure in item.enclosures {
            var object = enclosures.nestedContainer(keyedBy: Key.self)
            try object.encode(enclosure.address, forKey: .url)
            try object.encode(enclosure.type, forKey: .type)
            try object.encode(enclosure.length, forKey: .length)
        }
    }
}
