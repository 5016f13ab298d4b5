import PortalCore
import PortalModel

/// A page of headlines, to be printed.
struct PlainPage {
    /// The most headlines that are printed.
    static let headlineCount = 40

    /// The page.
    let choice: PageChoice
    /// In the order of the page.
    let loaded: LoadedHeadlines
    /// When a source was last heard; nil for never.
    let lastChecked: Timestamp?
    /// The moment that counts as now.
    let now: Timestamp

    /// The page in lines of `width` columns.
    ///
    /// The headlines of the front page are numbered, as `portaal read` counts them; others bear
    /// their identifier.
    func text(width: Int) -> String {
        var text = PlainText(width: width)
        text.add(header)
        if loaded.headlines.isEmpty {
            text.addBlank()
            text.add(Wording.empty(choice.name))
        }
        let isNumbered = choice.isFrontPage
        let indent = isNumbered ? String(loaded.headlines.count).count + 2 : 0
        for (index, headline) in loaded.headlines.enumerated() {
            text.addBlank()
            let number = isNumbered ? padded(index + 1, to: indent - 2) : .empty
            text.add(headline.title, label: number, indent: indent)
            text.add(headline.teaser, indent: indent, maximumLines: 3)
            text.add(meta(of: headline, isNumbered: isNumbered), indent: indent)
        }
        return text.string
    }

    /// "ZeelandNet · Voorpagina · zaterdag 21 november 2026 · Bijgewerkt om 14:23".
    private var header: SafeText {
        [
            Wording.masthead, choice.name, Wording.date(CivilTime(local: now)),
            loaded.builtIn?.text ?? Wording.updated(lastChecked, at: now),
        ].joined(separator: " · ")
    }

    private func meta(of headline: Headline, isNumbered: Bool) -> SafeText {
        let moment = loaded.builtIn?.moment ?? now
        return [
            choice.section == nil ? headline.sectionName : .empty, headline.source,
            RelativeTime(of: headline.published, at: moment).wording,
            headline.outlets > 1 ? Wording.outlets(headline.outlets) : .empty,
            isNumbered ? .empty : SafeText(line: headline.id.text),
        ].joined(separator: " · ")
    }

    private func padded(_ number: Int, to width: Int) -> SafeText {
        let digits = String(number)
        return SafeText(cleaning: String(repeating: " ", count: width - digits.count) + digits)
    }
}
