/// The attributes of one start tag as libxml2's SAX interface gives them: pairs of name and value,
/// ended by a null name. Good only as long as the callback runs.
public struct MarkupAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// The attributes that `pairs` points to; none where it is nil.
    public init(_ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        self.pairs = pairs
    }

    /// The value of the attribute called `name`, which is written in lower case, as is every name
    /// that libxml2 gives; nil where it is absent or has no value.
    subscript(name: StaticString) -> String? {
        bytes(of: name).map { String(cString: $0) }
    }

    /// Whether the element is not shown: `hidden`, or a style that says so.
    var areHiding: Bool {
        isPresent("hidden") || bytes(of: "style").map(InlineStyle.hides) == true
    }

    /// The whole number that the attribute's value begins with: `"640px"` is 640.
    func number(_ name: StaticString) -> Int? {
        guard let value = self[name] else { return nil }
        return Int(value.drop(while: \.isWhitespace).prefix { "0123456789-".contains($0) })
    }

    private func isPresent(_ name: StaticString) -> Bool { index(of: name) != nil }

    private func bytes(of name: StaticString) -> UnsafePointer<UInt8>? {
        guard let pairs, let index = index(of: name) else { return nil }
        return pairs[index + 1]
    }

    private func index(of name: StaticString) -> Int? {
        guard let pairs else { return nil }
        var index = 0
        while let candidate = pairs[index] {
            if isEqual(candidate, name) { return index }
            index += 2
        }
        return nil
    }

    private func isEqual(_ candidate: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        for offset in 0..<length where candidate[offset] != name.utf8Start[offset] {
            return false
        }
        return candidate[length] == 0
    }
}
