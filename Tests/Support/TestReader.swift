import Foundation

/// A reader with a home of its own in a temporary folder, whose programs are those that were built
/// beside the tests. All of it is gone when the value is.
public final class TestReader {
    /// The folder that holds everything.
    public let folder: String
    /// The variables that programs are started with.
    public var environment: [String: String]
    /// What serves its news, for as long as the reader is there.
    public var server: AnyObject?

    public init() throws {
        var template = Array("/tmp/portaal-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProgramRun.Failure("no temporary folder: error \(errno)")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = [
            "HOME": folder + "/home", "LANG": "C.UTF-8", "TERM": "xterm",
            "PATH": "\(try Self.products):\(path)",
        ]
        try FileManager.default.createDirectory(
            atPath: folder + "/home", withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            FileHandle.standardError.write(Data("\(folder) is left behind: \(error)\n".utf8))
        }
    }

    /// Where the build put the programs: beside the one that runs the tests. `PORTAAL_PROGRAMS`
    /// names another folder, such as that of a release.
    public static var products: String {
        get throws {
            if let folder = ProcessInfo.processInfo.environment["PORTAAL_PROGRAMS"] {
                return folder
            }
            let folder = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
                .resolvingSymlinksInPath().deletingLastPathComponent().path
            guard FileManager.default.isExecutableFile(atPath: folder + "/portaal") else {
                throw ProgramRun.Failure("portaal is not beside the tests; build it.")
            }
            return folder
        }
    }

    public var home: URL { URL(fileURLWithPath: folder + "/home") }

    /// Runs `portaal`, or another program, until it ends.
    public func run(
        _ arguments: String..., of program: String = "portaal", input: String? = nil
    ) throws -> ProgramRun {
        try run(arguments, of: program, input: input)
    }

    public func run(
        _ arguments: [String], of program: String = "portaal", input: String? = nil,
        output: Int32? = nil, errors: Int32? = nil
    ) throws -> ProgramRun {
        try ProgramRun(
            [program] + arguments, environment: environment, input: input, output: output,
            errors: errors)
    }

    /// Writes a file into the folder.
    public func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Writes a script into the folder that can be run, and gives its path.
    @discardableResult
    public func writeScript(_ text: String, to name: String) throws -> String {
        try write(text, to: name + ".text")
        // In another process: what this one has open for writing could be open in a child that
        // another test starts just then, and what is being written cannot be run.
        let copied = try ProgramRun(
            ["install", "-m", "700", "\(folder)/\(name).text", "\(folder)/\(name)"], at: self)
        guard copied.code == 0 else { throw ProgramRun.Failure(copied.errors) }
        return "\(folder)/\(name)"
    }

    /// Writes a file into the reader's configuration.
    public func configure(_ name: String, _ text: String) throws {
        try write(text, to: "home/.config/portaal/" + name)
    }
}

extension ProgramRun {
    /// Runs `words` as `reader`.
    public init(_ words: [String], at reader: TestReader) throws {
        try self.init(words, environment: reader.environment)
    }
}
