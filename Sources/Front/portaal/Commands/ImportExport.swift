import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

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
        var courier = try startup.startCourier(.opml(path: path))
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

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Schrijf alle bronnen in een OPML-bestand, of wat bewaard is.",
        discussion: """
            Secties worden mappen. Zonder bestand komt het op de standaarduitvoer. Namen en \
            wachtwoorden die in adressen staan gaan alleen mee met --passwords. Met --saved \
            zijn het de bewaarde artikelen met hun labels, als JSON Feed of, met --markdown, elk \
            als een bestand in een map.
            """)

    @Argument(
        help: ArgumentHelp("Het bestand.", valueName: "bestand"),
        completion: .file(extensions: ["opml"]))
    var file: String?

    @Flag(help: "Laat namen en wachtwoorden in adressen staan.")
    var passwords = false

    @Flag(help: "Geef de bewaarde artikelen als JSON Feed.")
    var saved = false

    @Option(
        help: ArgumentHelp(
            "Met --saved: zet ze als Markdown in deze map, die bestaat.", valueName: "map"))
    var markdown: String?

    @Flag(help: "Vervang het bestand als het bestaat.")
    var force = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if saved, passwords { throw ValidationError(Wording.passwordsOfSources.string) }
        guard let markdown else { return }
        if !saved || file != nil { throw ValidationError(Wording.markdownNeedsSaved.string) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: markdown, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw ValidationError(Wording.noFolder(SafeText(line: markdown)).string) }
    }

    func run() throws {
        try common.run { startup, _ in
            guard saved else {
                let sections = startup.configuration.sections
                let sources = sections.flatMap(\.sources)
                let text = OPMLText.listing(sections, withPasswords: passwords)
                try write(text) { Wording.exported(sources.count, to: $0) }
                let hidden = sources.count { $0.address.withoutUser != $0.address }
                if hidden > 0, !passwords {
                    StandardStream.errors.tell(Wording.passwordsLeftOut(hidden))
                }
                return
            }
            let feed = try SavedFeed(of: startup.reader)
            if let markdown {
                try write(feed, into: markdown)
            } else {
                try write(feed.json()) { Wording.exportedSaved(feed.count, to: $0) }
            }
        }
    }

    /// Writes a file for each article; those that are there stay, unless they are to be replaced.
    private func write(_ feed: SavedFeed, into folder: String) throws {
        let folder = URL(fileURLWithPath: folder)
        for (name, text) in feed.files {
            let place = folder.appending(path: name)
            try telling(SafeText(line: place.path)) { try write(text, to: place) }
        }
        let name = SafeText(line: folder.path, limit: 200)
        try StandardStream.output.write("\(Wording.exportedSaved(feed.count, to: name))\n")
    }

    private func write(_ text: String, telling sentence: (SafeText) -> SafeText) throws {
        guard let file else { return try StandardStream.output.write(text) }
        let name = SafeText(line: file, limit: 200)
        try telling(name) {
            // The file that a link leads to is replaced, and not the link.
            let place = URL(fileURLWithPath: file).resolvingSymlinksInPath()
            if RegularFile.kind(of: place.path, followingLinks: true) == .other {
                try write(text, toDevice: place.path)
            } else {
                try write(text, to: place)
            }
        }
        try StandardStream.output.write("\(sentence(name))\n")
    }

    /// Does `work`, and tells why the file `name` cannot be written.
    private func telling(_ name: SafeText, _ work: () throws -> Void) throws(CommandFailure) {
        do {
            try work()
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw .failed(Wording.exportExists(name))
        } catch {
            throw .failed(Wording.exportUnwritten(name))
        }
    }

    private func write(_ text: String, to place: URL) throws {
        try Data(text.utf8).write(to: place, options: force ? .atomic : .withoutOverwriting)
    }

    /// Writes to a device or a pipe, which is never replaced. One that nobody reads keeps nobody
    /// waiting.
    private func write(_ text: String, toDevice path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        _ = fcntl(descriptor, F_SETFL, 0)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
    }
}
