import EditionFiles
import Foundation
import Testing

/// Signatures that minisign 0.11 made, with keys that were made for this.
struct MinisignTests {
    private static let text = Array("een editie\n".utf8)
    private static let signature = """
        untrusted comment: signature from minisign secret key
        RURMYY40tk9gkp9qRZYSErJpRHoF2WOv+qbNCjdndiyIkiigxmiaLNzBVPXoHajvERdylErc6VCJ/fR/bKPvfZnhut5aZG5rkwA=
        trusted comment: editie 7
        GzJtlj09j02vv9kUIHO/lK5OyyyJzXbWI0nB5LwEksEe1qxG7vDzoqkHixPZorz+D7Ao+xe/JJb7cNeg7B/jDw==

        """
    /// The same by an older way of signing, of the file itself.
    private static let unhashed = """
        untrusted comment: signature from minisign secret key
        RWRMYY40tk9gkhOjVsfXhi/yeark+4EDIldAsnXR3DyYesLlIS47wxLRQQNzms1Lna9aKmKNalOyNgikFLcvDXpJDjgb8oUu6w8=
        trusted comment: editie 7
        IMgp1s4NuK1nfC3GzhoGy2SrxkW5pMsLnH9ZTKPKDbPKIAHJwGRRbpFdpdZfPy6sEngqDOjuT7d27cbCqPycCQ==

        """
    private let key: MinisignKey
    private let otherKey: MinisignKey

    init() throws {
        key = try #require(
            MinisignKey("RWRMYY40tk9gklwtX8/0iR6Th7ypUOtA5n/o0qFRvdYoMomUEPEnqKvP"))
        otherKey = try #require(
            MinisignKey("RWQy7ocbPoRs9Pb+VGkh+iwMA3HOYipie/6S/fwyLFRRXANg47srEUDP"))
    }

    private func holds(_ signature: String, for text: [UInt8], by keys: [MinisignKey]) -> Bool {
        MinisignSignature(Array(signature.utf8))?.holds(for: text, by: keys) ?? false
    }

    @Test func `a signature holds for what was signed, by one of the keys`() {
        #expect(holds(Self.signature, for: Self.text, by: [key]))
        #expect(holds(Self.signature, for: Self.text, by: [otherKey, key]))
        #expect(
            holds(
                Self.signature.replacing("\n", with: "\r\n"), for: Self.text, by: [key]))
    }

    @Test func `it holds for nothing else and by nobody else`() {
        #expect(!holds(Self.signature, for: Self.text + [0x20], by: [key]))
        #expect(!holds(Self.signature, for: [], by: [key]))
        #expect(!holds(Self.signature, for: Self.text, by: [otherKey]))
        #expect(!holds(Self.signature, for: Self.text, by: []))
        #expect(!holds(Self.unhashed, for: Self.text, by: [key]))
    }

    @Test func `the comment that is trusted was signed too`() {
        let forged = Self.signature.replacing("editie 7", with: "editie 8")
        #expect(!holds(forged, for: Self.text, by: [key]))
    }

    @Test func `no byte of the signatures can be changed`() {
        var changed = 0
        for index in Self.signature.indices where Self.signature[index].isLetter {
            var other = Self.signature
            other.replaceSubrange(index...index, with: other[index] == "A" ? "B" : "A")
            let isInComment =
                other.split(separator: "\n")[0]
                != Self.signature
                .split(separator: "\n")[0]
            if isInComment { continue }
            changed += 1
            #expect(!holds(other, for: Self.text, by: [key]))
        }
        #expect(changed > 100)
    }

    @Test(arguments: [
        "", "RW", "untrusted comment: minisign public key", String(repeating: "A", count: 56),
        "RWRMYY40tk9gklwtX8/0iR6Th7ypUOtA5n/o0qFRvdYoMomUEPEnqKv",
        "RWRMYY40tk9gklwtX8/0iR6Th7ypUOtA5n/o0qFRvdYoMomUEPEnqKv ",
    ])
    func `what is no key is none`(text: String) {
        #expect(MinisignKey(text) == nil)
    }

    @Test(arguments: [
        "", "\n\n\n\n", "untrusted comment: x\nAAAA\ntrusted comment: y\nAAAA\n",
        "<html>Meld u aan</html>", String(repeating: "untrusted comment: ", count: 1000),
    ])
    func `what is no signature is none`(text: String) {
        #expect(MinisignSignature(Array(text.utf8)) == nil)
    }
}
