import Foundation
import PortalModel

/// Shows addresses in the reader's browser, or in what the reader named for such addresses, without
/// a shell and without waiting; a program that works in the terminal gets that, and is waited for.
public struct Browser {
    let environment: [String: String]
    /// What the reader named.
    private let own: OpenCommands
    private var started: [pid_t] = []

    enum Opening {
        /// A program was started, which shows it in a window of its own; with its name where it is
        /// no browser.
        case started(SafeText?)
        /// A program is there that needs the terminal.
        case needsTerminal(TerminalCommand, SafeText?)
        /// What the reader named for it is not there.
        case notFound(SafeText)
        case missing
    }

    public init(_ environment: [String: String], _ own: OpenCommands = OpenCommands()) {
        self.environment = environment
        self.own = own
    }

    /// Starts what the reader named for such an address, else the first browser that there is, with
    /// `address` as its last argument or in the place of `%s`: one of `$BROWSER` (programs parted
    /// by colons, words by spaces), else `xdg-open` where there is a screen for it to open a
    /// window on, else one that draws in the terminal, unless the reader came in from elsewhere:
    /// the browser to use is there.
    mutating func open(_ address: WebAddress) -> Opening {
        // Nobody waits for a browser, so those that have ended are taken note of here.
        started.removeAll(where: ChildProcess.hasEnded)
        if let kind = LinkKind(of: address), let command = own.programs[kind] {
            let arguments = command.filled(with: [.url: address.text])
            return start(command.program, arguments, called: command.name)
                ?? .notFound(command.name)
        }
        for command in commands {
            let arguments = Self.arguments(command, for: address)
            if let opening = start(command[0], arguments, called: nil) { return opening }
        }
        return .missing
    }

    /// Nil where there is no such program.
    private mutating func start(
        _ program: String, _ arguments: [String], called name: SafeText?
    ) -> Opening? {
        guard let path = Executable.path(of: program, in: environment) else { return nil }
        if worksInTerminal(arguments, path) {
            let program = TerminalCommand(
                path: path, arguments: arguments, environment: environment)
            return .needsTerminal(program, name)
        }
        guard let pid = ChildProcess.start(path, arguments, environment: environment) else {
            return nil
        }
        started.append(pid)
        return .started(name)
    }

    private static func arguments(_ command: [String], for address: WebAddress) -> [String] {
        guard command.contains(where: { $0.contains("%s") }) else {
            return command + [address.string]
        }
        return command.map { $0.replacingOccurrences(of: "%s", with: address.string) }
    }

    private var commands: [[String]] {
        let named = (environment["BROWSER"] ?? "").split(separator: ":").map { entry in
            // A path with a space in it is one word.
            FileManager.default.isExecutableFile(atPath: String(entry))
                ? [String(entry)] : entry.split(separator: " ").map(String.init)
        }
        return named.filter { !$0.isEmpty } + (hasScreen ? [["xdg-open"]] : [])
            + (isRemote ? [] : Self.installable.map { [$0] })
    }

    /// The first browser that there is, as it is called; nil for none.
    var program: String? {
        commands.lazy.map { $0[0] }.first { Executable.path(of: $0, in: environment) != nil }
    }

    /// Whether the reader came in from another machine.
    var isRemote: Bool {
        ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].contains { environment[$0] != nil }
    }

    private var hasScreen: Bool {
        environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
    }

    /// Those of the next that Debian has, the one that its user prefers first.
    private static let installable = ["www-browser", "w3m", "lynx", "links2", "links", "elinks"]

    private static let textBrowsers: Set = [
        "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "chawan",
        "netrik", "retawq", "edbrowse",
    ]

    /// Programs that start a browser, and without a screen one of those.
    private static let starters: Set = ["sensible-browser", "xdg-open", "www-browser"]

    /// Whether the program, called by its own name or by one that leads to it, is one of those or
    /// one that the reader named; Links has a form with a window as well.
    private func worksInTerminal(_ command: [String], _ path: String) -> Bool {
        let file = URL(fileURLWithPath: path)
        let names = [file.lastPathComponent, file.resolvingSymlinksInPath().lastPathComponent]
        if !Set(own.terminal).isDisjoint(with: names) { return true }
        if !hasScreen, !Self.starters.isDisjoint(with: names) { return true }
        return !Self.textBrowsers.isDisjoint(with: names) && !command.dropFirst().contains("-g")
    }
}
