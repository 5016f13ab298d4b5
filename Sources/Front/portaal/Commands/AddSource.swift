import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

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
        let addresses = try SubscriptionList.addresses(typed: address)
        let access = try access()
        let headers = startup.headers(
            of: [Source(name: .empty, address: addresses[0], access: access)])
        if let problem = headers.first?.problem {
            throw CommandFailure.failed(DeliveryProblem(.noCredentials, problem).sentence)
        }
        let feed = try FeedFinder(startup: startup, asks: asks, headers: headers)
            .feed(at: addresses)
        guard access == nil || feed.address.authority == addresses[0].authority else {
            throw CommandFailure.failed(Wording.onAnotherServer(feed.address))
        }
        let source = Source(name: title(of: feed), address: feed.address, access: access)
        let name =
            try section.map(SubscriptionList.name(typed:)) ?? Subscriptions.defaultSection
        try StandardStream.output.write("\(Wording.foundFeed(source))\n")
        if asks {
            var list = try SubscriptionList(startup)
            let question = Question(text: Wording.addTo(try add(source, to: name, in: &list)))
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
        return list.find(source.address)?.section.name ?? place.name
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

    private func title(of feed: FoundFeed) -> SafeText {
        let names = [
            SafeText(line: name ?? "", limit: 60), SafeText(line: feed.title.string, limit: 60),
        ]
        return names.first { !$0.isEmpty } ?? feed.address.host
    }
}

/// Looks for a feed at an address, and asks the reader which one is meant where he can be asked.
private struct FeedFinder {
    let startup: Startup
    let asks: Bool
    /// What the server at the address that was typed is asked with.
    let headers: [SourceHeaders]

    /// The feed at the first of `addresses` where there is something, or the one of those the page
    /// there links that the reader chooses.
    func feed(at addresses: [WebAddress]) throws -> FoundFeed {
        var first: DeliveryProblem?
        for address in addresses {
            switch try answer(at: address) {
            case .feed(let feed): return feed
            case .page(let feeds, let others):
                return try feed(among: feeds, or: others, of: address)
            case .failed(let problem):
                first = first ?? problem
                // The same name leads nowhere again, and what is not to be trusted is not to be
                // asked without encryption.
                if problem.code == .hostNotFound || problem.code == .untrusted {
                    throw CommandFailure.failed((first ?? problem).sentence)
                }
            }
        }
        throw CommandFailure.failed(first?.sentence ?? Wording.pageWithoutFeeds)
    }

    /// Feeds that are tried unasked after one that gave nothing, of those that a page names, and
    /// of the others.
    private static let patience = (named: 5, others: 8)

    /// One of the feeds that `page` names, or else of `others`, where there is news: a page says
    /// little about its feeds, and not all that it says is true.
    private func feed(
        among feeds: [FoundFeed], or others: [FoundFeed], of page: WebAddress
    ) throws -> FoundFeed {
        var left = feeds
        var known = Set(feeds.map(\.address) + [page])
        var failure: SafeText?
        var tries = 0
        while asks || tries < Self.patience.named, let chosen = try choice(of: left) {
            tries += 1
            left.removeAll { $0 == chosen }
            switch try answer(at: chosen.address, linkedBy: page) {
            case .feed(let feed): return named(feed, as: chosen)
            case .page(let more, _):
                failure = failure ?? Wording.linkedNoFeed(chosen.address)
                // It may be a page about feeds, which names them.
                left += more.filter { known.insert($0.address).inserted }
            case .failed(let problem): failure = failure ?? problem.sentence
            }
            if asks, !left.isEmpty, let failure { StandardStream.errors.tell(failure) }
        }
        for other in others.prefix(Self.patience.others) {
            switch try answer(at: other.address, linkedBy: page) {
            case .feed(let feed): return named(feed, as: other)
            case .failed(let problem) where !problem.meansNoSuchPage:
                throw CommandFailure.failed(failure ?? Wording.pageWithoutFeeds)
            case .page, .failed: continue
            }
        }
        throw CommandFailure.failed(failure ?? Wording.pageWithoutFeeds)
    }

    /// The feed under its own title, else the one that the page gave it.
    private func named(_ feed: FoundFeed, as link: FoundFeed) -> FoundFeed {
        FoundFeed(title: feed.title.isEmpty ? link.title : feed.title, address: feed.address)
    }

    private func answer(
        at address: WebAddress, linkedBy page: WebAddress? = nil
    ) throws -> FeedSearchAnswer {
        var courier = try startup.startCourier(
            .find(address, namedBy: page, headers: headers))
        return try courier.answers(FeedSearchAnswer.self)[0]
    }

    /// The feed that the reader chooses, or the first where nobody can; nil of none.
    private func choice(of feeds: [FoundFeed]) throws(CommandFailure) -> FoundFeed? {
        guard feeds.count > 1, asks else { return feeds.first }
        var text = PlainTextFormatter(width: StandardStream.output.readableColumns)
        text.add(Wording.pageLinks(feeds.count))
        for (index, feed) in feeds.enumerated() {
            text.addUnbroken(
                "\(index + 1). "
                    + [feed.title, feed.address.publicText].joined(separator: " · "))
        }
        try StandardStream.output.write(text.string)
        guard
            let number = try Question(text: Wording.whichFeed(feeds.count)).number(
                upTo: feeds.count)
        else { throw .failed(Wording.notAdded) }
        return feeds[number - 1]
    }
}

extension DeliveryProblem {
    /// Whether the server only says that there is nothing at this address, so that another one of
    /// its addresses can be asked.
    fileprivate var meansNoSuchPage: Bool {
        switch code {
        case .status: context == "404" || context == "400" || context == "403" || context == "406"
        case .gone, .redirectRefused, .tooManyRedirects, .empty, .addressRefused: true
        default: false
        }
    }
}

/// A question that a command puts to the reader at a terminal.
private struct Question {
    /// With what can be answered in it.
    let text: SafeText

    /// Whether somebody can read a question and answer it.
    static var isPossible: Bool {
        isatty(STDIN_FILENO) == 1 && StandardStream.output.isTerminal
    }

    /// Whether the reader agrees, which an empty line does too; the end of the input does not.
    func isAgreed() throws(CommandFailure) -> Bool {
        while let answer = try ask() {
            switch answer.lowercased() {
            case "", "j", "ja": return true
            case "n", "nee": return false
            default: continue
            }
        }
        return false
    }

    /// A number from 1 to `count`, which is 1 for an empty line; nil when the reader gives none.
    func number(upTo count: Int) throws(CommandFailure) -> Int? {
        while let answer = try ask() {
            if answer.isEmpty { return 1 }
            if ["n", "nee"].contains(answer.lowercased()) { return nil }
            if let number = Int(answer), (1...count).contains(number) { return number }
        }
        return nil
    }

    private func ask() throws(CommandFailure) -> String? {
        try StandardStream.output.write("\(text) ")
        return readLine()?.trimmingCharacters(in: .whitespaces)
    }
}
