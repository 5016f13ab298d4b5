/// How a private feed is asked for, as the reader's files say: never a secret itself.
public enum SourceAccess: Hashable, Sendable {
    /// By a name and what a command of the reader's prints (RFC 7617).
    case password(user: String, command: CommandTemplate)
    /// By header lines in a file that is the reader's alone.
    case headers(file: String)
}

/// The header lines with which a private source is asked, or why there are none. They go from the
/// front to the courier through a pipe, and nowhere else.
public struct SourceHeaders: Hashable, Sendable, Codable {
    /// The source's own: no other server gets them.
    public let address: WebAddress
    /// `Name: value`.
    public let lines: [String]
    /// Why there are none, in a word or two; nil where there are.
    public let problem: SafeText?

    public init(address: WebAddress, lines: [String]) {
        self.address = address
        self.lines = lines
        problem = nil
    }

    public init(address: WebAddress, problem: SafeText) {
        self.address = address
        lines = []
        self.problem = problem
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        address = try container.decode(WebAddress.self, forKey: .address)
        lines = try container.decode([String].self, forKey: .lines)
        problem = try container.decodeIfPresent(SafeText.self, forKey: .problem)
    }

    /// Whether `line` is a field of a request (RFC 9110 §5) and nothing besides.
    public static func isField(_ line: String) -> Bool {
        let name = line.utf8.prefix { $0 != UInt8(ascii: ":") }
        let token = "!#$%&'*+-.^_`|~".utf8
        guard !name.isEmpty, name.endIndex < line.utf8.endIndex else { return false }
        return name.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: token.contains(byte)
            }
        } && line.utf8[name.endIndex...].allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
    }
}

extension SourceHeaders: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Without what is in them, wherever somebody may print it.
    public var description: String { "SourceHeaders(\(address.host), \(lines.count))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["address": address.host]) }
}
