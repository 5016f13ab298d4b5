import ArgumentParser
import Foundation
import PortalModel

/// A moment on the command line: ISO 8601 with an offset or `Z`.
public struct Moment: ExpressibleByArgument {
    public let timestamp: Timestamp

    /// The moment that `argument` writes; nil when it is none.
    public init?(argument: String) {
        do {
            let date = try Date(argument, strategy: .iso8601)
            timestamp = Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down)))
        } catch {
            return nil
        }
    }
}
