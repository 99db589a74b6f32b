internal import Findings
internal import Tables
internal import Values

/// Why a row does not fit.
struct RowProblem {
  var code: RejectionCode
  var column: Int?
  var heading: String?
  var explanation: String
  /// What tells rows that are written alike from others; 0 where that is not known.
  var print: UInt64 = 0
}

extension RowFault {
  /// What is wrong, in words.
  var explanation: String {
    switch self {
    case .unclosed: "a quote is opened and not closed"
    case .textAfterQuote: "text follows the closing quote of a cell"
    case .quoteInText: "a quote stands inside a cell that is not quoted, without another"
    case .rowsInCell(true):
      "a cell in quotes holds what may be rows, so neither is read; most likely its quote was never meant, "
        + "or is not closed"
    case .rowsInCell(false):
      "the line is in a cell in quotes of a row above, and may be a row itself"
    case .tooLong:
      "the row has more than \(RowSizes().longestRow) bytes; most likely a quote is not closed"
    }
  }
}

extension CellFault {
  /// The kind of fault, as pages group it.
  var code: RejectionCode {
    switch self {
    case .notText, .zeroByte: .encoding
    case .blank: .missingValue
    case .notListed: .constraint
    case .notNumber, .tooPrecise, .tooLarge, .notDate, .impossibleDate, .implausibleDate,
      .notBoolean, .error, .noResult, .malformed:
      .typeError
    }
  }

  /// What was expected, in words.
  ///
  /// - Parameters:
  ///   - value: The value as it may be shown.
  ///   - field: The field that it was meant for.
  ///   - binding: How the source is written.
  /// - Returns: A clause without a full stop.
  func explanation(of value: String, in field: Field, binding: Binding) -> String {
    switch self {
    case .error:
      "\(value) is an error of the spreadsheet; if it stands for a blank, say so in `blanks`"
    case .noResult:
      "the cell has a formula without a result; open the file in a spreadsheet program and save it"
    case .malformed: "the cell is not what the workbook says it is; ask for a fresh copy"
    case .notText: "the bytes are not \(binding.encoding.name)"
    case .zeroByte: "the cell has a NUL, a byte of value 0, which no text has"
    case .blank: "\(field.name) must not be blank"
    case .notListed:
      "\(value) is not one of \(field.values.map(\.quoted).joined(separator: ", "))"
    case .notNumber: "\(value) is not a number as the source is declared to write it"
    case .tooPrecise: "\(value) has more than \(field.type.scale ?? 0) digits after the point"
    case .tooLarge: "\(value) is too large"
    case .notDate: "\(value) is not a date written \(binding.dates(of: field).pattern)"
    case .impossibleDate:
      "\(value) (\(binding.dates(of: field).pattern)) is no day of the calendar"
        + (binding.dates(of: field).pattern.contains("h") ? ", or its time is none" : "")
    case .implausibleDate:
      "\(value) is not in the years 1900 to 2199; if it stands for no date, say so in `blanks`"
    case .notBoolean: "\(value) is not one of \(BooleanText.list)"
    }
  }
}

extension TextEncoding {
  /// Its name, in words.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .windows1252: "Windows-1252"
    case .utf16: "UTF-16"
    }
  }
}

extension RejectedRow {
  /// The row and its fault on one line.
  var summary: String {
    let place = [location.line, column].compactMap { $0.map(String.init) }.joined(separator: ":")
    return "\(location.place):\(place): " + (heading.map { "\($0): " } ?? "") + explanation
  }
}

extension Location {
  /// The file, and the sheet where it has any.
  var place: String { sheet.map { "\(file), sheet \($0)" } ?? file }
}

extension String {
  /// The text in quotes, on one line and not too long, for a message.
  var quoted: String {
    let longest = 60
    let plain = unicodeScalars.prefix(longest).map { scalar in
      scalar.properties.generalCategory == .control ? " " : String(scalar)
    }.joined()
    return "\"" + plain + (unicodeScalars.count > longest ? "…" : "") + "\""
  }
}
