import CursesTerminal
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

/// How the portal is opened, apart from what the configuration says.
public struct PortalOptions {
    /// Without frames and columns, for screen readers.
    var isLinear: Bool
    /// With no other characters than ASCII.
    var isASCII: Bool
    /// Where events and effects are written down.
    var trace: Trace?

    public init(isLinear: Bool = false, isASCII: Bool = false, trace: Trace? = nil) {
        self.isLinear = isLinear
        self.isASCII = isASCII
        self.trace = trace
    }
}

extension Portal {
    /// Opens the portal on the terminal, and returns when the reader leaves it.
    public static func open(
        _ startup: Startup, _ options: PortalOptions
    ) throws(TerminalError) {
        var startup = startup
        let (theme, themeProblems) = startup.theme()
        startup.problems += themeProblems
        var terminal = try Terminal(startup.terminalOptions(isASCII: options.isASCII))
        var library = startup.library()
        var state = startup.firstState(
            size: terminal.size, theme: theme, isLinear: options.isLinear, library: &library)
        state.terminalOrdersText = terminal.abilities.ordersText
        state.pictureColors = terminal.pictureColors
        state.isUnicode = terminal.isUnicode
        state.isASCII = options.isASCII || startup.configuration.isASCII
        for setting in startup.choices.settings
        where !(options.isASCII && setting == .ascii(false)) {
            state.apply(setting)
            terminal.follow(setting)
        }
        let starter = startup.courierStarter
        let interpreter = Interpreter(
            configuration: startup.configuration, browser: Browser(startup.environment),
            themes: ThemeCatalogue(files: startup.files), clock: startup.clock, log: starter.log,
            library: library, startCourier: starter.start)
        var loop = RunLoop(
            terminal: terminal,
            portal: Portal(state: state, interpreter: interpreter, observer: options.trace),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// How the terminal is used.
    fileprivate func terminalOptions(isASCII: Bool) -> TerminalOptions {
        TerminalOptions(
            mouse: configuration.usesMouse,
            colors: environment["NO_COLOR"].map { !$0.isEmpty } == true ? .none : .automatic,
            ascii: isASCII || configuration.isASCII, hyperlinks: configuration.makesHyperlinks,
            log: files.flatMap { LogFile.open($0.portalLog) })
    }

    /// The state in which the portal begins; what went wrong so far stands in its status line.
    fileprivate mutating func firstState(
        size: Size, theme: Theme, isLinear: Bool, library: inout Library
    ) -> State {
        var delivery = DeliveryState(interval: configuration.refreshInterval)
        do throws(StoreProblem) {
            delivery = DeliveryState(
                interval: configuration.refreshInterval, lastChecked: try library.lastChecked())
        } catch {
            let sentence = library.settle(error)
            courierStarter.log.note(.storeFailed(sentence))
            problems.append(sentence)
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
