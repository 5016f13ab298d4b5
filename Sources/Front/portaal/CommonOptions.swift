import ArgumentParser
import DutchCommandLine
import NewsStore

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    /// Looks around; mistakes in the reader's files and the like are told on standard error.
    func startup() throws(CommandFailure) -> Startup {
        let startup = try silentStartup()
        for problem in startup.problems { StandardStream.errors.tell(problem) }
        return startup
    }

    /// Looks around, and leaves it to the command to tell what is wrong.
    func silentStartup() throws(CommandFailure) -> Startup {
        do throws(StoreProblem) {
            return try Startup(now: now?.timestamp)
        } catch {
            throw .failed(error.sentence)
        }
    }
}
