import PortalModel
import Testing

@testable import Typesetting

struct ParagraphTests {
    private static let story: Block = .paragraph([
        """
        De verantwoordelijke minister heeft dinsdag de gemeenteraden in Zeeland gevraagd om \
        opnieuw te praten over de bereikbaarheid van de eilanden. Volgens hem is er “nog nooit zo \
        veel geld” voor bruggen, tunnels en veerboten geweest – maar dan moeten de bestuurders \
        het voor de zomervakantie eens worden.
        """
    ])
    private static let words = WordList(
        "ver-ant-woor-de-lij-ke", "mi-nis-ter", "ge-meen-te-ra-den", "be-reik-baar-heid",
        "be-stuur-ders", "zo-mer-va-kan-tie", "veer-bo-ten", "ei-lan-den", "dins-dag")

    @Test(arguments: [34, 48, 60, 72])
    func `ragged lines come out even`(measure: Int) {
        #expect(drawing(Self.story, measure: measure) == Self.ragged[measure])
    }

    @Test(arguments: [34, 48, 60, 72])
    func `justified lines reach the measure`(measure: Int) {
        let drawn = drawing(Self.story, measure: measure, alignment: .justified)
        #expect(drawn == Self.justified[measure])
    }

    @Test(arguments: [34, 48, 60, 72])
    func `divided words fill the lines`(measure: Int) {
        let drawn = drawing(Self.story, measure: measure, hyphenation: Self.words)
        #expect(drawn == Self.divided[measure])
    }

    @Test(arguments: [34, 48, 60, 72])
    func `divided and justified lines have even gaps`(measure: Int) {
        let drawn = drawing(
            Self.story, measure: measure, alignment: .justified, hyphenation: Self.words)
        #expect(drawn == Self.dividedAndJustified[measure])
    }
}
