import PortalModel

/// A question over the screens.
enum Dialog: Hashable, Sendable {
    /// Which webmail?
    case webmail(WebmailDialog)
    /// Which theme?
    case themes(ThemeDialog)
}

/// The choice of a webmail.
struct WebmailDialog: Hashable, Sendable {
    /// What Enter confirms.
    var choice: WebmailProvider
    /// Whether the choice is on its way to the disk.
    var isStoring = false

    /// The question with `choice` selected.
    init(choice: WebmailProvider) {
        self.choice = choice
    }
}

/// The choice of a theme, shown while choosing.
struct ThemeDialog: Hashable, Sendable {
    /// What there is.
    var themes: [Theme]
    /// Which of them is shown.
    var selected: Int
    /// What Escape goes back to.
    let original: Theme
}
