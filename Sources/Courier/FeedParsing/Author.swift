/// The names of authors.
enum Author {
    /// The name in `text`, which may hold a mail address too: `jan@krant.nl (Jan Jansen)`, as RSS
    /// has it, `Jan Jansen (jan@krant.nl)` or `Jan Jansen <jan@krant.nl>`. Without a name it is
    /// the text as it stands.
    static func name(in text: String) -> Substring {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text[...] }
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
            let name = text[text.index(after: open)..<close]
            if name.contains("@") { return text[..<open] }
            if name.contains(where: { !$0.isWhitespace }) { return name }
        }
        if let open = text.firstIndex(of: "<"), text[..<open].contains(where: \.isLetter) {
            return text[..<open]
        }
        return text[...]
    }
}
