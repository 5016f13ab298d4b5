import ArgumentParser
import Confinement
import DutchCommandLine
import Fetching
import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

/// The delivery process: it owns the network, writes news.db, and ends.
@main
struct PortaalCourier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal-courier",
        abstract: "De bezorger van het portaal: haalt nieuws op en bewaart het.",
        version: PortalVersion.number,
        subcommands: [
            Refresh.self, Publish.self, Filter.self, Pages.self, DrawPicture.self, Find.self,
            ReadOPML.self,
            Inspect.self, ShowCage.self,
        ])

    static func main() {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        ResourceLimits.apply()
        ParentProcess.endWithIt(in: ProcessInfo.processInfo.environment)
        runAndExit()
    }
}

// What the commands of the courier begin with, and what a failure of any layer is to them.

/// Whose news it is that a command works on.
struct StoreOption: ParsableArguments {
    @Option(
        name: .customLong("store"),
        help: ArgumentHelp(
            "Bewaar het nieuws in deze map, voor alle lezers op deze computer.", valueName: "map"))
    var path: String?

    var isShared: Bool { path != nil }

    func validate() throws {
        guard path?.hasPrefix("/") ?? true else {
            throw ValidationError("Geef --store het volledige pad van een map.")
        }
    }

    /// Where this process's files are; folders that are missing are made.
    func files() throws(FileProblem) -> PortalFiles {
        guard let path else { return try PortalFiles.prepared() }
        let files = PortalFiles(service: ProcessInfo.processInfo.environment, store: path)
        // Others read what is made from here on.
        umask(0o022)
        try files.createSharedFolder()
        return files
    }

    /// The arguments that name it, for another courier.
    var arguments: [String] { path.map { ["--store=\($0)"] } ?? [] }
}

extension PortalFiles {
    /// Where this process's files are; folders that are missing are made.
    static func prepared() throws(FileProblem) -> PortalFiles {
        let files = try PortalFiles(environment: ProcessInfo.processInfo.environment)
        try files.createFolders()
        return files
    }
}

extension Log {
    /// The courier's log: its standard error, which the portal leads into a file. So a courier
    /// that may open no other file than news.db can still tell what went wrong.
    static func standardError(now fixed: Timestamp? = nil) -> Log {
        Log(descriptor: STDERR_FILENO) { fixed ?? Timestamp(seconds: Int64(time(nil))) }
    }

    /// Does the work of a command; notes and tells what ends it early.
    func reportingFailure(of work: () throws -> Void) throws(ExitCode) {
        do {
            try work()
        } catch {
            let problem = DeliveryProblem(error)
            // That another courier is at work is as it should be.
            if problem.code != .busy { note(.courierFailed(problem)) }
            JSONLines.tell(.failed(problem: problem))
            throw ExitCode(1)
        }
    }
}

extension Timestamp {
    /// The moment that a test says it is, else that of the clock.
    static func now(_ fixed: Moment?) -> Timestamp {
        fixed?.timestamp ?? Timestamp(seconds: Int64(time(nil)))
    }

    /// The day on the reader's calendar, counted from 1970-01-01.
    var localDay: Int { CivilTime(local: self).daysSinceEpoch }
}

extension NewsWriter {
    /// Opens news.db; one that is unusable is replaced by a new one, which is noted, and one that
    /// is shared and that readers keep locked by a copy.
    static func opened(
        at path: String, largest: Int, isShared: Bool = false, _ log: Log
    ) throws(StoreProblem) -> NewsWriter {
        do throws(StoreProblem) {
            let writer = try NewsWriter(path: path, largest: largest, isShared: isShared)
            guard isShared, try writer.isHeldByReaders() else { return writer }
        } catch {
            if error.isBeyondUse {
                log.note(.storeFailed(try SetAsideDatabase(error).sentence))
                return try NewsWriter(path: path, largest: largest, isShared: isShared)
            }
            guard isShared, error.code == .inUse else { throw error }
        }
        try NewsWriter.replaceByCopy(at: path)
        return try NewsWriter(path: path, largest: largest, isShared: isShared)
    }
}

extension AddressScope {
    /// The narrowest that may be what a text from `origin` names: that of the text itself, and the
    /// internet where it is not known from where the text came.
    init(_ origin: WebAddress?) {
        self = origin.map { AddressScope(host: $0) } ?? .internet
    }
}

extension DeliveryProblem {
    /// What `error`, of any layer, means for the delivery. A database that turns out to be unusable
    /// is moved aside, and the next round makes a new one.
    init(_ error: any Error) {
        switch error {
        case let problem as DeliveryProblem: self = problem
        case let problem as FileProblem: self.init(.notStored, problem.sentence)
        case let problem as StoreProblem:
            self.init(.notStored, Self.sentence(replacing: problem), detail: problem.detail)
        default: self.init(.notStored, detail: SafeText(line: "\(error)", limit: 200))
        }
    }

    /// What happened, after the file was moved aside if that is of any use.
    private static func sentence(replacing problem: StoreProblem) -> SafeText {
        // Nobody puts another in its place while this courier is at work.
        guard problem.isBeyondUse, FileManager.default.fileExists(atPath: problem.path) else {
            return problem.sentence
        }
        do throws(StoreProblem) {
            return try SetAsideDatabase(problem).sentence
        } catch {
            return "\(problem.sentence) \(error.sentence)"
        }
    }
}

/// The courier's standard output: one JSON object a line.
enum JSONLines {
    /// Writes a line at once, so that the portal can show it.
    ///
    /// When nobody reads any more, the work goes on all the same: what is fetched is worth
    /// keeping.
    static func write(_ message: some Encodable) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try FileHandle.standardOutput.write(
                contentsOf: encoder.encode(message) + [UInt8(ascii: "\n")])
        } catch {
            FileHandle.standardError.write(Data("melding niet geschreven: \(error)\n".utf8))
        }
    }

    /// Writes a message of a round.
    static func tell(_ message: CourierMessage) {
        write(message)
    }
}

/// With which header lines private sources are asked: the front has sent them through a pipe.
struct PrivateHeaders {
    private var headers: [SourceID: SourceHeaders] = [:]

    /// Bytes that are read.
    private static let longest = 100_000

    init() {}

    /// Those of `sources` that are private, with what came for them.
    init(_ all: [SourceHeaders], for sources: [Source]) {
        let known = Dictionary(all.map { (SourceID(address: $0.address), $0) }) { first, _ in first
        }
        for source in sources where source.access != nil {
            // Whoever started this courier has sent nothing.
            headers[source.id] =
                known[source.id]
                ?? SourceHeaders(address: source.address, problem: "alleen het portaal heeft het")
        }
    }

    /// What stands in the standard input, one JSON value; none where it is something else.
    static func fromInput() -> [SourceHeaders] {
        do {
            let data = try FileHandle.standardInput.read(upToCount: longest) ?? Data()
            return try JSONDecoder().decode([SourceHeaders].self, from: data)
        } catch {
            // The sources say that there is no password for them.
            return []
        }
    }

    subscript(source: SourceID) -> SourceHeaders? { headers[source] }

    /// Why a private source is not to be asked; nil for any other.
    func problem(of source: SourceID) -> DeliveryProblem? {
        headers[source]?.problem.map { DeliveryProblem(.noCredentials, $0) }
    }
}
