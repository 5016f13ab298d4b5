import ArgumentParser
import DutchCommandLine

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    /// Looks around; mistakes in the reader's files and the like are told on standard error.
    func startup() throws(CommandFailure) -> Startup {
        try silentStartup().telling()
    }

    /// Looks around, and leaves it to the command to tell what is wrong.
    func silentStartup() throws(CommandFailure) -> Startup {
        try Startup.begin(now: now?.timestamp)
    }
}
