import ArgumentParser
import CRuntimeErrors
import Foundation
import PortalModel

extension ParsableCommand {
    /// Runs the command line and ends the process: 0 when done, 1 when it failed, 2 for a wrong use
    /// or no usable terminal. What went wrong stands as one line on standard error.
    public static func runAndExit() -> Never {
        runAndExit {
            try checkHelp()
            var command = try parseAsRoot()
            try command.run()
        }
    }

    /// Runs `work` and ends likewise.
    public static func runAndExit(_ work: () throws -> Void) -> Never {
        StandardStream.fillGaps()
        do {
            try work()
            Foundation.exit(0)
        } catch {
            Foundation.exit(report(error))
        }
    }

    /// ArgumentParser answers `help` with the general help whatever command is named.
    private static func checkHelp() throws {
        let words = CommandLine.arguments.dropFirst().prefix(2)
        guard words.count == 2, words.first == "help", let command = words.last,
            !command.hasPrefix("-"), command != "help", !commandNames.contains(command)
        else { return }
        throw unknownCommand(command)
    }

    /// Tells what `error` says, which may be the help that was asked for.
    ///
    /// - Returns: The exit code.
    private static func report(_ error: any Error) -> Int32 {
        if let failure = error as? CommandFailure {
            StandardStream.errors.tell(failure.sentence)
            return failure.exitCode
        }
        // Who ends with a code alone has told why.
        if let code = error as? ExitCode { return code.rawValue }
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        guard code != .success else {
            do throws(CommandFailure) {
                try StandardStream.output.write(DutchHelp.help(text) + "\n")
                return 0
            } catch {
                return report(error)
            }
        }
        StandardStream.errors.tell(DutchHelp.mistake(text, commands: commandNames))
        return code == .validationFailure ? 2 : code.rawValue
    }

    /// That `word`, which stands where a command may stand, is none; or is one in a wrong place.
    public static func unknownCommand(_ word: String) -> CommandFailure {
        let name = SafeText(line: configuration.commandName ?? "", limit: 40)
        let word = SafeText(line: word, limit: 40)
        let meant = commandNames.nearest(to: word.string).map { SafeText(line: $0) }
        if meant == word { return .wrongUse("Zet de opdracht vooraan: '\(name) \(word) …'.") }
        let advice: SafeText =
            meant.map { "bedoelde je '\($0)'?" } ?? "'\(name) --help' noemt wat er is."
        return .wrongUse("De opdracht '\(word)' bestaat niet; \(advice)")
    }

    /// The names of all commands below this one.
    public static var commandNames: [String] {
        configuration.subcommands.flatMap { command in
            [command.configuration.commandName ?? "\(command)".lowercased()]
                + command.commandNames
        }
    }
}

/// Why a command could not do what was asked, in one Dutch sentence.
public struct CommandFailure: Error, Hashable, Sendable {
    /// What happened and what the reader can do; empty when it was told already.
    public let sentence: SafeText
    /// 1 for a failure, 2 for a wrong use or no usable terminal.
    let exitCode: Int32

    /// A failure that `sentence` tells.
    public static func failed(_ sentence: SafeText) -> CommandFailure {
        CommandFailure(sentence: sentence, exitCode: 1)
    }

    /// A use that cannot be meant, told by `sentence`.
    public static func wrongUse(_ sentence: SafeText) -> CommandFailure {
        CommandFailure(sentence: sentence, exitCode: 2)
    }

    /// A failure of which the reader has read all there is to say.
    public static let told = CommandFailure(sentence: .empty, exitCode: 1)
}

/// A moment on the command line: ISO 8601 with an offset or `Z`.
public struct Moment: ExpressibleByArgument {
    public let timestamp: Timestamp

    public init?(argument: String) {
        do {
            let date = try Date(argument, strategy: .iso8601)
            timestamp = Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down)))
        } catch {
            return nil
        }
    }
}

/// Standard output or standard error, written without a buffer of our own.
public struct StandardStream: Sendable {
    /// What the command is asked for.
    public static let output = StandardStream(descriptor: STDOUT_FILENO)
    /// What the reader is to know besides.
    public static var errors: StandardStream { StandardStream(descriptor: message_descriptor()) }

    let descriptor: Int32

    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal that shows it; nil where none does or it does not tell.
    public var columns: Int? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return nil
        }
        return Int(window.ws_col)
    }

    /// Writes all of `text`.
    ///
    /// A pipe that nobody reads any more ends the process by SIGPIPE, as `head` expects, unless
    /// that signal is ignored.
    ///
    /// - Throws: A failure that says why it cannot be written.
    public func write(_ text: String) throws(CommandFailure) {
        let code = attempt(text)
        guard code == 0 else {
            let reason = SystemError(code).reason
            throw .failed("De uitvoer kan niet worden geschreven (\(reason)).")
        }
    }

    /// Writes `sentence` as a line of its own; nothing when it is empty. That it could not be
    /// written can be told nowhere.
    public func tell(_ sentence: SafeText) {
        guard !sentence.isEmpty else { return }
        _ = attempt(sentence.string + "\n")
    }

    /// Keeps what Swift's runtime says when it traps, which may hold foreign text, from reaching a
    /// terminal as it is.
    public static func separateRuntimeErrors() {
        fillGaps()
        separate_runtime_errors()
    }

    /// Gives the standard streams that the process was started without a descriptor that fails,
    /// so that no file opened later takes their place.
    static func fillGaps() {
        while true {
            let descriptor = open("/dev/null", O_RDONLY)
            guard (STDIN_FILENO...STDERR_FILENO).contains(descriptor) else {
                close(descriptor)
                return
            }
        }
    }

    /// Writes all of `text`; returns 0 or the system's error code.
    private func attempt(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = Foundation.write(descriptor, start, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}
