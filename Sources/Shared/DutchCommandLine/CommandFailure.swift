import PortalModel

/// Why a command could not do what was asked, in one Dutch sentence.
public struct CommandFailure: Error, Hashable, Sendable {
    /// What happened and what the reader can do; empty when it was told already.
    public let sentence: SafeText
    /// 1 for a failure, 2 for a wrong use or no usable terminal.
    let exitCode: Int32

    /// A failure that `sentence` tells.
    public static func failed(_ sentence: SafeText) -> CommandFailure {
        CommandFailure(sentence: sentence, exitCode: 1)
    }

    /// A use that cannot be meant, told by `sentence`.
    public static func wrongUse(_ sentence: SafeText) -> CommandFailure {
        CommandFailure(sentence: sentence, exitCode: 2)
    }

    /// A failure of which the reader has read all there is to say.
    public static let told = CommandFailure(sentence: .empty, exitCode: 1)
}
