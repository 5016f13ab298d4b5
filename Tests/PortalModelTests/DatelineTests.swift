import PortalModel
import Testing

struct DatelineTests {
    struct Case: Sendable {
        let text: String
        let place: String
        let agencies: [String]
        let rest: String

        init(_ text: String, _ place: String, _ agencies: [String], rest: String) {
            (self.text, self.place, self.agencies, self.rest) = (text, place, agencies, rest)
        }
    }

    @Test(arguments: [
        Case("BERLIJN (ANP) - De NAVO", "BERLIJN", ["ANP"], rest: "De NAVO"),
        Case("MEITAR (ANP/AFP) - Premier", "MEITAR", ["ANP", "AFP"], rest: "Premier"),
        Case("KIEV (ANP/RTR/AF) - De", "KIEV", ["ANP", "RTR", "AF"], rest: "De"),
        Case("NEW YORK (ANP/BLOOMBERG) - Op", "NEW YORK", ["ANP", "BLOOMBERG"], rest: "Op"),
        Case("MIDDELBURG - De brug - de oude -", "MIDDELBURG", [], rest: "De brug - de oude -"),
        Case("’S-GRAVENHAGE – Het is", "’S-GRAVENHAGE", [], rest: "Het is"),
        Case("MIDDELBURG – De brug - de oude", "MIDDELBURG", [], rest: "De brug - de oude"),
        Case("SINT-MAARTENSDIJK/THOLEN - Er", "SINT-MAARTENSDIJK/THOLEN", [], rest: "Er"),
        Case("SÃO PAULO (ANP) - In", "SÃO PAULO", ["ANP"], rest: "In"),
    ])
    func `place and agencies stand before a report`(example: Case) throws {
        let text = SafeText(cleaning: example.text)
        let dateline = try #require(Dateline(startOf: text))
        #expect(dateline.place.string == example.place)
        #expect(dateline.agencies.map(\.string) == example.agencies)
        #expect(String(text.string.dropFirst(dateline.length)) == example.rest)
    }

    @Test(arguments: [
        "", "De NAVO - dat is", "Berlijn (ANP) - De", "A - b", "2026 - het jaar", " - De",
        "BERLIJN",
        "BERLIJN (Anp) - De", "BERLIJN () - De", "BERLIJN (ANP) De", "(ANP) - De",
        "DIT IS EEN ZIN IN HOOFDLETTERS DIE VEEL TE LANG IS VOOR EEN PLAATS - De",
    ])
    func `other beginnings are no dateline`(text: String) {
        #expect(Dateline(startOf: SafeText(cleaning: text)) == nil)
    }
}
