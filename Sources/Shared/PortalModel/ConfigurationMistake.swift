/// Something wrong in a file that the reader wrote: what was left out, and where it stands.
public struct ConfigurationMistake: Error, Hashable, Sendable {
    /// A place in a text, as editors count it.
    public struct Place: Hashable, Comparable, Sendable {
        /// From 1.
        public let line: Int
        /// In Unicode scalars, from 1.
        public let column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        public static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// Where it stands; nil when it is about the file as a whole.
    public let place: Place?
    /// One Dutch sentence that says what is wrong and, where it helps, what is right.
    public let sentence: SafeText

    public init(_ sentence: SafeText, at place: Place? = nil) {
        self.sentence = sentence
        self.place = place
    }

    /// The sentence with its place before it: `regel 3, kolom 9: …`.
    public var wording: SafeText {
        guard let place else { return sentence }
        return "regel \(place.line), kolom \(place.column): \(sentence)"
    }
}
