import PortalModel

/// What toml++ 3.3 says of a text that is no TOML, in Dutch. It has no other language than English,
/// nor error codes.
struct TOMLMessage {
    /// What was being read, such as "table header".
    private let scope: Substring
    /// What is wrong with it, such as "expected ']', saw '\n'".
    private let fault: Substring
    /// What stands before the place on its line, or else on the line before that has something.
    private let before: SafeText
    /// The value in which the place lies, as far as it is written without quotation marks.
    private let value: String
    /// Whether the place is the end of a line or of the text.
    private let isAtEnd: Bool

    /// - Parameters:
    ///   - message: "Error while parsing table header: expected ']', saw '\n'".
    ///   - text: The text, in which `place` lies.
    init(_ message: String, in text: String, at place: ConfigurationMistake.Place) {
        let prefix = "Error while parsing "
        let rest = message.hasPrefix(prefix) ? message.dropFirst(prefix.count) : message[...]
        let colon = rest.firstRange(of: ": ")
        scope = colon.map { rest[..<$0.lowerBound] } ?? ""
        fault = colon.map { rest[$0.upperBound...] } ?? rest
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1] : ""
        let scalars = line.unicodeScalars
        let split =
            scalars.index(
                scalars.startIndex, offsetBy: place.column - 1, limitedBy: scalars.endIndex)
            ?? scalars.endIndex
        isAtEnd = line[split...].allSatisfy(\.isWhitespace)
        let head = line[..<split]
        let shown =
            head.allSatisfy(\.isWhitespace)
            ? lines.prefix(max(0, place.line - 1)).last { !$0.allSatisfy(\.isWhitespace) } ?? ""
            : head
        before = Self.end(of: shown)
        value = Self.bareValue(around: split, in: line)
    }

    /// What is wrong, as the rest of a sentence without a full stop; nil where toml++ says what
    /// this version does not know.
    var dutch: SafeText? { expectation ?? repetition ?? valueFault ?? other }

    /// Something that is not there.
    private var expectation: SafeText? {
        switch (scope, fault) {
        case (_, "expected value or closing ']', saw comma"),
            (_, "expected key-value pair or closing '}', saw comma"),
            (_, "expected key-value pair, saw closing '}' (dangling comma)"):
            return "na \(told) staat een komma te veel"
        case ("table header", "encountered end-of-file"): return missing("']'")
        case ("array", "encountered end-of-file"): return missing("']'")
        case ("inline table", "encountered end-of-file"): return missing("'}'")
        case ("key-value pair", "encountered end-of-file"), ("key", "encountered end-of-file"):
            return missing(before.string.contains("=") ? "een waarde" : "'='")
        case ("string", _) where isAtEnd, ("literal string", _) where isAtEnd:
            return missing("een aanhalingsteken")
        case (_, "encountered end-of-file"): return missing("een waarde")
        default: break
        }
        if fault.hasPrefix("expected value, saw ") { return missing("een waarde") }
        if fault.hasPrefix("expected comma or closing ']'") { return missing("',' of ']'") }
        if fault.hasPrefix("expected comma or closing '}'") { return missing("',' of '}'") }
        if fault.hasPrefix("expected key or closing '}'") { return missing("een sleutel of '}'") }
        if let sign = expectedSign, ["key-value pair", "table header"].contains(scope) {
            return missing("'\(sign)'")
        }
        if fault.hasPrefix("expected a comment or whitespace") {
            return "na \(told) hoort niets meer te staan"
        }
        if fault.hasPrefix("expected keys, tables") || fault.hasPrefix("expected bare key") {
            return "hier hoort een sleutel of een [tabel]"
        }
        return nil
    }

    /// Something that is there already.
    private var repetition: SafeText? {
        if fault.hasPrefix("cannot insert ") {
            return "een tabel tussen { en } kan later niets meer bij krijgen"
        }
        guard fault.hasPrefix("cannot redefine existing ") else { return nil }
        let parts = fault.split(separator: "'", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? parts[1] : ""
        let end = rest.lastIndex(of: "'") ?? rest.endIndex
        let name = SafeText(line: String(rest[..<end]), limit: 40)
        if name.isEmpty { return "deze sleutel is hierboven al iets anders" }
        if fault.hasPrefix("cannot redefine existing table '") {
            return "de tabel [\(name)] staat hier voor de tweede keer"
        }
        return scope == "table header"
            ? "'\(name)' is hierboven al iets anders"
            : "de sleutel '\(name)' staat hier voor de tweede keer"
    }

    /// A value that is none.
    private var valueFault: SafeText? {
        if fault.hasPrefix("underscores ") || fault.hasPrefix("values may not begin with") {
            return "een laag streepje hoort tussen twee cijfers"
        }
        if fault.hasPrefix("leading zeroes") { return "een getal begint niet met een 0" }
        if fault.hasSuffix("is not representable in 64 bits")
            || fault.hasPrefix("exceeds length limit") || fault.contains("exceeeds maximum length")
            || fault.hasPrefix("numeric value too long")
        {
            return "dit getal is te lang"
        }
        guard Self.valueScopes.contains(where: scope.hasPrefix), !value.isEmpty else { return nil }
        let shown = SafeText(line: value, limit: 40)
        if let meant = ["true", "false"].nearest(to: value) {
            return "'\(shown)' is geen waarde; bedoelde je '\(SafeText(line: meant))'?"
        }
        return "'\(shown)' is geen waarde; tekst hoort tussen aanhalingstekens"
    }

    private static let valueScopes = [
        "value", "boolean", "floating-point", "hexadecimal", "decimal", "octal", "binary",
        "integer", "date", "time",
    ]

    /// What else can be wrong.
    private var other: SafeText? {
        switch scope {
        case "string" where fault.hasPrefix("unknown escape") || fault.hasPrefix("escape sequence"):
            return #"na een '\' kan dit teken niet staan; schrijf '\\' voor een '\' zelf"#
        case "unicode scalar sequence":
            return #"na '\u' horen vier en na '\U' acht cijfers van een teken"#
        default: break
        }
        if fault.hasPrefix("tables with blank") { return "tussen '[' en ']' ontbreekt een naam" }
        if fault.hasPrefix("[[array-of-table]]") { return "tussen '[' en '[' hoort geen spatie" }
        if fault.hasPrefix("multi-line strings") { return "een sleutel staat op één regel" }
        if fault.hasPrefix("exceeded maximum nested") { return "hier zit te veel in elkaar" }
        if fault.hasPrefix("line-ending backslashes") {
            return #"na een '\' aan het eind van een regel hoort niets meer te staan"#
        }
        let isOfSign = ["control character", "surrogate", "vertical tabs", #"'\n' after '\r'"#]
        return isOfSign.contains { fault.contains($0) } ? "dit teken kan hier niet staan" : nil
    }

    private func missing(_ what: SafeText) -> SafeText { "na \(told) ontbreekt \(what)" }

    private var told: SafeText { before.isEmpty ? "het begin" : "'\(before)'" }

    /// The sign between the quotation marks of "expected ']', saw '\n'".
    private var expectedSign: SafeText? {
        guard fault.hasPrefix("expected '") else { return nil }
        let sign = fault.dropFirst("expected '".count)
        guard let first = sign.first, sign.dropFirst().hasPrefix("', saw") else { return nil }
        return SafeText(cleaning: String(first))
    }

    /// What is shown of a line, in characters.
    private static let longestShown = 30

    private static func end(of text: Substring) -> SafeText {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        let end = text.suffix(longestShown)
        return SafeText(line: end.startIndex == text.startIndex ? String(end) : "…\(end)")
    }

    /// What stands between blanks, commas and brackets around `place`.
    private static func bareValue(around place: String.Index, in line: Substring) -> String {
        func ends(_ character: Character) -> Bool {
            character.isWhitespace || ",[]{}=#\"'".contains(character)
        }
        let start = line[..<place].lastIndex(where: ends).map { line.index(after: $0) }
        let from = start ?? line.startIndex
        return String(line[from...].prefix { !ends($0) })
    }
}
