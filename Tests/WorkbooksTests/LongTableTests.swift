import TestSupport
import Testing
import Values
import Workbooks

/// Long tables are written beside the library; the other program must not see a difference.
@Suite(.enabled(if: OtherProgram.isAvailable, Comment(rawValue: OtherProgram.isMissing)))
struct LongTableTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// The workbook as it is read when tables of so many rows are long.
  private func read(_ description: WorkbookDescription, longTable: Int) throws -> StyledWorkbook {
    try description.write(to: folder.path("book.xlsx"), longTable: longTable)
    return try StyledWorkbook.read(folder.path("book.xlsx"))
  }

  @Test func `a table is the same whether it is long or not`() throws {
    for seed in Soak.seeds(short: 6, long: 100) {
      var generator = SeededGenerator(seed: seed)
      let description = book((1...2).map { .random(named: "Sheet \($0)", using: &generator) })
      let library = try read(description, longTable: .max)
      let beside = try read(description, longTable: 2)
      #expect(library.differences(from: beside) == [], "\(generator)")
    }
  }

  @Test func `the rows of a long table do not reach the library`() throws {
    let table = column((0..<3_000).map { .text("row \($0)") })
    try book([.table(table)]).write(to: folder.path("book.xlsx"))
    let sheet = try part("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("t=\"inlineStr\"><is><t>row 2998</t>"))
    #expect(sheet.contains("<dimension ref=\"A1:A3001\"/>"))
    #expect(try !part("xl/sharedStrings.xml").contains("row 2998"))
  }

  @Test func `rows are in the file in their order, each once, with a cell for each column`() throws
  {
    let table = TableBlock(
      columns: (0..<30).map { .init("Column \($0)", style: .figures) },
      rows: .init(count: 5_000) { row in (0..<30).map { .number(Decimal(row * 30 + $0)) } }
    )
    try book([.table(table)]).write(to: folder.path("book.xlsx"))
    let sheet = try part("xl/worksheets/sheet1.xml")
    let rows = sheet.matches(of: /<row r="(\d+)"/).compactMap { Int($0.1) }
    #expect(rows == Array(1...5_001))
    let values = sheet.matches(of: /<v>(\d+)<\/v><\/c>/).compactMap { Int($0.1) }.dropFirst(30)
    #expect(Array(values.suffix(150_000)) == Array(0..<150_000))
  }

  @Test func `a link in a long table still leads to its sheet`() throws {
    var cells = (0..<6_000).map { Cell.text("row \($0)") }
    cells[5_500] = .link("See", sheet: "Other")
    let description = book([
      Sheet("Sheet", blocks: [.table(column(cells))]), Sheet("Other", blocks: [.space]),
    ])
    let sheet = try #require(readBack(description).sheets["Sheet"])
    #expect(sheet.cells["A5502"]?.link == "'Other'!A1")
    #expect((0..<6_000).allSatisfy { sheet.cells["A\($0 + 2)"] != nil })
  }

  @Test func `a chart draws a long table`() throws {
    let table = TableBlock(
      name: "days",
      columns: [.init("Day"), .init("Cost", style: .figures)],
      rows: .init(count: 1_200) { [.text("Day \($0)"), .number(Decimal($0))] }
    )
    let chart = Chart(.line, title: "T", table: "days", categories: "Day", values: ["Cost"])
    let description = book([.table(table), .chart(chart)])
    try description.write(to: folder.path("book.xlsx"))
    // The figures that the chart shows before it is drawn anew.
    #expect(try part("xl/charts/chart1.xml").contains("<c:v>1199</c:v>"))
  }

  @Test func `two writes of a long table give the same bytes`() throws {
    var generator = SeededGenerator()
    let description = book([.random(named: "Sheet", rows: 4_000...4_000, using: &generator)])
    var files: Set<[UInt8]> = []
    for _ in 0..<4 {
      try description.write(to: folder.path("book.xlsx"))
      files.insert(try folder.bytes("book.xlsx"))
    }
    #expect(files.count == 1, "\(generator)")
  }

  @Test func `refuses a row of a long table with another number of cells than there are columns`() {
    let table = TableBlock(
      columns: [.init("A"), .init("B")],
      rows: .init(count: 9_000) { $0 == 7_000 || $0 == 8_000 ? [.empty] : [.empty, .empty] }
    )
    #expect(throws: WorkbookError.rowLength(sheet: "Sheet", row: 7_002, cells: 1, columns: 2)) {
      try book([.table(table)]).write(to: folder.path("book.xlsx"))
    }
    #expect((try? folder.contents) == [])
  }

  @Test(arguments: [
    "9.95", "859.56", "0.1", "-0.05", "100", "1200.00", "999999999999999", "0.000000000000001",
    "-123456789.012345",
  ])
  func `a number stands in a long table with its own digits`(text: String) throws {
    let number = try #require(Decimal(text))
    let table = column(Array(repeating: .money(number), count: 2_000))
    try book([.table(table)]).write(to: folder.path("book.xlsx"))
    let sheet = try part("xl/worksheets/sheet1.xml")
    let digits = try #require(sheet.firstMatch(of: /<c r="A2" s="\d+"><v>(-?[\d.]+)<\/v>/)?.1)
    #expect(Decimal(String(digits)) == number)
    #expect(Double(digits) == Double(text))
  }

  @Test(arguments: [
    ("a<b>&\"c\"", "<t>a&lt;b&gt;&amp;\"c\"</t>"), ("£ – naïve 🏡", "<t>£ – naïve 🏡</t>"),
    (" space", "<t xml:space=\"preserve\"> space</t>"),
    ("line\n", "<t xml:space=\"preserve\">line\n</t>"), ("a\r\nb", "<t>a\nb</t>"),
    ("a\u{1}\u{FFFF}b", "<t>a\u{FFFD}\u{FFFD}b</t>"), ("_x0041_", "<t>_x005F_x0041_</t>"),
    (
      "a text of more than sixteen bytes & so on",
      "<t>a text of more than sixteen bytes &amp; so on</t>"
    ),
  ])
  func `a text is written as it may stand in XML`(text: String, expected: String) throws {
    let rows = TableBlock.Rows(count: 1_500) { row, cells in
      cells.append { $0.append(text) }
      cells.append { _ in }
      cells.append(.toned(.high, .toned(.low, .text(row == 0 ? text : ""))))
    }
    #expect(rows[0] == [.text(text), .empty, .toned(.low, .text(text))])
    let table = TableBlock(columns: [.init("A"), .init("B"), .init("C")], rows: rows)
    try book([.table(table)]).write(to: folder.path("book.xlsx"))
    let sheet = try part("xl/worksheets/sheet1.xml")
    #expect(sheet.contains(expected))
    let blank = try #require(sheet.firstMatch(of: /<c r="B2" s="\d+"\/>/))
    #expect(sheet[blank.range.upperBound...].contains("<c r=\"C2\" s=\""))
    #expect(sheet.firstMatch(of: /<c r="C3" s="\d+"\/>/) != nil)
  }

  /// A part of the workbook, as text.
  private func part(_ name: String) throws -> String {
    try OtherProgram.part(name, of: folder.path("book.xlsx"))
  }
}

extension Sheet {
  /// A sheet with a long table among others.
  fileprivate static func random(
    named name: String,
    rows: ClosedRange<Int> = 1...600,
    using generator: inout SeededGenerator
  ) -> Sheet {
    let styles: [TableBlock.Column.Style] = [.text, .wrapped, .clipped, .centred, .figures]
    let columns = (0..<Int.random(in: 1...30, using: &generator)).map { index in
      let isTyped = Int.random(in: 0..<6, using: &generator) == 0
      return TableBlock.Column(
        "Column \(index)",
        width: Int.random(in: 4...40, using: &generator),
        style: styles.randomElement(using: &generator) ?? .text,
        isTyped: isTyped,
        choices: isTyped ? ["Yes", "No, \(index % 3)"] : []
      )
    }
    let kinds = columns.map { _ in Int.random(in: 0..<8, using: &generator) }
    let cells = (0..<Int.random(in: rows, using: &generator)).map { _ in
      kinds.map { Cell.random($0, using: &generator) }
    }
    let isTotalled = Bool.random(using: &generator)
    let long = TableBlock(
      columns: columns,
      rows: .init(cells),
      totals: isTotalled ? kinds.map { Cell.random($0, using: &generator) } : nil,
      filters: Bool.random(using: &generator)
    )
    var blocks: [Block] = [.text("Title <&>", .title), .table(long)]
    if Bool.random(using: &generator) { blocks.insert(.table(costs(named: nil)), at: 1) }
    if Bool.random(using: &generator) { blocks += [.space, .table(column([.text("below")]))] }
    return Sheet(name, frozenColumns: Bool.random(using: &generator) ? 1 : nil, blocks: blocks)
  }
}

extension Cell {
  private static let pieces = [
    "word", " ", "\n", "\t", "&", "<", ">", "\"", "'", "é", "£", "🏡", "\u{0}", "\u{1F}", "\r\n",
    "\u{FFFE}", "\u{FFFD}", "_x0041_", "_", "longer words of a text that wraps", "=1+1", "]]>",
    "\u{7F}", "\u{A0}", "\u{85}", "\u{2028}",
  ]

  /// A cell of a column that mostly has cells of one kind.
  fileprivate static func random(_ kind: Int, using generator: inout SeededGenerator) -> Cell {
    let odd = Int.random(in: 0..<12, using: &generator) == 0
    switch odd ? Int.random(in: 0..<9, using: &generator) : kind {
    case 0: return .empty
    case 1, 2:
      let count = Int.random(in: 0...12, using: &generator)
      return .text(
        (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      )
    case 3: return .money(figure(14, -2, using: &generator))
    case 4:
      return .number(figure(18, -Int.random(in: 0...17, using: &generator), using: &generator))
    case 5: return .percent(figure(5, -4, using: &generator))
    case 6:
      let days = Int.random(in: -5...60_000, using: &generator)
      return day("1900-03-01").adding(days: days).map(Cell.date) ?? .empty
    case 7: return .boolean(Bool.random(using: &generator))
    default:
      let tones: [Tone] = [.plain, .critical, .high, .medium, .low, .good, .muted]
      let inner = random(Int.random(in: 0..<8, using: &generator), using: &generator)
      return .toned(tones.randomElement(using: &generator) ?? .plain, inner)
    }
  }

  /// A number of up to so many digits.
  private static func figure(
    _ digits: Int,
    _ exponent: Int,
    using generator: inout SeededGenerator
  ) -> Decimal {
    let length = Int.random(in: 0...digits, using: &generator)
    let most = (0..<length).reduce(Int128(1)) { most, _ in most * 10 }
    let coefficient = Int128(Int64.random(in: -Int64(most)...Int64(most), using: &generator))
    return Decimal(coefficient: coefficient, exponent: exponent)
  }
}
