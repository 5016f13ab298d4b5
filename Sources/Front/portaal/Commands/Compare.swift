import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// Prints two articles side by side, or an article and what it was before.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Leg twee berichten naast elkaar.",
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
    @OptionGroup var common: CommonOptions

    func run() throws {
        try compare(common.startup())
    }

    private func compare(_ startup: Startup) throws(CommandFailure) {
        var library = startup.library()
        let id = try startup.identifier(article, in: &library)
        let versions = try library.settling { library throws(StoreProblem) in
            try library.versions(of: id)
        }
        guard let version = versions.first else { throw .failed(Wording.articleGone) }
        let second: Version
        if let other {
            second = try self.other(other, startup, &library)
        } else {
            guard versions.count > 1 else { throw .failed(Wording.nothingToCompare) }
            second = versions[1]
        }
        let plain =
            second.isEarlier
            ? PlainComparison(second, version) : PlainComparison(version, second)
        let output = StandardStream.output
        try output.write(
            options.json
                ? PlainJSON.string(PlainJSON.Compared(plain))
                : plain.text(width: options.width ?? output.readableColumns))
    }

    private func other(
        _ text: String, _ startup: Startup, _ library: inout Library
    ) throws(CommandFailure) -> Version {
        let id = try startup.identifier(text, in: &library)
        let article = try library.settling { library throws(StoreProblem) in
            try library.article(id)
        }
        guard let article else { throw .failed(Wording.articleGone) }
        return Version(article)
    }
}
