import PortalModel

/// Something that the doctor found.
struct Finding {
    /// What was looked at and how it is.
    let text: SafeText
    /// Whether it asks for attention.
    var isProblem = false
    /// What the reader can do about it.
    var remedy: SafeText?

    /// Something as it should be.
    static func fine(_ text: SafeText) -> Finding {
        Finding(text: text)
    }

    /// Something that is to be mended by `remedy`, where that is not said in `text`.
    static func problem(_ text: SafeText, remedy: SafeText? = nil) -> Finding {
        Finding(text: text, isProblem: true, remedy: remedy)
    }
}

/// One kind of findings.
struct Examination {
    /// What it is about.
    let title: SafeText
    /// In the order in which they were looked at.
    var findings: [Finding]
}
