import HostileText
import Markup
import PortalModel
import TestTags
import Testing

/// Markup of which a byte is not what it was.
struct MutationTests {
    private static let documents = [
        """
        <p>10<sup>26</sup>, H<sub>2</sub>O, <sup>3</sup>/<sub>4</sub>, 1990<sup><a href=#n>1</a></sup>
        <del>12</del> <ins>15</ins> <s>a</s><br><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>
        https://a.nl/b(c) www.a.nl <span style="text-decoration:line-through">x</span></p>
        """,
        """
        <p><math alttext="x"><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msqrt><mn>2</mn></msqrt>
        </mfrac><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><annotation encoding="tex">x</annotation>
        </math><span class="katex-html">x</span><script type="math/tex">x^2</script></p>
        """,
        """
        <table><tr><th colspan=3 rowspan=2>a<br>b</th></tr><tr><td>c</td></tr></table><ol reversed
        type=i start=4><li value=2>a<li>b</ol><iframe src="//youtube.com/embed/a1"></iframe><video>
        <source src=a.mp4>x</video><a href=b><img src=a.jpg alt=x title="een boot"></a><img class=emoji
        alt=🙂><object data=a.pdf><param name=movie value=b>c</object><pre>a\tb<br>c</pre>
        """,
    ]

    @Test(.tags(.slow), arguments: documents, 1...3 as ClosedRange<UInt64>)
    func `a byte that is another ends no reader`(document: String, seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let reader = MarkupReader()
        for _ in 0..<200 {
            let bytes = Array(document.utf8).mutated(with: &generator)
            let read = bytes.withUnsafeBufferPointer {
                reader.document(html: $0, relativeTo: WebAddress("https://krant.nl/1"))
            }
            let lines = read.plainText.split(separator: "\n")
            #expect(lines.allSatisfy { Harm.first(in: String($0)) == nil }, "seed \(seed)")
            #expect(Document(stored: read.stored) == read, "seed \(seed)")
        }
    }
}
