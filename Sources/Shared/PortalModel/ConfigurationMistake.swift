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
    /// What is wrong and, where it helps, what is right: the rest of a Dutch sentence, without a
    /// full stop.
    public let sentence: SafeText
    /// Whether nothing in the file holds for it.
    public var voidsFile = false

    public init(_ sentence: SafeText, at place: Place? = nil) {
        self.sentence = sentence
        self.place = place
    }

    /// The whole sentence: "Fout in portaal.toml: na '[display' ontbreekt ']' (regel 1, kolom 9)."
    public func wording(in file: SafeText) -> SafeText {
        let place = place.map { " (regel \($0.line), kolom \($0.column))" as SafeText } ?? .empty
        // A question ends as one.
        let end: SafeText = sentence.string.hasSuffix("?") ? .empty : "."
        return "Fout in \(file): \(sentence)\(place)\(end)"
    }
}

/// Keys that the reader gave a command in portaal.toml, as they stand there.
public struct KeyBinding: Hashable, Sendable {
    /// The command's name.
    public let command: String
    public let commandPlace: ConfigurationMistake.Place?
    /// The names of its keys; none for a command that is to have no key.
    public let keys: [Key]

    public struct Key: Hashable, Sendable {
        public let name: String
        public let place: ConfigurationMistake.Place?

        public init(name: String, place: ConfigurationMistake.Place? = nil) {
            self.name = name
            self.place = place
        }
    }

    public init(
        command: String, commandPlace: ConfigurationMistake.Place? = nil, keys: [Key]
    ) {
        self.command = command
        self.commandPlace = commandPlace
        self.keys = keys
    }
}
