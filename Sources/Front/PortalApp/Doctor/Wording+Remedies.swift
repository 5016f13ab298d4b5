import PortalCore
import PortalModel

/// What the reader can do about a source that fails.
extension Wording {
    /// Nil where there is nothing to say beyond the trouble itself; `isAutomatic` says whether
    /// sources are asked without the reader's doing anything.
    static func remedy(
        for source: SourceHealth, in place: SourcePlace, isAutomatic: Bool
    ) -> SafeText? {
        guard let problem = source.problem else { return nil }
        let address = source.source.address
        let triedAgain = triedAgain(isAutomatic)
        return switch problem.code {
        case .status:
            remedy(ofStatus: problem.context?.string ?? "", address, place, isAutomatic)
        case .gone: searchAnew(address, place)
        case .webPage, .notAFeed:
            """
            'portaal sources add \(address.publicText)' zoekt welke nieuwsbron daar is; \
            \(takeOut(address, place)).
            """
        case .addressRefused, .redirectRefused, .tooManyRedirects: check(address, place)
        case .malformed, .empty: "Dat ligt aan de bron. \(triedAgain)"
        case .tooLarge:
            source.isFailing
                ? "Geen enkel bericht kwam voor de grens; dat ligt aan de bron."
                : "Wat voor de grens kwam is bewaard; je hoeft niets te doen."
        case .hostNotFound: "Kijk of de verbinding werkt. \(check(address, place))"
        case .noConnection, .connectionRefused, .timedOut, .brokenOff: "\(triedAgain) \(triedNow)"
        case .untrusted:
            "Controleer of de klok van deze computer gelijk loopt; anders ligt het aan de bron."
        case .badEdition, .badSignature, .oldEdition, .expiredEdition, .damagedPart:
            "Dat ligt aan de uitgever van de editie. \(triedAgain)"
        case .accessRefused, .noCredentials:
            "Kijk naar user en password-command, of headers, van deze bron\(stands(in: place))."
        case .notStored: "Kijk bij de bestanden hierboven."
        case .sharedNews, .unreadableSettings, .busy, .courierStopped, .consentWall, .paywall,
            .noText, .notAPage,
            .notAPicture,
            .noPictureLibraries:
            nil
        }
    }

    private static func remedy(
        ofStatus status: String, _ address: WebAddress, _ place: SourcePlace, _ isAutomatic: Bool
    ) -> SafeText {
        let triedAgain = triedAgain(isAutomatic)
        return switch status {
        case "401", "407":
            """
            De server vraagt een naam en een wachtwoord: geef \(address.publicText) user en \
            password-command, of headers\(stands(in: place)).
            """
        case "403", "451":
            """
            De server laat programma's zoals dit niet toe. Open \(address.host) in een browser, of \
            vraag de beheerder van de site om de nieuwsbron open te stellen.
            """
        case "404": searchAnew(address, place)
        case "429":
            "De server vindt dat er te vaak om wordt gevraagd. \(asksLater(isAutomatic))"
        case "408", "425": "\(triedAgain) \(triedNow)"
        case _ where status.hasPrefix("5"): "Dat ligt aan de server. \(triedAgain)"
        default: check(address, place)
        }
    }

    private static func asksLater(_ isAutomatic: Bool) -> SafeText {
        isAutomatic
            ? "Het portaal wacht en vraagt het later vanzelf opnieuw."
            : "Wacht even met verversen."
    }
    private static func triedAgain(_ isAutomatic: Bool) -> SafeText {
        isAutomatic
            ? "Het portaal probeert het vanzelf opnieuw."
            : "Het portaal probeert het opnieuw als je ververst."
    }
    private static let triedNow: SafeText = "Met 'portaal sources check' gebeurt dat nu."

    private static func check(_ address: WebAddress, _ place: SourcePlace) -> SafeText {
        place == .builtIn
            ? "\(takeOut(address, place))."
            : "Controleer het adres \(address.publicText)\(stands(in: place))."
    }

    /// For an address at which there is nothing any more.
    private static func searchAnew(_ address: WebAddress, _ place: SourcePlace) -> SafeText {
        let site = WebAddress("/", relativeTo: address.withoutUser) ?? address
        return """
            Zoek het nieuwe adres met 'portaal sources add \(site.publicText)'; \
            \(takeOut(address, place)).
            """
    }

    private static func takeOut(_ address: WebAddress, _ place: SourcePlace) -> SafeText {
        switch place {
        case .configuration(let file): "het oude, \(address.publicText), staat in \(file)"
        case .subscriptions(let file):
            "'portaal sources remove \(address.publicText)' haalt het oude uit \(file)"
        case .builtIn:
            "'portaal sources remove \(address.publicText)' haalt deze ingebouwde bron weg"
        }
    }

    private static func stands(in place: SourcePlace) -> SafeText {
        switch place {
        case .configuration(let file), .subscriptions(let file): " in \(file)"
        case .builtIn: .empty
        }
    }
}
