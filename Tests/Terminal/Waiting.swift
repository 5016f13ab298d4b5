import Foundation

/// Something that was to happen and did not.
struct DidNotHappen: Error, CustomStringConvertible {
    let description: String
}

/// Asks `condition` again and again until it gives something, and returns that.
///
/// The deadline only ends a test that has failed already: it is far longer than anything takes on
/// the slowest of machines.
///
/// - Throws: `DidNotHappen`, with the words of `what` and of `circumstances`, after the deadline.
@discardableResult
func eventually<Value>(
    _ what: String, circumstances: () throws -> String = { "" },
    _ condition: () throws -> Value?
) throws -> Value {
    let deadline = ContinuousClock.now + .seconds(30)
    while true {
        if let value = try condition() { return value }
        guard ContinuousClock.now < deadline else {
            throw DidNotHappen(
                description: "It did not happen that \(what).\n\(try circumstances())")
        }
        usleep(10_000)
    }
}
