import ArgumentParser
import Confinement
import DutchCommandLine
import FeedParsing
import Fetching
import PortalModel

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
        let address = request.address
        var answer: FeedSearchAnswer?
        var fetcher = try Fetcher()
        try fetcher.run([request], referral: referral) { _, outcome throws(DeliveryProblem) in
            switch outcome {
            case .fetched(let body):
                answer = try FeedSearchAnswer(
                    searching: body.bytes, contentType: body.contentType, links: body.links,
                    address: body.finalAddress, isCut: body.shortfall?.code == .tooLarge)
                // A redirect that does not last leaves the address what it is.
                if case .feed(let feed) = answer, !body.isReferred {
                    answer = .feed(
                        FoundFeed(title: feed.title, address: body.movedPermanently ?? address))
                }
            case .unchanged:
                throw DeliveryProblem(.status, "304")
            case .failed(let problem, _):
                throw problem
            }
        }
        guard let answer else { throw DeliveryProblem(.empty) }
        return answer
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
