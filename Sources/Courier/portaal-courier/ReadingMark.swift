import Confinement
import Foundation
import PortalModel

/// Says in the courier's lock file which source each of its threads is reading. The courier that
/// comes after one that ended over a source thus knows which it was, and does not end over it again
/// at once.
struct ReadingMark {
    /// The lock file, open for reading and writing.
    let descriptor: Int32
    /// Which of the threads it is.
    var thread = 0

    /// How many threads read.
    static let threads = 2

    /// Does `work`, which reads what `source` sent, within the time for that.
    func reading<Value, Failure: Error>(
        _ source: SourceID, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        write(source)
        defer { clear() }
        return try Deadline.within(Deadline.reading, work)
    }

    /// The sources that the last courier was reading when it ended: over one of them, if at all.
    var unfinished: [SourceID] {
        (0..<Self.threads).compactMap { thread in
            var id: Int64 = 0
            let count = withUnsafeMutableBytes(of: &id) { bytes in
                pread(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
            }
            return count == MemoryLayout<Int64>.size && id != 0 ? SourceID(rawValue: id) : nil
        }
    }

    /// Says that this thread reads nothing.
    func clear() {
        write(nil)
    }

    private static func offset(of thread: Int) -> off_t {
        off_t(thread * MemoryLayout<Int64>.size)
    }

    /// A file that cannot be written only means that nothing will be known afterwards.
    private func write(_ source: SourceID?) {
        var id = source?.rawValue ?? 0
        _ = withUnsafeBytes(of: &id) { bytes in
            pwrite(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
        }
    }
}
