import PortalModel
import Testing
import TextGrid

struct BlockTests {
    @Test func `paragraphs are parted and a subhead stands on its text`() {
        let drawn = drawing(
            .paragraph(["De eerste alinea."]), .paragraph(["De tweede."]), .subhead(["Troepen"]),
            .paragraph(["De derde."]), measure: 34)
        #expect(
            drawn == """
                De eerste alinea.

                De tweede.

                Troepen
                De derde.
                """)
    }

    @Test func `a list hangs beside its bullets and numbers`() {
        let drawn = drawing(
            .list(
                start: 9,
                items: [
                    [
                        .paragraph(["Het eerste punt is langer dan een regel."]),
                        .list(
                            start: nil,
                            items: [
                                [.paragraph(["een punt daarbinnen, ook al zo lang"])],
                                [.paragraph(["nog een"])],
                            ]),
                    ],
                    [.paragraph(["Het tweede."])],
                ]),
            .paragraph(["Daarna."]), measure: 34)
        #expect(
            drawn == """
                 9. Het eerste punt is langer dan
                    een regel.
                    • een punt daarbinnen, ook al
                      zo lang
                    • nog een
                10. Het tweede.

                Daarna.
                """)
    }

    @Test func `items of several paragraphs are parted`() {
        let drawn = drawing(
            .list(
                start: nil,
                items: [
                    [.paragraph(["Een."]), .paragraph(["Meer over een."])], [.paragraph(["Twee."])],
                ]),
            measure: 34)
        #expect(
            drawn == """
                • Een.

                  Meer over een.

                • Twee.
                """)
    }

    @Test func `a bar runs beside a quote and all that is in it`() {
        let drawn = drawing(
            .paragraph(["Hij zei:"]),
            .quote([
                .paragraph(["Wij willen geen oorlog, wel een gesprek."]),
                .quote([.paragraph(["Een citaat."])]),
                .list(start: nil, items: [[.paragraph(["Een punt."])], [.rule]]),
            ]),
            measure: 24)
        #expect(
            drawn == """
                Hij zei:

                │ Wij willen geen
                │ oorlog, wel een
                │ gesprek.
                │
                │ │ Een citaat.
                │
                │ • Een punt.
                │ • ────────────────────
                """)
    }

    @Test func `preformatted lines are kept and broken only at the measure`() {
        let drawn = drawing(
            .preformatted(["", "als a:", "", "    doe(b)  # en nog wat meer", " "]), measure: 20)
        #expect(
            drawn == """
                als a:

                    doe(b)  # en nog
                 wat meer
                """)
    }

    @Test func `a picture is told by its words and a break by a line`() {
        let drawn = drawing(
            .image(alternative: "Soldaten in de sneeuw bij Kiev", address: nil), .rule,
            .image(alternative: "", address: nil), measure: 24)
        #expect(
            drawn == """
                Foto: Soldaten in de
                sneeuw bij Kiev

                ────────────────────────
                """)
    }

    @Test(
        arguments: [
            ("Foto: Piet Vos", "Foto: Piet Vos"), ("foto ANP", "foto ANP"),
            ("Fotograaf: A. Bol", "Fotograaf: A. Bol"),
            ("Luchtfoto van de kreek", "Luchtfoto van de kreek"),
            ("Kaart: het waterschap", "Kaart: het waterschap"),
            ("Kaart van de kreek", "Foto: Kaart van de kreek"),
            ("Beeldje op de markt", "Foto: Beeldje op de markt"),
        ] as [(SafeText, String)])
    func `words that name the picture need no other name before them`(
        words: SafeText, drawn: String
    ) {
        #expect(drawing(.image(alternative: words, address: nil), measure: 40) == drawn)
    }

    @Test func `blocks without text leave no gap`() {
        let drawn = drawing(
            .paragraph([]), .subhead(["Kop"]), .paragraph([" "]), .quote([]),
            .list(start: 1, items: [[]]), .preformatted([]), .paragraph(["Tekst."]), measure: 24)
        #expect(
            drawn == """
                Kop
                Tekst.
                """)
    }

    @Test func `where there is no room to indent a marker stands in the text`() {
        let drawn = drawing(
            .list(start: 1, items: [[.paragraph(["Een punt"])], [.quote([.paragraph(["Twee"])])]]),
            measure: 6)
        #expect(
            drawn == """
                1. Een
                punt
                2.
                Twee
                """)
    }

    @Test func `lines tell their block and what kind of text they hold`() {
        let text = Typesetter(measure: 40).typeset(
            Document([
                .paragraph([]), .subhead(["Kop"]),
                .paragraph(["Heel ", Span("gewone", style: .strong), " tekst."]),
                .quote([.paragraph(["Citaat."])]), .preformatted(["code"]),
                .image(alternative: "Foto", address: nil), .rule,
            ]))
        #expect(text.lines.map(\.block) == [1, 2, 2, 3, 3, 4, 4, 5, 5, 6])
        #expect(text.lines[0].runs == [TypesetRun("Kop", role: .subhead)])
        #expect(
            text.lines[1].runs == [
                TypesetRun("Heel "), TypesetRun("gewone", style: .strong), TypesetRun(" tekst."),
            ])
        #expect(
            text.lines[3].runs == [
                TypesetRun("│ ", role: .marker), TypesetRun("Citaat.", role: .quote),
            ])
        #expect(
            [5, 7, 9].map { text.lines[$0].runs.map(\.role) } == [
                [.preformatted], [.caption], [.rule],
            ])
    }

    @Test func `the dateline has a role of its own, in the first paragraph alone`() {
        let report: Block = .paragraph([
            "BERLIJN ", Span("(ANP)", style: .emphasis), " - De NAVO praat.",
        ])
        let text = Typesetter(measure: 60).typeset(Document([.subhead(["Kop"]), report, report]))
        #expect(
            text.lines[1].runs == [
                TypesetRun("BERLIJN ", role: .dateline),
                TypesetRun("(ANP)", role: .dateline, style: .emphasis),
                TypesetRun(" -", role: .dateline), TypesetRun(" De NAVO praat."),
            ])
        #expect(text.lines[3].runs.allSatisfy { $0.role == .body })
    }
}
