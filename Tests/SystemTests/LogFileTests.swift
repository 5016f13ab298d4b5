import Foundation
import PortalModel
import System
import TestSupport
import Testing

struct LogFileTests {
    private static let line = LogLine(
        moment: Timestamp(seconds: 1_795_267_380), level: "error", event: "store-failed",
        details: ["problem": "De schijf is vol."])

    @Test func `a log is for its owner alone`() throws {
        try withTemporaryFolder { folder in
            let descriptor = try #require(LogFile.open(folder + "/a.log"))
            defer { close(descriptor) }
            var status = stat()
            #expect(fstat(descriptor, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a log that cannot be written is none`() throws {
        try withTemporaryFolder { folder in
            #expect(LogFile.open(folder + "/nergens/a.log") == nil)
            #expect(LogFile.lines(folder + "/a.log") == [])
        }
    }

    @Test func `a log that is too long makes way, and one older file is kept`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a.log"
            let full = String(repeating: "x", count: Int(LogFile.maximumLength) + 1) + "\n"
            for content in ["eerste\n" + full, "tweede\n" + full] {
                try Data(content.utf8).write(to: URL(fileURLWithPath: path))
                let descriptor = try #require(LogFile.open(path))
                let text = Self.line.text + "\n"
                #expect(text.withCString { write(descriptor, $0, text.utf8.count) } > 0)
                close(descriptor)
                #expect(LogFile.lines(path) == [Self.line])
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    == ["a.log", "a.log.1"])
            let older = try String(contentsOfFile: path + ".1", encoding: .utf8)
            #expect(older.hasPrefix("tweede\n"))
        }
    }

    @Test func `a log that was handed on open does not grow without end`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a.log"
            let descriptor = try #require(LogFile.open(path))
            defer { close(descriptor) }
            let log = Log(descriptor: descriptor) { Timestamp(seconds: 1_795_267_380) }
            let sentence = SafeText(cleaning: String(repeating: "vol ", count: 60))
            for _ in 0..<4000 { log.note(.storeFailed(sentence)) }
            var status = stat()
            #expect(fstat(descriptor, &status) == 0)
            #expect(status.st_size > LogFile.maximumLength)
            #expect(status.st_size <= 2 * LogFile.maximumLength + 1000)
        }
    }

    @Test func `a log of any bytes can be read`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a.log"
            let noise = [UInt8](0...255) + [0x0A] + Array(Self.line.text.utf8) + [0x0A, 0xFF]
            try Data(noise).write(to: URL(fileURLWithPath: path))
            #expect(LogFile.lines(path) == [Self.line])
        }
    }
}
