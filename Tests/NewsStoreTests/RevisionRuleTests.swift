import Testing

@testable import NewsStore

struct RevisionRuleTests {
    private static let report = """
        Bij een brand in een loods in Vlissingen zijn vannacht drie mensen gewond geraakt. De \
        brandweer had het vuur tegen de ochtend onder controle.
        """

    /// How many texts are kept of an article that is polled 50 times and reads like `text` at each.
    private func kept(
        title: (Int) -> String = { _ in "Brand in loods" }, _ text: (Int) -> String
    ) -> Int {
        var earlier: [ArticleText] = []
        var current = ArticleText(title: title(0), body: text(0))
        for poll in 1..<50 {
            let new = ArticleText(title: title(poll), body: text(poll))
            if RevisionRule(current: current, earlier: earlier).isRevision(new) {
                earlier.append(current)
            }
            current = new
        }
        return earlier.count
    }

    private func isRevision(_ old: String, _ new: String) -> Bool {
        RevisionRule(current: ArticleText(title: "", body: old), earlier: [])
            .isRevision(ArticleText(title: "", body: new))
    }

    @Test(arguments: [
        ("De brand is uit.", "De  brand\n\nis – uit!"), ("Reacties: 12", "Reacties: 1.204"),
        ("3 minuten geleden", "1 uur geleden"), ("Zojuist", "Een dag geleden"),
        ("Lees ook Noord en Zuid", "Lees ook Zuid en Noord"),
    ])
    func `signs, numbers, passing times and order change nothing`(old: String, new: String) {
        #expect(!isRevision(old, new))
    }

    @Test(arguments: [
        ("Er zijn drie doden.", "Er zijn drie gewonden."),
        ("De brand is uit.", "De brand is niet uit."),
        ("Eén zin.", "Eén zin. En nog een andere."), ("Eén zin. En nog een andere.", "Eén zin."),
    ])
    func `another word, a new one and one that is gone are changes`(old: String, new: String) {
        #expect(isRevision(old, new))
    }

    @Test func `another title is a change`() {
        let rule = RevisionRule(current: ArticleText(title: "Brand", body: "Tekst."), earlier: [])
        #expect(rule.isRevision(ArticleText(title: "Grote brand", body: "Tekst.")))
    }

    @Test func `another number in the title is a change`() {
        let rule = RevisionRule(
            current: ArticleText(title: "Brand: 3 doden", body: Self.report), earlier: [])
        #expect(rule.isRevision(ArticleText(title: "Brand: 4 doden", body: Self.report)))
    }

    @Test func `a title that counts makes one revision in 50 polls`() {
        #expect(kept(title: { "Live: brand in loods (\($0))" }) { _ in Self.report } == 1)
    }

    @Test func `a counter makes no revision in 50 polls`() {
        #expect(kept { Self.report + " Dit bericht is \($0 * 37) keer gelezen." } == 0)
    }

    @Test func `a relative time makes no revision in 50 polls`() {
        #expect(
            kept { poll in
                Self.report + (poll == 0 ? " Zojuist." : " Bijgewerkt: \(poll) minuten geleden.")
            } <= 1)
    }

    @Test func `an advertisement of another name at each poll makes one revision`() {
        let letters = Array("abcdefghijklmnopqrstuvwxy")
        func name(_ poll: Int) -> String {
            String([letters[poll % 25], letters[poll / 25], "x", "q", letters[poll * 7 % 25]])
        }
        #expect(kept { Self.report + " Advertentie \(name($0))." } == 1)
    }

    @Test func `a line that names other articles at each poll makes a few revisions`() {
        let titles = [
            "Storm trekt over Zeeland", "Veerboot vaart weer", "Meeuw eet friet van raadslid",
            "Nieuwe directeur voor het museum in Middelburg", "Kermis gaat niet door",
            "Oosterschelde telt meer zeehonden dan vorig jaar", "Trein rijdt tot maart niet",
        ]
        let count = kept { poll in
            let shown = (0..<3).map { titles[(poll * 2 + $0 * 3) % titles.count] }
            return Self.report + " Lees ook: " + shown.joined(separator: ", ")
        }
        #expect(count <= 4)
    }

    @Test func `a line that comes and goes makes two revisions`() {
        #expect(
            kept { Self.report + ($0 % 2 == 0 ? "" : " Volg ons ook via de nieuwsbrief.") } == 2)
    }

    @Test func `a sentence that came and was taken back is kept`() {
        let claim = " Volgens buren was het brandstichting."
        let rule = RevisionRule(
            current: ArticleText(title: "Brand", body: Self.report + claim),
            earlier: [ArticleText(title: "Brand", body: Self.report)])
        #expect(rule.isRevision(ArticleText(title: "Brand", body: Self.report)))
    }

    @Test func `advertisements that come and go make a few revisions`() {
        let names = ["fietsen", "matrassen", "zonnepanelen", "keukens", "vakanties"]
        #expect(
            kept { poll in
                Self.report + (poll % 2 == 0 ? "" : " Koop \(names[poll / 2 % 5]) bij Jansen.")
            } <= 4)
    }

    @Test func `a change in an article with an advertisement is kept`() {
        let texts = ["aap", "noot", "mies"].map { Self.report + " Advertentie \($0)xyz." }
        let earlier = [ArticleText(title: "Brand", body: texts[0])]
        let rule = RevisionRule(
            current: ArticleText(title: "Brand", body: texts[1]), earlier: earlier)
        #expect(!rule.isRevision(ArticleText(title: "Brand", body: texts[2])))
        let mended = texts[2].replacing("gewond geraakt", with: "omgekomen")
        #expect(rule.isRevision(ArticleText(title: "Brand", body: mended)))
    }

    @Test func `a report that grows is kept each time`() {
        let words = "abcdefghijklmnopqrstuvwxyz".map { "\($0)nieuws" }
        #expect(kept { poll in (0...poll / 2).map { words[$0] }.joined(separator: " ") } == 24)
    }
}
