extension DeliveryProblem {
    /// One Dutch sentence that says what happened and, where the reader can do something, what.
    public var sentence: SafeText {
        let context = context ?? "onbekend"
        return switch code {
        case .hostNotFound:
            "De naam \(context) is niet gevonden; controleer het adres of de verbinding."
        case .noConnection: "Er kwam geen verbinding tot stand (\(context))."
        case .timedOut: "Geen volledig antwoord binnen \(context) seconden."
        case .tooLarge: "Het antwoord is groter dan de grens van \(context) MB."
        case .brokenOff: "De verbinding werd halverwege verbroken (\(context))."
        case .untrusted: "De beveiligde verbinding is niet te vertrouwen (\(context))."
        case .status: "De server antwoordde met foutcode \(context)."
        case .gone: "Deze bron bestaat niet meer (410) en wordt niet meer opgehaald."
        case .tooManyRedirects: "De server verwees vaker dan \(context) keer door."
        case .redirectRefused: "Een doorverwijzing naar \(context) is geweigerd."
        case .addressRefused: "Het adres \(context) wordt niet opgehaald."
        case .empty: "Het antwoord was leeg."
        case .webPage: "Er kwam een webpagina in plaats van een nieuwsbron."
        case .notAFeed: "Het antwoord is geen nieuwsbron (\(context))."
        case .malformed: "De nieuwsbron is te beschadigd om te lezen (\(context))."
        case .consentWall:
            "De site vraagt eerst toestemming voor cookies; o opent het artikel in de browser."
        case .paywall: "Alleen abonnees kunnen dit artikel lezen; o opent het in de browser."
        case .noText: "Op de pagina staat geen artikel; o opent haar in de browser."
        case .notAPage: "Het antwoord is geen webpagina (\(context)); o opent het in de browser."
        case .notAPicture: "Het beeld kan niet worden getekend (\(context))."
        case .noPictureLibraries:
            "Voor afbeeldingen zijn libchafa0 en libgdk-pixbuf-2.0-0 nodig."
        case .notStored: "Het nieuws kon niet worden bewaard (\(context))."
        case .busy: "Er is al een bezorger onderweg."
        case .courierStopped: "De bezorger is gestopt (\(context)); r probeert het opnieuw."
        }
    }
}
