/// What the reader changed of a source, wherever that is named.
public struct SourceChange: Hashable, Sendable {
    public let address: WebAddress
    /// Another name; nil for its own.
    public var name: SafeText?
    /// The section that it was moved to, with its edition.
    public var section: SafeText?
    public var edition: SafeText?
    /// Its place among the sources of its section, from 1.
    public var position: Int?
    /// Nil for as it is where the source is named, as all else.
    public var isPaused: Bool?
    /// Seconds between two polls.
    public var interval: Int64?

    public init(_ address: WebAddress) {
        self.address = address
    }

    /// Whether it changes nothing.
    public var isEmpty: Bool { self == SourceChange(address) }

    /// What of it is not so in `sections` already.
    public func differing(from sections: [Section]) -> SourceChange {
        var change = self
        for section in sections {
            guard let place = section.sources.firstIndex(where: { $0.address == address }) else {
                continue
            }
            let source = section.sources[place]
            if name == source.name { change.name = nil }
            if isPaused == source.isPaused { change.isPaused = nil }
            if interval == source.interval { change.interval = nil }
            if self.section == section.name, edition ?? section.edition == section.edition {
                (change.section, change.edition) = (nil, nil)
                if position == place + 1 { change.position = nil }
            }
            break
        }
        return change
    }

    /// `source` as it is with the change.
    public func applied(to source: Source) -> Source {
        var source = source
        if let name { source.name = name }
        if let isPaused { source.isPaused = isPaused }
        if let interval { source.interval = interval }
        return source
    }
}

extension [SourceChange] {
    /// `sections` with these changes: what was moved comes last in its section, unless a position
    /// says otherwise, and a section that there is not yet comes last of all.
    public func applied(to sections: [Section]) -> [Section] {
        var sections = sections
        for change in self {
            for index in sections.indices {
                guard
                    let place = sections[index].sources.firstIndex(where: {
                        $0.address == change.address
                    })
                else { continue }
                let source = change.applied(to: sections[index].sources[place])
                sections[index].sources[place] = source
                guard let name = change.section else { break }
                let edition = change.edition ?? sections[index].edition
                guard SectionID(edition: edition, name: name) != sections[index].id else { break }
                sections[index].sources.remove(at: place)
                sections.add(source, to: name, of: edition)
                break
            }
        }
        for index in sections.indices { sections[index].sources.order(by: self) }
        return sections
    }
}

extension [Section] {
    fileprivate mutating func add(
        _ source: Source, to name: SafeText, of edition: SafeText
    ) {
        let id = SectionID(edition: edition, name: name)
        if let index = firstIndex(where: { $0.id == id && $0.query == nil }) {
            self[index].sources.append(source)
        } else {
            append(Section(name: name, edition: edition, sources: [source]))
        }
    }
}

extension [Source] {
    fileprivate mutating func order(by changes: [SourceChange]) {
        let placed = changes.compactMap { change in change.position.map { (change.address, $0) } }
            .filter { place in contains { $0.address == place.0 } }
            .sorted { $0.1 < $1.1 }
        let sources = self
        removeAll { source in placed.contains { $0.0 == source.address } }
        for (address, position) in placed {
            guard let source = sources.first(where: { $0.address == address }) else { continue }
            insert(source, at: Swift.max(0, Swift.min(position - 1, count)))
        }
    }
}

/// How a private feed is asked for, as the reader's files say: never a secret itself.
public enum SourceAccess: Hashable, Sendable {
    /// By a name and what a command of the reader's prints (RFC 7617).
    case password(user: String, command: CommandTemplate)
    /// By header lines in a file that is the reader's alone.
    case headers(file: String)
}

/// The header lines with which a private source is asked, or why there are none. They go from the
/// front to the courier through a pipe, and nowhere else.
public struct SourceHeaders: Hashable, Sendable, Codable {
    /// The source's own: no other server gets them.
    public let address: WebAddress
    /// `Name: value`.
    public let lines: [String]
    /// Why there are none, in a word or two; nil where there are.
    public let problem: SafeText?

    public init(address: WebAddress, lines: [String] = [], problem: SafeText? = nil) {
        self.address = address
        self.lines = lines
        self.problem = problem
    }

    /// Whether `line` is a field of a request (RFC 9110 §5) and nothing besides.
    public static func isField(_ line: String) -> Bool {
        let name = line.utf8.prefix { $0 != UInt8(ascii: ":") }
        let token = "!#$%&'*+-.^_`|~".utf8
        guard !name.isEmpty, name.endIndex < line.utf8.endIndex else { return false }
        return name.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: token.contains(byte)
            }
        } && line.utf8[name.endIndex...].allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
    }
}

extension SourceHeaders: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Without what is in them, wherever somebody may print it.
    public var description: String { "SourceHeaders(\(address.host), \(lines.count))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["address": address.host]) }
}
