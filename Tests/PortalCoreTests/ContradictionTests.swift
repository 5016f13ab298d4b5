import PortalCore
import PortalModel
import Testing

struct ContradictionTests {
    private func differ(_ one: SafeText, _ other: SafeText) -> [Contradiction] {
        Contradiction.all(in: [
            report("Botsing", text(one)), report("Ongeluk", text(other), source: "De Polder"),
        ])
    }

    private func text(_ text: SafeText) -> Document { Document([.paragraph([Span(text)])]) }

    @Test(
        arguments: [
            ("Er zijn twee gewonden.", "Er vielen drie gewonden.", "gewonden", [2, 3]),
            (
                "Twee mensen raakten lichtgewond.", "Drie mensen raakten lichtgewond.",
                "lichtgewonden", [2, 3]
            ),
            (
                "Vier mensen raakten licht gewond.", "Er zijn 5 lichtgewonden.", "lichtgewonden",
                [4, 5]
            ),
            ("Zes mensen kwamen om het leven.", "Er zijn 7 doden.", "doden", [6, 7]),
            (
                "Bij de brand zijn 1.200 woningen ontruimd.", "Er zijn 900 huizen ontruimd.",
                "woningen", [1200, 900]
            ),
            (
                "De politie verrichtte elf aanhoudingen.", "Twaalf mensen zijn aangehouden.",
                "aanhoudingen", [11, 12]
            ),
            ("Eén persoon is vermist.", "Twee personen zijn nog vermist.", "vermisten", [1, 2]),
        ] as [(SafeText, SafeText, SafeText, [Int])])
    func `other numbers of the same thing are found`(
        one: SafeText, other: SafeText, thing: SafeText, numbers: [Int]
    ) {
        let found = differ(one, other)
        #expect(found.map(\.thing) == [thing])
        #expect(found.first?.claims.map(\.number) == numbers)
        #expect(found.first?.claims.map(\.sources) == [["De Dijk"], ["De Polder"]])
    }

    @Test(
        arguments: [
            ("Er zijn twee gewonden.", "Er zijn 2 gewonden."),
            ("Er zijn twee gewonden.", "Er zijn zeker drie gewonden."),
            ("Er zijn twee gewonden.", "Er zijn meer dan twee gewonden en drie doden."),
            ("Er zijn twee lichtgewonden.", "Er zijn drie gewonden."),
            ("Twee mensen zagen het.", "Drie mensen raakten gewond."),
            ("Eerder waren er twee gewonden.", "Er zijn drie gewonden."),
            ("Vorige maand vielen er twee doden.", "Er zijn drie doden."),
            ("Er zijn twee gewonden in Goes en vier gewonden in Hulst.", "Er zijn drie gewonden."),
            ("Het duurde twee uur.", "Het duurde drie uur."),
            ("Er zijn twee gewonden.", "Nog drie gewonden werden later gevonden."),
            ("Twee mensen en een hond raakten gewond.", "Drie mensen raakten gewond."),
            ("De storm heeft twee bomen geveld.", "De storm heeft drie bomen geveld."),
        ] as [(SafeText, SafeText)])
    func `what may well be something else is not`(one: SafeText, other: SafeText) {
        #expect(differ(one, other).isEmpty)
    }

    @Test func `those who agree stand together`() {
        let reports = [("A", "twee"), ("B", "drie"), ("C", "twee")].map { source, number in
            report(
                "Brand", text(SafeText(cleaning: "Er zijn \(number) gewonden.")),
                source: SafeText(cleaning: source))
        }
        let found = Contradiction.all(in: reports)
        #expect(found.first?.claims.map(\.sources) == [["A", "C"], ["B"]])
    }

    @Test func `one report alone contradicts nobody`() {
        #expect(
            Contradiction.all(in: [report("Twee doden", text("Drie doden."), source: "A")])
                .isEmpty)
    }
}
