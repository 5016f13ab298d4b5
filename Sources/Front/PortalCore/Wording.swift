import PortalModel
import TextGrid

/// Every Dutch word of the interface, in one place, so that another language is one more file.
public enum Wording {
    // The portal
    public static let masthead: SafeText = "ZeelandNet"
    static let edition: SafeText = "Editie:"
    public static let frontPage: SafeText = "Voorpagina"
    static let justIn: SafeText = "Net binnen"
    /// Above the list that follows an article.
    public static func more(from section: SafeText) -> SafeText { "Meer uit \(section)" }
    /// Above the addresses that an article leads to.
    public static let links: SafeText = "Links"
    static let tooSmall: SafeText = "Het venster is te klein; maak het minstens 40×10."

    // Lists
    public static func empty(_ section: SafeText?) -> SafeText {
        section.map { "Nog geen berichten in \($0)." } ?? "Nog geen berichten op de voorpagina."
    }
    static func listForm(_ form: ListForm) -> SafeText {
        "Lijsten: \(form.name) · d: volgende vorm"
    }
    static let emptyHint: SafeText = "r: nieuws ophalen"
    static let noText: SafeText =
        "De bron gaf geen tekst bij dit bericht. Met o open je de pagina in de browser."
    static let previewOfTeaser: SafeText = "Enter haalt het hele artikel op."
    static let pageUnderWay: SafeText = "Het hele artikel wordt opgehaald …"
    /// Below the beginning that a page shows.
    public static let restForSubscribers: SafeText =
        "De rest van dit artikel is alleen voor abonnees."
    static func pageRefused(_ reason: SafeText) -> SafeText {
        "\(reason) Met o open je de pagina in de browser."
    }
    static func pageFailed(_ reason: SafeText) -> SafeText {
        pageRefused("Het hele artikel is niet opgehaald. \(reason)")
    }
    public static func outlets(_ count: Int) -> SafeText { "\(count) bronnen" }
    /// The same of one that perhaps fewer told when it was read.
    static func outlets(_ count: Int, formerly former: Int?) -> SafeText {
        former.map { "\(outlets(count)), was \($0)" } ?? outlets(count)
    }
    static func shortOutlets(_ count: Int, formerly former: Int?) -> SafeText {
        former.map { "\(count) br., was \($0)" } ?? "\(count) br."
    }
    public static func alsoIn(_ outlets: SafeText) -> SafeText { "Ook bij \(outlets)" }
    static func alsoInWithKey(_ outlets: SafeText) -> SafeText { "\(alsoIn(outlets)) (v)" }
    static let compareWithKey: SafeText = "vergelijk (c)"
    /// "NU.nl, Trouw en Omroep Zeeland".
    static func list(_ names: [SafeText]) -> SafeText {
        guard let last = names.last, names.count > 1 else { return names.first ?? .empty }
        return "\(names.dropLast().joined(separator: ", ")) en \(last)"
    }
    /// "Bronnen verschillen: twee gewonden bij NOS, drie bij NU.nl".
    static func differ(_ contradiction: Contradiction) -> SafeText {
        let claims = contradiction.claims.enumerated().map { index, claim -> SafeText in
            let thing: SafeText = index == 0 ? " \(contradiction.thing)" : .empty
            return "\(number(claim.number))\(thing) bij \(list(claim.sources))"
        }
        return "Bronnen verschillen: \(claims.joined(separator: ", "))"
    }
    private static func number(_ number: Int) -> SafeText {
        (1...12).contains(number)
            ? SafeText(cleaning: Contradiction.numberWords[number - 1]) : "\(number)"
    }
    static let noPicture: SafeText = "Bij dit artikel staat geen foto."
    static let noPictures: SafeText = "Op dit scherm kunnen geen foto’s worden getoond."
    static let picturesOff: SafeText = "Foto’s worden niet meer getoond · i: weer tonen"
    static let pictureUnderWay: SafeText = "De foto wordt opgehaald …"
    static let noOtherSource: SafeText = "Geen andere bron heeft dit verhaal."
    public static func minutesToRead(_ minutes: Int) -> SafeText { "\(minutes) min lezen" }
    public static let articleGone: SafeText = "Dit bericht is er niet meer."
    static let lastArticle: SafeText = "Dit was het laatste ongelezen bericht."
    static let noMoreArticles: SafeText = "Verder zijn er geen berichten."
    static let firstArticle: SafeText = "Dit is het eerste bericht."
    static func noLink(_ number: Int) -> SafeText { "Er is geen link [\(number)] in dit artikel." }
    static func openLink(_ number: Int, host: SafeText) -> SafeText {
        "Enter opent [\(number)] op \(host)"
    }
    public static let noAddress: SafeText = "Dit bericht heeft geen adres op het web."
    static func opens(_ host: SafeText) -> SafeText { "Geopend in de browser: \(host)" }
    static func copied(_ address: SafeText) -> SafeText { "Gekopieerd: \(address)" }
    /// Where there is no browser.
    static func copiedForBrowser(_ address: SafeText) -> SafeText {
        "\(copied(address)) · hier is geen browser, plak het elders"
    }

    // Search, saved, undo
    static let search: SafeText = "Zoeken"
    static let searchHint: SafeText = "Typ een of meer woorden, of een deel ervan."
    static func nothingFound(_ query: SafeText) -> SafeText { "Niets gevonden voor ‘\(query)’." }
    /// Before and after what was probably meant.
    static let aroundSuggestion: (SafeText, SafeText) = ("Bedoelde je ", "?")
    /// How many articles were found, and where they are all told in how many stories.
    static func hits(_ results: SearchResults, isComplete: Bool) -> SafeText {
        if results.isCut { return "zeker \(results.total) treffers" }
        let hits: SafeText = results.total == 1 ? "1 treffer" : "\(results.total) treffers"
        return "\(hits)\(inStories(results, isComplete: isComplete))"
    }
    /// Of several reports of one story the list has one only.
    public static func inStories(_ results: SearchResults, isComplete: Bool) -> SafeText {
        let stories = results.headlines.count
        guard isComplete, !results.isCut, stories < results.total else { return .empty }
        return stories == 1 ? " in 1 verhaal" : " in \(stories) verhalen"
    }
    static func hit(_ number: Int, of count: Int) -> SafeText { "Treffer \(number) van \(count)" }
    static func noFurtherHit(of count: Int, isForward: Bool) -> SafeText {
        if count == 0 { return "Wat je zocht staat hier niet letterlijk." }
        return isForward ? "Dit was de laatste treffer." : "Dit was de eerste treffer."
    }
    static let saved: SafeText = "Bewaard"
    static let savedMark: SafeText = "bewaard"
    static let savedSign: SafeText = "♥"
    static let nothingSaved: SafeText = "Nog niets bewaard · s: bericht bewaren"
    static let waits: SafeText = "Even wachten: een ander portaal is aan het bewaren."
    static let hasSaved: SafeText = "Bewaard · S: alles tonen · u: ongedaan maken"
    static let hasUnsaved: SafeText = "Niet meer bewaard · u: ongedaan maken"
    static let allWasRead: SafeText = "Alles was al gelezen."
    static func hasMarked(_ isRead: Bool) -> SafeText {
        "Als \(isRead ? "gelezen" : "ongelezen") gemarkeerd · u: ongedaan maken"
    }
    static func hasMarked(_ count: Int, _ isRead: Bool) -> SafeText {
        "\(articles(count)) als \(isRead ? "gelezen" : "ongelezen") gemarkeerd · u: ongedaan maken"
    }
    static func hasSaved(_ count: Int, _ isSaved: Bool) -> SafeText {
        "\(articles(count)) \(isSaved ? "bewaard" : "niet meer bewaard") · u: ongedaan maken"
    }
    static func articles(_ count: Int) -> SafeText {
        count == 1 ? "1 bericht" : "\(count) berichten"
    }
    static let chosenMark: SafeText = "gekozen"
    static func chosen(_ count: Int) -> SafeText {
        "\(count) gekozen · m: gelezen · s: bewaren · Esc: niet meer"
    }
    static let readMark: SafeText = "gelezen"
    static let nothingToUndo: SafeText = "Er is niets om ongedaan te maken."
    static let hintOpen: SafeText = "openen"
    static let hintSearch: SafeText = "zoek"
    static let hintToList: SafeText = "naar de lijst"
    static let hintSuggestion: SafeText = "zoek dat"
    static let hintSave: SafeText = "bewaar"
    static let hintHit: SafeText = "treffer"

    // Delivery
    public static func refreshing(_ done: Int, of total: Int) -> SafeText {
        "Verversen \(done)/\(total)"
    }
    static func refreshingPlain(_ done: Int, of total: Int) -> SafeText {
        "Verversen \(done) van \(total)"
    }
    /// Before a round has counted its sources.
    public static let refreshStarts: SafeText = "Verversen …"
    public static func new(_ count: Int) -> SafeText { "\(count) nieuw" }
    static func moreNew(_ count: Int) -> SafeText { "ruim \(new(count))" }
    /// Of an article that came since the last visit.
    static let newMark: SafeText = "nieuw"
    static func changed(_ count: Int) -> SafeText { "\(count) gewijzigd" }
    /// Of an article that was read before.
    static let changedMark: SafeText = "gewijzigd"
    static func changed(at moment: Timestamp, _ now: Timestamp) -> SafeText {
        "\(changedMark) \(shortMoment(moment, at: now))"
    }
    static func changedSinceReading(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        "Gewijzigd \(shortMoment(moment, at: now)), nadat je dit las: c toont wat"
    }
    static func changedMeanwhile(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        "Dit bericht is \(on(moment, at: now)) gewijzigd: c toont wat"
    }
    /// In a section, between what is new since the last visit and the rest.
    static func newSince(_ visit: Timestamp, at now: Timestamp) -> SafeText {
        "tot hier nieuw sinds je vorige bezoek, \(on(visit, at: now))"
    }
    static func failed(_ count: Int) -> SafeText {
        count == 1 ? "1 bron mislukt (B)" : "\(count) bronnen mislukt (B)"
    }
    static let offline: SafeText = "geen internetverbinding"
    static let nothingNew: SafeText = "niets nieuws"
    static let allFailed: SafeText = "geen bron bereikbaar (B: details)"
    static let builtInEdition: SafeText = "Meegeleverde editie"
    static let neverUpdated: SafeText = "Nog niet opgehaald"
    /// How fresh the news is: "Bijgewerkt om 14:23", with the day before it unless that is `now`'s.
    public static func updated(_ checked: Timestamp?, at now: Timestamp) -> SafeText {
        guard let checked else { return neverUpdated }
        let moment = CivilTime(local: checked)
        return moment.daysSinceEpoch == CivilTime(local: now).daysSinceEpoch
            ? "Bijgewerkt om \(time(moment))"
            : "Bijgewerkt \(shortDate(moment)) om \(time(moment))"
    }
    static func newAbove(_ count: Int) -> SafeText {
        count == 1 ? "▲ 1 nieuw bericht (g)" : "▲ \(count) nieuwe berichten (g)"
    }
    static func moreBelow(_ count: Int) -> SafeText { "▼ nog \(count)" }
    static let muchMoreBelow: SafeText = "▼ meer"
    static let someNewAbove: SafeText = "▲ nieuwe berichten (g)"
    static let withheld: SafeText = "Dat kan in dit portaal niet."
    static let alreadyRefreshing: SafeText = "Er wordt al ververst."

    // Webmail
    static let webmail: SafeText = "Webmail"
    static let chooseWebmail: SafeText = "Kies je webmail"
    static let webmailQuestion: SafeText = """
        Omdat ZeelandNet ook DELTA webmail aanbiedt, vragen we je eenmalig je voorkeur op te \
        geven.
        """
    public static func webmail(of provider: WebmailProvider) -> SafeText {
        "\(provider.name) webmail"
    }
    static let choiceHint: SafeText = "←→ kiezen · Enter bevestigen · Esc later"
    static func webmailChosen(_ provider: WebmailProvider) -> SafeText {
        "\(webmail(of: provider)) gekozen · w: openen · W: keuze wijzigen"
    }
    static func webmailHint(_ provider: WebmailProvider?) -> SafeText {
        provider.map { "\($0.name) (w)" } ?? "\(webmail) (w)"
    }
    /// The same without a sign before it.
    static func spokenWebmailHint(_ provider: WebmailProvider?) -> SafeText {
        provider.map { "\(webmail(of: $0)) (w)" } ?? "\(webmail) (w)"
    }

    // Themes
    static let themes: SafeText = "Thema"
    static let themesHint: SafeText = "↑↓ bekijken · Enter kiezen · Esc terug"
    static let automaticTheme: SafeText = "Licht of donker, zoals de terminal."
    static func themeChosen(_ name: SafeText) -> SafeText { "Thema \(name) gekozen." }

    // Sources
    static let sources: SafeText = "Bronnen"
    static func sourcesFailed(_ count: Int) -> SafeText { "\(count) mislukt" }
    /// Where sources are asked only when the reader says so.
    public static let notAutomatic: SafeText = "verversen gaat niet vanzelf"
    static let neverChecked: SafeText = "nog niet opgehaald"
    static let neverDelivered: SafeText = "nog nooit opgehaald"
    static let notAskedAgain: SafeText = "wordt niet meer opgehaald"
    static func lastDelivered(_ time: SafeText) -> SafeText { "laatst opgehaald \(time)" }
    static func nextPoll(_ time: SafeText, isFailing: Bool) -> SafeText {
        isFailing ? "nieuwe poging vanaf \(time)" : "weer vanaf \(time)"
    }
    /// How the last delivery of a source went: "laatst opgehaald 14:23 · weer vanaf 15:23", with
    /// what went wrong before it; without the next one where sources are not asked by themselves.
    public static func delivery(
        of health: SourceHealth, at now: Timestamp, isAutomatic: Bool
    ) -> SafeText {
        let isAsked = isAutomatic && !health.source.isPaused
        let next = health.nextPoll.flatMap { $0 == .never || isAsked && $0 > now ? $0 : nil }
        let never = health.checked == nil ? neverChecked : neverDelivered
        let facts = [
            health.source.isPaused ? isPaused : .empty,
            health.source.interval.map { "elke \($0 / 3600) uur" } ?? .empty,
            health.delivered.map { lastDelivered(shortMoment($0, at: now)) } ?? never,
            next.map { next in
                next == .never
                    ? notAskedAgain
                    : nextPoll(shortMoment(next, at: now), isFailing: health.isFailing)
            } ?? .empty,
        ].joined(separator: " · ")
        return health.problem.map { "\($0.sentence) \(facts.capitalised)" } ?? facts
    }
    public static let noSources: SafeText = "Er zijn geen bronnen."

    static let isFirstSource: SafeText = "Deze bron staat al bovenaan in de sectie."
    static let isLastSource: SafeText = "Deze bron staat al onderaan in de sectie."

    // Why a key does nothing
    static let notHere: SafeText = "Dat kan hier niet."
    static let nothingSelected: SafeText = "Kies eerst een bericht in een lijst."
    static let onlyInArticle: SafeText = "Dat kan in een artikel · Enter: lezen"
    static let onlyInComparison: SafeText = "Dat kan bij het vergelijken · c in een artikel"
    static func onlyInSearch(_ key: SafeText?) -> SafeText {
        "Dat kan na het zoeken\(key.map { " · \($0): zoeken" } ?? .empty)"
    }
    static func onlyInSources(_ key: SafeText?) -> SafeText {
        "Dat kan bij de bronnen\(key.map { " · \($0): bronnen" } ?? .empty)"
    }
    static func noCommand(of key: SafeText, help: SafeText?) -> SafeText {
        "De toets \(key) doet hier niets\(help.map { " · \($0): alle toetsen" } ?? .empty)"
    }
    static func nothingToGoBackTo(quit key: SafeText?) -> SafeText {
        "Dit is de voorpagina\(key.map { " · \($0): stoppen" } ?? .empty)"
    }
    static func noPage(_ number: Int) -> SafeText { "Er is geen pagina \(number)." }
    static let onlyEdition: SafeText = "Er is maar één editie."
    static let noOtherPane: SafeText = "Ernaast staat nu geen lijst."
    static func noReport(_ number: Int) -> SafeText { "Er is geen verslag \(number)." }

    // Help
    static let help: SafeText = "Toetsen"
    /// What stands behind what a key does.
    static let commandNames: SafeText = "na · de naam voor [keys] in portaal.toml"

    // Hints in the status line
    static let hintRead: SafeText = "lees"
    static let hintRefresh: SafeText = "ververs"
    static let hintWebmail: SafeText = "webmail"
    static let hintHelp: SafeText = "hulp"
    static let hintBack: SafeText = "terug"
    static let hintOn: SafeText = "verder"
    static let hintBrowser: SafeText = "browser"
    static let hintNext: SafeText = "volgende"
    static let hintPane: SafeText = "lijst"

    // Settings
    static let settings: SafeText = "Instellingen"
    static let noneYet: SafeText = "nog niet gekozen"
    static let hintChange: SafeText = "wijzig"
    static let hintChoose: SafeText = "kies"
    /// Of something that is on.
    static let uninstalled: SafeText = "maar niet geïnstalleerd"

    // Comparing
    /// In place of a comparison.
    public static let nothingToCompare: SafeText =
        "Er is geen ander verslag en geen eerdere versie."
    static let noOtherReport: SafeText = "Er is geen ander verslag om mee te vergelijken."
    public static func alike(_ percent: Int) -> SafeText { "\(percent)% gelijk" }
    static func report(_ number: Int, of count: Int, isEarlier: Bool) -> SafeText {
        let kind: SafeText = isEarlier ? "eerdere versie," : "verslag"
        return "\(kind) \(number) van \(count) (v: volgende)"
    }
    /// For texts that go on after what is compared.
    public static let comparisonIsCut: SafeText = "alleen het begin is vergeleken"
    static let reports: SafeText = "Verslagen"
    static let underlined: SafeText = "onderstreept"
    static let onlyHereLegend: SafeText = "staat maar in één van de twee"
    /// What stands around the words of one text alone, where no look can tell.
    static let onlyHere: (SafeText, SafeText) = ("{", "}")
    /// In place of a paragraph that one of two texts does not have.
    public static let absent: SafeText = "ontbreekt"
    /// The same, where it has the words in another place.
    public static let elsewhere: SafeText = "staat elders"
    static func bothReports(_ one: Int, _ other: Int) -> SafeText { "\(one) en \(other):" }
    static let hintReport: SafeText = "andere versie"
    /// For what an article was before it was changed.
    public static let earlier: SafeText = "eerder"
    static let atPresent: SafeText = "nu"

    /// "1 ZeelandNet, nu · dinsdag 18 januari 2022, 14:05", or with a shorter time.
    static func name(
        of report: StoryReport, number: Int, besidesEarlier: Bool, at now: Timestamp, width: Int
    ) -> SafeText {
        let state = report.isEarlier ? earlier : besidesEarlier ? atPresent : .empty
        let name = ["\(number) \(report.source)", state].joined(separator: ", ")
        guard let since = report.since else { return "\(name) · \(undated)" }
        let whole: SafeText = "\(name) · \(moment(CivilTime(local: since)))"
        return whole.columns > width ? "\(name) · \(shortMoment(since, at: now))" : whole
    }

    /// "Bijgewerkt 14:23 · 2 wijzigingen".
    public static func changed(_ changes: Changes, at now: Timestamp) -> SafeText {
        let count: SafeText =
            changes.count == 1 ? "1 wijziging" : "\(changes.count) wijzigingen"
        return "Bijgewerkt \(shortMoment(changes.last, at: now)) · \(count)"
    }
}

extension SafeText {
    fileprivate var capitalised: SafeText {
        SafeText(cleaning: string.prefix(1).uppercased() + string.dropFirst())
    }

    /// Names of keys, or a sentence with some in it, with words in place of arrows.
    var arrowsInWords: SafeText {
        guard string.contains(where: { "←→↑↓".contains($0) }) else { return self }
        // Of a sentence with hints as much as can be has to stay.
        let isSentence = string.contains(" · ")
        let pairs = [
            ("↑↓", isSentence ? "pijlen" : "pijl omhoog/omlaag"),
            ("←→", isSentence ? "pijlen" : "pijl links/rechts"),
        ]
        let text = pairs.reduce(string) { $0.replacing($1.0, with: $1.1) }
        guard text.contains(where: { "←→↑↓".contains($0) }) else { return SafeText(line: text) }
        let words = [
            ("↑", "pijl omhoog"), ("↓", "pijl omlaag"), ("←", "pijl links"), ("→", "pijl rechts"),
        ]
        let keys = isSentence ? [text[...]] : text.split(separator: " ")
        return SafeText(
            line: keys.map { key in
                words.reduce(String(key)) { $0.replacing($1.0, with: $1.1) }
            }.joined(separator: ", "))
    }
}
