import Testing

@testable import PortalCore

struct DutchTextTests {
    @Test(arguments: [
        "De burgemeester zei dat het water aan de kade niet hoger wordt dan een meter.",
        "Zeeland krijgt een nieuwe veerboot voor de overtocht naar Breskens.",
        "Der Minister zei in Berlijn: “Wir schaffen das” – maar niet iedereen was het met hem eens.",
        "Herman den Blijker opent een restaurant in Yerseke, bij de haven.",
    ])
    func `Dutch text is taken for Dutch`(text: String) {
        #expect(DutchText.isLikely(text))
    }

    @Test(arguments: [
        "The mayor said that the water at the quay will not rise by more than a metre.",
        "Der Bürgermeister sagte, dass das Wasser am Kai nicht mehr als einen Meter steigt.",
        "Le maire a dit que l'eau ne montera pas de plus d'un mètre dans le port et sur la côte.",
        "THE BOATS AND THE HARBOUR",
    ])
    func `text in a neighbour's language is not`(text: String) {
        #expect(!DutchText.isLikely(text))
    }

    @Test(arguments: ["", "1 2 3", "Ajax PSV Feyenoord"])
    func `text that says nothing of its language is taken for Dutch`(text: String) {
        #expect(DutchText.isLikely(text))
    }

    @Test func `a quote in another language leaves a Dutch report Dutch`() {
        let report = String(
            repeating: "Het kabinet wil dat de sector zich aan de regels houdt. ", count: 4)
        #expect(DutchText.isLikely(report + "“This is the end of the road”, said the minister."))
    }
}
