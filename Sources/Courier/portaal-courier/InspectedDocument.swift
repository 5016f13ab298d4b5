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

    /// Prints what `read` makes of its bytes as one object on one line, with the keys in
    /// alphabetical order, so that two prints can be compared.
    ///
    /// - Throws: an `ExitCode`, after a sentence on standard error.
    func show(limit: Int, _ read: ([UInt8]) throws -> some Encodable) throws {
        do {
            MessageLines.write(try read(try bytes(limit: limit)))
        } catch let problem as DeliveryProblem {
            throw Self.failure(problem.sentence)
        }
    }

    /// Its bytes, at most `limit` and one more: that is enough to see that it has too many. The
    /// cage is closed before the first of them is read.
    private func bytes(limit: Int) throws -> [UInt8] {
        try reading {
            let handle = try handle()
            Cage(hasNetwork: false).close()
            return [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
        }
    }

    /// Its bytes, likewise, in a cage that is closed already and lets it be read.
    ///
    /// - Throws: `CocoaError` where it cannot be read.
    func bytesInCage(limit: Int) throws -> [UInt8] {
        let handle = try handle()
        let bytes = [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
        try handle.close()
        return bytes
    }

    /// The bytes of several documents, as `bytes` gives them. The cage is closed once all are
    /// read, since nothing can be opened in it, and before any of them is parsed.
    static func bytes(of documents: [InspectedDocument], limit: Int) throws -> [[UInt8]] {
        let contents = try documents.map { document in
            try document.reading { try document.bytesInCage(limit: limit) }
        }
        Cage(hasNetwork: false).close()
        return contents
    }

    private func handle() throws -> FileHandle {
        file == "-"
            ? FileHandle.standardInput
            : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    }

    private func reading<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let error as CocoaError {
            throw Self.failure(sentence(for: error))
        }
    }

    /// What to tell the reader of a file that `error` kept from being read.
    func sentence(for error: CocoaError) -> SafeText {
        let file = SafeText(line: file)
        return error.code == .fileReadNoSuchFile
            ? "Het bestand \(file) bestaat niet."
            : "Het bestand \(file) is niet te lezen; controleer de rechten."
    }

    /// Says `sentence` on standard error; what is thrown ends the command with 1.
    static func failure(_ sentence: SafeText) -> ExitCode {
        FileHandle.standardError.write(Data((sentence.string + "\n").utf8))
        return .failure
    }
}
