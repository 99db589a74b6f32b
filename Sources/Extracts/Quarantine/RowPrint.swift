/// A number by which a row that does not fit is known again where another file has it, too.
///
/// It is of the cells as they are written, so that no value is kept; it differs from run to run.
struct RowPrint {
  private var hasher = Hasher()

  /// Adds the next cell.
  mutating func add(_ cell: CellBytes, _ bytes: Span<UInt8>) {
    hasher.combine(cell.form)
    hasher.combine(cell.count)
    for index in cell.range { hasher.combine(bytes[index]) }
  }

  /// The number, which is never 0.
  var value: UInt64 {
    let value = hasher.finalize()
    return value == 0 ? 1 : UInt64(bitPattern: Int64(value))
  }
}
