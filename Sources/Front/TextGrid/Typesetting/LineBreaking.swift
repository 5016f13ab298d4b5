/// Walks through a text and tells where UAX #14 (Unicode 15.0) lets a line be broken.
///
/// The state is what the rules need to know of what lies further back than one character, so the
/// walk is linear whatever the text.
struct LineBreaking {
    /// A character with the marks that LB9 attaches to it.
    struct Unit {
        /// Where it begins, in UTF-8 code units.
        var offset: Int
        var lineBreak: LineBreakClass
        /// Whether a zero width joiner is the last thing attached to it.
        var endsJoined = false
    }

    enum Verdict {
        case mandatory, allowed, forbidden
    }

    /// How far a number has come in LB25's expression.
    private enum Number {
        case none, digits, closed
    }

    let units: [Unit]
    /// The unit before which the next verdict is given.
    private(set) var position = 0
    /// The last unit that was no space.
    private(set) var lastSolid: Int?
    private var number = Number.none
    /// Whether an odd number of regional indicators ends at the position.
    private var halfFlag = false

    init(_ text: some StringProtocol) {
        units = LineBreaking.units(of: text)
        advance()
    }

    /// Whether a line may end before `units[position]`; nil after the last unit. Moves on by one.
    mutating func next() -> Verdict? {
        guard position < units.count else { return nil }
        defer { advance() }
        return verdict(between: units[position - 1], and: units[position])
    }

    /// The class of the unit at `index`; nil outside the text.
    func lineBreak(at index: Int) -> LineBreakClass? {
        units.indices.contains(index) ? units[index].lineBreak : nil
    }

    private static func units(of text: some StringProtocol) -> [Unit] {
        var units: [Unit] = []
        units.reserveCapacity(text.utf8.count)
        var offset = 0
        for scalar in text.unicodeScalars {
            let kind = LineBreakClass(scalar)
            defer { offset += UTF8.width(scalar) }
            guard kind == .cm || kind == .zwj else {
                units.append(Unit(offset: offset, lineBreak: kind))
                continue
            }
            let isJoiner = kind == .zwj
            switch units.last?.lineBreak {
            case nil, .bk, .cr, .lf, .nl, .sp, .zw:
                // LB10: a mark with nothing to stand on is a letter.
                units.append(Unit(offset: offset, lineBreak: .al, endsJoined: isJoiner))
            default:
                units[units.count - 1].endsJoined = isJoiner
            }
        }
        return units
    }

    private mutating func advance() {
        guard let current = lineBreak(at: position) else { return }
        if current != .sp { lastSolid = position }
        halfFlag = current == .ri && !halfFlag
        switch (current, number) {
        case (.nu, _): number = .digits
        case (.sy, .digits), (.is, .digits): break
        case (.cl, .digits), (.cp, .digits): number = .closed
        default: number = .none
        }
        position += 1
    }

    // The rules in the annex's order; each function answers nil where none of its rules applies.

    private func verdict(between left: Unit, and right: Unit) -> Verdict {
        let (before, after) = (left.lineBreak, right.lineBreak)
        if before.isLetter, after.isLetter, !left.endsJoined { return .forbidden }  // LB28
        if let verdict = hardBreaks(before, after) { return verdict }
        if left.endsJoined || bindsAcrossSpaces(before, after) { return .forbidden }  // LB8a
        if before == .sp { return .allowed }  // LB18
        if before.isQuotation || after.isQuotation { return .forbidden }  // LB19
        if before == .cb || after == .cb { return .allowed }  // LB20
        let isBound =
            bindsPunctuation(before, after) || bindsNumbers(before, after)
            || bindsScripts(before, after)
        return isBound ? .forbidden : .allowed
    }

    /// LB4 to LB8.
    private func hardBreaks(_ before: LineBreakClass, _ after: LineBreakClass) -> Verdict? {
        switch before {
        case .cr: return after == .lf ? .forbidden : .mandatory
        case .bk, .lf, .nl: return .mandatory
        default: break
        }
        switch after {
        case .bk, .cr, .lf, .nl, .sp, .zw: return .forbidden
        default: break
        }
        if let lastSolid, units[lastSolid].lineBreak == .zw { return .allowed }
        return nil
    }

    /// LB11 to LB17: most of them look through spaces at what stands before.
    private func bindsAcrossSpaces(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        switch (before, after) {
        case (_, .wj), (.wj, _), (.gl, _): return true  // LB11, LB12
        case (.sp, .gl), (.ba, .gl), (.hy, .gl): break  // LB12a
        case (_, .gl): return true
        case (_, .cl), (_, .cp), (_, .ex), (_, .is), (_, .sy): return true  // LB13
        default: break
        }
        guard let lastSolid else { return false }
        let solid = units[lastSolid].lineBreak
        return solid.isOpening  // LB14
            || solid.isQuotation && after.isOpening  // LB15
            || (solid == .cl || solid == .cp) && after == .ns  // LB16
            || solid == .b2 && after == .b2  // LB17
    }

    /// LB21 to LB22, LB29 and LB30.
    private func bindsPunctuation(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        switch (before, after) {
        case (_, .ba), (_, .hy), (_, .ns), (.bb, _): true  // LB21
        case (.hy, _) where lineBreak(at: position - 2) == .hl: true  // LB21a
        case (.ba, _) where lineBreak(at: position - 2) == .hl: true
        case (.sy, .hl): true  // LB21b
        case (_, .in): true  // LB22
        case (.is, .al), (.is, .hl): true  // LB29
        case (.al, .op), (.hl, .op), (.nu, .op): true  // LB30
        case (.cp, .al), (.cp, .hl), (.cp, .nu): true
        default: false
        }
    }

    /// LB23 to LB25, the last one as the regular expression of the annex's example 7.
    private func bindsNumbers(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        switch (before, after) {
        case (.al, .nu), (.hl, .nu), (.nu, .al), (.nu, .hl): true  // LB23
        case (.pr, .id), (.pr, .idPictograph), (.pr, .eb), (.pr, .em): true  // LB23a
        case (.id, .po), (.idPictograph, .po), (.eb, .po), (.em, .po): true
        case (.pr, .al), (.pr, .hl), (.po, .al), (.po, .hl): true  // LB24
        case (.al, .pr), (.hl, .pr), (.al, .po), (.hl, .po): true
        case (.pr, .nu), (.po, .nu), (.hy, .nu): true  // LB25
        case (.pr, .hy), (.po, .hy): lineBreak(at: position + 1) == .nu
        case (.pr, let after), (.po, let after):
            after.isOpening && lineBreak(at: position + 1) == .nu
                || before == .pr && after.isHangul  // LB27
        case (_, .nu): number == .digits
        case (_, .pr), (_, .po): number != .none
        default: false
        }
    }

    /// LB26, LB27 and LB30a to LB30b.
    private func bindsScripts(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        switch (before, after) {
        case (.jl, .jl), (.jl, .jv), (.jl, .h2), (.jl, .h3): true  // LB26
        case (.jv, .jv), (.jv, .jt), (.h2, .jv), (.h2, .jt): true
        case (.jt, .jt), (.h3, .jt): true
        case (let before, .po): before.isHangul  // LB27
        case (.ri, .ri): halfFlag  // LB30a
        case (.eb, .em), (.idPictograph, .em): true  // LB30b
        default: false
        }
    }

    // Breaks that UAX #14 allows and that readers of Dutch, English, German and French would
    // stumble over. The tailoring only ever forbids. The first two are rules of later versions of
    // the annex.

    /// Whether ending a line before `units[position]` should be avoided; ask before `next()`.
    var isBreakUnwelcome: Bool {
        guard let before = lineBreak(at: position - 1), let after = lineBreak(at: position) else {
            return false
        }
        return separatesSpacedQuotation(before, after) || orphansHyphen(before, after)
            || separatesUnit(before, after) || startsLineWithSign(before, after)
    }

    /// LB15a and LB15b of Unicode 15.1: « French quotes » with plain spaces inside them.
    private func separatesSpacedQuotation(
        _ before: LineBreakClass, _ after: LineBreakClass
    ) -> Bool {
        guard before == .sp else { return false }
        if after == .quPf {
            switch lineBreak(at: position + 1) {
            case nil, .sp, .cl, .cp, .ex, .is, .sy, .qu, .quPf: return true
            default: return false
            }
        }
        guard let lastSolid, units[lastSolid].lineBreak == .quPi else { return false }
        switch lineBreak(at: lastSolid - 1) {
        case nil, .sp, .op, .opWide, .gl, .qu, .quPi: return true
        default: return false
        }
    }

    /// LB20a of Unicode 16: a hyphen that begins a word, as in "-loos", stays with it. So does a
    /// single letter before a hyphen: "x-as", "’s-Gravenhage".
    private func orphansHyphen(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        guard before == .hy, after.isLetter || after == .nu else { return false }
        return !isInsideWord(at: position - 2) || !isInsideWord(at: position - 3)
    }

    private func isInsideWord(at index: Int) -> Bool {
        guard let kind = lineBreak(at: index) else { return false }
        return kind.isLetter || kind == .nu
    }

    /// "€ 50", "81 %", "C++", and what follows the colon of a scheme: "https://".
    private func separatesUnit(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        switch (before, after) {
        case (.sp, .nu): lineBreak(at: position - 2) == .pr
        case (.sp, .po): lineBreak(at: position - 2) == .nu
        case (.pr, .pr): true
        case (.sy, _):
            lineBreak(at: position - 2) == .sy && lineBreak(at: position - 3) == .is
        default: false
        }
    }

    /// A dash or an ellipsis between spaces ends a line and does not begin one.
    private func startsLineWithSign(_ before: LineBreakClass, _ after: LineBreakClass) -> Bool {
        guard before == .sp else { return false }
        switch after {
        case .hy, .ba, .b2, .in:
            let next = lineBreak(at: position + 1)
            return next == nil || next == .sp
        default:
            return false
        }
    }
}

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

    init(_ scalar: Unicode.Scalar) {
        let value = Int(scalar.value)
        let lookup = LineBreakClass.lookup
        let found =
            value < lookup.common.count
            ? lookup.common[value] : lookup.search(UInt32(truncatingIfNeeded: value))
        // The table does not tell apart the syllables of Hangul. Of those with the same beginning
        // the first has no last consonant.
        self = found == .h3 && (value - 0xAC00).isMultiple(of: 28) ? .h2 : found
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
