import Testing

extension Tag {
    /// A suite that runs built programs, or draws very much; `Tests/Scripts/quick` leaves it out.
    @Tag static var slow: Self
}
