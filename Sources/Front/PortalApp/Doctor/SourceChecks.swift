import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System

extension Diagnosis {
    static func sources(_ startup: Startup) -> [Finding] {
        let now = startup.clock.now
        do throws(StoreProblem) {
            var library = startup.library()
            let sources = try library.sources()
            let delivery = Wording.updated(sources.compactMap(\.delivered).max(), at: now)
            let count = Finding.fine(Wording.sourcesCounted(sources.count, delivery: delivery))
            if sources.count > 1, sources.allSatisfy({ $0.problem?.isUnreached == true }) {
                return [count, .problem(Wording.noSourceReached)]
            }
            let history = History(startup.files, now: now)
            let places = SourcePlaces(startup.files)
            let isAutomatic = startup.fetchesByItself
            let troubles = sources.filter { $0.problem != nil }.map { source in
                Finding(
                    text: trouble(with: source, history, at: now, isAutomatic: isAutomatic),
                    isProblem: source.isFailing,
                    remedy: Wording.remedy(
                        for: source, in: places.place(of: source.source.id),
                        isAutomatic: isAutomatic))
            }
            return [count] + troubles
        } catch {
            // A damaged news.db was told among the files.
            return error.isBeyondUse ? [] : [.problem(error.sentence)]
        }
    }

    /// What fails, and where the log tells so, how often and since when.
    private static func trouble(
        with source: SourceHealth, _ history: History, at now: Timestamp, isAutomatic: Bool
    ) -> SafeText {
        let name = source.title
        let problem = Wording.delivery(of: source, at: now, isAutomatic: isAutomatic)
        let failures = history.failures(of: source.source.id, after: source.delivered)
        guard failures.count > 1 else { return "\(name): \(problem)" }
        return Wording.sourceFailing(
            name, since: failures[0], times: failures.count, problem, at: now)
    }

    /// What went wrong in the last week and is not told of a source above; what happened within a
    /// day asks for attention.
    static func history(_ startup: Startup) -> [Finding] {
        let now = startup.clock.now
        let history = History(startup.files, now: now)
        var findings = history.troubles().map { trouble, times, last in
            Finding(
                text: Wording.happened(trouble, times: times, last: last, at: now),
                isProblem: last + 86_400 > now)
        }
        let sources = health(startup)
        findings += passing(history, sources, startup)
        // Where a source fails just now, something did go wrong.
        if findings.isEmpty, !sources.contains(where: \.isFailing) {
            return [.fine(Wording.nothingHappened)]
        }
        return findings
    }

    private static func health(_ startup: Startup) -> [SourceHealth] {
        var library = startup.library()
        do throws(StoreProblem) {
            return try library.sources()
        } catch {
            // Told among the files.
            return []
        }
    }

    /// The sources that failed and were well again.
    private static func passing(
        _ history: History, _ sources: [SourceHealth], _ startup: Startup
    ) -> [Finding] {
        sources.filter { $0.problem == nil }.compactMap { health in
            let failures = history.failures(of: health.source.id, after: nil)
            guard let last = failures.last else { return nil }
            return .fine(
                Wording.sourceRecovered(
                    health.title, times: failures.count,
                    last: last, at: startup.clock.now))
        }
    }
}

/// What the logs of the portal and the courier tell of the last week.
struct History {
    /// What went wrong and when, in the order in which it happened.
    private let entries: [(moment: Timestamp, event: LoggedEvent)]

    /// Seconds that the doctor looks back.
    private static let span: Int64 = 7 * 86_400

    /// What happened in the week before `now`, as far as the logs of `files` tell.
    init(_ files: PortalFiles?, now: Timestamp) {
        let lines = [files?.portalLog, files?.courierLog].compactMap { $0 }
            .flatMap { LogFile.lines($0) }
        entries = lines.filter { $0.moment + Self.span >= now && $0.moment <= now }
            .sorted { $0.moment < $1.moment }
            .compactMap { line in
                LoggedEvent(line).map { (line.moment, $0) }
            }
    }

    /// When `source` failed after `moment`, from then on.
    func failures(of source: SourceID, after moment: Timestamp?) -> [Timestamp] {
        entries.compactMap { entry in
            guard case .sourceFailed(source, _, _, _) = entry.event else { return nil }
            return moment.map { entry.moment > $0 } ?? true ? entry.moment : nil
        }
    }

    /// What went wrong, apart from sources and pages, each with how often it did and when last, by
    /// when it began.
    func troubles() -> [(trouble: SafeText, times: Int, last: Timestamp)] {
        var troubles: [(trouble: SafeText, times: Int, last: Timestamp)] = []
        var places: [SafeText: Int] = [:]
        for (moment, event) in entries {
            let trouble: SafeText
            switch event {
            case .crashed(let signal): trouble = Wording.portalCrashed(signal)
            case .callRefused(let number): trouble = Wording.callRefused(number)
            case .courierFailed(let problem): trouble = Wording.courierFailed(problem)
            case .storeFailed(let sentence, _): trouble = sentence
            case .pageFailed, .sourceFailed, .roundFinished: continue
            }
            if let place = places[trouble] {
                troubles[place].times += 1
                troubles[place].last = moment
            } else {
                places[trouble] = troubles.count
                troubles.append((trouble, 1, moment))
            }
        }
        return troubles
    }
}

/// Where a source stands that the reader may want to change.
enum SourcePlace: Hashable {
    /// The reader's own file, at this path.
    case configuration(SafeText)
    /// The file that the portal keeps, at this path.
    case subscriptions(SafeText)
    /// In no file: the portal brings it.
    case builtIn
}

struct SourcePlaces {
    private let configured: Set<SourceID>
    private let isBuiltIn: Bool
    private let files: PortalFiles?

    init(_ files: PortalFiles?) {
        self.files = files
        let builtIn = PortalConfiguration().sections
        let base =
            files.map {
                PortalConfiguration.load(from: $0.configurationFile).configuration.sections
            } ?? builtIn
        configured = Set(base.flatMap(\.sources).map(\.id))
        isBuiltIn = base == builtIn
    }

    /// The place of `source`: of two the first that counts.
    func place(of source: SourceID) -> SourcePlace {
        guard let files else { return .builtIn }
        guard configured.contains(source) else {
            return .subscriptions(SafeText(line: files.subscriptionsFile))
        }
        return isBuiltIn ? .builtIn : .configuration(SafeText(line: files.configurationFile))
    }
}

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
