import Foundation
import PortalModel

/// Why a file or folder cannot be used: what failed, where, and the cause.
public struct FileProblem: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The environment names no home in which it could be.
        case noHome
        case notCreated
        case notRead, notWritten, notLocked
    }

    public enum Cause: Hashable, Sendable {
        /// The system's error number (`errno`).
        case system(Int32)
        case notRegular
        /// It is longer than so many bytes, or would be.
        case tooLong(Int)
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
    public init(_ problem: FileProblem) {
        self.init("\(SafeText(line: problem.path)) is niet te lezen (\(problem.reason))")
        voidsFile = true
    }
}

/// Opening files that should be ordinary ones, whatever stands in their place: a pipe or a device
/// keeps nobody waiting, and what is written never ends up behind a link.
public enum RegularFile {
    public enum Purpose: Sendable {
        /// Reading; links are followed.
        case reading
        /// Adding at its end; it is made, for its owner only, when there is none.
        case adding
        /// Reading and writing; it is made likewise.
        case changing
        /// Writing, where there is nothing yet.
        case making
    }

    public enum Kind: Hashable, Sendable {
        case nothing, regular, other
    }

    /// What stands at `path`; with `followingLinks`, what it leads to.
    public static func kind(of path: String, followingLinks: Bool) -> Kind {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .nothing : .other
        }
        return isRegular(status) ? .regular : .other
    }

    /// Opens the file at `path` and gives its descriptor; one that is made has this mode, as far as
    /// the process's mask lets it. Two system calls.
    public static func open(
        _ path: String, for purpose: Purpose, mode: mode_t = 0o600
    ) throws(FileProblem) -> Int32 {
        // Only what waits for somebody else obeys O_NONBLOCK: an ordinary file knows no waiting.
        let descriptor = Foundation.open(
            path, purpose.flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode)
        guard descriptor >= 0 else {
            let number = errno
            // A link, and a pipe that nobody reads.
            throw purpose.problem(
                path, number == ELOOP || number == ENXIO ? .notRegular : .system(number))
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, isRegular(status) else {
            let number = errno
            close(descriptor)
            throw purpose.problem(path, isKnown ? .notRegular : .system(number))
        }
        return descriptor
    }

    private static func isRegular(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFREG
    }
}

extension RegularFile.Purpose {
    fileprivate var flags: Int32 {
        switch self {
        case .reading: O_RDONLY
        case .adding: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
        case .changing: O_RDWR | O_CREAT | O_NOFOLLOW
        case .making: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        }
    }

    fileprivate func problem(_ path: String, _ cause: FileProblem.Cause) -> FileProblem {
        FileProblem(self == .reading ? .notRead : .notWritten, path, cause)
    }
}

extension FileHandle {
    /// Opens the file at `path`, which must be an ordinary one.
    public convenience init(forReading path: String) throws(FileProblem) {
        self.init(
            fileDescriptor: try RegularFile.open(path, for: .reading), closeOnDealloc: true)
    }
}

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

/// A lock on a file, which one process at a time has. It is released at the end of the value, and
/// by the system when the process ends, however it ends; the file stays.
public struct FileLock: ~Copyable {
    /// The file, open for reading and writing.
    public let descriptor: Int32

    /// Takes the lock on the file at `path`, which is made, for its owner only, when there is none.
    /// Waits as long as another process has it.
    public static func acquire(at path: String) throws(FileProblem) -> FileLock {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX)
        guard code == 0 else { throw FileProblem(.notLocked, path, .system(code)) }
        return lock
    }

    /// Takes the lock as `acquire(at:)` does, but does not wait: nil while another process has it.
    public static func tryAcquire(at path: String) throws(FileProblem) -> FileLock? {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX | LOCK_NB)
        if code == EWOULDBLOCK { return nil }
        guard code == 0 else { throw FileProblem(.notLocked, path, .system(code)) }
        return lock
    }

    deinit {
        close(descriptor)
    }

    private static func opened(_ path: String) throws(FileProblem) -> FileLock {
        FileLock(descriptor: try RegularFile.open(path, for: .changing))
    }

    /// Returns 0 once the lock is taken, else what the system says.
    private borrowing func take(_ kind: Int32) -> Int32 {
        while flock(descriptor, kind) != 0 {
            let code = errno
            guard code == EINTR else { return code }
        }
        return 0
    }
}
