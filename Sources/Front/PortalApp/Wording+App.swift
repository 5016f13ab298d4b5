import CursesTerminal
import NewsStore
import PortalCore
import PortalModel
import TextGrid

/// What the run loop, the interpreter and plain output say.
extension Wording {
    static func windowCut(_ size: Size) -> SafeText {
        "Het venster is groter dan \(size.width) bij \(size.height) tekens; de rest blijft leeg."
    }
    static func noSection(_ name: SafeText, among names: [SafeText]) -> SafeText {
        "De sectie '\(name)' bestaat niet; \(choice(for: name, among: names))"
    }
    static func noTheme(_ name: SafeText, among names: [SafeText]) -> SafeText {
        names.nearest(to: name).map { "Het thema '\(name)' bestaat niet; \(didYouMean($0))" }
            ?? "Het thema '\(name)' bestaat niet; 'portaal themes' noemt wat er is."
    }
    public static func didYouMean(_ name: SafeText) -> SafeText { "bedoelde je '\(name)'?" }
    /// For the end of a sentence about a name that is wrong: the one that was probably meant, or
    /// else all that there are.
    public static func choice(for name: SafeText, among names: [SafeText]) -> SafeText {
        names.nearest(to: name).map(didYouMean) ?? "kies uit \(names.joined(separator: ", "))."
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
    /// "Telt als …: … + 9 u 17 min (5 bronnen) − 15 min (plaats van de sectie)".
    static func reason(_ reason: FrontScoreParts) -> SafeText {
        var parts: [SafeText] = [moment(CivilTime(local: reason.since))]
        if reason.bonus > 0 {
            parts.append("+ \(duration(reason.bonus)) (\(outlets(reason.outlets)))")
        }
        if reason.sectionLoss > 0 {
            parts.append("− \(duration(reason.sectionLoss)) (plaats van de sectie)")
        }
        let flaws: [(Bool, SafeText)] = [
            (reason.isUndated, "geen datum"), (reason.isTextless, "geen tekst"),
            (reason.isOfSeries, "één van een reeks"), (reason.isCutOff, "afgekapt"),
        ]
        if reason.demotionLoss > 0 {
            let names = flaws.filter(\.0).map(\.1).joined(separator: ", ")
            parts.append("− \(duration(reason.demotionLoss)) (\(names))")
        }
        let score = moment(CivilTime(local: reason.score))
        return "Telt als \(score): \(parts.joined(separator: " "))"
    }
    private static func duration(_ seconds: Int64) -> SafeText {
        let minutes = seconds / 60
        return switch (minutes / 60, minutes % 60) {
        case (0, let rest): "\(rest) min"
        case (let hours, 0): "\(hours) u"
        case (let hours, let rest): "\(hours) u \(rest) min"
        }
    }
    static let noStories: SafeText = "Geen verhaal staat nu bij meer dan één bron."
    static func hits(_ results: SearchResults, of query: SafeText, isWhole: Bool) -> SafeText {
        switch results.total {
        case 0:
            return results.suggestion.map { "Geen bericht met '\(query)'; \(didYouMean($0))" }
                ?? "Geen bericht met '\(query)'."
        case 1: return "1 bericht met '\(query)':"
        default:
            let count: SafeText = results.isCut ? "Zeker \(results.total)" : "\(results.total)"
            let part: SafeText =
                isWhole
                ? inStories(results, isComplete: true)
                : "; dit zijn de eerste \(results.headlines.count)"
            return "\(count) berichten met '\(query)'\(part):"
        }
    }
    static let noTextGiven: SafeText = "De bron gaf geen tekst bij dit bericht."

    public static func failed(_ problem: DeliveryProblem) -> SafeText {
        guard problem.code == .courierStopped else { return problem.sentence }
        return """
            De bezorger is gestopt (\(problem.context ?? "onbekend")); 'portaal doctor' zoekt uit \
            waarom.
            """
    }

    static func programNotFound(_ name: SafeText) -> SafeText {
        "Het programma \(name) is niet gevonden."
    }

    static let noPlaceForRules: SafeText = "Er is geen map waarin bewaard kan worden wat je dempt."

    static let noPlaceForSources: SafeText =
        "Er is geen map waarin bewaard kan worden wat je aan bronnen wijzigt."

    static let mutingShared: SafeText =
        "Het nieuws is van alle lezers op deze computer; dempen kan daar niet."
    static let changingShared: SafeText =
        "De bronnen zijn die van alle lezers op deze computer; de beheerder kiest ze."

    static let notification: SafeText = "De melding"

    static func notStarted(
        _ failure: BackgroundPrograms.Failure, _ command: CommandTemplate
    ) -> SafeText {
        switch failure {
        case .tooMany: "Er zijn al \(BackgroundPrograms.most) opdrachten aan het werk."
        case .notFound: programNotFound(command.name)
        case .notStarted(let reason): notStarted(command.program, reason)
        }
    }

    /// That a program could not be started, with the system's reason for it.
    static func notStarted(_ path: String, _ error: SystemError) -> SafeText {
        "\(SafeText(line: path, limit: 80)) kan niet worden gestart (\(error.reason))."
    }
}

extension TerminalError {
    /// One Dutch sentence that says what the portal lacks and what the reader can do.
    public var sentence: SafeText {
        switch self {
        case .noTerminal:
            "Er is geen terminal; portaal print toont het nieuws als gewone tekst."
        case .unknownType(let type):
            """
            TERM=\(SafeText(line: type, limit: 40)) is onbekend; \
            probeer TERM=xterm-256color, of portaal print.
            """
        case .unfitType(let type):
            """
            Terminaltype '\(SafeText(line: type, limit: 40))' kan geen scherm tonen; \
            portaal print toont het nieuws als gewone tekst.
            """
        case .noDescriptors:
            "Er zijn te veel bestanden open om de terminal te gebruiken."
        }
    }
}
