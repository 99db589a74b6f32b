/// Lists of rows, one after the other, in eight bytes a row.
public struct RowLists: Sendable {
  private var offsets: [Int] = [0]
  private var packed: [UInt64] = []

  /// Creates no list.
  public init() {}

  /// How many lists there are.
  public var count: Int { offsets.count - 1 }

  /// A list's rows, in order.
  public subscript(index: Int) -> [RowReference] {
    packed[offsets[index]..<offsets[index + 1]].map(RowLists.row)
  }

  /// The first row of a list that has any.
  public func first(of index: Int) -> RowReference { RowLists.row(packed[offsets[index]]) }

  /// A list's rows, in order, without a list of their own.
  public func rows(of index: Int) -> some RandomAccessCollection<RowReference> {
    packed[offsets[index]..<offsets[index + 1]].lazy.map(RowLists.row)
  }

  /// The rows of all lists, one list after the other.
  public var joined: some Sequence<RowReference> { packed.lazy.map(RowLists.row) }

  private static func row(_ packed: UInt64) -> RowReference {
    RowReference(dataset: Int(packed >> 48), row: Int(packed & 0xFFFF_FFFF_FFFF))
  }

  /// Adds a list.
  public mutating func append(_ rows: [RowReference]) {
    for row in rows { packed.append(UInt64(row.dataset) << 48 | UInt64(row.row)) }
    offsets.append(packed.count)
  }

  /// Adds a list of rows of one dataset.
  public mutating func append(dataset: Int, rows: ArraySlice<Int32>) {
    let dataset = UInt64(dataset) << 48
    for row in rows { packed.append(dataset | UInt64(row)) }
    offsets.append(packed.count)
  }

  /// Adds the lists of another.
  public mutating func append(contentsOf other: RowLists) {
    let base = packed.count
    packed += other.packed
    for offset in other.offsets.dropFirst() { offsets.append(base + offset) }
  }
}
