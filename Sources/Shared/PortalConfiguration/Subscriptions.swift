import PortalModel

/// What the reader subscribed to and took out by way of the portal. It is kept in `sources.toml`,
/// so that `portaal.toml` stays as the reader wrote it.
public struct Subscriptions: Hashable, Sendable {
    /// The reader's own sources in the sections where they belong.
    public var sections: [Section] = []
    /// Sources that are left out wherever they are named.
    public var removed: [WebAddress] = []

    /// The section of sources for which no other was named.
    public static let defaultSection: SafeText = "Eigen bronnen"

    /// No changes.
    public init() {}

    /// `base` as these subscriptions change it: what was removed is left out, what was added comes
    /// after the sources of the section with the same name and edition, and new sections come
    /// last. Each source is in one section only, the first that names it. A section without sources
    /// is left out.
    public func applied(to base: [Section]) -> [Section] {
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
        return result.filter { !$0.sources.isEmpty }
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
            sections.removeAll(where: \.sources.isEmpty)
            if base.contains(where: { $0.sources.contains { $0.address == address } }) {
                removed.append(address)
            }
            return (source, section.name)
        }
        return nil
    }
}
