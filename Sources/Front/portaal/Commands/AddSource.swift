import ArgumentParser
import DutchCommandLine
import PortalConfiguration
import PortalCore
import PortalModel

/// Subscribes to a feed, or to one that a page links.
struct AddSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Voeg een bron toe, ook via het adres van haar site.",
        discussion: """
            Kijkt wat er op dat adres staat: een nieuwsbron, of een pagina die er een of meer \
            noemt. Op een terminal vraagt de portaal wat ermee moet, anders geldt de eerste.

            De bron komt in sources.toml naast portaal.toml, dat blijft wat het is.
            """)

    @Argument(help: ArgumentHelp("Een http- of https-adres.", valueName: "url"))
    var address: String

    @Option(
        help: ArgumentHelp(
            "De sectie, ook een nieuwe; anders '\(Subscriptions.defaultSection)'.",
            valueName: "naam"))
    var section: String?

    @Option(
        help: ArgumentHelp("Hoe de bron heet; anders zoals zij zichzelf noemt.", valueName: "naam"))
    var name: String?

    @Flag(help: "Vraag niets.")
    var yes = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try add(common.startup())
    }

    private func add(_ startup: Startup) throws(CommandFailure) {
        guard let address = WebAddress(address) else {
            throw .wrongUse(Wording.noWebAddress(SafeText(line: address, limit: 80)))
        }
        let feed = try feed(at: address, startup)
        let source = Source(name: title(of: feed), address: feed.address)
        let name = try sectionName()
        try StandardStream.output.write("\(Wording.foundFeed(source))\n")
        if asks {
            var list = try SubscriptionList(startup)
            let question = Question(Wording.addTo(try add(source, to: name, in: &list)))
            guard try question.isAgreed() else { throw .failed(Wording.notAdded) }
        }
        let section = try SubscriptionList.change(startup) { list throws(CommandFailure) in
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

    /// The feed at `address`, or the one of those the page there links that the reader chooses.
    private func feed(
        at address: WebAddress, _ startup: Startup
    ) throws(CommandFailure) -> FoundFeed {
        switch try answer(at: address, startup) {
        case .feed(let feed): return feed
        case .failed(let problem): throw .failed(problem.sentence)
        case .page(let feeds):
            let chosen = try choice(of: feeds)
            // A page says little about its feeds, and not all that it says is true.
            switch try answer(at: chosen.address, linkedBy: address, startup) {
            case .feed(let feed):
                return FoundFeed(
                    title: feed.title.isEmpty ? chosen.title : feed.title, address: feed.address)
            case .page: throw .failed(Wording.linkedNoFeed(chosen.address))
            case .failed(let problem): throw .failed(problem.sentence)
            }
        }
    }

    private func answer(
        at address: WebAddress, linkedBy page: WebAddress? = nil, _ startup: Startup
    ) throws(CommandFailure) -> FeedSearchAnswer {
        let linked = page.map { ["--page", $0.string] } ?? []
        let question = CourierQuestion(["find", address.string] + linked, startup)
        return try question.answers(FeedSearchAnswer.self)[0]
    }

    private func choice(of feeds: [FoundFeed]) throws(CommandFailure) -> FoundFeed {
        guard let first = feeds.first else { throw .failed(Wording.pageWithoutFeeds) }
        guard feeds.count > 1 else { return first }
        var text = PlainText(width: StandardStream.output.readableColumns)
        text.add(Wording.pageLinks(feeds.count))
        for (index, feed) in feeds.enumerated() {
            text.addUnbroken(
                "\(index + 1). "
                    + [feed.title, feed.address.text].joined(separator: " · "))
        }
        try StandardStream.output.write(text.string)
        guard asks else { return first }
        guard let number = try Question(Wording.whichFeed(feeds.count)).number(upTo: feeds.count)
        else { throw .failed(Wording.notAdded) }
        return feeds[number - 1]
    }
}
