import Foundation
import PortalModel

/// A file of log lines that does not grow without end.
public enum LogFile {
    /// Bytes after which a new file is begun. The one before it is kept beside it,
    /// with `.1` after its name, and the one before that is gone.
    public static let maximumLength: Int64 = 256 * 1024

    /// Opens the log at `path` for adding lines, for its owner alone (0600); nil when it cannot
    /// be, which must not keep the reader from the news.
    ///
    /// Costs two system calls; three more when it is time for a new file.
    public static func open(_ path: String) -> Int32? {
        guard let descriptor = openForAdding(path) else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > maximumLength else {
            return descriptor
        }
        // Two that do so at once leave a short file behind, and lose none of their lines.
        guard RegularFile.kind(of: path + ".1", followingLinks: false) != .other,
            rename(path, path + ".1") == 0, let next = openForAdding(path)
        else {
            return descriptor
        }
        close(descriptor)
        return next
    }

    /// Whether another line may be added to what `descriptor` leads to: a file of at most twice
    /// `maximumLength` bytes, or no file at all. Whoever was handed a descriptor cannot begin a new
    /// file, so a process that has very much to tell is silent at last.
    static func hasRoom(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_size <= 2 * maximumLength
    }

    private static func openForAdding(_ path: String) -> Int32? {
        do throws(FileProblem) {
            return try RegularFile.open(path, for: .adding)
        } catch {
            // That there is no log can be told nowhere.
            return nil
        }
    }

    /// What the log at `path` tells, the older file first; empty where there is none.
    ///
    /// Lines that are none of ours, such as what a library said, are passed over. Of each file
    /// at most twice `maximumLength` bytes are read, its last.
    public static func lines(_ path: String) -> [LogLine] {
        [path + ".1", path].flatMap { path in
            String(decoding: tail(of: path), as: UTF8.self).split(separator: "\n")
                .compactMap { LogLine(parsing: $0) }
        }
    }

    private static func tail(of path: String) -> [UInt8] {
        let descriptor: Int32
        do throws(FileProblem) {
            descriptor = try RegularFile.open(path, for: .reading)
        } catch {
            // There is none, or nothing that could tell anything.
            return []
        }
        defer { close(descriptor) }
        let length = Int(2 * maximumLength)
        let end = lseek(descriptor, 0, SEEK_END)
        lseek(descriptor, max(0, end - off_t(length)), SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: length)
        var filled = 0
        while filled < length {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress?.advanced(by: filled), length - filled)
            }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }
}
