import PortalCore
import PortalModel

/// The themes that the portal carries in itself, and those that the reader writes.
public enum Themes {
    /// The theme of a reader who chose none.
    public static let defaultName: SafeText = "zeelandnet"

    /// The name of the theme that stands in for "auto" on a light ground.
    public static let lightName: SafeText = "papier"

    private static let files: [(name: SafeText, bytes: @Sendable () -> [UInt8])] = [
        ("zeelandnet", { PackageResources.zeelandnet_toml }),
        ("delta", { PackageResources.delta_toml }),
        ("papier", { PackageResources.papier_toml }),
        ("teletekst", { PackageResources.teletekst_toml }),
        ("contrast", { PackageResources.contrast_toml }),
        ("mono", { PackageResources.mono_toml }),
    ]

    /// The names of the built-in themes, the default first.
    public static let names = files.map(\.name)

    /// The theme `name`, with the reader's own file of that name laid over it.
    ///
    /// Parses one built-in file of some 2,000 bytes, and `ownText`. What is wrong in `ownText` is
    /// left out and named; the rest holds.
    ///
    /// - Parameter ownText: What stands in the reader's `themes/NAME.toml`; nil without one.
    /// - Returns: The theme and the mistakes in the order of `ownText`; nil where there is neither
    ///   a built-in theme of that name nor a file.
    public static func named(
        _ name: SafeText, ownText: String? = nil
    ) -> (theme: Theme, mistakes: [ConfigurationMistake])? {
        let builtIn = description(of: name)
        guard let ownText else {
            return builtIn.map { ($0.description.theme(named: name), $0.mistakes) }
        }
        let (own, mistakes) = ThemeDescription.reading(ownText, over: builtIn?.description)
        return (own.theme(named: name), mistakes)
    }

    static func description(
        of name: SafeText
    ) -> (description: ThemeDescription, mistakes: [ConfigurationMistake])? {
        guard let file = files.first(where: { $0.name == name }) else { return nil }
        return ThemeDescription.reading(
            String(decoding: file.bytes(), as: UTF8.self), over: ThemeDescription())
    }
}
