import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

/// What the reader has of his own beside what can be set in the portal.
struct Customizations {
    let configuration: PortalConfiguration
    let rules: [MuteRule]
    let labels: [SafeText]
    let settings: Settings

    /// What settings need that is not installed on this machine.
    static var uninstalled: Set<UninstalledLibrary> {
        let needed: [(UninstalledLibrary, isThere: Bool)] = [
            (.hyphens, PatternHyphenator.dutch != nil),
            (.readingOrder, OptionalLibrary(.fribidi) != nil),
            (
                .pictures,
                OptionalLibrary(.chafa) != nil && OptionalLibrary(.gdkPixbuf) != nil
            ),
        ]
        return Set(needed.filter { !$0.isThere }.map(\.0))
    }

    /// In the order of the screen.
    var all: [Customization] {
        [muted, labelled, sections, keys, send, open, notify] + written
    }

    private var muted: Customization {
        Customization(
            name: "Gedempt",
            value: rules.isEmpty
                ? Wording.nothingOwn
                : [Wording.rules(rules.count), Wording.names(rules.prefix(5).map(Wording.rule))]
                    .joined(separator: ": "),
            place: "filters.toml · x dempt, X toont wat gedempt is")
    }

    private var labelled: Customization {
        Customization(
            name: "Labels", value: Wording.names(labels),
            place: "reader.db · L bij wat bewaard is")
    }

    private var sections: Customization {
        let searches = configuration.sections.filter { $0.query != nil }.map(\.name)
        let sources = configuration.sections.reduce(0) { $0 + $1.sources.count }
        let counts: SafeText = "\(configuration.sections.count) secties, \(sources) bronnen"
        return Customization(
            name: "Secties",
            value: searches.isEmpty
                ? counts : [counts, "zoekt: \(Wording.names(searches))"].joined(separator: " · "),
            place: "portaal.toml, [[section]], en sources.toml · B wijzigt bronnen")
    }

    private var keys: Customization {
        let names = configuration.keys.map { binding in
            let keys = binding.keys.map { SafeText(line: $0.name, limit: 20) }
            return "\(SafeText(line: binding.command, limit: 40)) \(keys.joined(separator: " "))"
                as SafeText
        }
        return Customization(
            name: "Toetsen", value: Wording.names(names),
            place: "portaal.toml, [keys] · ? noemt de opdrachten")
    }

    private var send: Customization {
        Customization(
            name: "Doorsturen", value: Wording.names(configuration.commands.send.map(\.name)),
            place: "portaal.toml, [[send]] · | stuurt door")
    }

    private var open: Customization {
        let open = configuration.commands.open
        let kinds = LinkKind.allCases.compactMap { kind in
            open.programs[kind].map { "\(SafeText(line: kind.rawValue)) \($0.name)" as SafeText }
        }
        let names = open.terminal.map { SafeText(line: $0, limit: 40) } + kinds
        return Customization(
            name: "Openen", value: Wording.names(names), place: "portaal.toml, [open]")
    }

    private var notify: Customization {
        Customization(
            name: "Melding",
            value: configuration.commands.notify.map(\.command.name) ?? Wording.nothingOwn,
            place: "portaal.toml, [notify]")
    }

    /// The settings that are written in portaal.toml alone.
    private var written: [Customization] {
        SettingDescription.all.filter { $0.row == nil }.compactMap { setting in
            guard let place = setting.place, let value = setting.wording(in: settings) else {
                return nil
            }
            return Customization(
                name: SafeText(line: place.key), value: value.isEmpty ? Wording.nothingOwn : value,
                place: SafeText(line: "portaal.toml, [\(place.table)]"))
        }
    }
}

extension Wording {
    static let nothingOwn: SafeText = "geen"
    static func rules(_ count: Int) -> SafeText { count == 1 ? "1 regel" : "\(count) regels" }
    /// "a, b, c", or that there are none.
    static func names(_ names: [SafeText]) -> SafeText {
        names.isEmpty ? nothingOwn : names.prefix(20).map { $0 }.joined(separator: ", ")
    }
}
