import Foundation

/// Which file it is that stands at a path, whatever it is called later.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// The file at `path`; nil when there is none, or none that can be seen.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}
