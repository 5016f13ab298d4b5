import ArgumentParser
import DutchCommandLine
import Foundation
import PortalConfiguration
import PortalCore
import PortalModel

/// Takes over the subscriptions of an OPML file.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Neem de bronnen van een OPML-bestand over.",
        discussion: """
            Mappen worden secties; wat in geen map staat komt in \
            '\(Subscriptions.defaultSection)'. Alleen http- en https-adressen tellen: de rest \
            wordt genoemd en overgeslagen, en er wordt nu niets opgehaald.
            """)

    @Argument(help: ArgumentHelp("Een OPML-bestand.", valueName: "bestand"))
    var file: String

    @OptionGroup var common: CommonOptions

    /// What became of the file.
    private struct Outcome {
        var added = 0
        var present = 0
    }

    func run() throws {
        try read(common.startup())
    }

    private func read(_ startup: Startup) throws(CommandFailure) {
        var list = try SubscriptionList(startup)
        // A whole path never begins with "-".
        let path = URL(fileURLWithPath: file).path
        let messages = try CourierQuestion(["opml", path], startup).answers(OPMLMessage.self)
        if case .failed(let sentence) = messages.first { throw .failed(sentence) }
        guard case .finished = messages.last else { throw .failed(Wording.importBroken) }

        var outcome = Outcome()
        for message in messages {
            switch message {
            case .source(let feed, let section, let edition):
                try take(feed, section, edition, &list, &outcome)
            case .skipped(let name, let address):
                try StandardStream.output.write("\(Wording.skipped(name, address))\n")
            case .cut(let limit): StandardStream.errors.tell(Wording.importCut(limit))
            case .damaged: StandardStream.errors.tell(Wording.importDamaged)
            case .finished, .failed: break
            }
        }
        if outcome.added > 0 { try list.write() }
        let skipped = messages.count { if case .skipped = $0 { true } else { false } }
        try StandardStream.output.write(
            "\(Wording.imported(outcome.added, present: outcome.present, skipped: skipped))\n")
    }

    private func take(
        _ feed: FoundFeed, _ section: SafeText?, _ edition: SafeText?,
        _ list: inout SubscriptionList, _ outcome: inout Outcome
    ) throws(CommandFailure) {
        let name = feed.title.isEmpty ? feed.address.host : feed.title
        let source = Source(name: name, address: feed.address)
        let present = list.add(
            source, to: section ?? Subscriptions.defaultSection, of: edition)
        if let present {
            outcome.present += 1
            try StandardStream.output.write("\(Wording.alreadyIn(present, feed.address))\n")
        } else {
            outcome.added += 1
        }
    }
}
