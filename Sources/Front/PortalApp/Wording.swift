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
    public static let sourcesShared: SafeText =
        "De bronnen zijn die van alle lezers op deze computer; de beheerder kiest ze."

    static let notification: SafeText = "De melding"

    static func notStarted(_ failure: ProgramFailure, _ command: CommandTemplate) -> SafeText {
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

/// What the doctor says.
extension Wording {
    static let doctorPrograms: SafeText = "Programma's"
    static let doctorFiles: SafeText = "Bestanden"
    static let doctorSettings: SafeText = "Instellingen"
    static let doctorSources: SafeText = "Bronnen"
    static let doctorHistory: SafeText = "De laatste week"
    static func diagnosis(_ problems: Int) -> SafeText {
        switch problems {
        case 0: "Alles is in orde."
        case 1: "1 punt vraagt aandacht (!)."
        default: "\(problems) punten vragen aandacht (!)."
        }
    }

    // Programs
    static func courierFound(_ path: SafeText) -> SafeText { "Bezorger: \(path)" }
    /// What the courier is kept to: "Bezorger beperkt in geheugen en tijd, rechten, bestanden."
    static func cage(_ report: CageReport) -> SafeText {
        let bars: [(name: SafeText, stands: Bool)] = [
            ("geheugen en tijd", report.limits), ("rechten", report.privileges),
            ("bestanden (Landlock)", report.files), ("systeemaanroepen (seccomp)", report.calls),
        ]
        let standing = bars.filter(\.stands).map(\.name).joined(separator: ", ")
        let missing = bars.filter { !$0.stands }.map(\.name).joined(separator: ", ")
        return missing.isEmpty
            ? "Bezorger beperkt in \(standing)"
            : "Bezorger beperkt in \(standing); niet op dit systeem: \(missing)"
    }
    static func newsMoved(_ folder: SafeText) -> SafeText {
        "Het nieuws staat apart van wat van jou is, in \(folder)"
    }
    static func newsShared(_ folder: SafeText) -> SafeText {
        "Het nieuws is dat van alle lezers op deze computer, in \(folder)"
    }
    static func sharedNewsMissing(_ folder: SafeText) -> SafeText {
        "Het nieuws van alle lezers in \(folder) is niet te lezen."
    }
    static let sharedNewsRemedy: SafeText =
        "De beheerder zet de dienst aan: 'systemctl enable --now portaal-store.timer'"
    static let courierMissing: SafeText = "De bezorger portaal-courier is niet gevonden."
    static let courierRemedy: SafeText =
        "Zet portaal-courier naast portaal, of in een map die in PATH staat."
    static let pictureLibraries: SafeText = "Foto’s: libchafa0 en libgdk-pixbuf-2.0-0 zijn er"
    static let noPictureLibraries: SafeText =
        "Foto’s: geen; wie ze wil, installeert libchafa0 en libgdk-pixbuf-2.0-0"
    static func browserFound(_ name: SafeText) -> SafeText { "Browser: \(name)" }
    static let browserElsewhere: SafeText =
        "Browser: die op je eigen computer; o en w kopiëren het adres"
    static let noBrowser: SafeText =
        "Browser: geen; o en w kopiëren het adres. Wie er een wil, installeert w3m of zet BROWSER"
    static func terminalKnown(_ type: SafeText) -> SafeText { "Terminal: \(type)" }
    static let noTerminalType: SafeText = "Terminal: TERM zegt niet welke."
    static func terminalStandIn(_ type: SafeText) -> SafeText {
        "Terminal: \(type) is onbekend; xterm-256color wordt gebruikt."
    }
    static func terminalUnknown(_ type: SafeText) -> SafeText {
        "Terminal: \(type) is onbekend, en xterm-256color ook."
    }
    static let terminalRemedy: SafeText =
        "Installeer de beschrijvingen van terminals (ncurses-base, ncurses-term)."
    static func localeFits(_ name: SafeText) -> SafeText { "Tekens: alle (\(name))" }
    static func localeLacks(_ name: SafeText) -> SafeText { "Tekens: alleen ASCII (\(name))" }
    static let localeRemedy: SafeText = "Zet LANG op een locale met UTF-8, zoals C.UTF-8."

    // Files
    static func folderFits(_ path: SafeText) -> SafeText { "Map \(path)" }
    static func folderMissing(_ path: SafeText) -> SafeText { "De map \(path) ontbreekt." }
    static func folderReadOnly(_ path: SafeText) -> SafeText {
        "In de map \(path) kan niet worden geschreven."
    }
    static func folderOpen(_ path: SafeText) -> SafeText {
        "In de map \(path) kunnen ook anderen kijken."
    }
    static func folderRemedy(_ path: SafeText) -> SafeText {
        "Maak de map zelf, voor jou te schrijven: 'mkdir -p \(path); chmod 700 \(path)'"
    }
    static func newsMissing(_ path: SafeText) -> SafeText {
        "Nieuws: \(path) wordt gemaakt als er voor het eerst nieuws wordt opgehaald."
    }
    static func readerMissing(_ path: SafeText) -> SafeText {
        "Wat van jou is: \(path) is er nog niet."
    }
    static func databaseSound(
        _ path: SafeText, size: SafeText, holding contents: SafeText
    ) -> SafeText {
        "\(path) is in orde: \(size), \(contents)"
    }
    static func databaseFaulty(_ path: SafeText, _ faults: Int) -> SafeText {
        "\(path) is beschadigd (\(faults) \(faults == 1 ? "fout" : "fouten"))."
    }
    static let newsRemedy: SafeText =
        "Zet het bestand opzij of gooi het weg; 'portaal refresh' maakt een nieuw."
    static let readerRemedy: SafeText =
        "Zet het bestand opzij; het portaal begint een nieuw, zonder wat je las en koos."
    static func contents(_ rows: [DatabaseCheck.Table: Int]) -> SafeText {
        let order: [(DatabaseCheck.Table, SafeText, SafeText)] = [
            (.article, "bericht", "berichten"), (.source, "bron", "bronnen"),
            (.read, "gelezen", "gelezen"), (.saved, "bewaard", "bewaard"),
        ]
        return order.compactMap { table, one, many in
            rows[table].map { "\($0) \($0 == 1 ? one : many)" }
        }.joined(separator: ", ")
    }
    static func logFound(_ path: SafeText, size: SafeText) -> SafeText {
        "Logboek \(path): \(size)"
    }
    /// Whole units, rounded up: "24 kB".
    static func size(_ bytes: Int64) -> SafeText {
        switch bytes {
        case ..<1000: "\(bytes) bytes"
        case ..<1_000_000: "\((bytes + 999) / 1000) kB"
        default: "\((bytes + 999_999) / 1_000_000) MB"
        }
    }

    // Settings
    static func rulesFound(_ count: Int, in name: SafeText) -> SafeText {
        "Gedempt: \(rules(count)) in \(name)"
    }
    static func settingsFound(_ path: SafeText) -> SafeText { "Gelezen: \(path)" }
    static func settingsMissing(_ path: SafeText) -> SafeText {
        "\(path) is er niet; dat hoeft ook niet."
    }
    static func programMissing(_ name: SafeText, of table: SafeText) -> SafeText {
        "Het programma \(name) van \(table) in portaal.toml is niet gevonden."
    }
    static func themeInUse(_ name: SafeText, among count: Int) -> SafeText {
        "Thema: \(name), uit \(count)"
    }

    // Sources
    static func sourcesCounted(_ count: Int, delivery: SafeText) -> SafeText {
        "\(count) \(count == 1 ? "bron" : "bronnen") · \(delivery)"
    }

    static let noSourceReached: SafeText =
        "Geen internetverbinding: geen enkele bron was te bereiken."

    // The last week
    static let nothingHappened: SafeText = "Er ging niets mis."
    /// ": ophalen is sinds gisteren 14 keer mislukt: Geen volledig antwoord binnen 30 seconden."
    static func sourceFailing(
        _ name: SafeText, since: Timestamp, times: Int, _ problem: SafeText, at now: Timestamp
    ) -> SafeText {
        "\(name): ophalen is \(Wording.since(since, at: now)) \(counted(times)) mislukt: \(problem)"
    }
    /// "drie keer", in words up to twelve.
    private static func counted(_ times: Int) -> SafeText {
        let words: [SafeText] = [
            "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
            "twaalf",
        ]
        return words.indices.contains(times - 1) ? "\(words[times - 1]) keer" : "\(times) keer"
    }
    static func sourceRecovered(
        _ name: SafeText, times: Int, last: Timestamp, at now: Timestamp
    ) -> SafeText {
        times == 1
            ? "\(name): ophalen is \(on(last, at: now)) één keer mislukt; nu gaat het goed."
            : """
            \(name): ophalen is \(counted(times)) mislukt, het laatst \(on(last, at: now)); \
            nu gaat het goed.
            """
    }
    static func portalCrashed(_ signal: Int) -> SafeText {
        "Het portaal is door een fout gestopt (signaal \(signal))."
    }
    static func courierFailed(_ problem: DeliveryProblem) -> SafeText {
        problem.code == .courierStopped
            ? "De bezorger is gestopt (\(problem.context ?? "onbekend"))." : problem.sentence
    }
    static func callRefused(_ number: Int) -> SafeText {
        "De bezorger wilde iets wat hij niet mag (systeemaanroep \(number)); dat is geweigerd."
    }
    /// The trouble, how often, and when it last was: "…, het laatst gisteren om 14:05".
    static func happened(
        _ trouble: SafeText, times: Int, last: Timestamp, at now: Timestamp
    ) -> SafeText {
        times == 1
            ? "\(trouble) Dat was \(on(last, at: now))."
            : "\(trouble) Dat gebeurde \(times) keer, het laatst \(on(last, at: now))."
    }
}
