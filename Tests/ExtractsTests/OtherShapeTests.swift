import Extracts
import Findings
import Tables
import Testing
import Values

/// A row as it was loaded: reference, day, pence and payee; what is unknown is "".
private typealias Row = [String]

/// Reads payments; rejected rows are told by their line, heading and code.
private func read(
  _ bytes: [UInt8],
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (rows: [Row], rejected: [String], pence: Int128) {
  let schema = Schema(
    dataset: "payments",
    each: "payment",
    fields: [
      Field(name: "ref", type: .text, blank: .refused), Field(name: "day", type: .date),
      Field(name: "net", type: .money), Field(name: "payee", type: .text),
    ],
    key: [],
    control: 2
  )
  let folder = Folder()
  var binding = Binding(schema: schema, files: [folder.write(bytes, to: "rows.csv")])
  binding.maximumRejected = .rows(.max)
  adjust(&binding)
  let pool = TextPool()
  let extract = try Extracts.read(binding, into: pool)
  let rows = (0..<extract.table.loadedCount).map { row in
    extract.table.columns.map { column in
      switch column[row] {
      case .text(let code): pool.text(code)
      case .date(let date): "\(date)"
      case .scaled(let pence): "\(pence)"
      case .boolean(let flag): "\(flag)"
      case .blank, .unknown: ""
      }
    }
  }
  let rejected = extract.rejected.map {
    "\($0.location.line) \($0.heading ?? "row"): \($0.code.rawValue)"
  }
  return (rows, rejected, extract.record.loaded.pence)
}

private func read(
  _ text: String,
  adjust: (inout Binding) -> Void = { _ in }
) throws -> (rows: [Row], rejected: [String], pence: Int128) {
  try read(Array(text.utf8), adjust: adjust)
}

/// Invented rows in the shapes that councils, trusts and other bodies publish.
@Suite struct `Files of other shapes` {
  @Test func `spaces behind amounts, rows of nothing and a short last row`() throws {
    let text =
      "ref,day,net,payee,body\r\nA1,29/12/2010,1616.23 ,Acorn Care,X\r\nA2,30/12/2010,-20.00 ,Birch Homes,X\r\n"
      + ",,,,\r\n,,,,\r\n,,1596.23\r\n"
    let found = try read(text) { $0.dates = DateFormat("dd/mm/yyyy") ?? .iso }
    #expect(
      found.rows == [
        ["A1", "2010-12-29", "161623", "Acorn Care"], ["A2", "2010-12-30", "-2000", "Birch Homes"],
      ]
    )
    #expect(found.rejected == ["6 row: missing-cell"])
    #expect(found.pence == 159_623)
  }

  @Test func `a grand total in the last row is no payment`() throws {
    let text =
      "Ref,Paid,Net,Payee\nA1,05-Dec-13,\"104,000.50\",Acorn Care\nA2,31-Dec-13,0.40,REDACTED PERSONAL DATA\n"
      + ",,\"104,000.9\",\n"
    let found = try read(text) {
      $0.columns = [
        "ref": BoundColumn("Ref"), "day": BoundColumn("Paid"), "net": BoundColumn("Net"),
        "payee": BoundColumn("Payee"),
      ]
      $0.dates = DateFormat("dd-Mon-yy") ?? .iso
      $0.numbers = NumberFormat(thousands: UInt8(ascii: ","))
      $0.blanks = ["REDACTED…"]
    }
    #expect(
      found.rows == [
        ["A1", "2013-12-05", "10400050", "Acorn Care"], ["A2", "2013-12-31", "40", ""],
      ]
    )
    #expect(found.rejected == ["4 Ref: constraint-required"])
  }

  @Test
  func `headings on the second row, minuses behind, stray carriage returns and many empty columns`()
    throws
  {
    let empty = String(repeating: ",", count: 75)
    let text =
      "Payments over 500 pounds\(empty),,,\r\nref,day,net,payee\(empty)\r\r\n"
      + "A1,1 May 2024,\"106,392.99-\",Acorn\rCare\(empty)\r\n"
      + "A2,02-May-24,\" 12.00 \",\"Birch\r\nHomes\"\(empty)\r\r\n"
      + "A3,03/05/2024,\"7.00 -\",Cedar\(empty)\r\n"
    let found = try read(text) {
      $0.headerLine = 2
      $0.dates =
        DateFormat(anyOf: ["d Mon yyyy", "dd-Mon-yy", "dd/mm/yyyy"].compactMap { DateFormat($0) })
        ?? .iso
      $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), negatives: .trailingMinus)
    }
    #expect(
      found.rows == [
        ["A1", "2024-05-01", "-10639299", "Acorn\rCare"],
        ["A2", "2024-05-02", "1200", "Birch\r\nHomes"], ["A3", "2024-05-03", "-700", "Cedar"],
      ]
    )
    #expect(found.rejected == [])
  }

  @Test func `a query above the headings, columns without a heading, and no date at all`() throws {
    let text = """
      SELECT ref, payee,,
        FROM payments,,
      ,,

      ,,Directotate,Amount
      A1,Acorn Care,Adults,500.10
      A2,Birch Homes,Adults,20
      """
    let found = try read(text) {
      $0.headerLine = 5
      $0.columns = [
        "ref": BoundColumn(place: .position(1)), "payee": BoundColumn(place: .position(2)),
        "net": BoundColumn("Amount"), "day": BoundColumn(place: .absent),
      ]
    }
    #expect(found.rows == [["A1", "", "50010", "Acorn Care"], ["A2", "", "2000", "Birch Homes"]])
    #expect(found.rejected == [])
  }

  @Test func `American dates, and rows whose cells are shifted`() throws {
    let text =
      "day,payee,ref,net\n5/31/2020,Acorn Care,A1,\"26,000.00\"\n5/1/2020,12345,Birch Homes,A2\n"
      + "31/5/2020,Cedar,A3,1\n12/1/2020 0:00,Dogwood,A4,£5\n"
    let found = try read(text) {
      $0.dates = DateFormat("m/d/yyyy[ h:mm]") ?? .iso
      $0.numbers = NumberFormat(thousands: UInt8(ascii: ","), currencies: ["£"])
    }
    #expect(
      found.rows == [
        ["A1", "2020-05-31", "2600000", "Acorn Care"], ["A4", "2020-12-01", "500", "Dogwood"],
      ]
    )
    #expect(found.rejected == ["3 net: type-error", "4 day: type-error"])
  }

  @Test func `a mark at the start, references with padding, and numbers as text`() throws {
    let text =
      "\u{FEFF}ref,day,net,payee\nid:   4711  ,2020-05-01,\" 1200.00 \",\u{A0}Acorn Care\u{A0}\n"
    let found = try read(text)
    #expect(found.rows == [["id:   4711", "2020-05-01", "120000", "Acorn Care"]])
  }

  @Test func `a line of copyright at the end is a footer where it is declared`() throws {
    let text =
      "ref,day,net,payee\nA1,2021-04-01,10.00,Acorn\n\"© Example Rail 2021, all rights reserved\",,,\n"
    #expect(try read(text).rejected == [])
    let found = try read(text) {
      $0.marks.footers = [CellPattern("©*")].compactMap(\.self)
    }
    #expect(found.rows == [["A1", "2021-04-01", "1000", "Acorn"]])
    #expect(found.rejected == [])
  }

  @Test func `a backslash is a character like others`() throws {
    let text =
      "ref,day,net,payee\nINV\\2023\\5,2023-08-01,1.00,\"Acorn \\\"\nA2,2023-08-02,2.00,B\\,\n"
    let found = try read(text)
    #expect(
      found.rows == [
        ["INV\\2023\\5", "2023-08-01", "100", "Acorn \\"], ["A2", "2023-08-02", "200", "B\\"],
      ]
    )
  }

  @Test func `headings that are the codes of a ledger, and periods for dates`() throws {
    let text = "Nstrg(T),TransNo,Period,Amount, Apar.Name (T) \nX,500,202205,12.5,Acorn\n"
    let found = try read(text) {
      $0.columns = [
        "ref": BoundColumn("TransNo"), "net": BoundColumn("Amount"),
        "payee": BoundColumn("Apar.Name (T)"), "day": BoundColumn(place: .absent),
      ]
    }
    #expect(found.rows == [["500", "", "1250", "Acorn"]])
  }

  @Test
  func `a last row that was cut off is refused, and one without its amount is known to lack it`()
    throws
  {
    let text = "ref,day,net,payee\nA1,2022-07-01,10,Acorn\nCapital,2022-07-02,,Capital\nA3,2022-0"
    let found = try read(text)
    #expect(
      found.rows == [
        ["A1", "2022-07-01", "1000", "Acorn"], ["Capital", "2022-07-02", "", "Capital"],
      ]
    )
    #expect(found.rejected == ["4 row: missing-cell"])
  }

  @Test func `rows scraped from a page, with misspelt headings and blank dates`() throws {
    let text =
      "Entuty,Exepnse Area,Date,Invoice,Amount\nTrust,Wards,,A1,\"£1,000.00\"\nTrust,Wards,01/05/2020,A2,(£3.50)\n"
    let found = try read(text) {
      $0.columns = [
        "ref": BoundColumn("Invoice No", "Invoice"), "day": BoundColumn("Date"),
        "net": BoundColumn("Amount"), "payee": BoundColumn("Entity", "Entuty"),
      ]
      $0.dates = DateFormat("dd/mm/yyyy") ?? .iso
      $0.numbers = NumberFormat(
        thousands: UInt8(ascii: ","),
        currencies: ["£"],
        negatives: .parentheses
      )
    }
    #expect(found.rows == [["A1", "", "100000", "Trust"], ["A2", "2020-05-01", "-350", "Trust"]])
  }

  @Test func `a right single quote of Windows, and credits with CR`() throws {
    var bytes = Array("ref;day;net;payee\nA1;2019-12-01;1.234,50 CR;St Anne".utf8)
    bytes += [0x92] + Array("s\nA2;2019-12-02;10,00 DR;Acorn\n".utf8)
    let found = try read(bytes) {
      $0.encoding = .windows1252
      $0.delimiter = UInt8(ascii: ";")
      $0.numbers = NumberFormat(
        thousands: UInt8(ascii: "."),
        decimal: UInt8(ascii: ","),
        negatives: .credit
      )
    }
    #expect(
      found.rows == [
        ["A1", "2019-12-01", "-123450", "St Anne’s"], ["A2", "2019-12-02", "1000", "Acorn"],
      ]
    )
  }

  @Test func `each column is read in its own format`() throws {
    let text = "ref,day,net,payee\nA1,44166,\"1,50\",Acorn\n"
    let found = try read(text) {
      $0.columns["day"] = BoundColumn("day")
      $0.columns["day"]?.dates = DateFormat("excel")
      $0.columns["net"] = BoundColumn("net")
      $0.columns["net"]?.numbers = NumberFormat(decimal: UInt8(ascii: ","))
    }
    #expect(found.rows == [["A1", "2020-12-01", "150", "Acorn"]])
  }
}
