import PortalCore
import PortalModel
import TestSupport
import Testing

/// What is a hit is what SQLite's tokenizer unicode61 with remove_diacritics=2 makes of both.
struct SearchHighlightsTests {
    @Test(
        arguments: [
            ("OEKRAINE", "Oekraïne"), ("oekraïne", "OEKRAINE"), ("ẩn", "an"),
            ("łodz", "Łódź"),
            ("vlag", "valse-vlagoperaties"), ("000", "100.000"), ("s", "zo\u{2019}s"), ("x²", "X²"),
            ("йод", "Йод"), ("한", "한국"), ("archie", "Ⓐarchie"),
        ] as [(SafeText, SafeText)])
    func `a word is found whatever its case, its Latin accents and the signs beside it`(
        query: SafeText, title: SafeText
    ) {
        #expect(article(title).contains(query))
    }

    @Test(
        arguments: [
            ("иод", "йод"), ("ελλαδα", "Ελλάδα"), ("하", "한국"), ("operatie", "vlagoperatie"),
            ("orsted", "Ørsted"), ("100.5", "100.000"),
        ] as [(SafeText, SafeText)])
    func `letters of other scripts are told apart, and words found from their beginning`(
        query: SafeText, title: SafeText
    ) {
        #expect(!article(title).contains(query))
    }

    private func article(_ title: SafeText) -> Article {
        Newsroom.article(title, in: "Binnenland", minutesOld: 1, "")
    }
}
