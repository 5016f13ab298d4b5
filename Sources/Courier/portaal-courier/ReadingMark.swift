import Confinement
import Foundation
import PortalModel

/// Says in the courier's lock file which source is being read. The courier that comes after one
/// that ended over a source thus knows which it was, and does not end over it again at once.
struct ReadingMark {
    /// The lock file, open for reading and writing.
    let descriptor: Int32

    /// Does `work`, which reads what `source` sent, within the time for that.
    func reading<Value, Failure: Error>(
        _ source: SourceID, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        write(source)
        defer { clear() }
        return try Deadline.within(Deadline.reading, work)
    }

    /// The source over which the last courier ended, if it did.
    var unfinished: SourceID? {
        var id: Int64 = 0
        let count = withUnsafeMutableBytes(of: &id) { bytes in
            pread(descriptor, bytes.baseAddress, bytes.count, 0)
        }
        return count == MemoryLayout<Int64>.size && id != 0 ? SourceID(rawValue: id) : nil
    }

    /// Says that nothing is being read.
    func clear() {
        write(nil)
    }

    /// A file that cannot be written only means that nothing will be known afterwards.
    private func write(_ source: SourceID?) {
        var id = source?.rawValue ?? 0
        _ = withUnsafeBytes(of: &id) { bytes in
            pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        }
    }
}
