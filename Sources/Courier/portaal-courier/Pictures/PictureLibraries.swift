import Foundation
import PortalModel
import System

/// A library whose functions must all be there.
private struct PictureLibrary {
    private let library: OptionalLibrary?

    init(_ name: OptionalLibrary.Name) {
        library = OptionalLibrary(name)
    }

    func function<Function>(_ name: String) throws(DeliveryProblem) -> Function {
        guard let function = library?.function(name, as: Function.self) else {
            throw DeliveryProblem(.noPictureLibraries)
        }
        return function
    }
}

/// Decodes JPEG and PNG with gdk-pixbuf (Debian's libgdk-pixbuf-2.0-0), whose loaders for these two
/// are part of the library itself; no other format reaches a loader.
struct PixbufLibrary {
    typealias Object = OpaquePointer
    private typealias Number = @convention(c) (Object?) -> CInt
    private typealias Release = @convention(c) (Object?) -> Void
    private typealias NewLoader =
        @convention(c) (UnsafePointer<CChar>, UnsafeMutableRawPointer?) -> Object?
    private typealias Write =
        @convention(c) (Object?, UnsafePointer<UInt8>?, Int, UnsafeMutableRawPointer?) -> CInt
    private typealias Close = @convention(c) (Object?, UnsafeMutableRawPointer?) -> CInt
    private typealias SetSize = @convention(c) (Object?, CInt, CInt) -> Void
    private typealias PixbufOf = @convention(c) (Object?) -> Object?
    private typealias Pixels = @convention(c) (Object?) -> UnsafePointer<UInt8>?
    private typealias Prepared =
        @convention(c) (Object?, CInt, CInt, UnsafeMutableRawPointer?) -> Void
    private typealias Connect =
        @convention(c) (
            Object?, UnsafePointer<CChar>, Prepared, UnsafeMutableRawPointer?,
            UnsafeMutableRawPointer?, CInt
        ) -> UInt

    private let newLoader: NewLoader
    private let write: Write
    private let close: Close
    private let setSize: SetSize
    private let pixbuf: PixbufOf
    private let connect: Connect
    private let release: Release
    private let pixels: Pixels
    private let width, height, stride, channels: Number

    /// - Throws: `.noPictureLibraries` where it is not installed.
    init() throws(DeliveryProblem) {
        let library = PictureLibrary(.gdkPixbuf)
        newLoader = try library.function("gdk_pixbuf_loader_new_with_type")
        write = try library.function("gdk_pixbuf_loader_write")
        close = try library.function("gdk_pixbuf_loader_close")
        setSize = try library.function("gdk_pixbuf_loader_set_size")
        pixbuf = try library.function("gdk_pixbuf_loader_get_pixbuf")
        connect = try library.function("g_signal_connect_data")
        release = try library.function("g_object_unref")
        pixels = try library.function("gdk_pixbuf_get_pixels")
        width = try library.function("gdk_pixbuf_get_width")
        height = try library.function("gdk_pixbuf_get_height")
        stride = try library.function("gdk_pixbuf_get_rowstride")
        channels = try library.function("gdk_pixbuf_get_n_channels")
    }

    /// What a loader tells before it takes memory for the pixels, and how it is answered.
    private final class Preparation {
        let setSize: SetSize
        let bounds: (width: Int, height: Int)
        /// What the picture says it is.
        var size: (width: Int, height: Int)?
        var isTooLarge = false

        init(_ setSize: @escaping SetSize, bounds: (width: Int, height: Int)) {
            self.setSize = setSize
            self.bounds = bounds
        }

        func take(_ loader: Object?, width: Int, height: Int) {
            size = (width, height)
            isTooLarge = width < 1 || height < 1 || width > PictureDrawing.maximumPixels / height
            guard !isTooLarge else { return setSize(loader, 0, 0) }
            let scale = min(
                1, Double(bounds.width) / Double(width), Double(bounds.height) / Double(height))
            setSize(
                loader, CInt(max(1, (Double(width) * scale).rounded())),
                CInt(max(1, (Double(height) * scale).rounded())))
        }
    }

    /// Decodes `bytes`, makes the picture smaller until it fits `bounds`, and hands it to `draw`.
    func decode<Value>(
        _ bytes: [UInt8], bounds: (width: Int, height: Int),
        _ draw: (Pixmap) throws(DeliveryProblem) -> Value
    ) throws(DeliveryProblem) -> Value {
        guard let format = Format(of: bytes), let loader = newLoader(format.rawValue, nil) else {
            throw DeliveryProblem(.notAPicture, "geen JPEG of PNG")
        }
        defer { release(loader) }
        let preparation = Preparation(setSize, bounds: bounds)
        let prepared: Prepared = { loader, width, height, data in
            guard let data else { return }
            Unmanaged<Preparation>.fromOpaque(data).takeUnretainedValue()
                .take(loader, width: Int(width), height: Int(height))
        }
        _ = connect(
            loader, "size-prepared", prepared, Unmanaged.passUnretained(preparation).toOpaque(),
            nil, 0)
        let isWhole = withExtendedLifetime(preparation) {
            let isWritten = write(loader, bytes, bytes.count, nil) != 0
            return close(loader, nil) != 0 && isWritten
        }
        if preparation.isTooLarge, let size = preparation.size {
            throw DeliveryProblem(
                .notAPicture, "\(size.width) × \(size.height) beeldpunten is te groot")
        }
        guard isWhole, format.isWhole(bytes), let picture = pixbuf(loader),
            let pixels = pixels(picture)
        else {
            throw DeliveryProblem(.notAPicture, "beschadigd")
        }
        return try draw(
            Pixmap(
                pixels: pixels, width: Int(width(picture)), height: Int(height(picture)),
                stride: Int(stride(picture)), hasAlpha: channels(picture) == 4))
    }
}

/// A format by the name of its loader, told by what the bytes begin and end like (PNG, third
/// edition, §5.2 and §11.2.5; ITU-T T.81, B.1.1.3).
private enum Format: String {
    case png, jpeg

    init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            return nil
        }
    }

    /// Whether the end is there, which the loaders can do without; a little may come after it.
    func isWhole(_ bytes: [UInt8]) -> Bool {
        let ending: [UInt8] = self == .png ? Array("IEND".utf8) : [0xFF, 0xD9]
        return bytes.suffix(65_536).firstRange(of: ending) != nil
    }
}

/// Pixels in rows, three or four bytes each: red, green, blue and, if there is one, alpha.
struct Pixmap {
    let pixels: UnsafePointer<UInt8>
    let width, height: Int
    /// Bytes from one row to the next.
    let stride: Int
    let hasAlpha: Bool
}

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

    /// - Throws: `.noPictureLibraries` where it is not installed.
    init() throws(DeliveryProblem) {
        let library = PictureLibrary(.chafa)
        newMap = try library.function("chafa_symbol_map_new")
        newConfiguration = try library.function("chafa_canvas_config_new")
        newCanvas = try library.function("chafa_canvas_new")
        releaseMap = try library.function("chafa_symbol_map_unref")
        releaseConfiguration = try library.function("chafa_canvas_config_unref")
        releaseCanvas = try library.function("chafa_canvas_unref")
        addRange = try library.function("chafa_symbol_map_add_by_range")
        setMap = try library.function("chafa_canvas_config_set_symbol_map")
        setGeometry = try library.function("chafa_canvas_config_set_geometry")
        setCellGeometry = try library.function("chafa_canvas_config_set_cell_geometry")
        setMode = try library.function("chafa_canvas_config_set_canvas_mode")
        drawPixels = try library.function("chafa_canvas_draw_all_pixels")
        sign = try library.function("chafa_canvas_get_char_at")
        colors = try library.function("chafa_canvas_get_colors_at")
        // One for each processor would take address space that this process does not have.
        let setThreads: SetThreads = try library.function("chafa_set_n_threads")
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
