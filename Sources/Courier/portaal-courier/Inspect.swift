import ArgumentParser
import Confinement
import FeedParsing
import Foundation
import Markup
import NewsStore
import PortalModel
import StoryJoining

/// Shows what the courier makes of foreign documents.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Toon wat de bezorger van een document maakt.",
        subcommands: [Feed.self, Page.self, Stories.self])

    /// Shows what the parser makes of a feed.
    struct Feed: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "feed",
            abstract: "Toon als JSON wat de lezer van een nieuwsfeed maakt.")

        @Argument(help: "Het bestand met de nieuwsbron; - leest van de standaardinvoer.")
        var file: String

        @Option(help: "Het adres waar de nieuwsbron vandaan komt; verwijzingen tellen vanaf hier.")
        var url: String?

        func run() throws {
            let document = try InspectedDocument(file: file, url: url)
            try document.show(limit: ParsedFeed.maximumLength) { bytes in
                InspectedFeed(feed: try ParsedFeed(parsing: bytes, address: document.address))
            }
        }
    }

    /// Shows which articles of some feeds tell one story.
    struct Stories: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stories",
            abstract: "Toon welke artikelen van nieuwsfeeds hetzelfde verhaal vertellen.",
            discussion: """
                Elk bestand geldt als een bron. Schrijft voor elk verhaal met meer berichten een \
                regel JSON: de adressen van de artikelen, in de volgorde van de bestanden.
                """)

        @Argument(help: ArgumentHelp("De bestanden met nieuwsbronnen.", valueName: "file"))
        var files: [String]

        func run() throws {
            let documents = try files.map { try InspectedDocument(file: $0, url: nil) }
            let contents = try documents.map { document in
                do {
                    return try document.bytes(limit: ParsedFeed.maximumLength)
                } catch let error as CocoaError {
                    throw InspectedDocument.failure(document.sentence(for: error))
                }
            }
            // Nothing can be opened in it, and nothing was parsed before.
            Cage(hasNetwork: false).close()
            var joined = JoinedFeeds()
            for (file, bytes) in zip(files, contents) {
                do throws(DeliveryProblem) {
                    joined.add(try ParsedFeed(parsing: bytes, address: nil), from: file)
                } catch {
                    throw InspectedDocument.failure("\(SafeText(line: file)): \(error.sentence)")
                }
            }
            for line in try joined.lines() { print(line) }
        }
    }
}

/// A feed in the form that `inspect feed` prints.
private struct InspectedFeed: Encodable {
    let feed: ParsedFeed

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

    private func encode(_ item: ParsedItem, into object: inout KeyedEncodingContainer<Key>) throws {
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

/// The articles of some feeds, and what joins them.
private struct JoinedFeeds {
    private var index = StoryIndex()
    private var articles: [ArticleID: (place: Int, name: String)] = [:]

    /// Takes in the articles of `feed`, of which `file` is the outlet.
    mutating func add(_ feed: ParsedFeed, from file: String) {
        let source = SourceID(rawValue: StableHash.of([file]))
        for article in DeliveredArticle.all(of: feed, from: source) {
            articles[article.id] = (articles.count, article.link?.string ?? article.title.string)
            let published = article.published ?? article.updated ?? Timestamp(seconds: 0)
            index.add(
                article.id, ArticleFeatures(article.report, outlet: file, published: published),
                keys: article.keys)
        }
    }

    func lines() throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let stories = index.stories.map { story in
            story.compactMap { articles[$0] }.sorted { $0.place < $1.place }
        }
        return try stories.sorted { $0[0].place < $1[0].place }.map { story in
            String(decoding: try encoder.encode(story.map(\.name)), as: UTF8.self)
        }
    }
}

/// A document that was named on the command line.
struct InspectedDocument {
    /// Where it is, "-" for the standard input.
    let file: String
    let address: WebAddress?

    /// The document in `file`, which came from `url`.
    ///
    /// - Throws: `ValidationError` where `url` is no address.
    init(file: String, url: String?) throws {
        self.file = file
        address = try url.map { text in
            guard let address = WebAddress(text) else {
                throw ValidationError("'\(SafeText(line: text))' is geen http- of https-adres")
            }
            return address
        }
    }

    /// Prints what `read` makes of its bytes as one object on one line, with the keys in
    /// alphabetical order, so that two prints can be compared.
    ///
    /// - Throws: an `ExitCode`, after a sentence on standard error.
    func show(limit: Int, _ read: ([UInt8]) throws -> some Encodable) throws {
        do {
            let bytes = try bytes(limit: limit) { Cage(hasNetwork: false).close() }
            JSONLines.write(try read(bytes))
        } catch let problem as DeliveryProblem {
            throw Self.failure(problem.sentence)
        } catch let error as CocoaError {
            throw Self.failure(sentence(for: error))
        }
    }

    /// Its bytes, at most `limit` and one more: that is enough to see that it has too many. Calls
    /// `whenOpen` before the first of them is read.
    ///
    /// - Throws: `CocoaError` where it cannot be read.
    func bytes(limit: Int, whenOpen: () -> Void = {}) throws -> [UInt8] {
        let handle =
            file == "-"
            ? FileHandle.standardInput
            : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        whenOpen()
        let bytes = [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
        try handle.close()
        return bytes
    }

    /// What to tell the reader of a file that `error` kept from being read.
    func sentence(for error: CocoaError) -> SafeText {
        let file = SafeText(line: file)
        return error.code == .fileReadNoSuchFile
            ? "Het bestand \(file) bestaat niet."
            : "Het bestand \(file) is niet te lezen; controleer de rechten."
    }

    /// Says `sentence` on standard error; what is thrown ends the command with 1.
    static func failure(_ sentence: SafeText) -> ExitCode {
        FileHandle.standardError.write(Data((sentence.string + "\n").utf8))
        return .failure
    }
}

/// Shows which bars this system can put around the courier.
struct ShowCage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cage",
        abstract: "Ga na welke beperkingen dit systeem de bezorger oplegt.",
        discussion: "Schrijft een regel JSON.")

    func run() {
        JSONLines.write(Cage(hasNetwork: true).close())
    }
}
