import ArgumentParser
import FeedParsing
import Foundation
import Markup
import PortalModel

/// Shows what the courier makes of foreign documents.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Laat zien wat de bezorger van een document maakt.",
        subcommands: [Feed.self])

    /// Shows what the parser makes of a feed.
    struct Feed: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "feed",
            abstract: "Laat als JSON zien wat de lezer van een nieuwsbron maakt.")

        @Argument(help: "Het bestand met de nieuwsbron; - leest van de standaardinvoer.")
        var file: String

        @Option(help: "Het adres waar de nieuwsbron vandaan komt; verwijzingen tellen vanaf hier.")
        var url: String?

        @Option(help: .hidden)
        var rounds: Int?

        func run() throws {
            let address = try url.map { text in
                guard let address = WebAddress(text) else {
                    throw ValidationError("Dit is geen adres van het web: \(SafeText(line: text))")
                }
                return address
            }
            do {
                let bytes = try bytes()
                if let rounds { return try measure(bytes, address, rounds: rounds) }
                print(try InspectedFeed(ParsedFeed(parsing: bytes, address: address)).json)
            } catch let problem as DeliveryProblem {
                throw failure(problem.sentence)
            }
        }

        /// For the benchmark: parses so many times, and prints how many seconds one took.
        private func measure(_ bytes: [UInt8], _ address: WebAddress?, rounds: Int) throws {
            let duration = try ContinuousClock().measure {
                for _ in 0..<rounds { _ = try ParsedFeed(parsing: bytes, address: address) }
            }
            print(duration / .seconds(1) / Double(rounds))
        }

        private func bytes() throws -> [UInt8] {
            do {
                // One byte more than a feed may have is enough to see that it has too many.
                let limit = ParsedFeed.maximumLength + 1
                let handle =
                    file == "-"
                    ? FileHandle.standardInput
                    : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
                return [UInt8](try handle.read(upToCount: limit) ?? Data())
            } catch let error as CocoaError {
                throw failure(
                    "Het bestand \(SafeText(line: file)) is niet te lezen (\(error.errorCode)).")
            }
        }

        /// Says `sentence` on standard error; what is thrown ends the command with 1.
        private func failure(_ sentence: SafeText) -> ExitCode {
            FileHandle.standardError.write(Data((sentence.string + "\n").utf8))
            return .failure
        }
    }
}

/// A feed in the form that `inspect feed` prints.
private struct InspectedFeed: Encodable {
    let feed: ParsedFeed

    init(_ feed: ParsedFeed) {
        self.feed = feed
    }

    /// One object on one line; keys in alphabetical order, so that two prints can be compared.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
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
