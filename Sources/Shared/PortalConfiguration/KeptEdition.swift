import PortalModel
import System

/// What the courier keeps of the edition that it read last, beside the articles: a small file of
/// its own, `edition.toml`, so that both programs know the edition's sections from the start.
public struct KeptEdition: Hashable, Sendable {
    /// In the order in which they are shown.
    public var sections: [Section] = []
    /// When it expires; nil where none was read yet.
    public var expires: Timestamp?
    /// The second of the hour at which this portal asks for a new one: chosen at random, so that
    /// readers do not all ask at once.
    public var second: Int?

    public init() {}

    /// Reads the file in the folder of `files`; nil where there is none. What is wrong in it is
    /// named in Dutch and left out.
    public static func load(
        from files: PortalFiles
    ) -> (edition: KeptEdition?, mistakes: [SafeText]) {
        do throws(FileProblem) {
            guard let text = try TextFile.read(files.editionFile) else { return (nil, []) }
            var reader = TOMLReader(text)
            let edition = KeptEdition(&reader)
            return (edition, reader.mistakes.map { $0.wording(in: "edition.toml") })
        } catch {
            return (nil, [ConfigurationMistake(error).wording(in: "edition.toml")])
        }
    }

    private init(_ reader: inout TOMLReader) {
        let root = reader.table(reader.root, known: ["expires", "second", "section"])
        if let node = root["section"] { sections = reader.sections(node) }
        let seconds = root["expires"].flatMap { reader.integer($0) }.flatMap { Int64(exactly: $0) }
        expires = seconds.flatMap { Timestamp.written.contains($0) ? Timestamp(seconds: $0) : nil }
        second = root["second"].flatMap { reader.integer($0) }
            .flatMap { (0..<3600).contains($0) ? $0 : nil }
    }

    /// Writes the file, all of it or nothing.
    public func write(to files: PortalFiles) throws(FileProblem) {
        var top: [String: TOMLNode] = [:]
        if !sections.isEmpty { top["section"] = TOMLNode(.array(sections.map(\.node))) }
        if let expires { top["expires"] = TOMLNode(.integer(Int(expires.seconds))) }
        if let second { top["second"] = TOMLNode(.integer(second)) }
        let document = TOMLNode.Value.table(top).document
        try TextFile.write(Self.heading + document, to: files.editionFile)
    }

    private static let heading = "# Bijgehouden door portaal-courier.\n\n"
}

extension PortalConfiguration {
    /// Puts the sections of `edition` beside the reader's own: those that the file names and those
    /// that were subscribed to. Before the first edition has come, the built-in sections stand
    /// there, of which nobody asks the sources.
    mutating func apply(_ edition: KeptEdition, besides subscriptions: Subscriptions) {
        ownSections = subscriptions.applied(to: namedSections)
        removedSources = Set(subscriptions.removed.map(SourceID.init(address:)))
        sections = sections(withEdition: edition.sections)
        if sections.isEmpty { sections = DefaultSections.all }
    }

    /// The sections of an edition, `published`, and then the reader's own, the sources of which
    /// join a section of the same name. A source that is in both is the reader's; what the reader
    /// took out stays out.
    public func sections(withEdition published: [Section]) -> [Section] {
        let known = removedSources.union(ownSections.flatMap(\.sources).map(\.id))
        var sections = published
        for index in sections.indices {
            sections[index].sources.removeAll { known.contains($0.id) }
        }
        for section in ownSections {
            if let index = sections.firstIndex(where: { $0.id == section.id }) {
                sections[index].sources += section.sources
            } else {
                sections.append(section)
            }
        }
        return sections.filter(\.isUsable)
    }
}
