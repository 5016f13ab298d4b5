import PortalModel
import Testing

struct WordSplittingTests {
    @Test(arguments: [
        ("De zon, die schijnt.", ["de", "zon", "die", "schijnt"]),
        ("een valse-vlagoperatie", ["een", "valse-vlagoperatie"]),
        ("zo’n dag - of 's avonds", ["zo’n", "dag", "of", "s", "avonds"]),
        (
            "100.000 man, 1,2 miljoen om 14:05.",
            ["100.000", "man", "1,2", "miljoen", "om", "14:05"]
        ),
        ("Oekraïne", ["oekraïne"]),
        ("Oekrai\u{308}ne", ["oekrai\u{308}ne"]),
        ("(“Nee!”) …", ["nee"]),
        ("", []), (" – ", []),
    ])
    func `words are runs of letters and digits`(text: String, words: [String]) {
        #expect(text.foldedWords == words)
    }
}
