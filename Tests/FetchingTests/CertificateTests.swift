import LoopbackServing
import PortalModel
import TestTags
import Testing

@testable import Fetching

/// Servers that are not to be trusted. Nothing that a reader can set changes that: the authority
/// that the tests trust can be named inside the module only.
struct CertificateTests {
    private static func outcome(
        _ port: UInt16, trusting authority: CertificateAuthority?
    ) throws -> FetchOutcome {
        var policy = FetchPolicy()
        policy.authorities = authority?.file
        let address = try #require(WebAddress("https://127.0.0.1:\(port)/"))
        return try #require(
            try fetchAll([FetchRequest(id: 0, address: address)], policy: policy).first?.outcome)
    }

    @Test func `a certificate of a trusted authority is enough`() throws {
        let authority = try CertificateAuthority()
        let port = try authority.serve(.sound)
        #expect(try Self.outcome(port, trusting: authority).body?.text.contains("TLS") == true)
    }

    @Test func `that authority is trusted by nothing else`() throws {
        let authority = try CertificateAuthority()
        let port = try authority.serve(.sound)
        #expect(
            try Self.outcome(port, trusting: nil).problem
                == DeliveryProblem(.untrusted, "de uitgever van het certificaat is onbekend"))
    }

    @Test(
        .tags(.slow),
        arguments: [
            (.expired, "het certificaat is verlopen"),
            (.ofAnotherHost, "het certificaat hoort bij een andere naam"),
            (.selfSigned, "het certificaat is zelf ondertekend"),
        ] as [(CertificateAuthority.Certificate, SafeText)])
    func `a bad certificate is refused with the reason`(
        certificate: CertificateAuthority.Certificate, reason: SafeText
    ) throws {
        let authority = try CertificateAuthority()
        let port = try authority.serve(certificate)
        #expect(
            try Self.outcome(port, trusting: authority).problem
                == DeliveryProblem(.untrusted, reason))
    }

    @Test func `an old version of the protocol is refused with the reason`() throws {
        let authority = try CertificateAuthority()
        let port = try authority.serve(.sound, "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0")
        let problem = try #require(try Self.outcome(port, trusting: authority).problem)
        #expect(problem == DeliveryProblem(.untrusted, "TLS 1.2 of nieuwer lukte niet"))
    }
}
