import FeedParsing
import PortalModel
import Testing

struct EncodingTests {
    /// The title of the feed in `bytes`.
    private func title(_ bytes: [UInt8], _ contentType: String? = nil) throws -> String {
        try ParsedFeed(parsing: bytes, contentType: contentType).title.string
    }

    private func document(_ declaration: String, _ title: [UInt8]) -> [UInt8] {
        Array("\(declaration)<rss><channel><title>".utf8) + title
            + Array("</title></channel></rss>".utf8)
    }

    private func wide(_ text: String, _ bytes: (UInt16) -> [UInt8]) -> [UInt8] {
        text.utf16.reduce(into: []) { $0 += bytes($1) }
    }

    private let latin = "<?xml version='1.0' encoding='ISO-8859-1'?>"
    private let utf8 = "<?xml version='1.0' encoding='utf-8'?>"

    @Test func `the declaration tells the encoding`() throws {
        #expect(try title(document(latin, [0x63, 0xE9])) == "cé")
        #expect(
            try title(document("<?xml version='1.0' encoding='koi8-r'?>", [0xF2, 0xD5])) == "Ру")
        #expect(
            try title(document("<?xml version='1.0' encoding='Shift_JIS'?>", [0x93, 0xFA])) == "日")
    }

    @Test func `ISO-8859-1 is read as windows-1252`() throws {
        #expect(try title(document(latin, [0x93, 0x61, 0x94])) == "“a”")
    }

    @Test func `the transfer goes before the declaration`() throws {
        #expect(
            try title(document(latin, [0xE9]), "text/xml; charset=\"windows-1251\"") == "й")
    }

    @Test func `an encoding that the bytes belie gives way`() throws {
        #expect(try title(document(utf8, Array("é".utf8)), "text/xml; charset=iso-8859-1") == "é")
        #expect(
            try title(document(latin, Array("Zeeuws-Vlaanderen “é”".utf8)))
                == "Zeeuws-Vlaanderen “é”")
        #expect(try title(document(latin, [0xE9]), "text/xml; charset=utf-8") == "é")
    }

    @Test func `a byte order mark goes before everything`() throws {
        #expect(
            try title([0xEF, 0xBB, 0xBF] + document(latin, Array("é".utf8)), "a/b; charset=koi8-r")
                == "é")
    }

    @Test func `UTF-16 and UTF-32 are known with and without a mark`() throws {
        let text =
            "<?xml version='1.0' encoding='UTF-16'?><rss><channel><title>Oekraïne 😀</title></channel></rss>"
        let big = wide(text) { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let little = wide(text) { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        var wider: [UInt8] = []
        for scalar in text.unicodeScalars {
            wider += [24, 16, 8, 0].map { UInt8(scalar.value >> $0 & 0xFF) }
        }
        for bytes in [big, [0xFE, 0xFF] + big, little, [0xFF, 0xFE] + little, wider] {
            #expect(try title(bytes) == "Oekraïne 😀")
        }
    }

    @Test func `text cut in the middle of a character is still read`() throws {
        let text = "<rss><channel><title>A</title>"
        let big = wide(text) { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + [0]
        #expect(try title([0xFE, 0xFF] + big) == "A")
    }

    @Test func `invalid UTF-8 is repaired`() throws {
        #expect(try title(document(utf8, [0x61, 0xFF, 0x62, 0xE2, 0x82])) == "a\u{FFFD}b\u{FFFD}")
    }

    @Test func `windows-1252 that is called UTF-8 is read as what it is`() throws {
        // “Coëfficiënt” – café’s, à 5 €
        let bytes: [UInt8] =
            [0x93] + Array("Co".utf8) + [0xEB] + Array("ffici".utf8) + [0xEB]
            + Array("nt".utf8) + [0x94, 0x20, 0x96] + Array(" caf".utf8) + [0xE9, 0x92]
            + Array("s, ".utf8) + [0xE0] + Array(" 5 ".utf8) + [0x80]
        let expected = "“Coëfficiënt” – café’s, à 5 €"
        #expect(try title(document(utf8, bytes)) == expected)
        #expect(try title(document("", bytes), "text/xml; charset=utf-8") == expected)
    }

    @Test func `UTF-8 with a character that was cut stays UTF-8`() throws {
        #expect(try title(document(utf8, Array("caf".utf8) + [0xC3])) == "caf\u{FFFD}")
        #expect(
            try title(document(utf8, Array("één caf".utf8) + [0xE9] + Array("s".utf8)))
                == "één caf\u{FFFD}s")
        #expect(
            try title(document(utf8, Array("wacht".utf8) + [0xE2, 0x80]))
                == "wacht\u{FFFD}")
    }

    @Test func `a byte without a meaning in its encoding is repaired`() throws {
        let declaration = "<?xml version='1.0' encoding='windows-1252'?>"
        #expect(try title(document(declaration, [0x61, 0x81, 0xE9])) == "a\u{FFFD}é")
    }

    @Test func `without a word bytes that are no UTF-8 are windows-1252`() throws {
        #expect(try title(document("", [0x63, 0xE9, 0x80])) == "cé€")
    }

    @Test func `an unknown encoding is read as UTF-8`() throws {
        #expect(
            try title(document("<?xml version='1.0' encoding='x-nix'?>", Array("é".utf8))) == "é")
    }

    @Test func `control characters do not end a document`() throws {
        #expect(try title(document(utf8, [0x61, 0x00, 0x62, 0x1B, 0x63, 0x0B])) == "abc")
    }
}
