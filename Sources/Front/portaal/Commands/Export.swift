import ArgumentParser
import DutchCommandLine
import Foundation
import PortalConfiguration
import PortalCore
import PortalModel

/// Writes the subscriptions as OPML.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Geef alle bronnen als OPML-bestand.",
        discussion: "Secties worden mappen. Zonder bestand komt het op de standaarduitvoer.")

    @Argument(help: ArgumentHelp("Waar het komt te staan.", valueName: "bestand"))
    var file: String?

    @Flag(help: "Vervang het bestand als het bestaat.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try write(common.startup())
    }

    private func write(_ startup: Startup) throws(CommandFailure) {
        let text = OPMLText(startup.configuration.sections).string
        guard let file else { return try StandardStream.output.write(text) }
        let name = SafeText(line: file, limit: 200)
        do {
            let options: Data.WritingOptions = force ? .atomic : .withoutOverwriting
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: options)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw .failed(Wording.exportExists(name))
        } catch {
            throw .failed(Wording.exportUnwritten(name))
        }
        let count = startup.configuration.sections.reduce(0) { $0 + $1.sources.count }
        try StandardStream.output.write("\(Wording.exported(count, to: name))\n")
    }
}
