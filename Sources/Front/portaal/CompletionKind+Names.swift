import ArgumentParser
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// What a shell offers while a command line is typed. Only the reader's files are looked at, so
/// that a Tab makes none and opens no database; a file that cannot be read offers nothing.
extension CompletionKind {
    /// The names of the sections.
    static let sections = custom { _, _, _ in
        loadSections().map(\.name.string)
    }

    /// The names of the sections and the editions, and the front page.
    static let pages = custom { _, _, _ in
        PageChoice.names(in: Edition.grouping(loadSections())).map(\.string)
    }

    /// The names of the themes.
    static let themes = custom { _, _, _ in
        ThemeCatalogue(files: files).names.map(\.string)
    }

    private static func loadSections() -> [Section] {
        files.map { PortalConfiguration.load(from: $0).configuration.sections } ?? []
    }

    private static var files: PortalFiles? {
        do throws(FileProblem) {
            return try PortalFiles(environment: ProcessInfo.processInfo.environment)
        } catch {
            return nil
        }
    }
}
