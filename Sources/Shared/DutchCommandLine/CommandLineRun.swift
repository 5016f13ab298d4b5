import ArgumentParser
import Foundation
import PortalModel

/// Runs a command line and ends the process: 0 when done, 1 when it failed, 2 for a wrong use or
/// no usable terminal. What went wrong stands as one line on standard error.
public struct CommandLineRun<Root: ParsableCommand> {
    private let root: Root.Type

    public init(_ root: Root.Type) {
        self.root = root
    }

    /// Parses, runs and ends.
    public func runAndExit() -> Never {
        runAndExit {
            try checkHelp()
            var command = try root.parseAsRoot()
            try command.run()
        }
    }

    /// Runs `work` and ends.
    public func runAndExit(_ work: () throws -> Void) -> Never {
        StandardStream.fillGaps()
        do {
            try work()
            exit(0)
        } catch {
            exit(settle(error))
        }
    }

    /// ArgumentParser answers `help` with the general help whatever command is named.
    private func checkHelp() throws {
        let words = CommandLine.arguments.dropFirst().prefix(2)
        guard words.count == 2, words.first == "help", let command = words.last,
            !command.hasPrefix("-"), command != "help", !root.commandNames.contains(command)
        else { return }
        throw root.unknownCommand(command)
    }

    /// Tells what `error` says, which may be the help that was asked for.
    ///
    /// - Returns: The exit code.
    private func settle(_ error: any Error) -> Int32 {
        if let failure = error as? CommandFailure {
            StandardStream.errors.tell(failure.sentence)
            return failure.exitCode
        }
        // Who ends with a code alone has told why.
        if let code = error as? ExitCode { return code.rawValue }
        let code = root.exitCode(for: error)
        let text = root.fullMessage(for: error)
        guard code != .success else {
            do throws(CommandFailure) {
                try StandardStream.output.write(DutchHelp.help(text) + "\n")
                return 0
            } catch {
                return settle(error)
            }
        }
        StandardStream.errors.tell(DutchHelp.mistake(text, commands: root.commandNames))
        return code == .validationFailure ? 2 : code.rawValue
    }
}

extension ParsableCommand {
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
