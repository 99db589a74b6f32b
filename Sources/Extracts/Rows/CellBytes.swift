/// Where a cell's bytes are in a block, without its quotes.
struct CellBytes: Hashable {
  /// The first byte.
  var start: UInt32
  /// How many bytes, and in the upper bits what they are.
  private var countAndForm: UInt32

  /// What a cell's bytes are.
  enum Form: UInt32 {
    /// Text as it stands.
    case plain = 0
    /// Text in which each doubled quote stands for one.
    case doubledQuotes = 1
    /// A number that the file holds as one, written as a plain decimal.
    case number = 2
    /// A day that the file holds as one, written `yyyy-mm-dd`.
    case date = 3
    /// Nothing: the row is too short, or cannot be split.
    case absent = 4
    /// Something that the file says has no value: an error, a formula without a result.
    case faulty = 5
  }

  /// No block is longer.
  static let maximumCount = 1 << 29 - 1

  init(_ range: Range<Int>, _ form: Form = .plain) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    countAndForm = UInt32(truncatingIfNeeded: range.count) | form.rawValue << 29
  }

  /// A cell of plain text.
  @inline(__always)
  init(start: UInt32, end: UInt32) {
    self.start = start
    countAndForm = end &- start
  }

  /// A cell that is not there.
  static let absent = CellBytes(0..<0, .absent)

  /// A plain cell without CR at its end.
  func withoutCarriageReturns(_ bytes: Span<UInt8>) -> CellBytes {
    var end = range.upperBound
    while end > start, bytes[end - 1] == carriageReturn { end -= 1 }
    return CellBytes(Int(start)..<end)
  }

  var count: Int { Int(countAndForm & 0x1FFF_FFFF) }
  var range: Range<Int> { Int(start)..<Int(start) + count }
  var form: Form { Form(rawValue: countAndForm >> 29) ?? .absent }
  var isPlain: Bool { countAndForm >> 29 == 0 }
}
