import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

/// Takes over the subscriptions of an OPML file.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Neem de bronnen van een OPML-bestand over.",
        discussion: """
            Mappen worden secties, met een map eromheen als editie; wat in geen map staat komt in \
            '\(Subscriptions.defaultSection)'. Alleen http- en https-adressen tellen: de rest \
            wordt genoemd en overgeslagen, en er wordt nu niets opgehaald.
            """)

    @Argument(
        help: ArgumentHelp("Een OPML-bestand.", valueName: "bestand"),
        completion: .file(extensions: ["opml", "xml"]))
    var file: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try read(startup) }
    }

    private func read(_ startup: Startup) throws {
        guard !startup.sharesNews else { throw CommandFailure.failed(Wording.sourcesShared) }
        // A whole path never begins with "-".
        let path = URL(fileURLWithPath: file).path
        var courier = try startup.courierStarter.start(.opml(path: path))
        let messages = try courier.answers(OPMLMessage.self)
        if case .failed(let sentence) = messages.first { throw CommandFailure.failed(sentence) }
        guard case .finished = messages.last else {
            throw CommandFailure.failed(Wording.importBroken)
        }

        // Nothing is printed meanwhile: whoever reads the output may keep the list waiting.
        let outcome = try SubscriptionList.change(startup) { list in
            Outcome(of: messages, in: &list)
        }
        for line in outcome.lines { try StandardStream.output.write("\(line)\n") }
        for message in messages {
            switch message {
            case .cut(let limit) where limit > 0:
                StandardStream.errors.tell(Wording.importCut(limit))
            case .damaged: StandardStream.errors.tell(Wording.importDamaged)
            case .source, .skipped, .finished, .failed, .cut: break
            }
        }
        let summary = Wording.imported(
            outcome.added, present: outcome.present, skipped: outcome.skipped)
        try StandardStream.output.write("\(summary)\n")
    }
}

/// What became of the entries of a file.
private struct Outcome {
    private(set) var added = 0
    private(set) var present = 0
    private(set) var skipped = 0
    /// What there is to tell of single entries.
    private(set) var lines: [SafeText] = []

    /// Adds to `list` what the courier read.
    init(of messages: [OPMLMessage], in list: inout SubscriptionList) {
        for message in messages {
            switch message {
            case .source(let feed, let section, let edition):
                add(feed, section, edition, &list)
            case .skipped(let name, let address):
                skipped += 1
                lines.append(Wording.skipped(name, address))
            case .cut, .damaged, .finished, .failed: break
            }
        }
    }

    private mutating func add(
        _ feed: FoundFeed, _ section: SafeText?, _ edition: SafeText?,
        _ list: inout SubscriptionList
    ) {
        let name = feed.title.isEmpty ? feed.address.host : feed.title
        let source = Source(name: name, address: feed.address)
        let present = list.add(
            source, to: section ?? Subscriptions.defaultSection, of: edition)
        if let present {
            self.present += 1
            lines.append(Wording.alreadyIn(present, feed.address))
        } else {
            added += 1
        }
    }
}
