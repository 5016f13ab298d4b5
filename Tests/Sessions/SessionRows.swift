import TextGrid

extension String {
    /// The text without the ellipsis of a title that was cut.
    var dropEllipsis: String {
        hasSuffix("…") ? String(dropLast()).trimmingTrailingBlanks : self
    }

    private var trimmingTrailingBlanks: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}

/// The rows of a frame; what has been read looks different afterwards, the text stays.
func textOf(_ frame: Frame) -> [String] {
    (0..<frame.size.height).map(frame.text(ofRow:))
}
