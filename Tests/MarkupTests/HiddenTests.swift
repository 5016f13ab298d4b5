import Markup
import PortalModel
import Testing

struct HiddenTests {
    @Test(arguments: [
        "<script>x()</script>", "<style>p{}</style>", "<iframe src='/x'>x</iframe>",
        "<form><input value=x><button>x</button></form>", "<svg><title>x</title></svg>",
        "<noscript><img src='/x' alt=x></noscript>", "<p hidden>x</p>",
        "<div style='Color:red; display: none'><p>x</p></div>",
        "<div style='DISPLAY :None'>x</div>", "<p style='top:0;visibility:hidden'>x</p>",
        "<img src='/x' width=1 height=1 alt=x>", "<!-- x -->", "<object>x<embed></object>",
        "<template><p>x</p></template>",
    ])
    func `what is not for reading is left out`(html: String) {
        #expect(Document(html: "<p>voor</p>\(html)<p>na</p>").plainText == "voor\n\nna")
    }

    @Test(arguments: ["display:block", "display:", "none", "visibility:none", "play:none", ":none"])
    func `a style that hides nothing is passed over`(style: String) {
        #expect(Document(html: "<p>voor</p><p style='\(style)'>x</p>").plainText == "voor\n\nx")
    }

    @Test func `a picture is told by its alternative text`() {
        #expect(
            Document(
                html: "<p>a<img src='/b.jpg' alt=' Een  boot '>c</p>",
                relativeTo: WebAddress("https://krant.nl/x")
            ).blocks == [
                .paragraph(["a"]),
                .image(
                    alternative: "Een boot", address: WebAddress("https://krant.nl/b.jpg")),
                .paragraph(["c"]),
            ])
    }

    @Test(arguments: ["", "alt='Een boot'"])
    func `a caption stands for its picture`(alternative: String) {
        let html =
            "<figure><img src='https://a.nl/b' \(alternative)>"
            + "<figcaption>De <i>boot</i> in Veere</figcaption></figure>"
        #expect(
            Document(html: html).blocks == [
                .image(alternative: "De boot in Veere", address: WebAddress("https://a.nl/b"))
            ])
    }

    @Test func `a picture without words is left out`() {
        #expect(Document(html: "<p>a<img src='/b.jpg' alt=''>b</p>").plainText == "ab")
    }

    @Test func `a small picture is a word in its line`() {
        #expect(
            Document(html: "Mooi <img src=x alt=':-)' width=16> hoor").plainText
                == "Mooi :-) hoor")
    }
}
