import Foundation
import PortalModel
import TestSupport
import TestTags
import Testing

/// The manual pages, which are made from what the programs say of themselves.
@Suite(.tags(.slow)) struct ManualTests {
    /// A part of what `--experimental-dump-help` prints.
    private struct Dump: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let shouldDisplay: Bool
        let arguments: [Argument]?
        let subcommands: [Command]?

        /// The words that call each command that does something, and its arguments.
        func leaves(_ path: [String] = []) -> [(path: String, arguments: [Argument])] {
            let own = path + [commandName]
            guard let subcommands else { return [(own.joined(separator: " "), arguments ?? [])] }
            return subcommands.filter { $0.shouldDisplay && $0.commandName != "help" }
                .flatMap { $0.leaves(own) }
        }
    }

    private struct Argument: Decodable {
        let shouldDisplay: Bool
        let preferredName: Name?
    }

    private struct Name: Decodable {
        let name: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.ci/package.d/manual")

    /// The pages as they are made: their texts by language and name.
    private func pages(at reader: TestReader) throws -> [String: String] {
        let programs = try ["portaal", "portaal-courier"].map { "\(try TestReader.products)/\($0)" }
        let folder = URL(filePath: reader.folder + "/man")
        let making = try ProgramRun(
            [Self.folder.appending(path: "make").path, folder.path, "1.0", "2026-01-28"] + programs,
            at: reader)
        // Sentences that english.json lacks, or has in vain.
        #expect(making.errors == "")
        var pages: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path.hasSuffix(".1") || path.hasSuffix(".5") {
            let data = try Data(contentsOf: folder.appending(path: path))
            // As it is read: without the signs that troff takes for something else.
            pages[path] = String(decoding: data, as: UTF8.self)
                .replacing("\\-", with: "-").replacing("\\fB", with: "").replacing("\\fR", with: "")
        }
        return pages
    }

    @Test func `each command and option is in the manual, in both languages`() throws {
        let reader = try TestReader()
        let pages = try pages(at: reader)
        for program in ["portaal", "portaal-courier"] {
            let output = try reader.run("--experimental-dump-help", of: program).output
            let dump = try JSONDecoder().decode(Dump.self, from: Data(output.utf8))
            for name in ["man1/\(program).1", "nl/man1/\(program).1"] {
                let page = try #require(pages[name])
                for (path, arguments) in dump.command.leaves() {
                    let start = try #require(page.firstRange(of: ".SS \"\(path)\""), "\(path)")
                    let section = page[start.upperBound...]
                    let end = section.firstRange(of: "\n.S")?.lowerBound ?? section.endIndex
                    for argument in arguments where argument.shouldDisplay {
                        guard let option = argument.preferredName?.name, option != "version",
                            option != "help"
                        else { continue }
                        #expect(section[..<end].contains("\n--\(option)"), "\(path) --\(option)")
                    }
                }
            }
        }
    }

    @Test func `each setting is in the manual, in both languages`() throws {
        let pages = try pages(at: try TestReader())
        for name in ["man5/portaal.toml.5", "nl/man5/portaal.toml.5"] {
            let page = try #require(pages[name])
            for (table, key) in SettingDescription.all.compactMap(\.place) {
                let start = try #require(page.firstRange(of: ".SS [\(table)]"), "\(table)")
                let section = page[start.upperBound...]
                let end = section.firstRange(of: "\n.S")?.lowerBound ?? section.endIndex
                let isThere = section[..<end].split(separator: "\n").contains { line in
                    line.split(whereSeparator: { $0 == " " || $0 == "," }).contains { $0 == key }
                }
                #expect(isThere, "\(table).\(key)")
            }
        }
    }
}
