import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon de voorpagina of een sectie als gewone tekst.",
        discussion: """
            Hoogstens \(PlainPage.headlineCount) berichten: op een voorpagina het belangrijkste \
            eerst, in een sectie het nieuwste. De nummers van de voorpagina zijn die van \
            'portaal read'; bij een sectie staat het kenmerk van elk bericht.

            --json geeft {"page","edition","updated","builtIn","headlines":[{"id","title",\
            "teaser","section","source","published","read","outlets"}]}; tijden zijn ISO 8601 in \
            UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            """
            Een sectie of een editie, ongeacht hoofdletters. Heten een sectie en een editie \
            allebei Zeeland, dan is 'Voorpagina Zeeland' de editie.
            """, valueName: "sectie"),
        completion: CompletionKind.pages)
    var section: String?

    @Flag(name: .long, help: .hidden)
    var why = false

    @OptionGroup var options: PlainOptions
    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run(text) { startup, library in
            let choice = try PageChoice(section, in: startup.editions)
            let page = try PlainPage(
                choice, in: &library, now: startup.clock.now, withReasons: why)
            try StandardStream.output.write(
                page, startup.settings, isJSON: options.json, width: options.width)
        }
    }
}

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon één bericht als gewone tekst.",
        discussion: """
            Het bericht blijft wat het was: gelezen of ongelezen.

            --json geeft {"id","title","section","source","authors":[],"published","updated",\
            "link","readingMinutes","text","beginning","links":[],"others":[…],"more":[…]}, waarin \
            beginning zegt dat de rest van de tekst voor abonnees is, links de adressen zijn waar \
            de tekst naar verwijst, op nummer, en others (dezelfde gebeurtenis bij andere \
            bronnen) en more berichten hebben als bij 'portaal print --json'; tijden zijn ISO \
            8601 in UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Het nummer op de voorpagina, of het kenmerk van 16 tekens.", valueName: "bericht"))
    var article: String

    @Flag(help: "Geef het bericht als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run(text) { startup, library in
            let id = try library.identifier(article, in: startup.editions)
            let article = try PlainArticle(
                id, in: &library, now: startup.clock.now, isLinear: startup.settings.isLinear)
            guard let article else { throw CommandFailure.failed(Wording.articleGone) }
            try StandardStream.output.write(article, startup.settings, isJSON: json)
        }
    }
}

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon twee berichten naast elkaar.",
        discussion: """
            Alinea's die hetzelfde vertellen staan bij elkaar. Wat maar in één van beide staat, \
            staat tussen [- en -] of tussen {+ en +}; een alinea met = staat in beide. Zonder \
            tweede bericht wordt vergeleken met een ander verslag van hetzelfde nieuws, of met \
            wat er stond voordat het bericht gewijzigd werd.

            --json geeft {"left","right","likeness","cut","rows":[…]}; left en right zijn \
            {"id","title","source","since","earlier"}, likeness is een percentage, en elke rij is \
            {"left","right","onlyLeft":[],"onlyRight":[]}, waarin left en right tekst zijn of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Het nummer op de voorpagina, of het kenmerk van 16 tekens.", valueName: "bericht"))
    var article: String

    @Argument(help: ArgumentHelp("Het andere bericht.", valueName: "ander"))
    var other: String?

    @OptionGroup var options: PlainOptions
    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run(text) { startup, library in
            let id = try library.identifier(article, in: startup.editions)
            let reports = try library.comparableReports(of: id)
            guard let report = reports.first else {
                throw CommandFailure.failed(Wording.articleGone)
            }
            let second: StoryReport
            if let other {
                let id = try library.identifier(other, in: startup.editions)
                guard let article = try library.article(id) else {
                    throw CommandFailure.failed(Wording.articleGone)
                }
                second = StoryReport(article)
            } else {
                guard reports.count > 1 else {
                    throw CommandFailure.failed(Wording.nothingToCompare)
                }
                second = reports.dropFirst().first { !$0.isEarlier } ?? reports[1]
            }
            try StandardStream.output.write(
                PlainComparison(report, with: second), startup.settings, isJSON: options.json,
                width: options.width)
        }
    }
}

struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Zoek berichten en toon ze als gewone tekst.",
        discussion: """
            Vindt berichten waarin elk van de woorden een woord begint, ongeacht hoofdletters en \
            accenten, en daarna die waarin het midden in een woord staat ('tunnel' in \
            'Westerscheldetunnel'); het nieuwste eerst, één per verhaal, met het kenmerk dat \
            'portaal read' leest. Ook niets vinden is gelukt: dan staat er welk woord je misschien \
            bedoelde.

            --json geeft {"query","total","suggestion","headlines":[…]}: total is het aantal \
            gevonden berichten, suggestion wat je misschien bedoelde of null, en headlines heeft \
            berichten als bij 'portaal print --json'.
            """)

    @Argument(help: ArgumentHelp("Wat er in het bericht staat.", valueName: "woorden"))
    var words: [String]

    @Option(
        help: ArgumentHelp(
            "Hoogstens zoveel berichten, 1 tot \(PlainHits.counts.upperBound).",
            valueName: "aantal"))
    var count = PlainPage.headlineCount

    @Flag(help: "Geef de berichten als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard PlainHits.counts.contains(count) else {
            throw ValidationError(Wording.countOutOfBounds.string)
        }
    }

    func run() throws {
        try common.run(text) { startup, library in
            let query = SafeText(line: words.joined(separator: " "), limit: 200)
            guard query.string.contains(where: \.isOfWord) else {
                throw CommandFailure.wrongUse(Wording.nothingToSearch)
            }
            let hits = try PlainHits(
                query, count: count, in: &library, now: startup.clock.now)
            try StandardStream.output.write(hits, startup.settings, isJSON: json)
        }
    }
}

struct Stories: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon welke verhalen bij meer bronnen staan.",
        discussion: """
            Hoogstens \(PlainStories.count) verhalen, het nieuwste eerst, elk met zijn berichten \
            in de volgorde van de bronnen.

            --json geeft {"stories":[{"outlets","reports":[…]}]}, waarin reports berichten heeft \
            als bij 'portaal print --json'.
            """)

    @Flag(help: "Geef de verhalen als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run(text) { startup, library in
            let stories = try PlainStories(in: &library, now: startup.clock.now)
            try StandardStream.output.write(stories, startup.settings, isJSON: json)
        }
    }
}

struct Count: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tel de ongelezen berichten van de voorpagina of een sectie.",
        discussion: """
            Voor de statusbalk van tmux, waybar en dergelijke: er komt geen netwerk aan te pas. \
            Een verhaal dat bij meer bronnen staat, telt één keer.

            --json geeft {"page","edition","unread"}.
            """)

    @Argument(
        help: ArgumentHelp(
            """
            Een sectie of een editie, ongeacht hoofdletters. Heten een sectie en een editie \
            allebei Zeeland, dan is 'Voorpagina Zeeland' de editie.
            """, valueName: "sectie"))
    var section: String?

    @Flag(help: "Geef het antwoord als JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let choice = try PageChoice(section, in: startup.editions)
            let count = try PlainCount(choice, in: &library)
            try StandardStream.output.write(count, startup.settings, isJSON: json)
        }
    }
}
