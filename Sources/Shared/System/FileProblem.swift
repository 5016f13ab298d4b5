import Foundation
import PortalModel

/// Why a file or folder cannot be used: what failed, where, and the cause.
public struct FileProblem: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The environment names no home in which it could be.
        case noHome
        /// The folder cannot be made.
        case notCreated
        case notRead, notWritten, notLocked
    }

    public enum Cause: Hashable, Sendable {
        /// The system's error number (`errno`).
        case system(Int32)
        /// What stands there is no ordinary file.
        case notRegular
        /// It is longer than so many bytes, or would be.
        case tooLong(Int)
        /// It is not UTF-8.
        case notText
    }

    public let code: Code
    public let path: String
    public let cause: Cause

    public init(_ code: Code, _ path: String, _ cause: Cause) {
        self.code = code
        self.path = path
        self.cause = cause
    }

    /// Trouble of this kind by the call that failed last.
    public static func current(_ code: Code, _ path: String) -> FileProblem {
        FileProblem(code, path, .system(errno))
    }

    /// The cause in a few Dutch words.
    public var reason: SafeText {
        switch (cause, code) {
        case (.system(let number), _): SystemError(number).reason
        case (.notRegular, _): "het is geen gewoon bestand"
        case (.tooLong(let bytes), .notRead): "het is langer dan \(bytes / 1024) kB"
        case (.tooLong(let bytes), _): "het zou langer worden dan \(bytes >> 20) MB"
        case (.notText, _): "het is geen tekst in UTF-8"
        }
    }

    /// One Dutch sentence that says what happened and what the reader can do.
    public var sentence: SafeText {
        let path = SafeText(line: path)
        return switch code {
        case .noHome: "Er is geen thuismap bekend; zet HOME op het volledige pad van een map."
        case .notCreated:
            """
            De map \(path) kan niet worden gemaakt (\(reason)); maak die zelf of kies een andere \
            met XDG_DATA_HOME en XDG_STATE_HOME.
            """
        case .notRead: "\(path) kan niet worden gelezen: \(reason)."
        case .notWritten, .notLocked: "\(path) kan niet worden geschreven: \(reason)."
        }
    }
}

extension ConfigurationMistake {
    /// That the file itself cannot be read.
    public init(_ problem: FileProblem) {
        self.init("\(SafeText(line: problem.path)) is niet te lezen (\(problem.reason))")
        voidsFile = true
    }
}
