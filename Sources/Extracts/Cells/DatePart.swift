/// One step of a date pattern: what is read next.
///
/// A step is one byte, so that a whole pattern is one number and reading a cell touches no other memory; the bytes
/// of printable ASCII stand for themselves.
enum DatePart: UInt8, CaseIterable {
  case dayOpen = 1
  case day
  case monthOpen
  case month
  case monthShort
  case monthLong
  case year2
  case year4
  case hourOpen
  case hour
  case minute
  case second
  case fraction
  case halfDay
  case weekday
  case serial1900
  case serial1904
  case offset

  /// How patterns write the parts, the longer words first; `mm` after hours is minutes.
  static let words: [(word: String, part: DatePart)] = [
    ("Weekday", .weekday), ("Month", .monthLong), ("AM/PM", .halfDay), ("yyyy", .year4),
    ("Mon", .monthShort), ("fff", .fraction), ("yy", .year2), ("mm", .month), ("dd", .day),
    ("hh", .hour), ("ss", .second), ("m", .monthOpen), ("d", .dayOpen), ("h", .hourOpen),
    ("Z", .offset),
  ]

  /// How many bytes it may take.
  var width: ClosedRange<Int> {
    switch self {
    case .dayOpen, .monthOpen, .hourOpen: 1...2
    case .day, .month, .year2, .hour, .minute, .second, .halfDay: 2...2
    case .year4: 4...4
    case .monthShort: 3...4
    case .monthLong: 3...9
    case .fraction: 1...9
    case .weekday: 3...9
    case .serial1900, .serial1904: 1...24
    case .offset: 1...6
    }
  }

  /// Whether it begins with a digit.
  var takesDigits: Bool {
    switch self {
    case .monthShort, .monthLong, .halfDay, .weekday, .offset: false
    default: true
    }
  }

  /// What it tells; a pattern tells nothing twice.
  var quantity: Quantity {
    switch self {
    case .dayOpen, .day: .day
    case .monthOpen, .month, .monthShort, .monthLong: .month
    case .year2, .year4: .year
    case .hourOpen, .hour: .hour
    case .minute: .minute
    case .second: .second
    case .fraction: .fraction
    case .halfDay: .halfDay
    case .weekday: .weekday
    case .serial1900, .serial1904: .serial
    case .offset: .offset
    }
  }

  enum Quantity {
    case day, month, year, hour, minute, second, fraction, halfDay, weekday, serial, offset
  }
}

/// One way of writing a date, as up to sixteen steps; its first step is the lowest byte.
struct DatePattern: Hashable, Sendable {
  private(set) var steps: UInt128 = 0
  /// The fewest and the most bytes that a date so written has.
  private(set) var fewest: UInt8 = 0
  private(set) var most: UInt8 = 0

  /// Reads a pattern without brackets; nil where it does not tell one day, or could be read two ways.
  init?(_ text: Substring) {
    switch text {
    case "excel": self.init(steps: [DatePart.serial1900.rawValue], width: 1...24)
    case "excel 1904": self.init(steps: [DatePart.serial1904.rawValue], width: 1...24)
    default:
      guard let parts = DatePattern.parts(text) else { return nil }
      self.init(parts: parts)
    }
  }

  private enum Item {
    case part(DatePart)
    case literal(UInt8)
  }

  private static func parts(_ text: Substring) -> [Item]? {
    var items: [Item] = []
    var followsHour = false
    var rest = text
    while let byte = rest.utf8.first {
      if let (word, part) = DatePart.words.first(where: { rest.hasPrefix($0.word) }) {
        items.append(.part(part == .month && followsHour ? .minute : part))
        followsHour = part.quantity == .hour
        rest.removeFirst(word.count)
      } else {
        // Another letter is a mistake, as in MM or YYYY; T stands between the parts of ISO 8601.
        let isLetter = (0x61...0x7A).contains(byte | 0x20)
        guard (0x20..<0x7F).contains(byte), !isLetter || byte == 0x54 else {
          return nil
        }
        items.append(.literal(byte))
        rest.removeFirst()
      }
    }
    return items
  }

  private init?(parts items: [Item]) {
    let told = items.compactMap { if case .part(let part) = $0 { part.quantity } else { nil } }
    let quantities = Set(told)
    guard quantities.count == told.count, quantities.isSuperset(of: [.day, .month, .year]),
      !quantities.contains(.minute) || quantities.contains(.hour),
      !quantities.contains(.second) || quantities.contains(.minute),
      !quantities.contains(.fraction) || quantities.contains(.second),
      !quantities.contains(.halfDay) || quantities.contains(.hour),
      !quantities.contains(.offset) || quantities.contains(.hour)
    else { return nil }
    var width = (fewest: 0, most: 0)
    var isOpen = false
    var steps: [UInt8] = []
    for item in items {
      switch item {
      case .part(let part):
        if isOpen && part.takesDigits { return nil }
        isOpen = part.takesDigits && part.width.count > 1
        width = (width.fewest + part.width.lowerBound, width.most + part.width.upperBound)
        steps.append(part.rawValue)
      case .literal(let byte):
        if isOpen && (0x30...0x39).contains(byte) { return nil }
        isOpen = false
        width = (width.fewest + 1, width.most + 1)
        steps.append(byte)
      }
    }
    self.init(steps: steps, width: width.fewest...width.most)
  }

  private init?(steps bytes: [UInt8], width: ClosedRange<Int>) {
    guard bytes.count <= 16 else { return nil }
    for byte in bytes.reversed() { steps = steps << 8 | UInt128(byte) }
    (fewest, most) = (UInt8(width.lowerBound), UInt8(width.upperBound))
  }

  /// A pattern that nothing is written in.
  init() {}
}
