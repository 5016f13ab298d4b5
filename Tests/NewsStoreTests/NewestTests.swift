import PortalModel
import Testing

@testable import NewsStore

/// What stands beside a page, where a source sends messages by the dozen.
struct NewestTests {
    /// Forty calls of a fire brigade, half a minute apart, and a report every ten minutes.
    private func withCalls(_ work: (NewsFile) throws -> Void) throws {
        try NewsFile.use { file in
            let calls = (0..<40 as Range<Int64>).map { number in
                Deliveries.article(
                    100 + number,
                    "P 2 BHV-0\(number % 7) Afval buiten Dok \(number)",
                    secondsOld: 30 * number, text: "BHV 1421\(10 + number)")
            }
            let reports = (0..<12 as Range<Int64>).map { number in
                let names = (0..<4).map {
                    Deliveries.name(Int(number) * 31 + $0 * 5, from: "Ra", to: "el")
                }
                return Deliveries.article(
                    1 + number, SafeText(cleaning: "\(names[0]) en \(names[1]) stoppen"),
                    secondsOld: 600 * (number + 1),
                    text: SafeText(
                        cleaning: """
                            Volgens \(names[2]) houdt het op voor \(names[0]), en \(names[3]) \
                            van \(names[1]) gaat verder zonder hulp van anderen in de streek.
                            """))
            }
            _ = try file.delivery.store([
                Deliveries.delivery(from: Deliveries.omroep, calls),
                Deliveries.delivery(from: Deliveries.nos, Array(reports[..<6])),
                Deliveries.delivery(from: Deliveries.nu, Array(reports[6...])),
            ])
            try work(file)
        }
    }

    private func calls(_ headlines: [Headline]) -> Int {
        headlines.count { $0.source == Deliveries.omroep.name }
    }

    @Test func `of all editions together no call is among the first ten`() throws {
        try withCalls { file in
            let newest = try file.news().newest(of: Deliveries.editions.map(\.id), count: 10)
            #expect(newest.count == 10)
            #expect(calls(newest) == 0)
        }
    }

    @Test func `they come where there is nothing else, the newest first`() throws {
        try withCalls { file in
            let newest = try file.news().newest(of: Deliveries.editions.map(\.id), count: 40)
            #expect(newest.count == 40)
            #expect(calls(Array(newest.prefix(12))) == 0)
            #expect(newest.dropFirst(12).map(\.id.rawValue) == Array(100..<128))
        }
    }

    @Test func `a section that has nothing else shows them`() throws {
        try withCalls { file in
            let newest = try file.news().newest(in: Deliveries.zeeland.id, count: 7)
            #expect(newest.map(\.id.rawValue) == Array(100..<107))
        }
    }

    @Test func `without calls the newest come first, of editions together too`() throws {
        try withCalls { file in
            let abroad = try file.news().newest(in: Deliveries.abroad.id, count: 4)
            #expect(abroad.map(\.id.rawValue) == [1, 2, 3, 4])
            #expect(try file.news().newest(of: [], count: 4).isEmpty)
        }
    }
}
