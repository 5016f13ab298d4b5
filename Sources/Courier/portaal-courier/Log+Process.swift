import Foundation
import PortalModel
import System

extension Log {
    /// The courier's log: its standard error, which the portal leads into a file. So a courier
    /// that may open no other file than news.db can still tell what went wrong.
    static func ofProcess(now fixed: Timestamp? = nil) -> Log {
        Log(descriptor: STDERR_FILENO) { fixed ?? Timestamp(seconds: Int64(time(nil))) }
    }
}
