internal import Findings
internal import Values

/// A date in the names of a source's files, and how near it must be to the day of the audit.
public struct NameDate: Hashable, Sendable, CustomStringConvertible {
  /// How the date is written.
  public let format: DateFormat
  /// How many days it may lie before or after the day of the audit.
  public let days: Int
  private let before: String
  private let after: CellPattern

  /// Creates a date in names; nil where the pattern does not hold `{date}` once, or has a `*` before it.
  ///
  /// - Parameters:
  ///   - pattern: A file's name with `{date}` in it and any number of `*` after that: `payments_{date}.csv*`.
  ///   - format: How the date is written.
  ///   - days: How many days it may lie before or after the day of the audit.
  public init?(_ pattern: String, written format: DateFormat, within days: Int) {
    let parts = pattern.split(separator: "{date}", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].contains("*") else { return nil }
    before = String(parts[0])
    after = CellPattern(unchecked: String(parts[1]))
    self.format = format
    self.days = days
  }

  /// The days allowed.
  public var description: String { "within \(counted(days, "day")) of the day of the audit" }

  /// The date in a file's name; nil where there is none.
  func date(in name: String) -> CalendarDate? {
    let bytes = Array(name.utf8)
    let start = before.utf8.count
    guard bytes.starts(with: before.utf8), bytes.count > start else { return nil }
    for end in (start + 1...bytes.count).reversed()
    where after.matches(bytes.span.extracting(end...)) {
      if case .date(let date) = format.read(bytes.span.extracting(start..<end)) { return date }
    }
    return nil
  }

  /// Whether the newest of the files is of about the day of the audit.
  func check(_ names: [String], asAt: CalendarDate) -> Verdict {
    let dated = names.map { (name: $0, date: date(in: $0.fileName)) }
    if let undated = dated.first(where: { $0.date == nil }) {
      return (.refused, "\(undated.name) has no date in its name where one is declared")
    }
    let newest = dated.compactMap { file in file.date.map { (file.name, $0) } }
      .max { $0.1 < $1.1 }
    guard let (name, date) = newest else { return (.refused, "there is no file") }
    let isNear = abs(date.dayNumber - asAt.dayNumber) <= days
    return (isNear ? .passed : .refused, "\(name) is of \(date)")
  }
}
