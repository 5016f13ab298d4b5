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
        let commands = configuration.commands
        return [
            Customization(
                name: "Gedempt", value: muted,
                place: "filters.toml · x dempt, X toont wat gedempt is"),
            Customization(
                name: "Labels", value: Wording.names(labels),
                place: "reader.db · L bij wat bewaard is"),
            Customization(
                name: "Secties", value: sections,
                place: "portaal.toml, [[section]], en sources.toml · B wijzigt bronnen"),
            Customization(
                name: "Toetsen", value: Wording.names(configuration.keys.map(Wording.binding)),
                place: "portaal.toml, [keys] · ? noemt de opdrachten"),
            Customization(
                name: "Doorsturen", value: Wording.names(commands.send.map(\.name)),
                place: "portaal.toml, [[send]] · | stuurt door"),
            Customization(
                name: "Openen", value: Wording.names(Wording.programs(commands.open)),
                place: "portaal.toml, [open]"),
            Customization(
                name: "Melding", value: commands.notify?.command.name ?? Wording.nothingOwn,
                place: "portaal.toml, [notify]"),
        ] + written
    }

    private var muted: SafeText {
        guard !rules.isEmpty else { return Wording.nothingOwn }
        let first = Wording.names(rules.prefix(5).map(Wording.rule))
        return "\(Wording.rules(rules.count)): \(first)"
    }

    private var sections: SafeText {
        let searches = configuration.sections.filter { $0.query != nil }.map(\.name)
        let sources = configuration.sections.reduce(0) { $0 + $1.sources.count }
        let counts: SafeText = "\(configuration.sections.count) secties, \(sources) bronnen"
        return searches.isEmpty ? counts : "\(counts) · zoekt: \(Wording.names(searches))"
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
    static func binding(_ binding: KeyBinding) -> SafeText {
        let keys = binding.keys.map { SafeText(line: $0.name, limit: 20) }
        return "\(SafeText(line: binding.command, limit: 40)) \(keys.joined(separator: " "))"
    }
    static func programs(_ open: OpenCommands) -> [SafeText] {
        open.terminal.map { SafeText(line: $0, limit: 40) }
            + LinkKind.allCases.compactMap { kind in
                open.programs[kind].map { "\(SafeText(line: kind.rawValue)) \($0.name)" }
            }
    }
    /// "a, b, c", or that there are none.
    static func names(_ names: [SafeText]) -> SafeText {
        names.isEmpty ? nothingOwn : names.prefix(20).map { $0 }.joined(separator: ", ")
    }
}
