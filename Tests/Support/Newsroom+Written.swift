import PortalModel

extension Newsroom {
    /// The articles at the head of the lists.
    static let written: [Article] = [
        article(
            "Kustwacht trekt stuurloos zeiljacht van zandbank bij Vlieland", in: "Binnenland",
            minutesOld: 4,
            """
            DEN HELDER (ANP) - Een zeiljacht dat zaterdagochtend zonder roer op een zandbank bij \
            Vlieland liep, is weer vlot. De drie opvarenden bleven ongedeerd.
            """),
        article(
            "Portugal kiest in tweede ronde een nieuwe president", in: "Buitenland",
            minutesOld: 9,
            """
            LISSABON (ANP/AFP) - De Portugezen gaan op 6 december voor de tweede keer naar de \
            stembus. Geen van de zeven kandidaten haalde in de eerste ronde de helft van de stemmen.
            """),
        article(
            "Rente op spaargeld daalt bij drie banken tegelijk", in: "Financieel", from: "NU.nl",
            minutesOld: 16,
            """
            AMSTERDAM (ANP) - Wie spaart, krijgt vanaf dinsdag minder. Drie grote banken verlagen \
            hun rente met een tiende procentpunt.
            """),
        article(
            "Vliegtuig keert om na vogelaanvaring", in: "Binnenland", minutesOld: 23,
            """
            ROTTERDAM (ANP) - Een toestel op weg naar Málaga is vrijdagavond kort na de start \
            teruggekeerd naar Rotterdam The Hague Airport.
            """),
        article(
            "Tokio (東京) opent ’s werelds grootste fietsenstalling 🚲 onder een station",
            in: "Buitenland", from: "NU.nl", minutesOld: 31,
            """
            TOKIO (ANP/RTR) - Onder het station van 新宿 (Shinjuku) passen nu 13.000 fietsen. \
            Nederlandse ingenieurs gaven advies; één van hen noemt het “een café voor fietsen”.
            """),
        article(
            "Kamer wil opheldering over vertraagde dijkversterking", in: "Politiek",
            minutesOld: 44,
            """
            DEN HAAG (ANP) - De Tweede Kamer wil voor het kerstreces weten waarom de versterking \
            van dijken in het rivierengebied vier jaar later klaar is dan beloofd.
            """),
        article(
            "Zo werkt de nieuwe dienstregeling", in: "Binnenland", minutesOld: 58,
            """
            UTRECHT (ANP) - Op 13 december gaat de nieuwe dienstregeling in. Wat verandert er, en \
            waar staat dat?
            """, blocks: timetable),
        article(
            "Schaatser rijdt baanrecord op de tien kilometer", in: "Sport", minutesOld: 66,
            """
            HEERENVEEN (ANP) - Met een rit van 12 minuten en 41 seconden was het vrijdag even \
            stil in Thialf, en daarna heel luid.
            """),
        article(
            "Koploper verspeelt punten in blessuretijd", in: "Voetbal", minutesOld: 83,
            """
            ENSCHEDE (ANP) - In de vijfde minuut van de blessuretijd viel de gelijkmaker.
            """),
        article(
            "Veerdienst Vlissingen–Breskens vaart in het weekend langer door", in: "Zeeland",
            from: "Omroep Zeeland", minutesOld: 20,
            """
            VLISSINGEN - De laatste boot vertrekt vanaf januari niet om half twaalf, maar om half \
            een ’s nachts. De proef duurt een half jaar.
            """),
        article(
            "Oesterkwekers in Yerseke verwachten goede kerst", in: "Zeeland",
            from: "Omroep Zeeland", minutesOld: 95,
            """
            YERSEKE - Na twee magere jaren liggen de putten vol. De eerste kisten gaan volgende \
            week naar Parijs.
            """),
        article("Een kop zonder tekst eronder", in: "Binnenland", minutesOld: 101, "", blocks: []),
    ]

    /// A text with every kind of block, and three links.
    private static let timetable: [Block] = [
        .paragraph([
            "UTRECHT (ANP) - Op 13 december gaat de nieuwe dienstregeling in. Op de site van de ",
            Span("vervoerder", link: WebAddress(literal: "https://spoor.example/reisplanner")),
            " staat zij ", Span("nu al", style: .emphasis), ", net als op die van de ",
            Span("reizigersvereniging", link: WebAddress(literal: "https://reizigers.example/")),
            ".",
        ]),
        .subhead(["Wat verandert er"]),
        .list(
            start: nil,
            items: [
                [.paragraph(["tussen Roosendaal en Vlissingen rijdt elk half uur een sneltrein;"])],
                [.paragraph(["de nachttrein stopt ook in Goes;"])],
                [.paragraph([Span("na middernacht", style: .strong), " rijden er meer bussen."])],
            ]),
        .quote([
            .paragraph(["“Wie laat uit Middelburg komt, hoeft voortaan niet meer te rennen.”"])
        ]),
        .preformatted(["Vlissingen   06.09  06.39  07.09", "Middelburg   06.17  06.47  07.17"]),
        .rule,
        .paragraph([
            "Vragen beantwoordt de ",
            Span(
                "klantenservice", link: WebAddress(literal: "https://spoor.example/vragen?taal=nl")),
            ".",
        ]),
    ]
}
