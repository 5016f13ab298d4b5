/// Which portal this is.
public enum PortalVersion {
    /// Major and minor number, after Semantic Versioning 2.0.0.
    public static let number = "1.0"
}
