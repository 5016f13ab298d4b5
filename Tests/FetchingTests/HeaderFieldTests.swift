import PortalModel
import Testing

@testable import Fetching

/// The fields that say when to come back.
struct HeaderFieldTests {
    @Test(arguments: [
        ("0", RetryAfter.seconds(0)), ("3600", .seconds(3600)),
        ("99999999999999999999", .seconds(2_147_483_648)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .moment(Timestamp(seconds: 784_111_777))),
        ("Sunday, 06-Nov-94 08:49:37 GMT", .moment(Timestamp(seconds: 784_111_777))),
        ("Sun Nov  6 08:49:37 1994", .moment(Timestamp(seconds: 784_111_777))),
        ("", nil), ("-1", nil), ("1.5", nil), ("10 s", nil), ("soon", nil),
        ("20260128", .seconds(20_260_128)),
        ("2026-01-28", nil),
    ])
    func `Retry-After is a number of seconds or a date`(value: String, expected: RetryAfter?) {
        #expect(RetryAfter(value) == expected)
    }

    @Test func `a moment to ask again never lies in the past`() {
        let now = Timestamp(seconds: 1000)
        #expect(RetryAfter.seconds(60).moment(from: now) == Timestamp(seconds: 1060))
        #expect(RetryAfter.moment(now + 5).moment(from: now) == now + 5)
        #expect(RetryAfter.moment(now + -5).moment(from: now) == now)
    }

    @Test(
        arguments: [
            (nil, nil, nil), ("", nil, nil), ("public", nil, nil),
            ("max-age=300", nil, 300), ("Max-Age = 300", nil, 300),
            ("public, max-age=\"300\"", nil, 300),
            ("max-age=300", "100", 200), ("max-age=300", "400", 0), ("max-age=300", "soon", 300),
            ("max-age=300, no-store", nil, nil), ("no-cache, max-age=300", nil, nil),
            ("no-cache=\"a, max-age=9\", max-age=300", nil, 300), ("s-maxage=900", nil, nil),
            ("max-age=300, max-age=60", nil, 60), ("max-age=-1", nil, 0), ("max-age", nil, 0),
            ("max-age=999999999999999999999", nil, 2_147_483_648),
        ] as [(String?, String?, Int64?)])
    func `Cache-Control says how long an answer holds`(
        field: String?, age: String?, expected: Int64?
    ) {
        #expect(CacheControl.freshness(cacheControl: field, age: age) == expected)
    }
}
