internal import Values

/// What the text of a cell in a file stands for (ECMA-376 part 1, 18.18.11).
enum CellType {
  case number
  case sharedText
  case inlineText
  case formulaText
  case boolean
  case error
  case date
  case unknown

  init(utf8 text: Span<UInt8>) {
    if text.count == 1 {
      switch text[0] {
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "s"): self = .sharedText
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: self = .unknown
      }
    } else {
      switch String(copying: text) {
      case "str": self = .formulaText
      case "inlineStr": self = .inlineText
      default: self = .unknown
      }
    }
  }
}

extension CellType {
  /// What a text of this type says; nil where it says nothing.
  ///
  /// Shared texts are not looked up here.
  func value(_ text: Span<UInt8>, as kind: FormatKind, in system: DateSystem) -> CellValue? {
    switch self {
    case .inlineText, .formulaText: return .text(EscapedText.decode(text))
    case .number:
      let digits = text.extracting(CellType.trimmed(text))
      if digits.isEmpty { return nil }
      guard let number = Number(utf8: digits) else { return malformed(text) }
      return SerialDate.value(number, as: kind, in: system)
    case .boolean:
      if text.isEmpty { return nil }
      return text.isTrue.map(CellValue.boolean) ?? malformed(text)
    case .error: return text.isEmpty ? nil : .error(EscapedText.decode(text))
    case .date:
      if text.isEmpty { return nil }
      return CellType.moment(String(copying: text)) ?? malformed(text)
    case .sharedText, .unknown: return malformed(text)
    }
  }

  private func malformed(_ text: Span<UInt8>) -> CellValue {
    .fault(.malformed(String(copying: text.extracting(first: 100))))
  }

  /// The bytes without the spaces and line ends that XML Schema allows around a number.
  private static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
    var range = text.indices
    while let first = range.first, text[first] <= 0x20 { range.removeFirst() }
    while let last = range.last, text[last] <= 0x20 { range.removeLast() }
    return range
  }

  /// A day, a time or both as ISO 8601 writes them, which only the strict edition does.
  private static func moment(_ text: String) -> CellValue? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    switch parts.count {
    case 1 where text.contains(":"): return time(parts[0]).map(CellValue.time)
    case 1: return CalendarDate(iso: text).map(CellValue.date)
    case 2:
      guard let date = CalendarDate(iso: String(parts[0])), let time = time(parts[1]) else {
        return nil
      }
      return time.nanosecond == 0
        ? .date(date) : .dateAndTime(DateAndTime(date: date, time: time))
    default: return nil
    }
  }

  /// A time such as `12:30` or `12:30:00.5`; spreadsheets know no zones, so a `Z` says nothing.
  private static func time(_ text: Substring) -> TimeOfDay? {
    let fields = (text.last == "Z" ? text.dropLast() : text).split(separator: ":")
    guard fields.count == 2 || fields.count == 3, let hours = Int(fields[0]),
      let minutes = Int(fields[1]), (0..<24).contains(hours), (0..<60).contains(minutes),
      let seconds = fields.count == 2 ? .zero : Decimal(String(fields[2])), !seconds.isNegative,
      let milliseconds = try? seconds.rounded(toScale: 3, .halfUp).scaled(toScale: 3),
      milliseconds < 60_000
    else { return nil }
    return TimeOfDay(
      nanosecond: (Int64(hours * 60 + minutes) * 60_000 + milliseconds) * 1_000_000
    )
  }
}

extension Span<UInt8> {
  /// Whether the bytes say yes, as XML Schema writes it; nil where they say neither yes nor no.
  var isTrue: Bool? {
    switch count == 1 ? self[0] : 0 {
    case UInt8(ascii: "1"): return true
    case UInt8(ascii: "0"): return false
    default:
      let word = String(copying: self)
      return word == "true" ? true : word == "false" ? false : nil
    }
  }
}

extension String {
  /// The bytes as text.
  init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
