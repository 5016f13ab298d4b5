import Foundation
import TestSupport
import Testing

@Suite(.tags(.slow)) struct SearchTests {
    @Test func `every word must begin a word of the article`() throws {
        let reader = try TestReader()
        let both = try reader.run("search", "navo", "RUSL")
        #expect(both.code == 0)
        #expect(both.lines.first == "2 berichten met 'navo RUSL':")
        let one = try reader.run("search", "netanyahu")
        #expect(one.lines.first == "1 bericht met 'netanyahu':")
    }

    @Test func `an identifier that was found can be read`() throws {
        let reader = try TestReader()
        let found = try reader.run("search", "netanyahu").lines
        let identifier = try #require(found.dropLast().last?.split(separator: " ").last)
        #expect(try reader.run("read", String(identifier)).code == 0)
    }

    @Test func `finding nothing is said and no failure`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("search", "xyzzy")
        #expect(outcome.code == 0)
        #expect(outcome.output == "Geen bericht met 'xyzzy'.\n")
    }

    @Test func `JSON holds the query and the headlines`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("search", "netanyahu", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let top = try #require(object as? [String: Any])
        #expect(top["query"] as? String == "netanyahu")
        let headlines = try #require(top["headlines"] as? [[String: Any]])
        #expect(headlines.count == 1)
        #expect((headlines[0]["title"] as? String)?.hasPrefix("Netanyahu") == true)
    }
}
