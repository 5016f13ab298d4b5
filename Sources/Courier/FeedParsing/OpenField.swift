import Markup
import PortalModel

/// The element of a feed whose text is being gathered.
struct OpenField {
    /// Which element it is.
    let origin: FeedBuilder.Open
    /// Where relative links in it count from, if the feed says.
    let base: WebAddress?
    /// What it says of itself: that a guid is no link, that text comes in Base64, that its type
    /// is not told.
    let traits: Traits
    /// Its text.
    private(set) var text: FieldText
    /// The parts of a person: a name and, for want of one, a mail address.
    private(set) var person: String?

    private var part: FeedElement?
    private var depth = 0

    /// What attributes say of a field.
    struct Traits: OptionSet {
        let rawValue: Int

        /// A guid that is not the address of its page.
        static let isNoLink = Traits(rawValue: 1)
        /// Text that comes in Base64.
        static let isBase64 = Traits(rawValue: 2)
        /// Atom's text without a type.
        static let isUntyped = Traits(rawValue: 4)
    }

    /// A field that begins at `origin`.
    init(_ origin: FeedBuilder.Open, _ kind: FieldText.Kind, _ traits: Traits, base: WebAddress?) {
        self.origin = origin
        self.traits = traits
        self.base = base
        text = FieldText(kind)
    }

    /// Adds text, UTF-8.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.append(bytes)
    }

    /// An element begins inside the field.
    mutating func open(_ tag: StartTag) {
        depth += 1
        if case .author = origin.element {
            part = tag.element
            text = FieldText(.token)
        } else {
            text.open(tag.bytes, tag.attributes)
        }
    }

    /// The element inside the field that was opened last ends.
    mutating func close(_ name: UnsafeBufferPointer<UInt8>) {
        depth -= 1
        guard case .author = origin.element else { return text.close(name) }
        let value = text.string
        if !value.isEmpty {
            switch part {
            case .personName: person = value
            case .personAddress: person = person ?? value
            default: break
            }
        }
        part = nil
        text = FieldText(.token)
    }

    /// The text, for good.
    consuming func finish() -> FieldText {
        if traits.contains(.isBase64) { text.decodeBase64() }
        return text
    }
}
