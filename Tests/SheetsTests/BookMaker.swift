import TestSupport

/// Makes random workbooks, written in the many ways in which the format lets one write the same.
enum BookMaker {
  static func book(_ random: inout SeededGenerator) -> Book {
    let formats = ["0.00", "dd/mm/yyyy", "hh:mm", "[h]:mm", "d mmm yy h:mm"]
    let texts = (0..<20).map { "<si>\(text("item \($0)", &random))</si>" }
    var book = Book(rows: "", texts: texts.joined(), formats: formats)
    if Bool.random(using: &random) { book.properties = "<workbookPr date1904=\"1\"/>" }
    book.sheets = (0..<Int.random(in: 1...3, using: &random)).map { _ in sheet(&random) }
    book.states = book.sheets.indices.map { $0 == 0 ? "visible" : ["hidden", "visible"][$0 % 2] }
    return book
  }

  private static func sheet(_ random: inout SeededGenerator) -> String {
    var rows = ""
    var (number, isFirst) = (0, true)
    while rows.utf8.count < 4_000 {
      // Some programs give no numbers; then every row and cell is the next one.
      let isCounted = !isFirst && Int.random(in: 0..<4, using: &random) == 0
      number += isCounted ? 1 : Int.random(in: 1...3, using: &random)
      let cells = row(number, &random)
      // The other program takes a row without cells for one that is not hidden.
      let hidden = !cells.isEmpty && Int.random(in: 0..<5, using: &random) == 0
      rows += "<row" + (isCounted ? "" : " r=\"\(number)\"") + (hidden ? " hidden=\"1\"" : "")
      rows += Bool.random(using: &random) ? ">" : " spans=\"1:9\" ht=\"15\">"
      rows += cells + "</row>" + (Bool.random(using: &random) ? "\n  " : "")
      isFirst = false
    }
    let hidden = Int.random(in: 3...9, using: &random)
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <worksheet xmlns="\(Book.main)"><dimension ref="A1"/><cols><col min="2" max="\(hidden)" hidden="1"/></cols>\
      <sheetData>\(rows)</sheetData></worksheet>
      """
  }

  private static func row(_ number: Int, _ random: inout SeededGenerator) -> String {
    var (cells, column) = ("", 0)
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let isCounted = column > 0 && Int.random(in: 0..<3, using: &random) == 0
      column += isCounted ? 1 : Int.random(in: 1...20, using: &random)
      var place = ""
      if !isCounted {
        let letter = Character(Unicode.Scalar(UInt8(64 + (column - 1) % 26 + 1)))
        let first =
          column > 26 ? String(Character(Unicode.Scalar(UInt8(64 + (column - 1) / 26)))) : ""
        place = " r=\"\(first)\(letter)\(number)\""
      }
      cells += cell(place, &random)
    }
    return cells
  }

  private static func cell(_ place: String, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "<c\(place) t=\"s\"><v>\(Int.random(in: 0..<20, using: &random))</v></c>"
    case 1: return "<c\(place) t=\"inlineStr\"><is>\(text("here", &random))</is></c>"
    case 2: return "<c\(place) t=\"b\"><v>\(Int.random(in: 0...1, using: &random))</v></c>"
    case 3: return "<c\(place) t=\"e\"><v>#REF!</v></c>"
    case 4: return "<c\(place) t=\"str\"><f>T(1)</f><v>made</v></c>"
    case 5: return "<c\(place) s=\"1\"/>"
    case 6:
      // Days that the other program can tell, in both date systems.
      let style = Int.random(in: 2...5, using: &random)
      let day = style == 3 ? 0 : Int.random(in: 61...80_000, using: &random)
      let thousandths = Int.random(in: 0...999, using: &random)
      return "<c s=\"\(style)\"\(place)><v>\(day).\(1_000 + thousandths)</v></c>"
    default:
      return
        "<c\(place) s=\"\(Int.random(in: 0...1, using: &random))\"><v>\(number(&random))</v></c>"
    }
  }

  private static func number(_ random: inout SeededGenerator) -> String {
    let digits = Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "\(digits)"
    case 1: return "\(digits).\(Int.random(in: 0...9_999_999, using: &random))"
    case 2: return "\(digits)E\(Int.random(in: -20...20, using: &random))"
    default: return "\(Double(digits) / 700)"
    }
  }

  private static func text(_ word: String, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return "<t>\(word)</t>"
    case 1: return "<t xml:space=\"preserve\"> \(word) &amp; <![CDATA[<more>]]>\n&#233; </t>"
    default:
      return
        "<r><t>rich</t></r><r><rPr><b/></rPr><t>\(word)</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>"
    }
  }
}
