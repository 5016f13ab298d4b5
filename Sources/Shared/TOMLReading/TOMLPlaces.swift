import PortalModel

/// Where the keys and values of a TOML document stand.
///
/// TOMLKit tells places only of syntax errors, so this walks over the text once more and looks
/// for what opens, parts and closes: headers, keys, brackets, commas. It relies on the text being
/// right, which toml++ has found by then, and understands no value. A key written with escapes
/// is not found; the place of what it stands in is given for it.
struct TOMLPlaces {
    /// Of what the place is asked.
    enum Part { case key, value }

    private struct Entry {
        let key: ConfigurationMistake.Place
        var value: ConfigurationMistake.Place
    }

    private var entries: [[String]: Entry] = [:]
    private var tokens: TOMLTokens
    private var token: TOMLTokens.Token
    /// How many tables an array of tables has so far.
    private var counts: [[String]: Int] = [:]

    init(in text: String) {
        tokens = TOMLTokens(text)
        token = tokens.next()
        var table: [String] = []
        while token.kind != .end {
            switch token.kind {
            case .sign(UInt8(ascii: "[")): table = header()
            case .word: pair(in: table)
            default: advance()
            }
        }
    }

    /// The place of the key or value at `path`, or of the nearest one that it stands in.
    func place(of part: Part, at path: [String]) -> ConfigurationMistake.Place? {
        for length in stride(from: path.count, to: 0, by: -1) {
            if let entry = entries[Array(path.prefix(length))] {
                return part == .key || length < path.count ? entry.key : entry.value
            }
        }
        return nil
    }

    private mutating func advance() {
        token = tokens.next()
    }

    private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard token.kind == .sign(UInt8(ascii: sign)) else { return false }
        advance()
        return true
    }

    private mutating func skipLines() {
        while token.kind == .line { advance() }
    }

    /// `[a.b]` or `[[a.b]]`: the path of the keys that follow.
    private mutating func header() -> [String] {
        _ = skip("[")
        let isArray = skip("[")
        let place = token.place
        var path = keys(in: [])
        if isArray {
            let index = counts[path, default: 0]
            counts[path] = index + 1
            path.append(String(index))
            record(path, key: place, value: place)
        }
        while token.kind == .sign(UInt8(ascii: "]")) { advance() }
        return path
    }

    /// `a.b = value`.
    private mutating func pair(in table: [String]) {
        let path = keys(in: table)
        guard skip("=") else { return }
        value(at: path)
    }

    /// Keys with dots between them; each is recorded, and an array of tables on the way stands
    /// for its last table.
    private mutating func keys(in table: [String]) -> [String] {
        var path = table
        while case .word(let word) = token.kind {
            if let count = counts[path], count > 0 { path.append(String(count - 1)) }
            path.append(word)
            record(path, key: token.place, value: token.place)
            advance()
            guard skip(".") else { break }
        }
        return path
    }

    private mutating func value(at path: [String]) {
        entries[path]?.value = token.place
        if skip("[") {
            var index = 0
            skipLines()
            while token.kind != .end, !skip("]") {
                let element = path + [String(index)]
                record(element, key: token.place, value: token.place)
                value(at: element)
                index += 1
                skipLines()
                _ = skip(",")
                skipLines()
            }
        } else if skip("{") {
            skipLines()
            while token.kind != .end, !skip("}") {
                if case .word = token.kind { pair(in: path) } else { advance() }
                skipLines()
                _ = skip(",")
                skipLines()
            }
        } else {
            repeat { advance() } while !token.endsScalar
        }
    }

    private mutating func record(
        _ path: [String], key: ConfigurationMistake.Place, value: ConfigurationMistake.Place
    ) {
        if entries[path] == nil { entries[path] = Entry(key: key, value: value) }
    }
}
