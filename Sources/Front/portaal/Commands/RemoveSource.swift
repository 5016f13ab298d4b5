import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

/// Ends a subscription.
struct RemoveSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Verwijder een bron.",
        discussion: """
            Ook een ingebouwde bron of een uit portaal.toml; 'portaal sources add' met hetzelfde \
            adres haalt haar terug. 'portaal sources' noemt de adressen.
            """)

    @Argument(help: ArgumentHelp("Het adres van de bron.", valueName: "url"))
    var address: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try remove(startup) }
    }

    private func remove(_ startup: Startup) throws {
        let addresses = WebAddress.candidates(typed: address)
        guard let first = addresses.first else {
            throw CommandFailure.wrongUse(
                Wording.noWebAddress(
                    SafeText(line: withoutUserInformation(address).string, limit: 80)))
        }
        let (source, section) = try SubscriptionList.change(startup) { list in
            let address = list.address(shownAs: addresses) ?? first
            guard let removed = list.own.remove(address, over: list.base) else {
                let others = list.sections.flatMap(\.sources).map(\.address)
                throw CommandFailure.failed(Wording.noSuchSource(address, among: others))
            }
            guard !list.sections.allSatisfy(\.sources.isEmpty) else {
                throw CommandFailure.failed(Wording.lastSource)
            }
            return removed
        }
        try StandardStream.output.write("\(Wording.removed(source.name, from: section))\n")
    }
}
