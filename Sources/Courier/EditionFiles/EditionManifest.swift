import Foundation
import PortalModel

/// What stands in `editie.json`: what an edition is made of, where its parts are, and how to know
/// that they are the right ones. README.md tells the format.
///
/// A manifest that was read has been looked over: its parts lie in its own folder, their sizes and
/// number have limits, and each belongs to a section that there is.
public struct EditionManifest: Hashable, Sendable {
    /// Larger with each manifest of one publisher.
    public let sequence: Int64
    public let moment: Timestamp
    /// From this moment on it must not be used: its publisher has been silent for too long.
    public let expires: Timestamp
    /// In the order in which they are shown, with the sources of which there are articles.
    public let sections: [Section]
    public let parts: [Part]

    /// The articles of one section and one day.
    public struct Part: Hashable, Sendable {
        public let digest: Digest
        /// In bytes.
        public let size: Int
        public let section: SectionID
        /// The day in UTC on which its articles appeared, such as `2026-11-28`.
        public let day: String

        /// Where it is, seen from the manifest.
        public var path: String { "\(EditionManifest.partFolder)/\(digest.text).json" }
    }

    static let format = 1
    static let fileName = "editie.json"
    /// The folder of the parts, in that of the manifest.
    static let partFolder = "delen"

    // What a manifest may be at the most.
    public static let maximumLength = 4_000_000
    static let maximumParts = 10_000
    static let maximumSections = 200
    static let maximumSources = 2000
    /// Bytes of one part: no more than our own parser reads of a feed.
    static let maximumPartLength = 10_000_000
    /// Characters of a name.
    private static let nameLength = 60

    /// As `editie.json`, the same bytes for the same manifest.
    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return [UInt8](try encoder.encode(File(self))) + [UInt8(ascii: "\n")]
        }
    }
}

// MARK: - The file

private struct File: Codable {
    let format: Int
    let sequence: Int64
    let moment: String
    let expires: String
    let sections: [Section]
    let parts: [Part]

    struct Section: Codable {
        let name: String
        let edition: String
        let sources: [Source]
    }

    struct Source: Codable {
        let name: String
        let url: String
    }

    struct Part: Codable {
        let sha256: Digest
        let size: Int
        let path: String
        /// The place of its section in `sections`, from 0.
        let section: Int
        let day: String
    }

    init(_ manifest: EditionManifest) {
        format = EditionManifest.format
        sequence = manifest.sequence
        moment = manifest.moment.iso8601
        expires = manifest.expires.iso8601
        sections = manifest.sections.map { section in
            Section(
                name: section.name.string, edition: section.edition.string,
                sources: section.sources.map {
                    Source(name: $0.name.string, url: $0.address.string)
                })
        }
        let places = Dictionary(
            manifest.sections.enumerated().map { ($1.id, $0) }, uniquingKeysWith: min)
        parts = manifest.parts.compactMap { part in
            places[part.section].map { place in
                Part(
                    sha256: part.digest, size: part.size, path: part.path, section: place,
                    day: part.day)
            }
        }
    }
}

extension EditionManifest {
    /// Reads `editie.json`.
    ///
    /// - Throws: `badEdition` with what is wrong with it.
    public init(parsing bytes: [UInt8]) throws(DeliveryProblem) {
        guard bytes.count <= Self.maximumLength else {
            throw DeliveryProblem(.badEdition, "editie.json is te groot")
        }
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch {
            throw DeliveryProblem(.badEdition, "editie.json is niet te lezen")
        }
        try self.init(file)
    }

    private init(_ file: File) throws(DeliveryProblem) {
        func refusal(_ reason: SafeText) -> DeliveryProblem {
            DeliveryProblem(.badEdition, reason)
        }
        guard file.format == Self.format else {
            throw refusal("versie \(file.format) van het formaat is onbekend")
        }
        guard let moment = Timestamp(iso8601: file.moment),
            let expires = Timestamp(iso8601: file.expires), moment < expires, file.sequence > 0
        else { throw refusal("haar tijden of haar volgnummer kloppen niet") }
        guard file.sections.count <= Self.maximumSections,
            file.sections.reduce(0, { $0 + $1.sources.count }) <= Self.maximumSources
        else { throw refusal("ze heeft te veel secties of bronnen") }
        guard file.parts.count <= Self.maximumParts else { throw refusal("ze heeft te veel delen") }
        var sections: [Section] = []
        for section in file.sections {
            guard let section = Self.section(section),
                !sections.contains(where: { $0.id == section.id })
            else { throw refusal("haar secties kloppen niet") }
            sections.append(section)
        }
        var digests: Set<Digest> = []
        let parts = try file.parts.map { (part) throws(DeliveryProblem) in
            guard sections.indices.contains(part.section),
                (1...Self.maximumPartLength).contains(part.size), Self.isDay(part.day),
                digests.insert(part.sha256).inserted
            else { throw refusal("haar delen kloppen niet") }
            let entry = Part(
                digest: part.sha256, size: part.size, section: sections[part.section].id,
                day: part.day)
            guard part.path == entry.path else { throw refusal("een deel ligt buiten haar map") }
            return entry
        }
        self.init(
            sequence: file.sequence, moment: moment, expires: expires, sections: sections,
            parts: parts)
    }

    private static func section(_ file: File.Section) -> Section? {
        let name = SafeText(line: file.name, limit: nameLength)
        let edition = SafeText(line: file.edition, limit: nameLength)
        let sources = file.sources.compactMap { source in
            WebAddress(source.url).map { address in
                Source(name: SafeText(line: source.name, limit: nameLength), address: address)
            }
        }
        guard !name.isEmpty, !edition.isEmpty, sources.count == file.sources.count,
            !sources.isEmpty
        else { return nil }
        return Section(name: name, edition: edition, sources: sources)
    }

    private static func isDay(_ text: String) -> Bool {
        Timestamp(iso8601: text + "T00:00:00Z") != nil
    }
}
