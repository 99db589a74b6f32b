internal import Values

/// How a source writes dates: one pattern or several, in the order in which they are tried.
///
/// A pattern is made of
/// - `d dd m mm Mon Month yy yyyy`, and the name of the day, `Weekday`, if the source writes it;
/// - the time, which is checked and then left out: `h hh`, `mm` after it, `ss`, `fff` for any digits of a second,
///   `AM/PM`, and `Z` for the offset from UTC, which is `Z` or as in `+01:00`, `+0100` and `+01`;
/// - the characters between them, of which only `T` is a letter;
/// - what may be missing, in brackets: `dd/mm/yyyy[ hh:mm[:ss]]`.
///
/// `d`, `m` and `h` take one or two digits, the others as many as they have letters; `yy` is 1970 to 2069. `excel` and
/// `excel 1904` are the day numbers of spreadsheets, of the date system from 1900 or from 1904.
///
/// Dates before 1900 and after 2199 are refused: they are slips of the keyboard, or stand for "no date", which a source
/// declares as a blank.
public struct DateFormat: Sendable {
  /// The patterns as they were declared, with "or" between them.
  public let pattern: String
  /// What reads a cell.
  let reader: DateReader

  /// `yyyy-mm-dd`.
  public static let iso: DateFormat = {
    guard let iso = DateFormat("yyyy-mm-dd") else { preconditionFailure("ISO is a pattern") }
    return iso
  }()

  /// The most ways of writing a date that a format may have; each part in brackets adds one.
  public static let mostWays = DateReader.mostPatterns

  /// Creates a format of one pattern; nil where the pattern does not name one day, one month and one year, or could be
  /// read two ways.
  public init?(_ pattern: String) {
    let ways = DateFormat.ways(pattern[...])
    guard !ways.isEmpty, ways.count <= DateFormat.mostWays else { return nil }
    var patterns: [DatePattern] = []
    for way in ways {
      guard let pattern = DatePattern(way) else { return nil }
      patterns.append(pattern)
    }
    self.pattern = pattern
    reader = DateReader(patterns)
  }

  /// Creates the format of a source that writes dates in any of these ways, the likeliest first; nil where there are
  /// none or too many.
  ///
  /// They should not contradict each other; see ``firstContradiction(among:)``.
  public init?(anyOf formats: [DateFormat]) {
    let patterns = formats.flatMap(\.reader.all)
    guard !patterns.isEmpty, patterns.count <= DateFormat.mostWays else { return nil }
    pattern = formats.map(\.pattern).joined(separator: " or ")
    reader = DateReader(patterns)
  }

  /// The pattern with each part in brackets once there and once not, the longest first; none where brackets do not
  /// match.
  private static func ways(_ pattern: Substring) -> [Substring] {
    guard let open = pattern.firstIndex(of: "[") else {
      return pattern.contains("]") ? [] : [pattern]
    }
    var depth = 0
    for index in pattern[open...].indices {
      if pattern[index] == "[" { depth += 1 }
      if pattern[index] == "]" { depth -= 1 }
      guard depth == 0 else { continue }
      let before = pattern[..<open]
      let inside = pattern[pattern.index(after: open)..<index]
      let after = pattern[pattern.index(after: index)...]
      // Each pair doubles the ways; more than a few are refused anyway.
      guard pattern.count(where: { $0 == "[" }) <= DateFormat.mostWays else { return [] }
      return ways((before + inside + after)[...]) + ways((before + after)[...])
    }
    return []
  }

  /// The date in a cell that has no spaces around it.
  @inline(__always)
  func read(_ bytes: Span<UInt8>) -> DateReading { reader.read(bytes) }
}

extension DateFormat: Hashable {
  /// Whether both were declared alike.
  public static func == (a: DateFormat, b: DateFormat) -> Bool { a.pattern == b.pattern }

  /// Hashes the patterns.
  public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
