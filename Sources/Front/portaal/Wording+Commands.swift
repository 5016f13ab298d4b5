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
    static let nothingDue: SafeText = "Geen enkele bron mag nu worden opgehaald."
    static let noInternet: SafeText = """
        Geen internetverbinding; er is niets opgehaald.
        """
    static let everySourceFailed: SafeText = """
        Geen enkele bron gaf nieuws; 'portaal doctor' zoekt uit waarom.
        """
    // Webmail and themes
    static let noWebmail: SafeText = """
        Nog geen webmail gekozen; 'portaal webmail zeelandnet' of 'portaal webmail delta' kiest.
        """
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
