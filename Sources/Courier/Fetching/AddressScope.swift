import Foundation
import PortalModel

/// From where an address can be reached, as the scopes of IPv6 tell it (RFC 4007). Neither a server
/// nor what it wrote may send the courier to an address of a narrower scope than its own, which
/// only this machine or its network could ask.
public enum AddressScope: Int, Comparable, Sendable {
    /// This machine: loopback.
    case machine
    /// The network around it: private, link-local, shared and unassigned addresses.
    case localNetwork
    case internet

    public static func < (narrower: AddressScope, wider: AddressScope) -> Bool {
        narrower.rawValue < wider.rawValue
    }

    /// The scope of the host of `address` as far as its name tells: names are public, save those
    /// that are reserved for local use (RFC 6761, 6762, 8375) and those of one label.
    public init(host address: WebAddress) {
        let encoded = address.host.string.lowercased()
        var host = encoded.removingPercentEncoding ?? encoded
        if host.hasSuffix(".") { host.removeLast() }
        if host.hasPrefix("[") {
            self =
                AddressScope(peer: String(host.dropFirst().prefix { $0 != "]" && $0 != "%" }))
                ?? .machine
            return
        }
        // Also knows the short, octal and hexadecimal forms that libcurl takes.
        var number = in_addr()
        if inet_aton(host, &number) != 0 {
            self = AddressScope(ipv4: UInt32(bigEndian: number.s_addr))
            return
        }
        switch host.split(separator: ".").last ?? "" {
        case "localhost": self = .machine
        case "local", "internal", "lan": self = .localNetwork
        default:
            self = host.contains(".") && !host.hasSuffix("home.arpa") ? .internet : .localNetwork
        }
    }

    /// The scope of a numeric IPv4 or IPv6 address; nil for anything else.
    init?(peer: String) {
        var four = in_addr()
        if inet_pton(AF_INET, peer, &four) == 1 {
            self = AddressScope(ipv4: UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, peer, &six) == 1 else { return nil }
        self = AddressScope(ipv6: withUnsafeBytes(of: &six) { Array($0) })
    }

    /// After the IANA registry of special-purpose addresses (RFC 6890).
    private init(ipv4 address: UInt32) {
        func isWithin(_ a: UInt32, _ b: UInt32, _ c: UInt32, bits: UInt32) -> Bool {
            address >> (32 - bits) == (a << 24 | b << 16 | c << 8) >> (32 - bits)
        }
        if isWithin(127, 0, 0, bits: 8) || isWithin(0, 0, 0, bits: 8) {
            self = .machine
        } else if isWithin(10, 0, 0, bits: 8) || isWithin(172, 16, 0, bits: 12)
            || isWithin(192, 168, 0, bits: 16) || isWithin(169, 254, 0, bits: 16)
            || isWithin(100, 64, 0, bits: 10) || isWithin(192, 0, 0, bits: 24)
            || isWithin(198, 18, 0, bits: 15) || isWithin(224, 0, 0, bits: 3)
        {
            self = .localNetwork
        } else {
            self = .internet
        }
    }

    /// Only 2000::/3 is given out to the world (RFC 4291); an IPv4 address that is wrapped in an
    /// IPv6 one (mapped, NAT64) has its own scope.
    private init(ipv6 bytes: [UInt8]) {
        let wrapped = bytes[12...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if bytes[..<15].allSatisfy({ $0 == 0 }) {
            self = .machine
        } else if bytes[..<10].allSatisfy({ $0 == 0 }) && bytes[10] == 0xFF && bytes[11] == 0xFF {
            self = AddressScope(ipv4: wrapped)
        } else if Array(bytes[..<12]) == [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            self = AddressScope(ipv4: wrapped)
        } else {
            self = bytes[0] & 0xE0 == 0x20 ? .internet : .localNetwork
        }
    }
}
