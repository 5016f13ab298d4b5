import Markup

/// The namespaces that feeds are written in.
enum FeedNamespace: Int, CaseIterable {
    /// RSS and Atom themselves, with or without a namespace.
    case core
    case rdf, dublinCore
    /// Dublin Core terms.
    case terms
    case content, media, itunes, syndication, xhtml, foreign

    /// The one with the address `uri`, in lower case and without a slash or `#` at its
    /// end, since many feeds are written from memory.
    init(uri: String) {
        var uri = uri[...]
        while uri.last == "/" || uri.last == "#" { uri.removeLast() }
        self =
            switch uri {
            case "", "http://www.w3.org/2005/atom", "http://purl.org/atom/ns",
                "http://purl.org/atom",
                "http://purl.org/rss/1.0", "http://my.netscape.com/rdf/simple/0.9",
                "http://channel.netscape.com/rdf/simple/0.9", "http://backend.userland.com/rss",
                "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
                "http://backend.userland.com/rss091",
                "http://my.netscape.com/publish/formats/rss-0.91.dtd",
                "http://cyber.law.harvard.edu/rss/rss.html", "http://purl.org/net/rss1.1":
                .core
            case "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf
            case "http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.0": .dublinCore
            case "http://purl.org/dc/terms": .terms
            case "http://purl.org/rss/1.0/modules/content": .content
            case "http://search.yahoo.com/mrss", "https://search.yahoo.com/mrss",
                "http://tools.search.yahoo.com/mrss", "http://video.search.yahoo.com/mrss":
                .media
            case "http://www.itunes.com/dtds/podcast-1.0.dtd",
                "http://example.com/dtds/podcast-1.0.dtd":
                .itunes
            case "http://purl.org/rss/1.0/modules/syndication": .syndication
            case "http://www.w3.org/1999/xhtml": .xhtml
            default: .foreign
            }
    }

    /// What `prefix` usually stands for, for feeds that declare none.
    init(undeclaredPrefix prefix: String) {
        self =
            switch prefix {
            case "rdf": .rdf
            case "dc": .dublinCore
            case "dcterms": .terms
            case "content": .content
            case "media": .media
            case "itunes": .itunes
            case "sy", "syn": .syndication
            case "xhtml": .xhtml
            case "atom", "a10", "rss": .core
            default: .foreign
            }
    }
}

/// What an element means in a feed.
enum FeedElement {
    case rss, rdf, feed, channel, item, entry
    case title, link, guid, summary, content, body
    case published, created, updated, date
    case author, personName, personAddress, creator, itunesAuthor, source
    case category, enclosure
    case mediaGroup, mediaContent, mediaThumbnail, mediaTitle, mediaDescription
    case fallbackTitle, fallbackDescription
    case timeToLive, skipHours, hour, skipDays, day, updatePeriod, updateFrequency
    case description, itunesTitle, itunesSummary, itunesSubtitle, duration, comments

    /// The element called `name` in `namespace`; nil for those that tell a reader nothing.
    init?(_ name: MarkupName, in namespace: FeedNamespace) {
        guard let element = FeedElement.tables[namespace.rawValue][name] else { return nil }
        self = element
    }

    private static let tables = FeedNamespace.allCases.map { NameTable(names(of: $0)) }

    private static func names(
        of namespace: FeedNamespace
    ) -> KeyValuePairs<MarkupName, FeedElement> {
        switch namespace {
        case .core:
            [
                "rss": .rss, "rdf": .rdf, "feed": .feed, "channel": .channel, "item": .item,
                "entry": .entry, "title": .title, "link": .link, "guid": .guid, "id": .guid,
                "description": .description, "summary": .summary, "content": .content,
                "body": .body, "pubdate": .published, "published": .published,
                "issued": .published, "created": .created, "updated": .updated,
                "modified": .updated, "author": .author, "name": .personName,
                "email": .personAddress, "source": .source, "category": .category,
                "enclosure": .enclosure, "ttl": .timeToLive, "skiphours": .skipHours,
                "hour": .hour, "skipdays": .skipDays, "day": .day, "encoded": .content,
                "comments": .comments,
            ]
        case .rdf: ["rdf": .rdf]
        case .dublinCore:
            [
                "title": .fallbackTitle, "creator": .creator, "date": .date, "subject": .category,
                "description": .fallbackDescription,
            ]
        case .terms: ["created": .created, "issued": .published, "modified": .updated]
        case .content: ["encoded": .content]
        case .media:
            [
                "group": .mediaGroup, "content": .mediaContent, "thumbnail": .mediaThumbnail,
                "title": .mediaTitle, "description": .mediaDescription,
                "category": .category,
            ]
        case .itunes:
            [
                "author": .itunesAuthor, "title": .itunesTitle, "summary": .itunesSummary,
                "subtitle": .itunesSubtitle, "duration": .duration,
            ]
        case .syndication:
            ["updateperiod": .updatePeriod, "updatefrequency": .updateFrequency]
        case .xhtml: ["body": .body]
        case .foreign: [:]
        }
    }
}
