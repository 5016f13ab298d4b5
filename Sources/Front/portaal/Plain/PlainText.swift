import PortalModel
import TextGrid

/// Text for a pipe, a printer or a screen reader: lines of at most a width, and nothing but
/// characters that are read.
struct PlainText {
    /// The columns of a full line.
    let width: Int
    private(set) var string = ""

    /// Nothing yet, in lines of `width` columns.
    init(width: Int) {
        self.width = width
    }

    /// Adds a blank line.
    mutating func addBlank() {
        string += "\n"
    }

    /// Adds `text`, broken into lines, after `indent` columns in which the first line has
    /// `label`. With `maximumLines` what is left over is cut.
    mutating func add(
        _ text: SafeText, label: SafeText = .empty, indent: Int = 0, maximumLines: Int? = nil
    ) {
        var margin = label
        let lines = wrap(text, width: max(1, width - indent), maximumLines: maximumLines)
        for line in lines {
            string += margin.padded(to: indent).string + line.string + "\n"
            margin = .empty
        }
    }

    /// Adds a document as it is typeset, and its addresses below it under `linksTitle`.
    mutating func add(_ document: Document, linksTitle: SafeText) {
        let set = Typesetter(measure: width).typeset(document)
        for line in set.lines {
            string += String(repeating: " ", count: line.indent) + line.text + "\n"
        }
        guard !set.links.isEmpty else { return }
        addBlank()
        add(linksTitle)
        for (index, address) in set.links.enumerated() {
            addUnbroken("[\(index + 1)] \(address.text)")
        }
    }

    /// Adds `text` on one line, however long: a broken address cannot be copied.
    mutating func addUnbroken(_ text: SafeText) {
        string += text.string + "\n"
    }
}
