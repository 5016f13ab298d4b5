/// A part of the news with a name, such as Buitenland, and the sources that fill it.
public struct Section: Hashable, Sendable, Identifiable {
    /// Stays the same as long as the names do.
    public let id: SectionID
    /// As it stands in the row of sections.
    public let name: SafeText
    /// The edition that it belongs to.
    public let edition: SafeText
    /// In the reader's order: the first one leads.
    public var sources: [Source]

    /// The section `name` of `edition`.
    public init(name: SafeText, edition: SafeText, sources: [Source]) {
        id = SectionID(edition: edition, name: name)
        self.name = name
        self.edition = edition
        self.sources = sources
    }
}

/// A front page of its own with the sections below it, such as Zeeland.
public struct Edition: Hashable, Sendable, Identifiable {
    /// Stays the same as long as the name does.
    public let id: EditionID
    /// As the reader knows it.
    public let name: SafeText
    /// In the reader's order.
    public var sections: [Section]

    /// The edition `name`.
    init(name: SafeText, sections: [Section]) {
        id = EditionID(name: name)
        self.name = name
        self.sections = sections
    }

    /// The editions that these sections make up, in the order in which they are first named.
    public static func grouping(_ sections: [Section]) -> [Edition] {
        var editions: [Edition] = []
        for section in sections {
            if let index = editions.firstIndex(where: { $0.name == section.edition }) {
                editions[index].sections.append(section)
            } else {
                editions.append(Edition(name: section.edition, sections: [section]))
            }
        }
        return editions
    }
}

/// A feed that somebody publishes.
public struct Source: Hashable, Sendable, Identifiable {
    /// Stays the same as long as the address does.
    public let id: SourceID
    /// The outlet's name, as it stands below a headline.
    public let name: SafeText
    /// Where the feed is.
    public let address: WebAddress

    /// The feed at `address`, published by `name`.
    public init(name: SafeText, address: WebAddress) {
        id = SourceID(address: address)
        self.name = name
        self.address = address
    }
}
