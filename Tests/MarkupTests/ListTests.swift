import Markup
import PortalModel
import TestTags
import Testing

struct ListTests {
    private func markers(_ html: String) -> [SafeText?] {
        guard case .list(let items) = Document(html: html).blocks.first else { return [] }
        return items.map(\.marker)
    }

    @Test(arguments: [
        ("<ol><li>a<li>b</ol>", ["1.", "2."]), ("<ol start=0><li>a<li>b</ol>", ["0.", "1."]),
        ("<ol><li value=7>a<li>b</ol>", ["7.", "8."]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
        ("<ol reversed start=10><li>a<li>b</ol>", ["10.", "9."]),
        ("<ol reversed><li>a<li value=9>b<li>c</ol>", ["3.", "9.", "8."]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z.", "aa."]), ("<ol type=A><li>a</ol>", ["A."]),
        ("<ol type=i><li>a<li>b<li>c<li>d</ol>", ["i.", "ii.", "iii.", "iv."]),
        ("<ol type=I start=1999><li>a</ol>", ["MCMXCIX."]),
        ("<ol type=i start=0><li>a</ol>", ["0."]),
        ("<ol style='list-style-type: lower-alpha'><li>a<li>b</ol>", ["a.", "b."]),
        (
            "<ol start=9223372036854775807><li>a<li>b</ol>",
            ["9223372036854775807.", "-9223372036854775808."]
        ),
        ("<ol><li>a<li> <li>c</ol>", ["1.", "3."]),
    ])
    func `items have the numbers that their author gave them`(html: String, numbers: [String]) {
        #expect(markers(html).map { $0?.string } == numbers)
    }

    @Test(arguments: [
        "<ul><li>a<li>b</ul>", "<ol style='list-style: none'><li>a<li>b</ol>",
        "<ol><li>1. a<li>2) b</ol>", "<ol><li><time>14:32</time> a<li>9.05 b</ol>",
    ])
    func `no number stands before another, or where there is none`(html: String) {
        #expect(markers(html) == [nil, nil])
    }

    @Test func `a number at the start of one item takes no number away`() {
        #expect(markers("<ol><li>1.500 euro<li>een boot</ol>").map { $0?.string } == ["1.", "2."])
    }

    @Test(.tags(.slow))
    func `as many loose items as there may be are taken in one after the other`() {
        let html = String(repeating: "<li>a</li>", count: 60_000)
        #expect(markers(html).count == 60_000)
    }
}
