import PortalModel

extension TOMLTokens {
    /// The first sign of `text` that cannot stand where it does: a header `[…]` or `[[…]]` in which
    /// no key begins, a bracket that closes what another opened, or a sign outside ASCII that is
    /// neither in a string nor in a comment. Nil where there is none. Linear in the length of
    /// `text`.
    ///
    /// toml++ 3.4 asserts that they cannot be, and so would end the process over a slip of the pen
    /// such as `[é]`, `a = [}` or a line separator before a value. Up to the first mistake that it
    /// finds itself, these tokens are right.
    static func mistake(in text: String) -> ConfigurationMistake? {
        var tokens = TOMLTokens(text)
        /// The brackets that are open, by the signs that close them.
        var open: [UInt8] = []
        // Whether a bracket opens a header: before anything of a value.
        var isBeforeValue = true
        var isInHeader = false
        while true {
            let token = tokens.next()
            switch token.kind {
            case .end:
                return nil
            case .line:
                isInHeader = false
                isBeforeValue = open.isEmpty
            case .sign(UInt8(ascii: "=")):
                isBeforeValue = false
            case .sign(UInt8(ascii: "[")) where isBeforeValue && !isInHeader:
                guard tokens.keyBeginsHere() else {
                    return ConfigurationMistake(
                        "Na dit haakje hoort de naam van een tabel.", at: token.place)
                }
                isInHeader = true
            case .sign(UInt8(ascii: "[")) where !isInHeader:
                open.append(UInt8(ascii: "]"))
            case .sign(UInt8(ascii: "{")) where !isInHeader:
                open.append(UInt8(ascii: "}"))
            case .sign(let sign) where "]}".utf8.contains(sign) && !isInHeader:
                guard open.popLast() == sign else {
                    return ConfigurationMistake("Dit haakje sluit niets af.", at: token.place)
                }
            case .stray:
                return ConfigurationMistake(
                    "Dit teken mag alleen tussen aanhalingstekens of in een opmerking staan.",
                    at: token.place)
            case .sign, .word:
                break
            }
        }
    }
}
