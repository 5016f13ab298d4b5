import ArgumentParser
import Confinement
import Foundation
import PortalModel

/// A document that was named on the command line.
struct InspectedDocument {
    /// Where it is, "-" for the standard input.
    let file: String
    /// Where it came from.
    let address: WebAddress?

    /// The document in `file`, which came from `url`.
    ///
    /// - Throws: `ValidationError` where `url` is no address.
    init(file: String, url: String?) throws {
        self.file = file
        address = try url.map { text in
            guard let address = WebAddress(text) else {
                throw ValidationError("Dit is geen adres van het web: \(SafeText(line: text))")
            }
            return address
        }
    }

    /// Its bytes, at most `limit` and one more: that is enough to see that it has too many. The
    /// cage is closed before the first of them is read.
    ///
    /// - Throws: an `ExitCode`, after a sentence on standard error.
    func bytes(limit: Int) throws -> [UInt8] {
        do {
            let handle =
                file == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            Cage(hasNetwork: false).close()
            return [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
        } catch let error as CocoaError {
            throw Self.failure(
                "Het bestand \(SafeText(line: file)) is niet te lezen (\(error.errorCode)).")
        }
    }

    /// Says `sentence` on standard error; what is thrown ends the command with 1.
    static func failure(_ sentence: SafeText) -> ExitCode {
        FileHandle.standardError.write(Data((sentence.string + "\n").utf8))
        return .failure
    }
}
