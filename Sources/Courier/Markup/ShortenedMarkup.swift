/// HTML in which two bytes stand for each long text without references.
///
/// libxml2 decodes text character by character, and copies it before it tells it: half of the time
/// that a feed takes. What it makes of the tags around does not depend on the words, so it is only
/// told that there are some, and they are put in where it tells of them.
///
/// Where text and tags are parted is libxml2's to say. Should it find a placeholder inside of a
/// tag, it tells of fewer than there are, and the markup is read again as it stands.
struct ShortenedMarkup {
    /// Stands twice for a text; markup that holds it itself is not shortened. To libxml2 DEL is a
    /// character as any other. It tells of `&#127;` by itself, so that two are always a text.
    static let placeholder: UInt8 = 0x7F

    /// Texts of fewer bytes stay.
    static let shortest = 16

    /// The markup; nil where it is as it was.
    let bytes: [UInt8]?
    /// Where the texts stood, in their order.
    let texts: [Range<Int>]
}
