internal import Values

/// What a cell says as a date.
enum DateReading: Hashable {
  case date(CalendarDate)
  /// A day with a time, in seconds since midnight, and the offset from UTC in seconds where one is written.
  case moment(CalendarDate, second: Int, offset: Int?)
  /// It is written as declared, but there is no such day.
  case impossible
  /// It is written as declared, but its year is none that an audit meets.
  case implausible
  /// It is not written as declared.
  case malformed
}

/// Reads the cells of one date field.
///
/// It is a plain value without references, for it is used for every cell: two cores that count the references to one
/// object slow each other down.
struct DateReader: Sendable {
  static let mostPatterns = 8

  private let fixed: FixedDate
  private let count: Int
  private let patterns: InlineArray<8, DatePattern>
  /// Whether a day with a time is read as both, for one who knows whose day it is.
  var keepsTimes = false

  /// - Precondition: There are one to `mostPatterns` patterns.
  init(_ all: [DatePattern]) {
    precondition((1...DateReader.mostPatterns).contains(all.count))
    fixed = FixedDate(all[0])
    count = all.count
    var patterns = InlineArray<8, DatePattern>(repeating: DatePattern())
    for index in all.indices { patterns[index] = all[index] }
    self.patterns = patterns
  }

  /// The patterns, in the order in which they are tried.
  var all: [DatePattern] { (0..<count).map { patterns[$0] } }

  /// The date in a cell that has no spaces around it.
  @inline(__always)
  func read(_ bytes: Span<UInt8>) -> DateReading {
    if let date = fixed.read(bytes) { return .date(date) }
    return readByPattern(bytes)
  }

  /// The first date that a pattern reads; where none does, the reading that comes closest.
  @inline(never)
  private func readByPattern(_ bytes: Span<UInt8>) -> DateReading {
    var closest = DateReading.malformed
    for index in 0..<count {
      let pattern = patterns[index]
      guard bytes.count >= Int(pattern.fewest), bytes.count <= Int(pattern.most) else { continue }
      let reading = DateSteps.reading(pattern.steps, bytes, keepsTimes: keepsTimes)
      switch reading {
      case .date, .moment: return reading
      case .impossible, .implausible, .malformed: break
      }
      if closest == .malformed { closest = reading }
    }
    return closest
  }
}
