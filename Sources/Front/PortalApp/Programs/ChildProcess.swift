import Foundation

/// Starting other programs: an argument vector, no shell, a session of their own, nothing of the
/// terminal unless it is lent to them, and nothing that is open here.
enum ChildProcess {
    /// `POSIX_SPAWN_SETSID`, which glibc has since 2.26 but does not show to Swift.
    private static let newSession: Int16 = 0x80

    /// Starts `program` (looked for in `PATH` when it is no path).
    ///
    /// - Returns: Its process id; nil when it could not be started, with `errno` set.
    static func start(
        _ program: String, _ arguments: [String], environment: [String: String]
    ) -> pid_t? {
        start(program, arguments, environment, flags: newSession)
    }

    /// The two ends of a pipe, neither of them for a child: what is written to `input` can be read
    /// from `output`. Nil, with `errno` set, where there can be none.
    static func pipe() -> (output: Int32, input: Int32)? {
        var ends: [Int32] = [0, 0]
        guard Foundation.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Starts `program` likewise, with its standard output in a pipe, and with `mergesErrors` its
    /// standard error as well.
    ///
    /// - Returns: Where its output can be read; nil when it could not be started, with `errno` set.
    static func startWithOutput(
        _ program: String, _ arguments: [String], environment: [String: String],
        input: Int32?, errors: Int32? = nil, mergesErrors: Bool = false
    ) -> (pid: pid_t, output: Int32)? {
        guard let ends = pipe() else { return nil }
        let pid = start(
            program, arguments, environment, input: input, output: ends.input,
            errors: mergesErrors ? ends.input : errors, flags: newSession)
        let code = errno
        close(ends.input)
        if let pid { return (pid, ends.output) }
        close(ends.output)
        errno = code
        return nil
    }

    /// Starts a program in the session and the process group of this one, on the terminal that
    /// `input` and `output` are.
    ///
    /// - Returns: Its process id; nil when it could not be started, with `errno` set.
    static func start(_ program: TerminalCommand, input: Int32, output: Int32) -> pid_t? {
        start(
            program.path, program.arguments, program.environment, input: input, output: output,
            errors: output, flags: 0)
    }

    /// What is nil of the three standard streams is /dev/null.
    private static func start(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil, flags: Int16
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let places = [
            (input, STDIN_FILENO, O_RDONLY), (output, STDOUT_FILENO, O_WRONLY),
            (errors, STDERR_FILENO, O_WRONLY),
        ]
        for (descriptor, target, mode) in places {
            if let descriptor {
                posix_spawn_file_actions_adddup2(&actions, descriptor, target)
            } else {
                posix_spawn_file_actions_addopen(&actions, target, "/dev/null", mode, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that the portal ignores or catches are the child's own business.
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, flags | Int16(POSIX_SPAWN_SETSIGDEF))

        keepDescriptors()
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, program, &actions, &attributes, argv, envp)
        guard code == 0 else {
            errno = code
            return nil
        }
        return pid
    }

    /// Keeps what is open here from every child, also what whoever started the portal left open in
    /// it. glibc has a file action for that, which Swift does not see.
    private static func keepDescriptors() {
        guard let folder = opendir("/proc/self/fd") else {
            for descriptor in STDERR_FILENO + 1..<256 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            return
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let descriptor = Int32(name), descriptor > STDERR_FILENO else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    /// Whether a child has ended; then nothing is left of it.
    static func hasEnded(_ pid: pid_t) -> Bool {
        waitpid(pid, nil, WNOHANG) != 0
    }
}

struct TerminalCommand {
    let path: String
    /// Its argument vector, with its name first.
    let arguments: [String]
    let environment: [String: String]
}

enum Executable {
    /// Where the program `name` is, itself a path, which may begin with `~/`, or looked for in
    /// `PATH`; nil where there is none.
    static func path(of name: String, in environment: [String: String]) -> String? {
        let home = environment["HOME"] ?? ""
        let places =
            name.contains("/")
            ? [name.hasPrefix("~/") ? home + name.dropFirst() : name]
            : (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
        return places.first { place in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
                && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: place)
        }
    }
}

enum ProgramInput {
    /// A descriptor at the beginning of `text`, in a file without a name that goes with it: a
    /// program that reads slowly, or not at all, holds nobody up. Nil, with `errno` set, where
    /// there is no room for it.
    static func descriptor(reading text: String) -> Int32? {
        guard let file = tmpfile() else { return nil }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
            return nil
        }
        let descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
        guard descriptor >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
        return descriptor
    }
}
