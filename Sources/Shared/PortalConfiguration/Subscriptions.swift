import Foundation
import PortalModel
import System

/// What the reader subscribed to and took out by way of the portal. It is kept in `sources.toml`,
/// so that `portaal.toml` stays as the reader wrote it.
public struct Subscriptions: Hashable, Sendable {
    /// The reader's own sources in the sections where they belong.
    public var sections: [Section] = []
    /// Sources that are left out wherever they are named.
    public var removed: [WebAddress] = []
    /// What was changed of sources wherever they are named; one for an address.
    public var changes: [SourceChange] = []

    /// The section of sources for which no other was named.
    public static let defaultSection: SafeText = "Eigen bronnen"

    public init() {}

    /// `base` as these subscriptions change it: what was removed is left out, what was added comes
    /// after the sources of the section with the same name and edition, and new sections come
    /// last. Each source is in one section only, the first that names it. A section without sources
    /// is left out.
    public func applied(to base: [Section]) -> [Section] {
        changes.applied(to: merged(with: base)).filter(\.isUsable)
    }

    /// The same without what was changed of single sources.
    private func merged(with base: [Section]) -> [Section] {
        var known = Set(removed.map(SourceID.init(address:)))
        var result: [Section] = []
        for section in base + sections {
            let sources = section.sources.filter { known.insert($0.id).inserted }
            if let index = result.firstIndex(where: { $0.id == section.id }) {
                result[index].sources += sources
            } else {
                var section = section
                section.sources = sources
                result.append(section)
            }
        }
        return result
    }

    /// Where a source named `section` by the reader goes: the section of that name in `base` or of
    /// the reader's own, case aside, else a new one.
    public func place(
        for name: SafeText, edition: SafeText? = nil, over base: [Section]
    ) -> (name: SafeText, edition: SafeText) {
        let found = (base + sections).first {
            $0.name.string.lowercased() == name.string.lowercased()
                && (edition == nil || $0.edition == edition)
        }
        if let found { return (found.name, found.edition) }
        return (name, edition ?? PortalConfiguration.defaultEdition)
    }

    /// Adds `source` to the section `name` of `edition`, unless `base` or these have it; a source
    /// that was removed comes back.
    ///
    /// - Returns: The name of the section that has it already; nil when it was added.
    @discardableResult
    public mutating func add(
        _ source: Source, to name: SafeText, of edition: SafeText, over base: [Section]
    ) -> SafeText? {
        let present = applied(to: base).first { $0.sources.contains { $0.id == source.id } }
        if let present { return present.name }
        removed.removeAll { $0 == source.address }
        // What the base has itself comes back where it was.
        if base.contains(where: { $0.sources.contains { $0.id == source.id } }) { return nil }
        let id = SectionID(edition: edition, name: name)
        if let index = sections.firstIndex(where: { $0.id == id }) {
            sections[index].sources.append(source)
        } else {
            sections.append(Section(name: name, edition: edition, sources: [source]))
        }
        return nil
    }

    /// Keeps what is changed of sources, each in the place of what was changed of it before, and
    /// nothing that is so without it.
    public mutating func change(_ new: [SourceChange], over base: [Section]) {
        let addresses = Set(new.map(\.address))
        changes.removeAll { addresses.contains($0.address) }
        let sections = merged(with: base)
        changes += new.map { $0.differing(from: sections) }.filter { !$0.isEmpty }
    }

    /// Takes the source at `address` out, of the reader's own and of `base`.
    ///
    /// - Returns: It, with the name of its section; nil when there is none.
    public mutating func remove(
        _ address: WebAddress, over base: [Section]
    ) -> (source: Source, section: SafeText)? {
        for section in applied(to: base) {
            guard let source = section.sources.first(where: { $0.address == address }) else {
                continue
            }
            for index in sections.indices {
                sections[index].sources.removeAll { $0.address == address }
            }
            sections.removeAll { !$0.isUsable }
            changes.removeAll { $0.address == address }
            if base.contains(where: { $0.sources.contains { $0.address == address } }) {
                removed.append(address)
            }
            return (source, section.name)
        }
        return nil
    }

    /// Reads the text of a `sources.toml`: `removed = ["address", …]` and `[[section]]` as in
    /// `portaal.toml`.
    ///
    /// What is wrong is left out and named; the rest holds. Linear in the length of the text.
    public static func read(
        _ text: String
    ) -> (subscriptions: Subscriptions, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        var subscriptions = Subscriptions()
        let root = reader.table(reader.root, known: ["removed", "section", "source"])
        if let removed = root["removed"] {
            for node in reader.array(removed) {
                if let address = reader.address(node) { subscriptions.removed.append(address) }
            }
        }
        if let sections = root["section"] { subscriptions.sections = reader.sections(sections) }
        if let changes = root["source"] { subscriptions.changes = reader.sourceChanges(changes) }
        return (subscriptions, reader.mistakes)
    }

    /// Reads the file at `path`, an absolute one; where there is none, nothing was changed.
    public static func load(
        from path: String
    ) -> (subscriptions: Subscriptions, mistakes: [ConfigurationMistake]) {
        do throws(FileProblem) {
            guard let text = try TextFile.read(path) else { return (Subscriptions(), []) }
            return read(text)
        } catch {
            return (Subscriptions(), [ConfigurationMistake(error)])
        }
    }

    /// As the text of a `sources.toml`, which `read` gives back as it was.
    public var text: String {
        var top: [String: TOMLNode] = [:]
        if !removed.isEmpty {
            top["removed"] = TOMLNode(.array(removed.map { TOMLNode(.string($0.string)) }))
        }
        if !changes.isEmpty { top["source"] = TOMLNode(.array(changes.map(\.node))) }
        if !sections.isEmpty { top["section"] = TOMLNode(.array(sections.map(\.node))) }
        return Subscriptions.heading + TOMLNode.Value.table(top).document
    }

    private static let heading = """
        # Bijgehouden met B in het portaal, 'portaal sources' en 'portaal import'; opmerkingen
        # blijven niet staan.


        """

    /// Writes the file for these, as `TextFile.write` does.
    public func write(to files: PortalFiles) throws(FileProblem) {
        try files.createConfigurationFolder()
        try TextFile.write(text, to: files.subscriptionsFile)
    }
}

extension PortalConfiguration {
    /// Reads `portaal.toml` and `sources.toml` in the folder of `files`, and what is kept of an
    /// edition, if there is one.
    ///
    /// - Returns: The configuration, its sections as the subscriptions change them, and one Dutch
    ///   sentence for each mistake, which begins with the name of the file. When the subscriptions
    ///   leave no source at all, they do not hold.
    public static func load(
        from files: PortalFiles
    ) -> (configuration: PortalConfiguration, mistakes: [SafeText]) {
        var (configuration, mistakes) = load(from: files.configurationFile)
        let (subscriptions, others) = Subscriptions.load(from: files.subscriptionsFile)
        configuration.isReadable = !(mistakes + others).contains(where: \.voidsFile)
        var sentences =
            mistakes.map { $0.wording(in: "portaal.toml") }
            + others.map { $0.wording(in: "sources.toml") }
        if configuration.settings.edition != nil {
            let (kept, others) = KeptEdition.load(from: files)
            sentences += others
            configuration.apply(kept ?? KeptEdition(), besides: subscriptions)
            return (configuration, sentences)
        }
        let sections = subscriptions.applied(to: configuration.sections)
        if sections.allSatisfy(\.sources.isEmpty) {
            sentences.append("sources.toml laat geen enkele bron over en geldt daarom niet.")
        } else {
            (configuration.sections, configuration.ownSections) = (sections, sections)
        }
        return (configuration, sentences)
    }
}

/// Why the subscriptions were not changed, in a sentence.
public struct SubscriptionFailure: Error {
    public let sentence: SafeText

    public init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}

extension PortalFiles {
    /// Lets one process at a time change the subscriptions.
    public func lockSubscriptions() throws(FileProblem) -> FileLock {
        try lock(subscriptionsLock, for: subscriptionsFile)
    }

    /// Changes the subscriptions, while no other process does so.
    ///
    /// - Returns: The sections as they are then.
    public func changeSubscriptions(
        _ change: (_ own: inout Subscriptions, _ base: [Section]) -> Void
    ) -> Result<[Section], SubscriptionFailure> {
        do throws(FileProblem) {
            let lock = try lockSubscriptions()
            var (own, mistakes) = Subscriptions.load(from: subscriptionsFile)
            if let mistake = mistakes.first {
                // Writing it would lose what the mistakes are about.
                return .failure(
                    SubscriptionFailure(
                        "\(mistake.wording(in: "sources.toml")) Er is niets veranderd."))
            }
            let before = own
            let base = PortalConfiguration.load(from: configurationFile).configuration.sections
            change(&own, base)
            if own != before { try own.write(to: self) }
            _ = consume lock
            return .success(PortalConfiguration.load(from: self).configuration.sections)
        } catch {
            return .failure(SubscriptionFailure(error.sentence))
        }
    }
}
