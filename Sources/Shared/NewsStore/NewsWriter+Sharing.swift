import Foundation
import GRDB
import PortalModel
import System

// Whoever may read a file can lock it too: a reader of a shared news.db could keep the courier from
// writing, or its journal from ever being emptied. Then a copy takes the place of the file, on
// which no such lock is; the portals of others see that it is another one, and open it.
extension NewsWriter {
    /// Whether readers keep this courier from writing, or the journal from being emptied. Waits
    /// for the former as any write does.
    public func isHeldByReaders() throws(StoreProblem) -> Bool {
        var status = stat()
        if stat(path + "-wal", &status) == 0, status.st_size > 4 * Self.journalSize { return true }
        do throws(StoreProblem) {
            try write { _ in }
            return false
        } catch {
            guard error.code == .inUse else { throw error }
            return true
        }
    }

    /// Puts a copy of the news.db at `path` in its place. Costs as much as copying it; nobody may
    /// have it open for writing, as whoever has the lock of the round sees to.
    public static func replaceByCopy(at path: String) throws(StoreProblem) {
        let copy = path + ".nieuw"
        try onDatabase(at: path) {
            try withExtendedLifetime(FileLock.acquire(at: path + ".lock")) {
                for end in ["", "-wal", "-shm"] { unlink(copy + end) }
                for end in ["", "-wal"] { try copyFile(at: path + end, to: copy + end) }
                try emptyJournal(of: copy)
                // Between these lines there is no journal: whoever reads then sees another file at
                // the next look.
                for end in ["-wal", "-shm"] { unlink(path + end) }
                guard rename(copy, path) == 0 else {
                    throw FileProblem.current(.notWritten, path)
                }
            }
        }
    }

    private static func emptyJournal(of path: String) throws {
        let connection = try GuardedConnection(
            to: .news, at: path, lockTimeout: 5000, processorTime: 30_000)
        try connection.use { _ = try $0.checkpoint(.truncate) }
    }

    /// Copies a file for all to read; one that is not there is none in the copy either.
    private static func copyFile(at path: String, to copy: String) throws {
        guard RegularFile.kind(of: path, followingLinks: false) != .nothing else { return }
        let source = try FileHandle(forReading: path)
        let target = FileHandle(
            fileDescriptor: try RegularFile.open(copy, for: .making, mode: 0o644),
            closeOnDealloc: true)
        while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
            try target.write(contentsOf: piece)
        }
    }
}
