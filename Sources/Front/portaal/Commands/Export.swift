import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// Writes the subscriptions as OPML.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Geef alle bronnen als OPML-bestand.",
        discussion: "Secties worden mappen. Zonder bestand komt het op de standaarduitvoer.")

    @Argument(
        help: ArgumentHelp("Waar het komt te staan.", valueName: "bestand"),
        completion: .file(extensions: ["opml"]))
    var file: String?

    @Flag(help: "Vervang het bestand als het bestaat.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try write(startup) }
    }

    private func write(_ startup: Startup) throws(CommandFailure) {
        let text = OPMLText(startup.configuration.sections).string
        guard let file else { return try StandardStream.output.write(text) }
        let name = SafeText(line: file, limit: 200)
        do {
            // The file that a link leads to is replaced, and not the link.
            let place = URL(fileURLWithPath: file).resolvingSymlinksInPath()
            if RegularFile.kind(of: place.path, followingLinks: true) == .other {
                try Self.write(text, toDevice: place.path)
            } else {
                let options: Data.WritingOptions = force ? .atomic : .withoutOverwriting
                try Data(text.utf8).write(to: place, options: options)
            }
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw .failed(Wording.exportExists(name))
        } catch {
            throw .failed(Wording.exportUnwritten(name))
        }
        let count = startup.configuration.sections.reduce(0) { $0 + $1.sources.count }
        try StandardStream.output.write("\(Wording.exported(count, to: name))\n")
    }

    /// Writes to a device or a pipe, which is never replaced. One that nobody reads keeps nobody
    /// waiting.
    private static func write(_ text: String, toDevice path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        _ = fcntl(descriptor, F_SETFL, 0)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
    }
}
