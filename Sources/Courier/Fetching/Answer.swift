import PortalModel

/// What one server said, when all of it had come.
struct Answer {
    /// The status code.
    var status = 0
    /// The decoded content of a successful answer; nothing of any other.
    var bytes: [UInt8] = []
    /// Why the content is not all that there was; nil when it is.
    var shortfall: DeliveryProblem?
    /// How long it took, from connecting to the last byte.
    var elapsed: Duration = .zero
    /// The fields that matter, by their usual names; each character is one byte.
    var fields: [Field: String] = [:]

    /// The header fields that the courier looks at.
    enum Field: String, CaseIterable {
        case age = "Age"
        case cacheControl = "Cache-Control"
        case contentType = "Content-Type"
        case entityTag = "ETag"
        case lastModified = "Last-Modified"
        case link = "Link"
        case location = "Location"
        case retryAfter = "Retry-After"

        /// Whether several lines of it are one list (RFC 9110 §5.3).
        var isList: Bool { self == .cacheControl || self == .link }
    }

    /// Whether the content is what was asked for.
    var isSuccess: Bool { (200...299).contains(status) }

    /// The validators that came along.
    var validators: Validators {
        Validators(entityTag: fields[.entityTag], lastModified: fields[.lastModified])
    }

    /// Where to go instead. Servers write names outside ASCII there in UTF-8, if not as they
    /// should.
    var location: String? {
        guard let field = fields[.location], !field.isEmpty else { return nil }
        let bytes = field.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return String(validating: bytes, as: UTF8.self) ?? field
    }

    /// Seconds for which the answer stays fresh.
    var maxAge: Int64? {
        CacheControl.freshness(cacheControl: fields[.cacheControl], age: fields[.age])
    }
}
