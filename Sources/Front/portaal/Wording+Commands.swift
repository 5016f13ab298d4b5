import PortalCore
import PortalModel
import TextGrid

/// What the commands print; their help stands in themselves.
extension Wording {
    static func windowCut(_ size: Size) -> SafeText {
        "Het venster is groter dan \(size.width) bij \(size.height) tekens; de rest blijft leeg."
    }
    // Choosing
    static func noCommand(_ word: SafeText) -> SafeText {
        "De opdracht '\(word)' bestaat niet; 'portaal --help' noemt wat er is."
    }
    static func noSection(_ name: SafeText, among names: [SafeText]) -> SafeText {
        "De sectie '\(name)' bestaat niet; kies uit \(names.joined(separator: ", "))."
    }
    static func noArticleName(_ name: SafeText) -> SafeText {
        """
        '\(name)' is geen nummer van de voorpagina en geen kenmerk van 16 tekens; \
        'portaal print' noemt de nummers.
        """
    }
    static func frontPageHasOnly(_ count: Int) -> SafeText {
        count == 1
            ? "De voorpagina noemt maar 1 bericht." : "De voorpagina noemt maar \(count) berichten."
    }
    static let widthOutOfBounds: SafeText = "Een breedte is een getal van 20 tot 1000"

    // Articles
    static let noStories: SafeText = "Geen verhaal staat nu bij meer dan één bron."
    static let nothingToSearch: SafeText = "Noem een woord van letters of cijfers om te zoeken."
    static func hits(_ count: Int, of query: SafeText) -> SafeText {
        switch count {
        case 0: "Geen bericht met '\(query)'."
        case 1: "1 bericht met '\(query)':"
        default: "\(count) berichten met '\(query)':"
        }
    }
    static let noTextGiven: SafeText = "De bron gaf geen tekst bij dit bericht."

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
        case .unchanged: "niet veranderd"
        case .failed: report.problem?.sentence ?? "mislukt"
        }
    }
    static func round(_ report: RoundReport) -> SafeText {
        let sources: [SafeText] = [
            "\(report.fetched) opgehaald", "\(report.unchanged) niet veranderd",
            "\(report.failed) mislukt",
        ]
        return """
            \(new(report.new)), \(report.changed) gewijzigd · bronnen: \
            \(sources.joined(separator: ", "))
            """
    }
    static let nothingDue: SafeText = "Er is geen bron die nu opgehaald mag worden."
    static let everySourceFailed: SafeText = """
        Geen enkele bron gaf nieuws; 'portaal doctor' zoekt uit waarom.
        """
    static func failed(_ problem: DeliveryProblem) -> SafeText {
        guard problem.code == .courierStopped else { return problem.sentence }
        return """
            De bezorger is gestopt (\(problem.context ?? "onbekend")); 'portaal doctor' zoekt uit \
            waarom.
            """
    }

    // Browsers
    /// That a program could not be started, with the system's reason for it.
    static func notStarted(_ path: String, _ reason: String) -> SafeText {
        """
        \(SafeText(line: path, limit: 80)) kan niet worden gestart \
        (\(SafeText(line: reason, limit: 80))).
        """
    }

    // Webmail and themes
    static let noWebmail: SafeText = """
        Nog geen webmail gekozen; 'portaal webmail zeelandnet' of 'portaal webmail delta' kiest.
        """
    static func webmail(_ provider: WebmailProvider, at address: WebAddress) -> SafeText {
        "\(webmail(of: provider)): \(address.publicText)"
    }
    static let webmailForgotten: SafeText = "De keuze is gewist; de portaal vraagt er weer naar."
}
