import PortalModel
import TextGrid
import Typesetting

/// A headline set in lines for a list.
struct SetHeadline {
    /// One or two lines.
    let title: [SafeText]
    /// No more lines than there is room for.
    let teaser: [SafeText]

    /// Rows taken, with the row of section and time but without the blank one after it.
    var height: Int { title.count + teaser.count + 1 }
}

/// How headlines stand in the main area: item by item, each as high as its text, a blank row
/// between them, the bar of the selection in the first column.
struct ListGeometry {
    /// The area.
    let area: Rect
    private let teaserLines: Int
    private let gutter: Int
    private let order: TextOrder

    /// The geometry of a list in `layout`, below so many rows of something else.
    init(_ layout: Layout, headerRows: Int = 0) {
        area = layout.main.inset(top: headerRows)
        gutter = layout.form.gutter
        order = layout.order
        teaserLines = layout.size.height < 20 ? 1 : 2
    }

    /// Columns of text; a line longer than this tires the eye, however wide the window.
    var textWidth: Int { max(1, min(96, area.width - 1 - gutter)) }

    /// The headline set in lines.
    func set(_ headline: Headline) -> SetHeadline {
        SetHeadline(
            title: wrap(headline.title, width: textWidth, maximumLines: 2, order: order),
            teaser: headline.teaser.isEmpty
                ? []
                : wrap(headline.teaser, width: textWidth, maximumLines: teaserLines, order: order))
    }

    /// The rectangles of the headlines from `top` on that are at least partly in the area.
    func visible(_ headlines: [Headline], from top: Int) -> [(index: Int, rect: Rect)] {
        var result: [(Int, Rect)] = []
        var row = area.top
        for index in headlines.indices.dropFirst(top) {
            guard row < area.bottom else { break }
            let height = set(headlines[index]).height
            result.append(
                (
                    index,
                    Rect(column: area.left, row: row, width: area.width, height: height)
                        .intersection(area)
                ))
            row += height + 1
        }
        return result
    }

    /// The first headline to show so that `selected` is whole on the screen, as near to `top` as
    /// can be.
    func top(showing selected: Int, of headlines: [Headline], from top: Int) -> Int {
        guard headlines.indices.contains(selected) else { return 0 }
        guard selected > top else { return selected }
        var rows = set(headlines[selected]).height
        var first = selected
        while first > top {
            rows += set(headlines[first - 1]).height + 1
            guard rows <= area.height else { break }
            first -= 1
        }
        return first
    }

    /// How many headlines from `top` on are whole on the screen; at least one.
    func wholeCount(_ headlines: [Headline], from top: Int) -> Int {
        max(
            1,
            visible(headlines, from: top).count { index, rect in
                rect.height == set(headlines[index]).height
            })
    }
}
