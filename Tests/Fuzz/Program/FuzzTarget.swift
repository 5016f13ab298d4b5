import FeedParsing
import Foundation
import HostileText
import Markup
import PageReading
import PortalConfiguration
import PortalModel

/// A part of the portal that takes foreign bytes, and what must hold of what it makes of them.
/// What does not hold ends the program, which libFuzzer reports with the input.
struct FuzzTarget: Sendable {
    /// As it is called on the command line.
    let name: String
    /// Reads the bytes and looks at what comes of it.
    let take: @Sendable ([UInt8]) -> Void

    /// All there are.
    static let all = [
        FuzzTarget(name: "text", take: takeText), FuzzTarget(name: "feed", take: takeFeed),
        FuzzTarget(name: "json", take: takeJSONFeed), FuzzTarget(name: "page", take: takePage),
        FuzzTarget(name: "opml", take: takeOPML), FuzzTarget(name: "toml", take: takeTOML),
        FuzzTarget(name: "dateline", take: takeDateline), FuzzTarget(name: "date", take: takeDate),
        FuzzTarget(name: "address", take: takeAddress), FuzzTarget(name: "rows", take: takeRows),
        FuzzTarget(name: "keys", take: takeKeys),
    ]

    /// The target called `name`.
    init?(named name: String) {
        guard let target = Self.all.first(where: { $0.name == name }) else { return nil }
        self = target
    }

    private init(name: String, take: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.take = take
    }

    /// Tells the function that libFuzzer calls, which can capture nothing, what was chosen.
    static let variable = "PORTAAL_FUZZ_TARGET"

    /// What was chosen on the command line.
    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment[variable] ?? ""
        return FuzzTarget(named: name) ?? all[0]
    }()

    private static let address = WebAddress(literal: "https://krant.example/nieuws/1")
}

// What each does.
extension FuzzTarget {
    private static func takeText(_ bytes: [UInt8]) {
        let foreign = String(decoding: bytes, as: UTF8.self)
        let clean = SafeText(cleaning: foreign)
        expectHarmless(clean)
        precondition(SafeText(cleaning: clean.string).string.utf8.elementsEqual(clean.string.utf8))
        let line = SafeText(line: foreign, limit: 50)
        expectHarmless(line)
        precondition(line.string.count <= 50)
        precondition(SafeText(line: line.string, limit: 50) == line)
    }

    private static func takeFeed(_ bytes: [UInt8]) {
        takeFeed(bytes, contentType: bytes.first.map { $0 % 2 == 0 } == true ? nil : "text/xml")
    }

    private static func takeJSONFeed(_ bytes: [UInt8]) {
        takeFeed(Array("{".utf8) + bytes, contentType: "application/feed+json")
    }

    private static func takeFeed(_ bytes: [UInt8], contentType: String?) {
        do throws(DeliveryProblem) {
            let feed = try ParsedFeed(parsing: bytes, contentType: contentType, address: address)
            expectHarmless(feed.title)
            for item in feed.items {
                expectHarmless(item.title)
                for author in item.authors + item.categories { expectHarmless(author) }
                expectSound(item.content)
                if let summary = item.summary { expectSound(summary) }
            }
        } catch {
            expectHarmless(error.sentence)
        }
        if let cut = try? ParsedFeed(parsing: bytes, address: address, isCut: true) {
            for item in cut.items { expectHarmless(item.title) }
        }
        let header = String(decoding: bytes.prefix(2000), as: UTF8.self)
        let answer = try? FeedSearchAnswer(
            searching: bytes, contentType: contentType, links: header, address: address)
        if case .page(let feeds, let others) = answer {
            (feeds + others).forEach { expectHarmless($0.title) }
        }
        _ = MetaRefresh.target(of: bytes, contentType: contentType, address: address)
    }

    private static func takePage(_ bytes: [UInt8]) {
        do throws(DeliveryProblem) {
            let page = try ExtractedArticle(reading: bytes, address: address)
            for text in [page.title, page.byline, page.site] { text.map(expectHarmless) }
            expectSound(page.body)
        } catch {
            expectHarmless(error.sentence)
        }
        let found = FeedLinks.found(in: bytes, at: address)
        for feed in found.feeds + found.others { expectHarmless(feed.title) }
        expectSound(Document(html: String(decoding: bytes, as: UTF8.self), relativeTo: address))
    }

    private static func takeOPML(_ bytes: [UInt8]) {
        do throws(DeliveryProblem) {
            let list = try OPMLFile(parsing: bytes)
            for entry in list.subscriptions { expectHarmless(entry.feed.title) }
            for entry in list.skipped {
                expectHarmless(entry.name)
                expectHarmless(entry.address)
            }
        } catch {
            expectHarmless(error.sentence)
        }
    }

    private static func takeTOML(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let (_, mistakes) = PortalConfiguration.read(text)
        for mistake in mistakes { expectHarmless(mistake.sentence) }
        let (subscriptions, _) = Subscriptions.read(text)
        let (again, faults) = Subscriptions.read(subscriptions.text)
        precondition(faults.isEmpty && again == subscriptions)
    }

    private static func takeDateline(_ bytes: [UInt8]) {
        let text = SafeText(cleaning: String(decoding: bytes, as: UTF8.self))
        guard let dateline = Dateline(startOf: text) else { return }
        precondition(dateline.length <= text.string.count && !dateline.place.isEmpty)
        for part in [dateline.place] + dateline.agencies { expectHarmless(part) }
    }

    private static func takeDate(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let moment = Timestamp(iso8601: text) { precondition(moment.iso8601 == text) }
        guard let moment = WrittenDate.timestamp(text) else { return }
        precondition(CivilTime(utc: moment).utcTimestamp == moment)
        precondition(!moment.iso8601.isEmpty)
    }

    private static func takeRows(_ bytes: [UInt8]) {
        do {
            for text in try StoredRows.texts(after: bytes) { expectHarmless(text) }
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static func takeKeys(_ bytes: [UInt8]) {
        do {
            try TypedKeys.press(bytes)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static func takeAddress(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for base in [nil, address] {
            guard let found = WebAddress(text, relativeTo: base) else { continue }
            precondition(WebAddress(found.string) == found)
            precondition(found.string.hasPrefix("http://") || found.string.hasPrefix("https://"))
            precondition(found.string.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            expectHarmless(found.host)
        }
    }
}

// What must hold.
extension FuzzTarget {
    private static func expectHarmless(_ text: SafeText) {
        if let harm = Harm.first(in: text.string) { preconditionFailure("\(harm)") }
    }

    /// What is stored is read back, and nothing in it harms.
    private static func expectSound(_ document: Document) {
        let stored = document.stored
        precondition(Document(stored: stored).stored == stored)
        for line in document.plainText.split(separator: "\n") { expectHarmless(SafeText(line)) }
    }
}

extension SafeText {
    /// Text that was clean, as it is: a document is many safe texts put together.
    fileprivate init(_ line: Substring) {
        self.init(cleaning: line)
        precondition(string == line)
    }
}
