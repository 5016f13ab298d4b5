// The lines of ParagraphTests as they are drawn, by measure.
extension ParagraphTests {
    static let ragged = [
        34: """
        De verantwoordelijke minister
        heeft dinsdag de gemeenteraden
        in Zeeland gevraagd om opnieuw
        te praten over de bereikbaarheid
        van de eilanden. Volgens hem is
        er “nog nooit zo veel geld” voor
        bruggen, tunnels en veerboten
        geweest – maar dan moeten
        de bestuurders het voor de
        zomervakantie eens worden.
        """,
        48: """
        De verantwoordelijke minister heeft dinsdag de
        gemeenteraden in Zeeland gevraagd om opnieuw te
        praten over de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld” voor
        bruggen, tunnels en veerboten geweest – maar dan
        moeten de bestuurders het voor de zomervakantie
        eens worden.
        """,
        60: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden
        in Zeeland gevraagd om opnieuw te praten over de
        bereikbaarheid van de eilanden. Volgens hem is er “nog nooit
        zo veel geld” voor bruggen, tunnels en veerboten geweest –
        maar dan moeten de bestuurders het voor de zomervakantie
        eens worden.
        """,
        72: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland
        gevraagd om opnieuw te praten over de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld” voor bruggen, tunnels
        en veerboten geweest – maar dan moeten de bestuurders het voor de
        zomervakantie eens worden.
        """,
    ]

    static let justified = [
        34: """
        De verantwoordelijke minister
        heeft  dinsdag  de   gemeenteraden
        in  Zeeland  gevraagd  om  opnieuw
        te praten over  de  bereikbaarheid
        van  de  eilanden.  Volgens hem is
        er “nog nooit zo veel  geld”  voor
        bruggen,   tunnels   en  veerboten
        geweest – maar dan moeten
        de   bestuurders   het   voor   de
        zomervakantie eens worden.
        """,
        48: """
        De  verantwoordelijke  minister heeft dinsdag de
        gemeenteraden in Zeeland gevraagd om opnieuw  te
        praten  over  de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld”  voor
        bruggen, tunnels en veerboten geweest – maar dan
        moeten de bestuurders het voor de  zomervakantie
        eens worden.
        """,
        60: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden
        in  Zeeland  gevraagd  om  opnieuw   te   praten   over   de
        bereikbaarheid van de eilanden. Volgens hem is er “nog nooit
        zo veel geld” voor bruggen, tunnels en  veerboten  geweest –
        maar  dan  moeten  de  bestuurders het voor de zomervakantie
        eens worden.
        """,
        72: """
        De  verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland
        gevraagd om opnieuw te praten over de bereikbaarheid  van  de  eilanden.
        Volgens  hem  is  er  “nog  nooit  zo  veel  geld” voor bruggen, tunnels
        en veerboten geweest – maar  dan  moeten  de  bestuurders  het  voor  de
        zomervakantie eens worden.
        """,
    ]

    static let divided = [
        34: """
        De verantwoordelijke minister
        heeft dinsdag de gemeenteraden
        in Zeeland gevraagd om opnieuw
        te praten over de bereikbaarheid
        van de eilanden. Volgens hem is
        er “nog nooit zo veel geld” voor
        bruggen, tunnels en veerboten
        geweest – maar dan moeten de
        bestuurders het voor de zomerva-
        kantie eens worden.
        """,
        48: """
        De verantwoordelijke minister heeft dinsdag de
        gemeenteraden in Zeeland gevraagd om opnieuw te
        praten over de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld” voor
        bruggen, tunnels en veerboten geweest – maar dan
        moeten de bestuurders het voor de zomervakantie
        eens worden.
        """,
        60: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden
        in Zeeland gevraagd om opnieuw te praten over de bereikbaar-
        heid van de eilanden. Volgens hem is er “nog nooit zo veel
        geld” voor bruggen, tunnels en veerboten geweest – maar dan
        moeten de bestuurders het voor de zomervakantie eens worden.
        """,
        72: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland
        gevraagd om opnieuw te praten over de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld” voor bruggen, tunnels en
        veerboten geweest – maar dan moeten de bestuurders het voor de zomerva-
        kantie eens worden.
        """,
    ]

    static let dividedAndJustified = [
        34: """
        De verantwoordelijke minister
        heeft  dinsdag  de   gemeenteraden
        in  Zeeland  gevraagd  om  opnieuw
        te praten over  de  bereikbaarheid
        van  de  eilanden.  Volgens hem is
        er “nog nooit zo veel  geld”  voor
        bruggen,   tunnels   en  veerboten
        geweest –  maar  dan   moeten   de
        bestuurders  het  voor de zomerva-
        kantie eens worden.
        """,
        48: """
        De  verantwoordelijke  minister heeft dinsdag de
        gemeenteraden in Zeeland gevraagd om opnieuw  te
        praten  over  de bereikbaarheid van de eilanden.
        Volgens hem is er “nog nooit zo veel geld”  voor
        bruggen, tunnels en veerboten geweest – maar dan
        moeten de bestuurders het voor de  zomervakantie
        eens worden.
        """,
        60: """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden
        in Zeeland gevraagd om opnieuw te praten over de bereikbaar-
        heid  van  de eilanden. Volgens hem is er “nog nooit zo veel
        geld” voor bruggen, tunnels en veerboten geweest – maar  dan
        moeten de bestuurders het voor de zomervakantie eens worden.
        """,
        72: """
        De  verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland
        gevraagd om opnieuw te praten over de bereikbaarheid  van  de  eilanden.
        Volgens  hem  is  er  “nog  nooit zo veel geld” voor bruggen, tunnels en
        veerboten geweest – maar dan moeten de bestuurders het voor de  zomerva-
        kantie eens worden.
        """,
    ]
}
