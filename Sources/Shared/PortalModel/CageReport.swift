/// Which bars stand around the courier while it reads what strangers wrote.
public struct CageReport: Hashable, Sendable, Codable {
    /// Limits on memory, processor time, open files and the size of files.
    public let limits: Bool
    /// No program can give it more rights than it has.
    public let privileges: Bool
    /// No files but its own (Landlock).
    public let files: Bool
    /// No programs, no other processes (seccomp).
    public let calls: Bool

    /// A report of these bars.
    public init(limits: Bool, privileges: Bool, files: Bool, calls: Bool) {
        self.limits = limits
        self.privileges = privileges
        self.files = files
        self.calls = calls
    }
}
