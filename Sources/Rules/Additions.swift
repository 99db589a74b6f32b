public import Feel
internal import Values

/// The functions that rules have beside FEEL's own.
public enum Additions {
  /// FEEL's standard functions and ours.
  ///
  /// - Parameter weeksPerYear: What `annualised` multiplies by, as a fraction: 52 / 1, or 365 / 7.
  /// - Returns: The functions.
  public static func library(weeksPerYear: Fraction) -> Library {
    Library.standard.adding([
      daysInCommon, daysBetween, total, annualised(weeksPerYear), financialYear, normaliseName,
      first, pounds, extractPeriod,
    ])
  }

  /// `extract period("payments")`: the days that a dataset's extract covers; all time where nothing is said.
  ///
  /// The engine answers it, who knows the extracts.
  public static let extractPeriod = FeelFunction(
    "extract period",
    [.init("dataset", .string)],
    resultType: { _ in .range(.date) }
  ) { _ in .null }

  /// A fraction of whole numbers.
  public struct Fraction: Hashable, Sendable {
    /// Above the line.
    public var numerator: Int
    /// Below the line; not 0.
    public var denominator: Int

    /// Creates a fraction.
    public init(_ numerator: Int, _ denominator: Int) {
      self.numerator = numerator
      self.denominator = denominator
    }

    /// 52 weeks a year.
    public static let fiftyTwoWeeks = Fraction(52, 1)
  }

  /// Days that lie in all of the ranges; 0 when there is none; null when they are endless.
  private static let daysInCommon = FeelFunction(
    "days in common",
    [.init("ranges", .range(.date))],
    isVariadic: true,
    resultType: { _ in .number }
  ) { arguments in
    var first = Int.min
    var last = Int.max
    for argument in arguments {
      guard case .range(let range) = argument else { return .null }
      if let lower = range.lower {
        guard case .date(let day) = lower else { return .null }
        first = max(first, day.dayNumber + (range.lowerIncluded ? 0 : 1))
      }
      if let upper = range.upper {
        guard case .date(let day) = upper else { return .null }
        last = min(last, day.dayNumber - (range.upperIncluded ? 0 : 1))
      }
    }
    if first > last { return .number(.zero) }
    guard first != .min, last != .max else { return .null }
    return .number(Decimal(last - first + 1))
  }

  /// Days from the first date to the second; negative where the second is earlier.
  private static let daysBetween = FeelFunction(
    "days between",
    [.init("from", .date), .init("to", .date)],
    resultType: { _ in .number }
  ) { arguments in
    guard case .date(let from) = arguments[0], case .date(let to) = arguments[1] else {
      return .null
    }
    return .number(Decimal(to.dayNumber - from.dayNumber))
  }

  /// The sum of a list of numbers; 0 when it is empty.
  private static let total = FeelFunction(
    "total",
    [.init("list", .list(.number))],
    resultType: { _ in .number }
  ) { arguments in
    guard case .list(let items) = arguments[0] else { return .null }
    return items.reduce(Value.number(.zero)) { Operations.arithmetic(.add, $0, $1) }
  }

  /// A weekly amount as a yearly one.
  private static func annualised(_ weeks: Fraction) -> FeelFunction {
    FeelFunction("annualised", [.init("weekly", .number)], resultType: { _ in .number }) {
      let product = Operations.arithmetic(.multiply, $0[0], .number(Decimal(weeks.numerator)))
      return weeks.denominator == 1
        ? product : Operations.arithmetic(.divide, product, .number(Decimal(weeks.denominator)))
    }
  }

  /// The financial year of a day, 1 April to 31 March: "2024-25".
  private static let financialYear = FeelFunction(
    "financial year",
    [.init("date", .date)],
    resultType: { _ in .string }
  ) { arguments in
    guard case .date(let day) = arguments[0] else { return .null }
    let start = day.month >= 4 ? day.year : day.year - 1
    let end = (start + 1) % 100
    return .string("\(start)-\(end < 10 ? "0" : "")\(end)")
  }

  /// A name for comparison: lower case, letters and digits only, without a closing limited, ltd, plc or llp.
  private static let normaliseName = FeelFunction(
    "normalise name",
    [.init("text", .string)],
    resultType: { _ in .string }
  ) { arguments in
    guard case .string(let text) = arguments[0] else { return .null }
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else if character == "&" {
        words.append(contentsOf: [word, "and"])
        word = ""
      } else if character != "'" && character != "’" && character != "." {
        words.append(word)
        word = ""
      }
    }
    words.append(word)
    words.removeAll { $0.isEmpty || $0 == "the" }
    while let last = words.last, ["limited", "ltd", "plc", "llp", "cic"].contains(last) {
      words.removeLast()
    }
    return .string(words.joined(separator: " "))
  }

  /// The first item of a list; null when it is empty.
  private static let first = FeelFunction(
    "first",
    [.init("list", .list(.any))],
    resultType: { types in
      guard case .list(let item) = types[0] else { return .any }
      if case .nullable = item { return item }
      return item == .any ? .any : .nullable(item)
    }
  ) { arguments in
    guard case .list(let items) = arguments[0] else { return .null }
    return items.first ?? .null
  }

  /// A number as pounds and pence: "1,234.50".
  private static let pounds = FeelFunction(
    "pounds",
    [.init("number", .number)],
    resultType: { _ in .string }
  ) { arguments in
    guard case .number(let number) = arguments[0], let text = number.poundsAndPence else {
      return .null
    }
    return .string(text)
  }
}
