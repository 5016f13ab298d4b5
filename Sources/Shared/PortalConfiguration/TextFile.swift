import Foundation
import PortalModel

/// Small files that the reader wrote.
public enum TextFile {
    /// Longer files than this, in bytes, are refused.
    public static let maximumLength = 1_048_576

    /// The text of the file at `path`; nil where there is none.
    ///
    /// Throws a mistake without a place when the file cannot be read, is no ordinary file, is too
    /// long or is not UTF-8. Never waits, not even where `path` names a pipe.
    public static func read(_ path: String) throws(ConfigurationMistake) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw unreadable(path, because: SystemError.current)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw unreadable(path, because: SystemError.current)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw unreadable(path, because: "het is geen gewoon bestand")
        }
        let bytes = try contents(of: file, at: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw unreadable(path, because: "het is geen tekst in UTF-8")
        }
        return text
    }

    private static func contents(
        of file: Int32, at path: String
    ) throws(ConfigurationMistake) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, because: SystemError.current) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= maximumLength else {
                throw unreadable(path, because: "het is langer dan 1 MB")
            }
        }
    }

    private static func unreadable(
        _ path: String, because reason: SafeText
    ) -> ConfigurationMistake {
        ConfigurationMistake("\(SafeText(line: path)) kan niet worden gelezen: \(reason).")
    }
}

/// What the system says of the last call that failed.
enum SystemError {
    static var current: SafeText {
        SafeText(line: String(cString: strerror(errno)))
    }
}
