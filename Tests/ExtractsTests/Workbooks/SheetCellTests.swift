import Extracts
import Findings
import Tables
import TestSupport
import Testing
import Values

/// Reads the cells of a sheet's first column, below its heading, as one field; nil stands for a rejected row.
private func cells(
  _ made: [MadeCell],
  as type: FieldType,
  properties: String = "",
  values: [String] = [],
  adjust: (inout Binding) -> Void = { _ in }
) throws -> [String?] {
  let folder = Folder()
  // The second column keeps rows whose first cell is blank.
  let rows = [["v", "kept"]] + made.map { [$0, "x"] }
  let bytes = book([("Sheet", sheetXML(rows))], properties: properties).bytes
  let schema = Schema(
    dataset: "rows",
    each: "row",
    fields: [Field(name: "v", type: type, blank: .answer("blank"), values: values)],
    key: []
  )
  var binding = Binding(schema: schema, files: [folder.write(bytes, to: "rows.xlsx")])
  binding.maximumRejected = .rows(.max)
  adjust(&binding)
  let pool = TextPool()
  let extract = try read(binding, into: pool)
  let lines = extract.table.lines
  var result = [String?](repeating: nil, count: made.count)
  for row in 0..<extract.table.loadedCount {
    result[lines[row] - 2] =
      switch extract.table.cell(row: row, field: 0) {
      case .text(let code): pool.text(code)
      case .scaled(let number): Decimal(scaled: number, scale: type.scale ?? 0).description
      case .date(let date): date.description
      case .boolean(let flag): flag ? "true" : "false"
      case .blank: ""
      case .unknown: "unknown"
      }
  }
  return result
}

@Suite struct `Cells of sheets` {
  @Test func `that are numbers are read as they are, however the source writes its texts`() throws {
    let made: [MadeCell] = [
      .number("298800"), .number("-12.5"), .number("1219077.21"), .number("9533.910000000003"),
      .number("0.10000000000000001"), .number("1.5E3"), "1.234,50", "(5,00)", "12.5",
      .boolean(true),
    ]
    let read = try cells(made, as: .money) {
      $0.numbers = NumberFormat(
        thousands: UInt8(ascii: "."),
        decimal: UInt8(ascii: ","),
        negatives: .parentheses
      )
    }
    #expect(
      read == [
        "298800.00", "-12.50", "1219077.21", "9533.91", "0.10", "1500.00", "1234.50", "-5.00", nil,
        nil,
      ]
    )
  }

  @Test func `that have more digits than their field are refused`() throws {
    #expect(try cells([.number("1.005"), .number("1.500")], as: .money) == [nil, "1.50"])
  }

  @Test func `that are numbers stored as text are read as the source declares`() throws {
    let made: [MadeCell] = ["1,219,077.21", "£5.00 ", "12"]
    let read = try cells(made, as: .money) {
      $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
    }
    #expect(read == ["1219077.21", "5.00", "12.00"])
  }

  @Test(arguments: [
    ("", "2020-04-03", 43924), ("<workbookPr date1904=\"1\"/>", "2020-04-03", 42462),
  ])
  func `that are days are days in either date system`(
    _ properties: String,
    _ day: String,
    _ serial: Int
  ) throws {
    // Serial numbers by Excel: 43,924 is 3 April 2020, and the 1904 system is 1,462 days behind.
    let made: [MadeCell] = [
      .number("\(serial)", style: 1), .number("\(serial).0416666667", style: 2),
      .number("\(serial).9993055556", style: 2), "03/04/2020", .number("\(serial)"),
    ]
    let read = try cells(made, as: .date, properties: properties) {
      $0.dates = DateFormat("dd/mm/yyyy") ?? .iso
    }
    #expect(read == [day, day, day, day, nil])
  }

  @Test func `that are days without a date format are days where that is declared`() throws {
    let made: [MadeCell] = [.number("44167"), .number("44167", style: 1)]
    let read = try cells(made, as: .date) { $0.dates = DateFormat("excel") ?? .iso }
    #expect(read == ["2020-12-02", "2020-12-02"])
  }

  @Test func `that have a date format and no day are refused`() throws {
    let made: [MadeCell] = [
      .number("0", style: 1), .number("-3", style: 1), .number("60", style: 1),
    ]
    #expect(try cells(made, as: .date) == [nil, nil, nil])
    #expect(try cells([.number("43924", style: 1)], as: .money) == [nil])
  }

  @Test func `keep their digits and their day in a text field`() throws {
    let made: [MadeCell] = [
      .number("12345"), .number("12345.0"), .number("1234567890123456"), .number("1E+5"),
      .number("0.50"), .number("-0.05"), .number("43924", style: 1), .boolean(false), "00123",
      .number("9533.910000000003"), .number("0"), .number("1E-20"),
    ]
    #expect(
      try cells(made, as: .text) == [
        "12345", "12345", "1234567890123456", "100000", "0.5", "-0.05", "2020-04-03", "false",
        "00123", "9533.91", "0", "0.00000000000000000001",
      ]
    )
  }

  @Test func `that are booleans are read as such`() throws {
    let made: [MadeCell] = [.boolean(true), .boolean(false), "Yes", .number("7")]
    #expect(try cells(made, as: .boolean) == ["true", "false", "true", nil])
  }

  @Test func `that are numbers may be codes`() throws {
    #expect(try cells([.number("1"), .number("3")], as: .code, values: ["1", "2"]) == ["1", nil])
  }

  @Test func `with an error have no value, unless it is declared to be blank`() throws {
    let made: [MadeCell] = [.error("#N/A"), .error("#REF!"), "#N/A"]
    #expect(try cells(made, as: .money) == [nil, nil, nil])
    #expect(try cells(made, as: .text) == [nil, nil, "#N/A"])
    #expect(try cells(made, as: .text) { $0.blanks = ["#N/A"] } == ["", nil, ""])
  }

  @Test func `without a value are rejected with what is wrong with them`() throws {
    let made: [MadeCell] = [.error("#REF!"), .formula(nil), .number("ten")]
    let rows = [["v", "kept"]] + made.map { [$0, "x"] }
    let folder = Folder()
    let path = folder.write(book([("Sheet", sheetXML(rows))]).bytes, to: "rows.xlsx")
    func explanations(_ privacy: Privacy) throws -> [String] {
      let field = Field(name: "v", type: .text, privacy: privacy)
      var binding = Binding(
        schema: Schema(dataset: "rows", each: "row", fields: [field], key: []),
        files: [path]
      )
      binding.maximumRejected = .rows(.max)
      binding.pseudonymKey = [UInt8](repeating: 7, count: 32)
      return try read(binding, into: TextPool()).rejected.map(\.explanation)
    }
    let open = try explanations(.open)
    #expect(open.count == 3)
    #expect(open[0].hasPrefix("\"#REF!\" is an error of the spreadsheet"))
    #expect(open[1].hasPrefix("the cell has a formula without a result"))
    #expect(open[2] == "the cell is not what the workbook says it is; ask for a fresh copy")
    #expect(try explanations(.pseudonymise)[0].hasPrefix("the value is an error"))
  }

  @Test func `with a formula have the result that the file holds`() throws {
    let made: [MadeCell] = [.formula("42.5"), .formula(nil), .formula("0"), .number("0")]
    #expect(try cells(made, as: .money) == ["42.50", nil, "0.00", "0.00"])
    // A program that cannot calculate writes 0 and asks the next one to.
    let asking = "<calcPr fullCalcOnLoad=\"1\"/>"
    #expect(try cells(made, as: .money, properties: asking) == ["42.50", nil, nil, "0.00"])
  }

  @Test func `are UTF-8 however the source's text files are written`() throws {
    #expect(try cells(["Café – £"], as: .text) { $0.encoding = .windows1252 } == ["Café – £"])
  }

  @Test func `are trimmed and brought to one normal form`() throws {
    #expect(try cells(["\u{A0} e\u{301}a\u{200B} ", " "], as: .text) == ["éa", ""])
  }
}
