import Foundation
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct ChoiceTests {
    @Test func `the choice of webmail is kept until it is taken back`() throws {
        let reader = try TestReader()
        #expect(try reader.run("webmail").output.hasPrefix("Nog geen webmail gekozen"))
        #expect(try reader.run("webmail", "delta").code == 0)
        #expect(try reader.run("webmail").output == "DELTA webmail: https://webmail.delta.nl/\n")
        #expect(try reader.run("webmail", "zeelandnet").code == 0)
        #expect(try reader.run("webmail").output.hasPrefix("ZeelandNet webmail: "))
        #expect(try reader.run("webmail", "reset").code == 0)
        #expect(try reader.run("webmail").output.hasPrefix("Nog geen webmail gekozen"))
    }

    @Test func `a choice that cannot be kept fails`() throws {
        let reader = try TestReader()
        reader.environment["HOME"] = nil
        let outcome = try reader.run("webmail", "delta")
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `a reader.db that cannot be used is kept aside, and told`() throws {
        let reader = try TestReader()
        #expect(try reader.run("webmail", "delta").code == 0)
        let file = reader.home.appendingPathComponent(".local/state/portaal/reader.db")
        let rubbish = Data(repeating: 0x5A, count: 9000)
        try rubbish.write(to: file)
        let outcome = try reader.run("webmail")
        #expect(outcome.output.hasPrefix("Nog geen webmail gekozen"))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("reader.db.opzij"))
        #expect(try Data(contentsOf: file.appendingPathExtension("opzij")) == rubbish)
    }

    @Test func `a reader.db of a newer portal is told, and left alone`() throws {
        let reader = try TestReader()
        #expect(try reader.run("webmail", "delta").code == 0)
        let file = reader.home.appendingPathComponent(".local/state/portaal/reader.db")
        var newer = try Data(contentsOf: file)
        // The last byte of `user_version` in the header of SQLite's files.
        newer[63] = 99
        try newer.write(to: file)
        for arguments in [["webmail"], ["webmail", "zeelandnet"], ["print"], ["themes", "mono"]] {
            let outcome = try reader.run(arguments)
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.errors.contains("nieuwer portaal"))
            #expect(try Data(contentsOf: file) == newer)
        }
        let names = try FileManager.default.contentsOfDirectory(
            atPath: file.deletingLastPathComponent().path)
        #expect(!names.contains { $0.contains("opzij") })
    }

    @Test func `the theme in use is marked`() throws {
        let reader = try TestReader()
        let before = try reader.run("themes")
        #expect(
            before.lines.filter { $0.hasPrefix("* ") }.map { $0.prefix(6) } == ["* auto"])
        try reader.configure("portaal.toml", "[display]\ntheme = \"papier\"")
        let after = try reader.run("themes")
        #expect(after.lines.filter { $0.hasPrefix("* ") }.map { $0.prefix(8) } == ["* papier"])
        #expect(after.lines.count == before.lines.count)
    }

    @Test func `a theme of the reader's own is listed with its mistakes on standard error`() throws
    {
        let reader = try TestReader()
        try reader.configure("themes/eigen.toml", "summary = \"Van mij\"\nwat = 1")
        let outcome = try reader.run("themes")
        #expect(outcome.output.contains("Van mij"))
        #expect(outcome.errors.hasPrefix("Fout in eigen.toml: de sleutel 'wat' is onbekend;"))
        #expect(outcome.code == 0)
    }
}
