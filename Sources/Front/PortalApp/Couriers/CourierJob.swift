import PortalCore
import PortalModel

/// Something that couriers are started for.
public enum CourierJob: Hashable, Sendable {
    /// Ask the sources of a section, or of all sections with nil; when the reader asks, also those
    /// that are not due.
    case round(SectionID?, isManual: Bool)
    /// Fetch the pages of these articles, the first one first.
    case pages([ArticleID])
    /// Fetch the lead picture of an article and draw it.
    case picture(PictureOrder, PictureColors)
    /// Look for a feed at an address, which a page may have named.
    case find(WebAddress, namedBy: WebAddress?)
    /// Read the OPML file at a path.
    case opml(path: String)
    /// Tell what this system confines couriers to.
    case cage

    /// The command line; `fixed` is the moment at which a test's clock stands still.
    func arguments(at fixed: Timestamp?) -> [String] {
        switch self {
        case .round(let section, let isManual):
            // One word: a number on its own may begin with a minus.
            ["refresh"] + (isManual ? ["--now-due"] : [])
                + (section.map { ["--section-id=\($0.rawValue)"] } ?? [])
                + (fixed.map { ["--now", $0.iso8601] } ?? [])
        case .pages(let articles):
            ["pages"] + articles.map(\.text)
        case .picture(let order, let colors):
            [
                "picture", order.article.text, "--columns", String(order.columns),
                "--rows", String(order.rows), "--colors", colors.rawValue,
            ]
        case .find(let address, let page):
            ["find", address.string] + (page.map { ["--page", $0.string] } ?? [])
        case .opml(let path): ["opml", path]
        case .cage: ["cage"]
        }
    }

    /// Messages that it may bring, apart from how it goes with sources.
    public var messageCount: Int {
        switch self {
        case .pages(let articles): articles.count
        case .picture: 1
        case .round, .find, .opml, .cage: 0
        }
    }
}
