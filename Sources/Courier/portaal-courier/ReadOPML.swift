import ArgumentParser
import Confinement
import DutchCommandLine
import FeedParsing
import Foundation
import PortalModel
import System

/// Reads a list of subscriptions.
struct ReadOPML: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opml",
        abstract: "Lees een lijst van bronnen in OPML.",
        discussion: """
            Schrijft een regel JSON voor elke bron en voor alles wat wordt overgeslagen. Er wordt \
            niets opgehaald en niets bewaard.
            """)

    @Argument(help: "Het bestand; - leest van de standaardinvoer.")
    var file: String

    func run() throws {
        do throws(CommandFailure) {
            tell(try list())
        } catch {
            MessageLines.write(OPMLMessage.failed(sentence: error.sentence))
            throw ExitCode(1)
        }
    }

    private func tell(_ list: OPMLFile) {
        for entry in list.subscriptions {
            MessageLines.write(
                OPMLMessage.source(entry.feed, section: entry.section, edition: entry.edition))
        }
        for entry in list.skipped {
            MessageLines.write(OPMLMessage.skipped(name: entry.name, address: entry.address))
        }
        if list.isCut { MessageLines.write(OPMLMessage.cut(limit: OPMLFile.maximumEntries)) }
        if list.isDamaged { MessageLines.write(OPMLMessage.damaged) }
        MessageLines.write(OPMLMessage.finished)
    }

    private func list() throws(CommandFailure) -> OPMLFile {
        let name = SafeText(line: file, limit: 200)
        let bytes = try bytes()
        do throws(DeliveryProblem) {
            return try OPMLFile(parsing: bytes)
        } catch {
            switch error.code {
            case .empty: throw .failed("\(name) is leeg.")
            case .tooLarge:
                throw .failed("\(name) is groter dan de grens van \(error.context ?? "") MB.")
            case .malformed:
                throw .failed("\(name) is te diep genest (\(error.context ?? "")).")
            default:
                throw .failed("\(name) is geen OPML (\(error.context ?? "onbekend")).")
            }
        }
    }

    private func bytes() throws(CommandFailure) -> [UInt8] {
        do {
            let handle =
                file == "-" ? FileHandle.standardInput : try FileHandle(forReading: file)
            Cage(hasNetwork: false).close()
            // One byte more than a list may have is enough to see that it has too many.
            return [UInt8](try handle.read(upToCount: OPMLFile.maximumLength + 1) ?? Data())
        } catch let error as RegularFile.Failure where error.code == nil {
            throw .failed("\(SafeText(line: file, limit: 200)) is geen gewoon bestand.")
        } catch {
            let name = SafeText(line: file, limit: 200)
            throw .failed("\(name) kan niet worden gelezen; controleer de naam en de rechten.")
        }
    }
}
