import Markup
import PortalModel
import TestTags
import Testing

struct FormulaTests {
    private func text(_ html: String) -> String { Document(html: html).plainText }

    @Test(arguments: [
        ("<mfrac><mn>1</mn><mn>3</mn></mfrac>", "1/3"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"), ("<msqrt><mn>2</mn></msqrt>", "√2"),
        ("<msqrt><mi>a</mi><mo>-</mo><mi>b</mi></msqrt>", "√(a − b)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<msub><mi>x</mi><mi>i</mi></msub>", "xᵢ"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
            "∑ᵢ₌₁ⁿ"
        ),
        ("<mi>y</mi><mo>=</mo><mo>-</mo><mn>2</mn><mo>&#x2062;</mo><mi>x</mi>", "y = −2x"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>t</mi>", "sin t"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v\u{20D7}"),
        ("<mtext>als </mtext><mi>x</mi><mphantom><mn>9</mn></mphantom>", "als x"),
    ])
    func `a formula is told in a line`(math: String, line: String) {
        #expect(text("<p>Dus <math>\(math)</math>.</p>") == "Dus \(line).")
    }

    @Test func `what its author wrote for the blind comes first, TeX last`() {
        #expect(text("<math alttext='x kwadraat'><mi>x</mi></math>") == "x kwadraat")
        #expect(text(#"<math alttext="\sqrt{2}"><msqrt><mn>2</mn></msqrt></math>"#) == "√2")
        let tex = "<annotation encoding='application/x-tex'>{\\displaystyle a_b}</annotation>"
        #expect(text("<math><semantics><mrow></mrow>\(tex)</semantics></math>") == "a_b")
        let table = "<mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable>"
        #expect(text("<math><semantics>\(table)\(tex)</semantics></math>") == "a_b")
    }

    @Test func `what draws a formula for the eye is not read as well`() {
        let math =
            "<math><semantics><msup><mi>x</mi><mn>2</mn></msup>"
            + "<annotation encoding='application/x-tex'>x^2</annotation></semantics></math>"
        let katex =
            "<span class=katex><span class=katex-mathml>\(math)</span>"
            + "<span class=katex-html aria-hidden=true><span>x</span><span>2</span></span></span>"
        #expect(text("<p>Dus \(katex) klopt.</p>") == "Dus x² klopt.")
        let mathJax =
            "<span class=MathJax_Preview>x2</span><span class=MathJax><nobr>x2</nobr>"
            + "<span class=MJX_Assistive_MathML>\(math)</span></span>"
            + "<script type='math/tex'>x^2</script>"
        #expect(text("<p>Dus \(mathJax) klopt.</p>") == "Dus x² klopt.")
        let container =
            "<mjx-container><mjx-math>x2</mjx-math><mjx-assistive-mml>\(math)</mjx-assistive-mml>"
            + "</mjx-container>"
        #expect(text("<p>Dus \(container) klopt.</p>") == "Dus x² klopt.")
    }

    @Test func `a script of TeX is read where nothing else says it`() {
        #expect(text("<p>Dus <script type='math/tex'>x+1</script>.</p>") == "Dus x+1.")
        #expect(text("<p>Dus <script>x+1</script>.</p>") == "Dus .")
    }

    @Test(.tags(.slow), arguments: ["mrow", "mfrac", "msqrt", "msup", "mfenced", "semantics"])
    func `a formula without an end ends`(name: String) {
        let open = String(repeating: "<\(name)><mi>x</mi>", count: 20_000)
        let document = Document(html: "<p>a</p><math>\(open)")
        #expect(document.plainText.utf8.count < 20_000)
        let signs = String(repeating: "<mo>=</mo>", count: 100_000)
        #expect(Document(html: "<math>\(signs)</math>").plainText.utf8.count < 20_000)
    }
}
