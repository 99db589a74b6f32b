internal import Values

/// How a source writes dates: a pattern of `d dd m mm Mon Month yy yyyy` and the characters between them.
///
/// `d` and `m` take one or two digits, `dd` and `mm` exactly two; `yy` is 1970 to 2069.
public struct DateFormat: Hashable, Sendable {
  fileprivate enum Part: Hashable, Sendable {
    case day(fewest: Int)
    case month(fewest: Int)
    case monthName(isShort: Bool)
    case year(digits: Int)
    case literal(UInt8)
  }

  /// The pattern as it was declared.
  public let pattern: String
  private let parts: [Part]

  /// `yyyy-mm-dd`.
  public static let iso = DateFormat(
    pattern: "yyyy-mm-dd",
    parts: [
      .year(digits: 4), .literal(UInt8(ascii: "-")), .month(fewest: 2), .literal(UInt8(ascii: "-")),
      .day(fewest: 2),
    ]
  )

  private init(pattern: String, parts: [Part]) {
    self.pattern = pattern
    self.parts = parts
  }

  /// Creates a format; nil where the pattern does not name one day, one month and one year, or could be read two ways.
  public init?(_ pattern: String) {
    let words: [(String, Part)] = [
      ("yyyy", .year(digits: 4)), ("yy", .year(digits: 2)),
      ("Month", .monthName(isShort: false)), ("Mon", .monthName(isShort: true)),
      ("mm", .month(fewest: 2)), ("m", .month(fewest: 1)),
      ("dd", .day(fewest: 2)), ("d", .day(fewest: 1)),
    ]
    var parts: [Part] = []
    var rest = pattern[...]
    while let first = rest.utf8.first {
      if let (word, part) = words.first(where: { rest.hasPrefix($0.0) }) {
        parts.append(part)
        rest.removeFirst(word.count)
      } else {
        guard first < 0x80 else { return nil }
        parts.append(.literal(first))
        rest.removeFirst()
      }
    }
    let order = parts.compactMap { part in
      switch part {
      case .day: "day"
      case .month, .monthName: "month"
      case .year: "year"
      case .literal: nil
      }
    }
    guard order.sorted() == ["day", "month", "year"] else { return nil }
    for (part, next) in zip(parts, parts.dropFirst()) where part.hasOpenWidth && next.takesDigits {
      return nil
    }
    self.init(pattern: pattern, parts: parts)
  }
}

extension DateFormat.Part {
  /// Whether it may take one digit or two.
  var hasOpenWidth: Bool {
    self == .day(fewest: 1) || self == .month(fewest: 1)
  }

  /// Whether it may begin with a digit.
  var takesDigits: Bool {
    switch self {
    case .day, .month, .year: true
    case .monthName: false
    case .literal(let byte): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }
}

/// What a cell says as a date.
enum DateReading: Hashable {
  case date(CalendarDate)
  /// It is written as declared, but there is no such day.
  case impossible
  /// It is not written as declared.
  case malformed
}

extension DateFormat {
  private static let monthNames: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  /// The date in a cell that has no spaces around it.
  func read(_ bytes: Span<UInt8>) -> DateReading {
    var index = 0
    var (year, month, day) = (0, 0, 0)
    for part in parts {
      switch part {
      case .literal(let byte):
        guard index < bytes.count, bytes[index] == byte else { return .malformed }
        index += 1
      case .day(let fewest):
        guard let value = DateFormat.digits(bytes, &index, fewest...2) else { return .malformed }
        day = value
      case .month(let fewest):
        guard let value = DateFormat.digits(bytes, &index, fewest...2) else { return .malformed }
        month = value
      case .monthName(let isShort):
        guard let value = DateFormat.month(bytes, &index, isShort: isShort) else {
          return .malformed
        }
        month = value
      case .year(let count):
        guard let value = DateFormat.digits(bytes, &index, count...count) else { return .malformed }
        year = count == 4 ? value : value + (value < 70 ? 2000 : 1900)
      }
    }
    guard index == bytes.count else { return .malformed }
    return CalendarDate(year: year, month: month, day: day).map(DateReading.date) ?? .impossible
  }

  private static func digits(
    _ bytes: Span<UInt8>,
    _ index: inout Int,
    _ count: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var taken = 0
    while taken < count.upperBound, index < bytes.count, bytes[index] >= UInt8(ascii: "0"),
      bytes[index] <= UInt8(ascii: "9")
    {
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
      taken += 1
    }
    return taken >= count.lowerBound ? value : nil
  }

  private static func month(_ bytes: Span<UInt8>, _ index: inout Int, isShort: Bool) -> Int? {
    for (position, name) in monthNames.enumerated() {
      let length = isShort ? 3 : name.count
      guard index + length <= bytes.count else { continue }
      var matches = true
      // Setting the sixth bit makes an ASCII letter small.
      for offset in 0..<length where bytes[index + offset] | 0x20 != name[offset] {
        matches = false
      }
      guard matches else { continue }
      index += length
      return position + 1
    }
    return nil
  }
}
