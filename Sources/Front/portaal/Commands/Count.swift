import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalModel

/// Prints how many headlines are unread.
struct Count: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tel de ongelezen berichten van de voorpagina of een sectie.",
        discussion: """
            Voor de statusbalk van tmux, waybar en dergelijke: er komt geen netwerk aan te pas. \
            Een verhaal dat bij meer bronnen staat, telt één keer.

            --json geeft {"page","edition","unread"}.
            """)

    @Argument(
        help: ArgumentHelp(
            """
            Een sectie of een editie, ongeacht hoofdletters. Heten een sectie en een editie \
            allebei Zeeland, dan is 'Voorpagina Zeeland' de editie.
            """, valueName: "sectie"))
    var section: String?

    @Flag(help: "Geef het antwoord als JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let choice = try PageChoice(section, in: startup.editions)
            let count = try PlainCount(choice, in: &library)
            try StandardStream.output.write(count, isJSON: json, isASCII: startup.settings.isASCII)
        }
    }
}
