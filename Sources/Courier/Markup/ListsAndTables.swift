import PortalModel

/// The numbers of a list as HTML counts them: `start`, `reversed` and `type` of the list, `value`
/// of an item (HTML, 4.4.5 "The ol element").
struct ListNumbers {
    /// How a number is written, by the list's `type`.
    enum Form: String {
        case decimal = "1"
        case lowerLetters = "a"
        case upperLetters = "A"
        case lowerRoman = "i"
        case upperRoman = "I"
    }

    /// The forms by the names that styles have for them.
    static let forms: [(name: String, form: Form)] = [
        ("lower-alpha", .lowerLetters), ("lower-latin", .lowerLetters),
        ("upper-alpha", .upperLetters), ("upper-latin", .upperLetters),
        ("lower-roman", .lowerRoman), ("upper-roman", .upperRoman), ("decimal", .decimal),
    ]

    /// The number of an item: counted from the list's first, or, while a reversed list has not
    /// ended, from the number of its items.
    struct Place {
        fileprivate let number: Int
        fileprivate let countsFromEnd: Bool
    }

    private let form: Form
    private let step: Int
    private var upcoming: Int
    private var countsFromEnd: Bool
    private var count = 0

    init(start: Int?, isReversed: Bool, form: Form) {
        self.form = form
        step = isReversed ? -1 : 1
        upcoming = start ?? (isReversed ? 0 : 1)
        countsFromEnd = isReversed && start == nil
    }

    /// Counts an item on, which has the number `given` if there is one.
    mutating func next(given: Int?) -> Place {
        count += 1
        if let given {
            upcoming = given
            countsFromEnd = false
        }
        defer { upcoming &+= step }
        return Place(number: upcoming, countsFromEnd: countsFromEnd)
    }

    /// The items with their marks. Where each begins with its own number or with a time of day, as
    /// in live blogs, there are none.
    static func items(_ items: [GatheredItem], _ numbers: ListNumbers?) -> [ListItem] {
        guard let numbers else { return items.map { ListItem($0.blocks) } }
        let marked = items.map { item in
            ListItem(item.blocks, marker: item.place.map(numbers.marker))
        }
        let areNumbered = marked.allSatisfy { item in
            item.beginsWithTime || item.marker.map { item.begins(with: $0) } == true
        }
        return areNumbered ? marked.map { ListItem($0.blocks) } : marked
    }

    private func marker(_ place: Place) -> SafeText {
        let number = place.countsFromEnd ? count &+ place.number : place.number
        return SafeText(cleaning: ListNumbers.written(number, form) + ".")
    }

    private static func written(_ number: Int, _ form: Form) -> String {
        switch form {
        case .decimal: String(number)
        case .lowerLetters: letters(number).lowercased()
        case .upperLetters: letters(number)
        case .lowerRoman: roman(number).lowercased()
        case .upperRoman: roman(number)
        }
    }

    /// A to Z, AA to ZZ and so on; digits where there are no letters for it.
    private static func letters(_ number: Int) -> String {
        guard number > 0 else { return String(number) }
        var rest = number
        var letters: [Unicode.Scalar] = []
        while rest > 0 {
            rest -= 1
            letters.append(Unicode.Scalar(UInt8(ascii: "A") + UInt8(rest % 26)))
            rest /= 26
        }
        return String(String.UnicodeScalarView(letters.reversed()))
    }

    /// Roman numerals up to 3999; digits beyond.
    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return String(number) }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        var text = ""
        for (value, sign) in signs {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }
}

struct GatheredItem {
    var blocks: [Block]
    let place: ListNumbers.Place?
}

extension ListItem {
    /// Whether it begins with a time such as `14:32` or `9.05`.
    fileprivate var beginsWithTime: Bool {
        let start = self.start
        let hours = start.prefix { $0.isASCIIDigit }
        let rest = start[hours.endIndex...]
        guard (1...2).contains(hours.count), rest.first == ":" || rest.first == "." else {
            return false
        }
        let minutes = rest.dropFirst().prefix { $0.isASCIIDigit }
        let after = rest.dropFirst(3).first
        return minutes.count == 2 && (after == nil || after == " " || after == ":")
    }

    /// Whether it begins with `marker`, or with that and another sign after the number.
    fileprivate func begins(with marker: SafeText) -> Bool {
        let number = marker.string.dropLast()
        let start = self.start
        guard start.hasPrefix(number) else { return false }
        return start.dropFirst(number.count).first.map { ".)".contains($0) } == true
    }

    private var start: Substring {
        switch blocks.first {
        case .paragraph(let spans), .subhead(let spans):
            spans.first?.text.string[...] ?? ""
        case .lines(let lines):
            lines.first?.first?.text.string[...] ?? ""
        default: ""
        }
    }
}

/// How many columns and rows a cell reaches over, and whether it heads them.
struct CellShape {
    var isHeading = false
    var columns: UInt8 = 1
    var rows: UInt8 = 1
}

struct GatheredCell {
    let blocks: [Block]
    let shape: CellShape
}

/// A table on its way into blocks.
struct GatheredTable {
    /// A cell with more text than this, in bytes, holds no figure or name but an article.
    private static let longestCell = 600

    let rows: [[GatheredCell]]

    /// A table of lines stays one. A table that holds more than lines, as those for layout do, is
    /// gone, and what was in it stays.
    var blocks: [Block] {
        // A row may be empty since cells of the rows above reach into it.
        let keepsEmpty = self.rows.joined().contains { $0.shape.rows > 1 }
        let rows = self.rows.filter { row in
            keepsEmpty || row.contains { !$0.blocks.isEmpty }
        }
        let hasHeadings = rows.joined().contains { $0.shape.isHeading }
        let isGrid =
            rows.contains { $0.count > 1 }
            && rows.joined().allSatisfy { $0.isLine(inData: hasHeadings) }
        guard isGrid, hasHeadings || isShort(rows) else { return rows.joined().flatMap(\.blocks) }
        var table = rows.map { row in
            row.map { cell in
                Table.Cell(
                    GatheredTable.line(cell), isHeading: cell.shape.isHeading,
                    columns: Int(cell.shape.columns), rows: Int(cell.shape.rows))
            }
        }
        if let first = table.first, first.isBold, table.dropFirst().contains(where: { !$0.isBold })
        {
            table[0] = first.asHeadings
        }
        return [.table(Table(table))]
    }

    /// Whether the cells hold facts and not the parts of a page.
    private func isShort(_ rows: [[GatheredCell]]) -> Bool {
        let longest = rows.joined().map { $0.blocks.first?.plainText.utf8.count ?? 0 }.max() ?? 0
        return longest <= (rows.count > 1 ? GatheredTable.longestCell : 80)
    }

    private static func line(_ cell: GatheredCell) -> [Span] {
        if cell.blocks.count == 1, case .paragraph(let spans) = cell.blocks[0] { return spans }
        return joined(cell.blocks.flatMap(\.lines), isHeading: cell.shape.isHeading)
    }

    /// Lines one after the other: those that only the width of a cell broke are joined by a blank,
    /// others have a stroke between them.
    private static func joined(_ lines: [[Span]], isHeading: Bool) -> [Span] {
        var spans: [Span] = []
        for line in lines where !line.isEmpty {
            if let last = spans.last?.text.string.last, let first = line[0].text.string.first {
                let isBroken = isHeading || ",;:-/–&(".contains(last) || first.isLowercase
                spans.append(isBroken ? " " : " / ")
            }
            spans += line
        }
        return spans
    }
}

extension [Table.Cell] {
    fileprivate var isBold: Bool {
        let spans = flatMap(\.spans)
        return !spans.isEmpty && spans.allSatisfy { $0.style.contains(.strong) }
    }

    /// The row as one that heads its columns, which needs no bold type.
    fileprivate var asHeadings: [Table.Cell] {
        map { cell in
            var heading = cell
            heading.isHeading = true
            for index in heading.spans.indices { heading.spans[index].style.remove(.strong) }
            return heading
        }
    }
}

extension GatheredCell {
    /// Whether its text can stand on one line: a line, or a few short ones in a table of facts.
    fileprivate func isLine(inData isData: Bool) -> Bool {
        switch blocks.first {
        case nil: true
        case .paragraph, .subhead, .lines, .list:
            blocks.count == 1 && blocks[0].canBeLine
                || isData && blocks.allSatisfy(\.canBeLine)
                    && blocks.reduce(0) { $0 + $1.plainText.utf8.count } <= 300
        default: false
        }
    }
}

extension Block {
    fileprivate var canBeLine: Bool {
        switch self {
        case .paragraph, .subhead, .lines: true
        case .list(let items):
            items.allSatisfy { $0.line.map { $0.plainText.utf8.count <= 60 } == true }
        default: false
        }
    }

    /// Its text line by line; nothing where it holds other blocks.
    fileprivate var lines: [[Span]] {
        switch self {
        case .paragraph(let spans), .subhead(let spans): [spans]
        case .lines(let lines): lines
        case .list(let items): items.compactMap(\.line)
        default: []
        }
    }
}

extension ListItem {
    fileprivate var line: [Span]? {
        guard case .paragraph(let spans) = blocks.first, blocks.count == 1 else { return nil }
        return spans
    }
}
