import CNcurses
import PortalCore
import PortalModel
import TextGrid

/// Makes keys of what ncurses reads: bytes, and codes for the sequences that terminfo knows.
///
/// Sequences that nobody knows are swallowed, so that an unknown function key is not taken for the
/// letters in it. A character or sequence may arrive in parts.
struct InputDecoder {
    /// Bytes of pasted text past this many are dropped.
    static let longestPaste = 65_536

    private var keys: [Key] = []
    private var sequence: [UInt8] = []
    private var character: [UInt8] = []
    private var pasted: [UInt8]?
    private var pressed: Point?

    /// The next key that is complete.
    mutating func next() -> Key? {
        keys.isEmpty ? nil : keys.removeFirst()
    }

    /// Says that nothing more has arrived: an escape that nothing followed is the key Escape.
    mutating func pause() {
        for byte in sequence { append(byte) }
        sequence = []
    }

    /// Takes one input other than `CN_NONE`.
    mutating func take(_ input: cn_input) {
        if pasted != nil {
            takePasted(input)
        } else if input.kind == CN_BYTE {
            takeByte(UInt8(truncatingIfNeeded: input.number))
        } else {
            pause()
            character = []
            takeCode(input)
        }
    }

    private mutating func takePasted(_ input: cn_input) {
        switch input.kind {
        case CN_BYTE:
            if pasted?.count ?? 0 < Self.longestPaste {
                pasted?.append(UInt8(truncatingIfNeeded: input.number))
            }
        case CN_PASTE_ENDS:
            let text = String(decoding: pasted ?? [], as: UTF8.self)
            keys.append(.paste(SafeText(cleaning: text)))
            pasted = nil
        default:
            break
        }
    }

    private mutating func takeCode(_ input: cn_input) {
        let point = Point(column: Int(input.column), row: Int(input.row))
        switch input.kind {
        case CN_PASTE_BEGINS:
            pasted = []
        case CN_PRESSED:
            pressed = point
        case CN_RELEASED:
            if pressed == point { keys.append(.click(point)) }
            pressed = nil
        case CN_WHEEL_UP:
            keys.append(.wheelUp(point))
        case CN_WHEEL_DOWN:
            keys.append(.wheelDown(point))
        case CN_FUNCTION:
            keys.append(.function(Int(input.number)))
        default:
            if let key = Self.named(input.kind) { keys.append(key) }
        }
    }

    private static func named(_ kind: cn_kind) -> Key? {
        switch kind {
        case CN_ENTER: .enter
        case CN_BACK_TAB: .backTab
        case CN_BACKSPACE: .backspace
        case CN_DELETE: .delete
        case CN_UP: .up
        case CN_DOWN: .down
        case CN_LEFT: .left
        case CN_RIGHT: .right
        case CN_PAGE_UP: .pageUp
        case CN_PAGE_DOWN: .pageDown
        case CN_HOME: .home
        case CN_END: .end
        default: nil
        }
    }

    /// Holds back what may be a control sequence (ECMA-48, 5.4) or a key of the SS3 form.
    private mutating func takeByte(_ byte: UInt8) {
        switch (sequence.count, byte) {
        case (0, 0x1B):
            sequence = [byte]
        case (0, _):
            append(byte)
        case (1, UInt8(ascii: "[")), (1, UInt8(ascii: "O")), (2..., 0x20...0x3F):
            sequence.append(byte)
        case (2..., 0x40...0x7E):
            if let key = Self.split[String(decoding: sequence.dropFirst() + [byte], as: UTF8.self)]
            {
                keys.append(key)
            }
            sequence = []
        default:
            pause()
            takeByte(byte)
        }
    }

    /// Keys whose sequences came in parts, so that ncurses did not know them.
    private static let split: [String: Key] = [
        "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right,
        "OD": .left, "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end,
        "[4~": .end, "[8~": .end, "[5~": .pageUp, "[6~": .pageDown, "[3~": .delete,
    ]

    /// Takes a byte that belongs to no sequence.
    private mutating func append(_ byte: UInt8) {
        if byte < 0x80 {
            character = []
            if let key = Self.key(of: byte) { keys.append(key) }
            return
        }
        if byte >= 0xC0 { character = [] }
        character.append(byte)
        let length = (~character[0]).leadingZeroBitCount
        guard character.count >= length else { return }
        if let text = String(validating: character, as: UTF8.self), let typed = text.first,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        {
            keys.append(.character(typed))
        }
        character = []
    }

    private static func key(of byte: UInt8) -> Key? {
        switch byte {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x00: nil
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }
}
