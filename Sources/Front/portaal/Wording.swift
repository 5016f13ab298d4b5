import PortalApp
import PortalCore
import PortalModel

/// What the commands print; their help stands in themselves.
extension Wording {
    static let unexpected: SafeText = "Er ging iets onverwachts mis; wat, staat in het logboek."

    // Choosing
    static func noTrace(_ path: SafeText, _ error: SystemError) -> SafeText {
        "In \(path) kan niet worden geschreven (\(error.reason))."
    }
    static let widthOutOfBounds: SafeText = "Een breedte is een getal van 20 tot 1000"

    static let noTraceHere: SafeText = "--trace en --restricted gaan niet samen"
    static let storeWithoutPath: SafeText = "Geef --store het volledige pad van een map"

    static let countOutOfBounds: SafeText = "Een aantal is een getal van 1 tot 1000"
    static let nothingToSearch: SafeText =
        "Geef een woord van letters of cijfers om naar te zoeken."
    // Delivery
    static func delivered(_ report: SourceReport) -> SafeText {
        let shortfall: SafeText =
            report.outcome == .fetched
            ? report.problem.map { "; \($0.sentence) \(restUnread)" } ?? .empty : .empty
        return "\(counts(of: report))\(shortfall)"
    }
    private static let restUnread: SafeText = "Wat daarna komt is niet gelezen."
    private static func counts(of report: SourceReport) -> SafeText {
        switch report.outcome {
        case .fetched where report.new == 0 && report.changed == 0: "opgehaald, niets nieuws"
        case .fetched where report.changed == 0: "\(report.new) nieuw"
        case .fetched: "\(report.new) nieuw, \(report.changed) gewijzigd"
        case .unchanged: "ongewijzigd"
        case .failed: report.problem?.sentence ?? "mislukt"
        }
    }
    static func round(_ report: RoundTotals) -> SafeText {
        guard report.fetched + report.unchanged + report.failed > 0 else {
            return "Geen enkele bron mag nu worden opgehaald."
        }
        let waiting: SafeText = report.waiting == 1 ? "1 wacht" : "\(report.waiting) wachten"
        let sources: [SafeText] = [
            "\(report.fetched) opgehaald", "\(report.unchanged) ongewijzigd",
            "\(report.failed) mislukt", report.waiting > 0 ? waiting : .empty,
        ].filter { !$0.isEmpty }
        return """
            \(new(report.new)), \(report.changed) gewijzigd · bronnen: \
            \(sources.joined(separator: ", "))
            """
    }
    static let noInternet: SafeText = "Geen internetverbinding; er is niets opgehaald."
    static let everySourceFailed: SafeText =
        "Geen enkele bron gaf nieuws; 'portaal doctor' zoekt uit waarom."

    // Webmail and themes
    static let noWebmail: SafeText =
        "Nog geen webmail gekozen; 'portaal webmail zeelandnet' of 'portaal webmail delta' kiest."
    static func webmail(_ provider: WebmailProvider, at address: WebAddress) -> SafeText {
        "\(webmail(of: provider)): \(address.publicText)"
    }
    static let webmailForgotten: SafeText = "De keuze is gewist; het portaal vraagt er weer naar."
    static func noTheme(_ name: SafeText, among names: [SafeText]) -> SafeText {
        "Het thema '\(name)' bestaat niet; \(choice(for: name, among: names))"
    }
    static func themeChosen(_ name: SafeText) -> SafeText {
        "Het thema is nu \(name)."
    }
}

/// What the commands about subscriptions print.
extension Wording {
    static func noWebAddress(_ text: SafeText) -> SafeText {
        "'\(text)' is geen http- of https-adres."
    }
    static let emptyName: SafeText = "Een sectie of bron heeft een naam nodig."
    static let noSuchPlace: SafeText =
        "Een plaats telt vanaf 1, en uren gaan van 0 tot en met die van een jaar."
    static func mendSubscriptions(_ file: SafeText) -> SafeText {
        "\(file) heeft fouten; verbeter het of haal het weg, dan kan het portaal erin schrijven."
    }

    // Adding and removing
    static func foundFeed(_ source: Source) -> SafeText {
        "Gevonden: \(source.name) · \(source.address.publicText)"
    }
    static func pageLinks(_ count: Int) -> SafeText {
        "Deze pagina noemt \(count) nieuwsbronnen:"
    }
    static func whichFeed(_ count: Int) -> SafeText { "Welke? [1-\(count), n voor geen]" }
    static let pageWithoutFeeds: SafeText =
        "Op dat adres staat geen nieuwsbron, en ook geen pagina die er een noemt."
    static func linkedNoFeed(_ address: WebAddress) -> SafeText {
        "De pagina noemt \(address.publicText), maar dat is geen nieuwsbron."
    }
    static func addTo(_ section: SafeText) -> SafeText { "Toevoegen aan \(section)? [J/n]" }
    static func added(_ name: SafeText, to section: SafeText) -> SafeText {
        "\(name) staat nu in \(section)."
    }
    static let headersAndPassword: SafeText =
        "Naast --headers kunnen --user en --password-command niet."
    static let userAndPassword: SafeText = """
        --user en --password-command horen bij elkaar: --user jan --password-command pass show \
        krant.
        """
    static func onAnotherServer(_ address: WebAddress) -> SafeText {
        """
        De bron staat op een andere server, die het wachtwoord niet krijgt; geef het adres \
        daarvan: \(address.publicText)
        """
    }
    static let notAdded: SafeText = "Er is niets toegevoegd."
    static func alreadyIn(_ section: SafeText, _ address: WebAddress) -> SafeText {
        "\(address.publicText) staat al in \(section)."
    }
    static func noSuchSource(_ address: WebAddress, among others: [WebAddress]) -> SafeText {
        let meant = others.map(\.publicText).nearest(to: address.publicText)
        let hint = meant.map(didYouMean) ?? "'portaal sources' noemt ze."
        return "Geen bron heeft het adres \(address.publicText); \(hint)"
    }
    static let lastSource: SafeText = "Dit is de laatste bron; voeg eerst een andere toe."
    static func removed(_ name: SafeText, from section: SafeText) -> SafeText {
        "\(name) is weg uit \(section)."
    }

    // OPML
    static func skipped(_ name: SafeText, _ address: SafeText) -> SafeText {
        "Overgeslagen: \([name, withoutUserInformation(address.string)].joined(separator: " · "))"
    }
    static func importCut(_ limit: Int) -> SafeText {
        "Het bestand noemt meer dan \(limit) bronnen; wat daarna komt is niet overgenomen."
    }
    static let importDamaged: SafeText =
        "Het bestand is geen zuivere XML; het kan zijn dat er iets ontbreekt."
    static let importBroken: SafeText =
        "Het bestand kon niet helemaal worden gelezen; er is niets overgenomen."
    static func imported(_ added: Int, present: Int, skipped: Int) -> SafeText {
        "\(sources(added)) toegevoegd, \(present) al aanwezig, \(skipped) overgeslagen."
    }
    static func exportExists(_ name: SafeText) -> SafeText {
        "\(name) bestaat al; --force vervangt het."
    }
    static func exportUnwritten(_ name: SafeText) -> SafeText {
        "\(name) kan niet worden geschreven; controleer de map en de rechten."
    }
    static func exported(_ count: Int, to name: SafeText) -> SafeText {
        "\(sources(count)) in \(name) gezet."
    }
    static func passwordsLeftOut(_ count: Int) -> SafeText {
        let places: SafeText = count == 1 ? "Uit 1 adres is" : "Uit \(count) adressen zijn"
        return "\(places) de naam en het wachtwoord weggelaten; --passwords laat ze staan."
    }
    static let passwordsOfSources: SafeText =
        "--passwords gaat over de bronnen, en niet over wat bewaard is."
    static func exportedSaved(_ count: Int, to name: SafeText) -> SafeText {
        count == 1 ? "1 bericht in \(name) gezet." : "\(count) berichten in \(name) gezet."
    }
    static let markdownNeedsSaved: SafeText =
        "--markdown gaat over wat bewaard is: portaal export --saved --markdown MAP."
    static func noFolder(_ name: SafeText) -> SafeText { "De map \(name) bestaat niet." }
    private static func sources(_ count: Int) -> SafeText {
        count == 1 ? "1 bron" : "\(count) bronnen"
    }
}
