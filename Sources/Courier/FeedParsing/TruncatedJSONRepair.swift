/// Ends a JSON document that was cut.
enum TruncatedJSONRepair {
    /// `text`, UTF-8, up to the last value of an array or an object that came whole, and from there
    /// the ends of all that is open. Linear; unchanged where nothing came whole.
    static func closed(_ text: [UInt8]) -> [UInt8] {
        var open: [UInt8] = []
        var isInString = false
        var isEscaped = false
        /// Where an array last came to a comma, and what was open there.
        var last: (end: Int, open: [UInt8])?
        for (index, byte) in text.enumerated() {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == byte else { return text }
            // Items are the values of an array in the document's own object.
            case UInt8(ascii: ",") where open.count == 2 && open[1] == UInt8(ascii: "]"):
                last = (index, open)
            default: break
            }
        }
        guard !open.isEmpty, let last else { return text }
        return text[..<last.end] + last.open.reversed()
    }
}
