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

    @Test(arguments: [
        ("een valse-vlagoperatie om 14:05", ["een", "valse", "vlagoperatie", "om", "14", "05"]),
        ("Oekrai\u{308}ne: “ja”", ["Oekrai\u{308}ne", "ja"]),
        ("½ Ⅳ № 5٣", ["½", "Ⅳ", "5٣"]), ("北京 – Αθήνα", ["北京", "Αθήνα"]), ("–…!", []), ("", []),
    ])
    func `to a search every sign parts words`(text: String, words: [String]) {
        #expect(text.plainWords.map(String.init) == words)
    }
}
