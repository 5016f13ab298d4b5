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
    public let isASCII: Bool
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
        var settings = startup.settings
        if options.isLinear { settings.isLinear = true }
        if options.isASCII { settings.isASCII = true }
        let terminal = try Terminal(
            startup.terminalOptions(settings, asksBackground: theme.name == Theme.automatic))
        var library = startup.library()
        var state = startup.firstState(
            size: terminal.size, theme: theme, settings, library: &library)
        state.isBackgroundLight = startup.isBackgroundLight
        state.terminalOrdersText = terminal.abilities.ordersText
        state.pictureColors = terminal.pictureColors
        state.hasFewColors = terminal.pictureColors == nil || terminal.pictureColors == .named
        state.isUnicode = terminal.isUnicode
        if startup.sharesNews { state.followService() }
        state.isRestricted = startup.isRestricted
        let starter = startup.courierStarter
        let interpreter = Interpreter(
            configuration: startup.configuration,
            browser: Browser(
                startup.isRestricted ? [:] : startup.environment,
                startup.configuration.commands.open),
            themes: ThemeCatalogue(files: startup.files), clock: startup.clock, log: starter.log,
            library: library, readEditions: startup.readEditions,
            subscriptionsFile: startup.files.map { WatchedFile($0.subscriptionsFile) },
            sharesNews: startup.sharesNews,
            configurationFolder: startup.files?.configurationFolder ?? "/",
            readMuteRules: startup.readMuteRules,
            changeMuteRules: startup.changeMuteRules,
            changeSubscriptions: startup.changeSubscriptions,
            startCourier: { (job) throws(DeliveryProblem) in
                try starter.start(job)
            })

        var loop = RunLoop(
            terminal: terminal,
            portal: Portal(state: state, interpreter: interpreter, observer: options.trace),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// How the terminal is used.
    fileprivate func terminalOptions(
        _ settings: Settings, asksBackground: Bool
    ) -> TerminalOptions {
        TerminalOptions(
            settings: settings,
            colors: environment["NO_COLOR"].map { !$0.isEmpty } == true ? .none : .automatic,
            asksBackground: asksBackground, log: files?.portalLog.flatMap { LogFile.open($0) })
    }

    /// The state in which the portal begins; what went wrong so far stands in its status line.
    fileprivate mutating func firstState(
        size: Size, theme: Theme, _ settings: Settings, library: inout NewsLibrary
    ) -> State {
        var delivery = DeliveryState()
        do throws(StoreProblem) {
            delivery = DeliveryState(lastDelivered: try library.lastDelivered())
        } catch {
            let sentence = library.settle(error)
            courierStarter.log.note(.storeFailed(sentence))
            problems.append(sentence)
        }
        var state = State(
            size: size, now: clock.now, theme: theme, editions: editions, settings: settings,
            delivery: delivery)
        if let page { state.begin(with: page) }
        state.lastVisit = lastVisit
        state.keys = keys
        state.sendCommands = configuration.commands.send
        state.isRemote = Browser(environment).isRemote
        state.notice = problems.first.map { Notice(text: $0, isProblem: true) }
        return state
    }
}
