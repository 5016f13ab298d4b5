import PortalModel

/// What stands before the lines of nested blocks: the bars of quotes, the bullets and numbers of
/// lists, and the spaces that hang the text beside them.
struct Margin {
    /// Before every line but the next one.
    private(set) var rest = ""
    /// Before the next line, where that differs: it begins an item.
    private var next: String?

    /// The columns it takes.
    var columns: Int { rest.columns }

    /// What stands before the next line, which is thereby set.
    mutating func takeNext() -> String {
        defer { next = nil }
        return next ?? rest
    }

    /// Adds the bar of a quote.
    mutating func addBar() {
        next = next.map { $0 + "│ " }
        rest += "│ "
    }

    /// Adds the marker of a list's item, beside which the item's text hangs.
    mutating func add(marker: String) {
        next = (next ?? rest) + marker
        rest += String(repeating: " ", count: marker.columns)
    }

    /// Lets the lines that follow hang by so many columns.
    mutating func hang(by columns: Int) {
        rest += String(repeating: " ", count: columns)
    }

    /// Goes back to the margin around a block. A marker that a line of the block took is gone.
    mutating func restore(_ outer: Margin) {
        let isTaken = next == nil
        self = outer
        if isTaken { next = nil }
    }
}
