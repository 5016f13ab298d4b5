import EditionFiles
import Foundation
import PortalModel
import TestSupport
import TestTags
import Testing

/// Parts as others read them: by the words of jsonfeed.org/version/1.1, and with another reader.
struct JSONFeedValidityTests {
    private static func part(_ seed: UInt64) throws -> [UInt8] {
        let articles = (0..<20).map { (number: UInt64) in
            Sample.article(
                Int64(number), AnyDocument.made(from: seed * 20 + number),
                page: number % 3 == 0 ? .init(isBeginning: false, language: "nl") : nil)
        }
        return try EditionPart.bytes(of: articles, in: Sample.section)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a part keeps to the specification`(seed: UInt64) throws {
        let feed = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.part(seed))) as? [String: Any])
        var faults = Self.faults(
            in: feed, ["version": Self.isText, "title": Self.isText, "items": { $0 is [Any] }],
            optional: ["language": Self.isText])
        let items = try #require(feed["items"] as? [[String: Any]])
        #expect(items.count == 20)
        #expect(Set(items.compactMap { $0["id"] as? String }).count == 20)
        for item in items {
            faults += Self.faults(
                in: item, ["id": Self.isText, "content_html": { $0 is String }],
                optional: [
                    "url": Self.isAddress, "title": Self.isText, "summary": Self.isText,
                    "image": Self.isAddress, "date_published": Self.isMoment,
                    "date_modified": Self.isMoment, "language": Self.isText,
                    "authors": { Self.all($0, ["name": Self.isText]) },
                    "attachments": {
                        Self.all($0, ["url": Self.isAddress, "mime_type": Self.isText])
                    },
                ])
        }
        #expect(faults == [])
    }

    /// What of `object` is missing, of another kind, or neither in the specification nor an object
    /// of an extension's own.
    private static func faults(
        in object: [String: Any], _ required: [String: (Any) -> Bool],
        optional: [String: (Any) -> Bool] = [:]
    ) -> [String] {
        let known = required.merging(optional) { first, _ in first }
        return required.keys.filter { object[$0] == nil }
            + object.compactMap { name, value in
                if let isRight = known[name] { return isRight(value) ? nil : "\(name): \(value)" }
                let isExtension =
                    name.hasPrefix("_") && name.dropFirst().first?.isLetter == true
                    && !name.contains(".") && value is [String: Any]
                return isExtension ? nil : name
            }
    }

    private static func all(_ value: Any, _ required: [String: (Any) -> Bool]) -> Bool {
        guard let objects = value as? [[String: Any]], !objects.isEmpty else { return false }
        return objects.allSatisfy { faults(in: $0, required) == [] }
    }

    private static func isText(_ value: Any) -> Bool { (value as? String)?.isEmpty == false }

    private static func isAddress(_ value: Any) -> Bool {
        (value as? String).flatMap { URL(string: $0)?.scheme } != nil
    }

    /// RFC 3339.
    private static func isMoment(_ value: Any) -> Bool {
        (value as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
    }

    private static let isOtherReaderInstalled =
        ["/usr/bin/go", "/usr/share/gocode/src/github.com/mmcdole/gofeed"]
        .allSatisfy(FileManager.default.fileExists)

    /// Debian's gofeed, which reads RSS, Atom and JSON Feed for other programs.
    @Test(.tags(.slow), .enabled(if: isOtherReaderInstalled))
    func `another reader of JSON Feed reads a part`() throws {
        try withTemporaryFolder { folder in
            let program = """
                package main

                import (
                	"fmt"
                	"os"

                	"github.com/mmcdole/gofeed"
                )

                func main() {
                	feed, err := gofeed.NewParser().Parse(os.Stdin)
                	if err != nil {
                		panic(err)
                	}
                	fmt.Println(feed.FeedType, feed.Title, len(feed.Items))
                	for _, item := range feed.Items {
                		fmt.Println(item.GUID, item.Title, item.Link, len(item.Content))
                	}
                }

                """
            try Data(program.utf8).write(to: URL(filePath: folder + "/read.go"))
            let article = Sample.article(255)
            let part = try EditionPart.bytes(of: [article], in: Sample.section)
            let outcome = try ProgramRun(
                ["/usr/bin/go", "run", folder + "/read.go"],
                environment: [
                    "HOME": folder, "PATH": "/usr/bin:/bin", "GO111MODULE": "off",
                    "GOPATH": "/usr/share/gocode", "GOCACHE": folder + "/cache",
                ], input: String(decoding: part, as: UTF8.self))
            #expect(
                outcome.output == """
                    json Dorp 1
                    00000000000000ff Regen op de dijk https://courant.example/1 29

                    """, "\(outcome.errors)")
        }
    }
}
