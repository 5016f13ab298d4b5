import CNcurses
import PortalCore
import TextGrid

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

    private let multiplexer: Clipboard.Multiplexer
    private let glyphs: GlyphSet
    private var renditions: Renditions
    private var decoder = InputDecoder()
    private var shown: Frame?
    private var line: [UInt32] = []
    private var isOpen = true

    /// Takes over the terminal that standard input and output are, or else the one that controls
    /// the process. SIGPIPE is ignored from then on, until `leave()`.
    public init(_ options: TerminalOptions) throws(TerminalError) {
        let isUnicode = cn_use_locale()
        let signals = try Self.open()
        self.init(options, isUnicode: isUnicode, signals: signals)
    }

    private init(_ options: TerminalOptions, isUnicode: Bool, signals: Int32) {
        inputDescriptor = cn_input_descriptor()
        signalDescriptor = signals
        cn_redirect_errors(options.log ?? -1)
        if options.mouse { cn_start_mouse() }
        renditions = Self.startColors(options.colors)
        glyphs = GlyphSet(columns: isUnicode ? { Int(cn_columns($0)) } : nil)
        multiplexer =
            Environment["TMUX"] != nil ? .tmux : Environment["STY"] != nil ? .screen : .none
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

    /// How many columns and rows there are.
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

    private static func startColors(_ policy: ColorPolicy) -> Renditions {
        var hasDefaults = false
        let colors = policy == .none ? 0 : cn_start_colors(&hasDefaults)
        return Renditions(
            palette: Palette(colors: Int(colors)), hasDefaults: hasDefaults,
            limit: Int(cn_pair_limit()), define: cn_define_pair)
    }
}

extension Terminal {
    /// The next thing that the terminal tells; nil when there is nothing more for now.
    public mutating func nextKey() -> TerminalInput? {
        while true {
            if let key = decoder.next() { return .key(key) }
            let input = cn_read()
            switch input.kind {
            case CN_NONE:
                decoder.pause()
                return decoder.next().map(TerminalInput.key)
            case CN_CLOSED:
                return .closed
            case CN_RESUMED, CN_RESIZED:
                if input.kind == CN_RESUMED { cn_resume() }
                cn_follow_window()
                shown = nil
                return .resized(size)
            default:
                decoder.take(input)
            }
        }
    }

    /// Stops the process and those in its group, as ^Z does, and returns when it is continued;
    /// where nothing could continue it, at once. `nextKey()` then tells a resize.
    public mutating func suspend() {
        cn_suspend()
    }

    /// Begins or stops listening to the mouse.
    public mutating func useMouse(_ isOn: Bool) {
        if isOn { cn_start_mouse() } else { cn_stop_mouse() }
    }

    /// Puts `text` into the clipboard of the reader's own terminal, if that allows it (OSC 52).
    public mutating func copyToClipboard(_ text: String) {
        var sequence = Clipboard.sequence(for: text, through: multiplexer)
        // A terminal that is gone is told by `nextKey()`.
        _ = sequence.withUTF8 { cn_send($0.baseAddress, Int32($0.count)) }
    }
}

extension Terminal {
    /// Makes the next `present` send the whole screen, whatever another program drew over it.
    public mutating func repaint() {
        shown = nil
    }

    /// Shows `frame`, cut to the screen. A frame equal to the one shown sends nothing; otherwise
    /// the rows that differ are given to ncurses, which sends the cells that changed. After a
    /// resize or a stop everything is sent.
    public mutating func present(_ frame: Frame) {
        if let shown, shown == frame { return }
        let previous = shown?.size == frame.size ? shown : nil
        if previous == nil { cn_erase() }
        let width = frame.size.width
        let size = size
        for row in 0..<min(frame.size.height, size.height) {
            if let previous, frame.isSame(row, as: previous) { continue }
            draw(frame.cells[(row * width)..<(row * width + min(width, size.width))], row: row)
        }
        place(frame.cursor, within: size)
        cn_update()
        shown = frame
    }

    private func place(_ cursor: Point?, within size: Size) {
        let visible = cursor.map(Rect(size).contains) ?? false
        if visible, let cursor { cn_place_cursor(Int32(cursor.row), Int32(cursor.column)) }
        cn_show_cursor(visible)
    }

    /// Draws the cells of a row in runs of one style.
    private mutating func draw(_ cells: ArraySlice<Cell>, row: Int) {
        var index = cells.startIndex
        while index < cells.endIndex {
            let start = index
            let style = cells[start].style
            line.removeAll(keepingCapacity: true)
            while index < cells.endIndex, cells[index].style == style {
                index += append(cells, at: index)
            }
            let rendition = renditions.rendition(of: style)
            cn_draw(
                Int32(row), Int32(start - cells.startIndex), line, Int32(line.count),
                rendition.attributes, rendition.pair)
        }
    }

    /// Appends the character of a cell to `line`, and returns how many columns it takes.
    private mutating func append(_ cells: ArraySlice<Cell>, at index: Int) -> Int {
        let cell = cells[index]
        if cell.character.utf8.count == 1, let byte = cell.character.utf8.first, byte < 0x7F {
            line.append(UInt32(byte))
            return 1
        }
        let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation
        glyphs.append(cell.character, width: isWide ? 2 : 1, to: &line)
        return isWide ? 2 : 1
    }
}
