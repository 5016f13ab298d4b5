import FeedParsing
import PortalModel
import Testing

/// Where the feeds of these tests come from.
let address = WebAddress("https://krant.nl/feeds/nieuws.xml")

/// The feed that `text` describes.
func feed(_ text: String) throws -> ParsedFeed {
    try ParsedFeed(parsing: Array(text.utf8), address: address)
}

/// A feed in RSS 2.0 whose channel holds `text`.
func rss(_ text: String) throws -> ParsedFeed {
    try feed("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>\(text)</channel></rss>")
}

/// The only item of a feed in RSS 2.0, which holds `text`.
func item(_ text: String) throws -> ParsedItem {
    let items = try rss("<item>\(text)</item>").items
    #expect(items.count == 1)
    return try #require(items.first)
}

/// The only entry of a feed in Atom 1.0, which holds `text`.
func entry(_ text: String, in attributes: String = "") throws -> ParsedItem {
    let items = try feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" \(attributes)><entry>\(text)</entry></feed>"
    ).items
    #expect(items.count == 1)
    return try #require(items.first)
}
