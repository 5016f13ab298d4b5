import Foundation

/// A program that was run to its end.
public struct ProgramRun {
    /// Its exit code; 128 and the signal's number when a signal ended it.
    public let code: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String

    public var lines: [Substring] {
        output.split(separator: "\n", omittingEmptySubsequences: false)
    }

    public var errorLines: [Substring] { errors.split(separator: "\n") }

    /// Why a program could not be run.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        public init(_ description: String) {
            self.description = description
        }
    }

    /// Runs `words`, the first of which is looked for in the `PATH` of `environment`, with that
    /// environment and nothing else.
    ///
    /// - Parameters:
    ///   - input: What it reads; without, its standard input is empty.
    ///   - output: A descriptor that takes the place of its standard output.
    ///   - errors: A descriptor that takes the place of its standard error.
    public init(
        _ words: [String], environment: [String: String], input: String? = nil,
        output: Int32? = nil, errors: Int32? = nil
    ) throws {
        let outputFile = try TemporaryFile()
        let errorFile = try TemporaryFile()
        let inputFile = try TemporaryFile(input ?? "")
        let pid = try startProgram(
            ["env"] + words, environment: environment,
            descriptors: [
                inputFile.descriptor, output ?? outputFile.descriptor,
                errors ?? errorFile.descriptor,
            ])
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure("nobody knows how \(words[0]) ended") }
        }
        code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        self.output = try outputFile.text()
        self.errors = try errorFile.text()
    }
}

/// Starts a program, the first of `words`, with these descriptors as its standard input, output
/// and error.
///
/// - Parameter terminal: The path of a terminal that takes their place, and that a session of its
///   own is given.
/// - Returns: Its process.
public func startProgram(
    _ words: [String], environment: [String: String], descriptors: [Int32] = [],
    terminal: String? = nil
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in descriptors.enumerated() {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    if let terminal {
        // What a session opens first controls it.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that run tests block signals, which the program would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // `POSIX_SPAWN_SETSID`, which glibc does not show to Swift.
    let newSession: Int16 = terminal == nil ? 0 : 0x80
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    let argv = words.map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let problem = posix_spawnp(&pid, words[0], &actions, &attributes, argv, envp)
    guard problem == 0 else {
        throw ProgramRun.Failure(
            problem == ENOENT
                ? "\(words[0]) is not installed; these tests need it."
                : "\(words[0]) does not start: \(String(cString: strerror(problem)))")
    }
    return pid
}

/// A file without a name, which is gone when the value is.
private struct TemporaryFile: ~Copyable {
    let descriptor: Int32

    init(_ text: String = "") throws {
        var template = Array("/tmp/portaal-test-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw ProgramRun.Failure("no temporary file: error \(errno)")
        }
        unlink(template)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.seek(toOffset: 0)
    }

    func text() throws -> String {
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }

    deinit {
        close(descriptor)
    }
}
