import Foundation

/// Small files that the reader wrote.
public enum TextFile {
    /// Bytes; longer files are refused.
    public static let maximumLength = 1_048_576

    /// The text of the file at `path`, of at most `limit` bytes; nil where there is none. Never
    /// waits, not even where `path` names a pipe.
    public static func read(
        _ path: String, limit: Int = maximumLength
    ) throws(FileProblem) -> String? {
        let file: Int32
        do throws(FileProblem) {
            file = try RegularFile.open(path, for: .reading)
        } catch {
            if [.system(ENOENT), .system(ENOTDIR)].contains(error.cause) { return nil }
            throw error
        }
        defer { close(file) }
        let bytes = try contents(of: file, at: path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FileProblem(.notRead, path, .notText)
        }
        return text
    }

    private static func contents(
        of file: Int32, at path: String, limit: Int
    ) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Foundation.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .current(.notRead, path) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw FileProblem(.notRead, path, .tooLong(limit)) }
        }
    }

    /// Puts `text` in the place of the file at `path`, all of it or nothing: a new file beside it
    /// is written to the disk and takes its name. Mode 0600. Where `path` is a link, what it leads
    /// to is replaced. Text that `read` would refuse as too long is refused.
    public static func write(
        _ text: String, to path: String, mode: mode_t = 0o600
    ) throws(FileProblem) {
        guard text.utf8.count <= maximumLength else {
            throw FileProblem(.notWritten, path, .tooLong(maximumLength))
        }
        let target = resolved(path)
        guard RegularFile.kind(of: target, followingLinks: false) != .other else {
            throw FileProblem(.notWritten, path, .notRegular)
        }
        let temporary = "\(target).\(getpid()).nieuw"
        // One that is there was left by a process of the same number that was ended.
        unlink(temporary)
        let file: Int32
        do throws(FileProblem) {
            file = try RegularFile.open(temporary, for: .making, mode: mode)
        } catch {
            throw FileProblem(.notWritten, path, error.cause)
        }
        let isWhole = put(text, in: file) && fsync(file) == 0
        let reason = errno
        let isClosed = close(file) == 0
        guard isWhole, isClosed, rename(temporary, target) == 0 else {
            if !isWhole { errno = reason }
            let problem = FileProblem.current(.notWritten, path)
            unlink(temporary)
            throw problem
        }
    }

    /// The file that `path` leads to, where it is a link to one.
    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func put(_ text: String, in file: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
