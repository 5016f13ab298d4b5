import Foundation
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct SearchTests {
    @Test func `every word must begin a word of the article`() throws {
        let reader = try TestReader()
        let both = try reader.run("search", "navo", "RUSL")
        #expect(both.code == 0)
        #expect(both.lines.first == "2 berichten met 'navo RUSL' in 1 verhaal:")
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

    @Test func `what was probably meant is asked for, and a word inside another is found`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("search", "netanjahu")
        #expect(outcome.code == 0)
        #expect(outcome.output == "Geen bericht met 'netanjahu'; bedoelde je 'Netanyahu'?\n")
        let inside = try reader.run("search", "tanyahu")
        #expect(inside.lines.first == "1 bericht met 'tanyahu':")
        let json = try reader.run("search", "netanjahu", "--json").output
        #expect(json.contains("\"suggestion\" : \"Netanyahu\""))
    }

    @Test func `as many are printed as are asked for`() throws {
        let reader = try TestReader()
        let two = try reader.run("search", "de", "--count", "2").lines
        #expect(two.first?.hasSuffix("berichten met 'de'; dit zijn de eerste 2:") == true)
        #expect(try reader.run("search", "de", "--count", "0").code == 2)
        #expect(try reader.run("search", "de", "--count", "1001").code == 2)
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
