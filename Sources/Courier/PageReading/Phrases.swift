import Foundation
import PortalModel

/// A list of phrases in lower case, to be looked for in many texts.
///
/// They are compared as bytes: the standard library prepares a new search for each phrase and
/// text, which on a page of many short lines takes longer than all the rest.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
    /// Each ended by a zero.
    private let phrases: [[CChar]]

    /// The phrases of our own source.
    init(arrayLiteral elements: String...) {
        phrases = elements.map { Array($0.utf8CString) }
    }

    /// How many of the phrases stand somewhere in `text`, which is in lower case.
    func count(in text: String) -> Int {
        text.withCString { text in phrases.count { strstr(text, $0) != nil } }
    }

    /// Whether one of the phrases stands somewhere in `text`, which is in lower case.
    func isAny(in text: String) -> Bool { count(in: text) > 0 }

    /// Whether one of the phrases, as whole words, begins `text`, which is in lower case.
    func isPrefix(of text: Substring) -> Bool {
        let bytes = text.utf8
        return phrases.contains { phrase in
            guard bytes.starts(with: phrase.dropLast(), by: { $0 == UInt8(bitPattern: $1) }) else {
                return false
            }
            let rest = text[bytes.index(bytes.startIndex, offsetBy: phrase.count - 1)...]
            return rest.first.map { !$0.isLetter } ?? true
        }
    }
}
