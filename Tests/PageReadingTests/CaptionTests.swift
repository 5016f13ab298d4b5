import PageReading
import PortalModel
import Testing

/// What stands with the pictures of a page.
struct CaptionTests {
    private func pictures(_ html: String) throws -> [String] {
        let body = paragraphs.map { "<p>\($0)</p>" }
        let text = body[0] + html + body[1...].joined()
        let article = try read(page("<article><h1>Brug dicht</h1>\(text)</article>"))
        #expect(article.text == paragraphs.joined(separator: "\n\n"))
        return article.body.blocks.compactMap { block in
            if case .image(let words, _) = block { words.string } else { nil }
        }
    }

    private static let picture = "<img src=/brug.jpg alt='Beeld bij het artikel'>"

    @Test(arguments: [
        "<figure>\(picture)<figcaption>De brug bij vorst</figcaption></figure>",
        "<figure><figcaption>De brug bij vorst</figcaption>\(picture)</figure>",
        "<figure><a href=/groot><picture><source srcset=/x>\(picture)</picture></a>"
            + "<div class=onder><div><figcaption><span>De brug</span> bij vorst</figcaption></div>"
            + "</div></figure>",
        "<figure>\(picture)</figure><figcaption>De brug bij vorst</figcaption>",
        "<figure>\(picture)</figure><p class=foto-bijschrift>De brug bij vorst</p>",
        "<figure><figure>\(picture)</figure><figcaption>De brug bij vorst</figcaption></figure>",
        "<div class=image>\(picture)<span class=image__caption>De brug bij vorst</span></div>",
        "<div class='wp-caption'>\(picture)<p class=wp-caption-text>De brug bij vorst</p></div>",
        "<figure class='wp-caption'>\(picture)<figcaption class=wp-caption-text>De brug bij vorst"
            + "</figcaption></figure>",
        "<figure>\(picture)<p>De brug bij vorst</p></figure>",
        "<figure>\(picture)<span class=copyright>ANP</span><figcaption>De brug bij vorst</figcaption>"
            + "</figure>",
        "<figure><img src=/brug.jpg alt=''><figcaption>De brug bij vorst</figcaption></figure>",
    ])
    func `a caption is told in place of what a picture says of itself`(html: String) throws {
        #expect(try pictures(html) == ["De brug bij vorst"])
    }

    @Test(arguments: [
        "<p>De brug bij vorst</p><p>Foto: An</p>", "<p>De brug bij vorst</p>Foto: An",
        "De brug bij vorst<span class=credit>Foto: An</span>", "De brug bij vorst<br>Foto: An",
    ])
    func `a caption of several parts is one line`(parts: String) throws {
        let html = "<figure>\(Self.picture)<figcaption>\(parts)</figcaption></figure>"
        #expect(try pictures(html) == ["De brug bij vorst Foto: An"])
    }

    @Test func `each picture has the caption of its own figure`() throws {
        let figures = ["Een", "Twee"].map { name in
            "<figure>\(Self.picture)<figcaption>\(name)</figcaption></figure>"
        }
        let html = "\(Self.picture)" + figures.joined() + "<figure>\(Self.picture)</figure>"
        #expect(
            try pictures(html) == [
                "Beeld bij het artikel", "Een", "Twee", "Beeld bij het artikel",
            ])
    }

    @Test func `a caption that stayed in the text is not told twice`() throws {
        let long = String(repeating: "De brug is oud, en van staal. ", count: 30)
        let html =
            "<article><h1>Brug dicht</h1><figure>\(Self.picture)<figcaption>\(long)</figcaption>"
            + "</figure><p>\(paragraphs[0])</p></article>"
        let article = try read(page(html))
        let text = article.body.plainText
        #expect(text.ranges(of: "De brug is oud").count <= 30)
    }
}
