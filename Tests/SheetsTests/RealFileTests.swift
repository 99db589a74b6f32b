import Glibc
import Sheets
import TestSupport
import Testing
import Values

/// Files that public bodies published; they are not part of the project.
private let folder =
  unsafe getenv("VOUCH_REAL_EXTRACTS").map { unsafe String(cString: $0) }
  ?? ProjectFiles.root + "/../shared/real-extracts"

/// The rows, days and sums were counted with another program.
@Suite(
  .enabled(if: unsafe access(folder, F_OK) == 0, "the real extracts are not beside the project")
)
struct `Workbooks that public bodies published` {
  @Test func `are read whole: Barts, whose table starts at B1`() throws {
    let workbook = try Workbook(path: folder + "/nhs_barts_2020-04.xlsx")
    #expect(workbook.sheets.map(\.name) == ["Final Review "])
    let sheet = try ReadSheet(try workbook.sheet(named: "Final Review"), in: workbook)
    let rows = sheet.rows.filter { !$0.cells.isEmpty }
    #expect(rows.count == 239)
    #expect(rows.map(\.number) == Array(1...239))
    #expect(rows.allSatisfy { $0.cells.map(\.column) == Array(2...11) })
    #expect(rows[0].value(inColumn: 11) == .text("Amount"))
    let days = rows.dropFirst().compactMap { row in
      if case .date(let date) = row.value(inColumn: 6) { date } else { nil }
    }
    #expect(days.count == 238)
    #expect(days.min()?.description == "2020-04-03")
    #expect(days.max()?.description == "2020-04-30")
    let amounts = rows.dropFirst().compactMap { row in
      if case .number(let number) = row.value(inColumn: 11) { number.value } else { nil }
    }
    #expect(amounts.count == 238)
    let pence = try amounts.map { try #require($0.scaled(toScale: 2)) }
    #expect(pence.reduce(0, +) == 4_875_784_482)
  }
}
