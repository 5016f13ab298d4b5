import PortalCore
import PortalModel

/// Something that couriers are started for.
public enum CourierJob: Hashable, Sendable {
    /// Ask the sources of a section, or of all sections with nil; when the reader asks, also those
    /// that are not due. Private ones are asked with these headers.
    case round(
        SectionID?, isManual: Bool, source: SourceID? = nil, headers: [SourceHeaders] = [])
    /// Go through the stored articles for what is muted.
    case filter
    /// Fetch the pages of these articles, the first one first.
    case pages([ArticleID])
    /// Fetch the lead picture of an article and draw it.
    case picture(PictureRequest, PictureColors)
    /// Look for a feed at an address, which a page may have named.
    case find(WebAddress, namedBy: WebAddress?, headers: [SourceHeaders] = [])
    /// Read the OPML file at a path.
    case opml(path: String)
    /// Tell what this system confines couriers to.
    case cage

    /// The command line; `fixed` is the moment at which a test's clock stands still.
    func arguments(at fixed: Timestamp?) -> [String] {
        switch self {
        case .round(let section, let isManual, let source, _):
            // One word: a number on its own may begin with a minus.
            ["refresh"] + (isManual ? ["--now-due"] : []) + (headers.isEmpty ? [] : [Self.reads])
                + (section.map { ["--section-id=\($0.rawValue)"] } ?? [])
                + (source.map { ["--source-id=\($0.rawValue)"] } ?? [])
                + (fixed.map { ["--now", $0.iso8601] } ?? [])
        case .filter: ["filter"] + (fixed.map { ["--now", $0.iso8601] } ?? [])
        case .pages(let articles):
            ["pages"] + articles.map(\.text)
        case .picture(let order, let colors):
            [
                "picture", order.article.text, "--columns", String(order.columns),
                "--rows", String(order.rows), "--colors", colors.rawValue,
            ]
        case .find(let address, let page, _):
            // Everybody on the machine can read the arguments.
            ["find", address.withoutUser.string]
                + (page.map { ["--page", $0.withoutUser.string] } ?? [])
                + (headers.isEmpty ? [] : [Self.reads])
        case .opml(let path): ["opml", path]
        case .cage: ["cage"]
        }
    }

    private static let reads = "--headers-from-input"

    /// What it reads from its standard input, which is a pipe.
    var headers: [SourceHeaders] {
        switch self {
        case .round(_, _, _, let headers): headers
        case .find(let address, _, let headers):
            // With the name and the password that stand in the address.
            address.withoutUser == address
                ? headers : headers + [SourceHeaders(address: address, lines: [])]
        case .filter, .pages, .picture, .opml, .cage: []
        }
    }

    /// Messages that it may bring, apart from how it goes with sources.
    public var messageCount: Int {
        switch self {
        case .pages(let articles): articles.count
        case .picture, .filter: 1
        case .round, .find, .opml, .cage: 0
        }
    }
}
