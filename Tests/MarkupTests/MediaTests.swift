import Markup
import PortalModel
import Testing

struct MediaTests {
    private let page = WebAddress("https://krant.nl/nieuws/1")

    private func blocks(_ html: String) -> [Block] {
        Document(html: html, relativeTo: page).blocks
    }

    private func link(_ label: SafeText, _ address: String) -> Block {
        .paragraph([Span(label, link: WebAddress(address))])
    }

    @Test(arguments: [
        (
            "<iframe src='//www.youtube.com/embed/a-B_9?x=1'></iframe>", "[video]",
            "www.youtube.com/watch?v=a-B_9"
        ),
        (
            "<iframe data-src='https://player.vimeo.com/video/42'></iframe>", "[video]",
            "vimeo.com/42"
        ),
        ("<lite-youtube videoid=a-B_9></lite-youtube>", "[video]", "www.youtube.com/watch?v=a-B_9"),
        (
            "<amp-youtube data-videoid=a-B_9></amp-youtube>", "[video]",
            "www.youtube.com/watch?v=a-B_9"
        ),
        (
            "<video><source src='https://v.nl/f.mp4'>Je browser kan dit niet.</video>", "[video]",
            "v.nl/f.mp4"
        ),
        ("<audio src='https://v.nl/f.mp3'></audio>", "[audio]", "v.nl/f.mp3"),
        (
            "<iframe src='https://open.spotify.com/embed/episode/7' title='Spotify Embed: Over de zee'></iframe>",
            "[audio: Over de zee]", "open.spotify.com/episode/7"
        ),
        (
            "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>", "[kaart]",
            "www.google.com/maps/embed?pb=1"
        ),
        (
            "<iframe src='https://peiling.nl/3' title='Peiling over het weer'></iframe>",
            "[insluiting: Peiling over het weer]", "peiling.nl/3"
        ),
        ("<embed src='https://v.nl/verslag.pdf'>", "[document]", "v.nl/verslag.pdf"),
        (
            "<object><param name=movie value='https://v.nl/f.swf'><embed src='https://v.nl/f.swf'></object>",
            "[insluiting]", "v.nl/f.swf"
        ),
    ])
    func `what plays or shows by itself leaves a link that opens`(
        html: String, label: String, address: String
    ) {
        #expect(
            blocks("<p>voor</p><figure>\(html)</figure><p>na</p>") == [
                .paragraph(["voor"]), link(SafeText(cleaning: label), "https://" + address),
                .paragraph(["na"]),
            ])
    }

    @Test(arguments: [
        "<iframe src='about:blank'></iframe>", "<iframe width=1 height=1 src='/t'></iframe>",
        "<iframe src='https://www.googletagmanager.com/ns.html?id=1'></iframe>",
        "<video></video>", "<audio>Uw browser speelt dit niet af.</audio>",
        "<iframe src='javascript:x()'>tekst</iframe>",
    ])
    func `what cannot be opened or is not seen leaves nothing`(html: String) {
        #expect(blocks("<p>voor</p>\(html)") == [.paragraph(["voor"])])
    }

    @Test func `a title has no mark of what it cannot show`() {
        let html =
            "Kop<iframe src='https://a.nl/'></iframe> en <img src='https://a.nl/b.jpg'>staart"
        #expect(MarkupReader().line(html: html) == "Kop en staart")
    }

    @Test func `what an object has for those who cannot see it is read`() {
        #expect(
            blocks(
                "<object data='https://v.nl/x.pdf'><a href='https://v.nl/x.pdf'>Het rapport</a></object>"
            ) == [link("Het rapport", "https://v.nl/x.pdf")])
        #expect(
            blocks("<object data='https://v.nl/x.pdf'><p>Het rapport als PDF</p></object>") == [
                .paragraph(["Het rapport als PDF"]), link("[document]", "https://v.nl/x.pdf"),
            ])
    }

    @Test func `a picture is told by its alternative text`() {
        #expect(
            blocks("<p>a<img src='/b.jpg' alt=' Een  boot '>c</p>") == [
                .paragraph(["a"]),
                .image(
                    alternative: "Een boot", address: WebAddress("https://krant.nl/b.jpg")),
                .paragraph(["c"]),
            ])
    }

    @Test(arguments: [
        ("alt='Zee' title='De grap staat hier.'", "Zee. De grap staat hier."),
        ("alt='De zee' title='De zee bij Veere'", "De zee bij Veere"),
        ("alt='De zee bij Veere' title='de zee'", "De zee bij Veere"),
        ("alt='Zee' title='zee-1024x768'", "Zee"), ("title='De zee'", "De zee"),
    ])
    func `its title is read where it says more`(attributes: String, words: String) {
        #expect(
            blocks("<img src='https://a.nl/b.png' \(attributes)>") == [
                .image(
                    alternative: SafeText(cleaning: words),
                    address: WebAddress("https://a.nl/b.png"))
            ])
    }

    @Test(arguments: ["", "alt=''", "alt='Een boot'"])
    func `a caption stands for its picture`(alternative: String) {
        let html =
            "<figure><img src='https://a.nl/b' \(alternative)>"
            + "<figcaption>De <i>boot</i> in Veere</figcaption></figure>"
        #expect(
            blocks(html) == [
                .image(alternative: "De boot in Veere", address: WebAddress("https://a.nl/b"))
            ])
    }

    @Test(arguments: [
        "<figure><figcaption>De boot in Veere</figcaption><img src='https://a.nl/b'></figure>",
        "<figure><img src='https://a.nl/b'><p>De boot in Veere</p></figure>",
        "<figure><img src='https://a.nl/b' alt='Boot'>De boot in Veere</figure>",
        "<div class=wp-caption><img src='https://a.nl/b' alt='Boot'><p class='wp-caption-text'>"
            + "De boot in Veere</p></div>",
        "<img src='https://a.nl/b' alt='Boot'><div class='article__caption'>De boot in Veere</div>",
        "<p><img src='https://a.nl/b' alt='Boot'></p><p class='foto-bijschrift'>De boot in Veere</p>",
    ])
    func `a caption stands with its picture, however it is written`(html: String) {
        #expect(
            blocks(html + "<p>Daarna.</p>") == [
                .image(alternative: "De boot in Veere", address: WebAddress("https://a.nl/b")),
                .paragraph(["Daarna."]),
            ])
    }

    @Test(arguments: [
        "<p>De boot in Veere</p><p>Foto: An</p>", "<p>De boot in Veere</p>Foto: An",
        "<div>De boot in Veere</div><div class=credit>Foto: An</div>",
        "<ul><li>De boot in Veere<li>Foto: An</ul>", "De boot in Veere<br><small>Foto: An</small>",
        "<blockquote>De boot in Veere</blockquote><hr>Foto: An",
    ])
    func `a caption of several parts is one line`(parts: String) {
        for caption in ["<figcaption>\(parts)</figcaption>", "<div class=caption>\(parts)</div>"] {
            #expect(
                blocks(
                    "<figure><img src='https://a.nl/b' alt='Boot'>\(caption)</figure><p>Daarna.</p>"
                ) == [
                    .image(
                        alternative: "De boot in Veere Foto: An",
                        address: WebAddress("https://a.nl/b")),
                    .paragraph(["Daarna."]),
                ])
        }
    }

    @Test func `a caption may stand in the line of its picture`() {
        let html =
            "<div><img src='https://a.nl/b' alt='Boot'> <span class=foto__caption>De boot in "
            + "<b>Veere</b></span></div><p>Daarna.</p>"
        #expect(
            blocks(html) == [
                .image(alternative: "De boot in Veere", address: WebAddress("https://a.nl/b")),
                .paragraph(["Daarna."]),
            ])
    }

    @Test func `a text that was put into a caption is left whole`() {
        let paragraph = String(repeating: "Dit is een lange alinea. ", count: 30)
        let html =
            "<figure><img src=/b alt=Boot><figcaption><p>\(paragraph)</p><p>Nog een.</p>"
            + "</figcaption></figure>"
        #expect(Document(blocks(html)).plainText.hasSuffix("\n\nNog een."))
    }

    @Test(arguments: [
        ("<p class=caption>Los</p><p>Daarna.</p>", ["Los", "Daarna."]),
        (
            "<figure><figcaption>Los</figcaption></figure><img src=/b alt=Boot>",
            ["Los", "Foto: Boot"]
        ),
        (
            "<img src=/b alt=Boot><p>Tekst.</p><p class=caption>Los</p>",
            ["Foto: Boot", "Tekst.", "Los"]
        ),
        ("<figure><img src=/b alt=Boot><p>Een.</p><p>Twee.</p></figure>", ["Foto: Een.", "Twee."]),
        (
            "<div class=wp-caption><img src=/a alt=A></div><div class=wp-caption><img src=/b alt=B></div>",
            ["Foto: A", "Foto: B"]
        ),
    ])
    func `what is no caption of a picture stays text`(html: String, texts: [String]) {
        #expect(Document(blocks(html)).plainText == texts.joined(separator: "\n\n"))
    }

    @Test func `a picture without words leaves its address, or a mark in its sentence`() {
        let picture = WebAddress("https://krant.nl/b.jpg")
        #expect(
            blocks("<img src='/b.jpg'><p>a</p>") == [
                .image(alternative: .empty, address: picture), .paragraph(["a"]),
            ])
        #expect(
            blocks("<p>a <img src='/b.jpg'> b</p>") == [
                .paragraph(["a ", Span("[foto]", link: picture), " b"])
            ])
    }

    @Test func `a picture that tells nothing is left out, unless it is all there is`() {
        #expect(Document(html: "<p>a<img src='/b.jpg' alt=''>b</p>").plainText == "ab")
        #expect(
            blocks("<p><img src='/b.jpg' alt=''></p>") == [
                .image(alternative: .empty, address: WebAddress("https://krant.nl/b.jpg"))
            ])
        #expect(blocks("<img src='data:image/gif;base64,R0'>") == [])
    }

    @Test func `the address of a picture loaded late or larger elsewhere is that one`() {
        #expect(
            blocks("<img src='/leeg.gif' data-src='/b.jpg' alt='Boot'>") == [
                .image(alternative: "Boot", address: WebAddress("https://krant.nl/b.jpg"))
            ])
        #expect(
            blocks("<a href='/groot.jpg'><img src='/klein.jpg'></a>") == [
                .image(alternative: .empty, address: WebAddress("https://krant.nl/groot.jpg"))
            ])
    }

    @Test func `a link that holds only a picture can be opened`() {
        #expect(
            blocks("<a href='https://elders.nl/stuk'><img src='/b.jpg' alt=''></a>") == [
                link("[foto]", "https://elders.nl/stuk")
            ])
        #expect(
            blocks("<a href='https://youtu.be/x1'><img src='/b.jpg' alt='De storm'></a>") == [
                .image(alternative: "De storm", address: WebAddress("https://krant.nl/b.jpg")),
                link("[video]", "https://youtu.be/x1"),
            ])
    }

    @Test(arguments: [
        "<img src=x alt='🙂' width=16>", "<img src=x alt='🙂' style='height: 1em; max-height: 1em'>",
        "<img src=x alt='🙂' height='1.2em'>", "<img src='/b/twemoji/1.svg' alt='🙂'>",
        "<img class='wp-smiley' src=x alt='🙂'>", "<img src='/1f642.png' alt='🙂'>",
    ])
    func `a picture of a character stands in its line`(picture: String) {
        #expect(blocks("<p>Mooi \(picture) hoor</p>") == [.paragraph(["Mooi 🙂 hoor"])])
    }

    @Test(arguments: [
        "class=latex alt='x^2'", "src='https://s0.wp.com/latex.php?latex=x' alt='x^2'",
        #"class='mwe-math-fallback-image-inline' alt='{\displaystyle x^2}'"#, "src=x alt='$x^2$'",
    ])
    func `a picture of a formula stands in its line`(attributes: String) {
        #expect(blocks("<p>Dus <img \(attributes)> is</p>") == [.paragraph(["Dus x^2 is"])])
    }
}
