import Foundation

/// A program in a pseudo-terminal, which ends with the value.
struct TerminalCommand: ~Copyable {
    private let master: Int32
    private let pid: pid_t
    private let began: ContinuousClock.Instant

    /// Starts `words`, the first of which is a path.
    init(_ words: [String], home: String, columns: UInt16 = 120, rows: UInt16 = 40) throws {
        var master: Int32 = 0
        var slave: Int32 = 0
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else {
            throw BenchmarkFailure("no pseudo-terminal: error \(errno)")
        }
        // The other end stays open until the program has it too.
        defer { close(slave) }
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let path = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let began = ContinuousClock.now
        do {
            pid = try ChildProgram.start(words, home: home, terminal: path)
        } catch {
            close(master)
            throw error
        }
        self.master = master
        self.began = began
    }

    deinit {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        close(master)
    }

    /// The peak of its resident memory so far.
    func peakMegabytes() throws -> Double {
        guard let peak = ChildProgram.peakMegabytes(of: pid) else {
            throw BenchmarkFailure("no memory is told of the program")
        }
        return peak
    }

    /// How long it took until the last byte of the screen came that has `mark` in it.
    func timeOfFirstScreen(with mark: String) throws -> Duration {
        try answer(having: Array(mark.utf8), quietFor: 300, since: began)
    }

    /// Its share of the resident memory that it has with others, and all of its own (PSS).
    func proportionalMegabytes() throws -> Double {
        guard let share = ChildProgram.proportionalMegabytes(of: pid) else {
            throw BenchmarkFailure("no memory is told of the program")
        }
        return share
    }

    /// How long it takes until the last byte of the answer to `key` has come, which has `mark` in
    /// it.
    func time(ofKey key: UInt8, having mark: String = "") throws -> Duration {
        let start = ContinuousClock.now
        var key = key
        guard write(master, &key, 1) == 1 else { throw BenchmarkFailure("a key got lost") }
        return try answer(having: Array(mark.utf8), quietFor: 15, since: start)
    }

    private func answer(
        having mark: [UInt8], quietFor quiet: Int32, since start: ContinuousClock.Instant
    ) throws -> Duration {
        var seen: [UInt8] = []
        var hasMark = false
        var last: ContinuousClock.Instant?
        var piece = [UInt8](repeating: 0, count: 65_536)
        var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&entry, 1, hasMark && last != nil ? quiet : 120_000)
            if count < 0, errno == EINTR { continue }
            if count == 0, hasMark, let last { return last - start }
            let length = count > 0 ? read(master, &piece, piece.count) : 0
            guard length > 0 else {
                let text = String(decoding: seen.suffix(400), as: UTF8.self)
                throw BenchmarkFailure("the program said no more than \(text.debugDescription)")
            }
            last = ContinuousClock.now
            seen += piece[..<length]
            hasMark = hasMark || mark.isEmpty || seen.firstRange(of: mark) != nil
        }
    }
}
