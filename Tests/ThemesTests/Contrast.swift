import Foundation
import TextGrid

/// The contrast ratio of two colours, 1 to 21, by the relative luminance of WCAG 2.2.
func contrast(_ one: Color, _ other: Color) -> Double {
    let luminances = [relativeLuminance(one), relativeLuminance(other)].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
}

private func relativeLuminance(_ color: Color) -> Double {
    func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}
