import Extracts
import Findings
import Tables
import Testing
import Values

private let schema = Schema(
  dataset: "bills",
  each: "bill",
  fields: [
    Field(name: "bill", type: .text, blank: .refused),
    Field(name: "net", type: .money),
    Field(name: "rate", type: .number(scale: 4)),
    Field(name: "due", type: .date, blank: .answer("no date")),
    Field(name: "kind", type: .code, values: ["invoice", "credit"]),
    Field(name: "paid", type: .boolean),
    Field(name: "person", type: .text, privacy: .shown(to: ["some"])),
  ],
  key: [0],
  control: 1
)
private let headings = "bill,net,rate,due,kind,paid,person\n"

private func readBills(
  _ rows: String...,
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (extract: Extract, pool: TextPool) {
  let folder = Folder()
  let path = folder.write(headings + rows.joined(separator: "\n") + "\n", to: "bills.csv")
  var binding = Binding(schema: schema, files: [path])
  binding.dates = try #require(DateFormat("dd/mm/yyyy"))
  binding.numbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
  binding.maximumRejected = .rows(.max)
  adjust(&binding)
  let pool = TextPool()
  return (try read(binding, into: pool), pool)
}

@Suite struct `Rows that do not fit` {
  @Test func `a row that fits is loaded with its values`() throws {
    let (extract, pool) = try readBills("B1,\"£1,234.50\",0.1234,29/02/2024,credit,Yes,Ann Other")
    #expect(extract.rejected.isEmpty)
    let cells = (0..<7).map { extract.table.cell(row: 0, field: $0) }
    let date = try #require(CalendarDate(year: 2024, month: 2, day: 29))
    #expect(
      cells == [
        .text(pool.code(for: "B1")), .scaled(123_450), .scaled(1234), .date(date),
        .text(pool.code(for: "credit")), .boolean(true), .text(pool.code(for: "Ann Other")),
      ]
    )
    #expect(extract.record.loaded.rows == 1)
    #expect(extract.record.loaded.pence == 123_450)
  }

  @Test func `a value is not shown where others of its row do not fit, for it may be theirs`()
    throws
  {
    let (extract, _) = try readBills("B1,Ann Other,0.5,1.00,,,\nB2,Ann Other,0.5,,,,")
    let explanations = extract.rejected.map(\.explanation)
    #expect(explanations.count == 2)
    #expect(explanations.first?.contains("Ann") == false, "\(explanations)")
    #expect(explanations.first?.contains("1 more of its cells do not fit") == true)
    #expect(explanations.last?.contains("Ann Other") == true)
  }

  @Test func `a blank is unknown or an answer, as the field says`() throws {
    let (extract, _) = try readBills("B1,,N/A,,,,REDACTED under section 40") {
      $0.blanks = ["N/A", "REDACTED…"]
    }
    let cells = (1..<7).map { extract.table.cell(row: 0, field: $0) }
    #expect(cells == [.unknown, .unknown, .blank, .unknown, .unknown, .unknown])
    #expect(extract.record.loaded.rowsWithoutMoney == 1)
  }

  @Test(arguments: [
    ("B1,12.345,,,,,", RejectionCode.typeError, 2, "net"),
    ("B1,1E+05,,,,,", .typeError, 2, "net"),
    ("B1,\"1,23\",,,,,", .typeError, 2, "net"),
    ("B1,99999999999999999999,,,,,", .typeError, 2, "net"),
    ("B1,,0.12345,,,,", .typeError, 3, "rate"),
    ("B1,,,31/02/2024,,,", .typeError, 4, "due"),
    ("B1,,,2024-02-01,,,", .typeError, 4, "due"),
    ("B1,,,,Invoice,,", .constraint, 5, "kind"),
    ("B1,,,,,maybe,", .typeError, 6, "paid"),
    (" ,1.00,,,,,", .missingValue, 1, "bill"),
  ])
  func `a cell that does not fit is named with its column and heading`(
    row: String,
    code: RejectionCode,
    column: Int,
    heading: String
  ) throws {
    let (extract, _) = try readBills("B0,1.00,,,,,", row)
    let rejected = try #require(extract.rejected.first)
    #expect(extract.rejected.count == 1)
    #expect(rejected.code == code)
    #expect(rejected.column == column)
    #expect(rejected.heading == heading)
    #expect(rejected.location == Location(file: "bills.csv", line: 3))
    #expect(extract.table.loadedCount == 1)
    #expect(extract.table.rowCount == 2)
  }

  @Test func `too few cells, too many cells, and empty ones at the end`() throws {
    let (extract, _) = try readBills("B1,1.00,,,,", "B2,1.00,,,,,,more", "B3,1.00,,,,,,,")
    #expect(extract.rejected.map(\.code) == [.missingCell, .extraCell])
    #expect(extract.rejected.map(\.location.line) == [2, 3])
    #expect(extract.table.loadedCount == 1)
    // Nobody can tell which cell is which, so none is read.
    #expect((0..<7).allSatisfy { extract.table.cell(row: 1, field: $0) == .unknown })
    #expect(extract.record.rejected.rowsWithoutMoney == 2)
    let declared = try readBills("B1,1.00,,,,,,N/A ,") { $0.blanks = ["N/A"] }
    #expect(declared.extract.table.loadedCount == 1)
  }

  @Test(arguments: ["\"B1,1.00,,,,,", "\"B1\"x,1.00,,,,,", "B\"1,1.00,,,,,"])
  func `quotes that are not closed, or not where they belong`(row: String) throws {
    let (extract, _) = try readBills(row, "B2,1.00,,,,,")
    #expect(extract.rejected.map(\.code) == [.quoting])
    #expect(extract.rejected.map(\.column) == [1])
    #expect(extract.table.loadedCount == 1)
  }

  @Test func `what can be read of a rejected row is kept with the standing of a rejected row`()
    throws
  {
    let (extract, pool) = try readBills("B1,5.00,,31/02/2024,invoice,,")
    let table = extract.table
    #expect(table.loadedCount == 0)
    #expect(
      table.standing(of: 0)
        == .rejected(Unknown(kind: .rejectedRow, dataset: "bills", subject: "bill"))
    )
    #expect(table.cell(row: 0, field: 0) == .text(pool.code(for: "B1")))
    #expect(table.cell(row: 0, field: 3) == .unknown)
    #expect(table.cell(row: 0, field: 1) == .scaled(500))
    #expect(extract.record.rejected.pence == 500)
    #expect(extract.rejected.first?.pence == 500)
  }

  @Test func `every rejected row has that standing, and no other`() throws {
    let (extract, _) = try readBills(
      "B1,1.00,,31/02/2024,invoice,,",
      "B2,1.00,,,,,",
      "B3,x,,,,,",
      "B4,1.00,,,,,",
      "B5",
    )
    let table = extract.table
    let rejection = Unknown(kind: .rejectedRow, dataset: "bills", subject: "bill")
    #expect(table.loadedCount == 2 && table.countedCount == 2 && table.rowCount == 5)
    #expect((0..<2).map(table.standing) == [.loaded, .loaded])
    #expect(
      (2..<5).map(table.standing) == [
        .rejected(rejection), .rejected(rejection), .rejected(rejection),
      ]
    )
  }

  @Test func `all rows that share a key are rejected, and each names the others`() throws {
    let (extract, _) = try readBills(
      "B1,1.00,,,,,",
      "B2,2.00,,,,,",
      "B1,3.00,,,,,",
      "B3,4.00,,,,,",
      "B1,x,,,,,"
    )
    #expect(extract.rejected.map(\.code) == [.unique, .unique, .typeError])
    #expect(extract.rejected.map(\.location.line) == [2, 4, 6])
    let first = try #require(extract.rejected.first)
    #expect(first.explanation.contains("\"B1\" is also on line 4, line 6"))
    #expect(extract.table.loadedCount == 2)
    #expect(extract.record.loaded.pence == 600)
    #expect(extract.record.rejected.pence == 400)
    #expect(extract.record.rejected.rowsWithoutMoney == 1)
  }

  @Test func `keys are compared across the files of a source`() throws {
    let folder = Folder()
    let paths = [("one.csv", "1.00"), ("two.csv", "2.00")].map { name, net in
      folder.write(headings + "B1,\(net),,,,,\n", to: name)
    }
    var binding = Binding(schema: schema, files: paths)
    binding.maximumRejected = .rows(2)
    let extract = try read(binding, into: TextPool())
    #expect(extract.rejected.map(\.location.file) == ["one.csv", "two.csv"])
    #expect(extract.rejected.first?.explanation.contains("two.csv line 2") == true)
    #expect(extract.record.files.map(\.name) == ["one.csv", "two.csv"])
  }

  @Test func `the value of a personal field is never in an explanation`() throws {
    let personal = Schema(
      dataset: "rows",
      each: "row",
      fields: [
        Field(name: "id", type: .text, blank: .refused, privacy: .shown(to: ["some"])),
        Field(name: "born", type: .date, privacy: .shown(to: ["some"])),
      ],
      key: [0]
    )
    let folder = Folder()
    let path = folder.write("id,born\nSecret-7,1-2-1950\nSecret-8,\nSecret-8,\n")
    var binding = Binding(schema: personal, files: [path])
    binding.maximumRejected = .rows(3)
    let extract = try read(binding, into: TextPool())
    #expect(extract.rejected.map(\.code) == [.typeError, .unique, .unique])
    for row in extract.rejected {
      #expect(!row.explanation.contains("Secret") && !row.explanation.contains("1950"))
    }
  }

  @Test func `a row that is too short ends in empty cells where that is declared`() throws {
    let result = try readRows("a,b,c\n1\n1,2,3\n") { $0.acceptsMissingCells = true }
    #expect(result.texts == [["1", "", ""], ["1", "2", "3"]])
    #expect(result.extract.rejected.isEmpty)
  }

  @Test func `every code of rejection is given by some row here`() throws {
    let (extract, _) = try readBills(
      "B1,x,,,,,",
      ",1.00,,,,,",
      "B2,,,,gift,,",
      "B3",
      "B4,,,,,,,y",
      "B5,,,,,,",
      "B5,,,,,,",
      "B6,,,,,,\u{80}",
      "\"B7",
      adjust: { _ in }
    )
    // A lone control character is text; the next test has bytes that are none.
    let codes = Set(extract.rejected.map(\.code))
    #expect(codes == Set(RejectionCode.allCases).subtracting([.encoding]))
    let result = try readRows(Array("a,b,c\n1,".utf8) + [0xC3, 0x28] + Array(",3\n4,5,6\n".utf8))
    #expect(result.extract.rejected.map(\.code) == [.encoding])
    #expect(result.extract.rejected.map(\.column) == [2])
    #expect(result.texts == [["4", "5", "6"]])
  }
}
