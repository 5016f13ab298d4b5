import CursesTerminal
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System
import Themes

/// How a command begins, apart from what the configuration says.
public struct StartupOptions {
    /// The folder with the news of all readers, over the configuration.
    var store: String?
    /// Whether the reader came in from elsewhere, and may do nothing on this machine but read.
    var isRestricted: Bool

    public init(store: String? = nil, isRestricted: Bool = false) {
        self.store = store
        self.isRestricted = isRestricted
    }
}

/// What every command begins with: the environment, the files, the configuration and the reader's
/// choices, and what was wrong with any of them.
public struct Startup {
    let environment: [String: String]
    /// Whether the reader may do nothing on this machine but read.
    public let isRestricted: Bool
    public let clock: Clock
    /// Where the files are; nil where there is neither a home nor a folder for them.
    public let files: PortalFiles?
    /// Whether the folders exist that the portal makes for itself.
    public let hasFolders: Bool
    public let configuration: PortalConfiguration
    public let editions: [Edition]
    /// What the keys do.
    let keys: KeyTable
    /// What the reader chose and did; in memory only where it cannot be kept.
    public let reader: ReaderDatabase
    /// What holds: the configuration, and what was chosen in the portal over it.
    public let settings: Settings
    /// The page that was open last.
    let page: NewsPage?
    /// When the portal was last left.
    let lastVisit: Timestamp?
    /// Sentences for the reader, in the order in which things went wrong.
    public internal(set) var problems: [SafeText] = []

    /// Looks around; makes the folders and reader.db if there are none. `now` makes the clock stand
    /// still.
    ///
    /// - Throws: `StoreProblem` when not even a database in memory can be made.
    public init(
        now: Timestamp?, _ options: StartupOptions = StartupOptions()
    ) throws(StoreProblem) {
        // As it was given: other programs have a zone of their own.
        environment = ProcessInfo.processInfo.environment
        Clock.setZone()
        clock = Clock(fixed: now)
        var problems: [SafeText] = []
        isRestricted = options.isRestricted
        (files, configuration, hasFolders) = Self.files(environment, options, &problems)
        editions = Edition.grouping(configuration.sections)
        let (keys, mistakes) = KeyTable.standard(with: configuration.keys)
        self.keys = keys
        problems += mistakes.map { $0.wording(in: "portaal.toml") }
        var reader = try Self.openReader(hasFolders ? files : nil, &problems)
        let choices = try Self.choices(of: &reader, &problems)
        settings = choices.settings(over: configuration.settings)
        page = choices.page
        lastVisit = choices.lastVisit
        self.reader = reader
        self.problems = problems
    }

    /// Reads the sections as they are now, which an edition or another portal may have changed; nil
    /// where there are no files. What it gives is nil while they cannot be read.
    var readEditions: (() -> [Edition]?)? {
        guard let files else { return nil }
        return { [sharesNews] in
            var (configuration, _) = PortalConfiguration.load(from: files)
            if sharesNews { _ = configuration.followService(of: files) }
            return configuration.isReadable ? Edition.grouping(configuration.sections) : nil
        }
    }

    /// Whether the news is that of all readers on this machine, which a service delivers.
    public var sharesNews: Bool { files?.sharesNews ?? false }

    /// Whether sources are asked without the reader's doing anything.
    public var fetchesByItself: Bool { sharesNews || settings.refreshInterval != nil }

    public var courierStarter: CourierStarter {
        CourierStarter(environment: environment, files: files, clock: clock)
    }

    /// What these private sources are asked with: waits for the reader's commands.
    public func headers(of sources: [Source]) -> [SourceHeaders] {
        var commands = PasswordCommands(
            environment, folder: files?.configurationFolder ?? "/")
        commands.begin(with: sources)
        return commands.wait()
    }

    /// What the reader muted; nothing of it holds for news that others have as well.
    var readMuteRules: MuteRuleReading {
        guard let path = files?.muteRulesFile, !sharesNews else { return { (MuteRuleFile(), []) } }
        return { MuteRuleFile.load(from: path) }
    }

    /// Nil where there is no place for files, so that nothing can be muted.
    var changeMuteRules: MuteRuleChange? {
        guard let files, hasFolders else { return nil }
        return { change in
            guard !files.sharesNews else { return Wording.mutingShared }
            return files.changeMuteRules(change)
        }
    }

    /// Where there is no place for files, no source can be changed.
    var changeSubscriptions: SubscriptionChange {
        let files = files
        return { change in
            guard let files else { return .failure(SubscriptionFailure(Wording.noPlaceForSources)) }
            guard !files.sharesNews else {
                return .failure(SubscriptionFailure(Wording.changingShared))
            }
            return files.changeSubscriptions(change)
        }
    }

    /// The news as it is now.
    public func library() -> NewsLibrary {
        NewsLibrary(
            NewsFile(path: files?.newsDatabase, editions: editions, isShared: sharesNews),
            editions: editions, reader: reader)
    }

    /// Whether the terminal's background is light, by what some say in the environment.
    public var isBackgroundLight: Bool { TerminalFacts.isLight(environment["COLORFGBG"] ?? "") }

    /// The theme that was chosen in the portal or else is configured, with the reader's own file
    /// over it.
    public func theme() -> (theme: Theme, problems: [SafeText]) {
        var problems: [SafeText] = []
        let name = settings.theme ?? Theme.automatic
        let catalogue = ThemeCatalogue(files: files)
        guard name != Theme.automatic else {
            return (catalogue.fitting(isBackgroundLight: isBackgroundLight, &problems), problems)
        }
        if let theme = catalogue.theme(name, &problems) { return (theme, problems) }
        problems.append(Wording.noTheme(name, among: catalogue.names))
        return (catalogue.theme(Themes.defaultName, &problems) ?? .plain, problems)
    }

    /// Where the files are, and what the reader wrote in them.
    private static func files(
        _ environment: [String: String], _ options: StartupOptions,
        _ problems: inout [SafeText]
    ) -> (PortalFiles?, PortalConfiguration, hasFolders: Bool) {
        var files: PortalFiles?
        var configuration = PortalConfiguration()
        var mistakes: [SafeText] = []
        do throws(FileProblem) {
            var own =
                options.isRestricted
                ? try restrictedFiles(environment, &problems)
                : try PortalFiles(environment: environment)
            (configuration, mistakes) = PortalConfiguration.load(from: own)
            if let store = options.store ?? configuration.store {
                own = own.readingNews(in: store)
            }
            if options.isRestricted { configuration.commands = ReaderCommands() }
            if own.sharesNews { mistakes += configuration.followService(of: own) }
            files = own
            try own.createFolders()
            problems += mistakes
            return (files, configuration, true)
        } catch {
            problems += [error.sentence] + mistakes
            return (files, configuration, false)
        }
    }

    private static func restrictedFiles(
        _ environment: [String: String], _ problems: inout [SafeText]
    ) throws(FileProblem) -> PortalFiles {
        let (reader, problem) = ReaderName.named(in: environment)
        if let problem { problems.append(problem) }
        return try PortalFiles(restrictedTo: reader, environment: environment)
    }

    /// Opens reader.db. One that is unusable is replaced by a new one; where none can be kept,
    /// the reader's acts hold until the portal ends.
    private static func openReader(
        _ files: PortalFiles?, _ problems: inout [SafeText]
    ) throws(StoreProblem) -> ReaderDatabase {
        guard let path = files?.readerDatabase else { return try ReaderDatabase() }
        do throws(StoreProblem) {
            return try ReaderDatabase(path: path)
        } catch {
            // One of a newer version is whole, and has all marks again once that is back.
            guard error.isBeyondUse, error.code != .newer else {
                problems.append(error.sentence)
                return try ReaderDatabase()
            }
            return try replaceReader(error, path, &problems)
        }
    }

    private static func choices(
        of reader: inout ReaderDatabase, _ problems: inout [SafeText]
    ) throws(StoreProblem) -> ReaderChoices {
        do throws(StoreProblem) {
            return try reader.choices()
        } catch {
            if error.isBeyondUse, !reader.isInMemory {
                reader = try replaceReader(error, reader.path, &problems)
            } else {
                problems.append(error.sentence)
            }
            return ReaderChoices()
        }
    }

    private static func replaceReader(
        _ problem: StoreProblem, _ path: String, _ problems: inout [SafeText]
    ) throws(StoreProblem) -> ReaderDatabase {
        do throws(StoreProblem) {
            problems.append(try SetAsideDatabase(problem).sentence)
            return try ReaderDatabase(path: path)
        } catch {
            problems += [problem.sentence, error.sentence]
            return try ReaderDatabase()
        }
    }
}
