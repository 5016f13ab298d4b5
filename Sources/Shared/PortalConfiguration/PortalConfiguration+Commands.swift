import PortalModel

extension PortalConfiguration {
    /// The tables that name programs of the reader's, and that of the keys.
    static let commandTables = ["send", "open", "notify", "keys"]

    mutating func readCommands(_ root: [String: TOMLNode], with reader: inout TOMLReader) {
        if let node = root["send"] { commands.send = reader.sendCommands(node) }
        if let node = root["open"] { commands.open = reader.openCommands(node) }
        if let node = root["notify"] { commands.notify = reader.notifyCommand(node) }
    }
}

extension TOMLReader {
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
