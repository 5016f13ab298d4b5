import Foundation

/// Another program that the courier waits for, started without a shell, before any cage is closed:
/// only commands that read nothing foreign do so.
enum ChildProgram {
    /// Runs `program`, which is looked for in `PATH` unless it is a path, with nothing to read.
    ///
    /// - Parameter output: Whether what it writes goes where this program's goes; else nowhere but
    ///   for its errors.
    /// - Returns: What it ended with: its exit status, or 128 and the signal; nil where it could
    ///   not be started.
    static func run(_ program: String, _ arguments: [String], output: Bool) -> Int32? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if !output {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, program, &actions, nil, words, environ) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
