import Foundation
import PortalModel
import TextGrid

/// The colours that a terminal has, and which of them comes nearest to a wanted one.
struct Palette {
    /// The number of the first entry that is used.
    private let first: Int32
    private let entries: [OklabColor]
    private let isDirect: Bool

    /// The palette of a terminal with so many colours; nil for fewer than eight.
    ///
    /// With 256 the first sixteen are not used, since many readers have given them other values.
    init?(colors: Int) {
        guard colors >= 8 else { return nil }
        isDirect = colors >= 1 << 24
        switch colors {
        case (1 << 24)...:
            first = 0
            entries = []
        case 256...:
            first = 16
            entries = (Self.cube + Self.greys).map(OklabColor.init)
        default:
            first = 0
            entries = Self.named.prefix(colors >= 16 ? 16 : 8).map(OklabColor.init)
        }
    }

    /// What pictures are drawn in, so that each colour is one of these.
    var pictureColors: PictureColors {
        isDirect ? .full : first > 0 ? .palette : .named
    }

    /// The numbers of the nearest foreground and background; -1, the terminal's own, for nil.
    ///
    /// Two different colours never become one: where the nearest is the same for both, the
    /// foreground becomes the entry that stands out most from the background.
    func numbers(foreground: Color?, background: Color?) -> (foreground: Int32, background: Int32) {
        let front = foreground.map(number) ?? -1
        let back = background.map(number) ?? -1
        guard let foreground, let background, front == back, foreground != background else {
            return (front, back)
        }
        return (isDirect ? front : farthest(from: background), back)
    }

    /// The number of the entry nearest to `color`.
    func number(of color: Color) -> Int32 {
        if isDirect {
            let value = Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
            // ncurses takes 1 to 7 for the colours of ANSI, none of which is this dark.
            return value < 8 ? 0 : value
        }
        let wanted = OklabColor(color)
        return best { -$0.squaredDistance(to: wanted) }
    }

    private func farthest(from color: Color) -> Int32 {
        let lightness = OklabColor(color).lightness
        return best { abs($0.lightness - lightness) }
    }

    /// The entry that scores most, the first of equals.
    private func best(_ score: (OklabColor) -> Double) -> Int32 {
        var result = 0
        var most = -Double.infinity
        for (index, entry) in entries.enumerated() {
            let value = score(entry)
            if value > most { (result, most) = (index, value) }
        }
        return first + Int32(result)
    }

    /// xterm's 16 to 231: six steps a channel.
    private static var cube: [Color] {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        return steps.flatMap { red in
            steps.flatMap { green in
                steps.map { blue in Color(red: red, green: green, blue: blue) }
            }
        }
    }

    /// xterm's 232 to 255.
    private static var greys: [Color] {
        (0..<24).map { (step: UInt8) in
            Color(red: 8 + 10 * step, green: 8 + 10 * step, blue: 8 + 10 * step)
        }
    }

    /// xterm's 0 to 15.
    private static var named: [Color] {
        [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ].map { (bits: UInt32) in
            Color(
                red: UInt8(bits >> 16), green: UInt8(bits >> 8 & 0xFF), blue: UInt8(bits & 0xFF))
        }
    }
}

/// A colour in Oklab (Ottosson 2020, https://bottosson.github.io/posts/oklab/), a space in which
/// distances are close to the differences that people see.
struct OklabColor {
    /// 0 is black, 1 is white.
    let lightness: Double
    private let a: Double
    private let b: Double

    init(_ color: Color) {
        let red = Self.linear(color.red)
        let green = Self.linear(color.green)
        let blue = Self.linear(color.blue)
        let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    }

    func squaredDistance(to other: OklabColor) -> Double {
        let lightness = lightness - other.lightness
        let a = a - other.a
        let b = b - other.b
        return lightness * lightness + a * a + b * b
    }

    /// Light from an encoded channel (IEC 61966-2-1).
    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
