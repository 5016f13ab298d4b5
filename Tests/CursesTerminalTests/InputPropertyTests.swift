import CNcurses
import PortalModel
import TestTags
import Testing
import TextGrid

@testable import CursesTerminal

/// What holds of any input; the seed is the test's argument.
struct InputPropertyTests {
    private struct Chance: RandomNumberGenerator {
        var state: UInt64

        // SplitMix64 (Steele, Lea and Flood, 2014).
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let codes = [
        CN_PASTE_BEGINS, CN_PASTE_ENDS, CN_UP, CN_DELETE, CN_PRESSED, CN_RELEASED, CN_WHEEL_UP,
        CN_OTHER, CN_FUNCTION,
    ]

    /// Bytes that mean something, and any.
    private static func input(_ chance: inout Chance) -> cn_input {
        let marks: [UInt8] = [0x1B, 0x5B, 0x5D, 0x50, 0x5C, 0x07, 0x03, 0x18, 0x9C, 0xC2, 0x9D]
        return switch Int.random(in: 0..<20, using: &chance) {
        case 0:
            cn_input(
                kind: codes.randomElement(using: &chance) ?? CN_OTHER,
                number: 3, row: .random(in: -1...40_000, using: &chance), column: 5)
        case 1..<10: (marks.randomElement(using: &chance) ?? 0x1B).asInput
        default: UInt8.random(in: 0...255, using: &chance).asInput
        }
    }

    @Test(.tags(.slow), arguments: 0..<200 as Range<UInt64>)
    func `after any input and a little quiet a key is a key again`(seed: UInt64) {
        var chance = Chance(state: seed)
        var decoder = InputDecoder()
        var now = 0
        for _ in 0..<2000 {
            decoder.handle(Self.input(&chance), at: now)
            if Int.random(in: 0..<10, using: &chance) == 0 { decoder.pause(at: now) }
            now += [0, 0, 0, 1, 60, 400].randomElement(using: &chance) ?? 0
            if let deadline = decoder.deadline {
                #expect(deadline <= now + InputDecoder.pastePatience)
            }
        }
        now += InputDecoder.longestPasteTime
        decoder.pause(at: now)
        _ = decoder.taken()
        decoder.handle(UInt8(ascii: "j").asInput, at: now + InputDecoder.quiet)
        #expect(decoder.taken() == [.character("j")])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `nothing inside a string is a key, whatever it holds`(seed: UInt64) {
        var chance = Chance(state: seed)
        var decoder = InputDecoder()
        let introducer = "]PX^_".utf8.randomElement(using: &chance) ?? 0x5D
        var now = 0
        for byte in [0x1B, introducer] { decoder.handle(byte.asInput, at: now) }
        for _ in 0..<1000 {
            let byte = UInt8.random(in: 0...255, using: &chance)
            // What would end it.
            guard ![0x07, 0x18, 0x1A, 0x1B, 0x9C].contains(byte) else { continue }
            decoder.handle(byte.asInput, at: now)
            now += Int.random(in: 0..<InputDecoder.maximumDelay / 100, using: &chance)
            if Bool.random(using: &chance) { decoder.pause(at: now) }
        }
        for byte in [UInt8(0x1B), 0x5C] { decoder.handle(byte.asInput, at: now) }
        decoder.pause(at: now)
        #expect(decoder.taken() == [])
    }

    @Test(.tags(.slow), arguments: 0..<50 as Range<UInt64>)
    func `a paste without an end never becomes commands`(seed: UInt64) {
        var chance = Chance(state: seed)
        var decoder = InputDecoder()
        var now = 0
        decoder.handle(cn_input(kind: CN_PASTE_BEGINS, number: 0, row: 0, column: 0), at: now)
        for _ in 0..<20_000 {
            decoder.handle(UInt8.random(in: 0x20...0xFF, using: &chance).asInput, at: now)
            now += Int.random(in: 0..<4, using: &chance)
            if Int.random(in: 0..<100, using: &chance) == 0 { decoder.pause(at: now) }
        }
        let keys = decoder.taken()
        #expect(keys.count <= 1)
        for case let key in keys {
            guard case .paste = key else {
                Issue.record("\(key)")
                continue
            }
        }
    }
}
