import Foundation
import TestSupport

/// A program that has a pseudo-terminal to itself, seen as the bytes that it sends. It ends with
/// the value.
final class RawTerminal {
    private let master: Int32
    private let slave: Int32
    private let pid: pid_t
    private let before: termios
    /// What the program has sent so far.
    private(set) var sent: [UInt8] = []
    /// Where what was sent after the last key begins.
    private var mark = 0

    /// Runs `words`, the first of which is looked for at the reader, in a terminal of this size and
    /// with the reader's environment.
    init(_ reader: TestReader, _ words: [String], columns: UInt16 = 80, rows: UInt16 = 24) throws {
        var master: Int32 = 0
        var slave: Int32 = 0
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else {
            throw ProgramRun.Failure("no pseudo-terminal: error \(errno)")
        }
        (self.master, self.slave) = (master, slave)
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        before = try Self.settings(of: slave)
        pid = try startProgram(
            ["timeout", "--foreground", "300"] + words, environment: reader.environment,
            terminal: String(
                decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    deinit {
        // The program is in the session that the terminal's end takes along.
        close(master)
        close(slave)
        kill(pid, SIGTERM)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    /// Types these bytes.
    func type(_ keys: String) throws {
        let bytes = Array(keys.utf8)
        guard write(master, bytes, bytes.count) == bytes.count else {
            throw ProgramRun.Failure("keys got lost")
        }
    }

    /// Types `keys`, and ^L after them, so that all of the screen is sent.
    func press(_ keys: String) throws {
        mark = sent.count
        try type(keys + "\u{0C}")
    }

    /// Reads on until `words` stand in what was sent after the last key pressed.
    func see(_ words: String) throws {
        try eventually("\(words) is sent", circumstances: { tail.debugDescription }) {
            try readOn()
            return tail.contains(words) ? true : nil
        }
    }

    private var tail: String { String(decoding: sent[mark...], as: UTF8.self) }

    /// Reads on until `condition` holds of what was sent.
    func wait(for what: String, until condition: (String) -> Bool) throws {
        try eventually(what, circumstances: { text.debugDescription }) {
            try readOn()
            return condition(text) ? true : nil
        }
    }

    /// Kills the program, as nobody wants it to end, as soon as `words` have been sent.
    func endAtOnce(at words: String) throws {
        let programs = try eventually("the program runs") {
            let children = TestReader.children(of: pid)
            return children.isEmpty ? nil : children
        }
        var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while !tail.contains(words) {
            guard poll(&entry, 1, 30_000) > 0 else {
                throw DidNotHappen(description: "\(words) did not come: \(text.debugDescription)")
            }
            try readOn()
        }
        for program in programs { try TestReader.end(program) }
        _ = try code()
    }

    /// Reads on until the program has ended.
    ///
    /// - Returns: Its exit code; 128 and the signal's number when a signal ended it.
    func code() throws -> Int {
        try eventually("the program ends", circumstances: { text.debugDescription }) {
            let code = try codeOfEnded()
            try readOn()
            return code
        }
    }

    /// Types these keys again and again, reading nothing, until the program takes no more of them
    /// since it waits for its own output to be read; then has it asked to end, and waits.
    func endUnread(typing keys: String) throws {
        try eventually("the program waits to be read") {
            try type(keys)
            var untaken: Int32 = 0
            return ioctl(slave, UInt(FIONREAD), &untaken) == 0 && untaken > 30 * keys.utf8.count
                ? true : nil
        }
        kill(pid, SIGTERM)
        try eventually("the program ends unread") { try codeOfEnded() }
    }

    /// The exit code once the program has ended.
    private func codeOfEnded() throws -> Int? {
        var info = siginfo_t()
        // It is left to be waited for.
        guard waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else {
            throw ProgramRun.Failure("nobody knows how the program ended")
        }
        return info.si_signo == SIGCHLD ? Int(info._sifields._sigchld.si_status) : nil
    }

    /// Whether the terminal is set as it was before the program began.
    func isAsBefore() throws -> Bool {
        let now = try Self.settings(of: slave)
        return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag
            && now.c_lflag == before.c_lflag && now.c_cflag == before.c_cflag
    }

    /// What the program has sent so far, as text.
    var text: String { String(decoding: sent, as: UTF8.self) }

    private func readOn() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, 0) > 0, entry.revents & Int16(POLLIN) != 0 {
            let count = read(master, &piece, piece.count)
            guard count > 0 else { return }
            sent += piece[..<count]
        }
    }

    private static func settings(of terminal: Int32) throws -> termios {
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else {
            throw ProgramRun.Failure("no settings: error \(errno)")
        }
        return settings
    }
}
