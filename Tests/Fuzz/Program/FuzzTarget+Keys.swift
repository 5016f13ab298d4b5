import PortalCore
import PortalModel
import TestSupport
import TextGrid

/// Keys, clicks, pastes and sizes of the window in any order.
enum TypedKeys {
    private static let keys: [Key] = [
        .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home,
        .end, .pageUp, .pageDown, .control("c"), .control("u"), .control("w"), .control("h"),
        .control("l"),
    ]

    /// Does what `bytes` say, and draws the screen after each key.
    static func press(_ bytes: [UInt8]) throws {
        var session = try Session(width: 60, height: 20, hasBrowser: false)
        var rest = bytes.prefix(300)
        while let byte = rest.popFirst() {
            let (column, row) = (Int(rest.first ?? 0), Int(rest.dropFirst().first ?? 0))
            switch byte {
            case 0x20...0x7E:
                session.press(.character(Character(Unicode.Scalar(byte))))
            case 0x80...0x8F:
                session.resize(width: max(1, column), height: max(1, row % 80))
            case 0x90...0x9F:
                session.press(.click(Point(column: column, row: row)))
            case 0xA0...0xAF:
                let text = String(decoding: rest.prefix(column), as: UTF8.self)
                session.press(.paste(SafeText(cleaning: text)))
            default:
                session.press(keys[Int(byte) % keys.count])
            }
            precondition(session.frame.size == session.state.size)
        }
    }
}
