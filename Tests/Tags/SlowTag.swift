// Not there in a release with a static standard library, which builds this target but no tests.
#if canImport(Testing)
import Testing

extension Tag {
    /// A test or a suite that takes more than some 0.3 s of a processor, or waits for as long;
    /// `Tests/Scripts/quick` leaves it out.
    @Tag public static var slow: Self
}
#endif
