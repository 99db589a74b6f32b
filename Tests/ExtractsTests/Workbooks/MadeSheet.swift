import Extracts
import Findings
import Tables
import TestSupport
import Values

/// A cell of a sheet that a test writes.
enum MadeCell: ExpressibleByStringLiteral {
  /// No cell.
  case none
  case text(String)
  /// Digits as the file has them, and the style: 0 is a number, 1 a date, 2 a date with a time.
  case number(String, style: Int = 0)
  case boolean(Bool)
  case error(String)
  /// A formula with the digits of its result, or without.
  case formula(String?)

  init(stringLiteral text: String) { self = .text(text) }

  fileprivate func xml(_ place: String) -> String {
    switch self {
    case .none: ""
    case .text(let text):
      "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(MadeCell.escaped(text))</t></is></c>"
    case .number(let digits, let style): "<c r=\"\(place)\" s=\"\(style)\"><v>\(digits)</v></c>"
    case .boolean(let flag): "<c r=\"\(place)\" t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
    case .error(let text): "<c r=\"\(place)\" t=\"e\"><v>\(text)</v></c>"
    case .formula(let result):
      "<c r=\"\(place)\"><f>A1+1</f>\(result.map { "<v>\($0)</v>" } ?? "")</c>"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$0] ?? String($0) }.joined()
  }
}

/// The XML of a sheet whose table begins at a row and a column; a row without cells is left out.
func sheetXML(
  _ rows: [[MadeCell]],
  top: Int = 1,
  left: Int = 1,
  hiddenRows: Set<Int> = [],
  before: String = "",
  after: String = ""
) -> String {
  let lines = rows.enumerated().filter { !$1.isEmpty }.map { index, cells in
    let number = top + index
    let xml = cells.enumerated().map { column, cell in
      // A test needs no more than 26 columns.
      let letter = Character(Unicode.Scalar(UInt8(64 + left + column)))
      return cell.xml("\(letter)\(number)")
    }
    let hidden = hiddenRows.contains(number) ? " hidden=\"1\"" : ""
    return "<row r=\"\(number)\"\(hidden)>\(xml.joined())</row>"
  }
  return "<worksheet xmlns=\"\(Book.main)\">\(before)<sheetData>\(lines.joined())</sheetData>"
    + "\(after)</worksheet>"
}

/// A workbook of sheets that have names.
func book(_ sheets: [(name: String, xml: String)], properties: String = "") -> Book {
  var book = Book(sheet: "")
  book.names = sheets.map(\.name)
  book.sheets = sheets.map(\.xml)
  book.formats = ["dd/mm/yyyy", "yyyy-mm-dd hh:mm"]
  book.properties = properties
  return book
}

/// Reads a workbook as the rows of a, b and c.
func readBook(
  _ book: Book,
  named name: String = "rows.xlsx",
  key: [Int] = [],
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (extract: Extract, texts: [[String]]) {
  try readRows(book.bytes, named: name, key: key, adjust: adjust)
}

/// Reads one sheet with these rows as the rows of a, b and c.
func readSheet(
  _ rows: [[MadeCell]],
  properties: String = "",
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (extract: Extract, texts: [[String]]) {
  try readBook(book([("Sheet", sheetXML(rows))], properties: properties), adjust: adjust)
}

/// Why a file is refused; nil where it is not.
func refusal(_ body: () throws -> Void) -> ExtractError? {
  do {
    try body()
    return nil
  } catch {
    return error as? ExtractError
  }
}
