import PortalModel
import System

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

    private static let heading = "# Bijgehouden door portaal-courier.\n\n"
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
