import PortalModel

/// The sections and feeds that the portal has without a file of the reader's.
///
/// Each address stands in one section only. The feeds of the national outlets answered when they
/// were last tried (February 2026) or belong to a set of which others did; those of the edition
/// Zeeland are their outlets' own links.
enum DefaultSections {
    static let all: [Section] = national + [zeeland]

    private static let national = [
        section(
            "Binnenland",
            ("NOS", "https://feeds.nos.nl/nosnieuwsbinnenland"),
            ("NU.nl", "https://www.nu.nl/rss/Binnenland"),
            ("NOS Koningshuis", "https://feeds.nos.nl/nosnieuwskoningshuis"),
            ("NOS Cultuur & Media", "https://feeds.nos.nl/nosnieuwscultuurenmedia"),
            ("NOS Opmerkelijk", "https://feeds.nos.nl/nosnieuwsopmerkelijk")),
        section(
            "Buitenland",
            ("NOS", "https://feeds.nos.nl/nosnieuwsbuitenland"),
            ("NU.nl", "https://www.nu.nl/rss/Buitenland")),
        section(
            "Financieel",
            ("NOS", "https://feeds.nos.nl/nosnieuwseconomie"),
            ("NU.nl", "https://www.nu.nl/rss/Economie")),
        section(
            "Politiek",
            ("NOS", "https://feeds.nos.nl/nosnieuwspolitiek"),
            ("NU.nl", "https://www.nu.nl/rss/Politiek")),
        section(
            "Sport",
            ("NOS", "https://feeds.nos.nl/nossportalgemeen"),
            ("NU.nl", "https://www.nu.nl/rss/Sport")),
        section("Voetbal", ("NOS", "https://feeds.nos.nl/nosvoetbal")),
        section(
            "Tech",
            ("Tweakers", "https://tweakers.net/feeds/nieuws.xml"),
            ("NOS", "https://feeds.nos.nl/nosnieuwstech"),
            ("NU.nl", "https://www.nu.nl/rss/Tech")),
        // Front pages that mix all sections; last, since nothing of theirs can be filed.
        section(
            "Kranten",
            ("de Volkskrant", "https://www.volkskrant.nl/voorpagina/rss.xml"),
            ("NRC", "https://www.nrc.nl/rss/"),
            ("Trouw", "https://www.trouw.nl/voorpagina/rss.xml"),
            ("AD", "https://www.ad.nl/rss.xml"),
            ("RTL Nieuws", "https://www.rtlnieuws.nl/rss.xml")),
    ]

    private static let zeeland = section(
        "Zeeland", in: "Zeeland",
        ("Omroep Zeeland", "https://www.omroepzeeland.nl/rss"),
        ("HV Zeeland", "https://www.hvzeeland.nl/RSS/Nieuws"),
        ("PZC", "https://www.pzc.nl/home/rss.xml"))

    private static func section(
        _ name: SafeText, in edition: SafeText = PortalConfiguration.defaultEdition,
        _ sources: (name: SafeText, address: StaticString)...
    ) -> Section {
        Section(
            name: name, edition: edition,
            sources: sources.map { Source(name: $0.name, address: WebAddress(literal: $0.address)) }
        )
    }
}
