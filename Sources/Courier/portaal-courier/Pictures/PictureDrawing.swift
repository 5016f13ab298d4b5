import PortalModel

/// Draws pictures in cells, with two libraries that are opened when they are there and not linked:
/// a machine without them has no pictures, and all else.
struct PictureDrawing {
    private let pixbufs: PixbufLibrary
    private let chafa: ChafaLibrary

    /// Pixels that a picture may say it has, whatever it has: 120 MB once decoded.
    static let maximumPixels = 30_000_000
    /// Pixels of one cell, twice as high as it is wide.
    static let cell = (width: 8, height: 16)

    /// Opens the libraries; to be done before the cage is closed.
    ///
    /// - Throws: `.noPictureLibraries` where one of them is not installed.
    init() throws(DeliveryProblem) {
        guard let pixbufs = PixbufLibrary(), let chafa = ChafaLibrary() else {
            throw DeliveryProblem(.noPictureLibraries)
        }
        self.pixbufs = pixbufs
        self.chafa = chafa
    }

    /// Draws the JPEG or PNG in `bytes` as large as fits `columns` × `rows`, in its own shape.
    ///
    /// - Throws: `.notAPicture` when it is something else, damaged, or larger than `maximumPixels`,
    ///   which it must say before any memory is taken for it.
    func draw(
        _ bytes: [UInt8], columns: Int, rows: Int, in colors: PictureColors
    ) throws(DeliveryProblem) -> Picture {
        let columns = max(1, min(columns, Picture.maximumColumns))
        let rows = max(1, min(rows, Picture.maximumRows))
        let bounds = (width: columns * Self.cell.width, height: rows * Self.cell.height)
        return try pixbufs.decode(bytes, bounds: bounds) { pixmap throws(DeliveryProblem) in
            let size = Self.cells(of: pixmap, columns: columns, rows: rows)
            guard
                let picture = chafa.draw(
                    pixmap, columns: size.columns, rows: size.rows, in: colors)
            else { throw DeliveryProblem(.notAPicture, "niet te tekenen") }
            return picture
        }
    }

    /// The largest size in cells in which the shape stays.
    private static func cells(
        of pixmap: Pixmap, columns: Int, rows: Int
    ) -> (columns: Int, rows: Int) {
        let width = Double(pixmap.width) / Double(cell.width)
        let height = Double(pixmap.height) / Double(cell.height)
        let scale = min(Double(columns) / width, Double(rows) / height)
        return (
            max(1, min(columns, Int((width * scale).rounded()))),
            max(1, min(rows, Int((height * scale).rounded())))
        )
    }
}
