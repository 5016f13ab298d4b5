import Foundation
import LoopbackServing
import PortalModel
import TestTags
import Testing

/// A machine that is set up to speak the old versions of TLS.
@Suite(.tags(.slow)) struct OldEncryptionTests {
    /// For OpenSSL (config(5)), which by itself has given up those versions.
    private static let permissive = """
        openssl_conf = main
        [main]
        ssl_conf = parts
        [parts]
        system_default = all
        [all]
        MinProtocol = TLSv1
        CipherString = DEFAULT:@SECLEVEL=0

        """

    @Test func `TLS 1.1 is refused also where the machine allows it`() throws {
        let authority = try CertificateAuthority()
        let home = try CourierHome()
        // Where the cage lets the courier read it.
        let data = home.folder.appendingPathComponent(".local/share/portaal")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        let file = data.appendingPathComponent("openssl.cnf").path
        try Data(Self.permissive.utf8).write(to: URL(filePath: file))
        let old = ["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"]
        let known = try authority.serve(.selfSigned, old[0], old[1], old[2])
        #expect(try authority.reaches(known, old[0], configuration: file))
        let port = try authority.serve(.selfSigned, old[0], old[1], old[2])
        try home.subscribe(to: [("oud", "https://127.0.0.1:\(port)/")])
        let run = try home.run("refresh", after: "export OPENSSL_CONF='\(file)'")
        #expect(
            run.reports["oud"]?.problem
                == DeliveryProblem(.untrusted, "TLS 1.2 of nieuwer lukte niet"))
    }
}
