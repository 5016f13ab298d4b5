import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

/// Subscribes to a feed, or to one that a page links.
struct AddSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Voeg een bron toe, ook met het adres van de site.",
        discussion: """
            Kijkt wat er op dat adres staat: een nieuwsbron, of een pagina die er een of meer \
            noemt. Op een terminal vraagt het portaal welke het moet zijn, anders geldt de eerste \
            die nieuws geeft. https:// mag worden weggelaten, en ook feed: is goed.

            De bron komt in sources.toml naast portaal.toml, dat blijft wat het is.

            Een bron met een wachtwoord krijgt --user en, als laatste, --password-command met een \
            opdracht die het wachtwoord afdrukt, zoals pass show krant; of --headers met een \
            bestand van regels als 'Naam: waarde', dat alleen jij kunt lezen (chmod 600).
            """)

    @Argument(help: ArgumentHelp("Het adres van een nieuwsbron of een site.", valueName: "url"))
    var address: String

    @Option(
        help: ArgumentHelp(
            "De sectie, ook een nieuwe; anders '\(Subscriptions.defaultSection)'.",
            valueName: "naam"),
        completion: CompletionKind.sections)
    var section: String?

    @Option(
        help: ArgumentHelp(
            "Hoe de bron heet; anders de naam die hij zelf geeft.", valueName: "naam"))
    var name: String?

    @Option(help: ArgumentHelp("De naam waarmee de bron gevraagd wordt.", valueName: "naam"))
    var user: String?

    @Option(
        help: ArgumentHelp(
            "Een bestand met regels als 'Naam: waarde' die meegaan.", valueName: "bestand"),
        completion: .file())
    var headers: String?

    @Flag(help: "Stel geen vragen.")
    var yes = false

    @Option(
        name: .customLong("password-command"), parsing: .remaining,
        help: ArgumentHelp(
            "De opdracht die het wachtwoord afdrukt; als laatste.", valueName: "opdracht"))
    var passwordCommand: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try add(startup) }
    }

    private func add(_ startup: Startup) throws {
        let addresses = WebAddress.candidates(typed: address)
        guard !addresses.isEmpty else {
            throw CommandFailure.wrongUse(
                Wording.noWebAddress(
                    SafeText(line: withoutUserInformation(address).string, limit: 80)))
        }
        let access = try access()
        let headers = startup.headers(
            of: [Source(name: .empty, address: addresses[0], access: access)])
        if let problem = headers.first?.problem {
            throw CommandFailure.failed(DeliveryProblem(.noCredentials, problem).sentence)
        }
        let feed = try FeedFinder(startup, asks: asks, headers: headers).feed(at: addresses)
        guard access == nil || feed.address.authority == addresses[0].authority else {
            throw CommandFailure.failed(Wording.onAnotherServer(feed.address))
        }
        let source = Source(name: title(of: feed), address: feed.address, access: access)
        let name = try sectionName()
        try StandardStream.output.write("\(Wording.foundFeed(source))\n")
        if asks {
            var list = try SubscriptionList(startup)
            let question = Question(Wording.addTo(try add(source, to: name, in: &list)))
            guard try question.isAgreed() else {
                throw CommandFailure.failed(Wording.notAdded)
            }
        }
        let section = try SubscriptionList.change(startup) { list in
            try add(source, to: name, in: &list)
        }
        try StandardStream.output.write("\(Wording.added(source.name, to: section))\n")
    }

    /// Adds the source to the section of that name, or to where it stood before it was taken out;
    /// the name of the section it is in then.
    private func add(
        _ source: Source, to section: SafeText, in list: inout SubscriptionList
    ) throws(CommandFailure) -> SafeText {
        let place = list.own.place(for: section, over: list.base)
        if let present = list.add(source, to: place.name, of: place.edition) {
            throw .failed(Wording.alreadyIn(present, source.address))
        }
        let home = list.sections.first { $0.sources.contains { $0.id == source.id } }?.name
        return home ?? place.name
    }

    /// How the feed is asked for, where it is private.
    private func access() throws(CommandFailure) -> SourceAccess? {
        if let headers {
            guard user == nil, passwordCommand.isEmpty else {
                throw .wrongUse(Wording.headersAndPassword)
            }
            // The portal may be started elsewhere the next time.
            return .headers(file: URL(fileURLWithPath: headers).path)
        }
        guard user != nil || !passwordCommand.isEmpty else { return nil }
        guard let user, !user.isEmpty, !user.contains(":"), !passwordCommand.isEmpty else {
            throw .wrongUse(Wording.userAndPassword)
        }
        do throws(CommandTemplate.Fault) {
            let command = try CommandTemplate(
                passwordCommand.map { $0.replacing("{", with: "{{") }, allowed: [])
            return .password(user: user, command: command)
        } catch {
            throw .wrongUse(Wording.userAndPassword)
        }
    }

    private var asks: Bool { !yes && Question.isPossible }

    private func sectionName() throws(CommandFailure) -> SafeText {
        guard let section else { return Subscriptions.defaultSection }
        let name = SafeText(line: section, limit: 60)
        guard !name.isEmpty else { throw .wrongUse(Wording.emptyName) }
        return name
    }

    private func title(of feed: FoundFeed) -> SafeText {
        let names = [
            SafeText(line: name ?? "", limit: 60), SafeText(line: feed.title.string, limit: 60),
        ]
        return names.first { !$0.isEmpty } ?? feed.address.host
    }
}
