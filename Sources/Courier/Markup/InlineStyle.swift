import Foundation

/// The declarations in an element's `style`.
public enum InlineStyle {
    /// Whether `style`, a C string, keeps its element from being shown: `display: none` or
    /// `visibility: hidden`, whatever their case.
    ///
    /// Linear in its length, and makes no `String`: many pages are full of styles.
    public static func hides(_ style: UnsafePointer<UInt8>) -> Bool {
        let start = UnsafeRawPointer(style).assumingMemoryBound(to: CChar.self)
        var rest = start
        while let colon = strchr(rest, CInt(UInt8(ascii: ":"))).map({ UnsafePointer($0) }) {
            rest = colon + 1
            let value = rest + strspn(rest, blanks.utf8Start)
            if begins(value, with: "none"), ends(start..<colon, with: "display") { return true }
            if begins(value, with: "hidden"), ends(start..<colon, with: "visibility") {
                return true
            }
        }
        return false
    }

    private static let blanks: StaticString = " \t\n\r"

    private static func begins(_ text: UnsafePointer<CChar>, with word: StaticString) -> Bool {
        strncasecmp(text, word.utf8Start, word.utf8CodeUnitCount) == 0
    }

    /// Whether `word` and any blanks after it end the text.
    private static func ends(
        _ text: Range<UnsafePointer<CChar>>, with word: StaticString
    ) -> Bool {
        var end = text.upperBound
        while end > text.lowerBound, strchr(blanks.utf8Start, CInt(end[-1])) != nil { end -= 1 }
        let length = word.utf8CodeUnitCount
        return end - text.lowerBound >= length && begins(end - length, with: word)
    }
}
