/// A command line that the reader wrote: a program and its arguments, some with placeholders in
/// braces that are filled in, such as `{url}`. It is started as it is, without a shell.
public struct CommandTemplate: Hashable, Sendable {
    /// The name of the program or the path to it.
    public let program: String
    private let arguments: [[Part]]

    /// What can be filled in.
    public enum Placeholder: String, CaseIterable, Sendable {
        case url, title, source, section, author, count
    }

    private enum Part: Hashable {
        case literal(String)
        case placeholder(Placeholder)

        var isLiteral: Bool { if case .literal = self { true } else { false } }
    }

    /// Why words are no command line.
    public enum Fault: Error, Hashable {
        case empty
        /// The program would depend on what an article says.
        case placeholderInProgram
        /// No argument of a program can hold NUL.
        case nulCharacter
        /// A name in braces that is not one of the `allowed` ones.
        case unknownPlaceholder(SafeText)
    }

    /// Takes the words apart: `{name}` with a name of letters is a placeholder, one of `allowed`;
    /// `{{` is a brace, and so is any other.
    public init(_ words: [String], allowed: [Placeholder]) throws(Fault) {
        guard let program = words.first, !program.isEmpty else { throw .empty }
        guard !words.contains(where: { $0.utf8.contains(0) }) else { throw .nulCharacter }
        guard try Self.parts(of: program, allowed: Placeholder.allCases).allSatisfy(\.isLiteral)
        else {
            throw .placeholderInProgram
        }
        var arguments: [[Part]] = []
        for word in words.dropFirst() {
            arguments.append(try Self.parts(of: word, allowed: allowed))
        }
        self.program = program
        self.arguments = arguments
    }

    private static func parts(of word: String, allowed: [Placeholder]) throws(Fault) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        var rest = word[...]
        while let first = rest.first {
            rest.removeFirst()
            guard first == "{" else {
                literal.append(first)
                continue
            }
            if rest.first == "{" {
                rest.removeFirst()
                literal.append("{")
                continue
            }
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            guard !name.isEmpty, rest[name.endIndex...].first == "}" else {
                literal.append("{")
                continue
            }
            guard let placeholder = Placeholder(rawValue: String(name)),
                allowed.contains(placeholder)
            else {
                throw .unknownPlaceholder(SafeText(line: name, limit: 40))
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(.placeholder(placeholder))
            rest = rest[name.endIndex...].dropFirst()
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return parts
    }

    public func contains(_ placeholder: Placeholder) -> Bool {
        arguments.contains { $0.contains(.placeholder(placeholder)) }
    }

    /// The argument vector, the program first. A value that begins an argument and itself begins
    /// with a hyphen stands after a space: it would be taken for an option.
    public func filled(with values: [Placeholder: SafeText]) -> [String] {
        [program]
            + arguments.map { parts in
                parts.enumerated().map { index, part in
                    switch part {
                    case .literal(let text): text
                    case .placeholder(let placeholder):
                        Self.harmless(values[placeholder] ?? .empty, isFirst: index == 0)
                    }
                }.joined()
            }
    }

    private static func harmless(_ value: SafeText, isFirst: Bool) -> String {
        isFirst && value.string.hasPrefix("-") ? " \(value)" : value.string
    }
}

extension CommandTemplate {
    /// The words that make it again.
    public var words: [String] {
        [program]
            + arguments.map { parts in
                parts.map { part in
                    switch part {
                    case .literal(let text): text.replacing("{", with: "{{")
                    case .placeholder(let placeholder): "{\(placeholder.rawValue)}"
                    }
                }.joined()
            }
    }

    /// What the program is called, without the folders before it.
    public var name: SafeText {
        SafeText(line: program.split(separator: "/").last ?? "", limit: 40)
    }
}
