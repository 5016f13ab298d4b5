import EditionFiles
import Foundation
import PortalModel
import System
import TestSupport
import Testing

struct EditionWriterTests {
    @discardableResult
    private func publish(
        _ articles: [PublishedArticle], in folder: String, at now: Timestamp = Sample.noon
    ) throws -> EditionWriter.Report {
        var writer = try EditionWriter(in: folder, now: now)
        try writer.add(articles, of: Sample.section, onDay: "2026-11-28")
        let report = try writer.finish([Sample.section], sign: nil)
        _ = consume writer
        return report
    }

    private func manifest(in folder: String) throws -> EditionManifest {
        let data = try Data(contentsOf: URL(filePath: folder + "/editie.json"))
        return try EditionManifest(parsing: [UInt8](data))
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func `an edition is a manifest, its parts, and each of them packed`() throws {
        try withTemporaryFolder { folder in
            let report = try publish([Sample.article()], in: folder + "/web")
            #expect(report.articles == 1)
            #expect(report.new == 1)
            let manifest = try manifest(in: folder + "/web")
            let part = try #require(manifest.parts.first)
            let bytes = [UInt8](
                try Data(contentsOf: URL(filePath: "\(folder)/web/\(part.path)")))
            #expect(bytes.count == part.size)
            #expect(try Digest(of: bytes) == part.digest)
            #expect(try EditionPart.articles(in: bytes, of: manifest.sections[0]).count == 1)
            let file = part.digest.text + ".json"
            #expect(try names(in: folder + "/web/delen") == [file, file + ".gz"])
            #expect(
                try names(in: folder + "/web").filter { !$0.hasPrefix(".") }
                    == ["delen", "editie.json", "editie.json.gz"])
            for name in ["editie.json", "delen/" + file, "delen/\(file).gz"] {
                let mode = try FileManager.default
                    .attributesOfItem(atPath: "\(folder)/web/\(name)")[.posixPermissions]
                #expect(mode as? Int == 0o644)
            }
        }
    }

    @Test func `an edition of the same news stays as it is for a day`() throws {
        try withTemporaryFolder { folder in
            try publish([Sample.article()], in: folder)
            let before = try Data(contentsOf: URL(filePath: folder + "/editie.json"))
            #expect(try publish([Sample.article()], in: folder, at: Sample.noon + 3600).new == 0)
            #expect(try Data(contentsOf: URL(filePath: folder + "/editie.json")) == before)
            try publish([Sample.article()], in: folder, at: Sample.noon + 90_000)
            #expect(try manifest(in: folder).expires > Sample.noon + 3 * 86_400)
        }
    }

    @Test func `a web server can tell manifests apart that follow each other at once`() throws {
        try withTemporaryFolder { folder in
            for file in ["editie.json", "editie.json.gz"] {
                let dates = try (1...3).map { number in
                    try publish([Sample.article(Int64(number))], in: folder)
                    let attributes = try FileManager.default
                        .attributesOfItem(atPath: "\(folder)/\(file)")
                    let date = try #require(attributes[.modificationDate] as? Date)
                    return Int(date.timeIntervalSince1970)
                }
                #expect(dates[0] < dates[1] && dates[1] < dates[2])
            }
        }
    }

    @Test func `each edition has a larger sequence, also when a clock goes back`() throws {
        try withTemporaryFolder { folder in
            let first = try publish([Sample.article(1)], in: folder).sequence
            let second = try publish([Sample.article(2)], in: folder, at: Sample.noon + -9999)
            #expect(second.sequence > first)
        }
    }

    @Test func `parts go when no manifest that names them can be used any more`() throws {
        try withTemporaryFolder { folder in
            try publish([Sample.article(1)], in: folder)
            let old = try #require(try manifest(in: folder).parts.first)
            let file = "\(folder)/\(old.path)"
            try publish([Sample.article(2)], in: folder, at: Sample.noon + 86_400)
            try publish([Sample.article(2)], in: folder, at: Sample.noon + 6 * 86_400)
            #expect(FileManager.default.fileExists(atPath: file))
            let report = try publish([Sample.article(2)], in: folder, at: Sample.noon + 8 * 86_400)
            #expect(report.removed == 1)
            #expect(!FileManager.default.fileExists(atPath: file))
            #expect(!FileManager.default.fileExists(atPath: file + ".gz"))
        }
    }

    @Test func `files that are no parts stay`() throws {
        try withTemporaryFolder { folder in
            try publish([Sample.article(1)], in: folder)
            for name in ["delen/eigen.json", "index.html"] {
                try Data("x".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
            }
            try publish([Sample.article(2)], in: folder, at: Sample.noon + 99 * 86_400)
            #expect(FileManager.default.fileExists(atPath: folder + "/delen/eigen.json"))
            #expect(FileManager.default.fileExists(atPath: folder + "/index.html"))
        }
    }

    @Test func `a folder that was half written is mended`() throws {
        try withTemporaryFolder { folder in
            try publish([Sample.article()], in: folder)
            let part = try #require(try manifest(in: folder).parts.first)
            let file = URL(filePath: "\(folder)/\(part.path)")
            let whole = try Data(contentsOf: file)
            try whole.prefix(10).write(to: file)
            try Data("{\"format\":1,".utf8).write(to: URL(filePath: folder + "/editie.json"))
            try publish([Sample.article()], in: folder, at: Sample.noon + 60)
            #expect(try Data(contentsOf: file) == whole)
            #expect(try manifest(in: folder).parts == [part])
        }
    }

    @Test func `two publishers keep out of each other's way`() throws {
        try withTemporaryFolder { folder in
            let first = try EditionWriter(in: folder, now: Sample.noon)
            let problem = #expect(throws: PublishingProblem.self) {
                _ = try EditionWriter(in: folder, now: Sample.noon)
            }
            #expect(problem?.sentence.string.hasPrefix("Er wordt al een editie in") == true)
            _ = consume first
            try publish([Sample.article()], in: folder)
        }
    }

    @Test func `nothing is written through a link to another folder`() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/elders", withIntermediateDirectories: false)
            try FileManager.default.createDirectory(
                atPath: folder + "/web", withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/web/delen", withDestinationPath: "../elders")
            #expect(throws: FileProblem.self) {
                try publish([Sample.article()], in: folder + "/web")
            }
            #expect(try names(in: folder + "/elders") == [])
        }
    }

    @Test func `a day with very many articles becomes several parts`() throws {
        try withTemporaryFolder { folder in
            let articles = (0..<1100).map { Sample.article(Int64($0)) }
            #expect(try publish(articles, in: folder).parts == 4)
            let manifest = try manifest(in: folder)
            let read = try manifest.parts.flatMap { part in
                let data = try Data(contentsOf: URL(filePath: "\(folder)/\(part.path)"))
                return try EditionPart.articles(in: [UInt8](data), of: manifest.sections[0])
            }
            #expect(read == articles)
        }
    }
}
