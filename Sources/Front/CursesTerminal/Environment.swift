#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The variables that the process was started with.
enum Environment {
    /// The value of a variable; nil if it is not set.
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
