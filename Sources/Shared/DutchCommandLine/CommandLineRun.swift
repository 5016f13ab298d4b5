import ArgumentParser
import Foundation

/// Runs a command line and ends the process: 0 when done, 1 when it failed, 2 for a wrong use or
/// no usable terminal.
struct CommandLineRun<Root: ParsableCommand> {
    private let root: Root.Type

    init(_ root: Root.Type) {
        self.root = root
    }

    func runAndExit() -> Never {
        do {
            var command = try root.parseAsRoot()
            try command.run()
            exit(0)
        } catch {
            let message = root.fullMessage(for: error)
            switch root.exitCode(for: error) {
            case .success:
                print(message)
                exit(0)
            case .validationFailure:
                report(message)
                exit(2)
            case let code:
                report(message)
                exit(code.rawValue)
            }
        }
    }

    private func report(_ message: String) {
        guard !message.isEmpty else { return }
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }
}
