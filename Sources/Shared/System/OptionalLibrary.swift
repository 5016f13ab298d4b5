import Foundation

/// A library of the system that is opened when it is there, and not linked: without it the programs
/// run all the same, and lack what it would do.
public struct OptionalLibrary {
    public enum Name: String {
        /// Divides words; Debian's libhyphen0.
        case hyphen = "libhyphen.so.0"
        /// Puts text in reading order; Debian's libfribidi0.
        case fribidi = "libfribidi.so.0"
        /// Decodes pictures; Debian's libgdk-pixbuf-2.0-0.
        case gdkPixbuf = "libgdk_pixbuf-2.0.so.0"
        /// Draws pictures in cells; Debian's libchafa0.
        case chafa = "libchafa.so.0"
    }

    private let handle: UnsafeMutableRawPointer

    /// Opens the library, which stays open; nil where it is not installed.
    public init?(_ name: Name) {
        guard let handle = dlopen(name.rawValue, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    /// The function `name` of this library or of one that it needs, as one of type `Function`,
    /// which must be what the library's header says.
    public func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}
