import PortalCore
import PortalModel
import Testing

struct ComparisonTests {
    @Test func `equal texts are a hundred per cent alike`() {
        let comparison = compared(["De zon schijnt."], ["De zon schijnt."])
        #expect(comparison.likeness == 100)
        #expect(drawn(comparison) == ["Titel | Titel", "De zon schijnt. | De zon schijnt."])
    }

    @Test func `texts that differ in a sign are not a hundred per cent alike`() {
        let comparison = compared(["De zon schijnt."], ["De zon schijnt!"])
        #expect(comparison.likeness == 99)
        #expect(drawn(comparison)[1] == "De zon schijnt. | De zon schijnt!")
    }

    @Test func `texts without a word in common share nothing`() {
        let comparison = Comparison(
            text(["De zon schijnt."], title: "Weer"), text(["Morgen valt regen."], title: "Later"))
        #expect(comparison.likeness == 0)
        #expect(
            drawn(comparison) == [
                "[Weer] | [Later]", "[De zon schijnt.] | —", "— | [Morgen valt regen.]",
            ])
    }

    @Test func `the share counts the words of both texts and their titles`() {
        // Shared: Titel, vier, vijf, zes. All: five and four.
        let comparison = compared(["drie vier vijf zes"], ["vier vijf zes"])
        #expect(comparison.likeness == 88)
    }

    @Test func `texts without any words are alike`() {
        #expect(Comparison(text([], title: ""), text([], title: "")).likeness == 100)
    }

    @Test func `a word in other case is the same word`() {
        let comparison = compared(
            ["Vandaag regent het in Zeeland."], ["In Zeeland regent het vandaag."])
        #expect(comparison.rows[1].left.flatMap(\.unmatchedTexts).isEmpty)
        #expect(comparison.likeness == 99)
    }

    @Test func `a number that changed is marked alone`() {
        let comparison = compared(
            ["Bij de brand vielen 12 doden en 5 gewonden."],
            ["Bij de brand vielen 14 doden en 1.200 gewonden."])
        #expect(
            drawn(comparison)[1]
                == "Bij de brand vielen [12] doden en [5] gewonden."
                + " | Bij de brand vielen [14] doden en [1.200] gewonden.")
    }

    @Test func `a short word between two longer differences is taken for chance`() {
        let comparison = compared(
            ["Minister Jansen opende gisteren de vernieuwde sluis bij Terneuzen."],
            ["Minister Jansen bezocht lachend de drukke haven bij Terneuzen."])
        #expect(
            drawn(comparison)[1]
                == "Minister Jansen [opende gisteren de vernieuwde sluis] bij Terneuzen."
                + " | Minister Jansen [bezocht lachend de drukke haven] bij Terneuzen.")
    }

    @Test func `a paragraph that was moved stands alone and is not marked`() {
        let rain: SafeText = "Aan de kust valt vanavond de meeste regen van het land."
        let wind: SafeText = "De wind draait in de loop van morgen naar het zuidwesten."
        let sun: SafeText = "Zondag breekt in Zeeland voor het eerst weer de zon door."
        let comparison = compared([rain, wind, sun], [wind, sun, rain])
        #expect(
            drawn(comparison) == [
                "Titel | Titel", "\(rain) | —", "\(wind) | \(wind)", "\(sun) | \(sun)",
                "— | \(rain)",
            ])
        #expect(comparison.likeness == 99)
    }

    @Test func `a paragraph of one text may stand beside four of the other`() {
        let parts: [SafeText] = [
            "Het stadhuis blijft vandaag dicht.", "De wethouder geeft geen reden.",
            "Bewoners kunnen morgen weer terecht.", "Paspoorten liggen maandag klaar.",
        ]
        let comparison = compared([parts.joined(separator: " ")], parts)
        #expect(comparison.rows.count == 2)
        #expect(comparison.rows[1].right.count == 4)
        #expect(comparison.rows[1].left.flatMap(\.unmatchedTexts).isEmpty)
    }
}

extension [SafeText] {
    fileprivate func joined(separator: String) -> SafeText {
        SafeText(cleaning: map(\.string).joined(separator: separator))
    }
}
