/// How the portal tells the courier whose it is.
public enum ParentProcess {
    /// The variable of the environment that holds the process id of the portal. A courier that
    /// finds it there is ended when the portal ends, however it ends.
    public static let variable = "PORTAAL_PID"
}
