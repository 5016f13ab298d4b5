/// The programs of the reader's that portaal.toml names.
public struct ReaderCommands: Hashable, Sendable {
    /// Those that an article can be sent on to, in the order of the file.
    public var send: [SendCommand] = []
    public var open = OpenCommands()
    /// What tells the reader of new articles.
    public var notify: NotifyCommand?

    public init() {}
}

/// A command that an article can be sent on to.
public struct SendCommand: Hashable, Sendable {
    public let name: SafeText
    /// Chooses it where the commands are shown.
    public let key: Character?
    public let command: CommandTemplate
    /// What it reads from its standard input; nil for nothing or, with the terminal, the keyboard.
    public let input: Input?
    /// Whether it gets the terminal, and is waited for.
    public let usesTerminal: Bool

    public enum Input: String, CaseIterable, Sendable {
        case text, markdown, url
    }

    /// What can stand in its arguments.
    public static let placeholders: [CommandTemplate.Placeholder] = [
        .url, .title, .source, .section, .author,
    ]

    public init(
        name: SafeText, key: Character? = nil, command: CommandTemplate, input: Input? = nil,
        usesTerminal: Bool = false
    ) {
        self.name = name
        self.key = key
        self.command = command
        self.input = input
        self.usesTerminal = usesTerminal
    }
}

/// What tells the reader of new articles, once a round has ended that brought some.
public struct NotifyCommand: Hashable, Sendable {
    public let command: CommandTemplate
    /// The names of the sections that it is about; none for all.
    private let sections: Set<String>
    /// What a title or teaser must have one of; none for any.
    private let words: [WordPattern]

    /// What can stand in its arguments: that of the newest article, and how many there are.
    public static let placeholders: [CommandTemplate.Placeholder] = [
        .title, .source, .section, .url, .count,
    ]

    public init(_ command: CommandTemplate, sections: [SafeText] = [], words: [WordPattern] = []) {
        self.command = command
        self.sections = Set(sections.map { $0.string.lowercased() })
        self.words = words
    }

    public func isAbout(_ headline: Headline) -> Bool {
        guard sections.isEmpty || sections.contains(headline.sectionName.string.lowercased())
        else { return false }
        guard !words.isEmpty else { return true }
        let text = "\(headline.title) \(headline.teaser)".comparableWords
        return words.contains { $0.matches(text) }
    }
}

/// What opens a link.
public struct OpenCommands: Hashable, Sendable {
    /// Names of programs, beside the known text browsers, that get the terminal.
    public var terminal: [String] = []
    /// What opens links to files of a kind; the browser opens the others.
    public var programs: [LinkKind: CommandTemplate] = [:]

    public init() {}
}

/// What a link leads to, where that is no page.
public enum LinkKind: String, CaseIterable, Sendable {
    case audio, video, picture, pdf

    private static let endings: [LinkKind: Set<String>] = [
        .audio: ["mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac"],
        .video: ["mp4", "m4v", "webm", "mov", "mkv", "avi", "ogv", "m3u8"],
        .picture: ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tiff"],
        .pdf: ["pdf"],
    ]

    /// As the name of the file in `address` tells; nil for a page, and for what does not tell.
    public init?(of address: WebAddress) {
        let path = address.string.dropFirst(address.isEncrypted ? 8 : 7)
            .prefix { $0 != "?" && $0 != "#" }.drop { $0 != "/" }
        let file = path.split(separator: "/").last ?? ""
        guard let dot = file.lastIndex(of: ".") else { return nil }
        let ending = file[dot...].dropFirst().lowercased()
        guard let kind = Self.allCases.first(where: { Self.endings[$0]?.contains(ending) == true })
        else { return nil }
        self = kind
    }
}

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
                    case .literal(let text): return text
                    case .placeholder(let placeholder):
                        let value = values[placeholder]?.string ?? ""
                        return index == 0 && value.hasPrefix("-") ? " " + value : value
                    }
                }.joined()
            }
    }

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
