import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Prints two articles side by side, or an article and what it was before.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon twee berichten naast elkaar.",
        discussion: """
            Alinea's die hetzelfde vertellen staan bij elkaar. Wat maar in één van beide staat, \
            staat tussen [- en -] of tussen {+ en +}; een alinea met = staat in beide. Zonder \
            tweede bericht wordt vergeleken met een ander verslag van hetzelfde nieuws, of met \
            wat er stond voordat het bericht gewijzigd werd.

            --json geeft {"left","right","likeness","cut","rows":[…]}; left en right zijn \
            {"id","title","source","since","earlier"}, likeness is een percentage, en elke rij is \
            {"left","right","onlyLeft":[],"onlyRight":[]}, waarin left en right tekst zijn of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Het nummer op de voorpagina, of het kenmerk van 16 tekens.", valueName: "bericht"))
    var article: String

    @Argument(help: ArgumentHelp("Het andere bericht.", valueName: "ander"))
    var other: String?

    @OptionGroup var options: PlainOptions
    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let id = try library.identifier(article, in: startup.editions)
            let reports = try library.comparableReports(of: id)
            guard let report = reports.first else {
                throw CommandFailure.failed(Wording.articleGone)
            }
            let second: StoryReport
            if let other {
                let id = try library.identifier(other, in: startup.editions)
                guard let article = try library.article(id) else {
                    throw CommandFailure.failed(Wording.articleGone)
                }
                second = StoryReport(article)
            } else {
                guard reports.count > 1 else {
                    throw CommandFailure.failed(Wording.nothingToCompare)
                }
                second = reports.dropFirst().first { !$0.isEarlier } ?? reports[1]
            }
            try StandardStream.output.write(
                PlainComparison(report, with: second), isJSON: options.json,
                width: options.width, isASCII: text.isASCII(startup.settings))
        }
    }
}
