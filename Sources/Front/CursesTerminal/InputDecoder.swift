import CNcurses
import PortalModel
import TextGrid

/// Makes keys of what ncurses reads: bytes, and codes for the sequences that terminfo knows.
///
/// What is no key is swallowed: sequences that nobody knows, so that an unknown function
/// key is not taken for the letters in it, and the strings in which a terminal answers (ECMA-48,
/// 5.6: OSC, DCS, APC, PM and SOS). All of these may arrive in parts, and none of them, nor pasted
/// text, can go on for ever. Moments are in milliseconds of a clock that only goes forward.
struct InputDecoder {
    /// Bytes of pasted text past this many are dropped.
    static let longestPaste = 65_536
    /// Bytes after which a paste or a string is over, whatever it lacks.
    static let longestInput = 4_194_304
    /// Milliseconds without a byte after which a sequence or a string lacks its end.
    static let maximumDelay = 1000
    /// Likewise of a paste, which may come over a slow connection.
    static let pastePatience = 2000
    /// Milliseconds after which a paste is over, whatever still comes.
    static let longestPasteTime = 10_000
    /// Milliseconds without a byte by which what comes next was typed, and is no part of what came
    /// before.
    static let quiet = 50

    private enum Stage: Hashable {
        case keys
        /// A control sequence has begun, or a key of the SS3 form.
        case sequence
        /// In a string that BEL may end, or not, and whether the last byte was an escape.
        case string(endsWithBell: Bool, escaped: Bool)
        case paste
        /// The rest of what did not end, until there is quiet.
        case rest
    }

    private var keys: [Key] = []
    private var stage = Stage.keys
    private var sequence: [UInt8] = []
    private var character: [UInt8] = []
    private var pasted: [UInt8] = []
    /// The beginning of the string that is arriving.
    private var answer: [UInt8] = []
    /// Whether the terminal's background is light, once it has told.
    private var isBackgroundLight: Bool?
    private var pressed: Point?
    /// When the last input came, and when what is arriving began, with how much came of it.
    private var last = 0, beginning = 0, count = 0
    /// How often ^C was pressed in a paste after a quiet, and whether nothing else came since.
    private var interrupts = 0, onlyInterrupts = false
    /// Whether the key before was an escape that nothing followed in time.
    private var endedWithEscape = false

    mutating func next() -> Key? {
        keys.isEmpty ? nil : keys.removeFirst()
    }

    /// Whether the terminal has told that its background is light, once.
    mutating func takeBackground() -> Bool? {
        defer { isBackgroundLight = nil }
        return isBackgroundLight
    }

    /// The moment at which what has begun to arrive is given up; nil when nothing has.
    var deadline: Int? {
        switch stage {
        case .keys, .rest: nil
        case .sequence, .string: last + Self.maximumDelay
        case .paste: min(last + Self.pastePatience, beginning + Self.longestPasteTime)
        }
    }

    /// Says that nothing more has arrived: an escape that nothing followed is the key Escape.
    mutating func pause(at now: Int = 0) {
        giveUp(at: now)
        if stage == .sequence, sequence.count == 1 || sequence == [0x1B, UInt8(ascii: "O")] {
            endedWithEscape = sequence.count == 1
            release()
        }
        if stage == .paste, onlyInterrupts, interrupts >= 2 {
            pasted = []
            stage = .keys
        }
    }

    /// Handles one input other than `CN_NONE`.
    mutating func handle(_ input: cn_input, at now: Int = 0) {
        giveUp(at: now)
        if now - last >= Self.quiet {
            endedWithEscape = false
            onlyInterrupts = true
            if stage == .rest { stage = .keys }
        }
        last = now
        count += 1
        if count > Self.longestInput, stage != .keys, stage != .rest { endPaste(then: .rest) }
        if input.kind == CN_PASTE_BEGINS, stage != .paste {
            begin(.paste, at: now)
            onlyInterrupts = false
            interrupts = 0
        } else if input.kind == CN_BYTE {
            handleByte(UInt8(truncatingIfNeeded: input.number), at: now)
        } else {
            handleCode(input)
        }
    }

    private mutating func begin(_ stage: Stage, at now: Int) {
        self.stage = stage
        answer = []
        sequence = []
        character = []
        beginning = now
        count = 0
    }

    /// Ends what lacks its end by now.
    private mutating func giveUp(at now: Int) {
        guard let deadline, now >= deadline else { return }
        switch stage {
        case .paste:
            // What still comes without a pause was pasted as well.
            endPaste(then: now - last < Self.quiet ? .rest : .keys)
        default:
            begin(.keys, at: now)
        }
    }

    private mutating func endPaste(then next: Stage) {
        if stage == .paste {
            keys.append(.paste(SafeText(cleaning: String(decoding: pasted, as: UTF8.self))))
        }
        pasted = []
        sequence = []
        stage = next
    }

    private mutating func handleByte(_ byte: UInt8, at now: Int) {
        switch stage {
        case .keys: handleTyped(byte, at: now)
        case .sequence: handleInSequence(byte, at: now)
        case .string(let endsWithBell, let escaped): handleInString(byte, endsWithBell, escaped)
        case .paste: handlePasted(byte)
        case .rest: break
        }
    }

    private mutating func handlePasted(_ byte: UInt8) {
        if byte == 0x03, onlyInterrupts {
            interrupts += 1
            return
        }
        onlyInterrupts = false
        interrupts = 0
        if pasted.count < Self.longestPaste { pasted.append(byte) }
    }

    /// A string ends with ST (ESC \), with CAN or SUB, and by custom an OSC with BEL.
    private mutating func handleInString(_ byte: UInt8, _ endsWithBell: Bool, _ escaped: Bool) {
        switch byte {
        case 0x18, 0x1A: stage = .keys
        case 0x07 where endsWithBell: stage = .keys
        case UInt8(ascii: "\\") where escaped: stage = .keys
        case 0x9C where character == [0xC2]: stage = .keys
        default:
            stage = .string(endsWithBell: endsWithBell, escaped: byte == 0x1B)
            if answer.count < Self.longestAnswer { answer.append(byte) }
        }
        if stage == .keys, endsWithBell, byte != 0x18, byte != 0x1A {
            isBackgroundLight = Self.isLight(answer) ?? isBackgroundLight
        }
        character = stage != .keys && byte == 0xC2 ? [byte] : []
    }

    /// Bytes that are kept of a string.
    private static let longestAnswer = 40

    /// Whether an answer such as `11;rgb:ffff/ffff/ffff` means a light background; nil for others.
    /// Each part has up to four hexadecimal digits (XParseColor(3)).
    private static func isLight(_ answer: [UInt8]) -> Bool? {
        let text = String(decoding: answer.prefix { $0 != 0x1B && $0 != 0xC2 }, as: UTF8.self)
        guard let match = text.wholeMatch(of: /11;rgba?:([0-9a-fA-F\/]+)/) else { return nil }
        let parts = match.1.split(separator: "/").map { part -> Double? in
            guard part.count <= 4, let value = Int(part, radix: 16) else { return nil }
            return Double(value) / Double((1 << (4 * part.count)) - 1)
        }
        // The fourth is how much shines through.
        guard (3...4).contains(parts.count), let red = parts[0], let green = parts[1],
            let blue = parts[2]
        else { return nil }
        return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5
    }

    /// Holds back what may be a control sequence (ECMA-48, 5.4), a string or a key of the SS3 form.
    private mutating func handleInSequence(_ byte: UInt8, at now: Int) {
        switch (sequence.count, byte) {
        case (1, _) where Self.string(introducedBy: byte) != nil:
            begin(Self.string(introducedBy: byte) ?? .keys, at: now)
        case (1, UInt8(ascii: "[")), (1, UInt8(ascii: "O")):
            sequence.append(byte)
        case (2..., 0x20...0x3F):
            // One that is longer than that of any key need not be known.
            if sequence.count < 8 { sequence.append(byte) }
        case (2..., 0x40...0x7E):
            if let key = Self.split[String(decoding: sequence.dropFirst() + [byte], as: UTF8.self)]
            {
                keys.append(key)
            }
            begin(.keys, at: now)
        case (2..., _):
            // It was broken off.
            begin(.keys, at: now)
            handleTyped(byte, at: now)
        default:
            release()
            handleTyped(byte, at: now)
        }
    }

    /// Keys whose sequences came in parts, so that ncurses did not know them.
    private static let split: [String: Key] = [
        "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right,
        "OD": .left, "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end,
        "[4~": .end, "[8~": .end, "[5~": .pageUp, "[6~": .pageDown, "[3~": .delete,
    ]

    private mutating func handleTyped(_ byte: UInt8, at now: Int) {
        // No reader presses this so soon after Escape, but a terminal's answer may be torn there.
        let isTorn = endedWithEscape && now - beginning < Self.quiet
        endedWithEscape = false
        if byte == 0x1B {
            begin(.sequence, at: now)
            sequence = [byte]
        } else if isTorn, byte == UInt8(ascii: "[") || Self.string(introducedBy: byte) != nil {
            stage = .sequence
            sequence = [0x1B]
            handleInSequence(byte, at: now)
        } else {
            append(byte, at: now)
        }
    }

    /// The string that begins with an escape and this byte: DCS, SOS, OSC, PM or APC.
    private static func string(introducedBy byte: UInt8) -> Stage? {
        switch byte {
        case UInt8(ascii: "]"): .string(endsWithBell: true, escaped: false)
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            .string(endsWithBell: false, escaped: false)
        default: nil
        }
    }

    /// Likewise of a control character of the upper half, which stands for an escape and the byte
    /// 0x40 below it.
    private static func string(introducedInEightBitsBy scalar: UInt32) -> Stage? {
        guard 0x80..<0xA0 ~= scalar else { return nil }
        return string(introducedBy: UInt8(scalar - 0x40))
    }

    /// Lets go of what was held back: it was typed.
    private mutating func release() {
        let bytes = sequence
        sequence = []
        stage = .keys
        for byte in bytes { append(byte, at: beginning) }
    }

    private mutating func handleCode(_ input: cn_input) {
        switch stage {
        case .paste:
            if input.kind == CN_PASTE_ENDS { endPaste(then: .keys) }
        case .rest:
            if input.kind == CN_PASTE_ENDS { stage = .keys }
        case .string: break
        case .keys, .sequence:
            if sequence.count == 1 { release() }
            sequence = []
            stage = .keys
            character = []
            handleKey(input)
        }
    }

    private mutating func handleKey(_ input: cn_input) {
        let point = Point(column: Int(input.column), row: Int(input.row))
        switch input.kind {
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

    /// Handles a byte that belongs to no sequence.
    private mutating func append(_ byte: UInt8, at now: Int) {
        if byte < 0x80 {
            character = []
            if let key = Self.key(of: byte) { keys.append(key) }
            return
        }
        if byte >= 0xC0 { character = [] }
        if character.isEmpty, let string = Self.string(introducedInEightBitsBy: UInt32(byte)) {
            begin(string, at: now)
            return
        }
        character.append(byte)
        let length = (~character[0]).leadingZeroBitCount
        guard character.count >= length else { return }
        let text = String(validating: character, as: UTF8.self)
        character = []
        guard let typed = text?.first else { return }
        if let scalar = typed.unicodeScalars.first,
            let string = Self.string(introducedInEightBitsBy: scalar.value)
        {
            begin(string, at: now)
        } else if typed.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) {
            keys.append(.character(typed))
        }
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
