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
    /// The moment at which the clock stands still; nil for the system's time.
    public var now: Timestamp?
    /// The folder with the news of all readers, over the configuration.
    public var store: String?
    /// Whether the reader came in from elsewhere, and may do nothing on this machine but read.
    public var isRestricted = false
    /// Over the reader's settings.
    public var isLinear = false, isASCII = false

    public init() {}
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
    let keys: KeyTable
    /// What the reader chose and did; in memory only where it cannot be kept.
    public let reader: ReaderDatabase
    /// What holds: the configuration, over it what was chosen in the portal, and over that the
    /// options.
    public let settings: Settings
    let page: NewsPage?
    let lastVisit: Timestamp?
    /// Sentences for the reader, in the order in which things went wrong.
    public internal(set) var problems: [SafeText] = []

    /// Looks around; makes the folders and reader.db if there are none.
    ///
    /// - Throws: `StoreProblem` when not even a database in memory can be made.
    public init(_ options: StartupOptions) throws(StoreProblem) {
        // As it was given: other programs have a zone of their own.
        environment = ProcessInfo.processInfo.environment
        Clock.setZone()
        clock = Clock(fixed: options.now)
        var problems: [SafeText] = []
        isRestricted = options.isRestricted
        (files, configuration, hasFolders) = Self.files(environment, options, &problems)
        editions = Edition.grouping(configuration.sections)
        let (keys, mistakes) = KeyTable.standard(with: configuration.keys)
        self.keys = keys
        problems += mistakes.map { $0.wording(in: "portaal.toml") }
        var reader = try Self.openReader(hasFolders ? files : nil, &problems)
        let choices = try Self.choices(of: &reader, &problems)
        var settings = choices.settings(over: configuration.settings)
        if options.isLinear { settings.isLinear = true }
        if options.isASCII { settings.isASCII = true }
        self.settings = settings
        page = choices.page
        lastVisit = choices.lastVisit
        self.reader = reader
        self.problems = problems
    }

    /// Whether the news is that of all readers on this machine, which a service delivers.
    public var sharesNews: Bool { files?.sharesNews ?? false }

    /// Whether sources are asked without the reader's doing anything.
    public var fetchesByItself: Bool { sharesNews || settings.refreshInterval != nil }

    /// Where is noted what goes wrong in the portal.
    public var log: Log { Log(path: files?.portalLog) { [clock] in clock.now } }

    /// What these private sources are asked with: waits for the reader's commands.
    public func headers(of sources: [Source]) -> [SourceHeaders] {
        var commands = PasswordCommands(
            environment, folder: files?.configurationFolder ?? "/")
        commands.begin(with: sources)
        return commands.wait()
    }

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

/// What the reader's own files say, and changing them.
public protocol ReaderFiles {
    /// Whether there is a place for what is muted.
    var canMute: Bool { get }

    /// What `filters.toml` says, and what is wrong with it; no file where it says nothing.
    func muteRules() -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake])

    /// Changes what `filters.toml` says, and tells why nothing was changed, if so.
    func changeMuteRules(_ change: (inout MuteRuleFile) -> Void) -> SafeText?

    /// Changes the subscriptions, and gives the sections as they are then, or why not.
    func changeSubscriptions(
        _ change: (_ own: inout Subscriptions, _ base: [Section]) -> Void
    ) -> Result<[Section], SubscriptionFailure>

    /// The sections as they are now, which an edition or another portal may have changed; nil while
    /// they cannot be read.
    func currentEditions() -> [Edition]?
}

extension Startup: ReaderFiles {
    public var canMute: Bool { files != nil && hasFolders }

    /// Nothing of it holds for news that others have as well.
    public func muteRules() -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake]) {
        guard let files, !sharesNews else { return (MuteRuleFile(), []) }
        return MuteRuleFile.load(from: files.muteRulesFile)
    }

    public func changeMuteRules(_ change: (inout MuteRuleFile) -> Void) -> SafeText? {
        guard let files, hasFolders else { return Wording.noPlaceForRules }
        return sharesNews ? Wording.mutingShared : files.changeMuteRules(change)
    }

    public func changeSubscriptions(
        _ change: (_ own: inout Subscriptions, _ base: [Section]) -> Void
    ) -> Result<[Section], SubscriptionFailure> {
        guard let files else { return .failure(SubscriptionFailure(Wording.noPlaceForSources)) }
        guard !sharesNews else { return .failure(SubscriptionFailure(Wording.sourcesShared)) }
        return files.changeSubscriptions(change)
    }

    public func currentEditions() -> [Edition]? {
        guard let files else { return nil }
        var (configuration, _) = PortalConfiguration.load(from: files)
        if sharesNews { _ = configuration.followService(of: files) }
        return configuration.isReadable ? Edition.grouping(configuration.sections) : nil
    }
}
