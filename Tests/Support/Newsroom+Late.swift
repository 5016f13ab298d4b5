import PortalModel

extension Newsroom {
    /// Three articles that come in while the portal is open, newer than all others.
    public static let late: [Article] = [
        article(
            "Brug bij Zierikzee weer open voor schepen", in: "Binnenland", minutesOld: 1,
            "ZIERIKZEE (ANP) - De storing die sinds vrijdag duurde, is verholpen."),
        article(
            "Verkiezingen in Slowakije verlopen rustig", in: "Buitenland", minutesOld: 2,
            "BRATISLAVA (ANP/RTR) - Om tien uur sluiten de stembureaus."),
        article(
            "Keeper verlengt contract tot 2030", in: "Voetbal", minutesOld: 3,
            "ROTTERDAM (ANP) - Hij was einde seizoen transfervrij."),
    ]

    /// More new articles than are read at a time.
    public static func flood(_ count: Int) -> [Article] {
        (1...count).map { number in
            article(
                "Bericht \(number) uit de vloed", in: "Binnenland", minutesOld: 0,
                "DEN HAAG (ANP) - Er gebeurde veel tegelijk.")
        }
    }
}
