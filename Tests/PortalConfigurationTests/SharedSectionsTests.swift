import Foundation
import PortalConfiguration
import PortalModel
import System
import TestSupport
import Testing

/// The sections that a service tells all readers on a machine.
struct SharedSectionsTests {
    private func files(in folder: String) throws -> PortalFiles {
        let store = "\(folder)/store"
        try FileManager.default.createDirectory(
            atPath: store, withIntermediateDirectories: true)
        return try PortalFiles(environment: ["HOME": folder]).readingNews(in: store)
    }

    private static let service = PortalConfiguration.read(
        """
        [[section]]
        name = "Dorp"
        sources = [
          { name = "Krant", url = "https://krant.example/rss", every = "2h" },
          { name = "Leden", url = "https://leden.example/", user = "a", password-command = ["x"] },
          { name = "Kring", url = "https://jan:Zilt-9@kring.example/" },
        ]
        [[section]]
        name = "Besloten"
        sources = [{ url = "https://b.example/", headers = "sleutel" }]
        [[section]]
        name = "Eiland"
        edition = "Zeeland"
        search = "Oosterschélde OR veer* brug OR \\"or\\""
        sources = ["Krant"]
        [[section]]
        name = "Overal"
        search = "markt"
        """
    ).configuration

    @Test func `searches are told with their words and sources`() throws {
        try withTemporaryFolder { folder in
            let files = try files(in: folder)
            try SharedSections.write(Self.service.sections, for: files)
            let (sections, mistakes) = SharedSections.load(from: files)
            #expect(sections == Self.service.sections && mistakes == [])
        }
    }

    @Test func `what is asked with a password is left out`() throws {
        try withTemporaryFolder { folder in
            let files = try files(in: folder)
            var service = Self.service
            service.leaveOutPrivateSources()
            #expect(service.sections.map(\.name) == ["Dorp", "Eiland", "Overal"])
            #expect(service.sections[0].sources.map(\.name) == ["Krant"])
            try SharedSections.write(service.sections, for: files)
            let text = try #require(try TextFile.read(files.sharedSectionsFile))
            for secret in ["Zilt-9", "jan", "password-command", "sleutel"] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test func `a reader's own searches stand after the sections of the service`() throws {
        try withTemporaryFolder { folder in
            let files = try files(in: folder)
            let text = """
                [[section]]
                name = "Mijn"
                search = "veer"
                [[section]]
                name = "Overal"
                search = "anders"
                [[section]]
                name = "Eigen"
                sources = [{ url = "https://eigen.example/" }]
                """
            var own = PortalConfiguration.read(text).configuration
            #expect(own.followService(of: files) == [])
            #expect(own.sections.map(\.name) == ["Mijn", "Overal", "Eigen"])
            try SharedSections.write(Self.service.sections, for: files)
            #expect(own.followService(of: files) == [])
            #expect(
                own.sections.map(\.name) == ["Dorp", "Besloten", "Eiland", "Overal", "Mijn"])
            #expect(own.sections[3].query == SectionQuery("markt"))
            #expect(own.ownSections == [])
        }
    }
}
