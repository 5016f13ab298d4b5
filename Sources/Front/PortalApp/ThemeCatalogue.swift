import Foundation
import PortalConfiguration
import PortalCore
import PortalModel
import System
import Themes

/// The themes that there are: the built-in ones, and the reader's own beside or over them.
public struct ThemeCatalogue {
    private let files: PortalFiles?

    public init(files: PortalFiles?) {
        self.files = files
    }

    /// Bytes that a theme file may have: all of them are read at once when themes are shown, also
    /// those that nobody chose.
    private static let longestFile = 65_536
    private static let mostFiles = 100

    /// The theme `name`; nil when there is none of that name. Mistakes in its file are told.
    public func theme(_ name: SafeText, _ problems: inout [SafeText]) -> Theme? {
        var own: String?
        if let path = files?.themeFile(name) {
            do throws(FileProblem) {
                own = try TextFile.read(path, limit: Self.longestFile)
            } catch {
                problems.append(ConfigurationMistake(error).wording(in: "\(name).toml"))
            }
        }
        guard let (theme, mistakes) = Themes.named(name, ownText: own) else { return nil }
        problems += mistakes.map { $0.wording(in: "\(name).toml") }
        return theme
    }

    /// The names of all themes: the built-in ones, then those that only the reader has.
    public var names: [SafeText] {
        guard let folder = files?.themesFolder else { return Themes.names }
        let entries: [String]
        do {
            entries = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            // No folder is the usual case, and no mistake.
            return Themes.names
        }
        let own = entries.filter { $0.hasSuffix(".toml") }
            .map { SafeText(line: $0.dropLast(5)) }.sorted()
        return Themes.names + own.prefix(Self.mostFiles).filter { !Themes.names.contains($0) }
    }

    /// What "auto" stands for on a light background, or on another one.
    func fitting(isBackgroundLight: Bool, _ problems: inout [SafeText]) -> Theme {
        let name = isBackgroundLight ? Themes.lightName : Themes.defaultName
        return (theme(name, &problems) ?? .plain).asAutomatic
    }

    /// All themes, with the mistakes in the reader's own; first the one that fits the background,
    /// unless that is nil.
    public func all(isBackgroundLight: Bool?) -> (themes: [Theme], problems: [SafeText]) {
        var problems: [SafeText] = []
        var themes = names.compactMap { theme($0, &problems) }
        if let isBackgroundLight {
            var known: [SafeText] = []
            themes.insert(fitting(isBackgroundLight: isBackgroundLight, &known), at: 0)
        }
        return (themes, problems)
    }
}
