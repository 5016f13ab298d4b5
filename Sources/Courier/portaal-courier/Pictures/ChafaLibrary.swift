import PortalModel
import System

/// Draws pixels in cells with chafa (Debian's libchafa0).
struct ChafaLibrary {
    private typealias Object = OpaquePointer
    private typealias New = @convention(c) () -> Object?
    private typealias NewCanvas = @convention(c) (Object?) -> Object?
    private typealias Release = @convention(c) (Object?) -> Void
    private typealias AddRange = @convention(c) (Object?, UInt32, UInt32) -> Void
    private typealias SetMap = @convention(c) (Object?, Object?) -> Void
    private typealias SetPair = @convention(c) (Object?, CInt, CInt) -> Void
    private typealias SetNumber = @convention(c) (Object?, CInt) -> Void
    private typealias SetThreads = @convention(c) (CInt) -> Void
    private typealias Draw =
        @convention(c) (Object?, CInt, UnsafePointer<UInt8>, CInt, CInt, CInt) -> Void
    private typealias SignAt = @convention(c) (Object?, CInt, CInt) -> UInt32
    private typealias ColorsAt =
        @convention(c) (
            Object?, CInt, CInt, UnsafeMutablePointer<CInt>, UnsafeMutablePointer<CInt>
        ) -> Void

    private let newMap, newConfiguration: New
    private let newCanvas: NewCanvas
    private let releaseMap, releaseConfiguration, releaseCanvas: Release
    private let addRange: AddRange
    private let setMap: SetMap
    private let setGeometry, setCellGeometry: SetPair
    private let setMode: SetNumber
    private let drawPixels: Draw
    private let sign: SignAt
    private let colors: ColorsAt

    init?() {
        guard let library = OptionalLibrary(.chafa),
            let newMap = library.function("chafa_symbol_map_new", as: New.self),
            let newConfiguration = library.function("chafa_canvas_config_new", as: New.self),
            let newCanvas = library.function("chafa_canvas_new", as: NewCanvas.self),
            let releaseMap = library.function("chafa_symbol_map_unref", as: Release.self),
            let releaseConfiguration = library.function(
                "chafa_canvas_config_unref", as: Release.self),
            let releaseCanvas = library.function("chafa_canvas_unref", as: Release.self),
            let addRange = library.function("chafa_symbol_map_add_by_range", as: AddRange.self),
            let setMap = library.function("chafa_canvas_config_set_symbol_map", as: SetMap.self),
            let setGeometry = library.function(
                "chafa_canvas_config_set_geometry", as: SetPair.self),
            let setCellGeometry = library.function(
                "chafa_canvas_config_set_cell_geometry", as: SetPair.self),
            let setMode = library.function(
                "chafa_canvas_config_set_canvas_mode", as: SetNumber.self),
            let setThreads = library.function("chafa_set_n_threads", as: SetThreads.self),
            let drawPixels = library.function("chafa_canvas_draw_all_pixels", as: Draw.self),
            let sign = library.function("chafa_canvas_get_char_at", as: SignAt.self),
            let colors = library.function("chafa_canvas_get_colors_at", as: ColorsAt.self)
        else { return nil }
        self.newMap = newMap
        self.newConfiguration = newConfiguration
        self.newCanvas = newCanvas
        self.releaseMap = releaseMap
        self.releaseConfiguration = releaseConfiguration
        self.releaseCanvas = releaseCanvas
        self.addRange = addRange
        self.setMap = setMap
        self.setGeometry = setGeometry
        self.setCellGeometry = setCellGeometry
        self.setMode = setMode
        self.drawPixels = drawPixels
        self.sign = sign
        self.colors = colors
        // One for each processor would take address space that this process does not have.
        setThreads(1)
    }

    /// Draws `pixmap` in so many columns and rows; nil when the library gives anything but that.
    func draw(_ pixmap: Pixmap, columns: Int, rows: Int, in colors: PictureColors) -> Picture? {
        let map = newMap()
        defer { releaseMap(map) }
        for range in Picture.signs {
            addRange(map, range.lowerBound.value, range.upperBound.value)
        }
        let configuration = newConfiguration()
        defer { releaseConfiguration(configuration) }
        setMap(configuration, map)
        setMode(configuration, colors.canvasMode)
        setGeometry(configuration, CInt(columns), CInt(rows))
        setCellGeometry(
            configuration, CInt(PictureDrawing.cell.width), CInt(PictureDrawing.cell.height))
        let canvas = newCanvas(configuration)
        defer { releaseCanvas(canvas) }
        drawPixels(
            canvas, pixmap.pixelType, pixmap.pixels, CInt(pixmap.width), CInt(pixmap.height),
            CInt(pixmap.stride))
        let cells = (0..<CInt(rows)).map { row in
            (0..<CInt(columns)).compactMap { cell(canvas, column: $0, row: row) }
        }
        return Picture(rows: cells)
    }

    private func cell(_ canvas: Object?, column: CInt, row: CInt) -> Picture.Cell? {
        var (front, back): (CInt, CInt) = (-1, -1)
        colors(canvas, column, row, &front, &back)
        return Unicode.Scalar(sign(canvas, column, row)).flatMap { sign in
            Picture.Cell(
                sign, foreground: UInt32(exactly: front).map { $0 & 0xFF_FFFF },
                background: UInt32(exactly: back).map { $0 & 0xFF_FFFF })
        }
    }
}

extension PictureColors {
    /// ChafaCanvasMode.
    fileprivate var canvasMode: CInt {
        switch self {
        case .full: 0
        case .palette: 2
        case .named: 3
        }
    }
}

extension Pixmap {
    /// ChafaPixelType: RGBA with alpha apart, or RGB.
    fileprivate var pixelType: CInt { hasAlpha ? 4 : 8 }
}
