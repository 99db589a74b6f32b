internal import Findings
internal import Rules
internal import Values
internal import Workbooks

/// Words on the page for names in rules and datasets.
struct PageWords: Sendable {
  var words: [String: String] = [:]

  /// `start_date` is "Start date" unless the layout says otherwise.
  subscript(name: String) -> String {
    if let words = words[name] { return words }
    let text = name.split(separator: "_").joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The word as it stands within a line.
  func inLine(_ name: String) -> String {
    guard let words = words[name] else {
      return name.split(separator: "_").joined(separator: " ")
    }
    // "Payment run" is "payment run" there, and "GL" is "GL".
    let second = words.dropFirst().first
    return second?.isLowercase == true ? words.prefix(1).lowercased() + words.dropFirst() : words
  }
}

extension Shown {
  /// The value as a cell.
  var cell: Cell {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .money(let number): .money(number)
    case .date(let day): .date(day)
    case .boolean(let flag): .boolean(flag)
    case .empty: .empty
    }
  }

  /// The value within a line.
  var words: String { String(writing: { $0.append(inLine: self) }) }
}

extension Location {
  /// The place as readers look it up.
  var words: String { String(writing: { $0.append(self) }) }
}

extension Severity {
  /// The importance in the colours of its rank.
  var cell: Cell {
    .toned(tone, .text(heading))
  }

  /// The word at the head of a column.
  var heading: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  private var tone: Tone {
    switch self {
    case .critical: .critical
    case .high: .high
    case .medium: .medium
    case .low: .low
    case .info: .muted
    }
  }
}

extension Decimal {
  /// Pounds of pence.
  init(pence: Int128) {
    self.init(coefficient: pence, exponent: -2)
  }

  /// The sum of amounts of money.
  static func sum(_ amounts: some Sequence<Decimal>) -> Decimal {
    amounts.reduce(Decimal(pence: 0)) { $0.plus($1) }
  }

  /// The sum of two amounts of money, which are far too small to overflow.
  func plus(_ other: Decimal) -> Decimal {
    guard let sum = try? adding(other) else {
      preconditionFailure("amounts of money do not reach the end of the numbers")
    }
    return sum
  }
}

/// A count with its noun: "1 rule", "1,234 rules".
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count.grouped) \(count == 1 ? noun : plural ?? noun + "s")"
}
