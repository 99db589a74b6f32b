internal import Tables
internal import Values

/// What one cell says.
enum CellReading {
  case cell(Cell)
  case fault(CellFault)
}

/// Why a cell does not fit its field.
enum CellFault: Hashable {
  case notText
  case blank
  case notListed
  case notNumber
  case tooPrecise
  case tooLarge
  case notDate
  case impossibleDate
  case implausibleDate
  case notBoolean
}

/// Reads the cells of one bound field; a class, so that it is not copied for every cell.
final class CellReader {
  private enum Kind {
    case text
    case pseudonym(Pseudonyms)
    case code([(bytes: [UInt8], code: TextCode)])
    case number(NumberReader)
    case date(DateReader)
    case boolean
  }

  private let kind: Kind
  private let blank: BlankMeaning
  private let blanks: BlankTexts
  private let pool: TextPool

  /// Creates the reader of a field; a field of the key cannot be blank, unless that is an answer.
  init(field: Field, isKey: Bool, binding: Binding, pseudonyms: Pseudonyms?, pool: TextPool) {
    kind =
      switch field.type {
      case .text: pseudonyms.map(Kind.pseudonym) ?? .text
      case .code: .code(field.values.map { (Array($0.utf8), pool.code(for: $0)) })
      case .number(let scale):
        .number(NumberReader(format: binding.numbers(of: field), scale: scale))
      case .money: .number(NumberReader(format: binding.numbers(of: field), scale: 2))
      case .date: .date(binding.dates(of: field).reader)
      case .boolean: .boolean
      }
    blank = isKey && field.blank == .unknown ? .refused : field.blank
    blanks = BlankTexts(binding.blanks)
    self.pool = pool
  }

  /// The cell of a field that the source does not deliver.
  var absent: Cell {
    if case .answer = blank { .blank } else { .unknown }
  }

  /// What a cell says, given its text as UTF-8.
  func read(_ cell: Span<UInt8>) -> CellReading {
    let bytes = cell.extracting(CellText.trimmed(cell))
    guard NormalText.isNormal(bytes) else {
      let text = NormalText.normal(bytes)
      return readNormal(text.span)
    }
    return readNormal(bytes)
  }

  /// What a cell says without spaces around it, in Unicode's normal form C.
  private func readNormal(_ bytes: Span<UInt8>) -> CellReading {
    if blanks.contains(bytes) {
      return switch blank {
      case .answer: .cell(.blank)
      case .unknown: .cell(.unknown)
      case .refused: .fault(.blank)
      }
    }
    switch kind {
    case .text: return .cell(.text(pool.code(forUTF8: bytes)))
    case .pseudonym(let pseudonyms): return .cell(.text(pseudonyms.code(for: bytes)))
    case .code(let values):
      for value in values where value.bytes.span.isEqual(to: bytes) {
        return .cell(.text(value.code))
      }
      return .fault(.notListed)
    case .number(let reader):
      return switch reader.read(bytes) {
      case .value(let value): .cell(.scaled(value))
      case .malformed: .fault(.notNumber)
      case .tooPrecise: .fault(.tooPrecise)
      case .tooLarge: .fault(.tooLarge)
      }
    case .date(let format):
      return switch format.read(bytes) {
      case .date(let date): .cell(.date(date))
      case .impossible: .fault(.impossibleDate)
      case .implausible: .fault(.implausibleDate)
      case .malformed: .fault(.notDate)
      }
    case .boolean:
      return BooleanText.value(bytes).map { .cell(.boolean($0)) } ?? .fault(.notBoolean)
    }
  }
}
