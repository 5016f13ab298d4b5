import Foundation

/// A program that was run to its end.
struct Command {
    /// Its exit code; 128 and the signal's number when a signal ended it.
    let code: Int
    /// What it wrote to standard output.
    let output: String
    /// What it wrote to standard error.
    let errors: String

    /// Why a program could not be run.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs `words`, the first of which is looked for in the `PATH` of the
    /// tests, with this environment and nothing else; standard input is empty.
    init(_ words: [String], environment: [String: String]) throws {
        let outputFile = try TemporaryFile()
        let errorFile = try TemporaryFile()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, outputFile.descriptor, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errorFile.descriptor, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, which the program would inherit.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let argv = words.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let problem = posix_spawnp(&pid, words[0], &actions, &attributes, argv, envp)
        guard problem == 0 else {
            throw Failure(
                description: problem == ENOENT
                    ? "\(words[0]) is not installed; these tests need it."
                    : "\(words[0]) does not start: \(String(cString: strerror(problem)))")
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else {
                throw Failure(description: "nobody knows how \(words[0]) ended")
            }
        }
        code = Int(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
        output = try outputFile.text()
        errors = try errorFile.text()
    }
}

extension Command {
    /// Runs `words`, the first of which is looked for in the `PATH` of the desk.
    init(_ words: [String], at desk: Desk) throws {
        try self.init(["env"] + words, environment: desk.environment)
    }
}

/// A file without a name, which is gone when the value is.
private struct TemporaryFile: ~Copyable {
    let descriptor: Int32

    init() throws {
        var template = Array("/tmp/portaal-test-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw Command.Failure(description: "no temporary file: error \(errno)")
        }
        unlink(template)
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
