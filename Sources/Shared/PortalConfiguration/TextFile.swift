import Foundation
import PortalModel
import System

/// Small files that the reader wrote.
public enum TextFile {
    /// Longer files than this, in bytes, are refused.
    public static let maximumLength = 1_048_576

    /// The text of the file at `path`, of at most `limit` bytes; nil where there is none.
    ///
    /// Throws a mistake without a place when the file cannot be read, is no ordinary file, is too
    /// long or is not UTF-8. Never waits, not even where `path` names a pipe.
    public static func read(
        _ path: String, limit: Int = maximumLength
    ) throws(ConfigurationMistake) -> String? {
        let file: Int32
        do throws(RegularFile.Failure) {
            file = try RegularFile.open(path, for: .reading)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw unreadable(path, because: error.reason)
        }
        defer { close(file) }
        let bytes = try contents(of: file, at: path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw unreadable(path, because: "het is geen tekst in UTF-8")
        }
        return text
    }

    private static func contents(
        of file: Int32, at path: String, limit: Int
    ) throws(ConfigurationMistake) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, because: SystemError.current) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw unreadable(path, because: "het is langer dan \(limit / 1024) kB")
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
