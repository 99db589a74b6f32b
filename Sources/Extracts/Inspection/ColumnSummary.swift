internal import Values

extension ColumnTally {
  /// What the column holds.
  ///
  /// - Parameters:
  ///   - heading: Its heading.
  ///   - isPersonal: Whether its heading says that it may say something of a person.
  ///   - isSheet: Whether it is on a sheet of a workbook.
  /// - Returns: What to show of it.
  func profile(heading: String, isPersonal: Bool, isSheet: Bool) -> ColumnProfile {
    let content = content
    // A text that is not one of a few could be anything, so it counts as personal.
    let isMasked =
      switch content {
      case .text: true
      case .whole: isPersonal || looksLikeNumberOfPerson
      default: isPersonal
      }
    // A day that no audit meets stands for none where it comes again; once, it may be a slip in somebody's own.
    let words = blankWords.filter {
      !isMasked || $0.count > 1 || WrittenDate($0.word.span) == nil
    }
    var profile = ColumnProfile(
      heading: heading,
      isMasked: isMasked,
      content: content,
      filled: filled,
      distinct: distinct.isBeyondLimit ? .moreThan(DistinctValues.limit) : .exactly(distinct.count),
      values: [],
      shapes: [],
      blankWords: words.map { (String(decoding: $0.word, as: UTF8.self), $0.count) },
      impossibleDates: dateStyles.reduce(blankWords.count - words.count) { $0 + $1.impossible },
      neededDigits: numbers.neededDigits,
      numbersAsText: isSheet ? numbers.kind.count - numbers.stored : 0,
      datesAsText: isSheet ? dates.count : 0,
      exceptions: exceptions(content),
      unreadForms: unreadForms
    )
    switch content {
    case .text, .code:
      profile.hasNames = kept.contains { text in
        !text.contains { $0 &- 0x30 < 10 } && NoDataMark(text.span) == nil
      }
    default: break
    }
    if isMasked {
      profile.shapes = shapes
    } else {
      show(content, in: &profile)
    }
    return profile
  }

  /// Most cells, not all: a few that do not fit are exceptions, and more of them make it a text.
  private static func isMost(_ count: Int, of all: Int) -> Bool {
    count * 5 >= all * 4
  }

  private var content: ColumnProfile.Content {
    if filled == 0 { return .blank }
    if ColumnTally.isMost(dates.count + days.count + dayNumbers, of: filled) {
      let styles = dateStyles.sorted { $0.count > $1.count }
      return .date(
        patterns: styles.map(\.pattern) + (dayNumbers > 0 ? ["excel"] : []),
        isAmbiguous: styles.contains(where: \.isAmbiguous)
      )
    }
    let isIdentifier = numbers.style.contains(.leadingZeros) && numbers.compactDays == nil
    if ColumnTally.isMost(numbers.kind.count, of: filled), !isIdentifier {
      if isBoolean { return .boolean }
      return numbers.fractions > 0
        ? .decimal(digits: numbers.digits, numbers.style) : .whole(numbers.style)
    }
    if isBoolean { return .boolean }
    // Each must come again; otherwise a short list of names would be a code.
    let isRepeated = !distinct.isBeyondLimit && distinct.count * 5 <= filled
    return isRepeated && distinct.count <= ColumnTally.keptValues && !isIdentifier
      && longest <= ColumnTally.keptBytes
      ? .code : .text(longest: longest)
  }

  /// How many numbers are the days of a spreadsheet, among dates that are written otherwise: all of them, or none.
  private var dayNumbers: Int {
    // A few among many dates are more likely slips.
    let isUsual = numbers.kind.count * 20 >= filled && (dates.count + days.count) * 5 >= filled
    return isUsual && numbers.serialDays != nil ? numbers.kind.count : 0
  }

  private var isBoolean: Bool {
    let words = Set(kept.map { String(decoding: $0, as: UTF8.self).lowercased() })
    guard !distinct.isBeyondLimit, distinct.count == kept.count, words.count <= 2, filled > 2 else {
      return false
    }
    return [["yes", "no"], ["y", "n"], ["true", "false"], ["1", "0"]]
      .contains { words == Set($0) }
  }

  /// Ten or eleven digits: a telephone number, or one by which a health service knows people.
  private var looksLikeNumberOfPerson: Bool {
    guard let range = numbers.range else { return false }
    let unit = WrittenNumber.unit
    return range.upperBound >= 1_000_000_000 * unit && range.upperBound < 100_000_000_000 * unit
  }

  private func exceptions(_ content: ColumnProfile.Content) -> ColumnProfile.Exceptions? {
    let others: [KindTally]
    switch content {
    case .date: others = [texts, faults] + (dayNumbers > 0 ? [] : [numbers.kind])
    case .whole, .decimal: others = [texts, dates, faults]
    case .text, .code, .boolean: others = [faults]
    case .blank: return nil
    }
    guard let first = others.filter({ $0.count > 0 }).min(by: { $0.line < $1.line }) else {
      return nil
    }
    return .init(
      count: others.reduce(0) { $0 + $1.count },
      line: first.line,
      shape: Pattern.of(String(decoding: first.first, as: UTF8.self))
    )
  }

  private var shapes: [String] {
    var seen: Set<String> = []
    return kept.map { Pattern.of(String(decoding: $0, as: UTF8.self)) }
      .filter { seen.insert($0).inserted }
  }

  private func show(_ content: ColumnProfile.Content, in profile: inout ColumnProfile) {
    switch content {
    case .whole, .decimal:
      if let range = numbers.range {
        profile.range = (text(range.lowerBound), text(range.upperBound))
      }
      profile.total = numbers.total.map(text)
      profile.numberedDays =
        numbers.compactDays ?? numbers.serialDays.map { ($0, "excel") }
    case .date:
      let ranges =
        dateStyles.compactMap(\.range)
        + [days.range, dayNumbers > 0 ? numbers.serialDays : nil].compactMap(\.self)
      if let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() {
        profile.range = (first.description, last.description)
        profile.days = first...last
      }
    case .code, .boolean:
      profile.values = kept.map { String(decoding: $0, as: UTF8.self) }.sorted()
    case .blank, .text: break
    }
  }

  /// A number with commas, and as many digits after the point as the column has.
  private func text(_ value: Int128) -> String {
    let digits = String(value.magnitude)
    let padded =
      String(repeating: "0", count: max(0, WrittenNumber.scale + 1 - digits.count)) + digits
    let whole = Array(padded.dropLast(WrittenNumber.scale))
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let fraction = padded.suffix(WrittenNumber.scale).prefix(numbers.digits)
    return (value < 0 ? "-" : "") + grouped + (fraction.isEmpty ? "" : "." + fraction)
  }
}
