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
        let root = reader.table(
            reader.root, known: tables.map(\.name) + commandTables + ["store", "section"])
        for (name, keys) in tables {
            guard let node = root[name] else { continue }
            let table = reader.table(node, known: keys)
            for setting in SettingDescription.all where setting.place?.table == name {
                guard let key = setting.place?.key, let node = table[key] else { continue }
                reader.read(setting, from: node, into: &configuration.settings)
            }
        }
        configuration.readCommands(root, with: &reader)
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

    /// The tables of the settings, and the keys in each.
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
}
