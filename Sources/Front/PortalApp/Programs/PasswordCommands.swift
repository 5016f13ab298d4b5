import Foundation
import PortalCore
import PortalModel
import System

/// What private sources are asked with: passwords that commands of the reader's print, and header
/// lines of files. The commands work at the same time, with nothing of the terminal; what they
/// print stays in memory until the courier has it.
struct PasswordCommands {
    private let environment: [String: String]
    /// The folder from which the names of files count.
    private let folder: String
    private let longest: Duration
    private var running = RunningPrograms<(source: Source, user: String)>()
    private var known: [SourceHeaders] = []

    init(_ environment: [String: String], folder: String, longest: Duration = .seconds(30)) {
        self.environment = environment
        self.folder = folder
        self.longest = longest
    }

    /// Begins with those of `sources` that are private.
    mutating func begin(with sources: [Source]) {
        known = []
        for source in sources {
            switch source.access {
            case .headers(let file): readHeaders(of: source, in: path(of: file))
            case .password(let user, let command):
                do throws(ProgramFailure) {
                    let program = try RunningProgram(
                        starting: command.filled(with: [:]), environment, name: command.name,
                        longest: longest, isAnswer: true)
                    running.add(program, for: (source, user))
                } catch {
                    note(Self.reason(error, command.name), of: source)
                }
            case nil: break
            }
        }
    }

    var descriptors: [Int32] { running.descriptors }

    /// Milliseconds after which to look though nothing can be read; −1 for never.
    var milliseconds: Int32 { isBusy ? Self.glance : -1 }

    private static let glance: Int32 = 50

    var isBusy: Bool { running.count > 0 }

    /// What is known of all sources; nil as long as a command works.
    mutating func result() -> [SourceHeaders]? {
        for ((source, user), program, ending) in running.ended() {
            let name = program.name
            switch ending {
            case .code(0): take(program, as: user, for: source)
            case .code(let code): note("\(name): code \(code)", of: source)
            case .signal(let signal): note("\(name): signaal \(signal)", of: source)
            case .tookTooLong(let seconds):
                note("\(name): geen antwoord in \(seconds) s", of: source)
            case .wroteTooMuch: note("\(name): te veel uitvoer", of: source)
            }
        }
        guard !isBusy else { return nil }
        defer { known = [] }
        return Self.bounded(known)
    }

    mutating func wait() -> [SourceHeaders] {
        while true {
            if let result = result() { return result }
            var descriptors = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        }
    }

    mutating func stop() {
        running.stop()
    }

    private mutating func note(_ problem: SafeText, of source: Source) {
        known.append(SourceHeaders(address: source.address, problem: problem))
    }

    private static func reason(_ failure: ProgramFailure, _ name: SafeText) -> SafeText {
        switch failure {
        case .tooMany: "\(name): te veel opdrachten"
        case .notFound: "\(name) is niet gevonden"
        case .notStarted(let reason): "\(name): \(reason.reason)"
        }
    }

    /// Makes a header of Basic authentication (RFC 7617) of the first line that the program wrote.
    private mutating func take(_ program: RunningProgram, as user: String, for source: Source) {
        let password = program.text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard !password.isEmpty else { return note("\(program.name) gaf niets", of: source) }
        let credentials = Data(Array("\(user):".utf8) + password).base64EncodedString()
        known.append(
            SourceHeaders(
                address: source.address, lines: ["Authorization: Basic \(credentials)"]))
    }

    // MARK: - Files

    private func path(of file: String) -> String {
        if file.hasPrefix("~/"), let home = environment["HOME"] {
            return home + file.dropFirst()
        }
        return file.hasPrefix("/") ? file : "\(folder)/\(file)"
    }

    private mutating func readHeaders(of source: Source, in path: String) {
        let name = SafeText(line: path, limit: 100)
        do throws(FileProblem) {
            guard Self.isOwn(path) else {
                return note(
                    "\(name) is van een ander of voor anderen leesbaar; chmod 600", of: source)
            }
            guard let text = try TextFile.read(path, limit: Self.longestFile) else {
                return note("\(name) is er niet", of: source)
            }
            let lines = text.split(whereSeparator: \.isNewline).map(String.init)
                .filter { !$0.allSatisfy(\.isWhitespace) }
            guard !lines.isEmpty, lines.allSatisfy(SourceHeaders.isField) else {
                return note(
                    "\(name) heeft iets anders dan regels als “Naam: waarde”", of: source)
            }
            known.append(SourceHeaders(address: source.address, lines: lines))
        } catch {
            note("\(name): \(error.reason)", of: source)
        }
    }

    private static let longestFile = 16_384

    /// Whether nobody else can read the file at `path`; one that is not there, nobody can.
    private static func isOwn(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
        return status.st_uid == geteuid() && status.st_mode & 0o077 == 0
    }

    /// As many as a pipe holds.
    private static func bounded(_ all: [SourceHeaders]) -> [SourceHeaders] {
        var left = CourierSubprocess.mostInput - 1000
        return all.map { headers in
            left -=
                200 + 2 * headers.address.string.utf8.count
                + headers.lines.reduce(0) { $0 + 2 * $1.utf8.count + 4 }
            return left > 0 ? headers : SourceHeaders(address: headers.address, problem: "te veel")
        }
    }
}
