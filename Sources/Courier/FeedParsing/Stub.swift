import PortalModel
extension ParsedFeed {
    public init(_ bytes: [UInt8], contentType: String?, address: WebAddress) throws(DeliveryProblem) { throw DeliveryProblem(.empty) }
}
