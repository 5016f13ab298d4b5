import Markup

/// The attributes of a start tag as libxml2's SAX2 interface gives them: five pointers each, for
/// local name, prefix, namespace, start and end of the value. Good only as long as the callback
/// runs.
struct XMLAttributes {
    private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    private let count: Int

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.pointers = pointers
        self.count = count
    }

    var isEmpty: Bool { count == 0 }

    /// The value of the attribute `name` without regard to case, its prefix being `prefix`.
    subscript(name: MarkupName, prefix: MarkupName? = nil) -> String? {
        for index in 0..<count {
            guard let pointers, let local = pointers[index * 5], MarkupName(local) == name,
                pointers[index * 5 + 1].map({ MarkupName($0) }) == prefix
            else { continue }
            return value(index)
        }
        return nil
    }

    /// Gives the local name and value of each.
    func forEach(_ body: (UnsafeBufferPointer<UInt8>, String) -> Void) {
        for index in 0..<count {
            guard let local = pointers?[index * 5], let value = value(index) else { continue }
            body(UnsafeBufferPointer(cString: local), value)
        }
    }

    private func value(_ index: Int) -> String? {
        guard let pointers, let start = pointers[index * 5 + 3], let end = pointers[index * 5 + 4]
        else { return nil }
        let text = String(
            decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        // Without entity substitution libxml2 leaves an ampersand in an attribute as this.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&#38;", with: "&")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes before the first NUL.
    init(cString: UnsafePointer<UInt8>) {
        var length = 0
        while cString[length] != 0 { length += 1 }
        self.init(start: cString, count: length)
    }
}
