import PortalApp
import PortalCore
import PortalModel
import Testing

/// The two reports of the built-in edition's lead: one story as two outlets tell it.
struct BuiltInReportsTests {
    private let comparison: Comparison
    private let rows: [String]

    init() throws {
        let first = try #require(BuiltInEdition.articles.first)
        let second = try #require(BuiltInEdition.articles.last)
        comparison = Comparison(StoryReport(first), StoryReport(second))
        rows = drawn(comparison)
    }

    private func row(with words: String) throws -> String {
        try #require(rows.first { $0.contains(words) })
    }

    @Test func `the titles stand side by side`() {
        #expect(
            rows[0] == "NAVO: Rusland [uitgenodigd voor nieuw overleg over] Oekraïne"
                + " | NAVO [wil opnieuw praten nu] Rusland [troepen bij] Oekraïne [samentrekt]")
    }

    @Test func `what only the first tells of Berlin is marked`() throws {
        #expect(try row(with: "BERLIJN").hasPrefix("[BERLIJN (ANP)] - De NAVO heeft Rusland"))
        #expect(
            try row(with: "Olaf Scholz").hasPrefix(
                "De secretaris-generaal [was in Berlijn te gast bij] bondskanselier Olaf Scholz."))
    }

    @Test func `what only the second tells of 100,000 troops stands opposite a gap`() throws {
        #expect(
            try row(with: "100.000").hasPrefix(
                "— | [Misschien wel 100.000 Russische militairen zijn bij de Oekraïense grens"))
    }

    @Test func `a sentence that stands in another paragraph is not marked`() throws {
        let words = "rekenen erop dat wie onderhandelt, niet naar de wapens grijpt."
        #expect(try row(with: "100.000").contains("maar] " + words))
        #expect(try row(with: "NAVO-Ruslandraad").contains("[Veel bondgenoten] " + words))
    }

    @Test func `a paragraph stands beside the two into which it was split`() throws {
        let row = try row(with: "valse-vlagoperaties")
        #expect(row.contains("Oekraïne pleegt, een ander de schuld geeft"))
        #expect(row.contains(" ¶ Zij werken de regering tegen"))
    }

    @Test func `subheads of one report stand alone`() throws {
        #expect(try row(with: "Banden weer aanhalen") == "[Banden weer aanhalen] | —")
        #expect(try row(with: "valse vlag]") == "— | [Aanslag onder valse vlag]")
    }

    @Test func `a paragraph that both have is not marked`() throws {
        let row = try row(with: "zogenaamd te verdedigen")
        #expect(!row.contains("["))
        #expect(comparison.rows.last?.isSame == true)
    }

    @Test func `five words in six are shared`() {
        #expect(comparison.likeness == 83)
    }
}
