import NewsStore
import PortalModel
import Testing

struct SynchroniseTests {
    @Test func `the sources stand in the order of the configuration`() throws {
        try NewsFile.use { file in
            let names = try file.delivery.sources(in: nil).map(\.source.name)
            #expect(names == ["NOS", "NU.nl", "Omroep Zeeland"])
            #expect(try file.news().sources().map(\.source.name) == names)
            #expect(
                try file.news().sources().map(\.section) == ["Buitenland", "Binnenland", "Zeeland"])
        }
    }

    @Test func `a section's sources are those alone`() throws {
        try NewsFile.use { file in
            let sources = try file.delivery.sources(in: Deliveries.home.id)
            #expect(sources.map(\.source) == [Deliveries.nu])
            #expect(sources.map(\.section) == [Deliveries.home.id])
        }
    }

    @Test func `doing it again changes nothing`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            let before = try file.delivery.sources(in: nil)
            try file.delivery.synchronise(Deliveries.editions)
            #expect(try file.delivery.sources(in: nil) == before)
            #expect(try ids(on: .section(Deliveries.abroad.id), in: file) == [1])
        }
    }

    @Test func `articles follow their source to another section, and its state does too`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            let moved = Section(
                name: "Zeeland", edition: "Zeeland", sources: [Deliveries.omroep, Deliveries.nos])
            let editions = Edition.grouping([Deliveries.home, moved])
            try file.delivery.synchronise(editions)
            #expect(try ids(on: .section(moved.id), in: file) == [1])
            #expect(try ids(on: .front(editions[1].id), in: file) == [1])
            #expect(try ids(on: .front(editions[0].id), in: file) == [])
            let states = try file.delivery.sources(in: moved.id)
            #expect(states.map(\.source.name) == ["Omroep Zeeland", "NOS"])
            #expect(states.last?.etag == "\"v1\"")
            #expect(
                try file.news().article(ArticleID(rawValue: 1))?.headline.sectionName == "Zeeland")
        }
    }

    @Test func `articles of a source that is gone stand in no list but can be read`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            try file.delivery.synchronise(Edition.grouping([Deliveries.home, Deliveries.zeeland]))
            #expect(try ids(on: .section(Deliveries.abroad.id), in: file) == [])
            #expect(try ids(on: .front(Deliveries.editions[0].id), in: file) == [])
            #expect(try file.news().article(ArticleID(rawValue: 1)) != nil)
            #expect(try file.delivery.sources(in: nil).count == 2)
        }
    }

    @Test func `a source that comes back begins again with its old articles`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            try file.delivery.synchronise(Edition.grouping([Deliveries.home]))
            try file.delivery.synchronise(Deliveries.editions)
            let state = try #require(try file.delivery.sources(in: Deliveries.abroad.id).first)
            #expect(state.etag == nil)
            let counts = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            #expect(counts.new == 0)
            #expect(try ids(on: .section(Deliveries.abroad.id), in: file) == [1])
        }
    }

    @Test func `a source gets a new name without losing its state`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            let renamed = Source(name: "NOS Nieuws", address: Deliveries.nos.address)
            let section = Section(name: "Buitenland", edition: "NL & Wereld", sources: [renamed])
            try file.delivery.synchronise(Edition.grouping([section]))
            let state = try #require(try file.delivery.sources(in: section.id).first)
            #expect(state.source.name == "NOS Nieuws")
            #expect(state.etag == "\"v1\"")
            #expect(
                try file.news().article(ArticleID(rawValue: 1))?.headline.source == "NOS Nieuws")
        }
    }

    private func ids(on page: NewsPage, in file: NewsFile) throws -> [Int64] {
        try file.news().headlines(on: page, count: 50).map(\.id.rawValue)
    }
}
