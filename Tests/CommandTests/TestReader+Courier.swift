import Foundation
import NewsStore
import PortalModel

/// What a program left behind.
struct Outcome {
    let output: String
    let errors: String
    let code: Int32

    var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }
    var errorLines: [Substring] { errors.split(separator: "\n") }
}

/// A reader's place at a machine: a home of its own in a temporary folder, in which the built
/// programs are run as child processes.
final class Desk {
    let folder: URL
    var environment: [String: String]
    private var program: URL
    private var runs = 0

    /// Where this test's bundle was built, and the programs beside it.
    static var products: URL {
        URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-" + UUID().uuidString)
        let home = folder.appendingPathComponent("home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        environment = [
            "HOME": home.path, "LANG": "C.UTF-8", "TERM": "xterm",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        program = Self.products.appendingPathComponent("portaal")
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("not removed: \(folder.path): \(error)")
        }
    }

    var home: URL { folder.appendingPathComponent("home") }
    var newsDatabase: URL { home.appendingPathComponent(".local/share/portaal/news.db") }

    /// Runs `portaal`, or another built program, until it ends; `input` is its standard input.
    func run(
        _ arguments: String..., of other: String? = nil, input: String? = nil
    ) throws -> Outcome {
        try run(arguments, of: other, input: input)
    }

    func run(
        _ arguments: [String], of other: String? = nil, input: String? = nil
    ) throws -> Outcome {
        runs += 1
        let output = try newFile("output-\(runs)")
        let errors = try newFile("errors-\(runs)")
        var told = FileHandle.nullDevice
        if let input {
            let file = try newFile("input-\(runs)")
            try Data(input.utf8).write(to: file)
            told = try FileHandle(forReadingFrom: file)
        }
        let code = try start(
            arguments, of: other, input: told, output: FileHandle(forWritingTo: output),
            errors: FileHandle(forWritingTo: errors))
        return Outcome(
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self), code: code)
    }

    /// Runs a program with these files as standard input, output and error.
    ///
    /// - Returns: Its exit code, or the negated signal that ended it.
    func start(
        _ arguments: [String], of other: String? = nil, input: FileHandle = .nullDevice,
        output: FileHandle, errors: FileHandle
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = other.map { Self.products.appendingPathComponent($0) } ?? program
        process.arguments = arguments
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
    }

    /// Runs a command of the shell in which `portaal` is `"$0"`, and gives its exit code.
    func run(shell command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command, program.path]
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func newFile(_ name: String) throws -> URL {
        let file = folder.appendingPathComponent(name)
        try Data().write(to: file)
        return file
    }

    /// Writes a file into the reader's configuration.
    func configure(_ name: String, _ text: String) throws {
        let file = home.appendingPathComponent(".config/portaal/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Fills news.db with these articles from one source of a section, all at `moment`.
    func deliver(
        _ articles: [DeliveredArticle], to section: Section, at moment: Timestamp
    ) throws {
        try FileManager.default.createDirectory(
            at: newsDatabase.deletingLastPathComponent(), withIntermediateDirectories: true)
        let delivery = try NewsDelivery(path: newsDatabase.path)
        try delivery.synchronise(Edition.grouping([section]))
        _ = try delivery.store([
            Delivery(
                source: section.sources[0].id, moment: moment, articles: articles, etag: nil,
                lastModified: nil, poll: PollState(next: moment + 3600))
        ])
    }
}

// A courier that only says its lines.
extension Desk {
    /// From now on `portaal` finds a courier beside itself that says `messages` and ends with
    /// `code`; the arguments that it gets stand in the file "arguments" of the home.
    func employCourier(saying messages: [CourierMessage], code: Int32 = 0) throws {
        try employCourier(answering: messages, code: code)
    }

    /// The same of a courier that is asked a question; before it answers it runs `meanwhile`, which
    /// is a command of the shell.
    func employCourier(
        answering messages: [some Encodable], code: Int32 = 0, meanwhile: String = ":"
    ) throws {
        let encoder = JSONEncoder()
        let lines = try messages.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try employCourier(
            script: """
                \(meanwhile)
                cat <<'LINES'
                \(lines.joined(separator: "\n"))
                LINES
                exit \(code)
                """)
    }

    /// The same of a courier that does what a shell script says.
    func employCourier(script: String) throws {
        let script = """
            #!/bin/sh
            echo "$*" > "$HOME/arguments"
            \(script)

            """
        let place = folder.appendingPathComponent("programs")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let text = folder.appendingPathComponent("courier.sh")
        try Data(script.utf8).write(to: text)
        let courier = place.appendingPathComponent("portaal-courier")
        try copy(text, to: courier)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: courier.path)
        let copied = place.appendingPathComponent("portaal")
        try copy(program, to: copied)
        program = copied
    }

    /// Copies a program in another process: one that this process has open for writing could be
    /// open in a child that another test starts just then, and what is being written cannot be run.
    private func copy(_ file: URL, to place: URL) throws {
        let process = try Process.run(
            URL(fileURLWithPath: "/bin/cp"), arguments: [file.path, place.path])
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    var courierArguments: String {
        get throws {
            let data = try Data(contentsOf: home.appendingPathComponent("arguments"))
            return String(decoding: data, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
