import PortalModel
import System

private let heading = "# Bijgehouden door portaal-courier.\n\n"

/// The sections of a service that delivers news for all readers on a machine, which it keeps beside
/// the news: they are those of its own configuration, which readers need not be able to read.
public enum SharedSections {
    /// Writes `sections`, all of them or nothing, unless they stand there already.
    public static func write(_ sections: [Section], for files: PortalFiles) throws(FileProblem) {
        let nodes = TOMLNode(.array(sections.map(\.node)))
        let text = heading + TOMLNode.Value.table(["section": nodes]).document
        guard try TextFile.read(files.sharedSectionsFile) != text else { return }
        try TextFile.write(text, to: files.sharedSectionsFile, mode: 0o644)
    }

    /// The sections that stand there, of which there may be none yet. What is wrong is named in
    /// Dutch and left out.
    public static func load(from files: PortalFiles) -> (sections: [Section], mistakes: [SafeText])
    {
        do throws(FileProblem) {
            guard let text = try TextFile.read(files.sharedSectionsFile) else { return ([], []) }
            var reader = TOMLReader(text)
            let root = reader.table(reader.root, known: ["section"])
            let sections = root["section"].map { reader.sections($0) } ?? []
            return (sections, reader.mistakes.map { $0.wording(in: "sections.toml") })
        } catch {
            return ([], [error.sentence])
        }
    }
}

extension PortalConfiguration {
    /// Makes the sections those of the service that delivers the news of `files`, once it has told
    /// them, and after them the reader's own searches.
    ///
    /// - Returns: One Dutch sentence for each mistake in what it told.
    public mutating func followService(of files: PortalFiles) -> [SafeText] {
        let (shared, mistakes) = SharedSections.load(from: files)
        if !shared.isEmpty {
            let searches = namedSections.filter { $0.query != nil }
            (sections, ownSections) = (shared + searches.without(shared), [])
        }
        return mistakes
    }

    /// Leaves out the sources that are asked with a password: what stands in the store of a service
    /// is for all.
    public mutating func leaveOutPrivateSources() {
        sections = sections.map(\.withoutPrivateSources).filter(\.isUsable)
        ownSections = ownSections.map(\.withoutPrivateSources).filter(\.isUsable)
    }

    /// Reads the table that names a folder with the news of a service.
    mutating func readStore(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node, let folder = reader.table(node, known: ["folder"])["folder"],
            let path = reader.string(folder)
        else { return }
        guard path.hasPrefix("/") else {
            return reader.note("hier hoort het volledige pad van een map", at: folder)
        }
        store = path
    }
}

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
        try TextFile.write(heading + document, to: files.editionFile)
    }
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
