import Foundation

/// Why something could not be delivered: a code, and what the code leaves open.
///
/// Two that differ in nothing but what a library said are the same.
public struct DeliveryProblem: Error, Hashable, Sendable, Codable {
    /// The kinds of trouble; their raw values are stored and sent.
    public enum Code: String, Hashable, Sendable, Codable {
        /// The host's name is not known; context: the host.
        case hostNotFound
        /// Nobody answered at that address; context: the reason, if known.
        case noConnection
        /// The server took no connection: it can be reached, but nothing serves there.
        case connectionRefused
        /// It took longer than allowed; context: the limit in seconds.
        case timedOut
        /// More came than allowed; context: the limit in megabytes.
        case tooLarge
        /// The connection broke off halfway; context: the reason, if known.
        case brokenOff
        /// The certificate or the protocol version is not to be trusted; context: the reason.
        case untrusted
        /// The server's answer is an error; context: the status code.
        case status
        /// The server does not take the name and password that were sent, or the headers.
        case accessRefused
        /// What a private source is to be asked with cannot be had; context: why.
        case noCredentials
        /// The source is gone for good (410).
        case gone
        /// More redirects than allowed; context: the limit.
        case tooManyRedirects
        /// A redirect to where none may lead; context: the address it named, and why in brackets.
        case redirectRefused
        /// The address is not one that may be asked; context: the address.
        case addressRefused
        /// The answer has no content.
        case empty
        /// The answer is a web page, such as a sign-in page, not a feed.
        case webPage
        /// The answer is something else than a feed; context: what it looks like, if known.
        case notAFeed
        /// The feed is too deep, too wide or too broken to be read; context: the limit it hit.
        case malformed
        /// The page asks for consent to being followed before it shows its article.
        case consentWall
        /// The page shows its article to subscribers only.
        case paywall
        /// The page has no article in it.
        case noText
        /// What came is no page that can be read; context: what it is, such as "PDF".
        case notAPage
        /// What came is no picture that can be drawn; context: why.
        case notAPicture
        /// The libraries that draw pictures are not installed.
        case noPictureLibraries
        /// The edition cannot be used; context: what is wrong with it.
        case badEdition
        /// The edition is not signed with a key that the reader trusts.
        case badSignature
        /// The edition is older than the one that the reader has.
        case oldEdition
        /// The edition has expired; context: the day.
        case expiredEdition
        /// A part of an edition is not what its publisher made.
        case damagedPart
        /// What arrived could not be stored; context: the reason, if known.
        case notStored
        /// A service delivers the news of all readers on this machine, and nobody else.
        case sharedNews
        /// The reader's configuration cannot be read, so that nobody knows which sources to ask.
        case unreadableSettings
        /// Another courier is at work.
        case busy
        /// The courier itself stopped; context: its exit status or signal.
        case courierStopped
    }

    public let code: Code
    /// What the code leaves open, or nil.
    public let context: SafeText?
    /// What a library said, in its own language: for the log alone, neither stored nor sent.
    public var detail: SafeText?

    public init(_ code: Code, _ context: SafeText? = nil, detail: SafeText? = nil) {
        self.code = code
        self.context = context
        self.detail = detail
    }

    private enum CodingKeys: CodingKey {
        case code, context
    }

    public static func == (one: DeliveryProblem, other: DeliveryProblem) -> Bool {
        one.code == other.code && one.context == other.context
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(context)
    }

    /// Longer contexts than this, in characters, are cut: that of an address is the longest.
    private static let longestContext = WebAddress.maximumLength + 200

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(Code.self, forKey: .code)
        context =
            try container.contains(.context) && !container.decodeNil(forKey: .context)
            ? container.decodeLine(forKey: .context, limit: Self.longestContext) : nil
        detail = nil
    }
}

extension DeliveryProblem {
    /// One Dutch sentence that says what happened and, where the reader can do something, what.
    public var sentence: SafeText {
        // A reason in brackets, where there is one.
        let reason: SafeText = context.map { " (\($0))" } ?? .empty
        let context = context ?? "onbekend"
        return switch code {
        case .hostNotFound:
            "De naam \(context) is niet gevonden; controleer het adres of de verbinding."
        case .connectionRefused: "De server weigerde de verbinding."
        case .noConnection: "Er kwam geen verbinding tot stand\(reason)."
        case .timedOut: "Geen volledig antwoord binnen \(context) seconden."
        case .tooLarge: "Het antwoord is groter dan de grens van \(context) MB."
        case .brokenOff: "De verbinding werd halverwege verbroken\(reason)."
        case .untrusted: "De beveiligde verbinding is niet te vertrouwen\(reason)."
        case .status: Self.sentence(ofStatus: context)
        case .accessRefused:
            """
            De bron weigert deze naam en dit wachtwoord; controleer user en password-command, of \
            het bestand van headers.
            """
        case .noCredentials: "Er is geen wachtwoord voor deze bron\(reason)."
        case .gone: "Dit adres bestaat niet meer (410)."
        case .tooManyRedirects: "De server verwees vaker dan \(context) keer door."
        case .redirectRefused: "Een doorverwijzing naar \(context) is geweigerd."
        case .addressRefused: "Het adres \(context) wordt niet opgehaald."
        case .empty: "Het antwoord was leeg."
        case .webPage: "Op dit adres staat een webpagina, geen nieuwsfeed."
        case .notAFeed: "Het antwoord is geen nieuwsfeed\(reason)."
        case .malformed: "De nieuwsfeed is te beschadigd om te lezen\(reason)."
        case .consentWall: "De site vraagt eerst toestemming voor cookies."
        case .paywall: "Alleen abonnees kunnen dit artikel lezen."
        case .noText: "Op de pagina staat geen artikel."
        case .notAPage: "Het antwoord is geen webpagina\(reason)."
        case .notAPicture: "De foto kan niet worden getoond\(reason)."
        case .noPictureLibraries:
            "Voor foto’s zijn libchafa0 en libgdk-pixbuf-2.0-0 nodig."
        case .badEdition: "De editie is niet te gebruiken: \(context)."
        case .badSignature: "De handtekening van de editie klopt niet; wat er was blijft staan."
        case .oldEdition: "De server gaf een oudere editie dan die van de vorige keer."
        case .expiredEdition:
            "De editie is op \(context) verlopen; controleer de klok of vraag de uitgever."
        case .damagedPart: "Een deel van de editie kwam beschadigd aan en is niet bewaard."
        case .notStored: Self.notStored(self.context)
        case .sharedNews:
            "Een dienst haalt hier het nieuws voor alle lezers op; je eigen portaal doet dat niet."
        case .unreadableSettings: "Er wordt niets opgehaald tot de fout in de instellingen weg is."
        case .busy: "Er wordt al ververst."
        case .courierStopped: "De bezorger is gestopt\(reason); r probeert het opnieuw."
        }
    }

    /// The reason may be a sentence of its own.
    private static func notStored(_ reason: SafeText?) -> SafeText {
        guard let reason else { return "Het nieuws kon niet worden bewaard." }
        let end: SafeText = reason.string.hasSuffix(".") ? .empty : "."
        return "Het nieuws kon niet worden bewaard: \(reason)\(end)"
    }

    /// What an answer with this status (RFC 9110, section 15) means to a reader.
    private static func sentence(ofStatus status: SafeText) -> SafeText {
        switch status.string {
        case "404": "Dit adres bestaat niet (meer) (\(status))."
        case "401":
            """
            Deze bron vraagt een naam en wachtwoord (\(status)); zet er user en password-command \
            bij, of headers, zoals in portaal.toml(5).
            """
        case "403", "407", "451": "Geen toegang tot dit adres (\(status))."
        case "429": "Te druk bij de bron, later opnieuw (\(status))."
        case let code where code.hasPrefix("5"): "Storing bij de bron (\(status))."
        default: "De server antwoordde met foutcode \(status)."
        }
    }
}
