import CNcurses
import Foundation
import PortalModel
import TextGrid

/// Why a terminal could not be opened. Each is told in one sentence, with exit code 2.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input and output are no terminal, and the process has no controlling one.
    case noTerminal
    /// terminfo knows neither this type, which `TERM` names, nor xterm-256color.
    case unknownType(String)
    /// A terminal of this type cannot move its cursor or clear its screen.
    case unfitType(String)
    case noDescriptors
}

public enum TerminalInput: Hashable, Sendable {
    case key(Key)
    /// The window has this size now, or the process goes on after a stop: all must be drawn again.
    case resized(Size)
    case background(isLight: Bool)
    /// The terminal is gone or the process was asked to end; there will be no other input.
    case closed
}

/// The terminal of the process in full-screen mode, painted through ncurses. There can be one at a
/// time; it is given back as it was by `leave()`, and also when the value ends.
///
/// Nothing here waits: poll `inputDescriptor` and `signalDescriptor`, and read `nextKey()` until it
/// is nil whenever one of them is readable.
public struct Terminal: ~Copyable {
    /// Readable when `nextKey()` has something to tell.
    public let inputDescriptor: Int32
    /// Readable when `nextKey()` has to tell of a signal: that the window changed, that the process
    /// goes on after a stop, or that it was asked to end (SIGTERM, SIGHUP or SIGINT). If it still
    /// runs two seconds after that last one, the signal ends it.
    public let signalDescriptor: Int32

    /// What the terminal can do besides drawing.
    public let abilities: TerminalCapabilities

    /// Whether all of Unicode can be drawn in the locale of the environment.
    public let isUnicode: Bool

    private let multiplexer: Clipboard.Multiplexer
    private var glyphs: GlyphSet
    private var makesHyperlinks: Bool
    private var settings: Settings
    private var renditions: Renditions
    private var decoder = InputDecoder()
    private var shown: Frame?
    private var line: [UInt32] = []
    private var isOpen = true

    /// Takes over the terminal that standard input and output are, or else the one that controls
    /// the process. SIGPIPE is ignored from then on, until `leave()`.
    ///
    /// - Parameters:
    ///   - settings: Followed as far as they are about the terminal.
    ///   - hasColors: Without, there are attributes alone (https://no-color.org).
    ///   - asksBackground: Whether the terminal is asked for the colour of its background.
    ///   - log: The descriptor that gets standard error meanwhile; nil for none.
    public init(
        _ settings: Settings, hasColors: Bool, asksBackground: Bool, log: Int32?
    ) throws(TerminalError) {
        isUnicode = cn_use_locale()
        signalDescriptor = try Self.open()
        inputDescriptor = cn_input_descriptor()
        cn_redirect_errors(log ?? -1)
        if settings.usesMouse { cn_start_mouse() }
        self.settings = settings
        renditions = Self.startColors(hasColors)
        abilities = TerminalCapabilities()
        glyphs = GlyphSet(isUnicode: isUnicode && !settings.isASCII)
        makesHyperlinks = settings.makesHyperlinks ?? abilities.takesHyperlinks
        multiplexer =
            Environment["TMUX"] != nil ? .tmux : Environment["STY"] != nil ? .screen : .none
        // Its answer comes among the keys, if it does; nothing waits for it.
        if asksBackground, renditions.palette != nil, abilities.tellsGround {
            send("\u{1B}]11;?\u{1B}\\")
        }
    }

    deinit {
        if isOpen { Self.close() }
    }

    /// Gives the terminal back. Nothing else may be called after it.
    public mutating func leave() {
        guard isOpen else { return }
        isOpen = false
        Self.close()
    }

    /// The colours that pictures can be drawn in; nil where there are none.
    public var pictureColors: PictureColors? { renditions.palette?.pictureColors }

    /// The most columns and rows that are drawn, however large the window is.
    public static let largestSize = Size(width: Int(CN_MOST_COLUMNS), height: Int(CN_MOST_ROWS))

    /// Whether the window is larger than that.
    public var isWindowCut: Bool { cn_window_is_cut() }

    public var size: Size { Size(width: Int(cn_width()), height: Int(cn_height())) }

    /// Opens the screen and returns the descriptor that tells signals.
    private static func open() throws(TerminalError) -> Int32 {
        let type = Environment["TERM"] ?? ""
        switch cn_open(type) {
        case CN_OPENED: break
        case CN_NO_TERMINAL: throw .noTerminal
        case CN_UNKNOWN: throw .unknownType(type)
        default: throw .unfitType(type)
        }
        let signals = cn_catch_signals()
        guard signals >= 0 else {
            cn_close()
            throw .noDescriptors
        }
        return signals
    }

    private static func close() {
        cn_close()
        cn_restore_errors()
    }

    private static func startColors(_ areWanted: Bool) -> Renditions {
        var hasDefaults = false
        let colors = areWanted ? cn_start_colors(&hasDefaults) : 0
        return Renditions(
            palette: Palette(colors: Int(colors)), hasDefaults: hasDefaults,
            canReverse: cn_can_reverse_colors(), hasItalics: cn_has_italics(),
            limit: Int(cn_pair_limit()), define: cn_define_pair)
    }

    /// The next thing that the terminal tells; nil when there is nothing more for now, or when very
    /// much came that is no key: then the input is still readable.
    public mutating func nextKey() -> TerminalInput? {
        for _ in 0..<65_536 {
            if let key = decoder.next() { return .key(key) }
            if let isLight = decoder.takeBackground() { return .background(isLight: isLight) }
            let input = cn_read()
            switch input.kind {
            case CN_NONE:
                decoder.pause(at: Self.now)
                return decoder.next().map(TerminalInput.key)
            case CN_CLOSED:
                return .closed
            case CN_RESUMED, CN_RESIZED:
                if input.kind == CN_RESUMED { cn_resume() }
                cn_follow_window()
                shown = nil
                return .resized(size)
            default:
                decoder.handle(input, at: Self.now)
            }
        }
        return decoder.next().map(TerminalInput.key)
    }

    /// Milliseconds after which `nextKey()` has to be asked though nothing has come: something that
    /// began to arrive is given up then. −1 for never.
    public var millisecondsToWait: Int32 {
        decoder.deadline.map { Int32(max(0, $0 - Self.now)) } ?? -1
    }

    /// Milliseconds of a monotonic clock.
    private static var now: Int {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return moment.tv_sec * 1000 + moment.tv_nsec / 1_000_000
    }

    /// Stops the process and those in its group, as ^Z does, and returns when it is continued;
    /// where nothing could continue it, at once. `nextKey()` then tells a resize.
    public mutating func suspend() {
        cn_suspend()
    }

    /// Gives the terminal to a program until it ends: `start` gets the terminal's descriptors for
    /// input and output and returns the process id, or nil where there is none. Meanwhile ^C goes
    /// to that program; the portal stops when it stops, and ends it first when asked to end.
    public mutating func lend(to start: (_ input: Int32, _ output: Int32) -> Int32?) {
        shown = nil
        cn_lend()
        if let process = start(cn_input_descriptor(), cn_output_descriptor()) {
            cn_wait_for(process)
        }
        cn_take_back()
    }

    /// Follows these settings from now on, as far as they are about the terminal.
    public mutating func apply(_ settings: Settings) {
        guard settings != self.settings else { return }
        let former = self.settings
        self.settings = settings
        if settings.usesMouse != former.usesMouse {
            if settings.usesMouse { cn_start_mouse() } else { cn_stop_mouse() }
        }
        if settings.isASCII != former.isASCII {
            glyphs = GlyphSet(isUnicode: isUnicode && !settings.isASCII)
            repaint()
        }
        if settings.makesHyperlinks != former.makesHyperlinks {
            makesHyperlinks = settings.makesHyperlinks ?? abilities.takesHyperlinks
            repaint()
        }
    }

    /// Puts `text` into the clipboard of the reader's own terminal, if that allows it (OSC 52).
    public mutating func copyToClipboard(_ text: String) {
        send(Clipboard.sequence(for: text, through: multiplexer))
    }

    private func send(_ sequence: String) {
        var sequence = sequence
        // A terminal that is gone is told by `nextKey()`.
        _ = sequence.withUTF8 { cn_send($0.baseAddress, Int32($0.count)) }
    }

    /// Makes the next `present` send the whole screen, whatever another program drew over it.
    public mutating func repaint() {
        shown = nil
    }

    /// Shows `frame`, cut to the screen. A frame equal to the one shown sends nothing; otherwise
    /// the rows that differ are given to ncurses, which sends the cells that changed. After a
    /// resize or a stop everything is sent.
    ///
    /// A row with links is sent as a whole and without them, and then each link by itself.
    public mutating func present(_ frame: Frame) {
        let size = size
        var (isChanged, linked) = draw(frame, within: size)
        if renditions.haveRunOut {
            // Pairs of colours that are no longer on the screen make room for those of the frame.
            renditions.reset()
            repaint()
            (isChanged, linked) = draw(frame, within: size)
            renditions.dropUnavailableColors()
        }
        guard isChanged else { return }
        place(frame.cursor, within: size)
        cn_update()
        for link in linked { draw(link, of: frame, within: size) }
        shown = frame
    }

    /// Gives ncurses the rows that differ from those shown. Says whether anything does, and which
    /// links are left out.
    private mutating func draw(_ frame: Frame, within size: Size) -> (Bool, [LinkedCells]) {
        let previous = shown?.size == frame.size ? shown : nil
        if previous == nil { cn_erase() }
        var isChanged = previous?.cursor != frame.cursor || previous == nil
        var linked: [LinkedCells] = []
        for row in 0..<min(frame.size.height, size.height) {
            let links = links(of: frame, inRow: row)
            let former = previous.map { self.links(of: $0, inRow: row) } ?? []
            if let previous, links == former, frame.isSame(row, as: previous) { continue }
            isChanged = true
            guard !links.isEmpty || !former.isEmpty else {
                let whole = 0..<frame.size.width
                let pieces = previous.map { frame.differences(in: row, to: $0) } ?? [whole]
                for piece in pieces { draw(piece, of: row, of: frame, within: size) }
                continue
            }
            draw(0..<frame.size.width, of: row, of: frame, within: size)
            // ncurses skips unchanged cells, which would keep their former link.
            cn_rewrite_row(Int32(row))
            for link in links { blank(link, of: frame, within: size) }
            linked += links
        }
        return (isChanged, linked)
    }

    private func links(of frame: Frame, inRow row: Int) -> [LinkedCells] {
        guard makesHyperlinks else { return [] }
        return frame.links.filter {
            $0.row == row && $0.address.string.utf8.count <= Hyperlink.maximumLength
        }
    }

    /// Leaves out what is about to be linked.
    private mutating func blank(_ link: LinkedCells, of frame: Frame, within size: Size) {
        let cells = frame.cells(of: link.row, in: link.columns.clamped(to: 0..<size.width))
        line = Array(repeating: 0x20, count: cells.count)
        guard let first = cells.first else { return }
        send(line, row: link.row, column: link.columns.lowerBound, first.style)
    }

    /// Draws cells that were left out, as a link. ncurses knows of no links but sends just these
    /// cells, since all others are as it knows them.
    private mutating func draw(_ link: LinkedCells, of frame: Frame, within size: Size) {
        send(Hyperlink.opening(link.address, number: link.number))
        let columns = link.columns.clamped(to: 0..<size.width)
        draw(columns, of: link.row, of: frame, within: size)
        place(frame.cursor, within: size)
        cn_update()
        send(Hyperlink.closing)
    }

    private func place(_ cursor: Point?, within size: Size) {
        let visible = cursor.map(Rect(size).contains) ?? false
        if visible, let cursor { cn_place_cursor(Int32(cursor.row), Int32(cursor.column)) }
        cn_show_cursor(visible)
    }

    /// Draws a piece of a row in runs of one style.
    private mutating func draw(
        _ columns: Range<Int>, of row: Int, of frame: Frame, within size: Size
    ) {
        let columns = columns.clamped(to: 0..<size.width)
        let cells = frame.cells(of: row, in: columns)
        var index = cells.startIndex
        while index < cells.endIndex {
            let start = index
            let style = cells[start].style
            line.removeAll(keepingCapacity: true)
            while index < cells.endIndex, cells[index].style == style {
                index += append(cells, at: index, of: frame)
            }
            send(line, row: row, column: columns.lowerBound + start - cells.startIndex, style)
        }
    }

    private mutating func send(_ line: [UInt32], row: Int, column: Int, _ style: Style) {
        let rendition = renditions.rendition(of: style)
        cn_draw(
            Int32(row), Int32(column), line, Int32(line.count), rendition.attributes,
            rendition.pair)
    }

    /// Appends the character of a cell to `line`, and returns how many columns it takes.
    private mutating func append(_ cells: ArraySlice<Cell>, at index: Int, of frame: Frame) -> Int {
        let cell = cells[index]
        if let scalar = cell.scalar, scalar.value < 0x7F {
            line.append(scalar.value)
            return 1
        }
        let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation
        glyphs.append(frame.character(of: cell), width: isWide ? 2 : 1, to: &line)
        return isWide ? 2 : 1
    }
}
