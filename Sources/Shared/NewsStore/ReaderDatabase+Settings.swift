import PortalModel

extension ReaderDatabase {
    /// What the reader set in the portal; a value of a version that this one does not know is left
    /// out.
    public func settings() throws(StoreProblem) -> [Setting] {
        var settings: [Setting] = []
        for name in Setting.names {
            if let value = try setting(name), let known = Setting(name: name, value: value) {
                settings.append(known)
            }
        }
        return settings
    }

    /// Keeps a setting in place of the one of its kind.
    public func keep(_ setting: Setting) throws(StoreProblem) {
        try set(setting.name, to: setting.value)
    }
}
