import Foundation
import HostileText
import PortalModel

/// Feeds of invented news: sentences put together from words, the same at every run. Each item is
/// some 2.4 kB of HTML in its description, as a feed has that gives its articles whole.
struct SampleNews: Sendable {
    /// How many feeds there are.
    let feeds: Int
    /// How many items each of them has.
    let itemsPerFeed: Int
    /// Which of several rounds of news it is, the later ones newer: 0 for the last.
    let roundsAgo: Int
    /// The newest item appeared then.
    private let newest: Int

    init(feeds: Int, itemsPerFeed: Int, roundsAgo: Int = 0) {
        self.feeds = feeds
        self.itemsPerFeed = itemsPerFeed
        self.roundsAgo = roundsAgo
        let span = feeds * itemsPerFeed * Self.pause
        newest = Int(Date.now.timeIntervalSince1970) - roundsAgo * span
    }

    /// Seconds between two items.
    private static let pause = 37

    /// The feed of that number, from 0, as RSS 2.0.
    func feed(_ number: Int) -> [UInt8] {
        var dice = SplitMix(seed: UInt64(number) + 1 + UInt64(roundsAgo) * 1_000_003)
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

    private func item(_ index: Int, of feed: Int, _ dice: inout SplitMix) -> String {
        let path = "\(roundsAgo)/\(index)-\(dice.roll(900_000))"
        let link = "https://krant\(feed).example/artikel/\(path)"
        let moment = newest - (index * feeds + feed) * Self.pause
        let place = dice.pick(Self.places)
        let name = "\(name(&dice)) \(name(&dice))"
        var body = "<p><strong>\(place) (ANP) -</strong> \(name) en \(sentences(3, &dice))</p>"
        body += "<img src=\"\(link)/foto.jpg\" alt=\"\(sentence(&dice))\">"
        body +=
            "<p>\(sentences(4, &dice)) <a href=\"\(link)#meer\">\(dice.pick(Self.nouns))</a></p>"
        body += "<h2>\(words(3, &dice))</h2>"
        while body.utf8.count < 2_050 { body += "<p>\(sentences(4, &dice))</p>\n" }
        return """
            <item><title>\(name): \(sentence(&dice)) &amp; \(dice.pick(Self.nouns))</title>\
            <link>\(link)</link><guid isPermaLink="true">\(link)</guid>\
            <pubDate>\(Self.date(moment))</pubDate><dc:creator>Redactie</dc:creator>\
            <category>\(dice.pick(Self.nouns))</category>\
            <description><![CDATA[\(body)]]></description></item>

            """
    }

    private func sentences(_ count: Int, _ dice: inout SplitMix) -> String {
        (0..<count).map { _ in sentence(&dice) + "." }.joined(separator: " ")
    }

    private func sentence(_ dice: inout SplitMix) -> String {
        let subject = "\(dice.pick(Self.openings)) \(noun(&dice))"
        let end = "\(dice.pick(Self.links)) \(dice.pick(Self.adjectives)) \(noun(&dice))"
        let verb = dice.pick(Self.verbs)
        return dice.roll(2) == 0
            ? "\(subject) \(verb) \(end)" : "\(subject) \(verb) \(name(&dice)) of \(end)"
    }

    /// A noun, or two of them put together, as Dutch does.
    private func noun(_ dice: inout SplitMix) -> String {
        let noun = dice.pick(Self.nouns)
        return dice.roll(2) == 0 ? noun : noun + dice.pick(Self.nouns)
    }

    /// One of a million, as most names in the news are seldom there.
    func name(_ dice: inout SplitMix) -> String {
        dice.pick(Self.nameStarts) + dice.pick(Self.nameMiddles) + dice.pick(Self.nameMiddles)
            + dice.pick(Self.nameEnds)
    }

    private func words(_ count: Int, _ dice: inout SplitMix) -> String {
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
    private static let nameStarts = [
        "Aar", "Bel", "Bruin", "Cor", "Dom", "Duin", "Eil", "Fok", "Gaas", "Haver", "Ier", "Jas",
        "Kloet", "Kreek", "Lam", "Lub", "Maas", "Mol", "Nier", "Oost", "Pol", "Reim", "Riet",
        "Schel", "Sluis", "Tien", "Uit", "Ver", "Vlas", "Waar", "Wiel", "Zand", "Zuid",
    ]
    private static let nameMiddles = [
        "be", "den", "der", "dijk", "er", "ge", "hoe", "in", "ker", "le", "me", "no", "o", "ple",
        "re", "ro", "se", "sla", "ste", "te", "ter", "va", "ven", "vla", "wo", "zee", "ze", "a",
    ]
    private static let nameEnds = [
        "baan", "berg", "bos", "broek", "dam", "dijk", "gaard", "hof", "horst", "huis", "kamp",
        "kerke", "kooi", "land", "lo", "maat", "man", "meer", "mond", "oord", "poel", "polder",
        "rust", "schans", "sma", "staal", "stra", "veld", "voort", "waard", "weg", "wijk", "zijl",
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

extension SplitMix {
    /// A number from 0 up to `limit`.
    fileprivate mutating func roll(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    /// One of these.
    fileprivate mutating func pick(_ words: [String]) -> String {
        words[roll(words.count)]
    }
}
