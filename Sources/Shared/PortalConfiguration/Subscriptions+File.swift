import Foundation
import PortalModel

extension Subscriptions {
    /// Reads the text of a `sources.toml`: `removed = ["address", …]` and `[[section]]` as in
    /// `portaal.toml`.
    ///
    /// What is wrong is left out and named; the rest holds. Linear in the length of the text.
    public static func read(
        _ text: String
    ) -> (subscriptions: Subscriptions, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        var subscriptions = Subscriptions()
        let root = reader.table(reader.root, known: ["removed", "section"])
        if let removed = root["removed"] {
            for node in reader.array(removed) {
                if let address = reader.address(node) { subscriptions.removed.append(address) }
            }
        }
        if let sections = root["section"] { subscriptions.sections = reader.sections(sections) }
        return (subscriptions, reader.mistakes)
    }

    /// Reads the file at `path`, an absolute one; where there is none, nothing was changed.
    public static func load(
        from path: String
    ) -> (subscriptions: Subscriptions, mistakes: [ConfigurationMistake]) {
        do throws(ConfigurationMistake) {
            guard let text = try TextFile.read(path) else { return (Subscriptions(), []) }
            return read(text)
        } catch {
            return (Subscriptions(), [error])
        }
    }

    /// As the text of a `sources.toml`, which `read` gives back as it was.
    public var text: String {
        var top: [String: TOMLNode] = [:]
        if !removed.isEmpty {
            top["removed"] = TOMLNode(.array(removed.map { TOMLNode(.string($0.string)) }))
        }
        if !sections.isEmpty { top["section"] = TOMLNode(.array(sections.map(\.node))) }
        return Subscriptions.heading + TOMLNode.Value.table(top).document
    }

    private static let heading = """
        # Bijgehouden door 'portaal sources' en 'portaal import'; opmerkingen blijven niet staan.


        """

    /// Writes the file for these to `files`, all of it or nothing, for nobody else to read (0600).
    /// Where the file is a link, what it leads to is replaced.
    ///
    /// Throws `notCreated` for the folder and `notWritten` for the file, also when it would be
    /// longer than can be read back.
    public func write(to files: PortalFiles) throws(PortalFilesProblem) {
        try files.createConfigurationFolder()
        try TextFile.write(text, to: files.subscriptionsFile)
    }
}

extension Section {
    fileprivate var node: TOMLNode {
        let sources = sources.map { source in
            TOMLNode(
                .table([
                    "name": TOMLNode(.string(source.name.string)),
                    "url": TOMLNode(.string(source.address.string)),
                ]))
        }
        return TOMLNode(
            .table([
                "name": TOMLNode(.string(name.string)),
                "edition": TOMLNode(.string(edition.string)),
                "sources": TOMLNode(.array(sources)),
            ]))
    }
}

extension PortalConfiguration {
    /// Reads `portaal.toml` and `sources.toml` in the folder of `files`.
    ///
    /// - Returns: The configuration, its sections as the subscriptions change them, and one Dutch
    ///   sentence for each mistake, which begins with the name of the file. When the subscriptions
    ///   leave no source at all, they do not hold.
    public static func load(
        from files: PortalFiles
    ) -> (configuration: PortalConfiguration, mistakes: [SafeText]) {
        var (configuration, mistakes) = load(from: files.configurationFile)
        let (subscriptions, others) = Subscriptions.load(from: files.subscriptionsFile)
        var sentences =
            mistakes.map { "portaal.toml, \($0.wording)" as SafeText }
            + others.map { "sources.toml, \($0.wording)" }
        let sections = subscriptions.applied(to: configuration.sections)
        if sections.isEmpty {
            sentences.append("sources.toml laat geen enkele bron over en geldt daarom niet.")
        } else {
            configuration.sections = sections
        }
        return (configuration, sentences)
    }
}
