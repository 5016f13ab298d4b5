import PortalModel

/// A list in the sidebar.
struct SidebarGroup {
    /// How its headlines are shown.
    enum Form {
        /// One line each: section, time, title.
        case ticker
        /// Title in full and how long ago.
        case list
    }

    /// What stands above it.
    let title: SafeText
    /// How its headlines are shown.
    let form: Form
    /// Newest first.
    let headlines: [Headline]
}

extension State {
    /// How many headlines "Net binnen" shows.
    static let justInCount = 8
    /// How many headlines "Meer uit …" shows.
    static let moreCount = 7

    /// The lists that go with the screen on top: beside a list "Net binnen" and, on a front page,
    /// more of the section of the selected headline; beside an article more of its section.
    var sidebar: [SidebarGroup] {
        switch top {
        case .list(let list):
            var groups = [
                SidebarGroup(
                    title: Wording.justIn, form: .ticker,
                    headlines: Array((justIn ?? []).prefix(Self.justInCount)))
            ]
            if case .front = list.page, let selection = list.selection {
                groups.append(moreGroup(like: selection))
            }
            return groups
        case .article(let screen):
            return [moreGroup(like: screen.article.headline)]
        case .comparison, .results, .help, .sources, .settings:
            return []
        }
    }

    /// The headlines of the sidebar, group after group: what its selection counts through.
    var sidebarHeadlines: [Headline] { sidebar.flatMap(\.headlines) }

    private func moreGroup(like headline: Headline) -> SidebarGroup {
        let others = (more[headline.section] ?? []).lazy.filter { $0.id != headline.id }
        return SidebarGroup(
            title: Wording.more(from: headline.sectionName), form: .list,
            headlines: Array(others.prefix(Self.moreCount)))
    }

    /// Asks, once, for what the sidebar of the screen on top lacks.
    mutating func requestSidebar() -> [Effect] {
        var effects: [Effect] = []
        let section: SectionID?
        switch top {
        case .list(let list) where layout.sidebar != nil:
            section = list.selection?.section
            if justIn == nil {
                justIn = []
                effects.append(.loadJustIn(count: Self.justInCount))
            }
        case .article(let screen):
            section = screen.article.headline.section
        default:
            section = nil
        }
        if let section, more[section] == nil {
            more[section] = []
            // One more, since the article itself is left out.
            effects.append(.loadMore(section, count: Self.moreCount + 1))
        }
        return effects
    }

    /// Lets all lists of sidebars be read anew.
    mutating func forgetSidebar() {
        justIn = nil
        more = [:]
    }
}
