/// What a server sent along so that it can be asked later whether anything has changed
/// (RFC 9110 §8.8): sent back byte for byte, since a server may compare them as plain bytes.
///
/// Header fields are bytes that need not be UTF-8. Each character here stands for one byte
/// (ISO 8859-1), so that none is lost between an answer, a database and the next request.
public struct Validators: Hashable, Sendable {
    /// The value of `ETag`, with its quotes; sent back as `If-None-Match`.
    public var entityTag: String?
    /// The value of `Last-Modified`; sent back as `If-Modified-Since`.
    public var lastModified: String?

    /// Validators of these values.
    public init(entityTag: String? = nil, lastModified: String? = nil) {
        self.entityTag = entityTag
        self.lastModified = lastModified
    }

    /// Whether there is nothing to send back.
    public var isEmpty: Bool { headerLines.isEmpty }

    /// The request's header lines as bytes. A value that no server can have sent, because it is
    /// empty or holds a control character or one outside ISO 8859-1, is left out.
    var headerLines: [[UInt8]] {
        [("If-None-Match: ", entityTag), ("If-Modified-Since: ", lastModified)]
            .compactMap { name, value in
                guard let bytes = value?.latin1FieldValue else { return nil }
                return Array(name.utf8) + bytes
            }
    }
}

extension String {
    /// The value of a header field whose every byte became the character of the same number.
    init(latin1 bytes: some Sequence<UInt8>) {
        self.init(String.UnicodeScalarView(bytes.lazy.map(Unicode.Scalar.init)))
    }

    /// The bytes of a header field's value (RFC 9110 §5.5), or nil if this cannot be one.
    fileprivate var latin1FieldValue: [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x20...0x7E, 0x80...0xFF: bytes.append(UInt8(scalar.value))
            default: return nil
            }
        }
        return bytes.isEmpty ? nil : bytes
    }
}
