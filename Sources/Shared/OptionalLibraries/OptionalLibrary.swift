import Foundation

/// A library that is opened when it is there, and not linked.
struct DynamicLibrary {
    private let handle: UnsafeMutableRawPointer

    /// Opens the library of this file name; nil where it is not installed.
    init?(_ name: String) {
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    /// The function `name` of this library or of one that it needs, as one of type `Function`.
    func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}
