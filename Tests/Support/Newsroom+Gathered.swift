import PortalModel

extension Newsroom {
    /// What fills the lists below the written articles: every place with every occasion.
    static let gathered: [Article] = occasions.enumerated().flatMap { index, occasion in
        places.enumerated().map { position, place in
            let number = Int64(position * occasions.count + index)
            return article(
                "\(place) \(occasion.title)", in: occasion.section, minutesOld: 120 + 17 * number,
                "\(place.inCapitals) (ANP) - \(occasion.teaser)")
        }
    }

    private static let places: [SafeText] = [
        "Alkmaar", "Breda", "Coevorden", "Delft", "Emmen", "Franeker", "Goes", "Hulst", "IJlst",
        "Kampen", "Lochem", "Meppel",
    ]

    private static let occasions: [(section: SafeText, title: SafeText, teaser: SafeText)] = [
        ("Binnenland", "krijgt een tweede bibliotheek", "De oude was te klein voor al die boeken."),
        (
            "Binnenland", "zet de kerstverlichting een week eerder aan",
            "Winkeliers vroegen erom, en de rekening valt mee."
        ),
        (
            "Buitenland", "ontvangt burgemeesters uit elf landen",
            "Zij spreken twee dagen lang over hoog water en lage bruggen."
        ),
        (
            "Financieel", "houdt geld over en weet nog niet waaraan",
            "De gemeenteraad praat er donderdag over."
        ),
        (
            "Politiek", "stemt tegen het plan voor de rondweg",
            "Met één stem verschil, en na een vergadering van zes uur."
        ),
        ("Sport", "wint de stedenloop met 14 seconden", "Het regende, en dat hielp."),
        (
            "Sport", "bouwt een ijsbaan op het marktplein",
            "Vanaf 5 december kan er worden geschaatst, ook als het dooit."
        ),
        ("Voetbal", "speelt gelijk in de derby", "Beide doelpunten vielen uit een hoekschop."),
        ("Zeeland", "verbroedert met een Zeeuws dorp", "Het begon met een verdwaalde bus."),
    ]
}

extension SafeText {
    fileprivate var inCapitals: SafeText { SafeText(cleaning: string.uppercased()) }
}
