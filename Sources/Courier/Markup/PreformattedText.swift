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
        bytes.removeAll()
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line in SafeText(cleaning: line.trimmingTrailingBlanks) }[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        return lines.isEmpty ? nil : Array(lines)
    }

    /// Adds text, UTF-8.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
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
    fileprivate var trimmingTrailingBlanks: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
