import Foundation
import TestSupport
import TestTags
import Testing

/// `portaal-courier inspect page`, of one page and of many.
@Suite(.tags(.slow)) struct InspectPageTests {
    private struct Line: Decodable {
        let file: String?
        let title: String?
        let text: String?
        let error: String?
        let blocks: [Block]?

        struct Block: Decodable {
            let links: [String]?
        }
    }

    private let reader: TestReader

    init() throws {
        reader = try TestReader()
    }

    /// A file called `name` with a page about `subject`.
    private func page(_ name: String, about subject: String) throws -> String {
        try file(
            name,
            """
            <title>\(subject)</title><h1>\(subject)</h1><p>Op de markt in Hulst ging het zaterdag \
            over niets anders dan \(subject), en daar kwam wel een <a href="/raad">besluit</a> van.
            """)
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let file = URL(fileURLWithPath: reader.folder).appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func inspect(_ arguments: String..., input: String? = nil) throws -> ProgramRun {
        try reader.run(["inspect", "page"] + arguments, of: "portaal-courier", input: input)
    }

    private func lines(_ outcome: ProgramRun) throws -> [Line] {
        try outcome.lines.filter { !$0.isEmpty }.map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func `one page is one line without a name`() throws {
        let outcome = try inspect(try page("een.html", about: "kaas"))
        let line = try #require(try lines(outcome).first)
        #expect(outcome.code == 0 && outcome.lines.count == 2)
        #expect(line.title == "kaas" && line.file == nil)
    }

    @Test func `one document that is no page ends with a sentence`() throws {
        let outcome = try inspect(try file("brief.pdf", "%PDF-1.7"))
        #expect(outcome.code == 1 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    }

    @Test func `each of many files has its line, in their order`() throws {
        let names = [
            try page("een.html", about: "kaas"), try file("brief.pdf", "%PDF-1.7"),
            try page("twee.html", about: "vis"),
        ]
        let outcome = try inspect(names[0], names[1], names[2])
        let lines = try lines(outcome)
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(lines.map(\.file) == names)
        #expect(lines.map(\.title) == ["kaas", nil, "vis"])
        #expect(lines.map { $0.error == nil } == [true, false, true])
    }

    @Test func `a file that cannot be read is told among the others`() throws {
        let names = [reader.folder + "/geen.html", try page("een.html", about: "kaas")]
        let outcome = try inspect(names[0], names[1])
        let lines = try lines(outcome)
        #expect(outcome.code == 1)
        #expect(lines.map(\.title) == [nil, "kaas"])
        #expect(lines[0].error?.contains("bestaat niet") == true)
    }

    @Test func `names on the standard input may have an address behind them`() throws {
        let names = [try page("een.html", about: "kaas"), try page("twee.html", about: "vis")]
        let list = "\(names[0])\thttps://hulst.example/nieuws/1\n\n\(names[1])\n"
        let lines = try lines(try inspect("--url", "https://krant.example/", input: list))
        #expect(lines.map(\.title) == ["kaas", "vis"])
        #expect(
            lines.map { $0.blocks?.compactMap(\.links).joined().first }
                == ["https://hulst.example/raad", "https://krant.example/raad"])
    }
}
