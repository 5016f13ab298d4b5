import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

struct Sources: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon de bronnen, ga na of ze nieuws geven, of verander ze.",
        usage: "portaal sources [<opdracht>]",
        subcommands: [
            ListSources.self, AddSource.self, ChangeSource.self, RemoveSource.self,
            CheckSources.self,
        ],
        defaultSubcommand: ListSources.self)
}

struct ListSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Toon de bronnen en hoe het ermee gaat (ook zonder dit woord).")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            try list(
                library.sources(), at: startup.clock.now,
                isAutomatic: startup.fetchesByItself)
        }
    }

    private func list(_ health: [SourceHealth], at now: Timestamp, isAutomatic: Bool) throws {
        var text = PlainTextFormatter(width: StandardStream.output.readableColumns)
        if health.isEmpty { text.add(Wording.noSources) }
        var section: SafeText?
        for source in health {
            if section != source.section {
                if section != nil { text.addBlank() }
                if !source.isEdition { text.add(source.section) }
                section = source.section
            }
            text.addUnbroken("  \(source.source.name) · \(source.source.address.publicText)")
            text.add(Wording.delivery(of: source, at: now, isAutomatic: isAutomatic), indent: 4)
        }
        try StandardStream.output.write(text.string)
    }
}

struct CheckSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Haal alle bronnen nu op en vertel hoe het ging.",
        discussion: "Wat er nieuw is wordt bewaard. Code 1 als een bron niets kon geven.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try check(startup) }
    }

    private func check(_ startup: Startup) throws {
        let round = CourierRound(startup)
        let report = try round.run(section: nil) { message in
            guard case .source(let source) = message else { return }
            try StandardStream.output.write(round.line(of: source))
        }
        try StandardStream.output.write("\(Wording.round(report))\n")
        if report.failed > 0 { throw CommandFailure.told }
    }
}

struct ChangeSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Geef een bron een andere naam, sectie, plaats of pauze.",
        discussion: """
            Wat je wijzigt komt in sources.toml; 'portaal sources' noemt de adressen. In het \
            portaal kan het ook: B.
            """)

    @Argument(help: ArgumentHelp("Het adres van de bron.", valueName: "url"))
    var address: String

    @Option(help: ArgumentHelp("Hoe hij heet.", valueName: "naam"))
    var name: String?

    @Option(
        help: ArgumentHelp("De sectie waar hij in komt, ook een nieuwe.", valueName: "naam"),
        completion: CompletionKind.sections)
    var section: String?

    @Option(help: ArgumentHelp("De plaats in de sectie, vanaf 1.", valueName: "plaats"))
    var place: Int?

    @Option(
        help: ArgumentHelp(
            "Hoeveel uur er hoogstens eens gevraagd wordt; 0 laat het aan de bron.",
            valueName: "uren"))
    var hours: Int?

    @Flag(inversion: .prefixedNo, help: "Vraag hem voorlopig niet, of weer wel.")
    var pause: Bool?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try change(startup) }
    }

    private func change(_ startup: Startup) throws {
        let addresses = try SubscriptionList.addresses(typed: address)
        let longest = Int(Source.intervals.upperBound / 3600)
        guard place.map({ $0 > 0 }) ?? true, hours.map({ (0...longest).contains($0) }) ?? true
        else {
            throw CommandFailure.wrongUse(Wording.noSuchPlace)
        }
        let found = try SubscriptionList.change(startup) { list in
            let address = list.address(shownAs: addresses)
            guard let change = try changed(address, in: list) else { throw list.lacks(address) }
            list.own.change([change], over: list.base)
            return list.find(address)
        }
        guard let found else { return }
        let sentence = Wording.added(found.source.name, to: found.section.name)
        try StandardStream.output.write("\(sentence)\n")
    }

    /// What is to be changed of the source at `address`; nil when there is none.
    private func changed(
        _ address: WebAddress, in list: SubscriptionList
    ) throws(CommandFailure) -> SourceChange? {
        guard let (source, section) = list.find(address) else { return nil }
        var change = list.own.changes.first { $0.address == address } ?? SourceChange(address)
        if let name { change.name = try SubscriptionList.name(typed: name) }
        if let written = self.section {
            let place = list.own.place(
                for: try SubscriptionList.name(typed: written), over: list.base)
            (change.section, change.edition) = (place.name, place.edition)
            change.position = nil
        } else {
            (change.section, change.edition) = (section.name, section.edition)
        }
        if let place { change.position = place }
        if let hours { change.interval = hours == 0 ? nil : Int64(hours) * 3600 }
        change.isPaused = pause ?? source.isPaused
        return change
    }
}

struct RemoveSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Verwijder een bron.",
        discussion: """
            Ook een ingebouwde bron of een uit portaal.toml; 'portaal sources add' met hetzelfde \
            adres haalt haar terug. 'portaal sources' noemt de adressen.
            """)

    @Argument(help: ArgumentHelp("Het adres van de bron.", valueName: "url"))
    var address: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try remove(startup) }
    }

    private func remove(_ startup: Startup) throws {
        let addresses = try SubscriptionList.addresses(typed: address)
        let (source, section) = try SubscriptionList.change(startup) { list in
            let address = list.address(shownAs: addresses)
            guard let removed = list.own.remove(address, over: list.base) else {
                throw list.lacks(address)
            }
            guard !list.sections.allSatisfy(\.sources.isEmpty) else {
                throw CommandFailure.failed(Wording.lastSource)
            }
            return removed
        }
        try StandardStream.output.write("\(Wording.removed(source.name, from: section))\n")
    }
}

/// The subscriptions at the moment of a command, to be changed and written back.
struct SubscriptionList {
    /// The sections of `portaal.toml`, or the built-in ones.
    let base: [Section]
    /// What the reader changed of them.
    var own: Subscriptions

    /// What the files say now.
    ///
    /// - Throws: A failure when `sources.toml` has mistakes: writing it would lose what they are
    ///   about.
    init(_ startup: Startup) throws(CommandFailure) {
        // Why there is no place for files was told already.
        guard let files = startup.files else { throw .told }
        let (own, mistakes) = Subscriptions.load(from: files.subscriptionsFile)
        guard mistakes.isEmpty else {
            throw .failed(Wording.mendSubscriptions(SafeText(line: files.subscriptionsFile)))
        }
        self.own = own
        base = PortalConfiguration.load(from: files.configurationFile).configuration.sections
    }

    var sections: [Section] { own.applied(to: base) }

    /// What may be meant by a typed address, the likeliest first.
    static func addresses(typed text: String) throws(CommandFailure) -> [WebAddress] {
        let addresses = WebAddress.candidates(typed: text)
        guard addresses.isEmpty else { return addresses }
        let shown = SafeText(line: withoutUserInformation(text).string, limit: 80)
        throw .wrongUse(Wording.noWebAddress(shown))
    }

    /// The name of a section or a source.
    static func name(typed text: String) throws(CommandFailure) -> SafeText {
        let name = SafeText(line: text, limit: 60)
        guard !name.isEmpty else { throw .wrongUse(Wording.emptyName) }
        return name
    }

    /// The address of the source at one of `addresses`, else the first of them; those of sources
    /// are shown without the names and passwords in them, and can be given so.
    func address(shownAs addresses: [WebAddress]) -> WebAddress {
        known.first(where: addresses.contains)
            ?? known.first { addresses.contains($0.withoutUser) } ?? addresses[0]
    }

    /// The source at `address`, and the section in which it is.
    func find(_ address: WebAddress) -> (source: Source, section: Section)? {
        for section in sections {
            if let source = section.sources.first(where: { $0.address == address }) {
                return (source, section)
            }
        }
        return nil
    }

    /// That no source is at `address`.
    func lacks(_ address: WebAddress) -> CommandFailure {
        .failed(Wording.noSuchSource(address, among: known))
    }

    private var known: [WebAddress] { sections.flatMap(\.sources).map(\.address) }

    /// Adds `source` to the section of that name; nil when it was added, else the name of the
    /// section that has it already.
    mutating func add(
        _ source: Source, to section: SafeText, of edition: SafeText? = nil
    ) -> SafeText? {
        let place = own.place(for: section, edition: edition, over: base)
        return own.add(source, to: place.name, of: place.edition, over: base)
    }

    /// Reads the list, lets `change` have its way with it and writes it, if it is another one
    /// then, while no other command does so: nothing that was written meanwhile is undone.
    static func change<Value>(
        _ startup: Startup, by change: (inout SubscriptionList) throws -> Value
    ) throws -> Value {
        // Why there is no place for files was told already.
        guard let files = startup.files else { throw CommandFailure.told }
        guard !startup.sharesNews else { throw CommandFailure.failed(Wording.sourcesShared) }
        let lock = try files.lockSubscriptions()
        var list = try SubscriptionList(startup)
        let before = list.own
        let value = try change(&list)
        if list.own != before { try list.own.write(to: files) }
        _ = consume lock
        return value
    }
}
