extension SafeText {
    /// The text with those signs in several characters whose meaning a single one of ASCII would
    /// change: `10²⁶` as `10^26` and not `1026`, `1½` as `1 1/2`, `√2` as `sqrt2`, `≤` as `<=`.
    ///
    /// For terminals that draw ASCII alone, before the text is set; what has a single sign of ASCII
    /// to stand for it is left to the terminal. Linear in the length of the text.
    public var signsWrittenOut: SafeText {
        guard string.unicodeScalars.contains(where: \.isWrittenOut) else { return self }
        var text = ""
        var isRaised = false
        var scalars = string.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if let letter = scalar.raised {
                if !isRaised { text += "^" }
                isRaised = true
                text.unicodeScalars.append(letter)
                // 10²⁶ and a digit after it would read as one number.
                if let next = scalars.first, next.raised == nil, next.isASCIIDigit {
                    text += " "
                }
                continue
            }
            isRaised = false
            if let fraction = scalar.fraction {
                if text.unicodeScalars.last?.isASCIIDigit == true { text += " " }
                text += fraction
            } else if let sign = scalar.signWrittenOut {
                text += sign
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return SafeText(cleaning: text)
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

    /// Whether there is more to it than one sign of ASCII; quick, since most text has none.
    fileprivate var isWrittenOut: Bool {
        value > 0xAF
            && (raised != nil || fraction != nil || signWrittenOut != nil)
    }

    /// What is raised: digits, signs and letters of powers.
    fileprivate var raised: Unicode.Scalar? {
        switch value {
        case 0xB9: "1"
        case 0xB2: "2"
        case 0xB3: "3"
        case 0x2070, 0x2074...0x2079: Unicode.Scalar(UInt8(value - 0x2070 + 0x30))
        case 0x2071: "i"
        case 0x207A...0x207F: Unicode.Scalar(Array("+-=()n".utf8)[Int(value - 0x207A)])
        default: nil
        }
    }

    /// The digit or sign that is lowered, as in H₂O, which reads as well beside its letters.
    fileprivate var lowered: Unicode.Scalar? {
        switch value {
        case 0x2080...0x2089: Unicode.Scalar(UInt8(value - 0x2080 + 0x30))
        case 0x208A...0x208E: Unicode.Scalar(Array("+-=()".utf8)[Int(value - 0x208A)])
        default: nil
        }
    }

    /// The fractions of one character.
    fileprivate var fraction: String? {
        switch value {
        case 0xBC: "1/4"
        case 0xBD: "1/2"
        case 0xBE: "3/4"
        case 0x2150...0x215E:
            [
                "1/7", "1/9", "1/10", "1/3", "2/3", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8",
                "3/8", "5/8", "7/8",
            ][Int(value - 0x2150)]
        default: nil
        }
    }

    /// Other signs of reckoning.
    fileprivate var signWrittenOut: String? {
        if let lowered { return String(Character(lowered)) }
        return switch value {
        case 0xB1: "+/-"
        case 0x2026: "..."
        case 0x2030: " promille"
        case 0x2044: "/"
        case 0x221A: "sqrt"
        case 0x221B: "cbrt"
        case 0x221E: "oneindig"
        case 0x2248: "~"
        case 0x2260: "!="
        case 0x2264: "<="
        case 0x2265: ">="
        case 0x03C0: "pi"
        default: nil
        }
    }
}
