import Foundation
import NewsStore
import Testing

/// One at a time writes news.db, whichever process it is in.
struct WriterLockTests {
    @Test func `who wants to write waits until another has`() throws {
        try NewsFile.use { file in
            let lock = open(file.path + ".lock", O_RDWR | O_CLOEXEC)
            #expect(flock(lock, LOCK_EX) == 0)
            let stored = DispatchSemaphore(value: 0)
            let delivery = file.delivery
            Thread.detachNewThread {
                do {
                    _ = try delivery.store(Deliveries.delivery([Deliveries.article(1)]))
                } catch {
                    Issue.record(error)
                }
                stored.signal()
            }
            var isStored = false
            while !isStored, try !Self.isAwaited(lock) {
                isStored = stored.wait(timeout: .now()) == .success
            }
            #expect(!isStored)
            close(lock)
            if !isStored { stored.wait() }
            #expect(try file.query("SELECT count(*) FROM article") == 1)
        }
    }

    /// Whether somebody waits for the lock on this file (proc(5), "/proc/locks").
    private static func isAwaited(_ file: Int32) throws -> Bool {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
            .contains { $0.contains("-> FLOCK") && $0.contains(":\(status.st_ino) ") }
    }
}
