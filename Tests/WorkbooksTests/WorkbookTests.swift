import Foundation
import Testing
import Values
import Workbooks

struct WorkbookTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What goes wrong when the workbook is written.
  private func failure(of description: WorkbookDescription) -> WorkbookError? {
    do throws(WorkbookError) {
      try description.write(to: folder.path("book.xlsx"))
      return nil
    } catch {
      return error
    }
  }

  @Test func `two writes of one description give the same bytes`() async throws {
    let chart = Chart(.bar, title: "Cost", table: "costs", categories: "Service", values: ["Cost"])
    let description = book([
      .text("A title", .title), .table(costs(filters: true)), .chart(chart),
    ])
    try description.write(to: folder.path("first.xlsx"))
    // The clock must have gone on to another second, the unit in which files note times.
    try await Task.sleep(for: .milliseconds(1_100))
    try description.write(to: folder.path("second.xlsx"))
    let first = try Data(contentsOf: URL(filePath: folder.path("first.xlsx")))
    let second = try Data(contentsOf: URL(filePath: folder.path("second.xlsx")))
    #expect(!first.isEmpty)
    #expect(first == second)
  }

  @Test func `workbooks written at the same time do not disturb each other`() async throws {
    let description = book([.table(costs())])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<8 {
        let path = folder.path("\(index).xlsx")
        group.addTask { try description.write(to: path) }
      }
      try await group.waitForAll()
    }
    let files = try (0..<8).map { try Data(contentsOf: URL(filePath: folder.path("\($0).xlsx"))) }
    #expect(Set(files).count == 1)
  }

  @Test(arguments: [
    "", "   ", "a:b", "a/b", "a\\b", "a?b", "a*b", "[a]", "Provider's", "History", "lists",
    "thirty-two characters are too many", "line\nbreak", "2026", "1st", "Q1", "abc123", "R1C1",
    "rc", ".5", "bell\u{7}",
  ])
  func `refuses a name that a spreadsheet program would not open`(name: String) throws {
    let error = failure(of: book([Sheet(name, blocks: [])]))
    guard case .sheetName(name, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty)
    #expect(try folder.contents.isEmpty)
  }

  @Test func `refuses two sheets of one name, whatever the case of the letters`() throws {
    let error = failure(of: book([Sheet("Findings", blocks: []), Sheet("FINDINGS", blocks: [])]))
    #expect(error == .sheetName("FINDINGS", reason: "another sheet has this name"))
  }

  @Test func `refuses a workbook without sheets`() {
    #expect(failure(of: book([])) != nil)
  }

  @Test func `a failure half way leaves no file`() throws {
    let links: [Cell] = [.text("fine"), .link("Go", sheet: "Nowhere")]
    #expect(
      failure(of: book([.table(column(links))])) == .linkTarget(sheet: "Sheet", target: "Nowhere")
    )
    #expect(try folder.contents.isEmpty)
  }

  @Test func `a folder that is not there is an error that names the file`() throws {
    let path = folder.path("missing/book.xlsx")
    let error = #expect(throws: WorkbookError.self) { try book([.space]).write(to: path) }
    #expect(error?.description.contains(path) == true)
  }

  @Test func `a folder in the place of the file is an error and stays`() throws {
    let path = folder.path("book.xlsx")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: WorkbookError.self) { try book([.space]).write(to: path) }
    #expect(try folder.contents == ["book.xlsx"])
  }

  @Test(
    .enabled(if: SmallDisk.isAvailable, "needs the right to mount a tmpfs"),
    arguments: [1_000, .max]
  )
  func `on a full disk a workbook is whole or there is an error and no file`(longTable: Int)
    throws
  {
    let disk = try SmallDisk(kilobytes: 200)
    defer { disk.unmount() }
    let path = disk.path("book.xlsx")
    var (written, refused) = (0, 0)
    let most = longTable == .max ? 6_000 : 24_000
    for count in stride(from: 1_000, to: most, by: most / 20) {
      let cells = (0..<count).map { Cell.text("row \($0), \($0 &* 2_654_435_761 % 1_000_003)") }
      do {
        try book([.table(column(cells))]).write(to: path, longTable: longTable)
        written += 1
        if OtherProgram.isAvailable {
          let sheet = try #require(OtherProgram.read(path).sheets["Sheet"])
          #expect(sheet.cells.count == count + 1)
        }
        try FileManager.default.removeItem(atPath: path)
      } catch is WorkbookError {
        refused += 1
        #expect(try disk.contents.isEmpty)
      }
    }
    #expect(written > 0 && refused > 0)
  }

  @Test func `refuses a table that is longer than a sheet before it makes a row`() {
    let rows = TableBlock.Rows(count: 1_048_576) { row in
      Issue.record("row \(row) was made")
      return [.empty]
    }
    let table = TableBlock(columns: [.init("Value")], rows: rows)
    #expect(
      failure(of: book([.table(table)]))
        == .sheetTooLarge(sheet: "Sheet", rows: 1_048_577, columns: 1)
    )
  }

  @Test func `refuses a row with another number of cells than there are columns`() {
    let table = TableBlock(
      columns: [.init("A"), .init("B")],
      rows: .init([[.empty, .empty], [.empty]])
    )
    #expect(
      failure(of: book([.table(table)]))
        == .rowLength(sheet: "Sheet", row: 3, cells: 1, columns: 2)
    )
  }

  @Test func `refuses two tables with filters on one sheet`() {
    let blocks: [Block] = [.table(costs(filters: true)), .table(costs(filters: true))]
    #expect(failure(of: book(blocks)) == .secondFilter(sheet: "Sheet"))
  }

  @Test(arguments: [("nowhere", "Cost"), ("costs", "Price")])
  func `refuses a chart of what is not there`(table: String, value: String) throws {
    let chart = Chart(.line, title: "T", table: table, categories: "Service", values: [value])
    guard case .chartSource("T", _) = failure(of: book([.table(costs()), .chart(chart)])) else {
      Issue.record("the chart was drawn")
      return
    }
    #expect(try folder.contents.isEmpty)
  }

  @Test func `refuses a chart of a name that two tables have`() {
    let chart = Chart(.line, title: "T", table: "costs", categories: "Service", values: ["Cost"])
    let blocks: [Block] = [.table(costs()), .table(costs()), .chart(chart)]
    #expect(failure(of: book(blocks)) == .tableName("costs"))
  }

  @Test func `refuses words for the head of pages that do not fit`() {
    var description = book([.space])
    description.pageHeader = String(repeating: "&", count: 120)
    #expect(failure(of: description) == .pageText(description.pageHeader))
  }
}
