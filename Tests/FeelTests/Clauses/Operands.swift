/// A value of each type that an expression can write, for tables of all pairs.
enum Operand: String, CaseIterable {
  case number = "2"
  case string = "\"a\""
  case boolean = "true"
  case date = "@\"2024-03-15\""
  /// A date and time on no particular clock.
  case moment = "@\"2024-03-15T10:00:00\""
  case time = "@\"10:00:00\""
  case days = "@\"P1DT2H\""
  case months = "@\"P1Y2M\""
  case list = "[1]"
  case context = "{a: 1}"
  case range = "[1..2]"
  case function = "(function(x) x)"
  case null

  /// How it is written.
  var text: String { rawValue }

  /// Whether `<` is defined for its type (table 54).
  var isOrdered: Bool {
    switch self {
    case .number, .string, .date, .moment, .time, .days, .months: true
    case .boolean, .list, .context, .range, .function, .null: false
    }
  }

  /// All pairs, each in both orders.
  static var pairs: [(Operand, Operand)] {
    allCases.flatMap { first in allCases.map { (first, $0) } }
  }
}
