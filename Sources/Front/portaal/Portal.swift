import CursesTerminal
import DutchCommandLine
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import TextGrid

/// The portal on a terminal.
enum Portal {
    /// Opens the portal and returns when the reader leaves it. Without a terminal to draw on, the
    /// front page is printed.
    static func open(now: Timestamp?) throws(CommandFailure) {
        var startup = try Startup.begin(now: now)
        guard StandardStream.output.isTerminal else {
            return try Print.frontPage(startup.telling())
        }
        let (theme, themeProblems) = startup.theme()
        startup.note(themeProblems)
        let terminal: Terminal
        do throws(TerminalError) {
            terminal = try Terminal(startup.terminalOptions)
        } catch {
            throw .wrongUse(error.sentence)
        }
        var library = startup.library()
        let state = startup.firstState(size: terminal.size, theme: theme, library: &library)
        var loop = RunLoop(
            terminal: terminal, state: state,
            interpreter: Interpreter(
                configuration: startup.configuration, environment: startup.environment,
                files: startup.files, clock: startup.clock, library: library),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// How the terminal is used.
    var terminalOptions: TerminalOptions {
        TerminalOptions(
            mouse: configuration.usesMouse,
            colors: environment["NO_COLOR"].map { !$0.isEmpty } == true ? .none : .automatic,
            log: files.flatMap { LogFile.open($0.portalLog) })
    }

    /// The state in which the portal begins; what went wrong so far stands in its status line.
    mutating func firstState(size: Size, theme: Theme, library: inout Library) -> State {
        var delivery = DeliveryState(interval: configuration.refreshInterval)
        var webmail: WebmailProvider?
        do throws(StoreProblem) {
            webmail = try reader.webmail()
            delivery = DeliveryState(
                interval: configuration.refreshInterval, lastChecked: try library.lastChecked())
        } catch {
            note([library.settle(error)])
        }
        var state = State(
            size: size, now: clock.now, theme: theme, editions: editions, webmail: webmail,
            delivery: delivery)
        state.notice = problems.first.map { Notice(text: $0, isProblem: true) }
        return state
    }
}
