import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalCore
import PortalModel

@main
struct Portaal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal",
        abstract: "De voorpagina van ZeelandNet in je terminal.",
        usage: "portaal [<opdracht>]",
        discussion: """
            Zonder opdracht opent het portaal; zonder terminal staat de voorpagina als gewone \
            tekst op de standaarduitvoer. Met --linear zonder kaders en kolommen, voor \
            schermlezers; met --ascii zonder tekens buiten ASCII.

            Afsluitcode: 0 gelukt, 1 mislukt, 2 verkeerd gebruikt of geen bruikbare terminal.
            """,
        version: "portaal \(PortalVersion.number)",
        subcommands: [
            Open.self, Print.self, Read.self, Compare.self, Search.self, Stories.self, Count.self,
            Refresh.self, Sources.self,
            Import.self, Export.self, Webmail.self, ListThemes.self, Doctor.self,
        ],
        defaultSubcommand: Open.self)

    static func main() {
        // What the portal makes is for its reader only.
        umask(0o077)
        // Whoever started the portal may have ignored it, and `portaal print | head` must end.
        signal(SIGPIPE, SIG_DFL)
        StandardStream.separateRuntimeErrors()
        // A bare `portaal` has nothing to parse, which would take a tenth of its start.
        guard CommandLine.arguments.count > 1 else {
            runAndExit { try Open.open(StartupOptions()) }
        }
        runAndExit()
    }
}

struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open het portaal (ook zonder dit woord).")

    /// What no command is called; taken here so that it can be told as such.
    @Argument(help: .hidden)
    var words: [String] = []

    @OptionGroup var text: TextOptions

    @Option(
        help: ArgumentHelp(
            "Lees het nieuws dat een dienst voor alle lezers in deze map bewaart.",
            valueName: "map"),
        completion: .directory)
    var store: String?

    @Flag(
        help: """
            Alleen lezen, voor wie via ssh binnenkomt: uit een gedeelde opslag, zonder iets te \
            starten.
            """)
    var restricted = false

    @Option(help: .hidden)
    var trace: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard store?.hasPrefix("/") ?? true else {
            throw ValidationError(Wording.storeWithoutPath.string)
        }
        guard !restricted || trace == nil else {
            throw ValidationError(Wording.noTraceHere.string)
        }
    }

    func run() throws {
        if let word = words.first { throw Portaal.unknownCommand(word) }
        var trace: Trace?
        if let path = self.trace {
            trace = Trace(path: path)
            guard trace != nil else {
                throw CommandFailure.failed(Wording.noTrace(SafeText(line: path), .last))
            }
        }
        var options = common.startup(text)
        (options.store, options.isRestricted) = (store, restricted)
        try Self.open(options, trace: trace)
    }

    /// Opens the portal; without a terminal to draw on, prints the front page.
    static func open(_ options: StartupOptions, trace: Trace? = nil) throws(CommandFailure) {
        let output = StandardStream.output
        try runCommand(options, tellingProblems: !output.isTerminal) { startup, library in
            guard !output.isTerminal else { return try Portal.open(startup, trace: trace) }
            let choice = PageChoice(frontPageOf: startup.editions)
            let page = try PlainPage(choice, in: &library, now: startup.clock.now)
            try output.write(page, startup.settings)
        }
    }
}
