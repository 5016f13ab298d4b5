extension [UInt8] {
    /// These bytes with one of them another, gone, or twice there.
    package func mutated(with generator: inout some RandomNumberGenerator) -> [UInt8] {
        guard let place = indices.randomElement(using: &generator) else { return self }
        var bytes = self
        switch UInt8.random(in: 0...5, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        return bytes
    }
}
