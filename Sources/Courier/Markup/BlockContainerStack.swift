import PortalModel

/// What holds blocks and is still open while a document is being built, outermost first, with the
/// blocks that it holds so far.
struct BlockContainerStack {
    enum Kind {
        case root
        case list(ListNumbers?)
        /// An item of a list, with its number where its author gave it one.
        case item(number: Int?)
        /// An item that no list holds, which makes one.
        case looseItem
        case quote
        case table
        case row
        case cell(CellShape)
        /// A list or quote that is nested too deep and joins what it stands in.
        case joined
    }

    private struct Container {
        var kind: Kind
        var blocks: [Block] = []
        var items: [GatheredItem] = []
        var cells: [GatheredCell] = []
        var rows: [[GatheredCell]] = []
    }

    private var containers = [Container(kind: .root)]
    private var depth = 0
    private var cells = 0
    private var awaitsCaption = false
    private var awaitingAddress: WebAddress?
    /// Whether the last block is a caption whose picture has yet to come.
    private var leadsPicture = false
    /// Whether the last block is a picture that has its caption.
    private(set) var hasCaption = false

    var isInCell: Bool { cells > 0 }

    mutating func finish() -> [Block] {
        while containers.count > 1 { pop() }
        var blocks = containers[0].blocks
        if case .rule = blocks.last { blocks.removeLast() }
        return blocks
    }

    mutating func push(_ kind: Kind) {
        awaitsCaption = false
        switch kind {
        case .list, .quote, .looseItem:
            return nest(kind)
        case .item:
            switch parent {
            case .list, .joined: break
            default: return nest(.looseItem)
            }
        case .cell:
            cells += 1
        default:
            break
        }
        containers.append(Container(kind: kind))
    }

    /// Opens what a reader sees as one level more.
    private mutating func nest(_ kind: Kind) {
        guard depth < Document.maximumDepth else {
            containers.append(Container(kind: .joined))
            return
        }
        depth += 1
        containers.append(Container(kind: kind))
    }

    mutating func pop() {
        guard containers.count > 1, let closed = containers.popLast() else { return }
        awaitsCaption = false
        switch closed.kind {
        case .root, .joined:
            append(closed.blocks)
        case .list(let numbers):
            depth -= 1
            if !closed.items.isEmpty {
                append(.list(ListNumbers.items(closed.items, numbers)))
            }
        case .quote:
            depth -= 1
            if !closed.blocks.isEmpty { append(.quote(closed.blocks)) }
        case .item(let number):
            guard case .list = parent else { return append(closed.blocks) }
            addItem(closed.blocks, number: number)
        case .looseItem:
            depth -= 1
            closeLooseItem(closed.blocks)
        case .cell(let shape):
            cells -= 1
            if case .row = parent {
                addCell(closed.blocks, shape)
            } else {
                append(closed.blocks)
            }
        case .row:
            if case .table = parent {
                containers[containers.count - 1].rows.append(closed.cells)
            } else {
                for cell in closed.cells { append(cell.blocks) }
            }
        case .table:
            append(closed.blocks)
            append(GatheredTable(rows: closed.rows).blocks)
        }
    }

    mutating func append(_ block: Block) {
        (awaitsCaption, leadsPicture, hasCaption) = (false, false, false)
        let top = containers.count - 1
        switch containers[top].kind {
        case .list:
            // Markup that puts a list straight into a list means it for the item before.
            if case .list = block, let last = containers[top].items.indices.last {
                containers[top].items[last].blocks.append(block)
            } else {
                addItem([block], number: nil)
            }
        case .row:
            addCell([block], CellShape())
        default:
            if case .rule = block, !needsRule(containers[top].blocks) { return }
            containers[top].blocks.append(block)
        }
    }

    /// Whether a picture is the last that came, with or without words.
    var endsInPicture: Bool {
        if awaitsCaption { return true }
        guard case .image = containers[containers.count - 1].blocks.last else { return false }
        return true
    }

    /// Adds a picture, which takes the caption that came before it in its figure.
    mutating func appendPicture(_ alternative: SafeText, _ address: WebAddress?) {
        guard let caption = takeLeadingCaption() else {
            return append(.image(alternative: alternative, address: address))
        }
        appendPicture(captioned: caption, address)
    }

    private mutating func appendPicture(captioned caption: SafeText, _ address: WebAddress?) {
        append(.image(alternative: caption, address: address))
        hasCaption = true
    }

    /// A picture came that has no words of its own: a caption that follows at once is for it.
    mutating func awaitCaption(for address: WebAddress?) {
        if let caption = takeLeadingCaption() { return appendPicture(captioned: caption, address) }
        awaitsCaption = true
        awaitingAddress = address
    }

    private mutating func takeLeadingCaption() -> SafeText? {
        let top = containers.count - 1
        guard leadsPicture, case .paragraph(let spans) = containers[top].blocks.last else {
            return nil
        }
        containers[top].blocks.removeLast()
        return SafeText(line: spans.plainText)
    }

    /// Adds the caption of the picture before it. Where there is none it is a paragraph, but in a
    /// figure the caption of the picture that may follow.
    mutating func appendCaption(_ spans: [Span], inFigure: Bool) {
        let caption = SafeText(line: spans.plainText)
        guard !caption.isEmpty else { return }
        let top = containers.count - 1
        if awaitsCaption {
            appendPicture(captioned: caption, awaitingAddress)
        } else if case .image(_, let address) = containers[top].blocks.last {
            containers[top].blocks.removeLast()
            appendPicture(captioned: caption, address)
        } else {
            append(.paragraph(spans))
            leadsPicture = inFigure
        }
    }

    /// A caption that no picture followed is a paragraph.
    mutating func endFigure() {
        leadsPicture = false
    }

    private var parent: Kind { containers[containers.count - 1].kind }

    private mutating func append(_ blocks: [Block]) {
        for block in blocks { append(block) }
    }

    private mutating func addItem(_ blocks: [Block], number: Int?) {
        let top = containers.count - 1
        guard case .list(var numbers) = containers[top].kind else { return }
        // An item with nothing to read has its number all the same.
        let place = numbers?.next(given: number)
        containers[top].kind = .list(numbers)
        guard !blocks.isEmpty else { return }
        containers[top].items.append(GatheredItem(blocks: blocks, place: place))
    }

    private mutating func addCell(_ blocks: [Block], _ shape: CellShape) {
        containers[containers.count - 1].cells.append(GatheredCell(blocks: blocks, shape: shape))
    }

    /// Items that no list holds make one, of all that follow each other.
    private mutating func closeLooseItem(_ blocks: [Block]) {
        guard !blocks.isEmpty else { return }
        let top = containers.count - 1
        if case .list(var items) = containers[top].blocks.last {
            // Without its block the array is alone and grows in place.
            containers[top].blocks.removeLast()
            items.append(ListItem(blocks))
            containers[top].blocks.append(.list(items))
        } else {
            append(.list([ListItem(blocks)]))
        }
    }

    /// A rule parts what is above it from what is below.
    private func needsRule(_ blocks: [Block]) -> Bool {
        switch blocks.last {
        case nil, .rule: false
        default: true
        }
    }
}
