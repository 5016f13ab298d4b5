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
        "<img src='/x' width=1 height=1 alt=x>", "<!-- x -->", "<template><p>x</p></template>",
    ])
    func `what is not for reading is left out`(html: String) {
        #expect(Document(html: "<p>voor</p>\(html)<p>na</p>").plainText == "voor\n\nna")
    }

    @Test(arguments: ["display:block", "display:", "none", "visibility:none", "play:none", ":none"])
    func `a style that hides nothing is passed over`(style: String) {
        #expect(Document(html: "<p>voor</p><p style='\(style)'>x</p>").plainText == "voor\n\nx")
    }
}
