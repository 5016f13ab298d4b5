import PortalConfiguration
import PortalModel

/// Where a source stands that the reader may want to change.
enum SourcePlace: Hashable {
    /// The reader's own file, at this path.
    case configuration(SafeText)
    /// The file that the portal keeps, at this path.
    case subscriptions(SafeText)
    /// In no file: the portal brings it.
    case builtIn
}

/// Where all sources stand.
struct SourcePlaces {
    private let configured: Set<SourceID>
    private let isBuiltIn: Bool
    private let files: PortalFiles?

    /// As the files say now.
    init(_ files: PortalFiles?) {
        self.files = files
        let builtIn = PortalConfiguration().sections
        let base =
            files.map {
                PortalConfiguration.load(from: $0.configurationFile).configuration.sections
            } ?? builtIn
        configured = Set(base.flatMap(\.sources).map(\.id))
        isBuiltIn = base == builtIn
    }

    /// The place of `source`: of two the first that counts.
    func place(of source: SourceID) -> SourcePlace {
        guard let files else { return .builtIn }
        guard configured.contains(source) else {
            return .subscriptions(SafeText(line: files.subscriptionsFile))
        }
        return isBuiltIn ? .builtIn : .configuration(SafeText(line: files.configurationFile))
    }
}
