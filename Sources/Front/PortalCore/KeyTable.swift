import PortalModel
import TextGrid

/// The keys as data: what each does where, and what the help says of it.
public struct KeyTable: Sendable {
    /// Where a binding holds.
    enum Place: Hashable, Sendable {
        /// On every screen that does not bind the key itself.
        case everywhere
        case article
        /// In what was found, and in an article opened from there.
        case search
        case comparison
        case sources
    }

    typealias Binding = (command: Command, keys: [Key])

    struct Row: Sendable {
        /// How the keys are written.
        fileprivate(set) var keys: SafeText
        let action: SafeText
        fileprivate(set) var bindings: [Binding]
        let place: Place

        fileprivate init(
            _ keys: SafeText, _ action: SafeText, _ bindings: [Binding],
            in place: Place = .everywhere
        ) {
            (self.keys, self.action, self.bindings, self.place) = (keys, action, bindings, place)
        }

        fileprivate init(
            _ keys: SafeText, _ action: SafeText, _ bindings: Binding...,
            in place: Place = .everywhere
        ) {
            self.init(keys, action, bindings, in: place)
        }

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

    /// Keys of one purpose, under a heading in the help.
    struct Group: Sendable {
        let title: SafeText
        fileprivate(set) var rows: [Row]

        fileprivate init(_ title: SafeText, _ rows: Row...) {
            self.title = title
            self.rows = rows
        }
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
            "Lezen",
            Row("j k ↓ ↑", "omlaag, omhoog", (.moveDown, ["j", .down]), (.moveUp, ["k", .up])),
            Row("Enter l →", "lezen", (.open, [.enter, "l", .right])),
            Row(
                "q Esc h ← Backspace", "terug; q op de voorpagina stopt", (.leave, ["q"]),
                (.back, [.escape, "h", .left, .backspace])),
            Row(
                "Spatie b PgDn PgUp ^F ^B", "bladeren",
                (.pageDown, [" ", .pageDown, .control("f")]),
                (.pageUp, ["b", .pageUp, .control("b")])),
            Row(
                "Spatie", "in een artikel: verder, aan het eind naar het volgende ongelezen",
                (.readOn, [" "]), in: .article),
            Row(
                "g G Home End", "naar het begin, naar het eind", (.toStart, ["g", .home]),
                (.toEnd, ["G", .end])),
            Row(
                "J K n p", "volgende, vorige artikel", (.nextArticle, ["J", "n"]),
                (.previousArticle, ["K", "p"])),
            Row(
                "m M A", "gelezen of ongelezen, gelezen tot hier, alles op deze pagina",
                (.toggleRead, ["m"]), (.markReadToHere, ["M"]), (.markAllRead, ["A"])),
            Row(
                "s S", "bewaren of loslaten, wat bewaard is", (.toggleSaved, ["s"]),
                (.showSaved, ["S"])),
            Row("|", "doorsturen naar een opdracht van jezelf", (.sendOn, ["|"])),
            Row("L", "labels van wat bewaard is; daar kiezen [ en ] een label", (.label, ["L"])),
            Row(
                "x X", "dempen: niet meer tonen, wat gedempt is", (.mute, ["x"]),
                (.showMuted, ["X"])),
            Row(
                "v", "in een lijst: kiezen voor m en s, meer dan één; Esc laat los",
                (.choose, ["v"])),
            Row(
                "u", "m, M, A, s, L, x en wat je aan bronnen wijzigde ongedaan maken",
                (.undo, ["u"]))),
        Group(
            "Zoeken",
            Row("/", "zoeken in alle berichten", (.search, ["/"])),
            Row(
                "n N", "na het zoeken: volgende, vorige treffer", (.nextHit, ["n"]),
                (.previousHit, ["N"]), in: .search)),
        Group(
            "Pagina’s",
            Row(
                "1–9", "pagina kiezen; in een artikel een link, dan Enter of y",
                (1...9).map { (.page($0), [.digit($0)]) }),
            Row("[ ]", "vorige, volgende pagina", (.previousPage, ["["]), (.nextPage, ["]"])),
            Row("e", "andere editie", (.nextEdition, ["e"])),
            Row("Tab", "naar de andere lijst of kolom", (.otherPane, [.tab, .backTab])),
            Row(
                "d", "lijsten met teasers, van twee regels of van één regel",
                (.changeListForm, ["d"])),
            Row(
                "r R", "deze pagina verversen, alles verversen", (.refreshPage, ["r"]),
                (.refreshAll, ["R"]))),
        Group(
            "In een artikel",
            Row("v", "hetzelfde verhaal bij de volgende bron", (.nextReport, ["v"]), in: .article),
            Row("c", "ander verslag of eerdere versie ernaast", (.compare, ["c"]), in: .article),
            Row(
                "v 2–9", "na c: volgende versie, versie met dat nummer",
                [(.nextReport, ["v"])] + (2...9).map { (.report($0), [.digit($0)]) },
                in: .comparison),
            Row("i", "beeld tonen of verbergen", (.togglePictures, ["i"]), in: .article),
            Row(
                "o y", "openen in de browser, adres kopiëren", (.openInBrowser, ["o"]),
                (.copyAddress, ["y"]))),
        Group(
            "Portaal",
            Row(
                "w W", "webmail openen, webmail kiezen", (.openWebmail, ["w"]),
                (.changeWebmail, ["W"])),
            Row("t", "thema kiezen", (.chooseTheme, ["t"])),
            Row(",", "instellingen", (.showSettings, [","])),
            Row("B", "bronnen en hoe het ermee gaat", (.showSources, ["B"])),
            Row(
                "n v J K p i",
                """
                bij de bronnen: naam, sectie, omlaag, omhoog, pauze, hoe vaak; Enter \
                probeert opnieuw, o opent de site
                """,
                (.renameSource, ["n"]), (.moveSource, ["v"]), (.lowerSource, ["J"]),
                (.raiseSource, ["K"]), (.pauseSource, ["p"]), (.changeInterval, ["i"]),
                in: .sources),
            Row("? F1", "deze hulp", (.showHelp, ["?", .function(1)])),
            Row("^L", "scherm opnieuw tekenen", (.redraw, [.control("l")])),
            Row("^Z", "even naar de shell; met fg kom je terug", (.suspend, [.control("z")])),
            Row("Q ^C", "stoppen", (.quit, ["Q", .control("c")]))),
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

    /// The hint with keys of this table in place of those of the standard one; nil without any.
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

    // MARK: - The reader's own

    /// The table with the keys that the reader gave commands: each in place of those that it has.
    /// What cannot be is left out and told, in the order in which it stands.
    public static func standard(
        with bindings: [KeyBinding]
    ) -> (table: KeyTable, mistakes: [ConfigurationMistake]) {
        var table = KeyTable.standard
        guard !bindings.isEmpty else { return (table, []) }
        var mistakes: [ConfigurationMistake] = []
        var changed: [Binding] = []
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

extension Key {
    /// The key of a digit from 1 to 9.
    fileprivate static func digit(_ number: Int) -> Key {
        .character(Character(String(number)))
    }
}
