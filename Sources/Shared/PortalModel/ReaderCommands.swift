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
