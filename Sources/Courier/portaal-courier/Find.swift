import ArgumentParser
import Confinement
import DutchCommandLine
import FeedParsing
import Fetching
import Foundation
import PortalModel
import System

/// Looks what there is at an address.
struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ga na of een adres een nieuwsbron is, of een pagina die er noemt.",
        discussion: """
            Schrijft een regel JSON: een nieuwsbron, of de nieuwsbronnen van de pagina. Er wordt \
            niets bewaard.
            """)

    @Argument(help: ArgumentHelp("Een adres van het web.", valueName: "url"))
    var address: String

    @Option(help: ArgumentHelp("De pagina die het adres noemt.", valueName: "url"))
    var page: String?

    @Flag(name: .customLong("headers-from-input"), help: .hidden)
    var readsHeaders = false

    func run() throws {
        guard var address = WebAddress(address) else {
            throw ValidationError("'\(SafeText(line: address))' is geen http- of https-adres")
        }
        let narrowestScope = page.map { AddressScope(WebAddress($0)) } ?? .machine
        let sent = readsHeaders ? PrivateHeaders.fromInput() : []
        let headers = sent.first
        // What must not stand among the arguments came with them.
        if let whole = sent.last?.address, whole.withoutUser == address { address = whole }
        Cage(hasNetwork: true).close()
        do throws(DeliveryProblem) {
            let request = FetchRequest(
                id: 0, address: address, narrowestScope: narrowestScope, privateHeaders: headers)
            JSONLines.write(try Self.answer(to: request))
        } catch {
            JSONLines.write(FeedSearchAnswer.failed(problem: error))
            throw ExitCode(1)
        }
    }

    private static func answer(
        to request: FetchRequest
    ) throws(DeliveryProblem) -> FeedSearchAnswer {
        var fetcher = try Fetcher()
        let body = try fetcher.fetch(request, referral: referral).body
        let answer = try FeedSearchAnswer(
            searching: body.bytes, contentType: body.contentType, links: body.links,
            address: body.finalAddress, isCut: body.shortfall?.code == .tooLarge)
        guard case .feed(let feed) = answer, !body.isReferred else { return answer }
        // A redirect that does not last leaves the address what it is.
        let address = body.movedPermanently ?? request.address
        return .feed(FoundFeed(title: feed.title, address: address))
    }

    /// Goes on from a page that sends its reader on, unless it names feeds itself.
    private static func referral(of request: FetchRequest, _ body: FetchedBody) -> String? {
        let target = MetaRefresh.target(of: body)
        guard target != nil else { return nil }
        do throws(DeliveryProblem) {
            let answer = try FeedSearchAnswer(
                searching: body.bytes, contentType: body.contentType, links: body.links,
                address: body.finalAddress)
            guard case .page(let feeds, _) = answer, feeds.isEmpty else { return nil }
            return target
        } catch {
            return nil
        }
    }
}

extension MetaRefresh {
    /// Where `body` sends its reader, if it is such a page.
    static func target(of body: FetchedBody) -> String? {
        target(of: body.bytes, contentType: body.contentType, address: body.finalAddress)
    }
}

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
