import Foundation

/// A conversion into UTF-8 by the system's `iconv`.
final class Iconv {
    private let handle: iconv_t

    /// From the encoding called `name`; nil where the system knows none of that name.
    init?(from name: String) {
        // -1 stands for failure (POSIX, iconv_open).
        guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else {
            return nil
        }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// `bytes` as UTF-8; each byte that has no meaning in the encoding becomes U+FFFD.
    func converted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var source = bytes.map { CChar(bitPattern: $0) }
        var result: [UInt8] = []
        result.reserveCapacity(source.count + source.count / 2)
        source.withUnsafeMutableBufferPointer { source in
            var input = source.baseAddress
            var inputLeft = source.count
            while inputLeft > 0, convertSome(&input, &inputLeft, into: &result) {}
        }
        return result
    }

    /// Converts as much as fits into one buffer; false when nothing more can come.
    private func convertSome(
        _ input: inout UnsafeMutablePointer<CChar>?, _ inputLeft: inout Int,
        into result: inout [UInt8]
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65_536) { buffer in
            var output = buffer.baseAddress
            var outputLeft = buffer.count
            let failed = iconv(handle, &input, &inputLeft, &output, &outputLeft) == -1
            let code = errno
            result.append(
                contentsOf: UnsafeRawBufferPointer(
                    rebasing: UnsafeRawBufferPointer(buffer)
                        .prefix(buffer.count - outputLeft)))
            guard failed, code != E2BIG else { return true }
            // EILSEQ and EINVAL: the byte that stands in the way is passed over.
            result.append(contentsOf: "\u{FFFD}".utf8)
            guard inputLeft > 0, let here = input else { return false }
            input = here + 1
            inputLeft -= 1
            return true
        }
    }
}
