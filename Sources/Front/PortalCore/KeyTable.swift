import PortalModel
import TextGrid

/// The keys as data: what each does where, and what the help says of it.
public struct KeyTable: Sendable {
    /// Where a binding holds.
    enum Place: Hashable, Sendable {
        /// On every screen that does not bind the key itself.
        case everywhere
        /// In an article.
        case article
        /// In what was found, and in an article opened from there.
        case search
        /// Beside another report.
        case comparison
        /// In the list of sources.
        case sources
    }

    /// One row of the help.
    struct Row: Sendable {
        /// How the keys are written.
        var keys: SafeText
        /// What they do.
        let action: SafeText
        /// The bindings behind it.
        var bindings: [(command: Command, keys: [Key])]
        /// Where they hold.
        var place = Place.everywhere
    }

    /// Keys of one purpose, under a heading in the help.
    struct Group: Sendable {
        let title: SafeText
        var rows: [Row]
    }

    /// All keys, in the order of the help: what is used most comes first.
    private(set) var groups: [Group]
    private var commands: [Place: [Key: Command]] = [:]

    private init(_ groups: [Group]) {
        self.groups = groups
        for row in rows {
            for (command, keys) in row.bindings {
                for key in keys { commands[row.place, default: [:]][key] = command }
            }
        }
    }

    var rows: [Row] { groups.flatMap(\.rows) }

    /// The keys without any of the reader's own.
    public static let standard = KeyTable([
        Group(
            title: "Lezen",
            rows: [
                Row(
                    keys: "j k ↓ ↑", action: "omlaag, omhoog",
                    bindings: [
                        (.moveDown, [.character("j"), .down]), (.moveUp, [.character("k"), .up]),
                    ]),
                Row(
                    keys: "Enter l →", action: "lezen",
                    bindings: [(.open, [.enter, .character("l"), .right])]),
                Row(
                    keys: "q Esc h ← Backspace", action: "terug; q op de voorpagina stopt",
                    bindings: [
                        (.leave, [.character("q")]),
                        (.back, [.escape, .character("h"), .left, .backspace]),
                    ]),
                Row(
                    keys: "Spatie b PgDn PgUp ^F ^B", action: "bladeren",
                    bindings: [
                        (.pageDown, [.character(" "), .pageDown, .control("f")]),
                        (.pageUp, [.character("b"), .pageUp, .control("b")]),
                    ]),
                Row(
                    keys: "Spatie",
                    action: "in een artikel: verder, aan het eind naar het volgende ongelezen",
                    bindings: [(.readOn, [.character(" ")])], place: .article),
                Row(
                    keys: "g G Home End", action: "naar het begin, naar het eind",
                    bindings: [
                        (.toStart, [.character("g"), .home]), (.toEnd, [.character("G"), .end]),
                    ]),
                Row(
                    keys: "J K n p", action: "volgende, vorige artikel",
                    bindings: [
                        (.nextArticle, [.character("J"), .character("n")]),
                        (.previousArticle, [.character("K"), .character("p")]),
                    ]),
                Row(
                    keys: "m M A",
                    action: "gelezen of ongelezen, gelezen tot hier, alles op deze pagina",
                    bindings: [
                        (.toggleRead, [.character("m")]), (.markReadToHere, [.character("M")]),
                        (.markAllRead, [.character("A")]),
                    ]),
                Row(
                    keys: "s S", action: "bewaren of loslaten, wat bewaard is",
                    bindings: [
                        (.toggleSaved, [.character("s")]), (.showSaved, [.character("S")]),
                    ]),
                Row(
                    keys: "|", action: "doorsturen naar een opdracht van jezelf",
                    bindings: [(.sendOn, [.character("|")])]),
                Row(
                    keys: "L", action: "labels van wat bewaard is; daar kiezen [ en ] een label",
                    bindings: [(.label, [.character("L")])]),
                Row(
                    keys: "x X", action: "dempen: niet meer tonen, wat gedempt is",
                    bindings: [
                        (.mute, [.character("x")]), (.showMuted, [.character("X")]),
                    ]),
                Row(
                    keys: "v",
                    action: "in een lijst: kiezen voor m en s, meer dan één; Esc laat los",
                    bindings: [(.choose, [.character("v")])]),
                Row(
                    keys: "u",
                    action: "m, M, A, s, L, x en wat je aan bronnen wijzigde ongedaan maken",
                    bindings: [(.undo, [.character("u")])]),
            ]),
        Group(
            title: "Zoeken",
            rows: [
                Row(
                    keys: "/", action: "zoeken in alle berichten",
                    bindings: [(.search, [.character("/")])]),
                Row(
                    keys: "n N", action: "na het zoeken: volgende, vorige treffer",
                    bindings: [
                        (.nextHit, [.character("n")]), (.previousHit, [.character("N")]),
                    ], place: .search),
            ]),
        Group(
            title: "Pagina’s",
            rows: [
                Row(
                    keys: "1–9", action: "pagina kiezen; in een artikel een link, dan Enter of y",
                    bindings: (1...9).map { (.page($0), [.character(Character(String($0)))]) }),
                Row(
                    keys: "[ ]", action: "vorige, volgende pagina",
                    bindings: [
                        (.previousPage, [.character("[")]), (.nextPage, [.character("]")]),
                    ]),
                Row(
                    keys: "e", action: "andere editie",
                    bindings: [(.nextEdition, [.character("e")])]),
                Row(
                    keys: "Tab", action: "naar de andere lijst of kolom",
                    bindings: [(.otherPane, [.tab, .backTab])]),
                Row(
                    keys: "d", action: "lijsten met teasers, van twee regels of van één regel",
                    bindings: [(.changeListForm, [.character("d")])]),
                Row(
                    keys: "r R", action: "deze pagina verversen, alles verversen",
                    bindings: [
                        (.refreshPage, [.character("r")]), (.refreshAll, [.character("R")]),
                    ]),
            ]),
        Group(
            title: "In een artikel",
            rows: [
                Row(
                    keys: "v", action: "hetzelfde verhaal bij de volgende bron",
                    bindings: [(.nextReport, [.character("v")])], place: .article),
                Row(
                    keys: "c",
                    action: "ander verslag of eerdere versie ernaast",
                    bindings: [(.compare, [.character("c")])], place: .article),
                Row(
                    keys: "v 2–9", action: "na c: volgende versie, versie met dat nummer",
                    bindings: [(.nextReport, [.character("v")])]
                        + (2...9).map { (.report($0), [.character(Character(String($0)))]) },
                    place: .comparison),
                Row(
                    keys: "i", action: "beeld tonen of verbergen",
                    bindings: [(.togglePictures, [.character("i")])], place: .article),
                Row(
                    keys: "o y", action: "openen in de browser, adres kopiëren",
                    bindings: [
                        (.openInBrowser, [.character("o")]), (.copyAddress, [.character("y")]),
                    ]),
            ]),
        Group(
            title: "Portaal",
            rows: [
                Row(
                    keys: "w W", action: "webmail openen, webmail kiezen",
                    bindings: [
                        (.openWebmail, [.character("w")]), (.changeWebmail, [.character("W")]),
                    ]),
                Row(
                    keys: "t", action: "thema kiezen", bindings: [(.chooseTheme, [.character("t")])]
                ),
                Row(
                    keys: ",", action: "instellingen",
                    bindings: [(.showSettings, [.character(",")])]),
                Row(
                    keys: "B", action: "bronnen en hoe het ermee gaat",
                    bindings: [(.showSources, [.character("B")])]),
                Row(
                    keys: "n v J K p i",
                    action: """
                        bij de bronnen: naam, sectie, omlaag, omhoog, pauze, hoe vaak; Enter \
                        probeert opnieuw, o opent de site
                        """,
                    bindings: [
                        (.renameSource, [.character("n")]), (.moveSource, [.character("v")]),
                        (.lowerSource, [.character("J")]), (.raiseSource, [.character("K")]),
                        (.pauseSource, [.character("p")]), (.changeInterval, [.character("i")]),
                    ], place: .sources),
                Row(
                    keys: "? F1", action: "deze hulp",
                    bindings: [(.showHelp, [.character("?"), .function(1)])]),
                Row(
                    keys: "^L", action: "scherm opnieuw tekenen",
                    bindings: [(.redraw, [.control("l")])]),
                Row(
                    keys: "^Z", action: "even naar de shell; met fg kom je terug",
                    bindings: [(.suspend, [.control("z")])]),
                Row(
                    keys: "Q ^C", action: "stoppen",
                    bindings: [(.quit, [.character("Q"), .control("c")])]),
            ]),
    ])

    /// The command that `key` gives in the first of `places` that binds it.
    func command(for key: Key, in places: [Place]) -> Command? {
        places.lazy.compactMap { commands[$0]?[key] }.first
    }

    /// The key that dialogs know for what one of the reader's own does.
    func keyForDialogs(_ key: Key) -> Key {
        let command = command(for: key, in: [.everywhere])
        guard command != KeyTable.standard.command(for: key, in: [.everywhere]) else { return key }
        return switch command {
        case .moveDown: .down
        case .moveUp: .up
        case .toStart: .home
        case .toEnd: .end
        case .open: .enter
        case .back, .leave: .escape
        default: key
        }
    }

    /// A place where `key` does something; nil where it never does.
    func place(of key: Key) -> Place? {
        [.everywhere, .article, .search, .comparison, .sources].first { commands[$0]?[key] != nil }
    }

    /// How the first key of `command` is written; nil for one that has none.
    func label(of command: Command) -> SafeText? {
        keys(of: command).first?.label
    }

    /// A hint that names the keys of the standard table, with those of this one in their place; nil
    /// where none is left.
    func hint(_ hint: Hint, in places: [Place]) -> Hint? {
        let labels = hint.keys.string.split(separator: " ").compactMap { label in
            guard let key = Key(label: label),
                let command = KeyTable.standard.command(for: key, in: places)
            else { return SafeText(cleaning: label) }
            return keys(of: command).contains(key) ? key.label : self.label(of: command)
        }
        guard !labels.isEmpty else { return nil }
        return hint.with(labels.joined(separator: " "))
    }

    private func keys(of command: Command) -> [Key] {
        groups.lazy.flatMap(\.rows).flatMap(\.bindings).first { $0.command == command }?.keys ?? []
    }
}

// MARK: - The reader's own

extension KeyTable {
    /// The table with the keys that the reader gave commands: each in place of those that it has.
    /// What cannot be is left out and told, in the order in which it stands.
    public static func standard(
        with bindings: [KeyBinding]
    ) -> (table: KeyTable, mistakes: [ConfigurationMistake]) {
        var table = KeyTable.standard
        guard !bindings.isEmpty else { return (table, []) }
        var mistakes: [ConfigurationMistake] = []
        var changed: [(command: Command, keys: [Key])] = []
        for binding in bindings {
            guard let command = table.command(named: binding.command) else {
                let name = SafeText(line: binding.command, limit: 40)
                mistakes.append(
                    ConfigurationMistake(
                        "de opdracht '\(name)' is onbekend; \(table.hint(at: binding.command))",
                        at: binding.commandPlace))
                continue
            }
            var keys: [Key] = []
            for written in binding.keys {
                guard let key = Key(name: written.name) else {
                    let name = SafeText(line: written.name, limit: 40)
                    mistakes.append(
                        ConfigurationMistake(
                            """
                            '\(name)' is geen toets; schrijf bijvoorbeeld "x", "^X" of "F5"
                            """, at: written.place))
                    continue
                }
                keys.append(key)
            }
            // Where none of the keys is one, those stay that it has.
            if !keys.isEmpty || binding.keys.isEmpty { changed.append((command, keys)) }
        }
        // First all are taken from their commands, so that two can change places; but there is
        // always one way out.
        for (command, _) in changed {
            table.setKeys(command == .quit ? [.control("c")] : [], of: command)
        }
        for (command, keys) in changed {
            var free = keys.filter { key in
                guard let other = table.holder(of: key, besides: command) else { return true }
                mistakes.append(
                    ConfigurationMistake(
                        "de toets \(key.label) is al van \(SafeText(line: other))",
                        at: bindings.place(of: key, command: command)))
                return false
            }
            if free.isEmpty, !keys.isEmpty {
                free = KeyTable.standard.keys(of: command).filter {
                    table.holder(of: $0, besides: command) == nil
                }
            }
            if command == .quit, !free.contains(.control("c")) { free.append(.control("c")) }
            table.setKeys(free, of: command)
        }
        let start = ConfigurationMistake.Place(line: 1, column: 1)
        mistakes.sort { ($0.place ?? start) < ($1.place ?? start) }
        return (KeyTable(table.groups), mistakes)
    }

    /// Which command was probably meant by a name, or where all of them stand.
    private func hint(at name: String) -> SafeText {
        let names = rows.flatMap(\.bindings).compactMap(\.command.name)
        guard let meant = names.nearest(to: name) else { return "? noemt die er zijn" }
        return "bedoelde je '\(SafeText(line: meant))'?"
    }

    private func command(named name: String) -> Command? {
        rows.lazy.flatMap(\.bindings).first { $0.command.name == name }?.command
    }

    /// The name of another command to which `key` belongs in a place where `command` can be given.
    private func holder(of key: Key, besides command: Command) -> String? {
        let places = Set(
            rows.filter { $0.bindings.contains { $0.command == command } }.map(\.place))
        for row in rows where places.contains(row.place) {
            for (other, keys) in row.bindings where other != command && keys.contains(key) {
                return other.name ?? "de cijfers"
            }
        }
        return nil
    }

    private mutating func setKeys(_ keys: [Key], of command: Command) {
        for group in groups.indices {
            for index in groups[group].rows.indices {
                groups[group].rows[index].set(keys, of: command)
            }
        }
    }
}

extension [KeyBinding] {
    /// Where `key` is given to `command`.
    fileprivate func place(of key: Key, command: Command) -> ConfigurationMistake.Place? {
        lazy.filter { $0.command == command.name }.flatMap(\.keys)
            .first { Key(name: $0.name) == key }?.place
    }
}

extension KeyTable.Row {
    /// The names of its commands, for portaal.toml.
    var commandNames: SafeText {
        SafeText(line: bindings.compactMap(\.command.name).joined(separator: ", "))
    }

    fileprivate mutating func set(_ new: [Key], of command: Command) {
        for index in bindings.indices where bindings[index].command == command {
            bindings[index].keys = new
            keys = bindings.flatMap(\.keys).map(\.label).joined(separator: " ")
        }
    }
}
