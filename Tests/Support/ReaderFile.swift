import Foundation
import GRDB

/// A reader.db on the disk, which another portal can have locked and which can be out of reach.
public final class ReaderFile {
    private let folder: String
    private var lock: DatabaseQueue?

    /// One in a folder of its own in `folder`.
    public init(in folder: String) throws {
        self.folder = folder + "/state"
        try FileManager.default.createDirectory(
            atPath: self.folder, withIntermediateDirectories: true)
    }

    public var path: String { folder + "/reader.db" }

    /// Locks the file as another portal would that writes.
    public func setLocked(_ isLocked: Bool) throws {
        guard isLocked else {
            lock = nil
            return
        }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let lock = try DatabaseQueue(path: path, configuration: configuration)
        try lock.writeWithoutTransaction { try $0.beginTransaction(.exclusive) }
        self.lock = lock
    }

    /// Moves the folder of the file away or back, so that nothing can be written.
    public func setOutOfReach(_ isOutOfReach: Bool) throws {
        let places = [folder, folder + "-elsewhere"]
        try FileManager.default.moveItem(
            atPath: places[isOutOfReach ? 0 : 1], toPath: places[isOutOfReach ? 1 : 0])
    }
}
