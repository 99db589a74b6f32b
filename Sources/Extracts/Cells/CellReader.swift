internal import Tables
internal import Values

/// What one cell says.
enum CellReading: Hashable {
  /// A text: the bytes that were read, without the spaces around them.
  case text
  /// A text of a closed list, by its number in the night's pool.
  case code(TextCode)
  case scaled(Int64)
  case day(Int32)
  case flag(Bool)
  /// Nothing, whatever that means for the field.
  case empty(CellState)
  case fault(CellFault)
}

/// A text of a field's closed list.
struct ListedValue: Sendable {
  let bytes: [UInt8]
  let code: TextCode

  init(_ text: String, code: TextCode) {
    bytes = Array(NormalText.normal(text).utf8)
    self.code = code
  }
}

/// Why a cell does not fit its field.
enum CellFault: Hashable {
  case notText
  case zeroByte
  case blank
  case notListed
  case notNumber
  case tooPrecise
  case tooLarge
  case notDate
  case impossibleDate
  case implausibleDate
  case notBoolean
  /// An error of a spreadsheet.
  case error
  /// A formula that nobody has calculated.
  case noResult
  /// A cell of a workbook that is not what the workbook says it is.
  case malformed
}

extension CellFault {
  /// What a cell of a workbook has that has no value, by what ``SheetCells`` writes for it.
  init(ofFaulty text: Span<UInt8>) {
    switch text.isEmpty ? 0 : text[0] {
    case SheetCells.noResult: self = .noResult
    case SheetCells.malformed: self = .malformed
    default: self = .error
    }
  }
}

/// Reads the cells of one bound field, one at a time: the definition of what a cell says.
struct CellReader: Sendable {
  /// How a field's cells are read.
  enum Kind: Sendable {
    case text
    case code([ListedValue])
    case number(NumberReader, native: NumberReader)
    case date(DateReader)
    case boolean
  }

  let kind: Kind
  let blanks: BlankTexts
  private let blank: BlankMeaning
  var encoding: TextEncoding
  private let zone: DayZone?
  var delimiter: LongDelimiter?

  /// Creates the reader of a field; a field of the key cannot be blank, unless that is an answer.
  init(field: Field, isKey: Bool, binding: Binding, pool: TextPool) {
    kind =
      switch field.type {
      case .text: .text
      case .code: .code(field.values.map { ListedValue($0, code: pool.code(for: $0)) })
      case .number, .money:
        .number(
          NumberReader(format: binding.numbers(of: field), scale: field.type.scale ?? 0),
          native: NumberReader(format: NumberFormat(), scale: field.type.scale ?? 0)
        )
      case .date: .date(binding.dateReader(of: field))
      case .boolean: .boolean
      }
    zone = binding.zone
    delimiter = binding.longDelimiter
    blank = isKey && field.blank == .unknown ? .refused : field.blank
    blanks = BlankTexts(binding.blanks)
    encoding = binding.encoding == .windows1252 ? .windows1252 : .utf8
  }

  /// What an empty cell says.
  var empty: CellReading {
    switch blank {
    case .answer: .empty(.blank)
    case .unknown: .empty(.unknown)
    case .refused: .fault(.blank)
    }
  }

  /// The state of an empty cell; nil where there must be none.
  var emptyState: CellState? {
    if case .empty(let state) = empty { state } else { nil }
  }

  /// What a cell of a block says.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - bytes: The block's bytes.
  ///   - text: Takes the cell's text as UTF-8, without the spaces around it.
  /// - Returns: What it says; a text is what `text` then holds.
  func read(_ cell: CellBytes, in bytes: Span<UInt8>, text: inout [UInt8]) -> CellReading {
    switch cell.form {
    case .absent: return .empty(.unknown)
    case .faulty: return .fault(CellFault(ofFaulty: bytes.extracting(cell.range)))
    case .plain where cell.count == 0: return empty
    case .plain, .doubledQuotes:
      let isText = CellText.decode(
        bytes.extracting(cell.range),
        encoding: encoding,
        delimiter: delimiter,
        hasDoubledQuotes: cell.form == .doubledQuotes,
        into: &text
      )
      guard isText else { return .fault(.notText) }
      let range = CellText.trimmed(text.span)
      text.removeLast(text.count - range.upperBound)
      text.removeFirst(range.lowerBound)
      if !NormalText.isNormal(text.span) { text = NormalText.normal(text.span) }
      return text.contains(0) ? .fault(.zeroByte) : read(text.span)
    case .number, .date:
      text.removeAll(keepingCapacity: true)
      for index in cell.range { text.append(bytes[index]) }
      return readNative(text.span, isDate: cell.form == .date)
    }
  }

  /// What a cell says, given its text as UTF-8 without spaces around it.
  private func read(_ bytes: Span<UInt8>) -> CellReading {
    if blanks.contains(bytes) { return empty }
    switch kind {
    case .text: return .text
    case .code(let values):
      for value in values where value.bytes.span.isEqual(to: bytes) { return .code(value.code) }
      return .fault(.notListed)
    case .number(let reader, _): return CellReader.number(reader.read(bytes))
    case .date(let format): return date(format.read(bytes))
    case .boolean: return BooleanText.value(bytes).map(CellReading.flag) ?? .fault(.notBoolean)
    }
  }

  /// What a cell says that the file itself holds as a number or a day, however the source's other cells are written.
  private func readNative(_ bytes: Span<UInt8>, isDate: Bool) -> CellReading {
    switch kind {
    case .text, .code, .boolean: read(bytes)
    case .number(_, let native):
      isDate ? .fault(.notNumber) : CellReader.number(native.read(bytes))
    case .date(let format):
      date(isDate ? DateFormat.iso.read(bytes) : format.read(bytes))
    }
  }

  private static func number(_ reading: NumberReading) -> CellReading {
    switch reading {
    case .value(let value): .scaled(value)
    case .malformed: .fault(.notNumber)
    case .tooPrecise: .fault(.tooPrecise)
    case .tooLarge: .fault(.tooLarge)
    }
  }

  private func date(_ reading: DateReading) -> CellReading {
    switch reading {
    case .date(let date): CellReader.day(date)
    case .moment(let date, let second, let offset):
      CellReader.day(zone?.day(of: date, second: second, offset: offset) ?? date)
    case .impossible: .fault(.impossibleDate)
    case .implausible: .fault(.implausibleDate)
    case .malformed: .fault(.notDate)
    }
  }

  private static func day(_ date: CalendarDate) -> CellReading {
    Int32(exactly: date.dayNumber).map(CellReading.day) ?? .fault(.impossibleDate)
  }
}
