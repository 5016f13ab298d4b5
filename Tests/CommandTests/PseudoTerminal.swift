import Foundation
import Testing

/// A terminal that nobody sits at.
struct PseudoTerminal {
    /// What a program writes to.
    let screen: FileHandle
    private let master: FileHandle

    // ioctl_tty(2): requests that the C library does not show to Swift.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    init() throws {
        master = try #require(FileHandle(forUpdatingAtPath: "/dev/ptmx"))
        var locked: CInt = 0
        var number: CUnsignedInt = 0
        try #require(ioctl(master.fileDescriptor, Self.unlock, &locked) == 0)
        try #require(ioctl(master.fileDescriptor, Self.number, &number) == 0)
        screen = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
    }

    /// What was written so far.
    ///
    /// It comes through in pieces and when the kernel likes, so a mark is sent after it.
    var shown: String {
        let mark = Data("∎".utf8)
        screen.write(mark)
        var bytes = Data()
        while !bytes.suffix(mark.count).elementsEqual(mark) {
            let piece = master.availableData
            guard !piece.isEmpty else { break }
            bytes += piece
        }
        return String(decoding: bytes.dropLast(mark.count), as: UTF8.self)
    }
}
