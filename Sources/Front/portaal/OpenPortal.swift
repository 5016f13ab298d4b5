import CursesTerminal
import DutchCommandLine
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

/// The portal on a terminal.
enum OpenPortal {
    /// Opens the portal and returns when the reader leaves it. Without a terminal to draw on, the
    /// front page is printed. `isLinear` asks for the linear layout and `isASCII` for no other
    /// characters, as the configuration can too.
    static func run(now: Timestamp?, isLinear: Bool, isASCII: Bool = false) throws(CommandFailure) {
        var startup = try Startup.begin(now: now)
        guard StandardStream.output.isTerminal else {
            return try Print.frontPage(startup.telling())
        }
        let (theme, themeProblems) = startup.theme()
        startup.note(themeProblems)
        var terminal: Terminal
        do throws(TerminalError) {
            terminal = try Terminal(startup.terminalOptions(isASCII: isASCII))
        } catch {
            throw .wrongUse(error.sentence)
        }
        var library = startup.library()
        var state = startup.firstState(
            size: terminal.size, theme: theme, isLinear: isLinear, library: &library)
        state.terminalOrdersText = terminal.abilities.ordersText
        state.pictureColors = terminal.pictureColors
        state.isUnicode = terminal.isUnicode
        state.isASCII = isASCII || startup.configuration.isASCII
        for setting in startup.choices.settings where !(isASCII && setting == .ascii(false)) {
            state.apply(setting)
            terminal.follow(setting)
        }
        let interpreter = Interpreter(
            configuration: startup.configuration, environment: startup.environment,
            files: startup.files, clock: startup.clock, library: library)
        var loop = RunLoop(
            terminal: terminal, portal: Portal(state: state, interpreter: interpreter),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// How the terminal is used.
    func terminalOptions(isASCII: Bool) -> TerminalOptions {
        TerminalOptions(
            mouse: configuration.usesMouse,
            colors: environment["NO_COLOR"].map { !$0.isEmpty } == true ? .none : .automatic,
            ascii: isASCII || configuration.isASCII, hyperlinks: configuration.makesHyperlinks,
            log: files.flatMap { LogFile.open($0.portalLog) })
    }

    /// The state in which the portal begins; what went wrong so far stands in its status line.
    mutating func firstState(
        size: Size, theme: Theme, isLinear: Bool, library: inout Library
    ) -> State {
        var delivery = DeliveryState(interval: configuration.refreshInterval)
        do throws(StoreProblem) {
            delivery = DeliveryState(
                interval: configuration.refreshInterval, lastChecked: try library.lastChecked())
        } catch {
            let sentence = library.settle(error)
            courierStarter.log.note(.storeFailed(sentence))
            note([sentence])
        }
        var state = State(
            size: size, now: clock.now, theme: theme, editions: editions, webmail: choices.webmail,
            delivery: delivery,
            typography: Typography(
                measure: configuration.measure, isJustified: configuration.justifies,
                isHyphenated: configuration.hyphenates),
            isLinear: isLinear || configuration.isLinear)
        if let page = choices.page { state.begin(with: page) }
        state.usesMouse = configuration.usesMouse
        state.ordersText = configuration.ordersText
        state.pictures = configuration.showsPictures
        state.isRemote = environment["SSH_CONNECTION"] != nil
        state.makesHyperlinks = configuration.makesHyperlinks
        state.notice = problems.first.map { Notice(text: $0, isProblem: true) }
        return state
    }
}
