extension DeliveryProblem {
    /// One Dutch sentence that says what happened and, where the reader can do something, what.
    public var sentence: SafeText {
        // A reason in brackets, where there is one.
        let reason: SafeText = context.map { " (\($0))" } ?? .empty
        let context = context ?? "onbekend"
        return switch code {
        case .hostNotFound:
            "De naam \(context) is niet gevonden; controleer het adres of de verbinding."
        case .noConnection: "Er kwam geen verbinding tot stand\(reason)."
        case .timedOut: "Geen volledig antwoord binnen \(context) seconden."
        case .tooLarge: "Het antwoord is groter dan de grens van \(context) MB."
        case .brokenOff: "De verbinding werd halverwege verbroken\(reason)."
        case .untrusted: "De beveiligde verbinding is niet te vertrouwen\(reason)."
        case .status: "De server antwoordde met foutcode \(context)."
        case .gone: "Dit bestaat niet meer, zegt de server (410)."
        case .tooManyRedirects: "De server verwees vaker dan \(context) keer door."
        case .redirectRefused: "Een doorverwijzing naar \(context) is geweigerd."
        case .addressRefused: "Het adres \(context) wordt niet opgehaald."
        case .empty: "Het antwoord was leeg."
        case .webPage: "Er kwam een webpagina in plaats van een nieuwsbron."
        case .notAFeed: "Het antwoord is geen nieuwsbron\(reason)."
        case .malformed: "De nieuwsbron is te beschadigd om te lezen\(reason)."
        case .consentWall: "De site vraagt eerst toestemming voor cookies."
        case .paywall: "Alleen abonnees kunnen dit artikel lezen."
        case .noText: "Op de pagina staat geen artikel."
        case .notAPage: "Het antwoord is geen webpagina\(reason)."
        case .notAPicture: "Het beeld kan niet worden getekend\(reason)."
        case .noPictureLibraries:
            "Voor afbeeldingen zijn libchafa0 en libgdk-pixbuf-2.0-0 nodig."
        case .notStored: "Het nieuws kon niet worden bewaard\(reason)."
        case .busy: "Er is al een bezorger onderweg."
        case .courierStopped: "De bezorger is gestopt\(reason); r probeert het opnieuw."
        }
    }
}
