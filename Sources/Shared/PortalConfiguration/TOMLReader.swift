import PortalModel

/// Takes what it expects out of a TOML document, and notes everything else as a mistake.
///
/// The reading never fails as a whole: what is wrong is left out, the rest holds.
public struct TOMLReader {
    /// The top of the document; an empty table where the text is not TOML.
    public let root: TOMLNode

    /// More mistakes than these are only counted.
    public static let mostMistakes = 20

    private var noted: [ConfigurationMistake] = []
    private var uncounted = 0

    /// Parses `text` with toml++; linear in its length.
    public init(_ text: String) {
        do throws(ConfigurationMistake) {
            root = try TOMLNode.parsing(text)
        } catch {
            root = TOMLNode(.table([:]))
            var mistake = error
            mistake.voidsFile = true
            noted = [mistake]
        }
    }

    /// Notes that the value of `node` is wrong.
    public mutating func note(_ sentence: @autoclosure () -> SafeText, at node: TOMLNode) {
        note(sentence(), at: node.place)
    }

    /// Notes that the key of `node` is wrong.
    public mutating func note(_ sentence: @autoclosure () -> SafeText, atKeyOf node: TOMLNode) {
        note(sentence(), at: node.keyPlace)
    }

    private mutating func note(
        _ sentence: @autoclosure () -> SafeText, at place: ConfigurationMistake.Place?
    ) {
        guard noted.count < Self.mostMistakes else { return uncounted += 1 }
        noted.append(ConfigurationMistake(sentence(), at: place))
    }

    /// The mistakes so far in the order of the text, at most `mostMistakes`, and how many
    /// more there are; where two stand at one place, in the order in which they were noted.
    public var mistakes: [ConfigurationMistake] {
        let sorted = noted.enumerated().sorted { left, right in
            let first = left.element.place ?? .start
            let second = right.element.place ?? .start
            return (first, left.offset) < (second, right.offset)
        }.map(\.element)
        guard uncounted > 0 else { return sorted }
        return sorted + [ConfigurationMistake("en er zijn nog \(uncounted) fouten")]
    }

    // Where a node holds something else than what is asked for, that is noted as a mistake, and
    // there is nothing.

    public mutating func string(_ node: TOMLNode) -> String? {
        if case .string(let string) = node.value { return string }
        note("hier hoort tekst tussen aanhalingstekens", at: node)
        return nil
    }

    public mutating func integer(_ node: TOMLNode) -> Int? {
        if case .integer(let integer) = node.value { return integer }
        note("hier hoort een geheel getal", at: node)
        return nil
    }

    public mutating func boolean(_ node: TOMLNode) -> Bool? {
        if case .boolean(let boolean) = node.value { return boolean }
        note("hier hoort true of false", at: node)
        return nil
    }

    public mutating func array(_ node: TOMLNode) -> [TOMLNode] {
        if case .array(let nodes) = node.value { return nodes }
        note("hier hoort een lijst tussen [ en ]", at: node)
        return []
    }

    /// The values in `node` by their keys, of which only `known` ones are given and the others
    /// noted; without `known` every key is right.
    public mutating func table(_ node: TOMLNode, known: [String]? = nil) -> [String: TOMLNode] {
        guard case .table(var nodes) = node.value else {
            note("hier hoort een tabel met sleutels en waarden", at: node)
            return [:]
        }
        guard let known else { return nodes }
        let unknown = nodes.filter { !known.contains($0.key) }
        guard !unknown.isEmpty else { return nodes }
        // In the order of the text, since only the first are shown.
        let inOrder = unknown.sorted {
            ($0.value.keyPlace ?? .start) < ($1.value.keyPlace ?? .start)
        }
        for (key, child) in inOrder {
            nodes[key] = nil
            let name = SafeText(line: key, limit: 40)
            note("de sleutel '\(name)' is onbekend; \(known.hint(at: key))", atKeyOf: child)
        }
        return nodes
    }
}

extension ConfigurationMistake.Place {
    static let start = ConfigurationMistake.Place(line: 1, column: 1)
}

extension [String] {
    /// Which of these names was probably meant by `name`, or else all that can be used.
    public func hint(at name: String) -> SafeText {
        if let meant = nearest(to: name) { return "bedoelde je '\(SafeText(line: meant))'?" }
        return "hier kan: \(SafeText(line: joined(separator: ", ")))"
    }
}
