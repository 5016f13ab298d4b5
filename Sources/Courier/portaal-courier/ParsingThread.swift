import Confinement
import Foundation
import PortalModel
import Synchronization

/// Parses what was fetched on a thread of its own, while the one that owns this fetches and stores.
///
/// Between the two lie no more than some megabytes: what waits to be parsed, and articles that wait
/// to be stored. A document that ends the process, or takes all of its time, does so from there as
/// well.
struct ParsingThread<Input: Sendable, Product: Sendable>: ~Copyable {
    private let inputs = BlockingQueue<(input: Input, size: Int)?>()
    private let products = BlockingQueue<(product: Product, size: Int)>()
    /// Inputs that were handed over and not taken back, and their bytes.
    private var count = 0
    private var size = 0

    /// Bytes that may be on their way, unless a single input is larger.
    private let largest = 8 << 20

    /// Starts the thread, on which `parse` is called.
    init(_ parse: @escaping @Sendable (Input) -> Product) {
        let thread = Thread { [inputs, products] in
            while let (input, size) = inputs.take() {
                products.put((parse(input), size))
            }
        }
        // Bytes of the thread's stack, as a process has for its first.
        thread.stackSize = 8 << 20
        thread.start()
    }

    deinit {
        inputs.put(nil)
    }

    var isBusy: Bool { count > 0 }

    /// Whether the next product can be taken without waiting.
    var nextIsReady: Bool { products.count > 0 }

    /// Whether the thread has parsed all that it was given, and rests.
    var isIdle: Bool { products.count == count }

    /// Whether another input of so many bytes may be handed over.
    func hasRoom(for bytes: Int) -> Bool { count == 0 || size + bytes <= largest }

    mutating func begin(_ input: Input, size: Int) {
        count += 1
        self.size += size
        inputs.put((input, size))
    }

    /// Takes the next product, and waits for it; there must be an input on its way.
    mutating func next() -> Product {
        taken(products.take())
    }

    mutating func nextIfReady() -> Product? {
        products.takeIfReady().map { taken($0) }
    }

    private mutating func taken(_ entry: (product: Product, size: Int)) -> Product {
        count -= 1
        size -= entry.size
        return entry.product
    }
}

/// A queue from one thread to another.
final class BlockingQueue<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])
    private let arrival = NSCondition()

    func put(_ item: Item) {
        items.withLock { $0.append(item) }
        // Whoever waits has looked under this lock, so that no arrival passes unseen.
        arrival.lock()
        arrival.signal()
        arrival.unlock()
    }

    /// The first item; waits for it when there is none.
    func take() -> Item {
        arrival.lock()
        defer { arrival.unlock() }
        while true {
            if let item = takeIfReady() { return item }
            arrival.wait()
        }
    }

    var count: Int { items.withLock { $0.count } }

    func takeIfReady() -> Item? {
        items.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

/// Notes in the courier's lock file which source each of its threads is parsing. The courier that
/// comes after one that ended over a source thus knows which it was, and does not end over it again
/// at once.
struct ParsingMarker {
    /// The lock file, open for reading and writing.
    let descriptor: Int32
    var thread = 0

    static let threads = 2

    /// Does `work`, which parses what `source` sent, within the time for that.
    func parsing<Value, Failure: Error>(
        _ source: SourceID, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        write(source)
        defer { clear() }
        return try Deadline.within(Deadline.reading, work)
    }

    /// The sources that the last courier was parsing when it ended: over one of them, if at all.
    var unfinished: [SourceID] {
        (0..<Self.threads).compactMap { thread in
            var id: Int64 = 0
            let count = withUnsafeMutableBytes(of: &id) { bytes in
                pread(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
            }
            return count == MemoryLayout<Int64>.size && id != 0 ? SourceID(rawValue: id) : nil
        }
    }

    /// Notes that this thread parses nothing.
    func clear() {
        write(nil)
    }

    private static func offset(of thread: Int) -> off_t {
        off_t(thread * MemoryLayout<Int64>.size)
    }

    /// A file that cannot be written only means that nothing will be known afterwards.
    private func write(_ source: SourceID?) {
        var id = source?.rawValue ?? 0
        _ = withUnsafeBytes(of: &id) { bytes in
            pwrite(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
        }
    }
}
