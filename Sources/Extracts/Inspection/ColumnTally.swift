internal import Tables
internal import Values

/// Counts what the cells of one column are, a cell at a time, in memory that does not grow with them.
struct ColumnTally {
  /// How many different values are kept, as examples and as the values of a code.
  static let keptValues = 12
  /// How much of a value is kept.
  static let keptBytes = 120
  private static let keptBlankWords = 12
  private static let keptStyles = 6

  private(set) var filled = 0
  private(set) var texts = KindTally()
  private(set) var numbers = NumberTally()
  private(set) var dates = KindTally()
  private(set) var dateStyles: [DateTally] = []
  /// Cells that a workbook holds as days.
  private(set) var days = DayTally()
  /// Cells without a value that could be relied on: errors, formulas without a result.
  private(set) var faults = KindTally()
  private var formulas = 0
  private var ordinals = 0
  private(set) var distinct = DistinctValues()
  private(set) var kept: [[UInt8]] = []
  /// Words for blank, as `blanks` in the configuration says them.
  private(set) var blankWords: [(word: [UInt8], count: Int)] = []
  /// The most characters.
  private(set) var longest = 0
  private var repeated = RepeatedTexts()

  /// How many cells are of one kind, and the first of them.
  struct KindTally {
    private(set) var count = 0
    private(set) var line = 0
    private(set) var first: [UInt8] = []

    mutating func add(_ cell: Span<UInt8>, line: Int, times: Int) {
      count += times
      if first.isEmpty {
        self.line = line
        first = cell.beginning
      }
    }
  }

  /// Counts the cells that some rows have in a column.
  mutating func add(_ rows: InspectedRows, column: Int) {
    for row in rows.indices {
      guard let cell = rows.cell(row, column), !cell.isEmpty else { continue }
      let bytes = rows.bytes.span
      // A short text is packed quickly where sixteen bytes follow.
      let isShort =
        repeated.isUsed && cell.form == .text && cell.count <= ShortText.longest
        && cell.range.lowerBound + 16 <= bytes.count
      guard isShort else {
        add(bytes.extracting(cell.range), cell.form, line: rows.line(row))
        continue
      }
      let text = ShortText(bytes, at: cell.range.lowerBound, count: cell.range.count)
      if repeated.note(text) { continue }
      add(bytes.extracting(cell.range), line: rows.line(row))
      if let old = repeated.keep(text) { add(old) }
      if repeated.isUseless { countRepeated() }
    }
  }

  /// Counts the cells whose texts came again.
  mutating func countRepeated() {
    for entry in repeated.removeAll() { add(entry) }
  }

  private mutating func add(_ entry: RepeatedTexts.Entry) {
    // The first of them told its line.
    add(entry.bytes.span, line: 0, times: entry.times)
  }

  /// Counts a cell of UTF-8 without spaces around it, or several that say the same.
  mutating func add(
    _ cell: Span<UInt8>,
    _ form: InspectedCell.Form = .text,
    line: Int,
    times: Int = 1
  ) {
    if cell.isEmpty { return }
    if form != .number, form != .date, BlankWords.contains(cell), addBlankWord(cell, times) {
      return
    }
    guard addKind(cell, form, line: line, times) else { return }
    filled += times
    // A character may take several bytes.
    if cell.count > longest { longest = max(longest, cell.characterCount) }
    if distinct.insert(cell), kept.count < ColumnTally.keptValues { kept.append(cell.beginning) }
  }

  /// Counts what the cell is; false where it counts as a word for blank.
  private mutating func addKind(
    _ cell: Span<UInt8>,
    _ form: InspectedCell.Form,
    line: Int,
    _ times: Int
  ) -> Bool {
    switch form {
    case .faulty: faults.add(cell, line: line, times: times)
    case .number:
      if let number = WrittenNumber(cell) {
        numbers.add(number, cell, line: line, times: times)
        numbers.stored += times
      } else {
        texts.add(cell, line: line, times: times)
      }
    case .date:
      if let day = WrittenDate(cell)?.date(dayFirst: false) {
        days.add(day, times: times)
      } else {
        faults.add(cell, line: line, times: times)
      }
    case .text:
      // Only what begins with a digit, a sign, a currency or the name of a day or month can be a number or a date.
      let first = cell[0]
      let mayBeNumber =
        first <= 0x39 || first >= 0x80 || first == UInt8(ascii: "G")
        || first == UInt8(ascii: "E") || first == UInt8(ascii: "U") || cell.beginsWithSide
        || WrittenDate.mayBeginWithName(cell)
      guard mayBeNumber else {
        addText(cell, line: line, times)
        return true
      }
      if let number = WrittenNumber(cell) {
        numbers.add(number, cell, line: line, times: times)
      } else if let date = WrittenDate(cell) {
        // A day that no audit meets stands for none, as 31/12/9999 does.
        if !date.isPlausible, addBlankWord(cell, times) { return false }
        if addDate(date, times) {
          dates.add(cell, line: line, times: times)
        } else {
          texts.add(cell, line: line, times: times)
        }
      } else {
        addText(cell, line: line, times)
      }
    }
    return true
  }

  private mutating func addText(_ cell: Span<UInt8>, line: Int, _ times: Int) {
    texts.add(cell, line: line, times: times)
    switch UnreadForm(cell) {
    case .formula: formulas += times
    case .ordinal: ordinals += times
    case nil: break
    }
  }

  /// Ways in which cells are written and that no format reads, and how many are.
  var unreadForms: [(form: UnreadForm, count: Int)] {
    [(.formula, formulas), (.ordinal, ordinals)].filter { $0.1 > 0 }
  }

  private mutating func addBlankWord(_ cell: Span<UInt8>, _ times: Int) -> Bool {
    let word = BlankWords.declaration(of: cell)
    for index in blankWords.indices where blankWords[index].word == word {
      blankWords[index].count += times
      return true
    }
    guard blankWords.count < ColumnTally.keptBlankWords else { return false }
    blankWords.append((word, times))
    return true
  }

  private mutating func addDate(_ date: WrittenDate, _ times: Int) -> Bool {
    for index in dateStyles.indices where dateStyles[index].style == date.style {
      dateStyles[index].add(date, times: times)
      return true
    }
    guard dateStyles.count < ColumnTally.keptStyles else { return false }
    var tally = DateTally(style: date.style)
    tally.add(date, times: times)
    dateStyles.append(tally)
    return true
  }

  /// Takes the month to come first, or the day, where the dates themselves fit both.
  mutating func settle(monthFirst: Bool) {
    for index in dateStyles.indices { dateStyles[index].settle(monthFirst: monthFirst) }
  }
}

/// Counts the cells that a workbook holds as days.
struct DayTally {
  private(set) var count = 0
  private(set) var range: ClosedRange<CalendarDate>?

  mutating func add(_ day: CalendarDate, times: Int) {
    count += times
    range = range.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
  }
}

extension Span<UInt8> {
  /// Whether it begins with `CR` or `DR`.
  fileprivate var beginsWithSide: Bool {
    count > 2 && LedgerSide(self, at: 0) != nil
  }

  /// How many characters of Unicode its UTF-8 has.
  fileprivate var characterCount: Int {
    var count = 0
    for index in indices where self[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// As many of its bytes as are kept of a value, up to the end of a character.
  fileprivate var beginning: [UInt8] {
    var end = Swift.min(count, ColumnTally.keptBytes)
    while end > 0, end < count, self[end] & 0xC0 == 0x80 { end -= 1 }
    return (0..<end).map { self[$0] }
  }
}
