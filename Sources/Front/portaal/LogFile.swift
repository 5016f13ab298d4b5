import Foundation

/// The file that takes what goes wrong while the screen is in use.
enum LogFile {
    /// Opens the log at `path` for adding lines; nil when it cannot be, which must not keep the
    /// reader from the news.
    static func open(_ path: String) -> Int32? {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        return descriptor >= 0 ? descriptor : nil
    }
}
