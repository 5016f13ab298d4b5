/// Keys that the reader gave a command in portaal.toml, as they stand there.
public struct KeyBinding: Hashable, Sendable {
    /// The command's name.
    public let command: String
    public let commandPlace: ConfigurationMistake.Place?
    /// The names of its keys; none for a command that is to have no key.
    public let keys: [Key]

    public struct Key: Hashable, Sendable {
        public let name: String
        public let place: ConfigurationMistake.Place?

        public init(name: String, place: ConfigurationMistake.Place? = nil) {
            self.name = name
            self.place = place
        }
    }

    public init(
        command: String, commandPlace: ConfigurationMistake.Place? = nil, keys: [Key]
    ) {
        self.command = command
        self.commandPlace = commandPlace
        self.keys = keys
    }
}
