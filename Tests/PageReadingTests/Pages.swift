import PageReading
import PortalModel

/// Paragraphs of an article about nothing much, long enough to be running text.
let paragraphs = [
    "De veerboot naar het eiland vertrok dinsdag een uur te laat, omdat de brug bij de haven door "
        + "de vorst niet meer open ging, zo liet de rederij weten.",
    "Honderden reizigers wachtten in de kou, met koffie van de bakker op de hoek, tot de monteurs "
        + "het mechaniek met warm water hadden losgemaakt.",
    "Volgens de havenmeester is de brug zestig jaar oud, en staat een nieuwe pas voor volgend jaar "
        + "op de begroting van de gemeente.",
    "Op het eiland zelf, waar de winkels intussen leeg raakten, werd de vertraging met een "
        + "schouderophalen ontvangen: het gebeurt iedere winter wel een keer.",
]

/// The paragraphs as HTML.
let prose = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")

/// A page around `body`, with scripts as pages have them.
func page(_ body: String, head: String = "") -> String {
    """
    <!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Brug dicht</title>
    <script>var a = "<p>geen tekst</p>";</script>\(head)</head><body>\(body)</body></html>
    """
}

/// The page read, as it came from an address of its own.
func read(
    _ html: String, from address: String = "https://krant.example/nieuws/1"
) throws(DeliveryProblem) -> ExtractedArticle {
    try ExtractedArticle(reading: Array(html.utf8), address: WebAddress(address))
}

/// The problem with a page, nil where it can be read.
func problem(
    _ html: String, contentType: String? = nil, from address: String = "https://krant.example/1"
) -> DeliveryProblem.Code? {
    do throws(DeliveryProblem) {
        _ = try ExtractedArticle(
            reading: Array(html.utf8), contentType: contentType, address: WebAddress(address))
        return nil
    } catch {
        return error.code
    }
}

/// The text of the article in `html`, a line a block.
func lines(_ html: String) throws(DeliveryProblem) -> [String] {
    try read(html).text.split(separator: "\n").map(String.init)
}
