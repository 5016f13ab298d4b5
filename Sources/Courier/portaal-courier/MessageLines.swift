import Foundation
import PortalModel

/// The courier's standard output: one JSON object a line.
enum MessageLines {
    /// Writes a message of a round at once, so that the portal can show it.
    static func tell(_ message: CourierMessage) {
        write(message)
    }

    /// Writes a line at once, so that the portal can show it.
    ///
    /// When nobody reads any more, the work goes on all the same: what is fetched is worth
    /// keeping.
    static func write(_ message: some Encodable) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try FileHandle.standardOutput.write(
                contentsOf: encoder.encode(message) + [UInt8(ascii: "\n")])
        } catch {
            FileHandle.standardError.write(Data("melding niet geschreven: \(error)\n".utf8))
        }
    }
}
