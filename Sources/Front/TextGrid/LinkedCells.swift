import PortalModel

/// Cells of one row that lead somewhere, for terminals that can follow links.
public struct LinkedCells: Hashable, Sendable {
    /// The row that they stand in.
    public let row: Int
    /// Which of its cells.
    public let columns: Range<Int>
    /// Where they lead.
    public let address: WebAddress
    /// What they have in common with the other cells of the same link.
    public let number: Int
}
