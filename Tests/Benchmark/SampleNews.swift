import Foundation
import PortalModel

/// Feeds of invented news: sentences put together from words, the same at every run. Each item is
/// some 2.4 kB of HTML in its description, as a feed has that gives its articles whole.
struct SampleNews: Sendable {
    /// How many feeds there are.
    let feeds: Int
    /// How many items each of them has.
    let itemsPerFeed: Int
    /// The newest item appeared then.
    private let newest = Int(Date.now.timeIntervalSince1970)

    init(feeds: Int, itemsPerFeed: Int) {
        self.feeds = feeds
        self.itemsPerFeed = itemsPerFeed
    }

    /// The feed of that number, from 0, as RSS 2.0.
    func feed(_ number: Int) -> [UInt8] {
        var dice = Dice(seed: UInt64(number) + 1)
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>Krant \(number)</title><link>https://krant\(number).example/</link>
            <description>Nieuws van krant \(number)</description><language>nl</language>

            """
        text.reserveCapacity(itemsPerFeed * 2_500)
        for index in 0..<itemsPerFeed {
            text += item(index, of: number, &dice)
        }
        text += "</channel></rss>\n"
        return Array(text.utf8)
    }

    private func item(_ index: Int, of feed: Int, _ dice: inout Dice) -> String {
        let link = "https://krant\(feed).example/artikel/\(index)-\(dice.roll(900_000))"
        let moment = newest - (index * feeds + feed) * 37
        let place = dice.pick(Self.places)
        var body = "<p><strong>\(place) (ANP) -</strong> \(sentences(3, &dice))</p>"
        body += "<img src=\"\(link)/foto.jpg\" alt=\"\(sentence(&dice))\">"
        body +=
            "<p>\(sentences(4, &dice)) <a href=\"\(link)#meer\">\(dice.pick(Self.nouns))</a></p>"
        body += "<h2>\(words(3, &dice))</h2>"
        while body.utf8.count < 2_050 { body += "<p>\(sentences(4, &dice))</p>\n" }
        return """
            <item><title>\(sentence(&dice)) &amp; \(dice.pick(Self.nouns))</title>\
            <link>\(link)</link><guid isPermaLink="true">\(link)</guid>\
            <pubDate>\(Self.date(moment))</pubDate><dc:creator>Redactie</dc:creator>\
            <category>\(dice.pick(Self.nouns))</category>\
            <description><![CDATA[\(body)]]></description></item>

            """
    }

    private func sentences(_ count: Int, _ dice: inout Dice) -> String {
        (0..<count).map { _ in sentence(&dice) + "." }.joined(separator: " ")
    }

    private func sentence(_ dice: inout Dice) -> String {
        let subject = "\(dice.pick(Self.openings)) \(dice.pick(Self.nouns))"
        let end = "\(dice.pick(Self.links)) \(dice.pick(Self.adjectives)) \(dice.pick(Self.nouns))"
        return "\(subject) \(dice.pick(Self.verbs)) \(end)"
    }

    private func words(_ count: Int, _ dice: inout Dice) -> String {
        (0..<count).map { _ in dice.pick(Self.nouns) }.joined(separator: " ")
    }

    /// As RFC 822 writes a date, in UTC.
    private static func date(_ seconds: Int) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        gmtime_r(&moment, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let length = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S +0000", &parts)
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SampleNews {
    /// Words that many articles have, to search for.
    static let searchWords: [SafeText] = [
        "dijk", "kabinet", "veerdienst", "oesters", "rechtbank", "gemeente", "storm", "brug",
        "onderzoek", "reizigers",
    ]

    private static let places = [
        "MIDDELBURG", "VLISSINGEN", "GOES", "TERNEUZEN", "ZIERIKZEE", "THOLEN", "DEN HAAG",
        "BRUSSEL", "PARIJS", "WASHINGTON", "KYIV", "BERLIJN",
    ]
    private static let openings = [
        "De", "Een", "Deze", "Geen enkele", "Vooral de", "Volgens de", "Ook de", "Elke", "Zo’n",
        "Na jaren wachten krijgt de", "Vanaf maandag heeft de", "Opnieuw staat de",
    ]
    private static let nouns = [
        "dijk", "gemeente", "veerdienst", "visser", "rechtbank", "school", "brug", "minister",
        "storm", "huizenprijs", "trein", "werkgever", "bakker", "voorzitter", "kerncentrale",
        "mosselkweker", "burgemeester", "ploeg", "haven", "vakbond", "zorgverzekeraar",
        "zeespiegel", "provincie", "boer", "winkelier", "krant", "fabriek", "raad", "coalitie",
        "bibliotheek", "kust", "tunnel", "polder", "regering", "bank", "ziekenhuis", "kiezer",
        "woningcorporatie", "energierekening", "reddingsmaatschappij", "geïnteresseerde",
    ]
    private static let verbs = [
        "vraagt om", "wacht op", "verliest", "krijgt", "onderzoekt", "betaalt voor", "weigert",
        "bezoekt", "ontkent", "verkoopt", "herstelt", "bewaakt", "vergadert over", "staakt voor",
        "waarschuwt voor", "begint met", "stopt met", "kiest voor", "rekent op", "vreest",
    ]
    private static let links = [
        "de", "een", "het onderzoek naar de", "de oesters van een", "het kabinet en de",
        "meer geld voor de", "minder reizigers door de", "de toekomst van een", "elke",
        "de prijs van de", "het einde van een", "een café naast de",
    ]
    private static let adjectives = [
        "nieuwe", "oude", "Zeeuwse", "Europese", "dure", "gesloten", "lege", "grote", "kleine",
        "voormalige", "lokale", "tijdelijke", "geïsoleerde", "volgende", "laatste", "hoge",
        "onverwachte", "jaarlijkse", "beschadigde", "onafhankelijke",
    ]
}

/// Chance that falls the same way every time: SplitMix64.
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    /// A number from 0 up to `limit`.
    mutating func roll(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(limit))
    }

    /// One of these.
    mutating func pick(_ words: [String]) -> String {
        words[roll(words.count)]
    }
}
