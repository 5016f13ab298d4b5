import Foundation
import PageReading
import PortalModel
import Testing

/// Sixty short items as Dutch local news sites bring them, made up for this, among all that stands
/// around them: navigation, shares, comments, other articles, asides, footers, newsletters and
/// questions of consent.
struct ShortDutchPageTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/ShortDutchPages")

    static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path)
        return (files?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private func text(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: Self.folder.appendingPathComponent(name)),
            as: UTF8.self)
    }

    private func words(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }
    }

    @Test func `there are sixty`() {
        #expect(Self.names.count == 60)
    }

    @Test(arguments: names)
    func `a short item is read, all of it and nothing else`(name: String) throws {
        let page = try read(
            text(name + ".html"), from: "https://scheldebode.example/nieuws/\(name)")
        #expect(words(page.text) == words(try text(name + ".txt")))
        #expect(!page.isBeginning)
    }
}
