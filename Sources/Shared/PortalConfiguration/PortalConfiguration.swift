import PortalModel
import System

/// What stands in `portaal.toml`; without that file, how the portal is.
public struct PortalConfiguration: Hashable, Sendable {
    public var settings = Settings()
    /// The sections in the reader's order, each source in one of them only.
    public var sections: [Section] = DefaultSections.all
    /// Those of `sections` whose sources the courier asks itself: all but those of an edition.
    public internal(set) var ownSections: [Section] = DefaultSections.all
    /// Those that portaal.toml names.
    var namedSections: [Section] = []
    /// The folder with the news that a service delivers for all readers on this machine; nil where
    /// the reader's own courier does.
    public internal(set) var store: String?
    /// What the reader took out of an edition.
    var removedSources: Set<SourceID> = []
    public var commands = ReaderCommands()
    /// In the order of the file.
    public var keys: [KeyBinding] = []

    /// Whether the files that it is made of could be read, for the most part at least. Otherwise
    /// its sources are the default ones, which take the place of the reader's own nowhere.
    public internal(set) var isReadable = true

    public init() {}

    /// Those of a section, or of all, that cannot be asked without a secret.
    public func privateSources(in section: SectionID?) -> [Source] {
        sections.filter { section == nil || $0.id == section }.flatMap(\.sources)
            .filter { $0.access != nil }
    }

    /// Reads the text of a `portaal.toml`.
    ///
    /// What is wrong is left out, named, and replaced by the default; the rest holds. A text that
    /// is no TOML gives the defaults and one mistake. Linear in the length of the text.
    ///
    /// - Returns: The configuration, and the mistakes in the order of the text.
    public static func read(
        _ text: String
    ) -> (configuration: PortalConfiguration, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        var configuration = PortalConfiguration()
        let others = ["send", "open", "notify", "keys", "store", "section"]
        let root = reader.table(reader.root, known: tables.map(\.name) + others)
        for (name, keys) in tables {
            guard let node = root[name] else { continue }
            let table = reader.table(node, known: keys)
            for setting in SettingDescription.all where setting.place?.table == name {
                guard let key = setting.place?.key, let node = table[key] else { continue }
                reader.read(setting, from: node, into: &configuration.settings)
            }
        }
        if let node = root["send"] { configuration.commands.send = reader.sendCommands(node) }
        if let node = root["open"] { configuration.commands.open = reader.openCommands(node) }
        configuration.commands.notify = root["notify"].flatMap { reader.notifyCommand($0) }
        if let node = root["keys"] { configuration.keys = reader.keyBindings(node) }
        configuration.readStore(root["store"], with: &reader)
        configuration.readSections(root["section"], with: &reader)
        return (configuration, reader.mistakes)
    }

    /// Reads the file at `path`, an absolute one, or where there is none, that for all readers on
    /// this machine; that there is neither is no mistake.
    public static func load(
        from path: String
    ) -> (configuration: PortalConfiguration, mistakes: [ConfigurationMistake]) {
        do throws(FileProblem) {
            var text = try TextFile.read(path)
            if text == nil { text = try TextFile.read(PortalFiles.systemConfigurationFile) }
            return text.map { read($0) } ?? (PortalConfiguration(), [])
        } catch {
            return (PortalConfiguration(), [ConfigurationMistake(error)])
        }
    }

    private static let tables: [(name: String, keys: [String])] = {
        var tables: [(name: String, keys: [String])] = []
        for (table, key) in SettingDescription.all.compactMap(\.place) {
            if tables.last?.name != table { tables.append((table, [])) }
            tables[tables.count - 1].keys.append(key)
        }
        return tables
    }()
}

extension TOMLReader {
    /// Takes a setting from its value; one that is wrong is noted and changes nothing.
    fileprivate mutating func read(
        _ setting: SettingDescription, from node: TOMLNode, into settings: inout Settings
    ) {
        switch setting.values {
        case .flag(let property, _, _):
            if let isOn = boolean(node) { settings[keyPath: property] = isOn }
        case .automatic(let property):
            switch node.value {
            case .boolean(let isOn): settings[keyPath: property] = isOn
            case .string("auto"): settings[keyPath: property] = nil
            default: note("hier hoort true, false of \"auto\"", at: node)
            }
        case .columns(let property, let range):
            guard let columns = integer(node) else { return }
            if range.contains(columns) {
                settings[keyPath: property] = columns
            } else {
                note(
                    "een regel telt \(range.lowerBound) tot \(range.upperBound) tekens", at: node)
            }
        case .days(let property, let range):
            switch node.value {
            case .string("forever"): settings[keyPath: property] = nil
            case .integer(let count) where range.contains(count):
                settings[keyPath: property] = count
            default: note("hier hoort een aantal dagen of \"forever\"", at: node)
            }
        case .interval(let property, let range):
            guard let text = string(node) else { return }
            if text == "never" {
                settings[keyPath: property] = nil
            } else if let seconds = Self.seconds(in: text), range.contains(seconds) {
                settings[keyPath: property] = seconds
            } else {
                note(
                    """
                    '\(SafeText(line: text, limit: 40))' is geen tijd van een minuut tot een jaar; \
                    schrijf bijvoorbeeld "60m", "2h" of "never"
                    """,
                    at: node)
            }
        case .address(let property):
            if let address = address(node) { settings[keyPath: property] = address }
        case .listForm(let property):
            guard let text = string(node) else { return }
            if let form = ListForm(rawValue: text) {
                settings[keyPath: property] = form
            } else {
                note(
                    "hier hoort \"teasers\", \"two-lines\" of \"one-line\"", at: node)
            }
        case .columnCount(let property, let range):
            switch node.value {
            case .string("auto"): settings[keyPath: property] = nil
            case .integer(let count) where range.contains(count):
                settings[keyPath: property] = count
            default: note("hier hoort 1, 2, 3 of \"auto\"", at: node)
            }
        case .optionalAddress(let property):
            if let address = address(node) { settings[keyPath: property] = address }
        case .keys(let property):
            settings[keyPath: property] = keys(node)
        case .theme(let property):
            if let name = name(node) { settings[keyPath: property] = name }
        case .webmail:
            break
        }
    }

    /// One key of minisign or two. What is none stays among them, so that nothing passes for signed
    /// because of a slip of the pen.
    private mutating func keys(_ node: TOMLNode) -> [String] {
        var nodes = [node]
        if case .array(let several) = node.value { nodes = several }
        if nodes.isEmpty || nodes.count > 2 { note("hier horen een of twee sleutels", at: node) }
        return nodes.prefix(2).map { node in
            let text = string(node) ?? ""
            if !text.hasPrefix("RW") || text.utf8.count != 56 {
                note("dit is geen openbare sleutel van minisign: die begint met RW", at: node)
            }
            return text
        }
    }

    /// The seconds in `90s`, `60m`, `2h` or `1d`; nil for anything else.
    static func seconds(in text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last], text.utf8.count <= 9,
            text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(text.dropLast())
        else { return nil }
        return count * unit
    }

    /// The usable ones of an array of `[[send]]`; no key is bound twice.
    fileprivate mutating func sendCommands(_ node: TOMLNode) -> [SendCommand] {
        var commands: [SendCommand] = []
        for node in array(node) {
            guard let command = sendCommand(node, besides: commands) else { continue }
            guard commands.count < Self.mostSendCommands else {
                note("meer dan \(Self.mostSendCommands) opdrachten kunnen er niet zijn", at: node)
                break
            }
            commands.append(command)
        }
        return commands
    }

    private static let mostSendCommands = 100

    private mutating func sendCommand(
        _ node: TOMLNode, besides others: [SendCommand]
    ) -> SendCommand? {
        let table = table(node, known: ["name", "key", "command", "input", "terminal"])
        guard let name = required("name", in: table, of: node).flatMap({ name($0) }),
            let words = required("command", in: table, of: node),
            let command = command(words, allowed: SendCommand.placeholders)
        else { return nil }
        return SendCommand(
            name: name, key: table["key"].flatMap { key($0, besides: others) }, command: command,
            input: table["input"].flatMap { input($0) },
            usesTerminal: table["terminal"].flatMap { boolean($0) } ?? false)
    }

    /// A letter, digit or sign that no other of the commands has; nil and a mistake for any other.
    private mutating func key(_ node: TOMLNode, besides others: [SendCommand]) -> Character? {
        guard let text = string(node) else { return nil }
        guard let key = text.first, text.unicodeScalars.count == 1, key.isASCII,
            !key.isWhitespace, ("!"..."~").contains(key)
        else {
            note("hier hoort één letter, cijfer of teken", at: node)
            return nil
        }
        if Self.keysOfList.contains(key) {
            note("de toets \(SafeText(cleaning: text)) is er om te kiezen of te sluiten", at: node)
            return nil
        }
        if let other = others.first(where: { $0.key == key }) {
            note("de toets \(SafeText(cleaning: text)) is al van '\(other.name)'", at: node)
            return nil
        }
        return key
    }

    /// What moves in the list of commands, and leaves it.
    private static let keysOfList: Set<Character> = ["j", "k", "q", "|"]

    private mutating func input(_ node: TOMLNode) -> SendCommand.Input? {
        guard let text = string(node) else { return nil }
        if let input = SendCommand.Input(rawValue: text) { return input }
        note("hier hoort \"text\", \"markdown\" of \"url\"", at: node)
        return nil
    }

    fileprivate mutating func openCommands(_ node: TOMLNode) -> OpenCommands {
        let kinds = LinkKind.allCases
        let table = table(node, known: ["terminal"] + kinds.map(\.rawValue))
        var commands = OpenCommands()
        if let node = table["terminal"] { commands.terminal = words(node) ?? [] }
        for kind in kinds {
            guard let node = table[kind.rawValue], let command = command(node, allowed: [.url])
            else { continue }
            if command.contains(.url) {
                commands.programs[kind] = command
            } else {
                note("in deze opdracht ontbreekt \"{url}\"", at: node)
            }
        }
        return commands
    }

    fileprivate mutating func notifyCommand(_ node: TOMLNode) -> NotifyCommand? {
        let table = table(node, known: ["command", "sections", "words"])
        guard let words = required("command", in: table, of: node),
            let command = command(words, allowed: NotifyCommand.placeholders)
        else { return nil }
        var patterns: [WordPattern] = []
        for node in table["words"].map({ array($0) }) ?? [] {
            guard let text = string(node) else { continue }
            if let pattern = WordPattern(text) {
                patterns.append(pattern)
            } else {
                note("hier staat geen woord", at: node)
            }
        }
        let sections = (table["sections"].map { array($0) } ?? []).compactMap { name($0) }
        return NotifyCommand(command, sections: sections, words: patterns)
    }

    /// The keys of commands, each a text or a list of them; which commands and keys there are, the
    /// front knows.
    mutating func keyBindings(_ node: TOMLNode) -> [KeyBinding] {
        let start = ConfigurationMistake.Place.start
        let inOrder = table(node).sorted {
            ($0.value.keyPlace ?? start) < ($1.value.keyPlace ?? start)
        }
        return inOrder.map { command, node in
            let nodes: [TOMLNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
            let keys = nodes.compactMap { node in
                string(node).map { KeyBinding.Key(name: $0, place: node.place) }
            }
            return KeyBinding(command: command, commandPlace: node.keyPlace, keys: keys)
        }
    }

    /// A program and its arguments; nil and a mistake where they are none.
    mutating func command(
        _ node: TOMLNode, allowed: [CommandTemplate.Placeholder]
    ) -> CommandTemplate? {
        guard let words = words(node) else { return nil }
        do throws(CommandTemplate.Fault) {
            return try CommandTemplate(words, allowed: allowed)
        } catch {
            switch error {
            case .empty:
                note("hier hoort een programma, zoals [\"w3m\", \"{url}\"]", at: node)
            case .placeholderInProgram:
                note("welk programma het is, kan niet van een bericht afhangen", at: node)
            case .nulCharacter:
                note("een opdracht kan geen teken NUL hebben", at: node)
            case .unknownPlaceholder(let name):
                let names = allowed.map { "{\($0.rawValue)}" }
                note("'{\(name)}' is onbekend; \(names.hint(at: "{\(name)}"))", at: node)
            }
            return nil
        }
    }

    /// The texts of an array; nil and a mistake where one is something else.
    private mutating func words(_ node: TOMLNode) -> [String]? {
        guard case .array(let nodes) = node.value else {
            note("hier hoort een lijst van woorden, zoals [\"w3m\", \"{url}\"]", at: node)
            return nil
        }
        let words = nodes.compactMap { string($0) }
        return words.count == nodes.count ? words : nil
    }
}
