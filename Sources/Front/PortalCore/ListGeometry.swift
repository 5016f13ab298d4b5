import PortalModel
import TextGrid
import Typesetting

/// How headlines stand in the main area: item by item, each as high as its text, a blank row
/// between them, the bar of the selection in the first column.
struct ListGeometry {
    /// The area.
    let area: Rect
    /// How headlines are set: in lines of at most 96 columns, since longer ones tire the eye,
    /// however wide the window.
    let measure: SetHeadlines.Measure
    private let kept: SetHeadlines

    /// The geometry of a list in `layout`, below so many rows of something else.
    init(_ layout: Layout, headerRows: Int = 0) {
        area = layout.main.inset(top: headerRows)
        measure = SetHeadlines.Measure(
            width: max(1, min(96, area.width - 1 - layout.form.gutter)),
            teaserLines: layout.size.height < 20 ? 1 : 2, typography: layout.typography)
        kept = layout.setHeadlines
    }

    /// The headline set in lines.
    func set(_ headline: Headline) -> SetHeadline { kept.lines(of: headline, measure) }

    /// The rectangles of the headlines from `top` on that are at least partly in the area.
    func visible(
        _ headlines: [Headline], from top: Int
    ) -> [(index: Int, set: SetHeadline, rect: Rect)] {
        var result: [(Int, SetHeadline, Rect)] = []
        var row = area.top
        for index in headlines.indices.dropFirst(top) {
            guard row < area.bottom else { break }
            let set = set(headlines[index])
            let rect = Rect(column: area.left, row: row, width: area.width, height: set.height)
            result.append((index, set, rect.intersection(area)))
            row += set.height + 1
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
            visible(headlines, from: top).count { $0.rect.height == $0.set.height })
    }
}
