import PageReading
import PortalModel
import Testing

struct CharsetTests {
    private let sentence = "Geïnteresseerde reëele cafés, überhaupt, verkochten crème brûlée."

    /// `body` in ISO-8859-1.
    private func latin(_ html: String) -> [UInt8] {
        html.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private func text(_ bytes: [UInt8], contentType: String? = nil) throws -> String {
        try ExtractedArticle(reading: bytes, contentType: contentType).text
    }

    private func html(_ meta: String) -> String {
        "<html><head>\(meta)</head><body><article>\(prose)<p>\(sentence)</p></article></body></html>"
    }

    @Test func `the header of the transfer tells the encoding`() throws {
        let found = try text(latin(html("")), contentType: "text/html; charset=ISO-8859-1")
        #expect(found.contains(sentence))
    }

    @Test(arguments: [
        "<meta charset=windows-1252>",
        "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>",
    ])
    func `a meta element tells the encoding`(meta: String) throws {
        #expect(try text(latin(html(meta))).contains(sentence))
    }

    @Test func `a sign that only the named encoding has is read as that`() throws {
        // 0xA4 is the euro in ISO-8859-15, and the sign of any currency in windows-1252.
        let bytes = latin(html("<meta charset=iso-8859-15>").replacing("cafés", with: "cafés ¤ 5"))
        #expect(try text(bytes).contains("cafés € 5"))
    }

    @Test func `without a word, bytes that are no UTF-8 are windows-1252`() throws {
        #expect(try text(latin(html(""))).contains(sentence))
    }

    @Test(arguments: ["iso-8859-15", "gb2312", "shift_jis"])
    func `UTF-8 that calls itself something else is UTF-8`(name: String) throws {
        #expect(try text(Array(html("<meta charset=\(name)>").utf8)).contains(sentence))
    }

    @Test func `a byte order mark counts more than any word`() throws {
        let wide: [UInt8] = html("<meta charset=utf-8>").utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        #expect(try text([0xFF, 0xFE] + wide).contains(sentence))
    }

    @Test func `broken UTF-8 is mended`() throws {
        var bytes = Array(html("<meta charset=utf-8>").utf8)
        bytes.insert(0xC3, at: bytes.count - 40)
        #expect(try text(bytes).contains(paragraphs[0]))
    }
}
