import Foundation

/// A pseudo-terminal that keeps every byte which the program in it sends, and its program.
final class RawTerminal {
    private let master: Int32
    private var pid: pid_t = 0
    /// All that was sent so far.
    private(set) var bytes: [UInt8] = []
    /// Where what was sent after the last key begins.
    private var mark = 0

    // ioctl_tty(2): requests that the C library does not show to Swift.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    // posix_spawn(3): POSIX_SPAWN_SETSID, which the C library does not show either.
    private static let newSession: Int16 = 0x80

    /// Starts `words`, the first of which is looked for at the desk, with this terminal as its
    /// standard input, output and error, and as the one that controls it.
    init(_ desk: Desk, columns: UInt16, rows: UInt16, _ words: [String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: CInt = 0
        var number: CUnsignedInt = 0
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard master >= 0, ioctl(master, Self.unlock, &locked) == 0,
            ioctl(master, Self.number, &number) == 0,
            ioctl(master, UInt(TIOCSWINSZ), &size) == 0
        else {
            throw Command.Failure(description: "no terminal: error \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/pts/\(number)", O_RDWR, 0)
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, stream)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, which the program would inherit.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Self.newSession)
        let argv = (["env"] + words).map { strdup($0) } + [nil]
        let envp = desk.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        guard posix_spawnp(&pid, "env", &actions, &attributes, argv, envp) == 0 else {
            throw Command.Failure(description: "\(words[0]) does not start")
        }
    }

    deinit {
        if pid > 0 {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        close(master)
    }

    /// Types `keys`, and ^L after them, so that all of the screen is sent.
    func press(_ keys: String) throws {
        mark = bytes.count
        try type(keys + "\u{0C}")
    }

    /// Types `keys`.
    func type(_ keys: String) throws {
        let sent = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        guard sent == keys.utf8.count else {
            throw Command.Failure(description: "nobody takes the keys \(keys)")
        }
    }

    /// Waits until `words` stand in what was sent after the last key, once a screen was cleared.
    func wait(for words: String) throws {
        _ = try eventually("\(words) is sent", circumstances: { "\(tail.debugDescription)" }) {
            try read()
            return tail.contains(words) ? true : nil
        }
    }

    private var tail: String { String(decoding: bytes[mark...], as: UTF8.self) }

    /// Takes what there is to read; false at the end.
    @discardableResult
    private func read() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 100) > 0 else { return true }
        let count = Foundation.read(master, &buffer, buffer.count)
        bytes += buffer[..<max(0, count)]
        return count > 0
    }

    /// Takes all that the program sends until it ends, and tells its exit code.
    func end() throws -> Int {
        _ = try eventually("the program ends", circumstances: { "\(tail.debugDescription)" }) {
            try read() ? nil : true
        }
        var status: Int32 = 0
        let child = pid
        pid = 0
        guard waitpid(child, &status, 0) == child else {
            throw Command.Failure(description: "nobody knows how the program ended")
        }
        return Int(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
    }
}
