import CLibXML2

/// An element or a text of a page, and what was measured of it.
struct PageNode {
    /// Where libxml2 keeps it, for as long as its tree lives.
    let pointer: xmlNodePtr?
    /// What it is.
    let tag: PageTag
    /// Where its parent stands, −1 for the root.
    let parent: Int32
    /// Where what stands in it ends.
    var end: Int32
    /// Whether it, with all in it, is no part of the article.
    var isRemoved = false

    /// Characters to read in it, white space folded; a character of a script that writes whole
    /// words or syllables with one counts as three.
    var length: Int32 = 0
    /// Those of them that belong to links.
    var linkLength: Int32 = 0
    /// Commas in it.
    var commas: Int32 = 0
    /// Characters of running text in it: of blocks with 25 characters or more, few of them links.
    var prose: Int32 = 0
    /// How likely it holds the article: points given by the blocks in it.
    var score: Double = 0

    /// The share of its characters that belong to links.
    var linkDensity: Double {
        length == 0 ? 0 : Double(linkLength) / Double(length)
    }

    /// The bytes of a text.
    var bytes: UnsafeBufferPointer<UInt8> {
        guard tag == .text, let content = pointer?.pointee.content else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
    }

    /// The value of the attribute called `name`, in lower case as all that libxml2 gives.
    subscript(name: String) -> String? {
        pointer?.attribute(name)
    }
}

extension UnsafeMutablePointer where Pointee == xmlNode {
    /// The value of the attribute called `name`; nil where it is absent, "" where it has none.
    func attribute(_ name: String) -> String? {
        value(of: name).map { $0.map { String(cString: $0) } ?? "" }
    }

    /// The bytes of the attribute called `name`, ended by a zero; nil where it is absent or empty.
    func attributeBytes(_ name: String) -> UnsafePointer<UInt8>? {
        value(of: name) ?? nil
    }

    private func value(of name: String) -> UnsafePointer<UInt8>?? {
        var attribute = pointee.properties
        while let here = attribute {
            if let candidate = here.pointee.name, isEqual(candidate, name) {
                return .some(here.pointee.children?.pointee.content.map { UnsafePointer($0) })
            }
            attribute = here.pointee.next
        }
        return nil
    }

    /// The text that stands right in it, as in a title or a script.
    var content: String {
        var bytes: [UInt8] = []
        var child = pointee.children
        while let here = child {
            if let text = here.pointee.content {
                bytes.append(
                    contentsOf: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
            }
            child = here.pointee.next
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Whether `name` is the C string `candidate`.
func isEqual(_ candidate: UnsafePointer<UInt8>, _ name: String) -> Bool {
    var next = candidate
    for byte in name.utf8 {
        guard next.pointee == byte else { return false }
        next += 1
    }
    return next.pointee == 0
}
