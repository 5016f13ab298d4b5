import Foundation
import Synchronization
import TestSupport

/// A terminal of a tmux server of its own, which ends with the value or, should this process not
/// come to that, with its program after some minutes.
final class Pane {
    private let reader: TestReader
    private let server: String
    private static let count = Mutex(0)

    /// Runs `script` with `sh` in a terminal of this size, at this reader.
    init(_ reader: TestReader, columns: Int, rows: Int, _ script: String) throws {
        self.reader = reader
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        server = "portaal-test-\(getpid())-\(number)"
        try tmux([
            "start-server", ";", "set-option", "-g", "default-terminal", "tmux-256color", ";",
            "set-option", "-g", "remain-on-exit", "on", ";",
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "timeout", "--foreground", "300", "sh", "-c", script,
        ])
    }

    deinit {
        do {
            try tmux(["kill-server"])
        } catch {
            FileHandle.standardError.write(Data("\(server) did not end: \(error)\n".utf8))
        }
    }

    /// What the terminal shows now.
    func screen() throws -> Screen {
        let answer = try tmux([
            "capture-pane", "-p", ";", "display-message", "-p",
            "#{cursor_x} #{cursor_y} #{cursor_flag} #{alternate_on}",
        ])
        var rows = answer.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let numbers = rows.removeLast().split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 4 else {
            throw ProgramRun.Failure("tmux tells no cursor: \(answer)")
        }
        return Screen(
            rows: rows.map(String.init), column: numbers[0], row: numbers[1],
            showsCursor: numbers[2] == 1, isAlternate: numbers[3] == 1)
    }

    /// The first screen of which `condition` holds and that is drawn to its end: one that was
    /// seen twice in a row.
    @discardableResult
    func wait(for what: String, until condition: (Screen) -> Bool) throws -> Screen {
        var previous: Screen?
        return try eventually(what, circumstances: { try screen().description }) {
            let screen = try screen()
            defer { previous = screen }
            return condition(screen) && screen == previous ? screen : nil
        }
    }

    /// The first screen that shows `text`.
    @discardableResult
    func wait(for text: String) throws -> Screen {
        try wait(for: "“\(text)” is shown") { $0.shows(text) }
    }

    /// Presses keys, by the names that tmux has for them.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    /// Pastes a text, between marks if the program asked for those.
    func paste(_ text: String) throws {
        try tmux(["set-buffer", "--", text, ";", "paste-buffer", "-p", "-r"])
    }

    /// Makes the window that large.
    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String {
        let command = try ProgramRun(
            ["tmux", "-L", server, "-f", "/dev/null"] + words, environment: reader.environment)
        guard command.code == 0 else {
            throw ProgramRun.Failure("tmux \(words[0]): \(command.errors)")
        }
        return command.output
    }
}
