import PortalModel

extension PortalConfiguration {
    /// The edition of a section that names none.
    public static let defaultEdition: SafeText = "NL & Wereld"

    /// Takes the sections of the file instead of the built-in ones, if it has a usable one; beside
    /// them if all are searches, which look through what others bring.
    mutating func readSections(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node else { return }
        namedSections = reader.sections(node)
        guard !namedSections.isEmpty else { return }
        let builtIn = namedSections.allSatisfy(\.sources.isEmpty) ? DefaultSections.all : []
        sections = builtIn.without(namedSections) + namedSections
        ownSections = sections
    }
}

extension [Section] {
    func without(_ others: [Section]) -> [Section] {
        let known = Set(others.map(\.id))
        return filter { !known.contains($0.id) }
    }
}

extension TOMLReader {
    /// The usable ones of an array of `[[section]]`; no source and no section comes twice.
    mutating func sections(_ node: TOMLNode) -> [Section] {
        var own: [Section] = []
        var sources: Set<SourceID> = []
        for node in array(node) {
            guard let section = section(node, knowing: &sources) else { continue }
            if own.contains(where: { $0.id == section.id }) {
                note("de sectie \(section.name) staat hier voor de tweede keer", at: node)
            } else {
                own.append(section)
            }
        }
        return own
    }

    /// One `[[section]]`; nil and a mistake without a name or a usable source.
    private mutating func section(
        _ node: TOMLNode, knowing known: inout Set<SourceID>
    ) -> Section? {
        let table = table(node, known: ["name", "edition", "sources", "search"])
        guard let name = required("name", in: table, of: node).flatMap({ name($0) }) else {
            return nil
        }
        let edition =
            table["edition"].flatMap { self.name($0) } ?? PortalConfiguration.defaultEdition
        if let search = table["search"] {
            guard let query = query(search, of: table["sources"]) else { return nil }
            return Section(name: name, edition: edition, sources: [], query: query)
        }
        guard let list = required("sources", in: table, of: node) else { return nil }
        var sources: [Source] = []
        for node in array(list) {
            guard let source = source(node) else { continue }
            if known.insert(source.id).inserted {
                sources.append(source)
            } else {
                noteRepeated(source.address, at: node)
            }
        }
        guard !sources.isEmpty else {
            note("de sectie \(name) heeft geen bruikbare bron", at: node)
            return nil
        }
        return Section(name: name, edition: edition, sources: sources)
    }

    /// What a section looks for, in the sources of these names or in all.
    private mutating func query(_ node: TOMLNode, of sources: TOMLNode?) -> SectionQuery? {
        guard let text = string(node) else { return nil }
        let names = sources.map { array($0) }?.compactMap { name($0) } ?? []
        if text.utf8.count <= Self.longestQuery, let query = SectionQuery(text, sources: names) {
            return query
        }
        note(
            "hier horen woorden, met OR ertussen waar één van beide genoeg is: \"eb OR vloed\"",
            at: node)
        return nil
    }

    private static let longestQuery = 2000

    /// One `{ name = …, url = … }`; without a name it is called after its host.
    private mutating func source(_ node: TOMLNode) -> Source? {
        let table = table(node, known: Self.sourceKeys)
        let name = table["name"].flatMap { self.name($0) }
        guard let address = required("url", in: table, of: node).flatMap({ address($0) }) else {
            return nil
        }
        var source = Source(
            name: name ?? SafeText(line: address.host.string, limit: Self.nameLength),
            address: address, access: access(in: table, of: node))
        source.isPaused = table["paused"].flatMap { boolean($0) } ?? false
        source.interval = table["every"].flatMap { sourceInterval($0) }
        return source
    }

    private static let sourceKeys = [
        "name", "url", "user", "password-command", "headers", "paused", "every",
    ]

    /// Seconds between two polls.
    mutating func sourceInterval(_ node: TOMLNode) -> Int64? {
        guard let text = string(node) else { return nil }
        if let seconds = Self.seconds(in: text), Source.intervals.contains(seconds) {
            return seconds
        }
        note("hier hoort een tijd van een uur tot een jaar, zoals \"2h\" of \"1d\"", at: node)
        return nil
    }

    /// How a private source is asked for; nil and a mistake where a part of it is missing.
    private mutating func access(in table: [String: TOMLNode], of node: TOMLNode) -> SourceAccess? {
        if let headers = table["headers"] {
            if let other = table["user"] ?? table["password-command"] {
                note("naast headers kunnen user en password-command niet", at: other)
            }
            guard let file = string(headers) else { return nil }
            if !file.isEmpty, !file.utf8.contains(0) { return .headers(file: file) }
            note("hier hoort de naam van een bestand", at: headers)
            return nil
        }
        guard table["user"] != nil || table["password-command"] != nil else { return nil }
        guard let user = required("user", in: table, of: node).flatMap({ userName($0) }),
            let words = required("password-command", in: table, of: node),
            let command = command(words, allowed: [])
        else { return nil }
        return .password(user: user, command: command)
    }

    /// A name for Basic authentication: a colon would end it.
    private mutating func userName(_ node: TOMLNode) -> String? {
        guard let user = string(node) else { return nil }
        let isPlain = user.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        if !user.isEmpty, isPlain, !user.contains(":"), user.utf8.count <= 200 { return user }
        note("dit is geen gebruikersnaam", at: node)
        return nil
    }

    /// The value of `key`; nil and a mistake where `node` is a table without it.
    mutating func required(
        _ key: SafeText, in table: [String: TOMLNode], of node: TOMLNode
    ) -> TOMLNode? {
        if let value = table[key.string] { return value }
        if case .table = node.value { note("hier ontbreekt de sleutel '\(key)'", at: node) }
        return nil
    }

    /// Clusters that a name may have.
    private static let nameLength = 60

    /// A name of one line; nil and a mistake where there is nothing to read.
    mutating func name(_ node: TOMLNode) -> SafeText? {
        guard let text = string(node) else { return nil }
        let name = SafeText(line: text, limit: Self.nameLength)
        if name.isEmpty { note("deze naam is leeg", at: node) }
        return name.isEmpty ? nil : name
    }

    /// An address on the web; nil and a mistake where it is something else.
    mutating func address(_ node: TOMLNode) -> WebAddress? {
        guard let text = string(node) else { return nil }
        if let address = WebAddress(text) { return address }
        let shown = SafeText(line: withoutUserInformation(text).string, limit: 60)
        note("'\(shown)' is geen http- of https-adres", at: node)
        return nil
    }

    /// The usable ones of an array of `[[source]]`, each about another source.
    mutating func sourceChanges(_ node: TOMLNode) -> [SourceChange] {
        var changes: [SourceChange] = []
        var known: Set<WebAddress> = []
        for node in array(node) {
            guard let change = sourceChange(node) else { continue }
            if known.insert(change.address).inserted {
                changes.append(change)
            } else {
                noteRepeated(change.address, at: node)
            }
        }
        return changes
    }

    private mutating func noteRepeated(_ address: WebAddress, at node: TOMLNode) {
        note("het adres \(address.publicText) staat hier voor de tweede keer", at: node)
    }

    private mutating func sourceChange(_ node: TOMLNode) -> SourceChange? {
        let table = table(
            node, known: ["url", "name", "section", "edition", "position", "paused", "every"])
        guard let address = required("url", in: table, of: node).flatMap({ address($0) }) else {
            return nil
        }
        var change = SourceChange(address)
        change.name = table["name"].flatMap { name($0) }
        change.section = table["section"].flatMap { name($0) }
        change.edition = table["edition"].flatMap { name($0) }
        change.position = table["position"].flatMap { position($0) }
        change.isPaused = table["paused"].flatMap { boolean($0) }
        change.interval = table["every"].flatMap { sourceInterval($0) }
        return change
    }

    private mutating func position(_ node: TOMLNode) -> Int? {
        guard let position = integer(node) else { return nil }
        if (1...100_000).contains(position) { return position }
        note("hier hoort een plaats vanaf 1", at: node)
        return nil
    }
}

extension Section {
    /// As it stands in a file of ours.
    var node: TOMLNode {
        let sources = sources.map { source in
            var table = [
                "name": TOMLNode(.string(source.name.string)),
                "url": TOMLNode(.string(source.address.string)),
            ]
            switch source.access {
            case .password(let user, let command):
                table["user"] = TOMLNode(.string(user))
                table["password-command"] = TOMLNode(
                    .array(command.words.map { TOMLNode(.string($0)) }))
            case .headers(let file): table["headers"] = TOMLNode(.string(file))
            case nil: break
            }
            if source.isPaused { table["paused"] = TOMLNode(.boolean(true)) }
            if let interval = source.interval { table["every"] = .interval(interval) }
            return TOMLNode(.table(table))
        }
        var table = [
            "name": TOMLNode(.string(name.string)), "edition": TOMLNode(.string(edition.string)),
            "sources": TOMLNode(.array(sources)),
        ]
        if let query {
            table["search"] = TOMLNode(.string(query.text))
            table["sources"] =
                query.sources.isEmpty
                ? nil : TOMLNode(.array(query.sources.map { TOMLNode(.string($0.string)) }))
        }
        return TOMLNode(.table(table))
    }
}

extension SourceChange {
    var node: TOMLNode {
        var table = ["url": TOMLNode(.string(address.string))]
        for (key, text) in [("name", name), ("section", section), ("edition", edition)] {
            if let text { table[key] = TOMLNode(.string(text.string)) }
        }
        if let position { table["position"] = TOMLNode(.integer(position)) }
        if let isPaused { table["paused"] = TOMLNode(.boolean(isPaused)) }
        if let interval { table["every"] = .interval(interval) }
        return TOMLNode(.table(table))
    }
}

extension TOMLNode {
    /// Seconds as they are read: "90s", "2h".
    static func interval(_ seconds: Int64) -> TOMLNode {
        TOMLNode(.string(seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds)s"))
    }
}
