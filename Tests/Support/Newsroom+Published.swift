import PortalModel

extension Newsroom {
    /// An article with what is easily lost between a publisher and a terminal: a struck word, powers
    /// and a formula, verse, tables, letters before the items of a list, pictures, a bare address,
    /// and a sound that came with it.
    public static let published: [Article] = [
        article(
            "Dijkwacht leest gedicht bij nacht van hoog water", in: "Zeeland",
            from: "Omroep Zeeland", minutesOld: 12,
            "ZIERIKZEE - Bij de sluis klonk vannacht een gedicht.",
            blocks: opening + tables + closing)
    ]

    private static let opening: [Block] = [
        .image(
            alternative: "Dijkwachten met lampen bij de sluis van Zierikzee",
            address: WebAddress(literal: "https://beeld.example/2026/dijkwacht.jpg")),
        .paragraph([
            "ZIERIKZEE - Bij de sluis klonk vannacht een gedicht. Het water stond ",
            Span("3,61", style: .struck), " 3,16 meter boven NAP, anders dan wij ",
            Span("eerst meldden", style: .emphasis), ". Een golf bevat er zo’n 10²⁶ moleculen ",
            "per druppel, en loopt met een snelheid van √(9,81 × h).",
        ]),
        .lines([
            ["De dijk, die nooit een woord verloor,"], ["hoort al het water aan."], [],
            ["Wie ’s nachts zijn ronde loopt, loopt door"],
            ["waar niemand anders zal gaan staan dan wie er altijd al heeft gestaan."],
        ]),
    ]

    private static let tables: [Block] = [
        .subhead(["Hoogste standen"]),
        .table(
            Table([
                [
                    Table.Cell(["Plaats"], isHeading: true, rows: 2),
                    Table.Cell(["Stand in cm"], isHeading: true, columns: 2),
                ],
                [Table.Cell(["nu"], isHeading: true), Table.Cell(["2013"], isHeading: true)],
                [
                    Table.Cell([
                        Span("Vlissingen", link: WebAddress(literal: "https://peil.example/vl"))
                    ]), Table.Cell(["316"]), Table.Cell(["399"]),
                ],
                [Table.Cell(["Yerseke"]), Table.Cell(["92"]), Table.Cell(["–"])],
                [Table.Cell(["Naar opgave van de dienst; 東京 meet anders."], columns: 3)],
            ])),
        .table(
            Table([
                [
                    Table.Cell(["Uur"], isHeading: true),
                    Table.Cell(["Wat er is gedaan"], isHeading: true),
                    Table.Cell(["Door wie"], isHeading: true),
                ],
                [
                    Table.Cell(["21.40"]),
                    Table.Cell(["De coupure aan de Nieuwe Haven is gesloten"]),
                    Table.Cell(["ploeg van de zuidkant"]),
                ],
                [
                    Table.Cell(["23.05"]), Table.Cell(["Zandzakken gelegd"]),
                    Table.Cell(["ploeg van de haven"]),
                ],
            ])),
    ]

    private static let closing: [Block] = [
        .list([
            ListItem([.paragraph(["Blijf van de dijk, ook overdag."])], marker: "a."),
            ListItem([.paragraph(["Meld scheuren bij het waterschap."])], marker: "b."),
        ]),
        .paragraph([
            "Aanmelden voor de dijkwacht kan tot 1 maart via ",
            Span(
                "https://waterschap.example/dijkwacht?jaar=2026",
                link: WebAddress(literal: "https://waterschap.example/dijkwacht?jaar=2026")), ".",
        ]),
        .image(
            alternative: "", address: WebAddress(literal: "https://beeld.example/2026/kaart.png")),
        .paragraph([
            Span("[video]", link: WebAddress(literal: "https://film.example/kijk?v=dijk"))
        ]),
        .paragraph([
            Span(
                "[audio, 34 min, 31 MB]",
                link: WebAddress(literal: "https://geluid.example/gedicht.mp3"))
        ]),
    ]
}
