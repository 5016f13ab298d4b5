import PortalModel

enum JSONFeed {
    static func parsed(_ b: [UInt8], address: WebAddress?) throws(DeliveryProblem) -> ParsedFeed {
        throw DeliveryProblem(.notAFeed, "JSON")
    }
}
