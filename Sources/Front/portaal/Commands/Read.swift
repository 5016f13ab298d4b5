import ArgumentParser
import BuiltInEdition
import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// Prints an article.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Druk één bericht af als gewone tekst.",
        discussion: """
            Het bericht blijft wat het was: gelezen of ongelezen.

            --json geeft {"id","title","section","source","authors":[],"published","updated",\
            "link","readingMinutes","text","beginning","links":[],"others":[…],"more":[…]}, waarin \
            beginning zegt dat de rest van de tekst voor abonnees is, links de adressen zijn waar \
            de tekst naar verwijst, op nummer, en others (dezelfde gebeurtenis bij andere \
            bronnen) en more berichten hebben als bij 'portaal print --json'; tijden zijn ISO \
            8601 in UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Het nummer op de voorpagina, of het kenmerk van 16 tekens.", valueName: "bericht"))
    var article: String

    @Flag(help: "Geef het bericht als JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try print(common.startup())
    }

    private func print(_ startup: Startup) throws(CommandFailure) {
        var library = startup.library()
        let id = try startup.identifier(article, in: &library)
        let found = try library.settling { library throws(StoreProblem) in
            try startup.article(id, in: &library)
        }
        guard let (plain, read) = found else { throw .failed(Wording.articleGone) }
        if json {
            try StandardStream.output.write(
                PlainJSON.string(PlainJSON.Whole(plain, read: read)))
        } else {
            try StandardStream.output.write(
                plain.text(width: StandardStream.output.readableColumns))
        }
    }
}

extension Startup {
    /// The article with what follows it, and which of that was read; nil when it is not stored.
    fileprivate func article(
        _ id: ArticleID, in library: inout Library
    ) throws(StoreProblem) -> (PlainArticle, read: Set<ArticleID>)? {
        guard let article = try library.article(id) else { return nil }
        // One more, since the article itself is left out.
        let (headlines, marks) = try library.more(
            from: article.headline.section, count: PlainArticle.moreCount + 1)
        let others = headlines.filter { $0.id != id }.prefix(PlainArticle.moreCount)
        let reports = try library.otherReports(of: id)
        // The times of the built-in edition count from its own moment.
        let isBuiltIn = BuiltInEdition.articles.contains { $0.id == id }
        return (
            PlainArticle(
                article: article, others: reports, more: Array(others),
                now: isBuiltIn ? BuiltInEdition.moment : clock.now),
            marks.read.union(try library.marks(of: reports).read)
        )
    }
}
