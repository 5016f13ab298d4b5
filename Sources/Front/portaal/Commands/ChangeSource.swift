import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

/// Renames, moves, orders or pauses a source, or asks it at another interval.
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
        let addresses = WebAddress.candidates(typed: address)
        guard let first = addresses.first else {
            throw CommandFailure.wrongUse(
                Wording.noWebAddress(
                    SafeText(line: withoutUserInformation(address).string, limit: 80)))
        }
        let longest = Int(Source.intervals.upperBound / 3600)
        guard place.map({ $0 > 0 }) ?? true, hours.map({ (0...longest).contains($0) }) ?? true
        else {
            throw CommandFailure.wrongUse(Wording.noSuchPlace)
        }
        let (source, section) = try SubscriptionList.change(startup) { list in
            let address = list.address(shownAs: addresses) ?? first
            guard let change = try changed(address, in: list) else {
                let others = list.sections.flatMap(\.sources).map(\.address)
                throw CommandFailure.failed(Wording.noSuchSource(address, among: others))
            }
            list.own.change([change], over: list.base)
            let section = list.sections.first { $0.sources.contains { $0.address == address } }
            return (section?.sources.first { $0.address == address }, section)
        }
        guard let source, let section else { return }
        try StandardStream.output.write("\(Wording.added(source.name, to: section.name))\n")
    }

    /// What is to be changed of the source at `address`; nil when there is none.
    private func changed(
        _ address: WebAddress, in list: SubscriptionList
    ) throws(CommandFailure) -> SourceChange? {
        for section in list.sections {
            guard let source = section.sources.first(where: { $0.address == address }) else {
                continue
            }
            var change =
                list.own.changes.first { $0.address == address } ?? SourceChange(address)
            if let name { change.name = try named(name) }
            if let written = self.section {
                let place = list.own.place(for: try named(written), over: list.base)
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
        return nil
    }

    private func named(_ text: String) throws(CommandFailure) -> SafeText {
        let name = SafeText(line: text, limit: 60)
        guard !name.isEmpty else { throw .wrongUse(Wording.emptyName) }
        return name
    }
}
