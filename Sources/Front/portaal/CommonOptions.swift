import ArgumentParser
import CursesTerminal
import DutchCommandLine
import Foundation
import NewsStore
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    /// Runs the work of a command, which writes when all is read. Mistakes in the reader's files
    /// and the like are told on standard error first, unless the command tells them itself.
    func run(
        _ text: TextOptions? = nil, tellingProblems: Bool = true,
        _ work: (Startup, inout NewsLibrary) throws -> Void
    ) throws(CommandFailure) {
        try runCommand(startup(text), tellingProblems: tellingProblems, work)
    }

    func startup(_ text: TextOptions?) -> StartupOptions {
        var options = StartupOptions()
        options.now = now?.timestamp
        options.isLinear = text?.linear ?? false
        options.isASCII = text?.ascii ?? false
        return options
    }
}

/// How a command prints: so many columns wide, or as JSON.
struct PlainOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tekens op een regel, 20 tot 1000; anders die van de terminal, of 80.",
            valueName: "aantal"))
    var width: Int?

    @Flag(help: "Geef het antwoord als JSON.")
    var json = false

    func validate() throws {
        if let width, !(20...1000).contains(width) {
            throw ValidationError(Wording.widthOutOfBounds.string)
        }
    }
}

/// For whom a command prints text, over what the reader chose.
struct TextOptions: ParsableArguments {
    @Flag(help: "Regel voor regel, zonder kaders en kolommen: voor schermlezer en brailleregel.")
    var linear = false

    @Flag(help: "Alleen ASCII op het scherm, voor terminals en lettertypen zonder Unicode.")
    var ascii = false
}

/// Looks around and runs the work of a command.
///
/// - Throws: What went wrong, in one sentence.
func runCommand(
    _ options: StartupOptions, tellingProblems: Bool,
    _ work: (Startup, inout NewsLibrary) throws -> Void
) throws(CommandFailure) {
    var log: Log?
    do {
        let startup = try Startup(options)
        log = startup.log
        if tellingProblems {
            for problem in startup.problems { StandardStream.errors.tell(problem) }
        }
        try perform(work, on: startup)
    } catch {
        let failure = CommandFailure(error)
        if let detail = error.libraryDetail {
            log?.note(.storeFailed(failure.sentence, detail: detail))
        }
        throw failure
    }
}

/// Does `work`. A database that is unusable is set aside, which is told on standard error, and
/// `work` is done once more.
private func perform(
    _ work: (Startup, inout NewsLibrary) throws -> Void, on startup: Startup
) throws {
    var library = startup.library()
    do {
        try work(startup, &library)
    } catch let problem as StoreProblem where problem.isBeyondUse {
        StandardStream.errors.tell(library.recover(from: problem))
        try work(startup, &library)
    }
}

extension CommandFailure {
    /// The sentence of whatever went wrong.
    fileprivate init(_ error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure
            case let problem as StoreProblem: .failed(problem.sentence)
            case let problem as DeliveryProblem: .failed(Wording.failed(problem))
            case let problem as FileProblem: .failed(problem.sentence)
            case let problem as TerminalError: .wrongUse(problem.sentence)
            default: .failed(Wording.unexpected)
            }
    }
}

extension Error {
    /// What a library said in its own language, for the log.
    fileprivate var libraryDetail: SafeText? {
        switch self {
        case let problem as StoreProblem: problem.detail
        case let problem as DeliveryProblem: problem.detail
        case is CommandFailure, is FileProblem, is TerminalError: nil
        default: SafeText(line: "\(self)", limit: 200)
        }
    }
}

extension StandardStream {
    /// The columns to print in: the terminal's, or 80.
    var readableColumns: Int {
        max(20, columns ?? 80)
    }

    /// Writes what a command prints, in ASCII if the reader wants no other signs.
    func write(
        _ output: some PlainOutput, _ settings: Settings, isJSON: Bool = false, width: Int? = nil
    ) throws {
        guard !isJSON else { return try write(output.json()) }
        let width = width ?? readableColumns
        // An ellipsis becomes two columns wider.
        try write(
            settings.isASCII ? output.text(width: width - 2).inASCII : output.text(width: width))
    }
}

/// What a shell offers while a command line is typed. Only the reader's files are looked at, so
/// that a Tab makes none and opens no database; a file that cannot be read offers nothing.
extension CompletionKind {
    static let sections = custom { _, _, _ in
        loadSections().map(\.name.string)
    }

    /// The names of the sections and the editions, and the front page.
    static let pages = custom { _, _, _ in
        PageChoice.names(in: Edition.grouping(loadSections())).map(\.string)
    }

    static let themes = custom { _, _, _ in
        ThemeCatalogue(files: files).names.map(\.string)
    }

    private static func loadSections() -> [Section] {
        files.map { PortalConfiguration.load(from: $0).configuration.sections } ?? []
    }

    private static var files: PortalFiles? {
        do throws(FileProblem) {
            return try PortalFiles(environment: ProcessInfo.processInfo.environment)
        } catch {
            return nil
        }
    }
}
