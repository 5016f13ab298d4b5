import PortalModel

/// A question over the screens.
public enum Dialog: Hashable, Sendable {
    /// Which webmail?
    case webmail(WebmailDialog)
    /// Which theme?
    case themes(ThemeDialog)
}

/// The choice of a webmail.
public struct WebmailDialog: Hashable, Sendable {
    /// What Enter confirms.
    public var choice: WebmailProvider
    /// Whether the choice is on its way to the disk.
    public var isStoring = false

    /// The question with `choice` selected.
    public init(choice: WebmailProvider) {
        self.choice = choice
    }
}

/// The choice of a theme, shown while choosing.
public struct ThemeDialog: Hashable, Sendable {
    /// What there is.
    public var themes: [Theme]
    /// Which of them is shown.
    public var selected: Int
    /// What Escape goes back to.
    public let original: Theme
}
