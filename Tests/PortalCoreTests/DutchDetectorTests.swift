import PortalModel
import Testing

@testable import PortalCore

struct DutchDetectorTests {
    @Test(arguments: [
        "De burgemeester zei dat het water aan de kade niet hoger wordt dan een meter.",
        "Zeeland krijgt een nieuwe veerboot voor de overtocht naar Breskens.",
        "Der Minister zei in Berlijn: “Wir schaffen das” – maar niet iedereen was het met hem eens.",
        "Herman den Blijker opent een restaurant in Yerseke, bij de haven.",
    ])
    func `Dutch text is taken for Dutch`(text: String) {
        #expect(DutchDetector.isDutch(text))
    }

    @Test(arguments: [
        "The mayor said that the water at the quay will not rise by more than a metre.",
        "Der Bürgermeister sagte, dass das Wasser am Kai nicht mehr als einen Meter steigt.",
        "Le maire a dit que l'eau ne montera pas de plus d'un mètre dans le port et sur la côte.",
        "THE BOATS AND THE HARBOUR",
    ])
    func `text in a neighbour's language is not`(text: String) {
        #expect(!DutchDetector.isDutch(text))
    }

    @Test(arguments: ["", "1 2 3", "Ajax PSV Feyenoord"])
    func `text that says nothing of its language is taken for Dutch`(text: String) {
        #expect(DutchDetector.isDutch(text))
    }

    @Test func `a quote in another language leaves a Dutch report Dutch`() {
        let report = String(
            repeating: "Het kabinet wil dat de sector zich aan de regels houdt. ", count: 4)
        #expect(DutchDetector.isDutch(report + "“This is the end of the road”, said the minister."))
    }

    @Test func `the language that a page names decides where its words do not`() {
        #expect(!DutchDetector.isDutch("Zamknięto most w porcie", told: "pl"))
        #expect(!DutchDetector.isDutch("Sluis open, brug dicht", told: "en-gb"))
        #expect(DutchDetector.isDutch("Sluis open, brug dicht", told: "nl-be"))
        let template = String(repeating: "Het schip voer niet uit, maar bij de kade. ", count: 5)
        #expect(DutchDetector.isDutch(template, told: "en-us"))
        #expect(
            !DutchDetector.isDutch(String(repeating: "This is the end. ", count: 9), told: "nl"))
    }
}
