import Foundation

/// A program that is started, measured and ended.
enum ChildProgram {
    /// How a program did that was run to its end.
    struct Outcome {
        /// From just before its start to its end.
        let time: Duration
        /// Time on a processor, its own and that of all programs that it ran.
        let processorTime: Duration
        /// The peak of its resident memory when it last wrote a line.
        let peakMegabytes: Double?
    }

    /// The variables that all programs get.
    static func environment(home: String) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": path, "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"]
    }

    /// The path of a program in `PATH`; nil where there is none.
    static func path(of name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    /// Starts `words`, the first of which is a path, in a session of its own with `terminal`, a
    /// path, as all of its standard descriptors, or without one with `output` as its output.
    static func start(
        _ words: [String], home: String, terminal: String? = nil, output: Int32? = nil
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let input = terminal ?? "/dev/null"
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, output ?? STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID, which Swift is not shown: so the terminal becomes its own.
        posix_spawnattr_setflags(&attributes, 0x80)
        let argv = words.map { strdup($0) } + [nil]
        let envp = environment(home: home).map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let problem = posix_spawn(&pid, words[0], &actions, &attributes, argv, envp)
        guard problem == 0 else {
            throw BenchmarkFailure("\(words[0]): \(String(cString: strerror(problem)))")
        }
        return pid
    }

    /// Runs a program to its end.
    ///
    /// - Throws: `BenchmarkFailure` if that is not a good one.
    static func run(_ words: [String], home: String) throws -> Outcome {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchmarkFailure("no pipe: error \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let start = ContinuousClock.now
        let pid = try self.start(words, home: home, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var memory: Double?
        while read(ends[0], &buffer, buffer.count) > 0 {
            memory = peakMegabytes(of: pid) ?? memory
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        let time = ContinuousClock.now - start
        guard status == 0 else {
            throw BenchmarkFailure("\(words.joined(separator: " ")) failed: \(status)")
        }
        let processorTime = [usage.ru_utime, usage.ru_stime].reduce(Duration.zero) {
            $0 + .seconds(Int($1.tv_sec)) + .microseconds(Int($1.tv_usec))
        }
        return Outcome(time: time, processorTime: processorTime, peakMegabytes: memory)
    }

    /// What `words` writes to its end.
    static func output(of words: [String], home: String) throws -> String {
        let file = home + "/output-\(getpid())"
        let descriptor = open(file, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchmarkFailure("no file: error \(errno)") }
        defer { close(descriptor) }
        let pid = try start(words, home: home, output: descriptor)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    /// A process's own resident memory and its share of what it has with others, in megabytes.
    static func proportionalMegabytes(of pid: pid_t) -> Double? {
        Machine.line(of: "/proc/\(pid)/smaps_rollup", after: "Pss:")
            .flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
            .map { $0 * 1024 / 1_000_000 }
    }

    /// The peak of a process's resident memory so far, in megabytes (10⁶ bytes).
    static func peakMegabytes(of pid: pid_t) -> Double? {
        Machine.line(of: "/proc/\(pid)/status", after: "VmHWM:")
            .flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
            .map { $0 * 1024 / 1_000_000 }
    }
}
