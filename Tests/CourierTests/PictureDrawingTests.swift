import PortalModel
import TestTags
import Testing

@testable import portaal_courier

@Suite(.tags(.slow)) struct PictureDrawingTests {
    /// The drawing, or nil where the libraries are missing, which is said in so many words.
    private static func drawing() throws -> PictureDrawing? {
        do {
            return try PictureDrawing()
        } catch {
            #expect(error == DeliveryProblem(.noPictureLibraries))
            #expect(
                error.sentence.string
                    == "Voor afbeeldingen zijn libchafa0 en libgdk-pixbuf-2.0-0 nodig.")
            return nil
        }
    }

    private func problem(of bytes: [UInt8]) throws -> String? {
        guard let drawing = try Self.drawing() else { return nil }
        do {
            _ = try drawing.draw(bytes, columns: 40, rows: 10, in: .full)
            return "drawn"
        } catch {
            #expect(error.code == .notAPicture)
            return error.context?.string
        }
    }

    @Test func `a picture keeps its shape and its colours`() throws {
        guard let drawing = try Self.drawing() else { return }
        let red = WrittenPNG(width: 64, height: 64) { column, _ in
            column < 32 ? (200, 0, 0) : (0, 0, 200)
        }
        let picture = try drawing.draw(red.bytes, columns: 40, rows: 10, in: .full)
        #expect(picture.rows.count == 10)
        #expect(picture.columns == 20)
        let row = picture.rows[5]
        #expect(row[2].shown == 0xC8_0000)
        #expect(row[17].shown == 0x00_00C8)
    }

    @Test func `colours of the palette are those of xterm without the first sixteen`() throws {
        guard let drawing = try Self.drawing() else { return }
        let steps: Set<UInt32> = [0, 95, 135, 175, 215, 255]
        let greys = Set((0..<24).map { UInt32(8 + 10 * $0) })
        let picture = try drawing.draw(
            WrittenPNG(width: 160, height: 80) { (UInt8($0), UInt8($1 * 3), 90) }.bytes,
            columns: 40, rows: 10, in: .palette)
        let colors = picture.rows.joined().flatMap { [$0.foreground, $0.background] }
            .compactMap { $0 }
        #expect(!colors.isEmpty)
        for color in colors {
            let channels = [color >> 16, color >> 8 & 0xFF, color & 0xFF]
            #expect(
                channels.allSatisfy(steps.contains)
                    || Set(channels).count == 1 && greys.contains(channels[0]))
        }
    }

    @Test func `a picture that says it is 60,000 by 60,000 is refused by what it says`() throws {
        let bytes = WrittenPNG(width: 8, height: 8) { _, _ in (1, 2, 3) }
            .claiming(width: 60_000, height: 60_000)
        let problem = try problem(of: bytes)
        #expect(problem == nil || problem == "60000 × 60000 beeldpunten is te groot")
    }

    @Test func `half a picture and a text are refused`() throws {
        let bytes = WrittenPNG(width: 90, height: 90) { _, _ in (1, 2, 3) }.bytes
        let half = try problem(of: Array(bytes.prefix(bytes.count / 2)))
        #expect(half == nil || half == "beschadigd")
        let header = try problem(of: Array(bytes.prefix(20)))
        #expect(header == nil || header == "beschadigd")
        let text = try problem(of: Array("<svg onload='x'/>".utf8))
        #expect(text == nil || text == "geen JPEG of PNG")
        let none = try problem(of: [])
        #expect(none == nil || none == "geen JPEG of PNG")
    }
}

extension Picture.Cell {
    /// The colour of a cell that has one only.
    fileprivate var shown: UInt32? {
        switch sign.string {
        case " ": background
        case "█": foreground
        default: nil
        }
    }
}
