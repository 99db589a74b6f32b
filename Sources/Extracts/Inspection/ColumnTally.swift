internal import Values

/// Counts what the cells of one column are, a cell at a time, in memory that does not grow with them.
struct ColumnTally {
  /// How many different values are kept, as examples and as the values of a code.
  static let keptValues = 12
  private static let keptBlankWords = 12
  private static let keptStyles = 6

  private(set) var filled = 0
  private(set) var texts = KindTally()
  private(set) var numbers = NumberTally()
  private(set) var dates = KindTally()
  private(set) var dateStyles: [DateTally] = []
  private(set) var distinct = DistinctValues()
  private(set) var kept: [[UInt8]] = []
  private(set) var blankWords: [(word: [UInt8], count: Int)] = []
  private(set) var longest = 0

  /// How many cells are of one kind, and the first of them.
  struct KindTally {
    private(set) var count = 0
    private(set) var line = 0
    private(set) var first: [UInt8] = []

    mutating func add(_ cell: Span<UInt8>, line: Int) {
      count += 1
      if count == 1 {
        self.line = line
        first = cell.indices.map { cell[$0] }
      }
    }
  }

  /// Counts a cell of UTF-8 without spaces around it; false where it counts as empty.
  mutating func add(_ cell: Span<UInt8>, line: Int) {
    if cell.isEmpty { return }
    if BlankWords.contains(cell), addBlankWord(cell) { return }
    filled += 1
    longest = max(longest, cell.count)
    if distinct.insert(cell), kept.count < ColumnTally.keptValues {
      kept.append(cell.indices.map { cell[$0] })
    }
    // Only what begins with a digit or a sign can be a number or a date.
    let first = cell[0]
    if first > 0x39, first < 0x80 { return texts.add(cell, line: line) }
    if let number = WrittenNumber(cell) {
      numbers.add(number, cell, line: line)
    } else if let date = WrittenDate(cell), addDate(date) {
      dates.add(cell, line: line)
    } else {
      texts.add(cell, line: line)
    }
  }

  private mutating func addBlankWord(_ cell: Span<UInt8>) -> Bool {
    for index in blankWords.indices where cell.holds(blankWords[index].word) {
      blankWords[index].count += 1
      return true
    }
    guard blankWords.count < ColumnTally.keptBlankWords else { return false }
    blankWords.append((cell.indices.map { cell[$0] }, 1))
    return true
  }

  private mutating func addDate(_ date: WrittenDate) -> Bool {
    for index in dateStyles.indices where dateStyles[index].style == date.style {
      dateStyles[index].add(date)
      return true
    }
    guard dateStyles.count < ColumnTally.keptStyles else { return false }
    var tally = DateTally(style: date.style)
    tally.add(date)
    dateStyles.append(tally)
    return true
  }
}

/// Counts the numbers of one column.
struct NumberTally {
  private(set) var kind = ColumnTally.KindTally()
  /// How many have digits after the point.
  private(set) var fractions = 0
  /// The most digits after the point.
  private(set) var digits = 0
  /// All the ways in which they are written.
  private(set) var style: NumberStyle = []
  private(set) var range: ClosedRange<Int128>?
  /// What they add up to; nil once that is too large.
  private(set) var total: Int128? = 0

  mutating func add(_ number: WrittenNumber, _ cell: Span<UInt8>, line: Int) {
    kind.add(cell, line: line)
    style.formUnion(number.style)
    if number.fraction > 0 {
      fractions += 1
      digits = max(digits, number.fraction)
    }
    if let range {
      if number.value < range.lowerBound {
        self.range = number.value...range.upperBound
      } else if number.value > range.upperBound {
        self.range = range.lowerBound...number.value
      }
    } else {
      range = number.value...number.value
    }
    if let sum = total?.addingReportingOverflow(number.value) {
      total = sum.overflow ? nil : sum.partialValue
    }
  }
}

extension Span<UInt8> {
  /// Whether its bytes are these.
  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for index in indices where self[index] != bytes[index] { return false }
    return true
  }
}
