import PortalModel

/// Text whose white space counts, on its way into lines.
struct PreformattedText {
    private var depth = 0
    private var bytes: [UInt8] = []

    /// Whether text that comes belongs here.
    var isOpen: Bool { depth > 0 }

    /// An element begins whose white space counts.
    mutating func open() {
        depth += 1
    }

    /// Such an element ends; gives its lines when it is the outermost and has something to read.
    mutating func close() -> [SafeText]? {
        depth -= 1
        guard depth == 0 else { return nil }
        let text = bytes.withUnsafeBufferPointer(String.init(markupText:))
        bytes.removeAll(keepingCapacity: true)
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line in SafeText(cleaning: line.trimmingTrailingBlanks.withTabsAsBlanks) }[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        return lines.isEmpty ? nil : Array(lines)
    }

    /// Adds text, UTF-8.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
    }

    /// How many bytes have come, by which a place in the text is known.
    var count: Int { bytes.count }

    /// The text since the place `offset`.
    func text(since offset: Int) -> String {
        String(decoding: bytes[min(offset, bytes.count)...], as: UTF8.self)
    }

    /// At most the last 40 bytes before `offset`.
    func text(before offset: Int) -> Substring {
        let end = min(offset, bytes.count)
        return String(decoding: bytes[max(0, end - 40)..<end], as: UTF8.self)[...]
    }

    /// Puts `text` in the place of what came since `offset`.
    mutating func replace(since offset: Int, with text: String) {
        bytes.removeLast(max(0, bytes.count - offset))
        bytes.append(contentsOf: text.utf8)
    }

    /// Ends the line.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Ends the line if there is something in it.
    mutating func startLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { endLine() }
    }
}

extension Substring {
    /// The line with blanks up to the next fourth column in the place of each tab.
    fileprivate var withTabsAsBlanks: String {
        guard utf8.contains(0x09) else { return String(self) }
        var line = ""
        var column = 0
        for character in self {
            let blanks = character == "\t" ? 4 - column % 4 : 0
            line += blanks > 0 ? String(repeating: " ", count: blanks) : String(character)
            column += blanks > 0 ? blanks : 1
        }
        return line
    }

    fileprivate var trimmingTrailingBlanks: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
