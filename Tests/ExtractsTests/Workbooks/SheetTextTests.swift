@testable import Extracts
import Findings
import Tables
import TestSupport
import Testing
import Values

/// A cell of a table that is written as text and as a sheet.
private struct TwinCell {
  var text: String
  var made: MadeCell

  /// A text in both.
  init(_ text: String) {
    (self.text, made) = (text, text.isEmpty ? .none : .text(text))
  }

  init(_ text: String, _ made: MadeCell) {
    (self.text, self.made) = (text, made)
  }
}

private let schema = Schema(
  dataset: "bills",
  each: "bill",
  fields: [
    Field(name: "id", type: .text, blank: .refused), Field(name: "net", type: .money),
    Field(name: "paid", type: .date, blank: .answer("not yet")),
    Field(name: "kind", type: .code, values: ["invoice", "credit"]),
    Field(name: "final", type: .boolean), Field(name: "rate", type: .number(scale: 3)),
    Field(name: "person", type: .text, privacy: .pseudonymise),
  ],
  key: [0],
  control: 1
)

/// What is read of a table.
private struct Reading: Equatable {
  var cells: [[String]]
  var lines: [Int]
  var rejected: [String]
  var record: [Tally]
  var reasons: [RejectionReason: Int]

  init(_ bytes: [UInt8], named name: String) throws {
    let folder = Folder()
    var binding = Binding(schema: schema, files: [folder.write(bytes, to: name)])
    binding.dates = try #require(DateFormat("yyyy-mm-dd[ hh:mm]"))
    binding.numbers = NumberFormat(thousands: UInt8(ascii: ","), negatives: .parentheses)
    binding.blanks = ["n/a", "REDACTED…"]
    binding.marks.footers = [CellPattern("Total*")].compactMap(\.self)
    binding.maximumRejected = .rows(.max)
    binding.pseudonymKey = Array(1...32)
    let pool = TextPool()
    let extract = try read(binding, into: pool)
    cells = (0..<extract.table.rowCount).map { row in
      extract.table.columns.map { column in
        if case .text(let code) = column[row] { pool.text(code) } else { "\(column[row])" }
      }
    }
    lines = extract.table.lines
    rejected = extract.rejected.map { row in
      "\(row.location.line):\(row.column ?? 0) \(row.heading ?? "") \(row.code) \(row.explanation) "
        + "\(row.pence.map(String.init) ?? "")"
    }
    record = [extract.record.loaded, extract.record.rejected, extract.record.read]
    reasons = extract.record.reasons
  }
}

@Suite struct `A table written as text and as a sheet` {
  private let texts = [
    "", " ", "n/a", "REDACTED s40", "1", "B7", "Café", "Cafe\u{301}", "a,b", "say \"so\"", "£5",
    "\u{a0}x\u{200b}", "x  y", "true", "No", "invoice", "credit", "Credit", "Total", "(1,234.50)",
    "12.345", "1,23", "1e3", "2024-02-29", "2023-02-29", "2024-02-29 23:59", "29/02/2024", "0",
    "-7",
  ]

  private func cell(_ column: Int, _ random: inout SeededGenerator) -> TwinCell {
    let kind = Int.random(in: 0..<10, using: &random)
    // One in five is anything at all.
    guard kind > 1 else { return TwinCell(texts.randomElement(using: &random) ?? "") }
    let isNative = kind.isMultiple(of: 2)
    switch column {
    case 0: return TwinCell("B\(Int.random(in: 0..<40, using: &random))")
    case 1, 5:
      let pence = Int64.random(in: -9_999_999...9_999_999, using: &random)
      let digits = Decimal(scaled: pence, scale: 2).description
      return TwinCell(digits, isNative ? .number(digits) : .text(digits))
    case 2:
      // 36,526 is 1 January 2000.
      let number = Int.random(in: 0..<20_000, using: &random)
      let date = CalendarDate(dayNumber: 10_957 + number)
      let native = MadeCell.number("\(36_526 + number)", style: 1)
      return TwinCell("\(date)", isNative ? native : .text("\(date)"))
    case 3: return TwinCell(["invoice", "credit", ""].randomElement(using: &random) ?? "")
    case 4:
      let flag = Bool.random(using: &random)
      return TwinCell("\(flag)", isNative ? .boolean(flag) : .text("\(flag)"))
    default: return TwinCell("Person \(Int.random(in: 0..<9, using: &random))")
    }
  }

  private func row(_ random: inout SeededGenerator) -> [TwinCell] {
    var cells = schema.fields.indices.map { cell($0, &random) }
    switch Int.random(in: 0..<20, using: &random) {
    case 0: cells = [TwinCell](repeating: TwinCell(""), count: 7)
    case 1: cells[0] = TwinCell("Total of all")
    case 2: cells.append(TwinCell("beyond the headings"))
    case 3: cells.append(TwinCell(" "))
    default: break
    }
    return cells
  }

  @Test func `gives the same rows, and the same refusals at the same places`() throws {
    for seed in Soak.seeds(short: 60, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      let rows = (0..<Int.random(in: 0...60, using: &random)).map { _ in row(&random) }
      let names = schema.fields.map(\.name)
      let text = ([names.map { TwinCell($0) }] + rows).map { row in
        row.map { "\"\($0.text.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
      }.joined()
      let cells = [names.map { MadeCell.text($0) }] + rows.map { $0.map(\.made) }
      let ofText = try Reading(Array(text.utf8), named: "rows.csv")
      let ofSheet = try Reading(book([("Sheet", sheetXML(cells))]).bytes, named: "rows.xlsx")
      #expect(ofText == ofSheet, "\(random)")
    }
  }
}

@Suite struct `Workbooks as they are published` {
  private let names = [
    "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan '24", "Feb '24", "Mar '24",
  ]

  /// A year of payments: a sheet a month, each with its own order of columns or words over them, as officers leave them.
  private func year() -> Book {
    let sheets = names.enumerated().map { month, name in
      let first = 45_017 + 30 * month
      let rows = (0..<3).map { number -> [MadeCell] in
        [
          .number("\(first + number)", style: 1), .text("P\(month)-\(number)"),
          .number("\(100 * month + number).10"), .text("Acorn Care"),
        ]
      }
      let headings: [MadeCell] = ["* Date", "Ref", "TOTAL", "* SUPPLIER FINAL"]
      // In September the officer looked for payments made twice, and left the formulas.
      let isSeptember = name == "Sep"
      let table =
        [isSeptember ? headings + [.none, "check"] : headings]
        + rows.map { isSeptember ? $0 + [.none, .formula("1")] : $0 }
      return (name, sheetXML(month.isMultiple(of: 2) ? table : table.map { $0.reversed() }))
    }
    return book(sheets)
  }

  private func read(_ book: Book, _ choice: SheetChoice) throws -> Extract {
    let schema = Schema(
      dataset: "payments",
      each: "payment",
      fields: [
        Field(name: "ref", type: .text, blank: .refused), Field(name: "paid", type: .date),
        Field(name: "net", type: .money), Field(name: "payee", type: .text),
      ],
      key: [0],
      control: 2
    )
    let folder = Folder()
    var binding = Binding(schema: schema, files: [folder.write(book.bytes, to: "year.xlsx")])
    binding.columns = [
      "ref": BoundColumn("Ref"), "paid": BoundColumn("* Date"), "net": BoundColumn("TOTAL"),
      "payee": BoundColumn("* SUPPLIER FINAL"),
    ]
    binding.sheets = choice
    return try Extracts.read(binding, into: TextPool())
  }

  @Test func `of twelve monthly sheets are read as one, in the order of the tabs or as named`()
    throws
  {
    let all = try read(year(), .all)
    #expect(all.record.loaded.rows == 36)
    // Each month has 100 m + 0.10, 100 m + 1.10 and 100 m + 2.10.
    #expect(all.record.loaded.pence == Int128((0..<12).reduce(0) { $0 + 30_000 * $1 + 330 }))
    guard case .read(let sources, _) = all.table.provenance else { return }
    #expect(sources.map(\.sheet) == names)
    #expect(Set(all.table.lines) == [2, 3, 4])
    let three = try read(year(), .these([.name("jan '24"), .name("Apr"), .position(6)]))
    guard case .read(let sources, _) = three.table.provenance else { return }
    #expect(sources.map(\.sheet) == ["Jan '24", "Apr", "Sep"])
    #expect(three.record.loaded.rows == 9)
  }

  @Test func `of twelve monthly sheets are refused where none is chosen, with all their names`()
    throws
  {
    let error = try #require(refusal { _ = try read(year(), .only) })
    #expect(error.kind == .sheet)
    for name in names { #expect(error.message.contains("\"\(name)\"")) }
    #expect(error.message.contains("`sheet: all`"))
  }

  @Test func `with days that a change of zone made one in the morning keep their days`() throws {
    // Midnight of British summer that was taken for UTC and shown in summer time again: 01:00.
    let made: [[MadeCell]] = [
      ["Ref", "* Date", "TOTAL", "* SUPPLIER FINAL"],
      ["P1", .number("45383.041666666664", style: 2), .number("1"), "Acorn Care"],
      ["P2", .number("45291", style: 2), .number("9533.910000000003"), "Acorn Care"],
    ]
    let extract = try read(book([("Sheet", sheetXML(made))]), .only)
    #expect(
      extract.table.columns[1].values.days
        == [CalendarDate(iso: "2024-04-01"), CalendarDate(iso: "2023-12-31")]
        .map { $0.map { Int32($0.dayNumber) } }
    )
    #expect(extract.record.loaded.pence == 953_491)
  }
}

extension Column.Values {
  /// The days of a column of dates.
  fileprivate var days: [Int32?] {
    if case .days(let days) = self { days } else { [] }
  }
}
