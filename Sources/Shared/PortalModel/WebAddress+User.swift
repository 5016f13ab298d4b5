extension WebAddress {
    /// The address without the name and password that it may hold: fit to be shown and told.
    public var withoutUser: WebAddress {
        guard let at = authority.lastIndex(of: "@") else { return self }
        let scheme = isEncrypted ? "https://" : "http://"
        return WebAddress(scheme + string[string.index(after: at)...]) ?? self
    }

    /// The address as text to show where it may hold a name and a password.
    public var publicText: SafeText { withoutUser.text }
}

/// An address, or what was meant to be one, as a text for a person: names and passwords that
/// stand before an `@` are left out, and it is cut to 200 characters.
public func withoutUserInformation(_ address: String) -> SafeText {
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "\\" }
    let mark = address[scheme.endIndex...].prefix { ":/\\".contains($0) }
    let hasAuthority = mark.first == ":" || mark.count > 1
    let head = hasAuthority ? mark.endIndex : address.endIndex
    let authority = address[head...].prefix { !"/\\?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return SafeText(line: address, limit: 200) }
    return SafeText(
        line: address[..<head] + address[address.index(after: at)...], limit: 200)
}
