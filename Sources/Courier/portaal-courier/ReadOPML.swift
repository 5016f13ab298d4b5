import ArgumentParser
import Confinement
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
        do {
            tell(try OPMLFile(parsing: try bytes()))
        } catch {
            JSONLines.write(OPMLMessage.failed(sentence: sentence(for: error)))
            throw ExitCode(1)
        }
    }

    private func tell(_ list: OPMLFile) {
        for entry in list.subscriptions {
            JSONLines.write(
                OPMLMessage.source(entry.feed, section: entry.section, edition: entry.edition))
        }
        for entry in list.skipped {
            JSONLines.write(OPMLMessage.skipped(name: entry.name, address: entry.address))
        }
        if list.isCut { JSONLines.write(OPMLMessage.cut(limit: OPMLFile.maximumEntries)) }
        if list.isDamaged { JSONLines.write(OPMLMessage.damaged) }
        JSONLines.write(OPMLMessage.finished)
    }

    private func bytes() throws -> [UInt8] {
        let handle = file == "-" ? FileHandle.standardInput : try FileHandle(forReading: file)
        Cage(hasNetwork: false).close()
        // One byte more than a list may have is enough to see that it has too many.
        return [UInt8](try handle.read(upToCount: OPMLFile.maximumLength + 1) ?? Data())
    }

    private func sentence(for error: any Error) -> SafeText {
        let name = SafeText(line: file, limit: 200)
        switch error {
        case let problem as DeliveryProblem:
            return switch problem.code {
            case .empty: "\(name) is leeg."
            case .tooLarge: "\(name) is groter dan de grens van \(problem.context ?? "") MB."
            case .malformed: "\(name) is te diep genest (\(problem.context ?? ""))."
            default: "\(name) is geen OPML (\(problem.context ?? "onbekend"))."
            }
        case let problem as FileProblem where problem.cause == .notRegular:
            return "\(name) is geen gewoon bestand."
        default:
            return "\(name) kan niet worden gelezen; controleer de naam en de rechten."
        }
    }
}
