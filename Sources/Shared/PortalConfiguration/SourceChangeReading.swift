import PortalModel

extension TOMLReader {
    /// The usable ones of an array of `[[source]]`, each about another source.
    mutating func sourceChanges(_ node: TOMLNode) -> [SourceChange] {
        var changes: [SourceChange] = []
        var known: Set<WebAddress> = []
        for node in array(node) {
            guard let change = sourceChange(node) else { continue }
            if known.insert(change.address).inserted {
                changes.append(change)
            } else {
                let address = change.address.publicText
                note("het adres \(address) staat hier voor de tweede keer", at: node)
            }
        }
        return changes
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
