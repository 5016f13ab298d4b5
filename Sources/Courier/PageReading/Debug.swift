#if TRIAL
import Foundation
struct Err: TextOutputStream { mutating func write(_ s: String) { FileHandle.standardError.write(Data(s.utf8)) } }
nonisolated(unsafe) var err = Err()
#endif
