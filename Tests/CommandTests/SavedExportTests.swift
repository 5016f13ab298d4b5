import Foundation
import NewsStore
import PortalModel
import TestSupport
import Testing

/// What is saved, taken elsewhere.
struct SavedExportTests {
    private func reader() throws -> TestReader {
        let reader = try TestReader()
        _ = try reader.run("count")
        let database = try ReaderDatabase(
            path: "\(reader.folder)/home/.local/state/portaal/reader.db")
        let articles = Array(Newsroom.articles.prefix(2))
        try database.save(articles, at: articles[0].headline.published)
        try database.setLabels([articles[0].id: ["natuur", "dijken"]])
        return reader
    }

    @Test func `as a JSON Feed with the labels`() throws {
        let outcome = try reader().run("export", "--saved")
        let feed = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
        let items = try #require(feed["items"] as? [[String: Any]])
        #expect(items.count == 2)
        let first = try #require(
            items.first { $0["id"] as? String == Newsroom.articles[0].id.text })
        #expect(first["title"] as? String == Newsroom.articles[0].headline.title.string)
        #expect((first["tags"] as? [String])?.prefix(2) == ["natuur", "dijken"])
        #expect((first["content_text"] as? String)?.isEmpty == false)
    }

    @Test func `as Markdown files that are made once`() throws {
        let reader = try reader()
        let folder = "\(reader.folder)/bewaard"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        let outcome = try reader.run("export", "--saved", "--markdown", folder)
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("2 berichten in "))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count == 2)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[0-9a-z-]+\.md/) != nil })
        let name = try #require(names.first { $0.contains(Newsroom.articles[0].id.text) })
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        #expect(text.hasPrefix("# "))
        #expect(text.hasSuffix("#natuur #dijken\n"))
        #expect(try reader.run("export", "--saved", "--markdown", folder).code == 1)
        #expect(try reader.run("export", "--saved", "--markdown", folder, "--force").code == 0)
    }

    @Test(arguments: [
        ["export", "--markdown", "/tmp"], ["export", "--saved", "--markdown", "/nergens"],
        ["export", "x.json", "--saved", "--markdown", "/tmp"],
    ])
    func `what makes no sense is wrong use`(arguments: [String]) throws {
        let outcome = try TestReader().run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
    }
}
