internal import Extracts
internal import Tables

/// How the dates or the numbers of some fields are written: what the source says, and the fields that differ from it.
struct WrittenForms<Form: Hashable> {
  /// What the source says; nil where nothing need be said.
  private(set) var common: Form?
  /// The fields that are written otherwise.
  private(set) var own: [Int: Form] = [:]

  /// The form that most fields have is the source's; of equally frequent ones, that of the first field.
  init(_ forms: [(field: Int, form: Form)]) {
    var counts: [Form: Int] = [:]
    for (_, form) in forms { counts[form, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    common = forms.first { counts[$0.form] == most }?.form
    for (field, form) in forms where form != common { own[field] = form }
  }
}

/// How dates are written, as `dates` in the configuration says it.
struct DatesForm: Hashable {
  /// The patterns that can stand together, the most frequent first.
  var patterns: [String] = []
  /// Patterns that read the same text as another day than one before them, or for which there is no format.
  var others: [String] = []

  init(_ columns: [ColumnProfile]) {
    var formats: [DateFormat] = []
    for pattern in columns.flatMap(\.datePatterns)
    where !patterns.contains(pattern) && !others.contains(pattern) {
      if let format = DateFormat(pattern), DateFormat(anyOf: formats + [format]) != nil,
        DateFormat.contradiction(among: formats + [format]) == nil
      {
        formats.append(format)
        patterns.append(pattern)
      } else {
        others.append(pattern)
      }
    }
  }

  /// Whether there is nothing to say.
  var isDefault: Bool { patterns.isEmpty || patterns == [DateFormat.iso.pattern] }

  var text: String {
    let list = patterns.map { YAMLText.scalar($0) }
    return list.count == 1 ? list[0] : "[\(list.joined(separator: ", "))]"
  }
}

/// How numbers are written, as `numbers` in the configuration says it.
struct NumbersForm: Hashable {
  var thousands: String?
  /// Whether a comma stands before the pence.
  var hasDecimalComma = false
  var currencies: [String] = []
  var negatives: [String] = []

  init(_ columns: [ColumnProfile]) {
    let style = columns.reduce(into: NumberStyle()) { $0.formUnion($1.numberStyle) }
    hasDecimalComma = style.contains(.decimalComma)
    thousands =
      hasDecimalComma && style.contains(.points)
      ? "."
      : style.contains(.apostrophes)
        ? "'"
        : style.contains(.spaces) ? " " : !hasDecimalComma && style.contains(.commas) ? "," : nil
    currencies = Array(style.currencies.prefix(NumberFormat.mostCurrencies.count))
    if style.contains(.parentheses) { negatives.append("parentheses") }
    if style.contains(.trailingMinus) { negatives.append("trailing minus") }
    if !style.isDisjoint(with: [.credit, .debit]) { negatives.append("CR") }
  }

  /// Whether there is nothing to say.
  var isDefault: Bool {
    thousands == nil && !hasDecimalComma && currencies.isEmpty && negatives.isEmpty
  }

  var text: String {
    var parts: [String] = []
    if let thousands { parts.append("thousands: \(YAMLText.scalar(thousands, quoted: true))") }
    if hasDecimalComma { parts.append("decimal: ','") }
    if !currencies.isEmpty {
      let list = currencies.map { YAMLText.scalar($0) }
      parts.append("currency: " + (list.count == 1 ? list[0] : "[\(list.joined(separator: ", "))]"))
    }
    if !negatives.isEmpty { parts.append("negatives: [\(negatives.joined(separator: ", "))]") }
    return "{ \(parts.joined(separator: ", ")) }"
  }
}

extension ColumnProfile {
  /// How its numbers are written; nothing where it has none.
  var numberStyle: NumberStyle {
    switch content {
    case .whole(let style), .decimal(_, let style): style
    default: []
    }
  }

  /// How its dates are written, if it is to fill a field of dates; nothing where a workbook holds them as days.
  var datePatterns: [String] {
    switch content {
    case .date(let patterns, _): patterns
    // A workbook's own numbers are read by `dates`, too, where they are not shown as days.
    default: numberedDays.map { [$0.pattern] } ?? []
    }
  }
}
