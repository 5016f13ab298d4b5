import Foundation
import PortalModel

extension FileHandle {
    /// Opens the file at `path`, which must be an ordinary one.
    ///
    /// - Throws: `RegularFile.Failure`.
    public convenience init(forReading path: String) throws(RegularFile.Failure) {
        self.init(
            fileDescriptor: try RegularFile.open(path, for: .reading), closeOnDealloc: true)
    }
}
