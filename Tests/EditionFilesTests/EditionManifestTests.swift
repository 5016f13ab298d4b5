import Foundation
import PortalModel
import Testing

@testable import EditionFiles

struct EditionManifestTests {
    private static let digest = String(repeating: "0f", count: 32)

    private let manifest: EditionManifest

    init() throws {
        let digest = try #require(Digest(Self.digest))
        manifest = EditionManifest(
            sequence: 7, moment: Sample.noon, expires: Sample.noon + 86_400,
            sections: [Sample.section],
            parts: [
                EditionManifest.Part(
                    digest: digest, size: 12, section: Sample.section.id, day: "2026-11-28")
            ])
    }

    @Test func `what is written is read`() throws {
        #expect(try EditionManifest(parsing: manifest.bytes) == manifest)
        #expect(manifest.parts[0].path == "delen/\(Self.digest).json")
    }

    @Test(arguments: [
        ("\"delen/", "\"../delen/"), ("\"delen/", "\"https://ander.example/delen/"),
        ("\"delen/", "\"/delen/"), ("\"delen/", "\"delen/../"), (".json\"", ".html\""),
        ("\"size\" : 12", "\"size\" : -1"), ("\"size\" : 12", "\"size\" : 0"),
        ("\"size\" : 12", "\"size\" : 10000001"), ("\"size\" : 12", "\"size\" : 1e99"),
        ("\"section\" : 0", "\"section\" : 1"), ("\"section\" : 0", "\"section\" : -1"),
        ("\"sha256\" : \"0f", "\"sha256\" : \"0F"), ("\"sha256\" : \"0f", "\"sha256\" : \"xx"),
        ("\"format\" : 1", "\"format\" : 2"), ("\"sequence\" : 7", "\"sequence\" : 0"),
        ("\"expires\" : \"2026", "\"expires\" : \"2025"), ("2026-11-28\"", "2026-13-28\""),
        ("\"https://courant.example/rss\"", "\"file:///etc/passwd\""),
        ("\"Dorp\"", "\"\""), ("{", "["), ("\"Streek\"", "3"),
    ])
    func `a manifest that lies is refused`(before: String, after: String) throws {
        let text = String(decoding: try manifest.bytes, as: UTF8.self)
        let other = text.replacing(before, with: after, maxReplacements: 1)
        try #require(other != text)
        let problem = #expect(throws: DeliveryProblem.self) {
            try EditionManifest(parsing: Array(other.utf8))
        }
        #expect(problem?.code == .badEdition)
        #expect(problem?.context != nil)
    }

    @Test(arguments: ["", "null", "<!DOCTYPE html><p>Meld u aan", "{\"format\":1}", "\u{FF}"])
    func `what is no manifest is refused`(text: String) {
        #expect(throws: DeliveryProblem.self) { try EditionManifest(parsing: Array(text.utf8)) }
    }

    @Test func `a manifest with very many parts is refused`() throws {
        let part = """
            {"sha256":"\(Self.digest)","size":1,"path":"x","section":0,"day":"2026-11-28"}
            """
        let parts = Array(repeating: part, count: 10_001).joined(separator: ",")
        let text = """
            {"format":1,"sequence":1,"moment":"2026-11-28T12:00:00Z",
            "expires":"2026-11-29T12:00:00Z","sections":[],"parts":[\(parts)]}
            """
        let problem = #expect(throws: DeliveryProblem.self) {
            try EditionManifest(parsing: Array(text.utf8))
        }
        #expect(problem?.context == "ze heeft te veel delen")
        let flood = text + String(repeating: " ", count: EditionManifest.maximumLength)
        #expect(throws: DeliveryProblem.self) { try EditionManifest(parsing: Array(flood.utf8)) }
    }

    @Test func `a part that is named twice is refused`() throws {
        let twice = EditionManifest(
            sequence: 7, moment: Sample.noon, expires: Sample.noon + 86_400,
            sections: [Sample.section], parts: manifest.parts + manifest.parts)
        #expect(throws: DeliveryProblem.self) { try EditionManifest(parsing: twice.bytes) }
    }
}
