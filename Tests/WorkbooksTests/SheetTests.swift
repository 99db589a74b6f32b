import Testing
import Values
import Workbooks

@Suite(.enabled(if: OtherProgram.isAvailable, Comment(rawValue: OtherProgram.isMissing)))
struct SheetTests {
  private func readSheet(_ description: WorkbookDescription) throws -> ReadWorkbook.Sheet {
    try #require(readBack(description).sheets["Sheet"])
  }

  @Test func `sheets keep their order, and the file its title and date`() throws {
    let read = try readBack(
      book(["Summary", "Q1 2026", "Run"].map { Sheet($0, blocks: [.space]) })
    )
    #expect(read.names == ["Summary", "Q1 2026", "Run"])
    #expect(read.title == "A book")
    #expect(read.created == "2026-03-31")
  }

  @Test func `parts follow each other down the sheet`() throws {
    let sheet = try readSheet(
      book([
        .text("Title", .title), .banner("All is well", .good), .space,
        .keyFigures([KeyFigure("New", .number(Decimal(3)), details: [.money(decimal("9.50"))])]),
        .table(costs()), .text("After", .note),
      ])
    )
    let values = sheet.cells.mapValues(\.value)
    #expect(values["A1"] == "Title")
    #expect(values["A2"] == "All is well")
    #expect(values["A4"] == "New" && values["A5"] == "3" && values["A6"] == "9.5")
    #expect(values["A7"] == "Service" && values["B7"] == "Cost")
    #expect(values["A8"] == "Home care" && values["B9"] == "3400")
    #expect(values["A10"] == "After")
  }

  @Test func `parts beside each other begin level, and what follows is below both`() throws {
    let left = Region(column: 0, width: 3, blocks: [.text("Left", .heading), .table(costs())])
    let right = Region(column: 4, width: 2, blocks: [.text("Right", .heading)])
    let sheet = try readSheet(
      book(
        [.beside([left, right]), .text("Below", .body)],
        columnWidths: [10, 10, 10, 2, 10, 10]
      )
    )
    let values = sheet.cells.mapValues(\.value)
    #expect(values["A1"] == "Left" && values["E1"] == "Right")
    #expect(values["A4"] == "Supported living" && values["A5"] == "Below")
  }

  @Test func `the headings of the table that can be filtered stay in view`() throws {
    let sheet = try readSheet(
      book(
        [.table(costs(named: "above")), .space, .table(costs(named: nil, filters: true))],
        frozenColumns: 1
      )
    )
    #expect(sheet.frozen == "B6")
    #expect(sheet.filter == "A5:B7")
  }

  @Test(arguments: [nil, "costs"])
  func `a table has the same cells whether it has a name or not`(name: String?) throws {
    let sheet = try readSheet(
      book([.text("Title", .title), .banner("All is well", .good), .table(costs(named: name))])
    )
    let values = sheet.cells.mapValues(\.value)
    #expect(
      values == [
        "A1": "Title", "A2": "All is well", "A3": "Service", "B3": "Cost", "A4": "Home care",
        "B4": "1200.5", "A5": "Supported living", "B5": "3400",
      ]
    )
  }

  @Test func `a column may cover several columns of the sheet`() throws {
    let table = TableBlock(
      columns: [.init("Provider", span: 3), .init("Cost", span: 2), .init("Note")],
      rows: .init([[.text("Example Care"), .money(decimal("5.25")), .text("x")]]),
      totals: [.text("Total"), .money(decimal("5.25")), .empty]
    )
    let sheet = try readSheet(book([.table(table)], columnWidths: [8, 8, 8, 8, 8, 8]))
    let values = sheet.cells.mapValues(\.value)
    #expect(values["A1"] == "Provider" && values["D1"] == "Cost" && values["F1"] == "Note")
    #expect(values["A2"] == "Example Care" && values["D2"] == "5.25" && values["F2"] == "x")
    #expect(values["A3"] == "Total" && values["D3"] == "5.25")
    #expect(sheet.cells.count == 8)
  }

  @Test func `a table without rows says so`() throws {
    let table = TableBlock(columns: [.init("A"), .init("B")], rows: .init([]), emptyText: "None.")
    #expect(try readSheet(book([.table(table)])).cells["A2"]?.value == "None.")
  }

  @Test func `headings stay in view, repeat on paper and filter`() throws {
    let sheet = try readSheet(
      book([.text("Title", .title), .table(costs(filters: true))], frozenColumns: 1)
    )
    #expect(sheet.frozen == "B3")
    #expect(sheet.filter == "A2:B4")
    #expect(sheet.headingRows?.filter { $0 != "$" } == "2:2")
  }

  @Test func `a sheet with an unusual name keeps its headings and charts`()
    throws
  {
    let chart = Chart(.column, title: "T", table: "costs", categories: "Service", values: ["Cost"])
    for name in ["2026 Q1", "A-B & C", "Été", "Providers", "Q1 (draft), \"x\"", "ABCD1"] {
      let read = try readBack(
        book([
          Sheet(
            name,
            frozenColumns: 0,
            blocks: [.table(costs(filters: true)), .chart(chart)]
          )
        ])
      )
      let sheet = try #require(read.sheets[name])
      #expect(sheet.headingRows?.filter { $0 != "$" } == "1:1")
      #expect(sheet.charts == [["'\(name)'!$A$2:$A$3", "'\(name)'!$B$2:$B$3"]])
    }
  }

  @Test func `a link leads to another sheet of the workbook`() throws {
    let links = column([.link("See the findings", sheet: "All findings")])
    let sheet = try readSheet(
      book([Sheet("Sheet", blocks: [.table(links)]), Sheet("All findings", blocks: [.space])])
    )
    #expect(sheet.cells["A2"]?.value == "See the findings")
    #expect(sheet.cells["A2"]?.link == "'All findings'!A1")
  }

  @Test func `a typed column is marked and offers its choices, commas and all`() throws {
    let choices = (1...40).map { "Choice \($0), to be proved" }
    let table = TableBlock(
      columns: [.init("No."), .init("Status", isTyped: true, choices: choices)],
      rows: .init([[.text("F-1"), .empty], [.text("F-2"), .text("Choice 2, to be proved")]])
    )
    let read = try readBack(book([.table(table)]))
    let sheet = try #require(read.sheets["Sheet"])
    #expect(sheet.cells["B1"]?.value == "Status ✎")
    #expect(sheet.lists == ["B2:B3": "'Lists'!$A$2:$A$41"])
    let lists = try #require(read.sheets["Lists"])
    #expect(lists.isHidden)
    #expect((2...41).map { lists.cells["A\($0)"]?.value } == choices)
  }

  @Test func `charts draw the cells of a table on another sheet`() throws {
    let kinds: [Chart.Kind] = [.bar, .stackedBar, .column, .stackedColumn, .line]
    let charts = kinds.map { kind in
      Block.chart(
        Chart(kind, title: "Cost", table: "costs", categories: "Service", values: ["Cost"])
      )
    }
    let read = try readBack(
      book([
        Sheet("Sheet", blocks: charts),
        Sheet("Figures", blocks: [.text("Figures", .title), .space, .table(costs())]),
      ])
    )
    let cells = ["'Figures'!$A$4:$A$5", "'Figures'!$B$4:$B$5"]
    #expect(read.sheets["Sheet"]?.charts == Array(repeating: cells, count: kinds.count))
  }

  @Test func `a chart of an empty table is still a chart`() throws {
    let empty = TableBlock(name: "none", columns: [.init("A"), .init("B")], rows: .init([]))
    let chart = Chart(.bar, title: "T", table: "none", categories: "A", values: ["B"])
    #expect(try readSheet(book([.table(empty), .chart(chart)])).charts.count == 1)
  }
}
