import Foundation

/// Finds out in which encoding markup is written and brings it into UTF-8 that any parser takes.
///
/// The byte order mark decides; then what the transfer says, then the XML declaration (RFC 7303,
/// section 3) or the `meta` element of a page (HTML, 13.2.3.2). Servers and templates often say
/// something else than what they send, so bytes that are UTF-8 throughout are read as that if
/// either says so, and also if they speak of an encoding of one byte a character: text in such a
/// one is hardly ever UTF-8 by chance. Bytes that are no UTF-8 at all are windows-1252, the habit
/// of the web, without any word, and also where they are called UTF-8 and read well as the other.
/// What cannot be read becomes U+FFFD; characters that XML does not allow are dropped.
public enum TextDecoding {
    /// `bytes`, whose Content-Type header is `contentType`, as UTF-8 without a byte order mark.
    public static func utf8(
        _ bytes: [UInt8], contentType: String?, as language: MarkupLanguage = .xml
    ) -> [UInt8] {
        if let mark = marks.first(where: { bytes.starts(with: $0.bytes) }) {
            return decoded(bytes.dropFirst(mark.bytes.count), as: mark.name) ?? []
        }
        if let wide = wideEncoding(bytes) { return decoded(bytes[...], as: wide) ?? [] }
        let survey = bytes.withUnsafeBufferPointer(ByteSurvey.init)
        let declared = (language == .html ? metaEncoding(bytes) : nil) ?? xmlEncoding(bytes)
        let names = [contentType.flatMap(charset), declared].compactMap { $0 }
        // Pages are moved from one encoding to another and keep the old one's name; bytes that
        // happen to be UTF-8 throughout, accents and all, are not found in any other.
        if language == .html, survey.isUTF8, survey.hasMultibyte {
            return survey.hasForbidden ? cleaned(bytes[...]) : bytes
        }
        let others = names.filter { !isUnicode($0) }
        let isSurelyOther = others.count == names.count && !others.allSatisfy(isOneByte)
        if !survey.isUTF8 || isSurelyOther {
            for name in others {
                if let text = decoded(bytes[...], as: name) { return text }
            }
        }
        let isOneByte =
            !survey.isUTF8 && others.isEmpty
            && (names.isEmpty && !survey.hasMultibyte || readsAsWindows1252(bytes, survey))
        if isOneByte, let text = decoded(bytes[...], as: "windows-1252") { return text }
        return survey.isUTF8 && !survey.hasForbidden ? bytes : cleaned(bytes[...])
    }

    private static let marks: [(bytes: [UInt8], name: String)] = [
        ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE, 0, 0], "utf-32le"),
        ([0, 0, 0xFE, 0xFF], "utf-32be"), ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
    ]

    /// Whether bytes that are hardly UTF-8 make sense as windows-1252: each has a meaning there,
    /// and none looks like the beginning of a character of UTF-8 that was cut off.
    private static func readsAsWindows1252(_ bytes: [UInt8], _ survey: ByteSurvey) -> Bool {
        guard survey.multibyteCount * 10 <= survey.strayCount,
            survey.firstStray < bytes.count - 3
        else { return false }
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            switch byte {
            case 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF: return false
            // No word ends in Â, Ã or â, the first bytes of accents and quotation marks.
            case 0xC2, 0xC3, 0xE2:
                guard index + 1 < bytes.count else { return false }
                let next = bytes[index + 1]
                guard next >= 0xC0 || next.isASCIILetter else { return false }
            default: break
            }
        }
        return true
    }

    /// Encodings of two and four bytes a character show in the zeros of the first one, which is
    /// ASCII in every feed.
    private static func wideEncoding(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4 else { return nil }
        switch bytes.prefix(4).map({ $0 == 0 }) {
        case [true, true, true, false]: return "utf-32be"
        case [false, true, true, true]: return "utf-32le"
        case [true, false, true, false]: return "utf-16be"
        case [false, true, false, true]: return "utf-16le"
        default: return nil
        }
    }

    /// The `charset` of a Content-Type header (RFC 9110, section 8.3.2).
    private static func charset(_ contentType: String) -> String? {
        let header = contentType.lowercased()
        guard let name = header.firstRange(of: "charset=") else { return nil }
        let value = header[name.upperBound...].prefix { $0 != ";" && $0 != "," }
        let plain = value.filter { $0 != "\"" && $0 != "'" && !$0.isWhitespace }
        return plain.isEmpty ? nil : plain
    }

    /// The encoding that the first `meta` element with one names: browsers look for it in the
    /// first 1,024 bytes, templates put it further down.
    private static func metaEncoding(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(8192), as: UTF8.self)
        guard
            let name = head.range(
                of: "<meta\\s[^>]*charset\\s*=\\s*[\"']?\\s*[A-Za-z0-9._:-]+",
                options: [.regularExpression, .caseInsensitive])
        else { return nil }
        return head[name].split(whereSeparator: { "\"'= ".contains($0) }).last?.lowercased()
    }

    /// The encoding that an XML declaration names, however badly the rest of it is written.
    private static func xmlEncoding(_ bytes: [UInt8]) -> String? {
        // A well-formed declaration is at most some 60 characters long; blanks may come before.
        let head = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
        guard let start = head.firstRange(of: "<?")?.upperBound,
            let end = head[start...].firstIndex(of: ">"),
            let name = head[start..<end].firstRange(of: "encoding")?.upperBound
        else { return nil }
        let value = head[name..<end].drop { $0.isWhitespace || "=\"'".contains($0) }
        let plain = value.prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || ".:_-".contains($0))
        }
        return plain.isEmpty ? nil : String(plain)
    }

    /// Whether the name stands for UTF-8 or a part of it. Encodings of two and four bytes count as
    /// such too: text in them was recognised before, so they are named in error.
    private static func isUnicode(_ name: String) -> Bool {
        ["utf", "ucs", "iso-10646", "us-ascii", "ascii"].contains(where: name.hasPrefix)
    }

    /// Whether the encoding has one byte a character.
    private static func isOneByte(_ name: String) -> Bool {
        ["iso-8859", "iso8859", "latin", "windows-125", "cp125"].contains(where: name.hasPrefix)
    }

    /// Nil where there is no such encoding.
    private static func decoded(_ bytes: ArraySlice<UInt8>, as name: String) -> [UInt8]? {
        switch name {
        case "utf-8": cleaned(bytes)
        case "utf-16be": cleaned(bytes, as: UTF16.self, isBigEndian: true)
        case "utf-16le": cleaned(bytes, as: UTF16.self, isBigEndian: false)
        case "utf-32be": cleaned(bytes, as: UTF32.self, isBigEndian: true)
        case "utf-32le": cleaned(bytes, as: UTF32.self, isBigEndian: false)
        default: converted(bytes, from: canonical[name] ?? name).map { cleaned($0[...]) }
        }
    }

    /// The Encoding Standard reads these as their supersets.
    private static let canonical = [
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
        "latin-1": "windows-1252", "iso-8859-9": "windows-1254", "gb2312": "gb18030",
        "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
        "ks_c_5601-1987": "cp949", "x-cp1252": "windows-1252", "macintosh": "mac",
    ]

    /// Bytes at the end that make no whole unit are left out.
    private static func cleaned<Encoding: _UnicodeEncoding>(
        _ bytes: ArraySlice<UInt8>, as encoding: Encoding.Type, isBigEndian: Bool
    ) -> [UInt8] {
        let size = MemoryLayout<Encoding.CodeUnit>.size
        let starts = stride(from: bytes.startIndex, through: bytes.endIndex - size, by: size)
        let units = starts.map { start in
            let unit = bytes[start..<(start + size)].reduce(0) { $0 << 8 | Encoding.CodeUnit($1) }
            return isBigEndian ? unit : unit.byteSwapped
        }
        return cleaned(Array(String(decoding: units, as: encoding).utf8)[...])
    }

    /// `bytes` by the system's `iconv`; each without a meaning in the encoding becomes U+FFFD. Nil
    /// where the system knows no encoding of that name.
    private static func converted(_ bytes: ArraySlice<UInt8>, from name: String) -> [UInt8]? {
        // -1 stands for failure (POSIX, iconv_open).
        guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else {
            return nil
        }
        defer { iconv_close(handle) }
        var source = bytes.map { CChar(bitPattern: $0) }
        var piece = [CChar](repeating: 0, count: 65_536)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + source.count / 2)
        source.withUnsafeMutableBufferPointer { source in
            var input = source.baseAddress
            var left = source.count
            while left > 0 {
                let (code, count) = piece.withUnsafeMutableBufferPointer { piece in
                    var output = piece.baseAddress
                    var room = piece.count
                    let failed = iconv(handle, &input, &left, &output, &room) == -1
                    return (failed ? errno : 0, piece.count - room)
                }
                result += piece.prefix(count).lazy.map(UInt8.init(bitPattern:))
                guard code != 0, code != E2BIG else { continue }
                // EILSEQ and EINVAL: the byte that stands in the way is passed over.
                result += "\u{FFFD}".utf8
                guard left > 0, let here = input else { return }
                input = here + 1
                left -= 1
            }
        }
        return result
    }

    /// UTF-8 with nothing in it that XML 1.0 (section 2.2) does not allow.
    private static func cleaned(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let survey = bytes.withUnsafeBufferPointer(ByteSurvey.init)
        if survey.isUTF8, !survey.hasForbidden { return Array(bytes) }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
        where XMLCharacter.isAllowed(scalar.value) {
            text.append(scalar)
        }
        return Array(String(text).utf8)
    }
}
