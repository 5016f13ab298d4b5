/// What a character does to the breaking of lines: the Line_Break property (UAX #14, §5), under
/// the annex's own abbreviations.
///
/// The order of the cases is that of the letters in `table`. Classes that rule LB1 resolves
/// (AI, SG, XX, SA, CJ) are resolved there; some sets that a rule takes out of a class have a case
/// of their own.
enum LineBreakClass: UInt8 {
    case al, ba, cm, nu, ex, cl, gl, hl, id, jl, jv, jt, h2, ns, op, pr, qu, ri, sp, h3, po, `in`
    case bb, b2, hy, `is`
    case sy, cp, eb, em, wj, zw, zwj, cb, bk, cr, lf, nl
    /// QU that opens (Pi) or closes (Pf) in most languages.
    case quPi, quPf
    /// OP of East Asian width: LB30 does not hold for it.
    case opWide
    /// ID that LB30b keeps with a skin tone: pictographs to come.
    case idPictograph

    /// The class of `scalar`.
    init(_ scalar: Unicode.Scalar) {
        let value = Int(scalar.value)
        let lookup = LineBreakClass.lookup
        self =
            value < lookup.common.count
            ? lookup.common[value] : lookup.search(UInt32(truncatingIfNeeded: value))
    }

    private static let lookup = Lookup(reading: table)

    var isQuotation: Bool { self == .qu || self == .quPi || self == .quPf }

    var isOpening: Bool { self == .op || self == .opWide }

    /// Letters: AL and HL.
    var isLetter: Bool { self == .al || self == .hl }

    /// Hangul, as jamo or syllables.
    var isHangul: Bool {
        switch self {
        case .jl, .jv, .jt, .h2, .h3: true
        default: false
        }
    }
}

/// The table in a form that answers fast: one class each for the characters that nearly all text
/// is made of, and runs for the others.
private struct Lookup {
    /// U+0000 to U+303F: European and Middle Eastern letters, punctuation, symbols.
    private(set) var common: [LineBreakClass] = []
    private static let commonCount = 0x3040
    private var starts: [UInt32] = []
    private var classes: [LineBreakClass] = []

    init(reading table: StaticString) {
        common.reserveCapacity(Lookup.commonCount)
        var next: UInt32 = 0
        var current: LineBreakClass?
        var length: UInt32 = 0
        table.withUTF8Buffer { bytes in
            for byte in bytes {
                if byte <= UInt8(ascii: "9") {
                    length = length * 10 + UInt32(byte - UInt8(ascii: "0"))
                    continue
                }
                append(current, from: &next, length: length)
                let isUpper = byte <= UInt8(ascii: "Z")
                let order = isUpper ? byte - UInt8(ascii: "A") : byte - UInt8(ascii: "a") + 26
                current = LineBreakClass(rawValue: order)
                length = 0
            }
        }
        append(current, from: &next, length: length)
    }

    private mutating func append(
        _ run: LineBreakClass?, from next: inout UInt32, length: UInt32
    ) {
        guard let run else { return }
        starts.append(next)
        classes.append(run)
        let room = Lookup.commonCount - common.count
        if room > 0 { common += repeatElement(run, count: min(room, Int(max(1, length)))) }
        next += max(1, length)
    }

    func search(_ value: UInt32) -> LineBreakClass {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= value { low = middle } else { high = middle }
        }
        return classes[low]
    }
}
