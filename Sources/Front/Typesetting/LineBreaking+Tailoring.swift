// Breaks that UAX #14 allows and that readers of Dutch, English, German and French would stumble
// over. The tailoring only ever forbids. The first two are rules of later versions of the annex.
extension LineBreaking {
    /// Whether a line had better not end before `units[position]`; to be asked before `next()`.
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
